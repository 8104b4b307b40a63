import type { CareTeam, Patient, Resource } from '@medplum/fhirtypes'
import { demoResources } from '../../packages/fhir-sandbox/src/demo.ts'
import { matrix, person } from '../../packages/fhir-sandbox/src/demo-contact.ts'
import { professional } from '../../packages/fhir-sandbox/src/demo-people.ts'
import { serverName } from '../../test/whole-bot.ts'

/** The clients of the demonstration, with the names of their rooms. */
export const clients = {
  'Patient/demo-client-1': 'Blauwe Reiger 41',
  'Patient/demo-client-2': 'Groene Specht 12',
} as const

/** Who type and read along in the examples. */
export const people = {
  nurse: `@wijkverpleegkundige:${serverName}`,
  doctor: `@huisarts:${serverName}`,
  client: `@mevrouw:${serverName}`,
} as const

/** Doctors of the address book who are in no care team. */
const locums = [
  professional({
    localpart: 'waarnemer',
    serverName,
    uzi: '900000204',
    org: 'huisartsen',
    name: person('Jan', 'Jansen'),
    roleCode: '01.015',
    role: 'Huisarts',
    phone: '+31201234504',
  }),
  professional({
    localpart: 'waarnemer-2',
    serverName,
    uzi: '900000205',
    org: 'huisartsen',
    name: person('Karin', 'Smit'),
    roleCode: '01.015',
    role: 'Huisarts',
    phone: '+31201234505',
  }),
].flat()

const colleague = professional({
  localpart: 'collega',
  serverName,
  uzi: '900000206',
  org: 'thuiszorg',
  name: person('Anouk', 'Visser'),
  roleCode: '30.000',
  role: 'Verpleegkundige',
  phone: '+31201234506',
})

const withColleague = (team: CareTeam): CareTeam => ({
  ...team,
  participant: [
    ...(team.participant ?? []),
    { member: { reference: 'PractitionerRole/demo-role-collega', type: 'PractitionerRole' } },
  ],
})

const withAccount = (patient: Patient): Patient => ({
  ...patient,
  telecom: [...(patient.telecom ?? []), matrix(people.client)],
})

const changed = (record: Resource, { hasColleague, hasClient }: Cast): Resource => {
  if (hasColleague && record.resourceType === 'CareTeam' && record.id === 'demo-zorgteam-1')
    return withColleague(record)
  if (hasClient && record.resourceType === 'Patient' && record.id === 'demo-client-1')
    return withAccount(record)
  return record
}

/** Who are in the record besides the people of the demonstration. */
export type Cast = {
  readonly hasLocums: boolean
  readonly hasColleague: boolean
  readonly hasClient: boolean
}

/** The record of the examples at a moment. */
export const recordFor = (cast: Cast, now: Date): readonly Resource[] => [
  ...demoResources({ serverName, now }).map((record) => changed(record, cast)),
  ...(cast.hasLocums ? locums : []),
  ...(cast.hasColleague ? colleague : []),
]
