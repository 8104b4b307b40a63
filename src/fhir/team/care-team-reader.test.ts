import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Resource } from '@medplum/fhirtypes'
import {
  account,
  careTeam,
  practitioner,
  type RecordsOptions,
  recordsClient,
  relative,
  role,
} from '../../../test/team-records.ts'
import { FhirError } from '../fhir.ts'
import type { Team } from './care-team.ts'
import { createCareTeamReader } from './care-team-reader.ts'

const now = Date.parse('2026-01-15T09:00:00+01:00')

const readerOf = (records: readonly Resource[], options?: RecordsOptions) =>
  createCareTeamReader(recordsClient(records, options), { label: 'Bron', clock: () => now })

const teamFrom = async (records: readonly Resource[], options?: RecordsOptions) =>
  (await readerOf(records, options).team('Patient/p1')).value

/** The accounts that may ask: those of current professionals. */
const admitted = (team: Team) =>
  team.members
    .filter(({ kind, current }) => kind === 'professional' && current)
    .flatMap(({ userIds }) => userIds)

const code = (wanted: string) => (error: unknown) =>
  error instanceof FhirError && error.code === wanted

test('a professional is read with account, function, organization and absence', async () => {
  const { value, sources, foreign, refs } = await readerOf([
    careTeam(
      [
        {
          member: { reference: 'PractitionerRole/r1' },
          role: [{ coding: [{ code: 'RESP', display: 'responsible party' }] }],
        },
      ],
      { meta: { versionId: '3' } },
    ),
    role('r1', 'a', '@a:hs', {
      organization: { reference: 'Organization/o' },
      code: [
        {
          coding: [
            { system: 'urn:oid:2.16.840.1.113883.2.4.15.111', code: '01.015', display: 'Huisarts' },
          ],
        },
      ],
      telecom: [account('@a:hs'), { system: 'phone', value: '020 123' }],
      notAvailable: [
        { description: 'Vakantie', during: { start: '2026-01-12', end: '2026-01-23' } },
        { description: 'Voorbij', during: { end: '2026-01-14' } },
      ],
    }),
    practitioner('a', {
      name: [
        { use: 'usual', given: ['Jo'] },
        { use: 'official', given: ['J.', 'Jo'], family: 'de Wit' },
      ],
    }),
    {
      resourceType: 'Organization',
      id: 'o',
      name: 'Praktijk',
      identifier: [{ system: 'urn:oid:2.16.528.1.1007.3.3', value: '00001111' }],
    },
  ]).team('Patient/p1')
  assert.deepEqual(value.members, [
    {
      kind: 'professional',
      ref: 'PractitionerRole/r1',
      practitioner: 'Practitioner/a',
      userIds: ['@a:hs'],
      name: 'Jo de Wit',
      functions: ['Huisarts'],
      roleCodes: [{ system: 'http://fhir.nl/fhir/NamingSystem/uzi-rolcode', code: '01.015' }],
      organization: { ref: 'Organization/o', name: 'Praktijk', ura: '00001111' },
      phones: ['020 123'],
      mail: [],
      records: ['PractitionerRole/r1', 'Practitioner/a'],
      responsible: true,
      absences: [{ start: '2026-01-12', end: '2026-01-23', text: 'Vakantie', now: true }],
      current: true,
    },
  ])
  assert.deepEqual(sources, [{ label: 'Bron', failed: [] }])
  assert.deepEqual(foreign, [])
  assert.deepEqual(refs[0], { ref: 'CareTeam/t1', versionId: '3' })
})

test('a server that includes nothing gives the same team, read one by one', async () => {
  const records = [
    careTeam(['PractitionerRole/r1', 'RelatedPerson/s']),
    role('r1', 'a', '@a:hs'),
    practitioner('a'),
    relative('s'),
  ]
  const whole = await teamFrom(records)
  assert.deepEqual(await teamFrom(records, { noIncludes: true }), whole)
  assert.deepEqual(admitted(whole), ['@a:hs'])
})

test('a person in two teams is listed once', async () => {
  const team = await teamFrom([
    careTeam(['PractitionerRole/r1', 'RelatedPerson/s']),
    careTeam(['Practitioner/a', 'PractitionerRole/r1', 'RelatedPerson/s'], { id: 't2' }),
    role('r1', 'a', '@a:hs'),
    practitioner('a', { telecom: [account('@other:hs')] }),
    relative('s'),
  ])
  assert.deepEqual(team.teams, ['CareTeam/t1', 'CareTeam/t2'])
  assert.deepEqual(
    team.members.map(({ ref }) => ref),
    ['PractitionerRole/r1', 'RelatedPerson/s'],
  )
  assert.deepEqual(admitted(team), ['@a:hs', '@other:hs'])
})

test('relatives, the patient, organizations and unknown participants are told apart', async () => {
  const { value } = await readerOf([
    careTeam([
      'RelatedPerson/s',
      'Patient/p1',
      'Organization/o',
      { member: { display: 'Wijkteam' } },
      {
        member: {
          identifier: { system: 'http://fhir.nl/fhir/NamingSystem/uzi', value: '1' },
          display: 'Dr. Ver',
        },
      },
      { member: { reference: 'https://elsewhere.example/Practitioner/9', display: 'Dr. Weg' } },
    ]),
    relative('s', { telecom: [account('@s:hs')], relationship: [{ text: 'Dochter' }] }),
    { resourceType: 'Patient', id: 'p1', telecom: [account('@p:hs')] },
    { resourceType: 'Organization', id: 'o', name: 'Thuiszorg' },
  ]).team('Patient/p1')
  const seen = value.members.map(({ kind, name, userIds }) => [kind, name, ...userIds])
  assert.deepEqual(seen, [
    ['related', 'Saar', '@s:hs'],
    ['patient', undefined, '@p:hs'],
    ['unknown', 'Thuiszorg'],
    ['unknown', 'Wijkteam'],
    ['professional', 'Dr. Ver'],
    ['professional', 'Dr. Weg'],
  ])
  assert.deepEqual(value.members[0]?.functions, ['Dochter'])
  assert.deepEqual(admitted(value), [])
})

