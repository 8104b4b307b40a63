import type { RecordPorts, WriterPorts } from '../command.ts'
import type { FollowPorts } from '../taak/follow.ts'
import type { TargetPorts } from '../verwijs/targets.ts'

/** What `!overdracht` needs: the record, the address book and the team, and the writer. */
export type OverdrachtPorts = FollowPorts & RecordPorts & TargetPorts & WriterPorts
