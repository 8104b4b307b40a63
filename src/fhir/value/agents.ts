import type { Reference, Resource } from '@medplum/fhirtypes'
import { allWords, hasUnknownModifier, referredType, textOf } from './codes.ts'
import { humanName } from './human-name.ts'
import { resolveReference } from './references.ts'

/** Who recorded or prescribed something; a patient or relative is never named, only their kind is. */
export type Agent = {
  readonly kind: 'professional' | 'organization' | 'patient' | 'related' | 'unknown'
  readonly words: readonly string[]
  /** What they were read from carries something unknown that may change it (S3). */
  readonly doubtful?: true
}

const PREFIX = /^(?:Healthcare professional|Healthcare provider) \([a-z]+\), /u

const displayOf = (reference: Reference | undefined) =>
  textOf(reference?.display)?.replace(PREFIX, '')

const some = (...words: readonly (string | undefined)[]) =>
  words.filter((word) => word !== undefined)

const fromResource = (
  resource: Resource | undefined,
  reference: Reference,
  included: ReadonlyMap<string, Resource>,
): Agent | undefined => {
  if (resource === undefined) return undefined
  if (resource.resourceType === 'PractitionerRole') {
    const organization = resolveReference(resource.organization, resource, included)
    const name =
      organization?.resourceType === 'Organization' ? textOf(organization.name) : undefined
    const roles = [...new Set([...allWords(resource.code), ...allWords(resource.specialty)])]
    const words = [...roles, ...some(name ?? displayOf(resource.organization))]
    return { kind: 'professional', words: words.length > 0 ? words : some(displayOf(reference)) }
  }
  if (resource.resourceType === 'Organization') {
    return { kind: 'organization', words: some(textOf(resource.name) ?? displayOf(reference)) }
  }
  if (resource.resourceType === 'Practitioner') {
    const name = humanName(resource.name) ?? displayOf(reference)
    return {
      kind: 'professional',
      words: some(name, ...allWords(resource.qualification?.map((each) => each.code))),
    }
  }
  return undefined
}

/** Reads who a reference points at, from what was included or else from the reference itself. */
export const agentOf = (
  reference: Reference | undefined,
  owner: Resource,
  included: ReadonlyMap<string, Resource>,
): Agent | undefined => {
  if (typeof reference !== 'object' || reference === null) return undefined
  const resource = resolveReference(reference, owner, included)
  const type = resource?.resourceType ?? referredType(reference)
  if (type === 'Patient') return { kind: 'patient', words: [] }
  if (type === 'RelatedPerson') return { kind: 'related', words: [] }
  const known = fromResource(resource, reference, included)
  if (known !== undefined && known.words.length > 0)
    return hasUnknownModifier(resource) ? { ...known, doubtful: true } : known
  const words = type === undefined ? [] : some(displayOf(reference))
  const kind = type === 'Organization' ? 'organization' : 'professional'
  return { kind: words.length > 0 ? kind : 'unknown', words }
}
