/** A measured value as the source gave it (FHIR R4 Quantity), with what is needed to compare it safely. */
export type Measured = {
  readonly value: number
  /** `<`, `<=`, `>=` or `>`: the true value lies beyond the number. */
  readonly comparator: string | undefined
  /** As people write it; undefined when the source names no unit. */
  readonly unit: string | undefined
  /** The unit in UCUM, only for comparing; undefined when it is missing or contradicts itself. */
  readonly ucum: string | undefined
  /** The coded unit when it is another one than the written unit. */
  readonly contradicts: string | undefined
}

const UCUM_SYSTEM = 'http://unitsofmeasure.org'

const SHOWN: ReadonlyMap<string, string> = new Map([
  ['Cel', '°C'],
  ['[degF]', '°F'],
  ['mm[Hg]', 'mmHg'],
  ['/min', 'per min'],
  ['{beats}/min', 'per min'],
  ['{breaths}/min', 'per min'],
  ['L/min', 'L per min'],
  ['g', 'gram'],
  ['ug', 'microgram'],
  ['[lb_av]', 'lb'],
  ['[in_i]', 'inch'],
  ['{score}', 'score'],
  ['1', ''],
])

const WRITTEN: ReadonlyMap<string, string> = new Map([
  ['°c', 'Cel'],
  ['cel', 'Cel'],
  ['celsius', 'Cel'],
  ['graden celsius', 'Cel'],
  ['°f', '[degF]'],
  ['mmhg', 'mm[Hg]'],
  ['mm hg', 'mm[Hg]'],
  ['mm[hg]', 'mm[Hg]'],
  ['/min', '/min'],
  ['per min', '/min'],
  ['per minuut', '/min'],
  ['bpm', '/min'],
  ['beats/minute', '/min'],
  ['{beats}/min', '/min'],
  ['{breaths}/min', '/min'],
  ['g', 'g'],
  ['gr', 'g'],
  ['gram', 'g'],
  ['kg', 'kg'],
  ['kilogram', 'kg'],
  ['lb', '[lb_av]'],
  ['[lb_av]', '[lb_av]'],
  ['cm', 'cm'],
  ['centimeter', 'cm'],
  ['m', 'm'],
  ['meter', 'm'],
  ['%', '%'],
  ['procent', '%'],
  ['mmol/l', 'mmol/L'],
  ['mg/dl', 'mg/dL'],
  ['kpa', 'kPa'],
])

const known = (unit: string) => WRITTEN.get(unit.trim().toLowerCase())

const textOf = (value: unknown) =>
  typeof value === 'string' && value.trim() !== '' ? value.trim() : undefined

type Fields = Readonly<
  Partial<Record<'value' | 'comparator' | 'unit' | 'system' | 'code', unknown>>
>

/** Reads a Quantity; undefined when it holds no number. */
export const readQuantity = (quantity: unknown): Measured | undefined => {
  if (typeof quantity !== 'object' || quantity === null) return undefined
  const fields: Fields = quantity
  if (typeof fields.value !== 'number' || !Number.isFinite(fields.value)) return undefined
  const written = textOf(fields.unit)
  const code = fields.system === UCUM_SYSTEM ? textOf(fields.code) : undefined
  const coded = code === undefined ? undefined : (known(code) ?? code)
  const said = written === undefined ? undefined : known(written)
  const differ = said !== undefined && coded !== undefined && said !== coded
  const unit = written ?? code
  return {
    value: fields.value,
    comparator: textOf(fields.comparator),
    unit: unit === undefined ? undefined : (SHOWN.get(unit) ?? unit),
    ucum: differ ? undefined : (coded ?? said ?? written),
    contradicts: differ && code !== undefined ? (SHOWN.get(code) ?? code) : undefined,
  }
}

const decimals = (value: number) => /\.(\d+)$/u.exec(String(value))?.[1]?.length ?? 0

/** How much `later` is above `earlier`; undefined unless both are exact and in the same unit. */
export const difference = (later: Measured, earlier: Measured): number | undefined => {
  if (later.comparator !== undefined || earlier.comparator !== undefined) return undefined
  if (later.ucum === undefined || later.ucum !== earlier.ucum) return undefined
  const places = Math.max(decimals(later.value), decimals(earlier.value))
  return Number((later.value - earlier.value).toFixed(Math.min(places, 20)))
}

/** Grams in kilograms, to stand beside the original and never instead of it. */
export const inKilograms = (measured: Measured): number | undefined =>
  measured.ucum === 'g' ? Number((measured.value / 1000).toPrecision(15)) : undefined
