import { FhirError } from '../fhir/fhir.ts'
import { dateTimeIn } from '../fhir/referral/time.ts'
import type { CareTeamReader } from '../fhir/team/care-team.ts'
import { isReportDraft, type ReportDraft, reportBundle } from '../fhir/timeline/report-draft.ts'
import { containsBsn } from '../fhir/validation/validate-bsn.ts'
import { eventIdentifier } from '../fhir/value/identifiers.ts'
import { heading } from '../reply/document.ts'
import { stamp } from './answer/date-words.ts'
import { personWords } from './answer/person-words.ts'
import {
  type Args,
  type Context,
  defineCommand,
  type Outcome,
  type WriterPorts,
} from './command.ts'
import type { RepliedTo, RepliedToPorts } from './typed/replied-to.ts'
import { cleanTyped, holdsBsn, typedLimit } from './typed/typed-text.ts'
import { takeBack } from './writing/undoing.ts'
import {
  carriedAs,
  changedSince,
  misused,
  notWritten,
  patientOf,
  previewOf,
  referenceLine,
  requesterOf,
  textParts,
  type WritingPorts,
} from './writing/writing.ts'

/** What `!rapporteer` needs besides the context. */
export type RapporteerPorts = WritingPorts &
  WriterPorts &
  RepliedToPorts & { readonly careTeams: Pick<CareTeamReader, 'team'> }

type Here = Context<RapporteerPorts>

const PERSON = /^(?:Practitioner|Patient|RelatedPerson)\/[A-Za-z0-9\-.]{1,64}$/u

/** A report before it is confirmed: the text, when, and who wrote it if that was somebody else. */
type Report = {
  readonly text: string
  readonly at: Date
  readonly notes: readonly string[]
  readonly writer?: { readonly name: string; readonly ref?: string }
}

/** Who wrote a message, as the care team knows them; nothing that is written in Matrix names anybody. */
const writerOf = async (sender: string, context: Here) => {
  const { careTeams, patient, signal } = context
  try {
    const { value, sources } = await careTeams.team(patient, signal)
    const claims = value.members.filter(({ userIds }) => userIds.includes(sender))
    const isKnown = sources.every(({ failed }) => failed.length === 0)
    const [member] = claims
    const person = member?.practitioner ?? member?.ref
    // An account that two people claim names neither of them.
    const isOne = claims.every(({ practitioner, ref }) => (practitioner ?? ref) === person)
    if (member === undefined || !isOne) return { writer: { name: sender }, isKnown }
    // Who wrote a note is a person (FHIR R4 Annotation), never a role.
    const ref = [member.practitioner, member.ref].find((each) => PERSON.test(each ?? ''))
    const name = personWords(member, sender)
    return { writer: ref === undefined ? { name } : { name, ref }, isKnown }
  } catch (error) {
    if (!(error instanceof FhirError)) throw error
    return { writer: { name: sender }, isKnown: false }
  }
}

/** The message that was replied to as a report, or why it is none. */
const lifted = async (
  message: Extract<RepliedTo, { kind: 'message' }>,
  context: Here,
): Promise<Report | Outcome> => {
  const { rapporteer } = context.t
  if (message.own) return misused(rapporteer.ofBot)
  const text = cleanTyped([message.body])
  if (text === '') return misused(rapporteer.empty)
  if (containsBsn(text)) return misused(rapporteer.bsnInMessage)
  const about = { text, at: message.at, notes: [] }
  if (message.sender === context.asker.userId) return about
  const { writer, isKnown } = await writerOf(message.sender, context)
  return { ...about, writer, notes: isKnown ? [] : [rapporteer.teamUnknown] }
}

const askText = ({ t }: Here): Outcome => ({
  kind: 'choose',
  document: [heading(t.rapporteer.ask, t.rapporteer.askHow)],
  choices: [],
  free: { words: [], options: {}, text: '' },
})

