import type {
  CareTeam,
  Patient,
  Practitioner,
  PractitionerRole,
  Resource,
} from '@medplum/fhirtypes'
import { demoResources } from '../packages/fhir-sandbox/src/demo.ts'
import { matrix, person } from '../packages/fhir-sandbox/src/demo-contact.ts'

/** Localpart of the professional of the n-th client. */
export const localpartOf = (n: number): string => `nurse-${n}`

/** Logical id of the n-th client. */
export const clientId = (n: number): string => `bench-client-${n}`

const template = 'demo-client-1'
const shared = new Set([
  'Organization',
  'HealthcareService',
  'Practitioner',
  'PractitionerRole',
  'Patient',
  'CareTeam',
])

const professional = (n: number, serverName: string): Resource[] => {
  const practitioner: Practitioner = {
    resourceType: 'Practitioner',
    id: `bench-practitioner-${n}`,
    name: [person('Sanne', `Bench ${n}`)],
  }
  const role: PractitionerRole = {
    resourceType: 'PractitionerRole',
    id: `bench-role-${n}`,
    active: true,
    practitioner: { reference: `Practitioner/${practitioner.id}` },
    organization: { reference: 'Organization/demo-org-thuiszorg' },
    code: [
      {
        coding: [{ system: 'http://fhir.nl/fhir/NamingSystem/uzi-rolcode', code: '30.000' }],
      },
    ],
    telecom: [matrix(`@${localpartOf(n)}:${serverName}`)],
  }
  return [practitioner, role]
}

const clientOf = (n: number, role: number): Resource[] => {
  const patient: Patient = {
    resourceType: 'Patient',
    id: clientId(n),
    active: true,
    name: [person('Johanna', `Bench ${n}`)],
  }
  const team: CareTeam = {
    resourceType: 'CareTeam',
    id: `bench-team-${n}`,
    status: 'active',
    subject: { reference: `Patient/${clientId(n)}` },
    period: { start: '2024-01-01' },
    participant: [{ member: { reference: `PractitionerRole/bench-role-${role}` } }],
  }
  return [patient, team]
}

/** The template's record once more, for another client. */
const copyOf = (record: readonly Resource[], n: number): readonly Resource[] => {
  let text = JSON.stringify(record).replaceAll(template, clientId(n))
  for (const { id } of record)
    text = text.replaceAll(`"${id}"`, `"${id}-${n}"`).replaceAll(`/${id}"`, `/${id}-${n}"`)
  const copied: readonly Resource[] = JSON.parse(text)
  return copied
}

/**
 * Clients with a care team of one professional each, and all of the demonstration's clinical data in every record;
 * those before `from` are left out.
 */
export const benchRecords = (
  clients: number,
  serverName: string,
  now = new Date(),
  from = 0,
): readonly Resource[] => {
  const demo = demoResources({ serverName, now })
  const organizations = demo.filter(({ resourceType }) => /^Org|^Health/.test(resourceType))
  const others = demo.filter(({ resourceType }) => resourceType.startsWith('Practitioner'))
  const record = demo.filter(
    (resource) =>
      !shared.has(resource.resourceType) && JSON.stringify(resource).includes(`/${template}"`),
  )
  const numbers = Array.from({ length: clients - from }, (_, n) => from + n)
  return [
    ...organizations,
    ...others,
    ...numbers.flatMap((n) => [...professional(n, serverName), ...clientOf(n, n)]),
    ...numbers.flatMap((n) => copyOf(record, n)),
  ]
}

/** Clients `from` to `to` with nothing but a care team, all of the first professional. */
export const bareClients = (from: number, to: number): readonly Resource[] =>
  Array.from({ length: to - from }, (_, n) => clientOf(from + n, 0)).flat()
