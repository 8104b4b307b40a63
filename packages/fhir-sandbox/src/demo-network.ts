import type { ContactPoint, PractitionerRole, Resource } from '@medplum/fhirtypes'
import { demoResources } from './demo.ts'
import { CLIENTS } from './demo-people.ts'
import { pointersOf } from './references.ts'

/** The organizations of the network; each has a homeserver of this name. */
export type NetworkOrganization = 'apotheek' | 'huisarts' | 'vvt'

const HOME_OF: ReadonlyMap<string, NetworkOrganization> = new Map([
  ['demo-role-apotheker', 'apotheek'],
  ['demo-role-huisarts', 'huisarts'],
  ['demo-role-wijkverpleegkundige', 'vvt'],
])

// People, organizations and services stand in the address book of each organization.
const ADDRESS_BOOK: ReadonlySet<string> = new Set([
  'HealthcareService',
  'Organization',
  'Patient',
  'Practitioner',
  'PractitionerRole',
  'RelatedPerson',
])

const OWN: Readonly<Record<NetworkOrganization, ReadonlySet<string>>> = {
  apotheek: new Set(['MedicationDispense']),
  huisarts: new Set(['AllergyIntolerance', 'Condition', 'Consent', 'MedicationRequest']),
  // Home care writes down for itself what it must know at the bedside, allergies among it.
  vvt: new Set([
    'AllergyIntolerance',
    'Appointment',
    'CareTeam',
    'DiagnosticReport',
    'Flag',
    'MedicationStatement',
    'Observation',
    'Task',
  ]),
}

const [client, otherClient] = CLIENTS

const isOfOther = (resource: Resource): boolean =>
  resource.id === otherClient ||
  pointersOf(resource).some(({ type, id }) => type === 'Patient' && id === otherClient)

const atHome = (role: PractitionerRole): PractitionerRole => {
  const home = HOME_OF.get(role.id ?? '')
  if (home === undefined) throw new Error('a professional of the network has no homeserver')
  const contact = (point: ContactPoint): ContactPoint =>
    point.system === 'other' && point.value !== undefined
      ? { ...point, value: `${point.value.split(':')[0]}:${home}` }
      : point
  return { ...role, telecom: role.telecom?.map(contact) ?? [] }
}

/** The logical id of the network's one client. */
export const networkClient = client

/** The organization of the network with this name. */
export const networkOrganization = (name: string): NetworkOrganization | undefined =>
  name === 'apotheek' || name === 'huisarts' || name === 'vvt' ? name : undefined

/** What one organization of the network holds: its own part of the client's record, and the address book all share. */
export const networkResources = (
  organization: NetworkOrganization,
  { now }: { readonly now: Date },
): readonly Resource[] =>
  demoResources({ serverName: organization, now })
    .filter((resource) => !isOfOther(resource))
    .filter(({ resourceType: type }) => ADDRESS_BOOK.has(type) || OWN[organization].has(type))
    .map((resource) => (resource.resourceType === 'PractitionerRole' ? atHome(resource) : resource))
