import { fold } from '../team/disciplines.ts'
import type { Amount } from '../value/codes.ts'
import type { Ingredient } from './ingredient.ts'

/** How strong a product is: how much of what can be compared, and as what the words may be read (`2.000` is two or two thousand). */
export type Strength = {
  /** What is measured, and in what when it is no piece: `mg`, `mg/ml`, `ie/uur`. */
  readonly kind: string
  readonly values: readonly number[]
  /** As it is written. */
  readonly words: string
}

type Unit = { readonly kind: string; readonly factor: number }

const table = (rows: readonly (readonly [kind: string, factor: number, words: string])[]) =>
  new Map<string, Unit>(
    rows.flatMap(([kind, factor, words]) =>
      words.split(' ').map((word) => [word, { kind, factor }] as const),
    ),
  )

const AMOUNTS = table([
  ['mg', 0.001, 'microgram microgrammen mcg ug µg μg'],
  ['mg', 1, 'milligram milligrammen mg'],
  ['mg', 1000, 'gram grammen gr g'],
  ['ie', 1, 'ie i.e. iu eenheden eenheid eh e units unit'],
  ['mmol', 1, 'mmol'],
  ['%', 1, '%'],
])

const IN = table([
  ['/ml', 1, 'ml milliliter'],
  ['/ml', 1000, 'l liter'],
  ['/g', 1, 'g gr gram'],
  ['/uur', 1, 'uur u h hour hours'],
  ['/uur', 24, 'dag d day'],
])

const longestFirst = (words: Iterable<string>) =>
  [...words]
    .toSorted((a, b) => b.length - a.length)
    .map((word) => word.replaceAll('.', String.raw`\.`))
    .join('|')

const NUMBER = String.raw`\d+(?:[.,]\d+)*`
const WRITTEN = new RegExp(
  String.raw`(?<![\p{L}\d.,])(${NUMBER}(?:\s*[/+]\s*${NUMBER})*)\s*(${longestFirst(AMOUNTS.keys())})(?!\p{L})` +
    String.raw`(?:\s*\)?\s*(/|=|per\s)\s*(${NUMBER})?\s*(${longestFirst(IN.keys())})(?!\p{L}))?`,
  'giu',
)

const asNumber = (digits: string) => Number(digits.replace(',', '.'))

/** Every way a number may be read: with three digits after its only mark it is one or a thousand. */
const readings = (number: string): readonly number[] => {
  const bare = Number(number.replaceAll(/[.,]/gu, ''))
  if (/^[1-9]\d{0,2}(?:[.,]\d{3}){2,}$/u.test(number)) return [bare]
  const read = [asNumber(number)].filter((value) => Number.isFinite(value))
  return /^[1-9]\d{0,2}[.,]\d{3}$/u.test(number) ? [...read, bare] : read
}

const fromMatch = (match: RegExpMatchArray): readonly Strength[] => {
  const [words, numbers = '', written = '', sign, size, container = ''] = match
  const unit = AMOUNTS.get(written.toLowerCase())
  if (unit === undefined) return []
  const per = IN.get(container.toLowerCase())
  return numbers.split(/\s*[/+]\s*/u).flatMap((number): readonly Strength[] => {
    const values = readings(number).map((value) => value * unit.factor)
    const whole = { kind: unit.kind, values, words }
    if (per === undefined) return [whole]
    const shares = (size === undefined ? [1] : readings(size)).flatMap((each) =>
      values.map((value) => value / (each * per.factor)),
    )
    const share = { kind: `${unit.kind}${per.kind}`, values: shares, words }
    return sign === '=' ? [whole, share] : [share]
  })
}

/** The strengths a name says; the weight of a tube or jar is none. */
const strengthsIn = (text: string): readonly Strength[] => {
  const found = [...text.matchAll(WRITTEN)].flatMap(fromMatch)
  const isShare = found.some(({ kind }) => kind.includes('/') || kind === '%')
  return found.filter(
    ({ kind, words }) => !(isShare && kind === 'mg' && /\d\s*(?:g|gr|gram)$/iu.test(words)),
  )
}

const unitOf = (amount: Amount, units: ReadonlyMap<string, Unit>): Unit | undefined =>
  units.get((amount.unit ?? '').replaceAll(/[{}[\]]/gu, '').toLowerCase())

const strengthOf = ({ amount, per }: Ingredient): Strength | undefined => {
  if (amount?.value === undefined || amount.comparator !== undefined) return undefined
  const unit = unitOf(amount, AMOUNTS)
  if (unit === undefined || per?.comparator !== undefined) return undefined
  const container = per === undefined ? undefined : unitOf(per, IN)
  const size = (per?.value ?? 1) * (container?.factor ?? 1)
  if (size <= 0) return undefined
  const words = `${amount.value} ${amount.unit ?? ''}`.trim()
  const kind = `${unit.kind}${container?.kind ?? ''}`
  return { kind, values: [(amount.value * unit.factor) / size], words }
}

const isNear = (a: number, b: number) =>
  Math.abs(a - b) <= 1e-6 * Math.max(Math.abs(a), Math.abs(b))

/** Whether two strengths may be the same. */
export const sameStrength = (a: Strength, b: Strength): boolean =>
  a.kind === b.kind && a.values.some((one) => b.values.some((other) => isNear(one, other)))

/** Whether a name says how much of this ingredient there is, or nothing is known that it could say. */
export const saysStrength = (name: string, ingredient: Ingredient): boolean => {
  if (ingredient.amount === undefined) return true
  const strength = strengthOf(ingredient)
  return strength !== undefined && strengthsIn(name).some((each) => sameStrength(each, strength))
}

/** A strength that a text begins with, as it is written there. */
export const leadingStrength = (
  text: string,
): { readonly strengths: readonly Strength[]; readonly words: string } | undefined => {
  const [match] = text.matchAll(WRITTEN)
  return match?.index === 0 ? { strengths: fromMatch(match), words: match[0] } : undefined
}

type Named = {
  readonly name: string | undefined
  readonly ingredients: readonly Ingredient[]
}

/** All strengths known of a product, by its name and its ingredients. */
export const strengthsOf = ({ name, ingredients }: Named): readonly Strength[] => [
  ...strengthsIn(name ?? ''),
  ...ingredients.flatMap((each) => strengthOf(each) ?? []),
]

/** Whether what is said of two products cannot both be true of one: of a kind that both name, no strength is the same. */
export const strengthsDiffer = (one: readonly Strength[], other: readonly Strength[]): boolean =>
  one.some(({ kind }) => {
    const [left, right] = [one, other].map((all) => all.filter((each) => each.kind === kind))
    if (left === undefined || right === undefined || right.length === 0) return false
    return !left.some((each) => right.some((every) => sameStrength(each, every)))
  })

const words = (name: string): readonly string[] =>
  fold(name.replaceAll(WRITTEN, ' '))
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word.length > 2)

/** Whether either name begins with a word of the other, which is no strength: the substance stands first. */
export const sharesFirstWord = (one: string, other: string): boolean => {
  const [left, right] = [words(one), words(other)]
  return right.includes(left[0] ?? '') || left.includes(right[0] ?? '')
}
