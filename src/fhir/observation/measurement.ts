import { isObject } from '../server/outcome.ts'
import type { VitalKind } from './kinds.ts'

/** What can be measured by command. */
export const measuredKinds = [
  ...(['blood-pressure', 'body-weight', 'body-height', 'body-temperature'] as const),
  ...(['oxygen-saturation', 'pulse-rate', 'heart-rate', 'respiratory-rate'] as const),
  ...(['pain', 'glucose'] as const),
] satisfies readonly VitalKind[]

/** What can be measured. */
export type MeasuredKind = (typeof measuredKinds)[number]

/** Where a temperature was taken. */
export const temperatureSites = ['ear', 'mouth', 'armpit', 'forehead', 'rectum'] as const

/** In which position a blood pressure was taken. */
export type Position = 'sitting' | 'standing' | 'lying'

/** A measurement as it was shown and confirmed; everything in it is fixed at the preview, so a retry is the same. */
export type MeasurementDraft = {
  readonly patient: string
  readonly requester: string
  readonly kind: MeasuredKind
  /** Systolic and diastolic for a blood pressure, one for the others. */
  readonly values: readonly number[]
  /** UCUM. */
  readonly unit: string
  /** A moment with the zone's offset, or a day. */
  readonly effective: string
  readonly issued: string
  readonly arm?: 'left' | 'right'
  readonly position?: Position
  readonly oxygen?: boolean
  readonly site?: (typeof temperatureSites)[number]
}

type Limits = {
  /** Outside it no living person measures: refused. */
  readonly possible: readonly [number, number]
  /** Outside it a typing error is likelier than the value: asked about. */
  readonly usual: readonly [number, number]
}

// In the unit that is the default of the kind.
const LIMITS: Readonly<Record<Exclude<MeasuredKind, 'blood-pressure'>, Limits>> = {
  'body-weight': { possible: [0.3, 400], usual: [30, 200] },
  'body-height': { possible: [20, 250], usual: [100, 215] },
  'body-temperature': { possible: [20, 45], usual: [34, 41] },
  'oxygen-saturation': { possible: [30, 100], usual: [85, 100] },
  'pulse-rate': { possible: [15, 300], usual: [40, 150] },
  'heart-rate': { possible: [15, 300], usual: [40, 150] },
  'respiratory-rate': { possible: [2, 100], usual: [8, 40] },
  pain: { possible: [0, 10], usual: [0, 10] },
  glucose: { possible: [0.5, 60], usual: [3, 25] },
}
const SYSTOLIC: Limits = { possible: [30, 300], usual: [80, 220] }
const DIASTOLIC: Limits = { possible: [10, 200], usual: [40, 130] }
// Less between the two is as often a slip of the finger as a true value.
const NARROW = 10

/** How likely a value is to be meant; `possible` says what would be. */
export type Likely =
  | { readonly kind: 'usual' }
  | { readonly kind: 'unusual' }
  | { readonly kind: 'impossible'; readonly possible: readonly [number, number] }
  /** A lower pressure that is not below the upper one. */
  | { readonly kind: 'reversed' }

const judge = (value: number, { possible, usual }: Limits): Likely => {
  const [lowest, highest] = possible
  if (!(value >= lowest && value <= highest)) return { kind: 'impossible', possible }
  return value >= usual[0] && value <= usual[1] ? { kind: 'usual' } : { kind: 'unusual' }
}

const judgePressure = (systolic: number, diastolic: number): Likely => {
  const each = [judge(systolic, SYSTOLIC), judge(diastolic, DIASTOLIC)]
  const impossible = each.find(({ kind }) => kind === 'impossible')
  if (impossible !== undefined) return impossible
  if (diastolic >= systolic) return { kind: 'reversed' }
  const isUsual = each.every(({ kind }) => kind === 'usual') && systolic - diastolic >= NARROW
  return { kind: isUsual ? 'usual' : 'unusual' }
}

/** Whether somebody can have measured this. */
export const likelyOf = ({
  kind,
  values,
  unit,
}: Pick<MeasurementDraft, 'kind' | 'values' | 'unit'>): Likely => {
  const [first = Number.NaN, second = Number.NaN] = values
  if (kind === 'blood-pressure') return judgePressure(first, second)
  return judge(kind === 'body-weight' && unit === 'g' ? first / 1000 : first, LIMITS[kind])
}

const DATE_TIME = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:Z|[+-]\d\d:\d\d)$/u
const isMoment = (value: unknown) => typeof value === 'string' && DATE_TIME.test(value)
const isOneOf = (value: unknown, allowed: readonly unknown[]) =>
  value === undefined || allowed.includes(value)

/** Whether what came back from the store is a measurement that can be carried out. */
export const isMeasurementDraft = (value: unknown): value is MeasurementDraft =>
  isObject(value) &&
  typeof value['patient'] === 'string' &&
  /^Patient\/[A-Za-z0-9\-.]{1,64}$/u.test(value['patient']) &&
  typeof value['requester'] === 'string' &&
  measuredKinds.some((kind) => kind === value['kind']) &&
  Array.isArray(value['values']) &&
  value['values'].length === (value['kind'] === 'blood-pressure' ? 2 : 1) &&
  value['values'].every((each) => typeof each === 'number' && Number.isFinite(each)) &&
  typeof value['unit'] === 'string' &&
  (isMoment(value['effective']) || /^\d{4}-\d\d-\d\d$/u.test(String(value['effective']))) &&
  isMoment(value['issued']) &&
  isOneOf(value['arm'], ['left', 'right']) &&
  isOneOf(value['position'], ['sitting', 'standing', 'lying']) &&
  isOneOf(value['oxygen'], [true, false]) &&
  isOneOf(value['site'], temperatureSites)
