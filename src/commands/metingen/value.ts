import type { Part } from '../../fhir/observation/value.ts'
import type { Vital } from '../../fhir/observation/vitals.ts'
import { cutText } from '../answer/cut-text.ts'
import { type DateContext, dateWords } from '../answer/date-words.ts'
import { isExact } from '../answer/number-words.ts'
import { bareWords, type Kind, readingWords, withUnit } from './reading-words.ts'
import { interpretationWords, referenceRange } from './said-words.ts'

/** What the source itself says about a value; nothing is judged here. */
const saidWords = (part: Part, context: DateContext): string => {
  const judged = part.interpretation.map((each) => interpretationWords(each, context))
  const said = [
    ...(judged.length === 0 ? [] : [context.t.metingen.judged(judged.join(', '))]),
    ...part.references
      .flatMap((each) => referenceRange(each, context) ?? [])
      .map(context.t.metingen.reference),
  ]
  return said.length === 0 ? '' : ` (${said.join('; ')})`
}

const placed = (value: string, part: Part, context: DateContext) => {
  const whole = `${value}${saidWords(part, context)}`
  const date = dateWords(part.takenAt, context)
  return date === undefined ? whole : context.t.metingen.takenAt(whole, date)
}

// A bare number is all there is to a score; of anything else with a known name the unit is missing.
const SCORES: ReadonlySet<Kind> = new Set<Kind>([
  ...(['other', 'pain', 'early-warning', 'coma-scale'] as const),
  ...(['snaq', 'must', 'barthel', 'delirium'] as const),
])
const WITH_UNIT: ReadonlySet<Part['role']> = new Set(['value', 'systolic', 'diastolic', 'mean'])

const lacksUnit = ({ reading, role }: Part, kind: Kind): boolean =>
  reading.kind === 'number' && isExact(reading.value) && !SCORES.has(kind) && WITH_UNIT.has(role)

const partWords = (part: Part, kind: Kind, context: DateContext): string => {
  const { metingen } = context.t
  const read = readingWords(part.reading, kind, context)
  const value = lacksUnit(part, kind) ? metingen.withoutUnit(read) : read
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
  if (!isExact(over.quantity.value) || !isExact(under.quantity.value)) return undefined
  if (over.part.takenAt !== under.part.takenAt) return undefined
  if (over.quantity.unit !== under.quantity.unit) return undefined
  if ((over.quantity.contradicts ?? under.quantity.contradicts) !== undefined) return undefined
  const both = `${bareWords(over.quantity, context)}/${bareWords(under.quantity, context)}`
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
