import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Task } from '@medplum/fhirtypes'
import { assertSilent, impatientClient, refusal, secretToken } from '../../../test/fhir-refusal.ts'
import { giveJson, startLoopbackServer } from '../../../test/loopback-server.ts'

const task: Task = {
  resourceType: 'Task',
  id: 't1',
  meta: { versionId: '3' },
  status: 'accepted',
  intent: 'order',
  description: 'Jansen heeft koorts',
}

test('an update names the version it replaces and asks for what stands there after it', async () => {
  const stored = { ...task, meta: { versionId: '4' } }
  await using server = await startLoopbackServer((_, response) => giveJson(response, stored))
  await using client = impatientClient(server.url)
  assert.deepEqual(await client.update(task, '3'), stored)
  const [seen] = server.seen
  assert.deepEqual(
    [seen?.method, seen?.path, seen?.headers['if-match'], seen?.headers['prefer']],
    ['PUT', '/fhir/Task/t1', 'W/"3"', 'return=representation'],
  )
  assert.deepEqual(JSON.parse(seen?.body ?? ''), task)
})

for (const status of [409, 412]) {
  test(`a version that is no longer there (${status}) is a conflict, and not tried again`, async () => {
    await using server = await startLoopbackServer((_, response) => giveJson(response, {}, status))
    await using client = impatientClient(server.url)
    const error = await refusal(client.update(task, '3'))
    assert.equal(error.code, 'conflict')
    assert.equal(server.seen.length, 1)
    assertSilent(error, [secretToken, 'Jansen', 't1'])
  })
}

test('a busy server is asked again, and a conflict after it is left to the caller', async () => {
  await using server = await startLoopbackServer((_, response) =>
    giveJson(response, {}, server.seen.length === 1 ? 503 : 412, { 'retry-after': '0' }),
  )
  await using client = impatientClient(server.url)
  assert.equal((await refusal(client.update(task, '3'))).code, 'conflict')
  assert.equal(server.seen.length, 2)
})

test('silence is not asked again, because the request may still be at work', async () => {
  await using server = await startLoopbackServer(() => {})
  await using client = impatientClient(server.url, { requestTimeoutMs: 300 })
  assert.equal((await refusal(client.update(task, '3'))).code, 'timeout')
  assert.equal(server.seen.length, 1)
})

for (const [name, answer] of [
  ['another resource', { ...task, id: 't2' }],
  ['a remark', { resourceType: 'OperationOutcome', issue: [] }],
  ['nothing', undefined],
] as const) {
  test(`a server that answers an update with ${name} does not say what stands there`, async () => {
    await using server = await startLoopbackServer((_, response) => giveJson(response, answer))
    await using client = impatientClient(server.url)
    assert.equal((await refusal(client.update(task, '3'))).code, 'not-fhir')
  })
}

test('an id or a version that could leave its place is refused before anything is sent', async () => {
  await using server = await startLoopbackServer((_, response) => giveJson(response, task))
  await using client = impatientClient(server.url)
  const { id: _id, ...nameless } = task
  assert.equal((await refusal(client.update({ ...task, id: '../x' }, '3'))).code, 'invalid')
  assert.equal((await refusal(client.update(nameless, '3'))).code, 'invalid')
  assert.equal((await refusal(client.update(task, '3"\r\nx: y'))).code, 'invalid')
  assert.equal((await refusal(client.read('Task', 't1', { version: '../3' }))).code, 'invalid')
  assert.equal(server.seen.length, 0)
})

test('what is read to be written back keeps its references as they stand in the record', async () => {
  await using server = await startLoopbackServer((_, response) =>
    giveJson(response, { ...task, focus: { reference: `${server.url}/fhir/Task/1/_history/2` } }),
  )
  await using client = impatientClient(server.url)
  const kept = await client.read('Task', 't1', { verbatim: true, version: '2' })
  assert.equal(kept.focus?.reference, `${server.url}/fhir/Task/1/_history/2`)
  assert.equal((await client.read('Task', 't1')).focus?.reference, 'Task/1')
  assert.deepEqual(
    server.seen.map(({ path }) => path),
    ['/fhir/Task/t1/_history/2', '/fhir/Task/t1'],
  )
})

test('what is read to be written back keeps its statuses as they are spelled in the record', async () => {
  const odd = { ...task, status: ' Accepted', focus: { reference: 'Task/1' } }
  await using server = await startLoopbackServer((_, response) => giveJson(response, odd))
  await using client = impatientClient(server.url)
  assert.deepEqual(await client.read('Task', 't1', { verbatim: true }), odd)
  assert.deepEqual(await client.read('Task', 't1'), { ...odd, status: 'accepted' })
})
