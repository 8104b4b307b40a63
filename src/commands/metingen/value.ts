import type { VitalKind } from '../../fhir/observation/kinds.ts'
import type { Interpretation, Part, Reading, Reference } from '../../fhir/observation/value.ts'
import type { Vital } from '../../fhir/observation/vitals.ts'
import { inKilograms, type Measured } from '../../fhir/value/quantity.ts'
import { cutText } from '../answer/cut-text.ts'
import { type DateContext, dateWords } from '../answer/date-words.ts'
import { numberWords } from '../answer/number-words.ts'
import { wordFor } from '../answer/word-for.ts'

type Kind = VitalKind | 'other'

const bare = (measured: Measured, context: DateContext) => {
  const number = numberWords(measured.value, context)
  return measured.comparator === undefined ? number : `${measured.comparator} ${number}`
}

const withUnit = (number: string, measured: Measured, { t }: DateContext) => {
  if (measured.unit === undefined) return t.metingen.withoutUnit(number)
  const value = measured.unit === '' ? number : `${number}\u00A0${measured.unit}`
  return measured.contradicts === undefined
    ? value
    : t.metingen.contradicts(value, measured.contradicts)
}

/** A measured value in words, always with its unit; a weight in grams gets its kilograms beside it. */
export const measuredWords = (measured: Measured, kind: Kind, context: DateContext): string => {
  const value = withUnit(bare(measured, context), measured, context)
  const kilograms = kind === 'body-weight' ? inKilograms(measured) : undefined
  return kilograms === undefined || measured.comparator !== undefined
    ? value
    : context.t.metingen.kilograms(value, numberWords(kilograms, context))
}

const rangeWords = (
  low: Measured | undefined,
  high: Measured | undefined,
  context: DateContext,
): string | undefined => {
  const { metingen } = context.t
  const [from, to] = [low, high].map((each) => each && measuredWords(each, 'other', context))
  if (from !== undefined && to !== undefined) return metingen.between(from, to)
  if (from !== undefined) return metingen.atLeast(from)
  return to === undefined ? undefined : metingen.atMost(to)
}

const readingWords = (reading: Reading, kind: Kind, context: DateContext): string => {
  const { t } = context
  switch (reading.kind) {
    case 'quantity':
      return measuredWords(reading.quantity, kind, context)
    case 'number':
      return numberWords(reading.value, context)
    case 'text':
      return cutText(reading.text, context)
    case 'boolean':
      return reading.value ? t.metingen.yes : t.metingen.no
    case 'date':
      return dateWords(reading.value, context) ?? t.metingen.unreadable
    case 'range':
      return rangeWords(reading.low, reading.high, context) ?? t.metingen.unreadable
    case 'absent': {
      const reason = wordFor(t.clinical.absent, reading.code) ?? reading.text
      return t.metingen.absent(cutText(reason ?? t.clinical.absentOther, context))
    }
    case 'none':
      return t.metingen.none
    case 'unresolved':
      return t.clinical.unknownReference
    case 'withdrawn':
      return t.metingen.withdrawn
    case 'unreadable':
      return t.metingen.unreadable
    default:
      return reading satisfies never
  }
}

const interpretationWords = ({ code, text }: Interpretation, context: DateContext) =>
  wordFor(context.t.metingen.interpretations, code) ??
  (text === undefined ? undefined : cutText(text, context))

const referenceWords = ({ text, low, high }: Reference, context: DateContext) => {
  const range = text === undefined ? rangeWords(low, high, context) : cutText(text, context)
  return range === undefined ? undefined : context.t.metingen.reference(range)
}

/** What the source itself says about a value; nothing is judged here. */
const saidWords = (part: Part, context: DateContext): string => {
  const judged = part.interpretation.flatMap((each) => interpretationWords(each, context) ?? [])
  const said = [
    ...(judged.length === 0 ? [] : [context.t.metingen.judged(judged.join(', '))]),
    ...part.references.flatMap((each) => referenceWords(each, context) ?? []),
  ]
  return said.length === 0 ? '' : ` (${said.join('; ')})`
}

