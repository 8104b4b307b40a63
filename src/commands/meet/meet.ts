import {
  isMeasurementDraft,
  likelyOf,
  type MeasurementDraft,
} from '../../fhir/observation/measurement.ts'
import {
  measurementBundle,
  measurementIdentifiers,
} from '../../fhir/observation/measurement-bundle.ts'
import { dateTimeIn } from '../../fhir/referral/time.ts'
import { keyIn } from '../../fhir/server/source.ts'
import { code, heading, type Line, list, paragraph } from '../../reply/document.ts'
import { cutWord } from '../answer/cut-word.ts'
import { stamp } from '../answer/date-words.ts'
import { personWords } from '../answer/person-words.ts'
import { readsOf } from '../answer/skeleton.ts'
import {
  type Args,
  type Context,
  defineCommand,
  type Outcome,
  type WriterPorts,
} from '../command.ts'
import type { MetingenPorts } from '../metingen/metingen.ts'
import { holdsBsn } from '../typed/typed-text.ts'
import { aboutLine } from '../writing/about-line.ts'
import { inNameOf, isLayAsker } from '../writing/in-name-of.ts'
import { takeBack } from '../writing/undoing.ts'
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
import { type KindWords, kindForms, kindOf, kindWords } from './kinds.ts'
import { impossibleWords, misreadWords } from './misread.ts'
import { type Measured, momentTyped } from './moment.ts'
import { draftWords, measurementPreview } from './preview.ts'
import { readTyped, type Typed } from './words.ts'

/** What `!meet` needs besides the context. */
export type MeetPorts = WritingPorts & WriterPorts & MetingenPorts

type Here = Context<MeetPorts>

const examples = (): readonly Line[] => kindWords.map(({ example }): Line => [code(`!${example}`)])

const asking = (sentence: string): Outcome => ({
  kind: 'misused',
  document: [paragraph(sentence), list(examples())],
})

/** The kind that is meant and the words after it: of `!rr 120/80`, and of `!meet rr 120/80`. */
const askedKind = ({ words, called }: Args) => {
  const form = called === undefined ? undefined : kindOf(called)
  if (form !== undefined) return { kind: form, rest: words }
  const [first, ...rest] = words
  return { kind: first === undefined ? undefined : kindOf(first), first, rest }
}

const draftOf = (
  { patient, now, timeZone }: Here,
  requester: string,
  { kind }: KindWords,
  { day: _day, time: _time, ...typed }: Typed,
  effective: string,
): MeasurementDraft => ({
  patient,
  requester,
  kind,
  ...typed,
  effective,
  issued: dateTimeIn(timeZone, now),
})

const preview = async (
  context: Here,
  draft: MeasurementDraft,
  moment: Extract<Measured, { effective: string }>,
): Promise<Outcome> => {
  const { t, asker, observations, patient, signal } = context
  const [line, sourced] = await Promise.all([
    patientOf(context),
    observations.vitals(patient, [draft.kind], signal),
  ])
  const reads = ['Patient', ...readsOf(sourced, ['Observation'])]
  if ('code' in line)
    return notWritten(t.writing.patientDown(t.clinical.failures[line.code]), reads)
  const by = personWords(asker.member, asker.userId)
  const about = { sourced, by, ...moment }
  const { lines, notes, compared } = measurementPreview(draft, about, context)
  const shown = { what: t.meet.what, deed: 'record', patient: line.line, lines, notes } as const
  return {
    kind: 'confirm',
    preview: previewOf(shown, context),
    draft,
    refs: sourced.refs.filter((each) => compared.includes(keyIn(each.ref, each.source))),
    reads,
  }
}

const chartOptions = ['grafiek', 'chart']

/** `!bloeddruk --grafiek` asks to see, as `!metingen bloeddruk --grafiek` does: nothing is recorded. */
const chartOf = ({ called, words }: Args): Outcome => ({
  kind: 'again',
  command: 'metingen',
  args: {
    words: called === undefined ? words : [called, ...words],
    options: { grafiek: true },
    text: '',
  },
  document: [paragraph([code('!metingen')])],
})

/** Puts a measurement on record: preview beside the previous value, confirmation by code, one transaction. */
export const meet = defineCommand<MeetPorts>({
  name: 'meet',
  aliases: ['meten', 'measure'],
  forms: kindForms,
  access: 'write',
  lay: true,
  drafts: true,
  place: 'room',
  options: chartOptions,
  summary: (t) => t.meet.summary,
  usage: (t) => t.meet.usage,
  examples: ['rr 125/80', 'gewicht 72,4', 'temp 38,6 om 07:30', 'spo2 92 met o2'],

  async run(context, args) {
    const { t, asker, patient } = context
    if (chartOptions.some((name) => args.options[name] !== undefined)) return chartOf(args)
    const requester = inNameOf(asker, patient)
    if (requester === undefined) return notWritten(t.writing.requesterUnknown)
    if (holdsBsn(args)) return misused(t.writing.bsn)
    const { kind, first, rest } = askedKind(args)
    if (kind === undefined)
      return asking(first === undefined ? t.meet.how : t.meet.unknownKind(cutWord(first)))
    if (args.text.trim() !== '') return misused(t.meet.lines)
    const typed = readTyped(rest, kind)
    if ('kind' in typed) return misused(misreadWords(typed, kind, context))
    const moment = momentTyped(typed, context)
    if ('problem' in moment) return misused(moment.problem)
    const draft = draftOf(context, requester, kind, typed, moment.effective)
    const why = impossibleWords(draft, context)
    return why === undefined ? preview(context, draft, moment) : misused(why)
  },

  async carryOut(context, draft, promptId) {
    const { t, patient, asker, writer, signal, now } = context
    const fits =
      isMeasurementDraft(draft) &&
      draft.patient === patient &&
      draft.requester === inNameOf(asker, patient) &&
      ['usual', 'unusual'].includes(likelyOf(draft).kind)
    if (!fits) return changedSince(context)
    const [written, about] = await Promise.all([
      writer.create(measurementBundle(draft, promptId), signal),
      aboutLine(context),
    ])
    const done = t.meet.done(stamp(now, context), draftWords(draft, context))
    return carriedAs(
      written,
      t.meet.what,
      (refs) => [
        heading(done, ...about, referenceLine(refs, context)),
        // Who measures at home may think that somebody looks at it at once.
        ...(isLayAsker(asker) ? [paragraph(t.meet.nobodyLooks, t.meet.worried)] : []),
      ],
      context,
    )
  },

  undo: (context, refs) => takeBack(context, refs, context.t.meet.what),
  ownIdentifiers: (draft, promptId) =>
    isMeasurementDraft(draft) ? measurementIdentifiers(draft, promptId) : [],
})
