import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { HealthcareService, Organization, ResourceType } from '@medplum/fhirtypes'
import { clientOf } from '../../../test/referral-parts.ts'
import { FhirError, type SearchParams } from '../fhir.ts'
import { createDirectory } from './directory.ts'
import { disciplineOf } from './disciplines.ts'

const AGB = 'urn:oid:2.16.840.1.113883.2.4.6.7'

const organization = (id: string, over: Partial<Organization> = {}): Organization => ({
  resourceType: 'Organization',
  id,
  name: 'Fysiotherapie De Krakert',
  type: [{ coding: [{ system: AGB, code: '0404', display: 'Fysiotherapeuten' }] }],
  address: [{ city: 'Maastricht' }],
  ...over,
})

const service = (id: string, over: Partial<HealthcareService> = {}): HealthcareService => ({
  resourceType: 'HealthcareService',
  id,
  name: 'Fysiotherapie aan huis',
  providedBy: { reference: 'Organization/o1' },
  ...over,
})

const fysio = disciplineOf('fysio')
assert.ok(fysio)

type Asked = readonly [ResourceType, SearchParams]

const book = (...entries: readonly (Organization | HealthcareService)[]) => {
  const asked: Asked[] = []
  const client = clientOf({
    search: (type, params) => {
      asked.push([type, params])
      return entries
    },
  })
  return { asked, directory: createDirectory(client) }
}

test('a kind of care is found by name and by code, each entry once, with its place', async () => {
  const { directory, asked } = book(organization('o1'), service('s1'))
  const { targets, complete } = await directory.byDiscipline(fysio)
  assert.equal(complete, true)
  assert.deepEqual(
    targets.map(({ ref, name, place, performers, owner }) => [ref, name, place, performers, owner]),
    [
      [
        'HealthcareService/s1',
        'Fysiotherapie aan huis, Fysiotherapie De Krakert',
        'Maastricht',
        ['Organization/o1'],
        'HealthcareService/s1',
      ],
      [
        'Organization/o1',
        'Fysiotherapie De Krakert',
        'Maastricht',
        ['Organization/o1'],
        'Organization/o1',
      ],
    ],
  )
  assert.deepEqual(
    asked.map(([type, { _count, _include, ...params }]) => [type, params]),
    [
      ['HealthcareService', { 'name:contains': 'fysiothera' }],
      [
        'HealthcareService',
        {
          specialty: `${AGB}|0404,http://fhir.nl/fhir/NamingSystem/uzi-rolcode|04.000`,
        },
      ],
      [
        'HealthcareService',
        {
          'service-type': `${AGB}|0404,http://fhir.nl/fhir/NamingSystem/uzi-rolcode|04.000`,
        },
      ],
      ['Organization', { 'name:contains': 'fysiothera' }],
      ['Organization', { type: `${AGB}|0404` }],
    ],
  )
})

test('what is inactive, or is of another kind though the server gave it, is not offered', async () => {
  const { directory } = book(
    organization('o1', { active: false }),
    organization('o2', { name: 'Apotheek De Brug', type: [] }),
    service('s1', { active: false }),
  )
  assert.deepEqual(await directory.byDiscipline(fysio), { targets: [], complete: true })
})

test('a part that did not answer is said, and what was found is kept', async () => {
  const client = clientOf({
    search: (type) => (type === 'Organization' ? [organization('o1')] : new FhirError('timeout')),
  })
  const found = await createDirectory(client).byDiscipline(fysio)
  assert.equal(found.complete, false)
  assert.deepEqual(
    found.targets.map(({ ref }) => ref),
    ['Organization/o1'],
  )
})

test('a server without services is asked for organizations only, and that is complete', async () => {
  const client = clientOf({
    search: (type) => (type === 'Organization' ? [organization('o1')] : new FhirError('not-found')),
    unsupported: ['HealthcareService'],
  })
  const found = await createDirectory(client).byDiscipline(fysio)
  assert.equal(found.complete, true)
  assert.equal(found.targets.length, 1)
})

test('no answer at all is an error, not an empty book', async () => {
  const client = clientOf({ search: () => new FhirError('unreachable') })
  await assert.rejects(createDirectory(client).byName('de brug'), { code: 'unreachable' })
})

test('a name is looked for as it was typed, and short ones are not looked for', async () => {
  const { directory, asked } = book(organization('o1', { name: 'Praktijk Één, De Brug' }))
  const { targets } = await directory.byName('een, de')
  assert.equal(targets.length, 1)
  assert.equal(asked[0]?.[1]['name:contains'], 'een\\, de')
  const before = asked.length
  assert.deepEqual(await directory.byName('de'), { targets: [], complete: true })
  assert.equal(asked.length, before)
})

test('a target is found again by its reference, unless it is inactive or of a type that receives nothing', async () => {
  const { directory } = book(organization('o1'), service('s1', { active: false }))
  assert.equal((await directory.byRef('Organization/o1'))?.name, 'Fysiotherapie De Krakert')
  assert.equal(await directory.byRef('Organization/o2'), undefined)
  assert.equal(await directory.byRef('HealthcareService/s1'), undefined)
  assert.equal(await directory.byRef('Patient/o1'), undefined)
})
