import { parseArgs } from 'node:util'
import type { Audit, AuditLine } from '../store/store.ts'
import { printable } from './printable.ts'

const usage = 'usage: npm run audit -- [--patient Patient/<id>]'

/** Prints the audit trail, of one patient with `--patient`, and checks the whole chain. 0 whole, 1 broken, 64 wrong use. */
export async function printAudit(
  store: Pick<Audit, 'auditTrail' | 'brokenAuditLine'>,
  args: readonly string[],
  print: (line: string) => void,
): Promise<number> {
  const patient = patientOf(args)
  if (patient === null) {
    print(usage)
    return 64
  }
  const lines = await store.auditTrail(patient === undefined ? {} : { patient })
  for (const line of lines) print(toText(line))
  const broken = await store.brokenAuditLine()
  if (broken !== undefined) {
    print(`chain BROKEN at line ${broken}: this line or one before it was changed or removed`)
    return 1
  }
  print(`chain whole: ${lines.length} lines${patient === undefined ? '' : ' of this patient'}`)
  return 0
}

/** Null when the arguments cannot be understood. */
function patientOf(args: readonly string[]): string | undefined | null {
  try {
    const { values } = parseArgs({ args: [...args], options: { patient: { type: 'string' } } })
    const { patient } = values
    if (patient === undefined) return undefined
    return patient.includes('/') ? patient : `Patient/${patient}`
  } catch {
    return null
  }
}

function toText(line: AuditLine): string {
  const { seq, at, who, role, action, what, patient, roomId, eventId, outcome } = line
  const time = new Date(at).toISOString()
  const fields = [who, role, action, what, patient, roomId, eventId, outcome]
  return [seq, time, ...fields.map((field) => printable(field ?? '-'))].join('\t')
}
