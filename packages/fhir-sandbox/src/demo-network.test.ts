import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Resource } from '@medplum/fhirtypes'
import { type NetworkOrganization, networkClient, networkResources } from './demo-network.ts'
import { pointersOf } from './references.ts'
import { checkResource } from './validation.ts'

const now = new Date('2026-01-14T10:00:00Z')
const organizations: readonly NetworkOrganization[] = ['apotheek', 'huisarts', 'vvt']
const held = (organization: NetworkOrganization): readonly Resource[] =>
  networkResources(organization, { now })

const types = (organization: NetworkOrganization): ReadonlySet<string> =>
  new Set(held(organization).map(({ resourceType }) => resourceType))

test('what each organization holds is valid and refers to nothing it does not hold', () => {
  for (const organization of organizations) {
    const resources = held(organization)
    for (const resource of resources) checkResource(resource, resource.resourceType)
    const ids = new Set(resources.map(({ resourceType, id }) => `${resourceType}/${id}`))
    const lost = resources.flatMap(pointersOf).filter(({ type, id }) => !ids.has(`${type}/${id}`))
    assert.deepEqual(lost, [])
  }
})

test('all three know the same client by the same number, and no other', () => {
  const known = organizations.map((organization) =>
    held(organization).flatMap((one) =>
      one.resourceType === 'Patient' ? [`${one.id} ${one.identifier?.[0]?.value}`] : [],
    ),
  )
  const expected = [`${networkClient} 999990019`]
  assert.deepEqual(known, [expected, expected, expected])
})

test('each address book names the three professionals on their own homeservers', () => {
  for (const organization of organizations) {
    const accounts = held(organization).flatMap((one) =>
      one.resourceType === 'PractitionerRole'
        ? (one.telecom ?? []).filter(({ system }) => system === 'other').map(({ value }) => value)
        : [],
    )
    assert.deepEqual(
      new Set(accounts),
      new Set(['@apotheker:apotheek', '@huisarts:huisarts', '@wijkverpleegkundige:vvt']),
    )
  }
})

test('only home care has a care team, and each holds its own part of the record', () => {
  const withTeam = organizations.filter((organization) => types(organization).has('CareTeam'))
  assert.deepEqual(withTeam, ['vvt'])
  const holders = [
    'Condition',
    'Observation',
    'MedicationStatement',
    'MedicationRequest',
    'MedicationDispense',
  ].map((type) => organizations.filter((organization) => types(organization).has(type)))
  assert.deepEqual(holders, [['huisarts'], ['vvt'], ['vvt'], ['huisarts'], ['apotheek']])
})
