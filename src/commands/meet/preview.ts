import type { Observation } from '@medplum/fhirtypes'
import type { Sourced } from '../../fhir/fhir.ts'
import { likelyOf, type MeasurementDraft } from '../../fhir/observation/measurement.ts'
import { measurementsOf } from '../../fhir/observation/measurement-bundle.ts'
import { readVitals, type Vital, type Vitals } from '../../fhir/observation/vitals.ts'
import { difference, inKilograms, type Measured } from '../../fhir/value/quantity.ts'
import { type Inline, type Line, strong } from '../../reply/document.ts'
import { plainDateWords } from '../answer/date-words.ts'
import { yearNote } from '../answer/spelled-date.ts'
import { wordFor } from '../answer/word-for.ts'
import type { Context } from '../command.ts'
import { previousWords } from '../metingen/line.ts'
import { overview, type Row } from '../metingen/rows.ts'
import { valueWords } from '../metingen/value.ts'
import { isLayAsker } from '../writing/in-name-of.ts'

// A larger step than this between two measurements is more often a slip than a change.
const BIG_STEP: Readonly<Partial<Record<Vital['kind'], number>>> = {
  'body-weight': 0.1,
  'body-height': 0.03,
}

/** The measurement as the record will show it. */
const vitalOf = (draft: MeasurementDraft): Vital | undefined => {
  const [whole, member] = measurementsOf(draft, 'preview')
  const shown: Observation | undefined = member ?? whole
  return shown && readVitals([{ ...shown, id: 'new' }], [], new Map()).vitals[0]
}

/** The value in words, with its unit: `165/95 mmHg`. */
const draftValue = (draft: MeasurementDraft, context: Context): string => {
  const vital = vitalOf(draft)
  const value = vital === undefined ? '' : (valueWords(vital, false, context)[0] ?? '')
  return draft.kind === 'pain' ? `${value} ${context.t.meet.painScale}` : value
}

/** The kind, in plain words where the client or a relative reads it. */
const kindOf = ({ kind }: MeasurementDraft, { t, audience }: Context): string =>
  (audience === 'lay' ? wordFor(t.lay.measures, kind) : undefined) ?? t.metingen.kinds[kind]

/** The kind and the value in words: `Bloeddruk: 165/95 mmHg`. */
export const draftWords = (draft: MeasurementDraft, context: Context): string =>
  context.t.meet.value(kindOf(draft, context), draftValue(draft, context))

/** The new measurement beside the one before it. */
const rowOf = (vital: Vital, { vitals }: Vitals, context: Context): Row | undefined => {
  const at = vital.moment.instant ?? Number.NEGATIVE_INFINITY
  const before = vitals.filter(
    ({ series, moment }) => series === vital.series && (moment.instant ?? at) <= at,
  )
  return overview([vital, ...before], context).find((row) => row.vital === vital)
}

const mannerOf = (
  { arm, position, site, oxygen }: MeasurementDraft,
  { t }: Context,
): readonly string[] => [
  ...(arm === undefined ? [] : [t.meet.arms[arm]]),
  ...(position === undefined ? [] : [t.meet.positions[position]]),
  ...(site === undefined ? [] : [t.meet.sites[site]]),
  ...(oxygen === undefined ? [] : [t.metingen.oxygen(oxygen)]),
]

const quantityOf = (vital: Vital | undefined): Measured | undefined => {
  const reading = vital?.parts.find(({ role }) => role === 'value')?.reading
  if (reading?.kind !== 'quantity') return undefined
  const { quantity } = reading
  const kilograms = inKilograms(quantity)
  return kilograms === undefined ? quantity : { ...quantity, value: kilograms, ucum: 'kg' }
}

const isBigStep = (later: Vital, earlier: readonly Vital[]): boolean => {
  const most = BIG_STEP[later.kind]
  const now = quantityOf(later)
  return earlier.some((each) => {
    const before = quantityOf(each)
    if (most === undefined || now === undefined || before === undefined) return false
    const step = difference(now, before)
    return step !== undefined && Math.abs(step) > most * before.value
  })
}

/** What the preview says of a measurement, beside the patient and how to confirm it. */
export type MeasurementPreview = {
  readonly lines: readonly (Inline | Line)[]
  readonly notes: readonly string[]
  /** Keys of the records that were compared with. */
  readonly compared: readonly string[]
}

const LONG_AGO = 7

/** The value, when, by whom, how, and the one before; with a warning for what is likely a slip. */
export const measurementPreview = (
  draft: MeasurementDraft,
  about: {
    readonly sourced: Sourced<Vitals>
    readonly by: string
    readonly daysAgo: number
    readonly yearless?: string
  },
  context: Context,
): MeasurementPreview => {
  const { meet } = context.t
  const vital = vitalOf(draft)
  const row = vital && rowOf(vital, about.sourced.value, context)
  const previous = row?.previous ?? []
  const isWhole = about.sourced.sources.every(({ failed }) => failed.length === 0)
  const manner = mannerOf(draft, context)
  const compared = row === undefined ? [] : previousWords(row, context)
  return {
    lines: [
      [strong(draftWords(draft, context))],
      meet.at(plainDateWords(draft.effective, context) ?? draft.effective),
      meet.by(about.by),
      ...(manner.length === 0 ? [] : [meet.manner(manner.join(', '))]),
      ...(compared.length === 0
        ? isWhole
          ? [meet.noPrevious]
          : []
        : [meet.previous(compared.join(' – '))]),
      ...(isWhole ? [] : [meet.previousUnknown]),
    ],
    notes: [
      ...(likelyOf(draft).kind === 'unusual' ? [meet.unusual] : []),
      ...(vital !== undefined && isBigStep(vital, previous) ? [meet.bigStep] : []),
      ...(about.yearless === undefined ? [] : [yearNote([about.yearless], context)]),
      ...(about.daysAgo > LONG_AGO ? [meet.longAgo(about.daysAgo)] : []),
      ...(draft.kind === 'oxygen-saturation' && draft.oxygen === undefined
        ? [meet.oxygenUnknown]
        : []),
      ...(isLayAsker(context.asker) ? [meet.nobodyLooks, meet.worried] : []),
    ],
    compared: previous.flatMap(({ keys }) => keys),
  }
}
