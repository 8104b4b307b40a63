import type { ResourceRef } from '../../fhir/fhir.ts'
import { withAbsence, withoutAbsence } from '../../fhir/team/absence.ts'
import { type AbsenceDraft, absenceId, isAbsenceDraft } from '../../fhir/team/absence-draft.ts'
import type { TeamMember } from '../../fhir/team/care-team.ts'
import { code, heading, list, paragraph } from '../../reply/document.ts'
import { cutText } from '../answer/cut-text.ts'
import { clockTime, plainDateWords, stamp } from '../answer/date-words.ts'
import { personWords } from '../answer/person-words.ts'
import { yearNote } from '../answer/spelled-date.ts'
import type { Args, Carried, Context, Outcome, WriterPorts } from '../command.ts'
import { defineCommand } from '../command.ts'
import { type PeoplePorts, teamNow } from '../taak/people.ts'
import { holdsBsn } from '../typed/typed-text.ts'
import { failureOf, notTakenBack } from '../writing/undoing.ts'
import {
  carriedAs,
  changedSince,
  misused,
  notWritten,
  patientOf,
  previewOf,
  referenceLine,
  type WritingPorts,
} from '../writing/writing.ts'
import { deputyIn } from './deputy.ts'
import { type AbsenceRequest, readAbsence, type WrongAbsence } from './request.ts'

/** What `!afwezig` needs. */
export type AfwezigPorts = PeoplePorts & WritingPorts & WriterPorts

type Here = Context<AfwezigPorts>

const LONGEST = 300

const usage = ({ t }: Context): Outcome => ({
  kind: 'misused',
  document: [
    heading(t.afwezig.misused),
    list(t.afwezig.examples.map((example) => [code(example)])),
  ],
})

const refused = ({ wrong, typed }: WrongAbsence, context: Here): Outcome => {
  const { afwezig } = context.t
  switch (wrong) {
    case 'misused':
      return usage(context)
    case 'dateInvalid':
    case 'strange':
      return misused(afwezig[wrong](cutText(typed, context)))
    case 'ambiguousEnd':
    case 'endBeforeStart':
    case 'past':
    case 'tooLong':
    case 'deputyMissing':
      return misused(afwezig[wrong])
    default:
      return wrong satisfies never
  }
}

const draftOf = (
  { start, end }: AbsenceRequest,
  role: string,
  deputy: TeamMember | undefined,
  { patient, t }: Here,
): AbsenceDraft => ({
  patient,
  role,
  start,
  end,
  description:
    deputy === undefined
      ? t.afwezig.plain
      : t.afwezig.description(personWords(deputy, deputy.ref ?? '')),
})

const preview = async (
  request: AbsenceRequest,
  role: string,
  deputy: TeamMember | undefined,
  context: Here,
): Promise<Outcome> => {
  const { t, asker } = context
  const draft = draftOf(request, role, deputy, context)
  const { afwezig } = t
  const who = await patientOf(context)
  if ('code' in who)
    return notWritten(t.writing.patientDown(t.clinical.failures[who.code]), ['CareTeam', 'Patient'])
  const day = (value: string) => plainDateWords(value, context) ?? value
  const name = deputy === undefined ? undefined : personWords(deputy, deputy.ref ?? '')
  return {
    kind: 'confirm',
    preview: previewOf(
      {
        what: afwezig.name,
        deed: 'record',
        patient: who.line,
        lines: [
          afwezig.who(personWords(asker.member, asker.userId)),
          afwezig.period(day(draft.start), day(draft.end)),
          name === undefined ? afwezig.noDeputy : afwezig.deputy(name),
        ],
        notes: [
          ...(request.isYearFilledIn ? [yearNote([draft.start, draft.end], context)] : []),
          afwezig.seen,
        ],
      },
      context,
    ),
    draft,
    refs: [{ ref: draft.role }],
    reads: ['CareTeam', 'Patient'],
  }
}

const run = async (context: Here, args: Args): Promise<Outcome> => {
  const { t, asker, now, timeZone } = context
  const role = asker.member.ref
  const said = [args.words.join(' '), args.text].filter((part) => part !== '').join(' ')
  if (holdsBsn(args)) return misused(t.writing.bsn)
  if (said.length > LONGEST) return misused(t.writing.tooLong(said.length, LONGEST))
  if (role === undefined || !role.startsWith('PractitionerRole/'))
    return notWritten(t.afwezig.noRole)
  const request = readAbsence(said, { now, timeZone })
  if ('wrong' in request) return refused(request, context)
  if (request.deputy === undefined) return await preview(request, role, undefined, context)
  const team = await teamNow(context)
  if (typeof team === 'string')
    return notWritten(t.writing.readDown(t.clinical.failures[team]), ['CareTeam'])
  const deputy = deputyIn(request.deputy, { args, said }, team, context)
  if (!('userIds' in deputy)) return deputy
  return await preview(request, role, deputy, context)
}

const idOf = (role: string) => role.slice('PractitionerRole/'.length)

const carryOut = async (context: Here, draft: unknown, promptId: string): Promise<Carried> => {
  const { t, writer, patient, asker, signal, now } = context
  const fits = isAbsenceDraft(draft) && draft.patient === patient && draft.role === asker.member.ref
  if (!fits) return changedSince(context)
  const edit = withAbsence(draft, absenceId(promptId))
  const written = await writer.change('PractitionerRole', idOf(draft.role), undefined, edit, signal)
  const day = (value: string) => plainDateWords(value, context) ?? value
  return carriedAs(
    written,
    t.afwezig.name,
    (refs) => [
      heading(
        t.afwezig.done(day(draft.start), day(draft.end), stamp(now, context)),
        referenceLine(refs, context),
        [t.afwezig.check, code('!wie afwezig'), '.'],
      ),
    ],
    context,
  )
}

const undo = async (
  context: Here,
  refs: readonly ResourceRef[],
  promptId: string,
): Promise<Carried> => {
  const { t, writer, asker, signal, now } = context
  const role = asker.member.ref
  if (role === undefined || !refs.some(({ ref }) => ref === role))
    return notTakenBack(t.undo.changed, 'changed', true)
  const edit = withoutAbsence(absenceId(promptId))
  const result = await writer.change('PractitionerRole', idOf(role), undefined, edit, signal)
  if (result.kind !== 'written') return failureOf(result, false, context)
  const at = stamp(now, context)
  return {
    kind: 'done',
    document: [paragraph(t.afwezig.takenBack(at), t.writing.reference(role))],
    promptLine: t.undo.line(asker.member.name ?? asker.userId, clockTime(now, context)),
    refs: result.refs,
    writes: [role],
  }
}

/** `!afwezig 01-07 t/m 14-07 waarnemer @x`: puts the asker's own absence into the address book; `!wie afwezig` shows it. */
export const afwezig = defineCommand<AfwezigPorts>({
  name: 'afwezig',
  aliases: ['vakantie', 'absent', 'away'],
  access: 'write',
  place: 'room',
  options: [],
  summary: (t) => t.afwezig.summary,
  usage: (t) => t.afwezig.usage,
  examples: ['afwezig 01-07 t/m 14-07 waarnemer @naam', 'afwezig morgen'],
  run,
  carryOut,
  undo,
})
