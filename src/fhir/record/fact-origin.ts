import type { Annotation, Resource } from '@medplum/fhirtypes'
import { isDate } from '../medication/period.ts'
import { keyIn, partsOfKey } from '../server/source.ts'
import { extensionsOf, list, textOf } from '../value/codes.ts'
import { refOf } from '../value/references.ts'
import type { Found } from './record.ts'

/** Where a fact comes from: the key of its record in a kept list, and the source's name when it is not the own record. */
export type FactOrigin = { readonly key: string; readonly source: string | undefined }

/** The origin of a fact that was made from one record. */
export const originOf = ({ key }: Pick<Found, 'key'>): FactOrigin => ({
  key,
  source: partsOfKey(key).label,
})

/** The key of another record of the same source as `found`. */
export const keyBeside = (found: Pick<Found, 'key'>, ref: string): string =>
  keyIn(ref, partsOfKey(found.key).label)

/** Whether a record is a part of another: then it has no subject and no address of its own. */
export const isContained = (owner: Resource, other: Resource): boolean =>
  'contained' in owner && list<Resource>(owner.contained).includes(other)

/** The key of a record that a reference of `found` led to; a contained one is part of `found` itself. */
export const keyOfOther = (found: Found, other: Resource): string => {
  const ref = refOf(other)
  return ref === undefined || isContained(found.resource, other) ? found.key : keyBeside(found, ref)
}

/** The remarks on a record, without the empty ones. */
export const notesOf = (notes: readonly Annotation[] | undefined): readonly string[] =>
  list(notes).flatMap((note) => textOf(note.text) ?? [])

const COMMENT = 'http://nictiz.nl/fhir/StructureDefinition/ext-Comment'

/** What the Dutch profiles keep as a comment on a record (Nictiz ext-Comment). */
export const commentsOf = (record: Parameters<typeof extensionsOf>[0]): readonly string[] =>
  extensionsOf(record, COMMENT).flatMap((each) => textOf(each.valueString) ?? [])

const rank = (date: string | undefined) => {
  if (date === undefined || !isDate(date)) return ''
  return /T.*(?:Z|[+-]\d{2}:\d{2})$/u.test(date) ? new Date(date).toISOString() : date
}

/** For sorting: the latest date first, one that is missing or cannot be read last. */
export const laterFirst = (one: string | undefined, other: string | undefined): number => {
  const [a, b] = [rank(one), rank(other)]
  return a === b ? 0 : a < b ? 1 : -1
}
