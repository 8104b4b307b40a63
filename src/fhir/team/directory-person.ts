import type { Organization, Practitioner, PractitionerRole, Resource } from '@medplum/fhirtypes'
import { allWords, list, textOf } from '../value/codes.ts'
import { humanName } from '../value/human-name.ts'
import { canonicalSystem } from '../value/identifiers.ts'
import { coversNow, type Moment } from '../value/period.ts'
import { literalRef, refOf, resolveReference } from '../value/references.ts'
import { matrixAccounts } from '../value/telecom.ts'

/** A professional as the address book lists one: in one role, or without any. */
export type ListedPerson = {
  /** `PractitionerRole/12`, or `Practitioner/3` without a role. */
  readonly ref: string
  readonly practitioner: string | undefined
  readonly name: string | undefined
  readonly functions: readonly string[]
  readonly roleCodes: readonly { readonly system: string | undefined; readonly code: string }[]
  readonly organization: string | undefined
  readonly place: string | undefined
  readonly userIds: readonly string[]
  /** An absence that covers now: until when, and why, as far as that is told. */
  readonly absence:
    | { readonly end: string | undefined; readonly text: string | undefined }
    | undefined
}

/** What a search of the address book gave. */
export type Rows = {
  readonly people: readonly Practitioner[]
  readonly roles: readonly PractitionerRole[]
  readonly included: ReadonlyMap<string, Resource>
  readonly complete: boolean
}

const codesOf = (role: PractitionerRole): ListedPerson['roleCodes'] =>
  [...list(role.code), ...list(role.specialty)]
    .flatMap((concept) => list(concept.coding))
    .flatMap(({ system, code }) =>
      code === undefined
        ? []
        : [{ system: system === undefined ? undefined : canonicalSystem(system), code }],
    )

const absenceOf = (role: PractitionerRole, moment: Moment): ListedPerson['absence'] => {
  const now = list(role.notAvailable).find(
    ({ during }) => during !== undefined && coversNow(during, moment),
  )
  return now && { end: textOf(now.during?.end), text: textOf(now.description) }
}

const placeOf = (role: PractitionerRole, organization: Organization | undefined) =>
  list(organization?.address)
    .map(({ city }) => textOf(city))
    .find(Boolean) ??
  list(role.location)
    .map(({ display }) => textOf(display))
    .find(Boolean)

const inRole = (
  role: PractitionerRole,
  person: Practitioner | undefined,
  included: ReadonlyMap<string, Resource>,
  moment: Moment,
): readonly ListedPerson[] => {
  const ref = refOf(role)
  const isGone = role.active === false || person?.active === false
  if (ref === undefined || isGone || !coversNow(role.period, moment)) return []
  const found = resolveReference(role.organization, role, included)
  const organization = found?.resourceType === 'Organization' ? found : undefined
  const accounts = [
    ...matrixAccounts(role.telecom, moment),
    ...matrixAccounts(person?.telecom, moment),
  ]
  return [
    {
      ref,
      practitioner: literalRef(role.practitioner),
      name: humanName(person?.name) ?? textOf(role.practitioner?.display),
      functions: allWords([...list(role.code), ...list(role.specialty)]),
      roleCodes: codesOf(role),
      organization: textOf(organization?.name) ?? textOf(role.organization?.display),
      place: placeOf(role, organization),
      userIds: [...new Set(accounts)],
      absence: absenceOf(role, moment),
    },
  ]
}

const withoutRole = (person: Practitioner, moment: Moment): readonly ListedPerson[] => {
  const ref = refOf(person)
  if (ref === undefined || person.active === false) return []
  return [
    {
      ref,
      practitioner: ref,
      name: humanName(person.name),
      functions: allWords(list(person.qualification).map(({ code }) => code)),
      roleCodes: [],
      organization: undefined,
      place: undefined,
      userIds: matrixAccounts(person.telecom, moment),
      absence: undefined,
    },
  ]
}

/** Everybody who works somewhere now, in each role; by name. */
export const listed = (
  { people, roles, included }: Rows,
  moment: Moment,
): readonly ListedPerson[] => {
  const known = new Map<string, Practitioner>()
  for (const resource of [...included.values(), ...people])
    if (resource.resourceType === 'Practitioner') known.set(refOf(resource) ?? '', resource)
  const unique = [...new Map(roles.map((role) => [refOf(role), role])).values()]
  const inRoles = unique.flatMap((role) =>
    inRole(role, known.get(literalRef(role.practitioner) ?? ''), included, moment),
  )
  // Whoever has roles, none of which is in force, works nowhere now.
  const hadRole = new Set(unique.map((role) => literalRef(role.practitioner)))
  const bare = people.filter((person) => !hadRole.has(refOf(person)))
  return [...inRoles, ...bare.flatMap((person) => withoutRole(person, moment))].toSorted(
    (one, other) => (one.name ?? '').localeCompare(other.name ?? '', 'nl'),
  )
}
