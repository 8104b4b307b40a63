import assert from 'node:assert/strict'
import test from 'node:test'
import type { RelatedPerson, Resource, ResourceType } from '@medplum/fhirtypes'
import { account } from '../../../test/team-records.ts'
import { type FhirClient, FhirError, type ResourceOf, type SearchParams } from '../fhir.ts'
import { createRecordReader } from '../record/record.ts'
import { ownSource } from '../server/source.ts'
import { createRelatedPersonReader } from './related-person.ts'

const clock = () => Date.parse('2026-01-14T09:31:00+01:00')
const signal = new AbortController().signal
const read = () => Promise.reject(new FhirError('not-found'))

const daughter: RelatedPerson = {
  resourceType: 'RelatedPerson',
  id: 'd',
  active: true,
  patient: { reference: 'Patient/1' },
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
    { text: 'Dochter' },
  ],
  name: [{ text: 'Saar Groot' }],
  telecom: [{ system: 'phone', value: '+31612345678' }, account('@saar:thuis.example')],
}

const isType =
  <K extends ResourceType>(type: K) =>
  (resource: Resource): resource is ResourceOf<K> =>
    resource.resourceType === type

const door = (answer: readonly Resource[] | FhirError, complete = true) => {
  const asked: SearchParams[] = []
  const search: FhirClient['search'] = async (type, params) => {
    asked.push(params)
    if (answer instanceof FhirError) throw answer
    return { matches: answer.filter(isType(type)), included: new Map(), complete }
  }
  return { asked, search }
}

const related = (client: Pick<FhirClient, 'search'>) => {
  const source = ownSource('Dossier', { ...client, read, supports: () => true })
  return createRelatedPersonReader(createRecordReader([source]), { clock }).related(
    'Patient/1',
    signal,
  )
}

test('a relative is read with relation, telephone and account', async () => {
  const client = door([daughter])
  const { value, sources, refs } = await related(client)
  assert.deepEqual(client.asked, [{ patient: 'Patient/1', _count: '100' }])
  assert.deepEqual(value, [
    {
      key: 'RelatedPerson/d',
      source: undefined,
      name: 'Saar Groot',
      relations: ['Eerste relatie/contactpersoon', 'Dochter'],
      firstContact: true,
      representative: false,
      phones: ['+31612345678'],
      userIds: ['@saar:thuis.example'],
      current: true,
    },
  ])
  assert.deepEqual(sources, [{ label: 'Dossier', failed: [] }])
  assert.deepEqual(refs, [{ ref: 'RelatedPerson/d' }])
})

test('a relative of former days is not current, and an inactive one has no account', async () => {
  const { value } = await related(
    door([
      { ...daughter, id: 'past', period: { end: '2025-12-31' } },
      { ...daughter, id: 'inactive', active: false },
    ]),
  )
  assert.deepEqual(
    value.map(({ current, userIds }) => ({ current, userIds })),
    [
      { current: false, userIds: ['@saar:thuis.example'] },
      { current: false, userIds: [] },
    ],
  )
})

test('the relative of another patient is dropped and named', async () => {
  const { value, foreign } = await related(
    door([{ ...daughter, patient: { reference: 'Patient/2' } }]),
  )
  assert.deepEqual(value, [])
  assert.deepEqual(foreign, ['RelatedPerson/d'])
})

test('a search that failed or came in part is told', async () => {
  const failed = await related(door(new FhirError('forbidden')))
  assert.deepEqual(failed.sources[0]?.failed, [{ part: 'RelatedPerson', code: 'forbidden' }])
  const part = await related(door([daughter], false))
  assert.deepEqual(part.sources[0]?.failed, [{ part: 'RelatedPerson', code: 'incomplete' }])
})
