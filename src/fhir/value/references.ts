import type { Identifier, Reference, Resource } from '@medplum/fhirtypes'
import type { ResourceRef } from '../fhir.ts'
import { isResource } from '../server/bundle.ts'
import { isObject } from '../server/outcome.ts'
import { sameIdentifier } from './identifiers.ts'
import { literalReference } from './local-references.ts'

/** `Type/id` of a resource that has an id. */
export const refOf = (resource: Resource): string | undefined =>
  resource.id === undefined ? undefined : `${resource.resourceType}/${resource.id}`

/** A resource as an answer names it: reference, version and first profile. */
export const resourceRef = (resource: Resource): ResourceRef | undefined => {
  const ref = refOf(resource)
  if (ref === undefined) return undefined
  const versionId = resource.meta?.versionId
  const profile = resource.meta?.profile?.[0]
  return {
    ref,
    ...(versionId === undefined ? {} : { versionId }),
    ...(profile === undefined ? {} : { profile }),
  }
}

/** `Type/id` a reference names on our own server; the FHIR client has already written absolute ones of our base so. */
export const literalRef = (reference: Reference | undefined): string | undefined => {
  const text: unknown = reference?.reference
  return typeof text === 'string' ? literalReference(text, '') : undefined
}

/** The id a reference names, when it is of that type. */
export const referenceId = (reference: Reference | undefined, type: string): string | undefined => {
  const [named, id] = literalRef(reference)?.split('/') ?? []
  return named === type ? id : undefined
}

const listIn = (owner: Resource, field: string): readonly unknown[] => {
  const value: unknown = Object.entries(owner).find(([key]) => key === field)?.[1]
  return Array.isArray(value) ? value : []
}

const holds = (resource: Resource, identifier: Identifier): boolean =>
  listIn(resource, 'identifier')
    .filter(isObject)
    .some(({ system, value }) => {
      if (typeof system !== 'string' || typeof value !== 'string') return false
      return sameIdentifier({ system, value }, identifier)
    })

/**
 * The resource a reference means: contained in `owner`, among `included`, or, for a logical reference, the only included
 * one with that identifier. What cannot be followed is undefined; nothing is guessed, nothing is fetched.
 */
export const resolveReference = (
  reference: Reference | undefined,
  owner: Resource,
  included: ReadonlyMap<string, Resource>,
): Resource | undefined => {
  const text: unknown = reference?.reference
  if (typeof text === 'string') {
    if (!text.startsWith('#')) return included.get(literalRef(reference) ?? text)
    return listIn(owner, 'contained')
      .filter(isResource)
      .find(({ id }) => id === text.slice(1))
  }
  const identifier = reference?.identifier
  if (identifier === undefined) return undefined
  const found = [...included.values()].filter((each) => holds(each, identifier))
  return found.length === 1 ? found[0] : undefined
}

const parties = [
  'Patient',
  'Practitioner',
  'PractitionerRole',
  'Organization',
  'HealthcareService',
] as const

/** A reference as the bot writes one to a person or an organization: with its type, where it names one of these. */
export const partyReference = (ref: string) => {
  const type = parties.find((each) => ref.startsWith(`${each}/`))
  return type === undefined ? { reference: ref } : { reference: ref, type }
}
