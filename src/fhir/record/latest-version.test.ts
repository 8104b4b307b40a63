import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Flag, Resource, ResourceType, Task } from '@medplum/fhirtypes'
import { clientOf } from '../../../test/referral-parts.ts'
import { type FhirClient, FhirError, type ResourceOf } from '../fhir.ts'
import { ownSource } from '../server/source.ts'
import { createValidator } from '../validation/validate.ts'
import { createRecordReader } from './record.ts'
import { createRecordWriter } from './writing.ts'

const signal = new AbortController().signal

const ofType = <K extends ResourceType>(
  type: K,
  ...resources: readonly Resource[]
): readonly ResourceOf<K>[] =>
  resources.filter(
    (resource: Resource): resource is ResourceOf<K> => resource.resourceType === type,
  )

const flag = (
  versionId: string,
  lastUpdated: string | undefined,
  status: Flag['status'],
): Flag => ({
  resourceType: 'Flag',
  id: '1',
  meta: { versionId, ...(lastUpdated === undefined ? {} : { lastUpdated }) },
  status,
  code: { text: 'MRSA' },
  subject: { reference: 'Patient/1' },
})

/** What two questions give together, of which each is answered with its own copy of the record. */
const both = async (first: Flag, second: Flag) => {
  const search: FhirClient['search'] = async (type, params) => ({
    matches: ofType(type, params['status'] === undefined ? first : second),
    included: new Map(),
    complete: true,
  })
  const client = { ...clientOf({}), search }
  const questions = [
    { type: 'Flag', params: { _include: 'Flag:author' } },
    { type: 'Flag', params: { status: 'active' } },
  ] as const
  const reader = createRecordReader([ownSource('Dossier', client)])
  const { value, sources, refs } = await reader.ask('Patient/1', questions, signal)
  return { statuses: value.of('Flag').map(({ resource }) => resource.status), sources, refs }
}

const whole = [{ label: 'Dossier', failed: [] }]
const [before, after] = ['2026-01-10T22:30:00Z', '2026-01-10T22:45:00Z']

test('a record that two questions found is the later of the two, and the answer names that version', async () => {
  const older = flag('1', before, 'active')
  const newer = flag('2', after, 'entered-in-error')
  const expected = {
    statuses: ['entered-in-error'],
    sources: whole,
    refs: [{ ref: 'Flag/1', versionId: '2' }],
  }
  assert.deepEqual(await both(older, newer), expected)
  assert.deepEqual(await both(newer, older), expected)
  assert.deepEqual((await both(older, flag('1', before, 'active'))).sources, whole)
})

test('a source of which nobody can tell the later of two versions gave an incomplete answer', async () => {
  const { statuses, sources } = await both(
    flag('2', undefined, 'inactive'),
    flag('1', undefined, 'active'),
  )
  assert.deepEqual(statuses, ['inactive'])
  assert.deepEqual(sources, [{ label: 'Dossier', failed: [{ part: 'Flag', code: 'incomplete' }] }])
})

test('a record without an id is no line, and the source is said to be incomplete', async () => {
  const { id: _id, ...nameless } = flag('1', before, 'active')
  const { statuses, sources } = await both(nameless, nameless)
  assert.deepEqual(statuses, [])
  assert.deepEqual(sources, [{ label: 'Dossier', failed: [{ part: 'Flag', code: 'incomplete' }] }])
})

/** A record of one Task, and what was written to it. */
const recordOf = (task: Task) => {
  const updates: Resource[] = []
  const client: FhirClient = {
    ...clientOf({}),
    read: async (type) => {
      const [found] = ofType(type, task)
      if (found === undefined) throw new FhirError('not-found')
      return found
    },
    update: async (resource) => {
      updates.push(resource)
      return resource
    },
  }
  return { writer: createRecordWriter(client, createValidator()), updates }
}

const accept = (now: Task): Task => ({ ...now, status: 'accepted' })

test('a copy of which parts were left out is never put back', async () => {
  const task: Task = {
    resourceType: 'Task',
    id: '8',
    meta: { versionId: '1' },
    status: 'requested',
    intent: 'order',
  }
  const cut = recordOf({ ...task, meta: { ...task.meta, tag: [{ code: 'SUBSETTED' }] } })
  const refused = await cut.writer.change('Task', '8', '1', accept)
  assert.deepEqual(refused, { kind: 'failed', code: 'not-fhir' })
  assert.deepEqual(cut.updates, [])
  const complete = recordOf(task)
  assert.equal((await complete.writer.change('Task', '8', '1', accept)).kind, 'written')
  assert.equal(complete.updates.length, 1)
})
