import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Resource } from '@medplum/fhirtypes'
import { type FhirClient, FhirError, type SearchParams } from '../fhir.ts'
import { createChangeReader } from './changes.ts'

const signal = AbortSignal.timeout(10_000)

const none = { changes: [], isWhole: true }

const refuse = async () => {
  throw new Error('not asked for')
}

const readerOf = (
  resources: readonly Resource[],
  complete = true,
  serves?: NonNullable<FhirClient['serves']>,
  cut?: true,
) => {
  const asked: { readonly type: string; readonly params: SearchParams }[] = []
  const search: FhirClient['search'] = async (type, params) => {
    asked.push({ type, params })
    const matches = resources.filter(
      (one): one is Extract<Resource, { resourceType: typeof type }> => one.resourceType === type,
    )
    return { matches, included: new Map(), complete, ...(cut === undefined ? {} : { cut }) }
  }
  const client: FhirClient = {
    search,
    read: refuse,
    update: refuse,
    transaction: refuse,
    supports: () => true,
    ...(serves === undefined ? {} : { serves }),
    check: refuse,
  }
  return { reader: createChangeReader(client), asked }
}

const task = (id: string, reference: string | undefined, at?: string): Resource => ({
  resourceType: 'Task',
  id,
  status: 'requested',
  intent: 'order',
  identifier: [{ system: 'urn:x', value: `task ${id}` }, { system: 'urn:y' }],
  ...(reference === undefined ? {} : { for: { reference } }),
  meta: { versionId: '7', ...(at === undefined ? {} : { lastUpdated: at }) },
})

test('changes are asked for by time, oldest first', async () => {
  const { reader, asked } = readerOf([])
  await reader.since('Task', '2026-03-02T09:00:00.000Z', signal)
  assert.deepEqual(asked, [
    {
      type: 'Task',
      params: { _lastUpdated: 'ge2026-03-02T09:00:00.000Z', _sort: '_lastUpdated', _count: '100' },
    },
  ])
})

test('a change names version, patient and identifiers, and nothing of its content', async () => {
  const at = '2026-03-02T09:00:00Z'
  const { reader } = readerOf([task('1', 'Patient/p1', at)])
  const { changes } = await reader.since('Task', at, signal)
  assert.deepEqual(changes, [
    {
      type: 'Task',
      id: '1',
      versionId: '7',
      lastUpdated: at,
      patient: 'Patient/p1',
      identifiers: ['task 1'],
    },
  ])
})

test('a server that does not sort is sorted here, by the moment and not by the text', async () => {
  const { reader } = readerOf([
    task('late', 'Patient/p1', '2026-03-02T09:00:00Z'),
    task('early', 'Patient/p1', '2026-03-02T09:30:00+01:00'),
  ])
  const { changes: found } = await reader.since('Task', '2026-03-01T00:00:00Z', signal)
  assert.deepEqual(
    found.map(({ id }) => id),
    ['early', 'late'],
  )
})

test('a patient of another server is nobody here', async () => {
  const foreign = ['https://elders.example/fhir/Patient/p1', 'Group/1', 'Patient/', undefined]
  const { reader } = readerOf(foreign.map((reference, index) => task(String(index), reference)))
  const { changes: found } = await reader.since('Task', '2026-03-01T00:00:00Z', signal)
  assert.deepEqual(
    found.map(({ patient }) => patient),
    [undefined, undefined, undefined, undefined],
  )
})

test('an incomplete answer is an error, so that nothing is passed over', async () => {
  const { reader } = readerOf([task('1', 'Patient/p1')], false)
  await assert.rejects(reader.since('Task', '2026-03-01T00:00:00Z', signal), {
    code: 'unavailable',
  })
})

test('patients are found in subject, patient and for', async () => {
  const { reader } = readerOf([
    {
      resourceType: 'Flag',
      id: 'f',
      status: 'active',
      code: {},
      subject: { reference: 'Patient/a' },
    },
    { resourceType: 'AllergyIntolerance', id: 'a', patient: { reference: 'Patient/b' } },
    task('t', 'Patient/c'),
  ])
  const since = '2026-03-01T00:00:00Z'
  const types = ['Flag', 'AllergyIntolerance', 'Task'] as const
  const found = await Promise.all(types.map((type) => reader.since(type, since, signal)))
  assert.deepEqual(
    found.flatMap(({ changes }) => changes.map(({ patient }) => patient)),
    ['Patient/a', 'Patient/b', 'Patient/c'],
  )
})

