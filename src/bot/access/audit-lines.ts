import { readIn } from '../../commands/answer/read-line.ts'
import type { Outcome } from '../../commands/command.ts'
import type { FhirError, Sourced } from '../../fhir/fhir.ts'
import type { Team, TeamMember } from '../../fhir/team/care-team.ts'
import { systems } from '../../fhir/value/identifiers.ts'
import type { AuditEntry } from '../../store/store.ts'
import type { RoomEvent } from '../gateway.ts'

/** What a line of the audit trail says was done. */
export type Deed = Pick<AuditEntry, 'action' | 'what' | 'outcome' | 'source'>

/** As far as it is known: in which role somebody asks, with which codes, by which rule, and about whom. */
export type Who = Partial<Pick<AuditEntry, 'role' | 'codes' | 'rule' | 'patient'>>

const shapes = [
  { system: systems.uziRole, word: 'uzi', form: /^\d\d\.\d{3}$/ },
  { system: 'http://snomed.info/sct', word: 'sct', form: /^\d{6,18}$/ },
]

/** Codes of professions alone: whatever else the record holds as a code stays out of the trail. */
const codesOf = ({ roleCodes }: TeamMember): string | undefined => {
  const codes = roleCodes.flatMap(({ system, code }) => {
    const shape = shapes.find((each) => each.system === system)
    return shape?.form.test(code) === true ? [`${shape.word}:${code}`] : []
  })
  return codes.length === 0 ? undefined : [...new Set(codes)].join(' ')
}

/** Somebody of a team, as the trail names who it was. */
export const whoIs = (
  member: TeamMember | undefined,
  patient: string | undefined,
  rule?: string,
): Who => ({ role: member?.ref, codes: member && codesOf(member), rule, patient })

/** What is not known has no place on a line. */
const given = (late: Pick<AuditEntry, 'rule' | 'codes' | 'source'>) =>
  Object.fromEntries(Object.entries(late).filter(([, value]) => value !== undefined))

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
  ...given({ rule: who.rule, codes: who.codes, source: deed.source }),
})

/** A command that ran: its word, what came of it, and for whom. */
type Run<Kind extends Outcome> = {
  readonly command: string
  readonly outcome: Kind
  readonly who: Who
  readonly asked: AskedSources
}

/** The name of the own record, and by which rule somebody is told of a source. */
export type AskedSources = {
  readonly own: string
  readonly ruleOf: (source: { readonly label: string; readonly own: boolean }) => string | undefined
}

const readDeed = (
  line: string,
  outcome: string,
  { who, asked: { own, ruleOf } }: Pick<Run<Outcome>, 'who' | 'asked'>,
): readonly [Deed, Who] => {
  const { what, source = own, failed = outcome } = readIn(line)
  const rule = ruleOf({ label: source, own: source === own }) ?? who.rule
  return [
    { action: 'read', what, outcome: failed, source },
    { ...who, rule },
  ]
}

/** What a command that answered did, and what it read, after what was done before (`earlier`) to let it run. */
export const answerLines = (
  at: number,
  event: RoomEvent,
  run: Run<Extract<Outcome, { kind: 'answer' }>>,
  earlier: readonly AuditEntry[],
): readonly AuditEntry[] => {
  const { command, outcome, who } = run
  const line = (action: Deed['action'], what: string, came: string) =>
    messageLine(at, event, { action, what, outcome: came }, who)
  return [
    line('command', command, outcome.outcome),
    ...earlier,
    ...outcome.reads.map((read) => messageLine(at, event, ...readDeed(read, outcome.outcome, run))),
    ...outcome.foreign.map((ref) => line('drop', ref, 'other-patient')),
  ]
}

/** The same of a command that asks back: nothing is shown yet, but something may have been read for it. */
export const askedLines = (
  at: number,
  event: RoomEvent,
  run: Run<Exclude<Outcome, { kind: 'answer' }>>,
  earlier: readonly AuditEntry[],
): readonly AuditEntry[] => {
  const { command, outcome, who } = run
  return [
    messageLine(at, event, { action: 'command', what: command, outcome: outcome.kind }, who),
    ...earlier,
    ...(outcome.reads ?? []).map((read) => messageLine(at, event, ...readDeed(read, 'ok', run))),
  ]
}

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
  ...given({ source: deed.source }),
})

const teamType = 'CareTeam'

/** A patient's team was read, and this of other patients was left out (S13). */
export const teamRead = ({ sources, foreign }: Sourced<Team>): readonly Deed[] => {
  const outcome = sources.some(({ failed }) => failed.length > 0) ? 'partial' : 'ok'
  return [
    { action: 'read', what: teamType, outcome, source: sources[0]?.label },
    ...foreign.map((what): Deed => ({ action: 'drop', what, outcome: 'other-patient' })),
  ]
}

/** Teams were asked for and did not come. */
export const teamUnread = ({ code }: FhirError): readonly Deed[] => [
  { action: 'read', what: teamType, outcome: code },
]

/** The teams of an account were looked for. */
export const teamsSought: Deed = { action: 'read', what: teamType, outcome: 'ok' }