test('a relative of another patient, another patient and a team of another are dropped and named', async () => {
  const { value, foreign, refs } = await readerOf([
    careTeam(['RelatedPerson/s', 'Patient/p2', 'PractitionerRole/r1']),
    {
      ...careTeam([{ member: { reference: 'Patient/p1' } }]),
      id: 't2',
      subject: { reference: 'Patient/p2' },
    },
    relative('s', { patient: { reference: 'Patient/p2' } }),
    role('r1', 'a', '@a:hs'),
    practitioner('a'),
  ]).team('Patient/p1')
  assert.deepEqual(
    value.members.map(({ ref }) => ref),
    ['PractitionerRole/r1'],
  )
  assert.deepEqual(foreign, ['CareTeam/t2', 'RelatedPerson/s', 'Patient/p2'])
  assert.ok(!refs.some(({ ref }) => foreign.includes(ref)))
})

test('contained people are read, and references that lead nowhere harm nothing', async () => {
  const contained = [
    { ...role('c', 'x', '@c:hs'), practitioner: { reference: '#d' } },
    practitioner('d'),
  ]
  const team = await teamFrom([
    { ...careTeam(['#c', '#nowhere', 'urn:uuid:1', 'PractitionerRole/missing']), contained },
  ])
  assert.deepEqual(admitted(team), ['@c:hs'])
  assert.equal(team.members.length, 4)
  assert.equal(team.members[0]?.name, 'Naam d')
})

test('half a list is an error, for nobody may be removed on it', async () => {
  const records = [careTeam(['PractitionerRole/r1']), role('r1', 'a', '@a:hs'), practitioner('a')]
  const half = readerOf(records, { incomplete: true })
  await assert.rejects(half.patients(), code('unavailable'))
  await assert.rejects(half.team('Patient/p1'), code('unavailable'))
  await assert.rejects(half.patientsOf('@a:hs'), code('unavailable'))
  const unreadable = { 'PractitionerRole/r1': 'timeout' } as const
  const blind = readerOf(records, { noIncludes: true, unreadable })
  await assert.rejects(blind.team('Patient/p1'), code('timeout'))
})

test('an organization that cannot be read is named as missing', async () => {
  const organization = { reference: 'Organization/o', display: 'Praktijk' }
  const records = [
    careTeam(['PractitionerRole/r1']),
    role('r1', 'a', '@a:hs', { organization }),
    practitioner('a'),
  ]
  const unreadable = { 'Organization/o': 'forbidden' } as const
  const { value, sources } = await readerOf(records, { unreadable }).team('Patient/p1')
  assert.deepEqual(sources, [
    { label: 'Bron', failed: [{ part: 'Organization', code: 'forbidden' }] },
  ])
  assert.equal(value.members[0]?.organization?.name, 'Praktijk')
})

test('patients are those with an active team, each once', async () => {
  const records = [
    careTeam([]),
    careTeam([], { id: 't2' }),
    careTeam([], { id: 't3', subject: { reference: 'Patient/p3' } }),
    careTeam([], { id: 't4', subject: { reference: 'Patient/p4' }, status: 'inactive' }),
    careTeam([], { id: 't5', subject: { reference: 'Group/g' } }),
    careTeam([], { id: 't6', subject: { display: 'iemand' } }),
  ]
  assert.deepEqual(await readerOf(records).patients(), ['Patient/p1', 'Patient/p3'])
})

for (const unsupported of [[], ['Practitioner.telecom'], ['CareTeam.participant']]) {
  test(`the patients of an account are found ${unsupported.length === 0 ? 'by searching' : `without ${unsupported[0]}`}`, async () => {
    const asked: string[] = []
    const records = [
      careTeam(['PractitionerRole/r1']),
      careTeam(['PractitionerRole/r2'], { id: 't2', subject: { reference: 'Patient/p2' } }),
      careTeam(['Practitioner/a'], { id: 't3', subject: { reference: 'Patient/p3' } }),
      role('r1', 'a', '@none:hs', { telecom: [] }),
      role('r2', 'b', '@b:hs'),
      practitioner('a', { telecom: [account('@a:hs')] }),
      practitioner('b'),
    ]
    const reader = readerOf(records, { unsupported, asked })
    assert.deepEqual(await reader.patientsOf('@a:hs'), ['Patient/p1', 'Patient/p3'])
    const searched = asked.some((each) => each.startsWith('Practitioner?telecom'))
    assert.equal(searched, unsupported.length === 0)
  })
}

test('a patient in one line has the official name, gender and birth date', async () => {
  const reader = readerOf([
    {
      resourceType: 'Patient',
      id: 'p1',
      gender: 'female',
      birthDate: '1934-04-28',
      name: [
        { use: 'old', text: 'Oud' },
        { use: 'official', text: 'J. van Putten' },
      ],
    },
  ])
  const line = { name: 'J. van Putten', gender: 'female', birthDate: '1934-04-28' }
  assert.deepEqual(await reader.patientLine('Patient/p1'), line)
  await assert.rejects(reader.patientLine('Practitioner/1'), code('invalid'))
  await assert.rejects(reader.team('Patient/../x'), code('invalid'))
})
