import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Resource, Task } from '@medplum/fhirtypes'
import { clientOf } from '../../../test/referral-parts.ts'
import { type FhirClient, type FhirCode, FhirError } from '../fhir.ts'
import { createValidator } from '../validation/validate.ts'
import { saysTheSame } from './same-content.ts'
import type { Changed } from './writer.ts'
import { createRecordWriter } from './writing.ts'

const validator = createValidator()

const taskOf = (status: Task['status'], versionId: string, over: Partial<Task> = {}): Task => ({
  resourceType: 'Task',
  id: '8',
  meta: { versionId, lastUpdated: '2026-01-12T09:31:04Z' },
  status,
  intent: 'order',
  ...over,
})

const accept = (task: Task): Task => ({ ...task, status: 'accepted' })
const noted = (task: Task): Task => ({ ...task, note: [...(task.note ?? []), { text: 'klaar' }] })
const isTask = (resource: Resource): resource is Task => resource.resourceType === 'Task'

/** A record of one Task, with all its versions; `onUpdate` is what the wire does with an update. */
const recordOf = (
  first: Task,
  onUpdate: (apply: () => Task, tries: number, put: (over: Partial<Task>) => Task) => Task,
  reads: { fail?: (reads: number) => FhirCode | undefined; noHistory?: true } = {},
) => {
  const versions: Task[] = [first]
  let updates = 0
  let read = 0
  const now = () => versions.at(-1) ?? first
  const put = (over: Partial<Task>): Task => {
    const next = { ...now(), ...over, meta: { versionId: String(versions.length + 1) } }
    versions.push(next)
    return next
  }
  const client: FhirClient = {
    ...clientOf({}),
    read: async (type, id, options) => {
      read += 1
      const code = reads.fail?.(read)
      if (code !== undefined) throw new FhirError(code)
      const version = options?.version
      if (version !== undefined && reads.noHistory === true) throw new FhirError('not-found')
      const found = version === undefined ? now() : versions[Number(version) - 1]
      const isAsked = (one: unknown): one is Extract<Task, { resourceType: typeof type }> =>
        found?.resourceType === type && found.id === id && one === found
      if (!isAsked(found)) throw new FhirError('not-found')
      return found
    },
    update: async (resource, versionId) => {
      updates += 1
      const apply = (): Task => {
        if (!isTask(resource)) throw new FhirError('invalid')
        if (now().meta?.versionId !== versionId) throw new FhirError('conflict')
        return put(resource)
      }
      onUpdate(apply, updates, put)
      return resource
    },
  }
  return { writer: createRecordWriter(client, validator), versions, updates: () => updates }
}

const honest = (apply: () => Task) => apply()

test('what was shown is changed, and the answer names the resource', async () => {
  const { writer, versions } = recordOf(taskOf('requested', '1'), honest)
  const changed = await writer.change('Task', '8', '1', accept)
  assert.equal(changed.kind, 'written')
  assert.deepEqual(
    versions.map(({ status }) => status),
    ['requested', 'accepted'],
  )
})

test('what another changed after it was shown is left alone', async () => {
  const record = recordOf(taskOf('requested', '1'), honest)
  await record.writer.change('Task', '8', '1', (task) => ({ ...task, status: 'cancelled' }))
  assert.deepEqual(await record.writer.change('Task', '8', '1', accept), { kind: 'stale' })
  assert.equal(record.updates(), 1)
})

test('told again after it was done it writes nothing and says it is written, as the version it made', async () => {
  const record = recordOf(taskOf('requested', '1'), honest)
  await record.writer.change('Task', '8', '1', accept)
  assert.deepEqual(await record.writer.change('Task', '8', '1', accept), {
    kind: 'written',
    refs: [{ ref: 'Task/8', versionId: '2' }],
  })
  assert.equal(record.updates(), 1)
})

test('a note that is added is not added twice by a second try', async () => {
  const record = recordOf(taskOf('accepted', '1'), honest)
  await record.writer.change('Task', '8', '1', noted)
  const again = await record.writer.change('Task', '8', '1', noted)
  assert.equal(again.kind, 'written')
  assert.equal(record.versions.at(-1)?.note?.length, 1)
})

test('what does not pass our own check is never sent', async () => {
  const record = recordOf(taskOf('requested', '1'), honest)
  const changed = await record.writer.change('Task', '8', '1', (task) => ({
    ...task,
    description: 'bsn 111222333',
  }))
  assert.deepEqual(changed, {
    kind: 'refused',
    issues: [{ path: 'Task.description', code: 'bsn' }],
  })
  assert.equal(record.updates(), 0)
})

test('a fault that others left in the record does not stop a change, one of our own does', async () => {
  const faulty = taskOf('requested', '1', { description: ' ', note: [{ text: '' }] })
  const record = recordOf(faulty, honest)
  assert.equal((await record.writer.change('Task', '8', '1', accept)).kind, 'written')
  const worse = await record.writer.change('Task', '8', '2', (task) => ({
    ...task,
    instantiatesUri: '',
  }))
  assert.deepEqual(worse, {
    kind: 'refused',
    issues: [{ path: 'Task.instantiatesUri', code: 'empty' }],
  })
})

const lost = (code: FhirCode) => (apply: () => Task) => {
  apply()
  throw new FhirError(code)
}

