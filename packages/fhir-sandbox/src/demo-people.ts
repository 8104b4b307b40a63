import type {
  CareTeam,
  CareTeamParticipant,
  HumanName,
  Patient,
  Practitioner,
  PractitionerRole,
  RelatedPerson,
  Resource,
} from '@medplum/fhirtypes'
import { matrix, person, phone } from './demo-contact.ts'
import { demoOrganizations } from './demo-organizations.ts'
import type { DemoTime } from './demo-time.ts'

const FHIR_NL = 'http://fhir.nl/fhir/NamingSystem'

/** Logical ids of the demonstration's two clients. */
export const CLIENTS = ['demo-client-1', 'demo-client-2'] as const

/** References the records of the demonstration use. */
export const WHO = {
  nurse: { reference: 'PractitionerRole/demo-role-wijkverpleegkundige', type: 'PractitionerRole' },
  doctor: { reference: 'PractitionerRole/demo-role-huisarts', type: 'PractitionerRole' },
  pharmacist: { reference: 'PractitionerRole/demo-role-apotheker', type: 'PractitionerRole' },
  pharmacy: { reference: 'Organization/demo-org-apotheek', type: 'Organization' },
} as const

/** Somebody who cares, in one role at one organization, with a Matrix account. */
export const professional = (p: {
  readonly localpart: string
  readonly serverName: string
  readonly uzi: string
  readonly name: HumanName
  readonly org: string
  readonly roleCode: string
  readonly role: string
  readonly phone: string
  readonly away?: PractitionerRole['notAvailable']
}): Resource[] => {
  const practitioner: Practitioner = {
    resourceType: 'Practitioner',
    id: `demo-pract-${p.localpart}`,
    identifier: [{ system: `${FHIR_NL}/uzi-nr-pers`, value: p.uzi }],
    active: true,
    name: [p.name],
  }
  const role: PractitionerRole = {
    resourceType: 'PractitionerRole',
    id: `demo-role-${p.localpart}`,
    active: true,
    practitioner: { reference: `Practitioner/${practitioner.id}`, type: 'Practitioner' },
    organization: { reference: `Organization/demo-org-${p.org}`, type: 'Organization' },
    code: [{ coding: [{ system: `${FHIR_NL}/uzi-rolcode`, code: p.roleCode, display: p.role }] }],
    telecom: [phone(p.phone), matrix(`@${p.localpart}:${p.serverName}`)],
    ...(p.away ? { notAvailable: p.away } : {}),
  }
  return [practitioner, role]
}

const client = (n: 0 | 1, bsn: string, name: HumanName, rest: Partial<Patient>): Patient => ({
  resourceType: 'Patient',
  id: CLIENTS[n],
  identifier: [{ system: `${FHIR_NL}/bsn`, value: bsn }],
  active: true,
  name: [name],
  ...rest,
})

type Member = NonNullable<CareTeamParticipant['member']>

const RESPONSIBLE = {
  coding: [
    {
      system: 'http://terminology.hl7.org/CodeSystem/v3-ParticipationType',
      code: 'RESP',
      display: 'responsible party',
    },
  ],
}

const team = (n: 0 | 1, start: string, first: Member, others: readonly Member[]): CareTeam => ({
  resourceType: 'CareTeam',
  id: `demo-zorgteam-${n + 1}`,
  status: 'active',
  name: `Zorgteam ${n + 1}`,
  subject: { reference: `Patient/${CLIENTS[n]}`, type: 'Patient' },
  period: { start },
  participant: [{ role: [RESPONSIBLE], member: first }, ...others.map((member) => ({ member }))],
  managingOrganization: [{ reference: 'Organization/demo-org-thuiszorg', type: 'Organization' }],
})

/** Organizations, services, professionals with their Matrix accounts, clients, a relative and two care teams. */
export const demoPeople = (serverName: string, time: DemoTime): readonly Resource[] => {
  const daughter: RelatedPerson = {
    resourceType: 'RelatedPerson',
    id: 'demo-dochter',
    active: true,
    patient: { reference: `Patient/${CLIENTS[0]}`, type: 'Patient' },
    relationship: [
      {
        coding: [
          {
            system: 'urn:oid:2.16.840.1.113883.2.4.3.11.22.472',
            code: '01',
            display: 'Eerste relatie/contactpersoon',
          },
        ],
      },
      {
        coding: [
          {
            system: 'http://terminology.hl7.org/CodeSystem/v3-RoleCode',
            code: 'DAUC',
            display: 'Dochter',
          },
        ],
      },
    ],
    name: [person('Marieke', 'Voorbeeld', 'van')],
    telecom: [{ system: 'phone', value: '+31612345601', use: 'mobile' }],
  }
  const me = (n: 0 | 1): Member => ({ reference: `Patient/${CLIENTS[n]}`, type: 'Patient' })
  return [
    ...demoOrganizations(),
    ...professional({
      localpart: 'wijkverpleegkundige',
      serverName,
      uzi: '900000201',
      org: 'thuiszorg',
      name: person('Sanne', 'Dijkstra'),
      roleCode: '30.000',
      role: 'Verpleegkundige',
      phone: '+31201234501',
    }),
    ...professional({
      localpart: 'huisarts',
      serverName,
      uzi: '900000202',
      org: 'huisartsen',
      name: person('Pieter', 'Bakker'),
      roleCode: '01.015',
      role: 'Huisarts',
      phone: '+31201234502',
    }),
    ...professional({
      localpart: 'apotheker',
      serverName,
      uzi: '900000203',
      org: 'apotheek',
      name: person('Fatima', 'Idrissi', 'el'),
      roleCode: '17.000',
      role: 'Apotheker',
      phone: '+31201234503',
      away: [
        {
          description: 'Vakantie, waarneming door de dienstapotheek',
          during: { start: time.day(10), end: time.day(17) },
        },
      ],
    }),
    client(0, '999990019', person('Johanna', 'Voorbeeld', 'van'), {
      gender: 'female',
      birthDate: '1941-03-18',
      address: [{ use: 'home', city: 'Zonnedorp', country: 'NL' }],
      generalPractitioner: [WHO.doctor],
    }),
    client(1, '999990032', person('Hendrik', 'Proefpersoon'), {
      gender: 'male',
      birthDate: '1936-09-02',
      address: [{ use: 'home', city: 'Zonnedorp', country: 'NL' }],
      generalPractitioner: [WHO.doctor],
    }),
    daughter,
    team(0, time.day(-300), WHO.doctor, [
      WHO.nurse,
      WHO.pharmacist,
      { reference: `RelatedPerson/${daughter.id}`, type: 'RelatedPerson' },
      me(0),
    ]),
    team(1, time.day(-120), WHO.doctor, [WHO.nurse, me(1)]),
  ]
}
