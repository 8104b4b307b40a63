import type { Organization, Reference, Resource } from '@medplum/fhirtypes'
import { textOf } from '../value/codes.ts'
import { identifierIn, systems } from '../value/identifiers.ts'
import { literalRef } from '../value/references.ts'
import type { TeamMember } from './care-team.ts'

/** Where a member works: from the record that was found, else from the words of the reference. */
export const organizationOf = (
  reference: Reference | undefined,
  found: Resource | undefined,
): TeamMember['organization'] => {
  const known: Organization | undefined = found?.resourceType === 'Organization' ? found : undefined
  const name = textOf(known?.name) ?? textOf(reference?.display)
  const ura =
    identifierIn(known?.identifier, systems.ura) ??
    identifierIn(reference?.identifier === undefined ? [] : [reference.identifier], systems.ura)
  const ref = literalRef(reference)
  return ref === undefined && name === undefined && ura === undefined
    ? undefined
    : { ref, name, ura }
}
