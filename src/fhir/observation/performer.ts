import type { PractitionerRole, Reference, Resource } from '@medplum/fhirtypes'
import { allWords, hasUnknownModifier, referredType, textOf } from '../value/codes.ts'
import { humanName } from '../value/human-name.ts'
import { resolveReference } from '../value/references.ts'

/** Who did a measurement, as far as the record says. */
export type Performer = {
  readonly kind: 'professional' | 'organization' | 'patient' | 'related' | 'unknown'
  readonly name: string | undefined
  /** Function or relation in words of the source. */
  readonly functions: readonly string[]
  readonly organization: string | undefined
  /** What this was read from carries something unknown that may change it (S3). */
  readonly doubtful?: true
}

const nobody = { name: undefined, functions: [], organization: undefined }

const KINDS: ReadonlyMap<string, Performer['kind']> = new Map([
  ['PractitionerRole', 'professional'],
  ['Practitioner', 'professional'],
  ['Organization', 'organization'],
  ['Patient', 'patient'],
  ['RelatedPerson', 'related'],
])

/** What is known without the resource: a display, but never one that may hold the name of the client or of family. */
const unresolved = (reference: Reference): Performer => {
  const kind = KINDS.get(referredType(reference) ?? '') ?? 'unknown'
  const open = kind === 'professional' || kind === 'organization'
  return { ...nobody, kind, name: open ? textOf(reference.display) : undefined }
}

const ofRole = (role: PractitionerRole, included: ReadonlyMap<string, Resource>): Performer => {
  const person = resolveReference(role.practitioner, role, included)
  const organization = resolveReference(role.organization, role, included)
  return {
    kind: 'professional',
    name:
      person?.resourceType === 'Practitioner'
        ? humanName(person.name)
        : textOf(role.practitioner?.display),
    functions: [...new Set([...allWords(role.code), ...allWords(role.specialty)])],
    organization:
      organization?.resourceType === 'Organization'
        ? textOf(organization.name)
        : textOf(role.organization?.display),
  }
}

const performerOf = (
  found: Resource | undefined,
  reference: Reference,
  included: ReadonlyMap<string, Resource>,
): Performer => {
  if (found?.resourceType === 'PractitionerRole') return ofRole(found, included)
  if (found?.resourceType === 'Practitioner')
    return { ...nobody, kind: 'professional', name: humanName(found.name) }
  if (found?.resourceType === 'Organization')
    return { ...nobody, kind: 'organization', name: textOf(found.name) }
  if (found?.resourceType === 'RelatedPerson')
    return { ...nobody, kind: 'related', functions: allWords(found.relationship) }
  return unresolved(reference)
}

/** Who a reference to a performer means; what cannot be followed keeps what the reference itself says. */
export const toPerformer = (
  reference: Reference,
  owner: Resource,
  included: ReadonlyMap<string, Resource>,
): Performer => {
  const found = resolveReference(reference, owner, included)
  const performer = performerOf(found, reference, included)
  return hasUnknownModifier(found) ? { ...performer, doubtful: true } : performer
}
