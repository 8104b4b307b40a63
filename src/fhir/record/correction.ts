import type { Observation, ObservationComponent, Quantity } from '@medplum/fhirtypes'
import { classify, codingsOf } from '../observation/kinds.ts'
import { type MeasuredKind, measuredKinds } from '../observation/measurement.ts'
import { isObject } from '../server/outcome.ts'
import { reportCode } from '../timeline/report-draft.ts'
import { literalRef } from '../value/references.ts'
import { saysTheSame } from './same-content.ts'

/** What somebody wrote and now says otherwise about. */
export type Correction =
  /** It should not have been there. */
  | { readonly kind: 'error' }
  | { readonly kind: 'value'; readonly values: readonly number[]; readonly unit: string }
  | { readonly kind: 'text'; readonly text: string }

/** A correction as it was shown and confirmed; everything in it is fixed at the preview, so a retry is the same. */
export type CorrectionDraft = {
  readonly patient: string
  readonly requester: string
  /** The versions that were shown. */
  readonly targets: readonly { readonly id: string; readonly versionId: string }[]
  readonly correction: Correction
  readonly at: string
  /** Identifiers the resources have, by which the bot's own changes are known. */
  readonly identifiers: readonly string[]
  /** What the answer says was corrected. */
  readonly words: string
}

const isText = (value: unknown): value is string => typeof value === 'string' && value !== ''
const isId = (value: unknown) => isText(value) && /^[A-Za-z0-9\-.]{1,64}$/u.test(value)

const isCorrection = (value: unknown): value is Correction => {
  if (!isObject(value)) return false
  if (value['kind'] === 'error') return true
  if (value['kind'] === 'text') return isText(value['text'])
  return (
    value['kind'] === 'value' &&
    isText(value['unit']) &&
    Array.isArray(value['values']) &&
    value['values'].every((each) => typeof each === 'number' && Number.isFinite(each))
  )
}

/** Whether what came back from the store is a correction that can be carried out. */
export const isCorrectionDraft = (value: unknown): value is CorrectionDraft =>
  isObject(value) &&
  isText(value['patient']) &&
  isText(value['requester']) &&
  isText(value['at']) &&
  isText(value['words']) &&
  Array.isArray(value['targets']) &&
  value['targets'].length > 0 &&
  value['targets'].every(
    (each) => isObject(each) && isId(each['id']) && isText(each['versionId']),
  ) &&
  Array.isArray(value['identifiers']) &&
  value['identifiers'].every(isText) &&
  isCorrection(value['correction'])

/** Whether one of these references did it, and nobody else: only an author corrects. */
export const isWrittenBy = (
  { performer }: Observation,
  people: readonly (string | undefined)[],
): boolean =>
  performer !== undefined &&
  performer.length > 0 &&
  performer.every((each) => {
    const ref = literalRef(each)
    return ref !== undefined && people.includes(ref)
  })

/** What kind of measurement it is, when it is one that can be typed. */
export const measuredKindOf = ({ code }: Observation): MeasuredKind | undefined => {
  const { kind } = classify(codingsOf(code), undefined, '')
  return measuredKinds.find((each) => each === kind)
}

/** Whether an observation is a nursing report. */
export const isReport = ({ code }: Observation): boolean =>
  codingsOf(code).some((each) => each.system === reportCode.system && each.code === reportCode.code)

const SIDES: readonly string[] = ['8480-6', '8462-4']
const MEANS: readonly string[] = ['8478-0', '6797001']

const isCoded = ({ code }: ObservationComponent, wanted: readonly string[]): boolean =>
  codingsOf(code).some((each) => wanted.includes(each.code))

/** The unit in which an observation holds its value, and whether it holds one that can be replaced. */
export const unitOf = (observation: Observation): string | undefined => {
  const [over = [], under = []] = SIDES.map((side) =>
    (observation.component ?? []).filter((part) => isCoded(part, [side])),
  )
  if (over.length === 1 && under.length === 1) {
    const unit = over[0]?.valueQuantity?.code
    return under[0]?.valueQuantity?.code === unit ? unit : undefined
  }
  // One pressure by itself is no pair that two typed pressures could replace.
  if (measuredKindOf(observation) === 'blood-pressure') return undefined
  if (observation.valueInteger !== undefined) return '1'
  return observation.valueQuantity?.code
}

/** The new number in the same unit: a comparator said something of the old one. */
const withValue = ({ unit, system, code }: Quantity = {}, value: number | undefined): Quantity => ({
  ...(value === undefined ? {} : { value }),
  ...(unit === undefined ? {} : { unit }),
  ...(system === undefined ? {} : { system }),
  ...(code === undefined ? {} : { code }),
})

const withValues = (observation: Observation, values: readonly number[]): Observation => {
  const [value] = values
  const { valueInteger, valueQuantity, component } = observation
  if (valueInteger !== undefined && value !== undefined)
    return { ...observation, valueInteger: value }
  if (valueQuantity !== undefined)
    return { ...observation, valueQuantity: withValue(valueQuantity, value) }
  if (component === undefined) return observation
  const replaced = component.map((part) => {
    const side = SIDES.findIndex((code) => isCoded(part, [code]))
    return side < 0 ? part : { ...part, valueQuantity: withValue(part.valueQuantity, values[side]) }
  })
  return { ...observation, component: replaced }
}

const unjudgedPart = (part: ObservationComponent): ObservationComponent => {
  const { interpretation: _judged, dataAbsentReason: _absent, ...rest } = part
  return isCoded(part, SIDES) ? rest : part
}

/** Without what was concluded from its value, and without the text that tells the value in words. */
const unjudged = (observation: Observation): Observation => {
  const { interpretation: _judged, dataAbsentReason: _absent, text: _told, ...rest } = observation
  if (rest.component === undefined) return rest
  const kept = rest.component.filter((part) => !isCoded(part, MEANS)).map(unjudgedPart)
  return { ...rest, component: kept }
}

/** Whether something in it was concluded from its value, or tells it again: with another value that is not true any more. */
export const isJudged = (observation: Observation): boolean =>
  !saysTheSame(unjudged(observation), observation)

/** Whether the value or the text that is meant stands there already. */
export const holdsAlready = (observation: Observation, correction: Correction): boolean => {
  switch (correction.kind) {
    case 'error':
      return observation.status === 'entered-in-error'
    case 'value':
      return saysTheSame(withValues(observation, correction.values), observation)
    case 'text':
      return observation.valueString === correction.text
    default:
      return correction satisfies never
  }
}

/** The observation as it is after the correction; done again it changes nothing more. */
export const corrected = (
  observation: Observation,
  correction: Correction,
  at: string,
): Observation => {
  const amended = { status: 'amended', issued: at } as const
  switch (correction.kind) {
    case 'error':
      return { ...observation, status: 'entered-in-error' }
    case 'value':
      return { ...unjudged(withValues(observation, correction.values)), ...amended }
    case 'text':
      return { ...unjudged(observation), valueString: correction.text, ...amended }
    default:
      return correction satisfies never
  }
}
