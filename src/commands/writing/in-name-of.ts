import type { Asker } from '../command.ts'
import { requesterOf } from './writing.ts'

/** Whether the client or a relative asks. */
export const isLayAsker = ({ member: { kind } }: Asker): boolean =>
  kind === 'patient' || kind === 'related'

/** In whose name the client's own side writes too: a professional's role, the client, or a relative. */
export const inNameOf = (asker: Asker, patient: string): string | undefined => {
  const { kind, ref } = asker.member
  if (kind === 'patient') return patient
  const isRelative = kind === 'related' && /^RelatedPerson\/[A-Za-z0-9\-.]{1,64}$/u.test(ref ?? '')
  return isRelative ? ref : requesterOf(asker)
}
