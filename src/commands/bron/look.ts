import { type FailureCode, FhirError } from '../../fhir/fhir.ts'
import type { Looked as Found } from '../../fhir/record/look.ts'
import { partsOfKey } from '../../fhir/server/source.ts'
import { authorIncludes } from '../../fhir/timeline/includes.ts'
import { outlineOf } from '../../fhir/timeline/outline.ts'
import type { Context, RecordPorts } from '../command.ts'

/** What became of a record behind a line. */
export type Looked =
  | { readonly kind: 'found'; readonly key: string; readonly found: Found }
  | { readonly kind: 'gone'; readonly key: string }
  | { readonly kind: 'failed'; readonly key: string; readonly code: FailureCode }

/** The resource type a key names. */
export const typeOf = (key: string): string => partsOfKey(key).ref.split('/')[0] ?? ''

type Here = Context<RecordPorts>

const look = async (key: string, { record, patient, signal }: Here): Promise<Looked> => {
  try {
    const found = await record.look(patient, key, signal)
    return found === undefined ? { kind: 'gone', key } : { kind: 'found', key, found }
  } catch (error) {
    if (error instanceof FhirError) return { kind: 'failed', key, code: error.code }
    throw error
  }
}

/** The same records, with whom they name and what a task is about: a single read brings nothing along, as an answer that was kept does. */
const withNames = async (
  found: readonly Found[],
  { record, patient, signal }: Here,
): Promise<ReadonlyMap<string, Found['included']>> => {
  const named = found.filter(
    (each) =>
      each.fetchedAt === undefined &&
      (each.resource.resourceType === 'Task' || outlineOf(each).author !== undefined),
  )
  if (named.length === 0) return new Map()
  const questions = [...Map.groupBy(named, ({ resource }) => resource.resourceType)].map(
    ([type, each]) => ({
      type,
      params: {
        _id: [...new Set(each.map(({ resource }) => resource.id ?? ''))].join(','),
        ...authorIncludes(type),
      },
    }),
  )
  const { value } = await record.ask(patient, questions, signal)
  return new Map(
    questions.flatMap(({ type }) => value.of(type).map(({ key, included }) => [key, included])),
  )
}

/** Reads the records behind a line again, as they are now. */
export const lookAt = async (
  keys: readonly string[],
  context: Here,
): Promise<readonly Looked[]> => {
  const all = await Promise.all(keys.map((key) => look(key, context)))
  const included = await withNames(
    all.flatMap((each) => (each.kind === 'found' ? [each.found] : [])),
    context,
  )
  return all.map((each) =>
    each.kind === 'found'
      ? {
          ...each,
          found: { ...each.found, included: included.get(each.key) ?? each.found.included },
        }
      : each,
  )
}
