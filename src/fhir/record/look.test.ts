import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Flag, Practitioner, Resource, ResourceType } from '@medplum/fhirtypes'
import { type FhirClient, FhirError, type ResourceOf } from '../fhir.ts'
import type { Source } from '../server/source.ts'
import { strictClient } from '../server/strict-nl.ts'
import { createRecordReaders } from './record.ts'

const signal = new AbortController().signal
const start = Date.parse('2026-01-12T09:31:00Z')
const key = (ref: string) => `${ref} @Huisarts`

const flag = (id: string, patient = 'Patient/9'): Flag => ({
  resourceType: 'Flag',
  id,
  status: 'active',
  code: { text: id },
  subject: { reference: patient },
})
const doctor: Practitioner = { resourceType: 'Practitioner', id: 'd', name: [{ text: 'Pulver' }] }

const isType =
  <K extends ResourceType>(type: K) =>
  (resource: Resource): resource is ResourceOf<K> =>
    resource.resourceType === type

/** A source that is asked only what is agreed, and every request it got. */
const strictSource = (records: { current: readonly Resource[] | FhirError }) => {
  const requests: string[] = []
  const search: FhirClient['search'] = async (type) => {
    requests.push(`search ${type}`)
    const { current } = records
    if (current instanceof FhirError) throw current
    const included = new Map([['Practitioner/d', doctor]])
    return { matches: current.filter(isType(type)), included, complete: true }
  }
  const read: FhirClient['read'] = async (type, id) => {
    requests.push(`read ${type}/${id}`)
    throw new FhirError('not-found')
  }
  const clock = { now: start }
  const source: Source = {
    label: 'Huisarts',
    own: false,
    client: strictClient({ search, read, supports: () => true }, 'refused'),
    patientOf: async () => 'Patient/9',
    remembered: true,
  }
  const readers = createRecordReaders([source], () => clock.now)
  const look = (ref: string, asker = '@jansen') =>
    readers.for(asker).look('Patient/1', key(ref), signal)
  const ask = () => readers.for('@jansen').ask('Patient/1', [{ type: 'Flag' }], signal)
  return { requests, clock, look, ask, readers }
}

test('a record that was just shown is looked up in memory, with when it was fetched', async () => {
  const made = strictSource({ current: [flag('a')] })
  await made.ask()
  made.clock.now += 60_000
  const found = await made.look('Flag/a')
  assert.deepEqual(
    [found?.resource, found?.fetchedAt, found?.source],
    [flag('a'), new Date(start), 'Huisarts'],
  )
  assert.deepEqual((await made.look('Practitioner/d'))?.resource, doctor)
  assert.deepEqual(made.requests, ['search Flag'])
})

test('one that nobody was told of lately is sought among what may be asked, never by its id', async () => {
  const records = { current: [flag('a'), flag('b', 'Patient/8')] }
  const made = strictSource(records)
  const found = await made.look('Flag/a')
  assert.deepEqual([found?.resource, found?.fetchedAt], [flag('a'), undefined])
  assert.equal(await made.look('Flag/b'), undefined)
  assert.equal(await made.look('Flag/gone'), undefined)
  assert.deepEqual(made.requests, ['search Flag'])
  await made.look('Flag/a', '@bakker')
  made.readers.refresh('Patient/1', '@jansen')
  await made.look('Flag/a')
  assert.deepEqual(made.requests, ['search Flag', 'search Flag', 'search Flag'])
})

test('what may not be asked there is refused, and a failure is told and not tried again', async () => {
  const made = strictSource({ current: new FhirError('timeout') })
  await assert.rejects(made.look('Task/1'), { code: 'not-agreed' })
  assert.deepEqual(made.requests, [])
  await assert.rejects(made.look('Flag/a'), { code: 'timeout' })
  await assert.rejects(made.look('Flag/a'), { code: 'timeout' })
  assert.deepEqual(made.requests, ['search Flag'])
})
