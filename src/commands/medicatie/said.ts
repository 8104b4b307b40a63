import type { DoseAmount } from '../../fhir/medication/dose-amount.ts'
import type { DoseMax, DoseStep } from '../../fhir/medication/dose-step.ts'
import type { Amount } from '../../fhir/value/codes.ts'

type Text = string | undefined

const COUNTED = new Set(['stuk', 'stuks', 'st', 'stuk(s)', 'tablet', 'tabletten', 'capsules'])

const HOURS: readonly (readonly [RegExp, number])[] = [
  [/^(?:u|h|uur|uren|hours?)$/u, 1],
  [/^(?:d|dag|dagen|daags|dagelijks|dd|etmaal|days?|daily)$/u, 24],
  [/^(?:wk|week|weken|wekelijks|weeks?|weekly)$/u, 168],
]

/** The hours of a word or code for a time; undefined when it is none, or no fixed number. */
export const hoursOf = (unit: string): number | undefined =>
  HOURS.find(([words]) => words.test(unit.toLowerCase()))?.[1]

const numeric = (words: string) => Number(words.replace(',', '.'))

const fold = (text: string) => text.toLowerCase().replaceAll(/\s+/gu, ' ').trim()

const LONGEST = 1000

/** A text to look in; what a very long one says is never taken as proven. */
const readable = (text: Text) =>
  text === undefined || text.length > LONGEST ? undefined : fold(text)

const DENIAL = /(?<![\p{L}\p{N}])(?:niet|geen|nooit|zonder|not|no|never|without)(?![\p{L}\p{N}])/u

/** Whether a text holds these words as words of their own, in a clause that denies nothing. */
export const saysWords = (text: Text, words: string | undefined): boolean => {
  if (words === undefined) return true
  const whole = readable(text)
  const part = fold(words)
  const at = whole?.indexOf(part) ?? -1
  if (whole === undefined || at === -1 || part === '') return false
  const [before, after] = [whole.slice(0, at), whole.slice(at + part.length)]
  if (/[\p{L}\p{N}]$/u.test(before) || /^[\p{L}\p{N}]/u.test(after)) return false
  const clause = `${before.split(/[,;.]/u).at(-1)} … ${after.split(/[,;.]/u)[0]}`
  return !DENIAL.test(clause)
}

const NEEDED = '(?:zo ?nodig|indien nodig|z\\.? ?n\\.?|as needed|p\\.? ?r\\.? ?n\\.?)'
const AT_START = new RegExp(`^${NEEDED}\\s*(?=\\d|[,;.]|$)`, 'iu')
const AT_END = new RegExp(`(?<![\\p{L}\\p{N}])${NEEDED}\\s*(?=[,;.]|$)`, 'iu')

/** Whether a text says of the whole dose that it is taken as needed, and for this reason. */
export const saysAsNeeded = (text: Text, asNeeded: DoseStep['asNeeded']): boolean => {
  const whole = readable(text)
  if (whole === undefined || asNeeded === undefined) return false
  if (asNeeded !== true) return new RegExp(NEEDED, 'iu').test(whole) && saysWords(text, asNeeded)
  const found = AT_START.exec(whole) ?? AT_END.exec(whole)
  return found !== null && saysWords(text, found[0].replace(/\.?\s*$/u, ''))
}

const isCounted = (unit: string) => unit === '' || COUNTED.has(unit)

/** Whether two units are the same, or both only count. */
export const sameUnit = (words: string, unit: string | undefined): boolean => {
  const [said, meant] = [words.toLowerCase(), (unit ?? '').toLowerCase()]
  if (said === meant) return true
  if (isCounted(said) && isCounted(meant)) return true
  const days = hoursOf(said)
  if (days !== undefined) return days === hoursOf(meant)
  const stem = [said, meant].toSorted((a, b) => a.length - b.length)
  return stem[0] !== undefined && stem[0].length > 3 && stem[1]?.startsWith(stem[0]) === true
}

/** Whether an amount is one number. */
export const isPlain = ({ value, comparator }: Amount): boolean =>
  value !== undefined && comparator === undefined

const isSpanOf = (count: string, unit: string, span: Amount) => {
  const [said, meant] = [hoursOf(unit), hoursOf(span.unit ?? '')]
  if (said === undefined || meant === undefined || !isPlain(span)) return false
  return (count === '' ? 1 : numeric(count)) * said === (span.value ?? 0) * meant
}

const MOST =
  /(?<!\p{L})max(?:imaal|imum)?\.?:?\s*(\d+(?:[.,]\d+)?)\s*([\p{L}µ%]*)\s*(?:per|\/)\s*(?:(\d+)\s*)?(\p{L}+)\s*(?=[,;.)]|$)/giu
