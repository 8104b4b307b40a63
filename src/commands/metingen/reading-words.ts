import type { VitalKind } from '../../fhir/observation/kinds.ts'
import type { Reading, Reference } from '../../fhir/observation/value.ts'
import { inKilograms, type Measured } from '../../fhir/value/quantity.ts'
import { cutText } from '../answer/cut-text.ts'
import { type DateContext, dateWords } from '../answer/date-words.ts'
import { isExact, numberWords } from '../answer/number-words.ts'
import { wordFor } from '../answer/word-for.ts'

/** What is measured, as far as its words differ. */
export type Kind = VitalKind | 'other'

/** A number without its unit, with what it lies beyond. */
export const bareWords = (measured: Measured, context: DateContext) => {
  const number = numberWords(measured.value, context)
  return measured.comparator === undefined ? number : `${measured.comparator} ${number}`
}

/** A number with its unit, or with the word that there is none. */
export const withUnit = (number: string, measured: Measured, { t }: DateContext) => {
  if (measured.unit === undefined) return t.metingen.withoutUnit(number)
  const value = measured.unit === '' ? number : `${number}\u00A0${measured.unit}`
  return measured.contradicts === undefined
    ? value
    : t.metingen.contradicts(value, measured.contradicts)
}

/** A measured value in words, always with its unit; a weight in grams gets its kilograms beside it. */
export const measuredWords = (measured: Measured, kind: Kind, context: DateContext): string => {
  if (!isExact(measured.value)) return context.t.metingen.inexact
  const value = withUnit(bareWords(measured, context), measured, context)
  const kilograms = kind === 'body-weight' ? inKilograms(measured) : undefined
  return kilograms === undefined || measured.comparator !== undefined
    ? value
    : context.t.metingen.kilograms(value, numberWords(kilograms, context))
}

type Bounds = Pick<Reference, 'low' | 'high'>

/** A range in words; undefined when it has no bound. */
export const rangeWords = ({ low, high }: Bounds, context: DateContext): string | undefined => {
  const { metingen } = context.t
  const [from, to] = [low, high].map((each) => each && measuredWords(each, 'other', context))
  if (from !== undefined && to !== undefined) return metingen.between(from, to)
  if (from !== undefined) return metingen.atLeast(from)
  return to === undefined ? undefined : metingen.atMost(to)
}

/** `1:128` of a titer; amounts with their units. */
const ratioWords = (all: readonly Measured[], context: DateContext): string =>
  all.every(({ unit = '' }) => unit === '')
    ? all
        .map((each) =>
          isExact(each.value) ? bareWords(each, context) : context.t.metingen.inexact,
        )
        .join(':')
    : all.map((each) => measuredWords(each, 'other', context)).join(' : ')

/** What was read in words; what no line can hold says so. */
export const readingWords = (reading: Reading, kind: Kind, context: DateContext): string => {
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
      return rangeWords(reading, context) ?? t.metingen.unreadable
    case 'ratio':
      return ratioWords([reading.numerator, reading.denominator], context)
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
