import { dateWords, plainDateWords } from '../src/commands/answer/date-words.ts'
import { nl } from '../src/i18n/nl.ts'

const bare = (text: string): string =>
  text
    .replaceAll(/[\s\u00A0\u202F\u2060]+/gu, ' ')
    .trim()
    .toLowerCase()

const leavesOf = (value: unknown): readonly (string | number)[] => {
  if (typeof value === 'string' || typeof value === 'number') return [value]
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(leavesOf) : []
}

/** Every word of the product's own sentences, those inside functions included. */
const wordsIn = (value: unknown): string => {
  if (typeof value === 'string') return value
  if (typeof value === 'function') return value.toString()
  return typeof value === 'object' && value !== null
    ? Object.values(value).map(wordsIn).join(' ')
    : ''
}

/** Also as people group the digits of a large one. */
const plainly = (leaf: string | number): string =>
  typeof leaf === 'number'
    ? `${leaf} ${leaf.toLocaleString('en-US', { useGrouping: false, maximumFractionDigits: 20 })}`
    : leaf

const wordsOf = (text: string): readonly string[] => bare(text).match(/\p{L}[\p{L}\p{M}]*/gu) ?? []
const numbersOf = (text: string): readonly string[] =>
  (bare(text).match(/\d+(?:[.,]\d+)*/gu) ?? []).map((each) => each.replace('.', ','))

/** How coded units are written. */
const units = '°C °F mmHg per min gram microgram lb inch score'
const sentences = `${wordsIn(nl)} ${units}`
const product: ReadonlySet<string> = new Set([...wordsOf(sentences), ...numbersOf(sentences)])

/** Grams beside kilograms, the difference with the value before, what is left, the end of a duration: worked out. */
const workedOut =
  /\(= [^)]*\)|nog \d+ [^–]*|GESTOPT op [\d-]+|[^–]*(?:hoger|lager|gelijk)[^–]*(?:eerder|▲|▼|dan)[^–]*/gu

/** The code system behind a code that has no words: known by its address alone. */
const systemNamed =
  /(?<=\bcode \S+) \((?:SNOMED CT|LOINC|ICPC|ICD-10|ATC|DHD|G-Standaard|NHG|UZI|AGB|Nictiz|HL7)\)/gu

/** What may be said of records: their words, numbers and dates, and those of who and what they refer to. */
const sayable = (records: readonly unknown[], context: Parameters<typeof dateWords>[1]) => {
  const leaves = records.flatMap(leavesOf)
  const dates = leaves.flatMap((leaf) =>
    typeof leaf === 'string' && /^\d{4}/u.test(leaf)
      ? [dateWords(leaf, context) ?? '', plainDateWords(leaf, context) ?? '']
      : [],
  )
  const text = bare([...leaves.map(plainly), ...dates].join(' '))
  return { words: text, numbers: new Set(numbersOf(text)) }
}

/** The words and numbers of a line that are neither the product's own nor of these records. */
export const untraceable = (
  line: string,
  records: readonly unknown[],
  context: Parameters<typeof dateWords>[1],
): readonly string[] => {
  const { words, numbers } = sayable(records, context)
  const own = line.replaceAll(workedOut, '').replaceAll(systemNamed, '')
  const said = own.replaceAll(/(?<=\d)\u00A0(?=\d{3}(?!\d))/gu, '')
  return [
    ...wordsOf(said).filter((word) => !product.has(word) && !words.includes(word)),
    ...numbersOf(said).filter((each) => !product.has(each) && !numbers.has(each)),
  ]
}
