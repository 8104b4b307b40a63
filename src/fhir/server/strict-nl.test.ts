import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { ResourceType } from '@medplum/fhirtypes'
import { type FhirClient, FhirError, type SearchParams } from '../fhir.ts'
import { strictClient, strictParams } from './strict-nl.ts'

const nl = 'http://nictiz.nl/fhir/StructureDefinition/'

test('only patient, profiles, agreed inclusions and page size are asked', () => {
  assert.deepEqual(
    strictParams('MedicationStatement', {
      patient: 'Patient/1',
      status: 'active',
      _sort: '-date',
      _include: ['MedicationStatement:medication', 'MedicationStatement:source'],
      '_include:iterate': 'PractitionerRole:organization',
      _count: '250',
      code: 'x',
    }),
    {
      patient: 'Patient/1',
      _profile: `${nl}mp-MedicationUse2`,
      _include: ['MedicationStatement:medication'],
      _count: '100',
    },
  )
  assert.deepEqual(strictParams('Flag', { patient: 'Patient/1', _count: '20', category: 'x' }), {
    patient: 'Patient/1',
    _profile: [
      'nl-core-Alert',
      'zib-Alert',
      'nl-core-MedicationContraIndication',
      'zib-MedicationContraIndication',
    ]
      .map((name) => `${nl}${name}`)
      .join(','),
    _count: '20',
  })
})

test('page sizes that are none become the most that is allowed', () => {
  for (const count of ['0', '-1', 'many', '100', '101'])
    assert.equal(strictParams('Flag', { patient: 'Patient/1', _count: count })?.['_count'], '100')
})

test('what is not agreed, or not about a patient, is not asked at all', () => {
  for (const type of ['Bundle', 'List', 'Composition', 'Task', 'Communication', 'Patient'] as const)
    assert.equal(strictParams(type, { patient: 'Patient/1' }), undefined)
  assert.equal(strictParams('Flag', { identifier: 'x' }), undefined)
})

const read = () => Promise.reject(new FhirError('not-found'))

const door = () => {
  const asked: (SearchParams & { readonly type: ResourceType })[] = []
  const search: FhirClient['search'] = async (type, params) => {
    asked.push({ type, ...params })
    return { matches: [], included: new Map(), complete: true }
  }
  return { asked, search, read, supports: (_: string, name: string) => name !== 'category' }
}

test('another source is never asked for what is not agreed', async () => {
  const client = door()
  const strict = strictClient(client, 'refused')
  await assert.rejects(strict.search('Task', { patient: 'Patient/1' }), { code: 'not-agreed' })
  await assert.rejects(strict.search('Flag', { _id: '1' }), { code: 'not-agreed' })
  assert.deepEqual(client.asked, [])
})

test('the own record keeps its tasks, and is asked for clinical types by agreement only', async () => {
  const client = door()
  const strict = strictClient(client, 'through')
  const task = { patient: 'Patient/1', status: 'requested' }
  await strict.search('Task', task)
  assert.deepEqual(client.asked, [{ type: 'Task', ...task }])
  await assert.rejects(strict.search('Flag', { _id: '1' }), { code: 'not-agreed' })
})

test('a question is fitted to what may be asked: codes and categories are no parameters there', () => {
  const strict = strictClient(door(), 'through')
  assert.equal(strict.supports('Observation', 'code'), false)
  assert.equal(strict.supports('Observation', '_include'), true)
  assert.equal(strict.supports('Task', 'status'), true)
  assert.equal(strict.supports('Task', 'category'), false)
})
