import type { Dosage, DosageDoseAndRate, Range, Ratio, TimingRepeat } from '@medplum/fhirtypes'
import { type Amount, allWords, amountOf, conceptWords, list, numberOf, textOf } from './codes.ts'

/** An amount, a range of amounts, or an amount per another. */
export type DoseAmount =
  | { readonly kind: 'amount'; readonly amount: Amount }
  | { readonly kind: 'range'; readonly low: Amount | undefined; readonly high: Amount | undefined }
  | { readonly kind: 'ratio'; readonly numerator: Amount; readonly denominator: Amount | undefined }

/** One dosage as structured by the source; nothing in it is computed. */
export type DoseStep = {
  readonly sequence: number | undefined
  readonly text: string | undefined
  readonly instructions: readonly string[]
  /** True, or the reason to take it. */
  readonly asNeeded: true | string | undefined
  readonly bounds: DoseAmount | undefined
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
  readonly max: readonly DoseAmount[]
  readonly method: string | undefined
  /** False when the source said more than these fields hold. */
  readonly complete: boolean
}

/** How a medicine is to be used: the words of the source, and its structure for when it has none. */
export type Dose = {
  readonly text: string | undefined
  /** The text holds a date that the source left unfilled. */
  readonly unfilled: boolean
  readonly steps: readonly DoseStep[]
  readonly cycle: Amount | undefined
  readonly routes: readonly string[]
  readonly oral: boolean
}

const PLACEHOLDER = /^wordt (?:automatisch )?(?:gegenereerd|gevuld)[. ]*$/iu
const UNFILLED = /<[^<>]*-?\d*D?\{[^<>]*>/u

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

const amount = (value: Parameters<typeof amountOf>[0]): DoseAmount | undefined => {
  const read = amountOf(value)
  return read === undefined ? undefined : { kind: 'amount', amount: read }
}

const range = (value: Range | undefined): DoseAmount | undefined =>
  typeof value === 'object' && value !== null
    ? { kind: 'range', low: amountOf(value.low), high: amountOf(value.high) }
    : undefined

const ratio = (value: Ratio | undefined): DoseAmount | undefined => {
  const numerator = amountOf(value?.numerator)
  if (numerator === undefined) return undefined
  return { kind: 'ratio', numerator, denominator: amountOf(value?.denominator) }
}

const present = (...values: readonly (DoseAmount | undefined)[]) =>
  values.filter((value) => value !== undefined)

const dosesOf = (each: DosageDoseAndRate) =>
  present(amount(each.doseQuantity), range(each.doseRange))

const ratesOf = (each: DosageDoseAndRate) =>
  present(amount(each.rateQuantity), range(each.rateRange), ratio(each.rateRatio))

const asNeededOf = (dosage: Dosage): true | string | undefined =>
  conceptWords(dosage.asNeededCodeableConcept) ??
  (dosage.asNeededBoolean === true || dosage.asNeededCodeableConcept !== undefined
    ? true
    : undefined)

const timingOf = (repeat: TimingRepeat | undefined) => ({
  bounds: amount(repeat?.boundsDuration) ?? range(repeat?.boundsRange),
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

const stepOf = (dosage: Dosage): DoseStep => {
  const repeat = dosage.timing?.repeat
  const perRates = list(dosage.doseAndRate)
  return {
    sequence: numberOf(dosage.sequence),
    text: textOf(dosage.text),
    instructions: [...allWords(dosage.additionalInstruction), ...texts(dosage.patientInstruction)],
    asNeeded: asNeededOf(dosage),
    ...timingOf(repeat),
    code: conceptWords(dosage.timing?.code),
    events: texts(dosage.timing?.event),
    doses: perRates.flatMap(dosesOf),
    rates: perRates.flatMap(ratesOf),
    max: present(
      ratio(dosage.maxDosePerPeriod),
      amount(dosage.maxDosePerAdministration),
      amount(dosage.maxDosePerLifetime),
    ),
    method: conceptWords(dosage.method),
    complete: hasOnly(dosage, DOSAGE_KEYS) && hasOnly(repeat, REPEAT_KEYS),
  }
}

const ORAL: ReadonlySet<string> = new Set(['9', '26643006', 'PO'])

const isOral = (dosages: readonly Dosage[]) =>
  dosages.every((dosage) => {
    const codes = list(dosage.route?.coding).map((coding) => textOf(coding.code))
    const words = conceptWords(dosage.route)?.toLowerCase()
    return (
      words === undefined ||
      words.startsWith('oraal') ||
      words.startsWith('oral') ||
      codes.some((code) => code !== undefined && ORAL.has(code))
    )
  })

const ownText = (steps: readonly DoseStep[]) => {
  const said = steps.map((step) => step.text)
  if (steps.length === 0 || said.includes(undefined)) return undefined
  return said.join('; ')
}

/** Reads a dose. `rendered` is the text MP9 systems add (ext-RenderedDosageInstruction); their "wordt gegenereerd" is no text. */
export const doseOf = (
  dosages: readonly Dosage[] | Dosage | undefined,
  rendered: string | undefined,
  cycle: Amount | undefined,
): Dose => {
  const all = list(dosages)
  const steps = all.map(stepOf)
  const said = rendered !== undefined && !PLACEHOLDER.test(rendered) ? rendered : ownText(steps)
  const routes = [
    ...all.map((each) => conceptWords(each.route)),
    ...all.map((each) => conceptWords(each.site)),
  ]
  return {
    text: said,
    unfilled: said !== undefined && UNFILLED.test(said),
    steps,
    cycle,
    routes: [...new Set(routes.filter((words) => words !== undefined))],
    oral: isOral(all) && all.every((each) => each.site === undefined),
  }
}
