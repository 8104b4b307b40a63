import type { ObservationReader } from '../fhir/observation.ts'
import { kindOrder } from '../fhir/observation-kinds.ts'
import type { Vital, Vitals } from '../fhir/observation-vitals.ts'
import { type Block, code, heading, type Line, list, paragraph } from '../reply/document.ts'
import { type Args, type Context, defineCommand, type Outcome } from './command.ts'
import { stamp } from './date-words.ts'
import { kindsNamed, namedKinds } from './metingen-kinds.ts'
import { vitalLine } from './metingen-line.ts'
import { isFuture } from './metingen-trend.ts'
import { foldWord } from './normalize.ts'
import { answeredSources, clinicalAnswer, limitLines, readsOf } from './skeleton.ts'

/** What `!metingen` needs besides the context. */
export type MetingenPorts = { readonly observations: ObservationReader }

type Ctx = Context<MetingenPorts>

const MOST = 10
const ALL = 'alles'
const CRITICAL = new Set(['HH', 'LL', 'AA'])

const isCritical = ({ parts }: Vital) =>
  parts.some((part) => part.interpretation.some(({ code: said }) => CRITICAL.has(said ?? '')))

const hasValue = ({ parts }: Vital) =>
  parts.some(({ reading }) => reading.kind === 'quantity' || reading.kind === 'number')

/** A measurement on a line, with the one before it. */
type Row = { readonly vital: Vital; readonly previous: Vital | undefined }

/** The newest of a series, and beside it what cannot be placed in time: it may be newer. */
const rowsOf = (series: readonly Vital[], context: Ctx): readonly Row[] => {
  const unplaced = series.filter(
    (each) => each.moment.instant === undefined || isFuture(each, context),
  )
  const [latest, ...earlier] = series.filter((each) => !unplaced.includes(each))
  const rows = unplaced.map((vital): Row => ({ vital, previous: undefined }))
  if (latest === undefined) return rows
  return [...rows, { vital: latest, previous: earlier.find(hasValue) }]
}

const rank = ({ vital }: Row) =>
  (isCritical(vital) ? 0 : 100) + (vital.kind === 'other' ? 99 : kindOrder.indexOf(vital.kind))

const overview = (vitals: readonly Vital[], context: Ctx): readonly Row[] => {
  const series = Map.groupBy(vitals, (vital) => vital.series)
  return [...series.values()]
    .flatMap((each) => rowsOf(each, context))
    .toSorted((one, other) => rank(one) - rank(other))
}

/** What must be seen: critical by the source's own word, or without a date and so perhaps the newest. */
const isUrgent = (vital: Vital) => isCritical(vital) || vital.moment.instant === undefined

/** Newest first; an urgent one further down comes right after the first lines instead of being cut off. */
const history = (vitals: readonly Vital[]): readonly Row[] => {
  const later = vitals.slice(MOST)
  const kept = [
    ...vitals.slice(0, MOST),
    ...later.filter(isUrgent),
    ...later.filter((vital) => !isUrgent(vital)),
  ]
  return kept.map((vital) => ({ vital, previous: undefined }))
}

const lastOf = (rows: readonly Row[], test: (vital: Vital) => boolean) =>
  rows.findLastIndex(({ vital }) => test(vital)) + 1

const misused = (word: string, { t }: Ctx): Outcome => ({
  kind: 'misused',
  document: [
    heading(t.metingen.unknownKind(word)),
    list(namedKinds.map(({ words }): Line => [code(`!metingen ${words[0] ?? ''}`)])),
  ],
})

const rest = (value: Vitals, note: Line | undefined, { t }: Ctx): readonly Block[] => {
  const errors = value.enteredInError.length
  const cancelled = value.cancelled.length
  const hidden = errors + cancelled === 0 ? [] : [t.metingen.hidden(errors, cancelled)]
  const lines = [...(note === undefined ? [] : [note]), ...hidden]
  return lines.length === 0 ? [] : [paragraph(...lines)]
}

const asked = ({ words }: Args) => {
  const kinds = words.filter((word) => foldWord(word) !== ALL)
  const [word] = kinds
  const unknown = kinds.find((each, index) => index > 0 || kindsNamed(each) === undefined)
  return { word, unknown, all: kinds.length < words.length }
}

/** `!metingen`: how is this patient, in numbers? */
export const metingen = defineCommand<MetingenPorts>({
  name: 'metingen',
  aliases: ['meting', 'vitals', 'vitaal'],
  access: 'read',
  place: 'room',
  options: [],
  summary: (t) => t.metingen.summary,
  usage: (t) => t.metingen.usage,
  examples: ['metingen', 'metingen bloeddruk', 'metingen gewicht alles'],

  async run(context, args) {
    const { t, patient, signal } = context
    const { word, unknown, all } = asked(args)
    if (unknown !== undefined) return misused(unknown, context)
    const kinds = word === undefined ? [] : (kindsNamed(word) ?? [])
    const sourced = await context.observations.vitals(patient, kinds, signal)
    const { vitals, enteredInError, cancelled } = sourced.value
    const rows = word === undefined ? overview(vitals, context) : history(vitals)
    const { shown, note } = limitLines(
      rows.map(({ vital, previous }) => vitalLine(vital, word === undefined, context, previous)),
      {
        max: all ? rows.length : MOST,
        critical: lastOf(rows, word === undefined ? isCritical : isUrgent),
        more: `!metingen ${word === undefined ? '' : `${word} `}${ALL}`,
      },
      context,
    )
    const facts =
      shown.length === 0
        ? paragraph(
            t.clinical.nothingFound(answeredSources(sourced, context), stamp(context.now, context)),
          )
        : list(shown)
    const seen = new Set([
      ...rows
        .slice(0, shown.length)
        .flatMap(({ vital, previous }) => [
          vital.ref,
          ...vital.memberRefs,
          previous?.ref,
          ...(previous?.memberRefs ?? []),
        ]),
      ...enteredInError,
      ...cancelled,
    ])
    const named = kinds.map((kind) => t.metingen.kinds[kind]).join(', ')
    return clinicalAnswer(context, {
      title: word === undefined ? t.metingen.title : t.metingen.titleOf(named),
      sourced: { ...sourced, refs: sourced.refs.filter((each) => seen.has(each.ref)) },
      blocks: [facts, ...rest(sourced.value, note, context)],
      reads: readsOf(sourced, ['Observation']),
    })
  },
})
