import type {
  Bundle,
  CareTeam,
  ContactPoint,
  Practitioner,
  PractitionerRole,
  RelatedPerson,
  Resource,
} from '@medplum/fhirtypes'
import { type FhirClient, type FhirCode, FhirError } from '../src/fhir/fhir.ts'

/** A Matrix account as a telecom entry with the purpose that makes it one. */
export const account = (value: string): ContactPoint => ({
  system: 'other',
  value,
  use: 'work',
  extension: [
    {
      url: 'http://hl7.org/fhir/StructureDefinition/contactpoint-purpose',
      valueString: 'matrix-messaging',
    },
  ],
})

/** An active care team of `Patient/p1` with these members, each a reference or a whole participant. */
export const careTeam = (
  members: readonly (string | NonNullable<CareTeam['participant']>[number])[],
  more: Partial<CareTeam> = {},
): CareTeam => ({
  resourceType: 'CareTeam',
  id: 't1',
  status: 'active',
  subject: { reference: 'Patient/p1' },
  participant: members.map((each) =>
    typeof each === 'string' ? { member: { reference: each } } : each,
  ),
  ...more,
})

/** A role of a practitioner with an account. */
export const role = (
  id: string,
  practitioner: string,
  userId: string,
  more: Partial<PractitionerRole> = {},
): PractitionerRole => ({
  resourceType: 'PractitionerRole',
  id,
  active: true,
  practitioner: { reference: `Practitioner/${practitioner}` },
  telecom: [account(userId)],
  ...more,
})

/** A practitioner by name. */
export const practitioner = (id: string, more: Partial<Practitioner> = {}): Practitioner => ({
  resourceType: 'Practitioner',
  id,
  active: true,
  name: [{ use: 'official', family: `Naam ${id}` }],
  ...more,
})

/** A relative of `Patient/p1`. */
export const relative = (id: string, more: Partial<RelatedPerson> = {}): RelatedPerson => ({
  resourceType: 'RelatedPerson',
  id,
  patient: { reference: 'Patient/p1' },
  name: [{ text: 'Saar' }],
  ...more,
})

/** How the server of `recordsClient` differs from a perfect one. */
export type RecordsOptions = {
  /** Refuses `_include`, so that everything is read one by one. */
  readonly noIncludes?: boolean
  readonly incomplete?: boolean
  readonly unreadable?: Readonly<Record<string, FhirCode>>
  /** `Type.parameter` it does not know. */
  readonly unsupported?: readonly string[]
  readonly asked?: string[]
}

const valuesOf = (value: string | readonly string[] | undefined) =>
  typeof value === 'string' ? value.split(',') : []

const answers = (resource: Resource, name: string, values: readonly string[]): boolean => {
  const text = JSON.stringify(resource)
  if (name.startsWith('_')) return true
  if (name === 'patient') return text.includes(`"Patient/${values[0]}"`)
  return values.some((value) => text.includes(`"${value}"`))
}

/** A FHIR client over records in memory. */
export const recordsClient = (
  records: readonly Resource[],
  options: RecordsOptions = {},
): FhirClient => ({
  search: async (type, params) => {
    const named = Object.entries(params).filter(([, value]) => value !== undefined)
    options.asked?.push(`${type}?${named.map(([name]) => name).join('&')}`)
    if (options.noIncludes === true && params['_include'] !== undefined)
      throw new FhirError('invalid')
    const matches = records.filter(
      (each): each is Extract<Resource, { resourceType: typeof type }> =>
        each.resourceType === type &&
        named.every(([name, value]) => answers(each, name, valuesOf(value))),
    )
    const others = params['_include'] === undefined ? [] : records
    const included = new Map(
      others
        .filter(({ resourceType }) => resourceType !== 'CareTeam')
        .map((each) => [`${each.resourceType}/${each.id}`, each]),
    )
    return { matches, included, complete: options.incomplete !== true }
  },
  read: async (type, id) => {
    const code = options.unreadable?.[`${type}/${id}`]
    if (code !== undefined) throw new FhirError(code)
    const found = records.find(
      (each): each is Extract<Resource, { resourceType: typeof type }> =>
        each.resourceType === type && each.id === id,
    )
    if (found === undefined) throw new FhirError('not-found')
    return found
  },
  update: async (resource) => resource,
  transaction: async (bundle: Bundle) => bundle,
  supports: (type, parameter) => options.unsupported?.includes(`${type}.${parameter}`) !== true,
  check: async () => {},
})
