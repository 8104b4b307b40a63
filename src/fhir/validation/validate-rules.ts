import { isObject } from '../server/outcome.ts'
import { containsBsn } from './validate-bsn.ts'

/** What is wrong with a resource and where; never the value itself. */
export type Issue = { readonly path: string; readonly code: string }

type Fields = Readonly<Record<string, unknown>>
type Rule = (key: string, value: unknown, owner: Fields) => string | undefined

const BSN_SYSTEMS: readonly unknown[] = [
  'http://fhir.nl/fhir/NamingSystem/bsn',
  'urn:oid:2.16.840.1.113883.2.4.6.3',
]
const DATE_TIME = /^\d{4}-\d{2}-\d{2}T[\d:.]+(?<zone>Z|[+-]\d{2}:\d{2})?$/u
// The keys under which people write; identifiers, references and codes are no free text.
const FREE_TEXT = /^(?:text|div|display|comment|description|title|name|.*String|.*Markdown)$/u
const SCRIPT = /<\s*(?:script|iframe|object|embed|form|link|style)\b|\bon\w+\s*=|javascript:/iu

const empty: Rule = (_key, value) => {
  if (value === undefined || value === null) return 'empty'
  if (typeof value === 'string') return value.trim() === '' ? 'empty' : undefined
  return typeof value === 'object' && value !== null && Object.keys(value).length === 0
    ? 'empty'
    : undefined
}

// HL7 FHIR R4 §2.24.0.1, type id.
const id: Rule = (key, value) =>
  key === 'id' && !(typeof value === 'string' && /^[A-Za-z0-9\-.]{1,64}$/u.test(value))
    ? 'id'
    : undefined

// A time without a zone is read in the server's own zone: another moment than was meant.
const zone: Rule = (key, value) => {
  if (typeof value !== 'string' || key === 'version' || FREE_TEXT.test(key)) return undefined
  const time = DATE_TIME.exec(value)
  return time !== null && time.groups?.['zone'] === undefined ? 'zone' : undefined
}

const isBefore = (end: string, start: string): boolean => {
  if (DATE_TIME.test(end) && DATE_TIME.test(start)) return Date.parse(end) < Date.parse(start)
  const shared = Math.min(end.length, start.length, 'yyyy-mm-dd'.length)
  return end.slice(0, shared) < start.slice(0, shared)
}

// Invariant per-1 of Period, which the schema check does not reach.
const period: Rule = (key, value, { start }) =>
  key === 'end' && typeof value === 'string' && typeof start === 'string' && isBefore(value, start)
    ? 'period'
    : undefined

// Invariant cpt-2 of ContactPoint: a value says of what system it is.
const telecom: Rule = (key, value) =>
  key === 'telecom' &&
  Array.isArray(value) &&
  value.some((point) => isObject(point) && point['system'] === undefined)
    ? 'telecom-system'
    : undefined

const bsn: Rule = (key, value) => {
  if (key === 'system' && BSN_SYSTEMS.includes(value)) return 'bsn'
  return typeof value === 'string' && FREE_TEXT.test(key) && containsBsn(value) ? 'bsn' : undefined
}

const script: Rule = (key, value) =>
  key === 'div' && typeof value === 'string' && SCRIPT.test(value) ? 'narrative' : undefined

// JSON has no word for these; they would arrive as null.
const number: Rule = (_key, value) =>
  typeof value === 'number' && !Number.isFinite(value) ? 'number' : undefined

// HL7 FHIR R4 §2.24.0.1, type string: of the control characters only tab and line breaks. Those that turn the direction
// of reading around make a text say something else than it holds.
const UNSEEN = /(?![\t\n\r])\p{Cc}|[\u202A-\u202E\u2066-\u2069]/u
const characters: Rule = (_key, value) =>
  typeof value === 'string' && (UNSEEN.test(value) || !value.isWellFormed())
    ? 'characters'
    : undefined

// A code without its code system means nothing to a receiver.
const coding: Rule = (key, value) =>
  key === 'coding' &&
  isObject(value) &&
  value['code'] !== undefined &&
  value['system'] === undefined
    ? 'coding-system'
    : undefined

// Invariant qty-3 of Quantity: a coded unit names its code system. A unit without a value measures nothing.
const quantity: Rule = (key, value) => {
  if (!/(?:^q|Q)uantity$/u.test(key) || !isObject(value)) return undefined
  const isNameless = value['code'] !== undefined && value['system'] === undefined
  const isHollow = value['value'] === undefined && value['unit'] !== undefined
  return isNameless || isHollow ? 'quantity' : undefined
}

// Invariant rng-2 of Range.
const range: Rule = (key, value, { low }) => {
  if (key !== 'high' || !isObject(value) || !isObject(low)) return undefined
  const [from, to] = [low['value'], value['value']]
  return typeof from === 'number' && typeof to === 'number' && from > to ? 'range' : undefined
}

const REFERENCE =
  /^(?:#[A-Za-z0-9\-.]{1,64}|urn:(?:uuid|oid):\S+|https?:\/\/\S+|[A-Z][A-Za-z]{1,63}\/[A-Za-z0-9\-.]{1,64}(?:\/_history\/[A-Za-z0-9\-.]{1,64})?)$/u
const reference: Rule = (key, value) =>
  key === 'reference' && typeof value === 'string' && !REFERENCE.test(value)
    ? 'reference'
    : undefined

const RULES: readonly Rule[] = [
  empty,
  id,
  zone,
  period,
  telecom,
  bsn,
  script,
  number,
  characters,
  coding,
  quantity,
  range,
  reference,
]

const check = (key: string, value: unknown, owner: Fields, path: string): readonly Issue[] => [
  ...RULES.flatMap((rule) => rule(key, value, owner) ?? []).map((code) => ({ path, code })),
  ...walk(value, key, path),
]

const walk = (value: unknown, key: string, path: string): readonly Issue[] => {
  if (Array.isArray(value)) {
    return value.flatMap((item, at) => check(key, item, {}, `${path}[${at}]`))
  }
  if (!isObject(value)) return []
  return Object.entries(value).flatMap(([name, inner]) =>
    check(name, inner, value, `${path}.${name}`),
  )
}

/** Checks that FHIR's own definitions leave open but that make a resource unsafe or unreadable for its receiver. */
export const checkRules = (resource: { readonly resourceType: string }): readonly Issue[] =>
  walk(resource, '', resource.resourceType)