const placed = (value: string, part: Part, context: DateContext) => {
  const whole = `${value}${saidWords(part, context)}`
  const date = dateWords(part.takenAt, context)
  return date === undefined ? whole : context.t.metingen.takenAt(whole, date)
}

const partWords = (part: Part, kind: Kind, context: DateContext): string => {
  const { metingen } = context.t
  const value = readingWords(part.reading, kind, context)
  switch (part.role) {
    case 'value':
      return placed(value, part, context)
    case 'oxygen':
      return placed(
        part.reading.kind === 'boolean'
          ? metingen.oxygen(part.reading.value)
          : metingen.oxygenAmount(value),
        part,
        context,
      )
    case 'systolic':
    case 'diastolic':
    case 'mean':
      return placed(`${metingen.roles[part.role]} ${value}`, part, context)
    case 'technical':
    case 'other':
      return placed(
        part.name === undefined || part.name === ''
          ? metingen.member(value)
          : metingen.named(cutText(part.name, context), value),
        part,
        context,
      )
    default:
      return part.role satisfies never
  }
}

const only = (parts: readonly Part[], role: Part['role']) => {
  const found = parts.filter((part) => part.role === role)
  const part = found.length === 1 ? found[0] : undefined
  return part?.reading.kind === 'quantity' ? { part, quantity: part.reading.quantity } : undefined
}

/** `142/84 mmHg`, only when both are there once, in one undisputed unit, and at one moment. */
const pressureWords = (parts: readonly Part[], context: DateContext): string | undefined => {
  const over = only(parts, 'systolic')
  const under = only(parts, 'diastolic')
  if (over === undefined || under === undefined) return undefined
  if ((over.quantity.comparator ?? under.quantity.comparator) !== undefined) return undefined
  if (over.part.takenAt !== under.part.takenAt) return undefined
  if (over.quantity.unit !== under.quantity.unit) return undefined
  if ((over.quantity.contradicts ?? under.quantity.contradicts) !== undefined) return undefined
  const both = `${bare(over.quantity, context)}/${bare(under.quantity, context)}`
  const said = [over.part, under.part].map((part) => {
    const words = saidWords(part, context)
    const { roles } = context.t.metingen
    return words === '' ? '' : ` ${part === over.part ? roles.systolic : roles.diastolic}${words}`
  })
  return `${withUnit(both, over.quantity, context)}${said.join('')}`
}

const ORDER: readonly Part['role'][] = ['value', 'systolic', 'diastolic', 'mean', 'oxygen', 'other']

const rank = ({ role }: Part) => (role === 'technical' ? ORDER.length : ORDER.indexOf(role))

const MOST_PARTS = 3

/**
 * The value of a measurement and then its parts, each in words. `short` leaves out parts that do not change what the
 * value means, and counts the items of a score.
 */
export const valueWords = (
  vital: Vital,
  short: boolean,
  context: DateContext,
): readonly string[] => {
  const { metingen } = context.t
  const pressure = pressureWords(vital.parts, context)
  const rest = vital.parts
    .filter(
      ({ role }) =>
        !(pressure !== undefined && (role === 'systolic' || role === 'diastolic')) &&
        !(short && role === 'technical'),
    )
    .toSorted((one, other) => rank(one) - rank(other))
  const others = rest.filter((part) => part.role === 'other')
  const hasValue = pressure !== undefined || rest.some((part) => part.role === 'value')
  const folded = short && hasValue && others.length > MOST_PARTS
  const shown = folded ? rest.filter((part) => part.role !== 'other') : rest
  const oxygenMissing =
    vital.kind === 'oxygen-saturation' && !vital.parts.some((part) => part.role === 'oxygen')
  return [
    ...(pressure === undefined ? [] : [pressure]),
    ...shown.map((part) => partWords(part, vital.kind, context)),
    ...(folded ? [metingen.hiddenParts(others.length)] : []),
    ...(oxygenMissing ? [metingen.oxygenUnknown] : []),
  ]
}