test('a laboratory result is known by its category code, and who made it by reference, nothing else', async () => {
  const result: Resource = {
    resourceType: 'Observation',
    id: 'l1',
    status: 'final',
    category: [{ coding: [{ code: 'laboratory' }] }],
    code: { text: 'Kalium' },
    subject: { reference: 'Patient/p1' },
    performer: [{ reference: 'PractitionerRole/1' }, { display: 'iemand' }],
    meta: { versionId: '1' },
  }
  const { reader } = readerOf([result])
  const { changes } = await reader.since('Observation', '2026-03-02T09:00:00Z', signal)
  assert.deepEqual(changes, [
    {
      type: 'Observation',
      id: 'l1',
      versionId: '1',
      lastUpdated: undefined,
      patient: 'Patient/p1',
      identifiers: [],
      isLaboratory: true,
      by: ['PractitionerRole/1'],
    },
  ])
})

test('a server need not have the types that only subscribers are told of, and must have the others', async () => {
  const absent: FhirClient = {
    search: () => Promise.reject(new FhirError('not-found')),
    read: refuse,
    update: refuse,
    transaction: refuse,
    supports: () => true,
    check: refuse,
  }
  const reader = createChangeReader(absent)
  assert.deepEqual(await reader.since('CarePlan', '2026-03-02T09:00:00Z', signal), none)
  await assert.rejects(reader.since('Task', '2026-03-02T09:00:00Z', signal), { code: 'not-found' })
})

test('what the server says it does not have is not asked for, except what says who may be let in', async () => {
  const { reader, asked } = readerOf([], true, () => false)
  for (const type of ['Flag', 'Consent', 'Communication', 'Task', 'CareTeam'] as const)
    assert.deepEqual(await reader.since(type, '2026-03-02T09:00:00Z', signal), none)
  assert.deepEqual(
    asked.map(({ type }) => type),
    ['CareTeam'],
  )
})

const url =
  'http://nictiz.nl/fhir/StructureDefinition/ext-Communication.Payload.ContentCodeableConcept'
const system = 'urn:oid:2.16.840.1.113883.2.4.3.11.60.20.77.5.2.17'
const extension = [{ url, valueCodeableConcept: { coding: [{ system, code: '11' }] } }]
const message = (id: string, payload: unknown): Resource => {
  const parsed: Resource = JSON.parse(
    JSON.stringify({
      resourceType: 'Communication',
      id,
      status: 'completed',
      basedOn: [{ reference: 'MedicationRequest/12' }],
      payload: [payload],
    }),
  )
  return parsed
}

test('an answer to a proposal for a repeat names the proposals it answers, and any other message none', async () => {
  const { reader } = readerOf([
    message('1', { _contentString: { extension } }),
    message('2', { contentString: 'Ja' }),
  ])
  const { changes: found } = await reader.since('Communication', '2026-03-02T09:00:00Z', signal)
  assert.deepEqual(
    found.map(({ id, answers }) => [id, answers]),
    [
      ['1', ['MedicationRequest/12']],
      ['2', undefined],
    ],
  )
})

test('when there is more than is read at once the oldest come first, and it is said that there is more', async () => {
  const first = task('1', 'Patient/a', '2026-03-02T09:00:00Z')
  const second = task('2', 'Patient/a', '2026-03-02T09:05:00Z')
  const { reader } = readerOf([first, second], false, undefined, true)
  const { changes, isWhole } = await reader.since('Task', '2026-03-01T00:00:00Z', signal)
  assert.deepEqual(
    changes.map(({ id }) => id),
    ['1', '2'],
  )
  assert.equal(isWhole, false)
})

test('of a server that keeps no order nothing is known of what is left out', async () => {
  const late = task('2', 'Patient/a', '2026-03-02T09:05:00Z')
  for (const other of ['2026-03-02T09:00:00Z', undefined]) {
    const { reader } = readerOf([late, task('1', 'Patient/a', other)], false, undefined, true)
    await assert.rejects(reader.since('Task', '2026-03-01T00:00:00Z', signal), {
      code: 'unavailable',
    })
  }
})
