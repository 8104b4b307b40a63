import type { ObservationReader } from '../fhir/observation.ts'
import type { Vital, Vitals } from '../fhir/observation-vitals.ts'
import { type Block, code, heading, type Line, list, paragraph } from '../reply/document.ts'
import { type Args, type Context, defineCommand, type Outcome } from './command.ts'
import { stamp } from './date-words.ts'
import { kindsNamed, namedKinds } from './metingen-kinds.ts'
import { vitalLine } from './metingen-line.ts'
import { history, isCritical, isUrgent, MOST, overview, type Row } from './metingen-rows.ts'
import { foldWord } from './normalize.ts'
import { answeredSources, clinicalAnswer, limitLines, readsOf } from './skeleton.ts'

/** What `!metingen` needs besides the context. */
export type MetingenPorts = { readonly observations: ObservationReader }

type Ctx = Context<MetingenPorts>

const ALL = 'alles'

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
    const rows = word === undefined ? overview(vitals, context) : history(vitals, context)
    const { shown, note } = limitLines(
      rows.map((row) => vitalLine(row, word === undefined, context)),
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
        .flatMap(({ vital, previous }) => [vital, ...previous])
        .flatMap(({ ref, memberRefs }) => [ref, ...memberRefs]),
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
