import type { Observation, Reference, Resource } from '@medplum/fhirtypes'
import { allWords, identifierKey, list, referredType, textOf } from '../value/codes.ts'
import { literalRef, refOf, resolveReference } from '../value/references.ts'

/** Who or what an observation in somebody's record is about instead of them (HL7 FHIR R4 Observation.focus). */
export type Focus = {
  readonly kind: 'person' | 'relative' | 'named' | 'unknown'
  /** In words of the source; never those that may hold the name of somebody else. */
  readonly words: string | undefined
  /** The same for the same focus of one source; undefined when nobody can tell. */
  readonly key: string | undefined
}

const keyOf = (reference: Reference): string | undefined =>
  literalRef(reference) ?? textOf(reference.reference) ?? identifierKey(reference.identifier)

const sayable = (
  reference: Reference,
  found: Resource | undefined,
): Pick<Focus, 'kind' | 'words'> => {
  const type = found?.resourceType ?? referredType(reference)
  if (found?.resourceType === 'RelatedPerson')
    return { kind: 'relative', words: allWords(found.relationship).join(' / ') || undefined }
  if (type === 'RelatedPerson') return { kind: 'relative', words: undefined }
  if (type === 'Patient') return { kind: 'person', words: undefined }
  const words = textOf(reference.display)
  return { kind: words === undefined ? 'unknown' : 'named', words }
}

/** What an observation is about besides or instead of `subject`, whose record it is in; none when it is about them. */
export const focusOf = (
  observation: Observation,
  subject: Reference | undefined,
  included: ReadonlyMap<string, Resource>,
): readonly Focus[] => {
  const own = [literalRef(subject), textOf(subject?.reference), identifierKey(subject?.identifier)]
  return list(observation.focus).flatMap((reference): readonly Focus[] => {
    const found = resolveReference(reference, observation, included)
    const names = [keyOf(reference), identifierKey(reference.identifier), found && refOf(found)]
    const isSubject = names.some((name) => name !== undefined && own.includes(name))
    return isSubject ? [] : [{ ...sayable(reference, found), key: keyOf(reference) }]
  })
}

/** A series of its own for what is about another: `lone` names the record when nobody can tell which other it is. */
export const seriesAbout = (series: string, focus: readonly Focus[], lone: string): string =>
  focus.length === 0 ? series : `${series} about ${focus.map(({ key }) => key ?? lone).join()}`