const AT_ONCE = /^(?:keer|gift|dosis|inname|toediening|dose|time)$/iu

/** Whether a text names this maximum with its number, its unit and the time it is for. */
export const saysMax = (text: Text, { per, amount }: DoseMax): boolean =>
  [...(readable(text) ?? '').matchAll(MOST)].some(
    ([, value = '', unit = '', count = '', span = '']) => {
      const most = amount.kind === 'ratio' ? amount.numerator : undefined
      const single = amount.kind === 'amount' ? amount.amount : most
      if (single === undefined || !isPlain(single) || single.value !== numeric(value)) return false
      if (!sameUnit(unit, single.unit)) return false
      if (per === 'administration') return AT_ONCE.test(span) && count === ''
      const over = amount.kind === 'ratio' ? amount.denominator : undefined
      return per === 'period' && over !== undefined && isSpanOf(count, span, over)
    },
  )

/** The maxima a text names, with their unit and what they are for. */
export const maximaIn = (
  text: Text,
): readonly { readonly unit: string; readonly per: DoseMax['per'] }[] =>
  [...(readable(text) ?? '').matchAll(MOST)].map(([, , unit = '', , span = '']) => ({
    unit,
    per: AT_ONCE.test(span) ? 'administration' : 'period',
  }))

/** Whether a text says that a step lasts this long. */
export const saysDuration = (text: Text, bounds: DoseAmount): boolean => {
  const whole = readable(text)
  if (whole === undefined || bounds.kind !== 'amount') return false
  const { amount } = bounds
  const found =
    /(?:gedurende|for|during)\s+(\d+)\s+(\p{L}+)|(\d+)\s+(\p{L}+)\s+lang(?!\p{L})/iu.exec(whole)
  const [value = '', unit = ''] = [found?.[1] ?? found?.[3], found?.[2] ?? found?.[4]]
  return isPlain(amount) && amount.value === numeric(value) && isSpanOf(value, unit, amount)
}

const NUMBER =
  /(?<![\d.,–-]|tot |à |max\p{L}*\.? )(\d+(?:[.,]\d+)?)(?!\d|[.,–-]\d)\s*([\p{L}µ%]*)/giu

/** Words after a number that count times or steps, not what is taken. */
const NO_UNIT =
  /^(?:x|keer|maal|times|per|a|à|of|tot|en|and|or|to|om|voor|na|bij|e|ste|de|eenheid|maand|maanden|jaar)$/u

/** Whether a text names this amount with its unit; what is counted needs no unit. */
export const saysAmount = (text: Text, dose: DoseAmount): boolean => {
  const whole = readable(text)
  if (whole === undefined || dose.kind !== 'amount' || !isPlain(dose.amount)) return false
  const { value, unit } = dose.amount
  return [...whole.matchAll(NUMBER)].some(
    ([, number = '', word = '']) => numeric(number) === value && sameUnit(word, unit),
  )
}

/** The units of the amounts a text names; times are none, and a bare number is not certain to be one. */
export const amountsIn = (text: Text): readonly string[] =>
  [...(readable(text) ?? '').matchAll(NUMBER)].flatMap(([, , word = '']) =>
    word === '' || NO_UNIT.test(word) || hoursOf(word) !== undefined ? [] : [word],
  )

const OFTEN =
  /(?<![\d.,–-]|max\p{L}*\.? )(\d+)(?:\s*(?:-|–|tot|à|to)\s*(\d+))?\s*(?:(?:x|×|keer|maal|times)\s*(?:per|a)?\s*(dag|daags|day|week|daily|weekly)|(daags|dd))(?!\p{L})/giu

/** How often a text says it is taken: so many times in so many hours. */
export const frequenciesIn = (
  text: Text,
): readonly { readonly low: number; readonly high: number | undefined; readonly hours: number }[] =>
  [...(readable(text) ?? '').matchAll(OFTEN)].flatMap(([, low = '', high, span, short]) => {
    const hours = hoursOf(span ?? short ?? '')
    const most = high === undefined ? undefined : numeric(high)
    return hours === undefined ? [] : [{ low: numeric(low), high: most, hours }]
  })

/** Whether a text names this frequency: so many times per one day or week. */
export const saysFrequency = (text: Text, step: DoseStep): boolean => {
  const whole = readable(text)
  if (whole === undefined || step.period !== 1 || step.periodMax !== undefined) return false
  return [...whole.matchAll(OFTEN)].some(
    ([, low = '', high, span, short]) =>
      numeric(low) === step.frequency &&
      (high === undefined ? undefined : numeric(high)) === step.frequencyMax &&
      hoursOf(span ?? short ?? '') === hoursOf(step.periodUnit ?? ''),
  )
}