for (const code of ['timeout', 'unreachable', 'unavailable', 'not-fhir', 'conflict'] as const) {
  test(`a change whose answer was lost (${code}) is found again`, async () => {
    const record = recordOf(taskOf('requested', '1'), lost(code))
    const changed = await record.writer.change('Task', '8', '1', accept)
    assert.deepEqual(changed, { kind: 'written', refs: [{ ref: 'Task/8', versionId: '2' }] })
    assert.equal(record.versions.length, 2)
  })
}

test('a change whose answer was lost is found again at a server without history', async () => {
  const record = recordOf(taskOf('requested', '1'), lost('conflict'), { noHistory: true })
  assert.equal((await record.writer.change('Task', '8', '1', accept)).kind, 'written')
})

const outcomes: readonly (readonly [string, FhirCode, Changed])[] = [
  ['silence with nothing changed stays unknown', 'timeout', { kind: 'unknown', code: 'timeout' }],
  [
    'a failure with nothing changed is a failure',
    'unavailable',
    { kind: 'failed', code: 'unavailable' },
  ],
  [
    'an unreadable answer with nothing changed is a failure',
    'not-fhir',
    { kind: 'failed', code: 'not-fhir' },
  ],
  ['a refusal of the content is a failure', 'invalid', { kind: 'failed', code: 'invalid' }],
  ['a refusal of the sender is a failure', 'forbidden', { kind: 'failed', code: 'forbidden' }],
  [
    'a server that goes on to answer with a conflict leaves it unknown',
    'conflict',
    { kind: 'unknown', code: 'conflict' },
  ],
]

for (const [name, code, expected] of outcomes) {
  test(name, async () => {
    const record = recordOf(taskOf('requested', '1'), () => {
      throw new FhirError(code)
    })
    assert.deepEqual(await record.writer.change('Task', '8', '1', accept), expected)
    assert.equal(record.versions.length, 1)
  })
}

test('a conflict of a busy moment is tried again', async () => {
  const record = recordOf(taskOf('requested', '1'), (apply, tries) => {
    if (tries < 3) throw new FhirError('conflict')
    return apply()
  })
  assert.equal((await record.writer.change('Task', '8', '1', accept)).kind, 'written')
  assert.equal(record.updates(), 3)
})

test('somebody who was a moment earlier makes it stale', async () => {
  const record = recordOf(taskOf('requested', '1'), (apply, _tries, put) => {
    put({ status: 'cancelled' })
    return apply()
  })
  assert.deepEqual(await record.writer.change('Task', '8', '1', accept), { kind: 'stale' })
})

test('without a version whatever stands there now is changed, also after somebody was earlier', async () => {
  const record = recordOf(taskOf('requested', '1'), (apply, tries, put) => {
    if (tries === 1) put({ status: 'on-hold', description: 'wacht' })
    return apply()
  })
  const changed = await record.writer.change('Task', '8', undefined, accept)
  assert.equal(changed.kind, 'written')
  assert.equal(record.versions.at(-1)?.description, 'wacht')
})

test('a resource that cannot be read is not changed', async () => {
  const record = recordOf(taskOf('requested', '1'), honest, { fail: () => 'gone' })
  assert.deepEqual(await record.writer.change('Task', '8', '1', accept), {
    kind: 'failed',
    code: 'gone',
  })
})

test('silence after which nothing can be read is unknown', async () => {
  const record = recordOf(taskOf('requested', '1'), lost('timeout'), {
    fail: (reads) => (reads > 1 ? 'unreachable' : undefined),
  })
  assert.deepEqual(await record.writer.change('Task', '8', '1', accept), {
    kind: 'unknown',
    code: 'timeout',
  })
})

test('given up before anything was sent is a failure, given up halfway is unknown', async () => {
  const early = AbortSignal.abort()
  const never: FhirClient = {
    ...clientOf({}),
    read: async (_type, _id, options) => {
      options?.signal?.throwIfAborted()
      throw new FhirError('not-found')
    },
  }
  const writer = createRecordWriter(never, validator)
  assert.deepEqual(await writer.change('Task', '8', '1', accept, early), {
    kind: 'failed',
    code: 'timeout',
  })
  const late = new AbortController()
  const record = recordOf(taskOf('requested', '1'), () => {
    late.abort()
    throw late.signal.reason
  })
  assert.deepEqual(await record.writer.change('Task', '8', '1', accept, late.signal), {
    kind: 'unknown',
    code: 'timeout',
  })
})

test('an edit that makes another resource of it is a mistake of ours', async () => {
  const { writer } = recordOf(taskOf('requested', '1'), honest)
  await assert.rejects(
    writer.change('Task', '8', '1', (task) => ({ ...task, id: '9' })),
    TypeError,
  )
})

test('what a server adds of itself is no difference, what a person wrote is', () => {
  const one = taskOf('accepted', '1')
  assert.equal(saysTheSame(one, { ...taskOf('accepted', '2'), meta: { source: '#x' } }), true)
  assert.equal(saysTheSame(one, taskOf('accepted', '1', { description: '' })), false)
  assert.equal(saysTheSame(one, taskOf('completed', '1')), false)
  assert.equal(
    saysTheSame(taskOf('draft', '1', { note: [{ text: 'a' }, { text: 'b' }] }), {
      ...taskOf('draft', '1', { note: [{ text: 'b' }, { text: 'a' }] }),
    }),
    false,
  )
})