const reportTyped = async (args: Args, context: Here): Promise<Report | Outcome> => {
  const { rapporteer } = context.t
  const text = cleanTyped([args.words.join(' '), args.text])
  const replied = await context.repliedTo()
  if (text !== '') {
    const notes = replied.kind === 'none' ? [] : [rapporteer.replyLeft]
    return { text, at: context.now, notes }
  }
  if (replied.kind === 'none') return askText(context)
  return replied.kind === 'unreadable' ? misused(rapporteer.unreadable) : lifted(replied, context)
}

const draftOf = (
  { text, at, writer }: Report,
  requester: string,
  { patient, now, timeZone, t }: Here,
): ReportDraft => {
  const written = dateTimeIn(timeZone, at)
  return {
    patient,
    requester,
    text,
    effective: written,
    issued: dateTimeIn(timeZone, now),
    ...(writer === undefined
      ? {}
      : {
          informant: {
            words: t.rapporteer.takenOver(writer.name, stamp(at, { timeZone })),
            at: written,
            ...(writer.ref === undefined ? {} : { ref: writer.ref }),
          },
        }),
  }
}

const preview = async (report: Report, requester: string, context: Here): Promise<Outcome> => {
  const { t, asker, timeZone } = context
  const line = await patientOf(context)
  if ('code' in line)
    return notWritten(t.writing.patientDown(t.clinical.failures[line.code]), ['Patient'])
  const { item, below } = textParts(report.text, {
    line: t.rapporteer.text,
    below: t.rapporteer.textBelow,
  })
  const { writer, at, notes } = report
  const shown = {
    what: t.rapporteer.what,
    deed: 'record',
    patient: line.line,
    lines: [
      t.rapporteer.by(personWords(asker.member, asker.userId)),
      writer === undefined
        ? t.rapporteer.at(stamp(at, { timeZone }))
        : t.rapporteer.written(writer.name, stamp(at, { timeZone })),
      ...item,
    ],
    below,
    notes,
  } as const
  return {
    kind: 'confirm',
    preview: previewOf(shown, context),
    draft: draftOf(report, requester, context),
    refs: [],
    reads: writer === undefined ? ['Patient'] : ['Patient', 'CareTeam'],
  }
}

/** Puts a report on record, typed or taken over from a message: preview, confirmation by code, one transaction. */
export const rapporteer = defineCommand<RapporteerPorts>({
  name: 'rapporteer',
  aliases: ['rapporteren', 'notitie', 'note', 'report'],
  access: 'write',
  place: 'room',
  verbatim: true,
  options: [],
  summary: (t) => t.rapporteer.summary,
  usage: (t) => t.rapporteer.usage,
  examples: ['rapporteer Mw. heeft goed gegeten en slaapt rustig.', 'rapporteer'],

  async run(context, args) {
    const { t, asker } = context
    const requester = requesterOf(asker)
    if (requester === undefined) return notWritten(t.writing.requesterUnknown)
    if (holdsBsn(args)) return misused(t.writing.bsn)
    const report = await reportTyped(args, context)
    if ('kind' in report) return report
    const { length } = report.text
    if (length > typedLimit) return misused(t.writing.tooLong(length, typedLimit))
    return preview(report, requester, context)
  },

  async carryOut(context, draft, promptId) {
    const { t, patient, asker, writer, signal, now } = context
    const fits =
      isReportDraft(draft) && draft.patient === patient && draft.requester === requesterOf(asker)
    if (!fits) return changedSince(context)
    const written = await writer.create(reportBundle(draft, promptId), signal)
    const done = t.rapporteer.done(stamp(now, context))
    return carriedAs(
      written,
      t.rapporteer.what,
      (refs) => [heading(done, referenceLine(refs, context))],
      context,
    )
  },

  undo: (context, refs) => takeBack(context, refs, context.t.rapporteer.what),
  ownIdentifiers: (draft, promptId) => (isReportDraft(draft) ? [eventIdentifier(promptId, 1)] : []),
})
