import type { CareTeamReader } from '../../fhir/team/care-team.ts'
import type { PeopleDirectory } from '../../fhir/team/directory-people.ts'
import type { RecordPorts, WriterPorts } from '../command.ts'
import type { ConversationPorts } from '../gesprek/ports.ts'
import type { Presence } from '../wie/line.ts'

/** What `!nodiguit` needs. */
export type NodiguitPorts = ConversationPorts &
  RecordPorts &
  WriterPorts & {
    readonly careTeams: CareTeamReader
    readonly people: PeopleDirectory
    readonly presence: (roomId: string) => Promise<Presence>
    readonly mayTakePart: (userId: string) => boolean
    /** Whether somebody may invite to the patient's rooms; undefined when that cannot be told. */
    readonly mayInvite: (userId: string, patient: string) => Promise<boolean | undefined>
  }
