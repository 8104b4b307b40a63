import type { Reading } from '../../commands/command.ts'
import type { MayReadLab } from '../../fhir/observation/laboratory.ts'
import type { Readable } from '../../fhir/record/record.ts'
import type { Source } from '../../fhir/server/source.ts'
import type { TeamMember } from '../../fhir/team/care-team.ts'
import type { Policy, Ruled, Setting } from './policy.ts'

/** Who asks what, and where it will be read. */
export type ReadingAsk = {
  readonly member: TeamMember | undefined
  readonly command: Ruled
  readonly setting: Setting
}

/** Which sources are read for somebody: those the policy allows, and for a draft in the room only what may stand there. */
export const readableFor =
  (policy: Policy, { member, command, setting }: ReadingAsk) =>
  (source: Pick<Source, 'label' | 'own' | 'posting'>): Readable => {
    if (member === undefined || !policy.mayRead(member, command, setting, source)) return false
    return command.drafts === true && source.posting === 'dm' ? 'direct-only' : true
  }

const lab: Ruled = { name: 'lab', access: 'read' }

/** Of which sources somebody is told laboratory results, whatever command they turn up in; lay readers of none. */
export const labReadableFor =
  (
    policy: Policy,
    { member, setting, reading }: Omit<ReadingAsk, 'command'> & { readonly reading: Reading },
  ): MayReadLab =>
  (source) =>
    reading === 'professional' &&
    member !== undefined &&
    policy.mayRead(member, lab, setting, source)
