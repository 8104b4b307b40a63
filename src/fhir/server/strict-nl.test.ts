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

const profilesOf = (params: SearchParams) =>
  String(strictParams('Observation', { patient: 'Patient/1', ...params })?.['_profile'])
    .split(',')
    .map((each) => each.replace(nl, ''))

test('of observations only the building blocks are asked that a question is about', () => {
  assert.deepEqual(profilesOf({ code: 'http://loinc.org|29463-7,http://loinc.org|3141-9' }), [
    'nl-core-BodyWeight',
    'zib-BodyWeight',
  ])
  assert.deepEqual(profilesOf({ category: 'laboratory' }), [
    'nl-core-LaboratoryTestResult',
    'zib-LaboratoryTestResult',
  ])
  const vitals = profilesOf({ category: 'vital-signs' })
  assert.equal(vitals.length, 26)
  assert.ok(!vitals.includes('nl-core-LaboratoryTestResult'))
  assert.equal(profilesOf({}).length, 28)
})

test('observations without an agreement are not asked, so that nobody hears that there are none', () => {
  const reports = 'http://snomed.info/sct|11591000146107'
  const breathing = 'http://loinc.org|9279-1,http://snomed.info/sct|86290005'
  for (const code of [reports, breathing, ''])
    assert.equal(strictParams('Observation', { patient: 'Patient/1', code }), undefined)
  assert.equal(
    strictParams('Observation', { patient: 'Patient/1', category: 'survey,exam' }),
    undefined,
  )
})

test('a question that was fitted already stays as it is, and gets no profile that is not agreed', () => {
  const fitted = {
    _profile: `${nl}zib-BodyWeight,${nl}nl-core-BodyHeight,https://elders.example/x`,
  }
  assert.deepEqual(profilesOf(fitted), ['zib-BodyWeight', 'nl-core-BodyHeight'])
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

test('what is asked by agreement is asked once, and never by its id', async () => {
  const options: unknown[] = []
  const client = door()
  const strict = strictClient(
    {
      ...client,
      search: (type, params, given) => {
        options.push(given)
        return client.search(type, params, given)
      },
      read: () => Promise.reject(new FhirError('gone')),
    },
    'through',
  )
  await strict.search('Flag', { patient: 'Patient/1' })
  await strict.search('Task', { patient: 'Patient/1' })
  assert.deepEqual(options, [{ once: true }, undefined])
  await assert.rejects(strict.read('Flag', '1'), { code: 'not-agreed' })
  await assert.rejects(strict.read('Task', '1'), { code: 'gone' })
  assert.deepEqual(
    (['Flag', 'Task'] as const).map((type) => strict.reads?.(type)),
    [false, true],
  )
})

test('the own record keeps its tasks, and is asked for clinical types by agreement only', async () => {
  const client = door()
  const strict = strictClient(client, 'through')
  const task = { patient: 'Patient/1', status: 'requested' }
  await strict.search('Task', task)
  assert.deepEqual(client.asked, [{ type: 'Task', ...task }])
  await assert.rejects(strict.search('Flag', { _id: '1' }), { code: 'not-agreed' })
})

test('no documents or collections are asked, not even of the own record', async () => {
  const client = door()
  const strict = strictClient(client, 'through')
  for (const type of ['Bundle', 'List', 'Composition'] as const)
    await assert.rejects(strict.search(type, { patient: 'Patient/1' }), { code: 'not-agreed' })
  assert.deepEqual(client.asked, [])
})

test('a question is fitted to what may be asked: codes and categories are no parameters there', () => {
  const strict = strictClient(door(), 'through')
  assert.equal(strict.supports('Observation', 'code'), false)
  assert.equal(strict.supports('Observation', '_include'), true)
  assert.equal(strict.supports('Task', 'status'), true)
  assert.equal(strict.supports('Task', 'category'), false)
})
