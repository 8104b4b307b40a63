import type { Args, Command, Context, Outcome, Reading } from '../../commands/command.ts'
import type { TeamMember } from '../../fhir/team/care-team.ts'
import type { Messages } from '../../i18n/messages.ts'
import type { AuditEntry } from '../../store/store.ts'
import type { Admitted } from '../access/admission.ts'
import type { Audience } from '../access/audience.ts'
import type { Who } from '../access/audit-lines.ts'
import type { Ruled, Setting } from '../access/policy.ts'
import type { RoomEvent } from '../gateway.ts'
import type { Place } from '../rooms/places.ts'
import type { Before } from './kept-lists.ts'
import type { Plan, Shown } from './plan.ts'

/** A command as it was typed, with what is needed to run it. */
export type Invocation<Ports> = {
  readonly command: Command<Ports>
  readonly args: Args
  readonly event: RoomEvent
  readonly place: Place
  readonly signal: AbortSignal
  /** In the place of the rooms' language. */
  readonly t?: Messages
  /** The answer is wanted in the direct message. */
  readonly isPrivate?: boolean
  /** It goes on with this list. */
  readonly before?: Before
  /** In the place of another command: never short for being the same as before. */
  readonly isAgain?: boolean
}

/** Who asks what where: by this it is decided what a command is given. */
export type PortsAsk = {
  readonly place: Place
  readonly member: TeamMember | undefined
  readonly userId: string
  /** The message that asks. */
  readonly event: RoomEvent
  readonly command: Ruled
  /** Where the answer is read; undefined for a command that shows nothing of a record. */
  readonly setting: Setting | undefined
  /** For whom the answer is worded. */
  readonly reading: Reading
  /** Who reads along in the room. */
  readonly here: Audience
}

/** A finished command, or one that asks something back. */
export type Ran =
  | { readonly kind: 'plan'; readonly plan: Plan; readonly failed: boolean }
  | {
      readonly kind: 'asks'
      /** The command that asks, which need not be the one that was typed. */
      readonly command: string
      readonly outcome: Extract<Outcome, { kind: 'choose' | 'confirm' }>
      /** Only of a question that holds what may not stay. */
      readonly shown?: Shown
      readonly audit: readonly AuditEntry[]
      readonly asker: TeamMember
      readonly patient: string
      readonly reading: Reading
    }

/** Runs commands for those who may. */
export type CommandRunner<Ports> = {
  run(invocation: Invocation<Ports>): Promise<Ran>
  /** Who asks and whether the room may see answers, read now; a refusal is a plan. */
  admit(
    invocation: Pick<Invocation<Ports>, 'command' | 'event' | 'place' | 'signal' | 't'>,
  ): Promise<Admitted | Plan>
  contextOf(
    invocation: Invocation<Ports>,
    member: TeamMember,
    patient: string,
    shown?: {
      readonly reading: Reading
      readonly setting: Setting | undefined
      readonly here?: Audience
    },
  ): Context<Ports>
  /** The role in which the sender was last seen in the patient's team, if that is known without asking the record. */
  roleOf(event: RoomEvent, patient: string): string | undefined
  entry(
    event: RoomEvent,
    action: AuditEntry['action'],
    what: string,
    outcome: string,
    who?: Who,
  ): AuditEntry
}
