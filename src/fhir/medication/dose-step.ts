import type { Dosage, DosageDoseAndRate, TimingRepeat } from '@medplum/fhirtypes'
import { allWords, codesOf, conceptWords, list, numberOf, textOf } from '../value/codes.ts'
import { amount, type DoseAmount, daysAtMost, present, range, ratio } from './dose-amount.ts'

/** The most that may be taken, and of what it is the most. */
export type DoseMax = {
  readonly per: 'period' | 'administration' | 'lifetime'
  readonly amount: DoseAmount
}

/** One dosage as structured by the source; nothing in it is computed. */
export type DoseStep = {
  readonly sequence: number | undefined
  readonly text: string | undefined
  readonly instructions: readonly string[]
  /** True, or the reason to take it. */
  readonly asNeeded: true | string | undefined
  readonly bounds: DoseAmount | undefined
  /** The bounds in days, at their longest; undefined when that cannot be counted. */
  readonly longest: number | undefined
  readonly from: string | undefined
  readonly until: string | undefined
  readonly frequency: number | undefined
  readonly frequencyMax: number | undefined
  readonly count: number | undefined
  readonly period: number | undefined
  readonly periodMax: number | undefined
  readonly periodUnit: string | undefined
  readonly times: readonly string[]
  readonly days: readonly string[]
  readonly when: readonly string[]
  readonly code: string | undefined
  readonly events: readonly string[]
  readonly doses: readonly DoseAmount[]
  readonly rates: readonly DoseAmount[]
  readonly max: readonly DoseMax[]
  readonly method: string | undefined
  /** False when the source said more than these fields hold. */
  readonly complete: boolean
}

const PLACEHOLDER =
  /^[^\p{L}\d]*wordt (?:automatisch |nog )*(?:aangevuld|gegenereerd|gevuld|ingevuld)[^\p{L}\d]*$/iu

/** A text of a source, unless it only announces one ("wordt gegenereerd"). */
export const wordsOf = (value: unknown): string | undefined => {
  const words = textOf(value)
  return words === undefined || PLACEHOLDER.test(words) ? undefined : words
}

const AS_NEEDED = /^(?:zo ?nodig|indien nodig|as needed)[. ]*$/iu

const DOSAGE_KEYS: ReadonlySet<string> = new Set([
  'id',
  'sequence',
  'text',
  'additionalInstruction',
  'patientInstruction',
  'timing',
  'asNeededBoolean',
  'asNeededCodeableConcept',
  'route',
  'method',
  'site',
  'doseAndRate',
  'maxDosePerPeriod',
  'maxDosePerAdministration',
  'maxDosePerLifetime',
])

const REPEAT_KEYS: ReadonlySet<string> = new Set([
  'extension',
  'boundsDuration',
  'boundsPeriod',
  'boundsRange',
  'count',
  'frequency',
  'frequencyMax',
  'period',
  'periodMax',
  'periodUnit',
  'dayOfWeek',
  'timeOfDay',
  'when',
])

const hasOnly = (value: object | undefined, keys: ReadonlySet<string>) =>
  value === undefined || value === null || Object.keys(value).every((key) => keys.has(key))

const texts = (value: readonly string[] | string | undefined) =>
  list(value)
    .map(textOf)
    .filter((text) => text !== undefined)

const DOSE_TYPES = 'http://terminology.hl7.org/CodeSystem/dose-rate-type'

/** How an amount came about: the code of HL7, else the words of the source. */
const typeOf = ({ type }: DosageDoseAndRate): string | undefined =>
  textOf(type?.text) ?? codesOf(type, DOSE_TYPES)[0] ?? conceptWords(type)

/** The amounts with what kind they are; the only one, as ordered, needs no word for it. */
const typed = (
  each: DosageDoseAndRate,
  isOnly: boolean,
  ...values: readonly (DoseAmount | undefined)[]
): readonly DoseAmount[] => {
  const type = typeOf(each)
  const amounts = present(...values)
  if (type === undefined || (isOnly && type === 'ordered')) return amounts
  return amounts.map((value) => ({ ...value, type }))
}

const dosesOf = (each: DosageDoseAndRate, isOnly: boolean) =>
  typed(each, isOnly, amount(each.doseQuantity), range(each.doseRange))

const ratesOf = (each: DosageDoseAndRate, isOnly: boolean) =>
  typed(each, isOnly, amount(each.rateQuantity), range(each.rateRange), ratio(each.rateRatio))

const most = (per: DoseMax['per'], value: DoseAmount | undefined): readonly DoseMax[] =>
  value === undefined ? [] : [{ per, amount: value }]

const asNeededOf = (dosage: Dosage): true | string | undefined => {
  const reason = conceptWords(dosage.asNeededCodeableConcept)
  if (reason !== undefined) return AS_NEEDED.test(reason) ? true : reason
  return dosage.asNeededBoolean === true || dosage.asNeededCodeableConcept !== undefined
    ? true
    : undefined
}

const timingOf = (repeat: TimingRepeat | undefined) => ({
  bounds: amount(repeat?.boundsDuration) ?? range(repeat?.boundsRange),
  longest: daysAtMost(repeat?.boundsDuration ?? repeat?.boundsRange?.high),
  from: textOf(repeat?.boundsPeriod?.start),
  until: textOf(repeat?.boundsPeriod?.end),
  frequency: numberOf(repeat?.frequency),
  frequencyMax: numberOf(repeat?.frequencyMax),
  count: numberOf(repeat?.count),
  period: numberOf(repeat?.period),
  periodMax: numberOf(repeat?.periodMax),
  periodUnit: textOf(repeat?.periodUnit),
  times: texts(repeat?.timeOfDay),
  days: texts(repeat?.dayOfWeek),
  when: texts(repeat?.when),
})

/** Reads one dosage; words that only announce a text are none. */
export const stepOf = (dosage: Dosage): DoseStep => {
  const repeat = dosage.timing?.repeat
  const perRates = list(dosage.doseAndRate)
  const isOnly = perRates.length === 1
  return {
    sequence: numberOf(dosage.sequence),
    text: wordsOf(dosage.text),
    instructions: [...allWords(dosage.additionalInstruction), ...texts(dosage.patientInstruction)],
    asNeeded: asNeededOf(dosage),
    ...timingOf(repeat),
    code: conceptWords(dosage.timing?.code),
    events: texts(dosage.timing?.event),
    doses: perRates.flatMap((each) => dosesOf(each, isOnly)),
    rates: perRates.flatMap((each) => ratesOf(each, isOnly)),
    max: [
      ...list(dosage.maxDosePerPeriod).flatMap((each) => most('period', ratio(each))),
      ...most('administration', amount(dosage.maxDosePerAdministration)),
      ...most('lifetime', amount(dosage.maxDosePerLifetime)),
    ],
    method: conceptWords(dosage.method),
    complete: hasOnly(dosage, DOSAGE_KEYS) && hasOnly(repeat, REPEAT_KEYS),
  }
}

/** Steps that are taken at once; `sequence` is undefined where the source gives no order. */
export type StepGroup = {
  readonly sequence: number | undefined
  readonly steps: readonly DoseStep[]
}

/** The steps in the order the source gives them; those without one stand last. */
export const stepGroups = (steps: readonly DoseStep[]): readonly StepGroup[] =>
  [...Map.groupBy(steps, (step) => step.sequence)]
    .map(([sequence, together]) => ({ sequence, steps: together }))
    .toSorted((a, b) => (a.sequence ?? Infinity) - (b.sequence ?? Infinity))
