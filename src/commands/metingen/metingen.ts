import type { ObservationReader } from '../../fhir/observation/observation.ts'
import type { Vital, Vitals } from '../../fhir/observation/vitals.ts'
import { keyIn } from '../../fhir/server/source.ts'
import {
  type Block,
  code,
  facts,
  heading,
  type Line,
  list,
  paragraph,
} from '../../reply/document.ts'
import { cutWord } from '../answer/cut-word.ts'
import { stamp } from '../answer/date-words.ts'
import { type PatientLinePorts, patientLineOf } from '../answer/patient-line.ts'
import { inPlainWords } from '../answer/plain-words.ts'
import { answeredSources, clinicalAnswer, limitLines, readsOf } from '../answer/skeleton.ts'
import { type Args, type Context, defineCommand, type Outcome } from '../command.ts'
import { kindOf } from '../meet/kinds.ts'
import { foldWord } from '../typed/normalize.ts'
import { kindsNamed, namedKinds } from './kinds.ts'
import { layVitalLine } from './lay.ts'
import { vitalLine } from './line.ts'
import { chartFor, type DrawChart } from './picture.ts'
import { history, isCritical, isUrgent, MOST, overview, type Row } from './rows.ts'

/** What `!metingen` needs besides the context. */
export type MetingenPorts = PatientLinePorts & {
  readonly observations: ObservationReader
  /** Draws a chart; undefined when none can be drawn here. */
  readonly drawChart?: DrawChart
}

type Ctx = Context<MetingenPorts>

const ALL = 'alles'

const ASKED = ['Observation']

const keysOf = ({ vital, previous, course = [] }: Row) => [
  ...new Set([vital, ...previous, ...course].flatMap(({ keys }) => keys)),
]

/** `!meting gewicht 71,4` says a value: it is recorded the way `!meet` does, with its preview. */
const recorded = ({ words, options, text }: Args, { t }: Ctx): Outcome | undefined => {
  const [word = '', value = ''] = words
  if (kindOf(word) === undefined || !/^[+-]?\d/u.test(value) || Object.keys(options).length > 0)
    return undefined
  const line = `!meet ${words.map((each) => cutWord(each)).join(' ')}`
  return {
    kind: 'again',
    command: 'meet',
    args: { words, options: {}, text },
    document: [paragraph([t.metingen.toRecord, code(line)])],
  }
}

const moreOf = (word: string | undefined): Args => ({
  words: [...(word === undefined ? [] : [word]), ALL],
  options: {},
  text: '',
})

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

const wantsChart = ({ options }: Args) =>
  options['grafiek'] !== undefined || options['chart'] !== undefined

/** `!metingen`: how is this patient, in numbers? */
export const metingen = defineCommand<MetingenPorts>({
  name: 'metingen',
  aliases: ['meting', 'vitals', 'vitaal'],
  access: 'read',
  lay: true,
  place: 'room',
  options: ['grafiek', 'chart'],
  summary: (t) => t.metingen.summary,
  usage: (t) => t.metingen.usage,
  examples: [
    'metingen',
    'metingen bloeddruk',
    'metingen gewicht alles',
    'metingen gewicht --grafiek',
  ],

  async run(typedContext, args) {
    const context = inPlainWords(typedContext)
    const { t, patient, signal } = context
    const value = recorded(args, context)
    if (value !== undefined) return value
    const { word, unknown, all } = asked(args)
    if (unknown !== undefined) return misused(unknown, context)
    const kinds = word === undefined ? [] : (kindsNamed(word) ?? [])
    const [sourced, patientLine] = await Promise.all([
      context.observations.vitals(patient, kinds, signal),
      patientLineOf(context),
    ])
    const { vitals, enteredInError, cancelled } = sourced.value
    const rows = word === undefined ? overview(vitals, context) : history(vitals, context)
    const { shown, note } = limitLines(
      rows,
      {
        max: all ? rows.length : MOST,
        critical: lastOf(rows, word === undefined ? isCritical : isUrgent),
        more: `!metingen ${word === undefined ? '' : `${word} `}${ALL}`,
      },
      context,
    )
    const lineOf = context.audience === 'lay' ? layVitalLine : vitalLine
    const said =
      shown.length === 0
        ? paragraph(
            (context.audience === 'lay' ? t.clinical.lay : t.clinical).nothingFound(
              answeredSources(sourced, context, ASKED),
              stamp(context.now, context),
            ),
          )
        : facts(
            shown.map((row) => ({
              line: lineOf(row, word === undefined, context),
              about: keysOf(row),
            })),
          )
    const named = kinds.map((kind) => t.metingen.kinds[kind]).join(', ')
    const chart = wantsChart(args)
      ? await chartFor(sourced, word === undefined ? undefined : named, context)
      : undefined
    const drawn = chart?.picture === undefined ? [] : vitals.flatMap(({ keys }) => keys)
    const seen = new Set([...shown.flatMap(keysOf), ...drawn, ...enteredInError, ...cancelled])
    const answer = clinicalAnswer(context, {
      title: word === undefined ? t.metingen.title : t.metingen.titleOf(named),
      ...patientLine,
      sourced: {
        ...sourced,
        refs: sourced.refs.filter((each) => seen.has(keyIn(each.ref, each.source))),
      },
      blocks: [said, ...rest(sourced.value, note, context), ...(chart?.blocks ?? [])],
      reads: readsOf(sourced, ASKED),
      asked: ASKED,
      ...(note === undefined ? {} : { more: moreOf(word) }),
    })
    const picture = answer.kind === 'answer' && answer.outcome !== 'failed' && chart?.picture
    return picture ? { ...answer, picture } : answer
  },
})
