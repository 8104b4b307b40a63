import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { CareTeamReader } from '../../src/fhir/team/care-team.ts'
import { createCareTeamReader } from '../../src/fhir/team/care-team-reader.ts'
import type { Product } from './product.ts'
import { patient, uniqueWord } from './samples.ts'

const readerOf = ({ client, now }: Product): CareTeamReader =>
  createCareTeamReader(client, { label: 'Dossier', clock: () => now.getTime() })

const accountsIn = async (reader: CareTeamReader, who: string): Promise<readonly string[]> => {
  const { value } = await reader.team(who)
  return value.members
    .filter(({ kind, current }) => kind === 'professional' && current)
    .flatMap(({ userIds }) => userIds)
    .toSorted()
}

const NURSE = { reference: 'PractitionerRole/demo-role-wijkverpleegkundige' }
const DOCTOR = { reference: 'PractitionerRole/demo-role-huisarts' }

const careTeam = (who: string, status: string, ...members: readonly object[]) => ({
  resourceType: 'CareTeam',
  status,
  subject: { reference: who },
  participant: members.map((member) => ({ member })),
})

/** Who cares for whom, and by which account. */
export const peopleTests = (product: () => Product): void => {
  test('everybody with an active care team is a client, and nobody else', async () => {
    const patients = await readerOf(product()).patients()
    assert.equal(new Set(patients).size, patients.length)
    assert.deepEqual(patients.filter((each) => /\/(?:demo|mp9|nl-core)-/u.test(each)).toSorted(), [
      'Patient/demo-client-1',
      'Patient/demo-client-2',
      'Patient/mp9-patient-groot',
      'Patient/mp9-patient-huyser',
    ])
  })

  test('a care team gives each professional with name, function, organization and account', async () => {
    const { value, sources, foreign } = await readerOf(product()).team('Patient/demo-client-1')
    assert.deepEqual([value.active, value.teams], [true, ['CareTeam/demo-zorgteam-1']])
    assert.deepEqual(sources, [{ label: 'Dossier', failed: [] }])
    assert.deepEqual(foreign, [])
    const told = value.members.map(({ kind, name, functions, organization, userIds }) =>
      [kind, name, functions[0], organization?.name, userIds[0]].join(' | '),
    )
    assert.deepEqual(told.toSorted(), [
      'patient | Johanna van Voorbeeld |  |  | ',
      'professional | Fatima el Idrissi | Apotheker | Apotheek De Vijzel | @apotheker:zorg.test',
      'professional | Pieter Bakker | Huisarts | Huisartsenpraktijk De Brink | @huisarts:zorg.test',
      'professional | Sanne Dijkstra | Verpleegkundige | Thuiszorg De Linde | @wijkverpleegkundige:zorg.test',
      'related | Marieke van Voorbeeld | Eerste relatie/contactpersoon |  | ',
    ])
  })

  test('of two teams of one client only the active one counts', async () => {
    assert.deepEqual(await accountsIn(readerOf(product()), 'Patient/mp9-patient-groot'), [
      '@amrani:vvt.localhost',
      '@pulver:huisarts.localhost',
      '@testers:apotheek.localhost',
    ])
  })

  test('an account leads to the clients it cares for', async () => {
    const reader = readerOf(product())
    const of = async (userId: string) => (await reader.patientsOf(userId)).toSorted()
    assert.deepEqual(await of('@apotheker:zorg.test'), ['Patient/demo-client-1'])
    assert.deepEqual(await of('@huisarts:zorg.test'), [
      'Patient/demo-client-1',
      'Patient/demo-client-2',
    ])
    assert.deepEqual(await of('@amrani:vvt.localhost'), ['Patient/mp9-patient-groot'])
    assert.deepEqual(await of('@niemand:zorg.test'), [])
  })

  test('a client is named in one line', async () => {
    const reader = readerOf(product())
    assert.deepEqual(await reader.patientLine('Patient/demo-client-2'), {
      name: 'Hendrik Proefpersoon',
      gender: 'male',
      birthDate: '1936-09-02',
    })
  })

  test('who was taken out of a care team is out of it at the next look', async () => {
    const { http } = product()
    const reader = readerOf(product())
    const who = `Patient/${await http.store(patient(uniqueWord()))}`
    const both = careTeam(who, 'active', DOCTOR, NURSE)
    const id = await http.store(both)
    const accounts = ['@huisarts:zorg.test', '@wijkverpleegkundige:zorg.test']
    assert.deepEqual(await accountsIn(reader, who), accounts)
    assert.ok((await reader.patientsOf(accounts[1] ?? '')).includes(who))
    await http.put('CareTeam', id, careTeam(who, 'active', DOCTOR))
    assert.deepEqual(await accountsIn(reader, who), ['@huisarts:zorg.test'])
    assert.equal((await reader.patientsOf(accounts[1] ?? '')).includes(who), false)
  })

  test('of a former team everybody is named and nobody is current', async () => {
    const { http } = product()
    const who = `Patient/${await http.store(patient(uniqueWord()))}`
    await http.store(careTeam(who, 'inactive', DOCTOR))
    const { value } = await readerOf(product()).team(who)
    assert.equal(value.active, false)
    assert.deepEqual(
      value.members.map(({ name, current }) => [name, current]),
      [['Pieter Bakker', false]],
    )
  })
}
