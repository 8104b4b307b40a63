import { type PatientLinePorts, patientLineOf } from '../answer/patient-line.ts'
import type { Context } from '../command.ts'

/**
 * Whom a notice of what was done is about, as the preview showed it: nothing where the client reads it, nor when it is not
 * known now, because what was written is told all the same.
 */
export const aboutLine = async (context: Context<PatientLinePorts>): Promise<readonly string[]> => {
  if (context.audience === 'lay') return []
  try {
    const { patientLine } = await patientLineOf(context)
    return patientLine === undefined ? [] : [patientLine]
  } catch (error) {
    if (context.signal.aborted) return []
    throw error
  }
}
