import type { Outcome } from '../../commands/command.ts'
import type { FhirError, Sourced } from '../../fhir/fhir.ts'
import type { Team } from '../../fhir/team/care-team.ts'
import type { AuditEntry } from '../../store/store.ts'
import type { RoomEvent } from '../gateway.ts'

/** What a line of the audit trail says was done. */
export type Deed = Pick<AuditEntry, 'action' | 'what' | 'outcome'>

/** As far as it is known: in which role somebody asks, and about whom. */
export type Who = { readonly role?: string | undefined; readonly patient?: string | undefined }

/** A line about what somebody's message brought about. */
export const messageLine = (at: number, event: RoomEvent, deed: Deed, who: Who): AuditEntry => ({
  at,
  who: event.sender,
  role: who.role,
  action: deed.action,
  what: deed.what,
  patient: who.patient,
  roomId: event.roomId,
  eventId: event.eventId,
  outcome: deed.outcome,
})

/** A command that ran: its word, what came of it, and for whom. */
type Run<Kind extends Outcome> = {
  readonly command: string
  readonly outcome: Kind
  readonly who: Who
}

/** What a command that answered did, and what it read, after what was done before (`earlier`) to let it run. */
export const answerLines = (
  at: number,
  event: RoomEvent,
  { command, outcome, who }: Run<Extract<Outcome, { kind: 'answer' }>>,
  earlier: readonly AuditEntry[],
): readonly AuditEntry[] => {
  const line = (action: Deed['action'], what: string, came: string) =>
    messageLine(at, event, { action, what, outcome: came }, who)
  return [
    line('command', command, outcome.outcome),
    ...earlier,
    ...outcome.reads.map((read) => line('read', read, outcome.outcome)),
    ...outcome.foreign.map((ref) => line('drop', ref, 'other-patient')),
  ]
}

/** The same of a command that asks back: nothing is shown yet, but something may have been read for it. */
export const askedLines = (
  at: number,
  event: RoomEvent,
  { command, outcome, who }: Run<Exclude<Outcome, { kind: 'answer' }>>,
  earlier: readonly AuditEntry[],
): readonly AuditEntry[] => [
  messageLine(at, event, { action: 'command', what: command, outcome: outcome.kind }, who),
  ...earlier,
  ...(outcome.reads ?? []).map((what) =>
    messageLine(at, event, { action: 'read', what, outcome: 'ok' }, who),
  ),
]

/** A line about what the bot did unasked. */
export const systemLine = (
  at: number,
  deed: Deed,
  about: { readonly patient: string | undefined; readonly roomId?: string },
): AuditEntry => ({
  at,
  who: 'system',
  role: undefined,
  action: deed.action,
  what: deed.what,
  patient: about.patient,
  roomId: about.roomId,
  eventId: undefined,
  outcome: deed.outcome,
})

const teamType = 'CareTeam'

/** A patient's team was read, and this of other patients was left out (S13). */
export const teamRead = ({ sources, foreign }: Sourced<Team>): readonly Deed[] => {
  const outcome = sources.some(({ failed }) => failed.length > 0) ? 'partial' : 'ok'
  return [
    { action: 'read', what: teamType, outcome },
    ...foreign.map((what): Deed => ({ action: 'drop', what, outcome: 'other-patient' })),
  ]
}

/** Teams were asked for and did not come. */
export const teamUnread = ({ code }: FhirError): readonly Deed[] => [
  { action: 'read', what: teamType, outcome: code },
]

/** The teams of an account were looked for. */
export const teamsSought: Deed = { action: 'read', what: teamType, outcome: 'ok' }
