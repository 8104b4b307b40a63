import assert from 'node:assert/strict'
import type { ServerResponse } from 'node:http'
import { test } from 'node:test'
import type { Bundle } from '@medplum/fhirtypes'
import { assertSilent, impatientClient, refusal, secretToken } from '../../../test/fhir-refusal.ts'
import { giveJson, type Seen, startLoopbackServer } from '../../../test/loopback-server.ts'

const remark = 'Jansen heeft koorts'
const hidden = [secretToken, remark, 'identifier']
const patient = { resourceType: 'Patient', id: 'p1' } as const

const outcome = (code: string, severity = 'error') => ({
  resourceType: 'OperationOutcome',
  issue: [{ severity, code, diagnostics: remark }],
})

const status =
  (code: number, body: unknown = outcome('processing'), headers = {}) =>
  (_: Seen, response: ServerResponse) =>
    giveJson(response, body, code, headers)

test('a server that is not there is unreachable', async () => {
  const server = await startLoopbackServer(() => {})
  await server[Symbol.asyncDispose]()
  await using client = impatientClient(server.url)
  const error = await refusal(client.read('Patient', 'p1'))
  assert.equal(error.code, 'unreachable')
  assertSilent(error, [...hidden, server.url.slice(7)])
})

test('an id that could leave its place in the URL is refused before anything is sent', async () => {
  await using server = await startLoopbackServer((_, response) => giveJson(response, patient))
  await using client = impatientClient(server.url)
  for (const id of ['1/../../admin?x=1', '..', '', 'a b', '%2e%2e', 'x'.repeat(65)]) {
    const error = await refusal(client.read('Patient', id))
    assert.equal(error.code, 'invalid')
  }
  assert.equal(server.seen.length, 0)
})

test('whatever is asked, the server is told not to answer from memory', async () => {
  await using server = await startLoopbackServer(({ path }, response) =>
    giveJson(response, path.includes('p1') ? patient : { resourceType: 'Bundle', entry: [] }),
  )
  await using client = impatientClient(server.url)
  await client.read('Patient', 'p1')
  await client.search('Task', { patient: 'p2' })
  await client.search('Task', { identifier: 'x' }, { post: true })
  assert.deepEqual(
    server.seen.map(({ headers }) => headers['cache-control']),
    ['no-cache', 'no-cache', 'no-cache'],
  )
})

test('a server that answers a read with another record is not believed', async () => {
  await using server = await startLoopbackServer((_, response) => giveJson(response, patient))
  await using client = impatientClient(server.url)
  assert.equal((await refusal(client.read('Patient', 'p2'))).code, 'not-fhir')
  assert.equal((await client.read('Patient', 'p1')).id, 'p1')
})

test('a busy server is asked again after the time it names', async () => {
  await using server = await startLoopbackServer((_, response) => {
    if (server.seen.length < 3) giveJson(response, {}, 503, { 'retry-after': '0' })
    else giveJson(response, patient)
  })
  await using client = impatientClient(server.url)
  assert.equal((await client.read('Patient', 'p1')).id, 'p1')
  assert.equal(server.seen.length, 3)
})

test('an abort of the caller ends the call with the reason of the caller', async () => {
  await using server = await startLoopbackServer(() => {})
  await using client = impatientClient(server.url)
  const caller = new AbortController()
  const call = client.read('Patient', 'p1', { signal: caller.signal })
  const reason = new Error('enough')
  caller.abort(reason)
  await assert.rejects(call, (error) => error === reason)
})

test('a refused token is tried once more only when there is another one', async () => {
  await using server = await startLoopbackServer((_, response) => giveJson(response, {}, 401))
  await using client = impatientClient(server.url, { auth: { kind: 'none' } })
  assert.equal((await refusal(client.read('Patient', 'p1'))).code, 'unauthorized')
  assert.equal(server.seen.length, 1)
  assert.equal(server.seen[0]?.headers['authorization'], undefined)
})

const transaction = {
  resourceType: 'Bundle',
  type: 'transaction',
  entry: [
    {
      resource: { resourceType: 'Basic', code: { text: remark } },
      request: { method: 'POST', url: 'Basic', ifNoneExist: 'identifier=x' },
    },
  ],
} satisfies Bundle

const written = {
  resourceType: 'Bundle',
  type: 'transaction-response',
  entry: [{ response: { status: '201 Created' } }],
}

test('a transaction that clashes with another is repeated until it is through', async () => {
  await using server = await startLoopbackServer((_, response) => {
    if (server.seen.length < 3) giveJson(response, outcome('conflict'), 409)
    else giveJson(response, written)
  })
  await using client = impatientClient(server.url)
  assert.equal((await client.transaction(transaction)).type, 'transaction-response')
  assert.equal(server.seen.length, 3)
  assert.equal(server.seen[2]?.body, JSON.stringify(transaction))
})

test('a transaction whose answer was lost is repeated', async () => {
  await using server = await startLoopbackServer((_, response) => {
    if (server.seen.length === 1) response.socket?.resetAndDestroy()
    else giveJson(response, written)
  })
  await using client = impatientClient(server.url)
  assert.equal((await client.transaction(transaction)).type, 'transaction-response')
})

test('a conditional create that fits several records is ambiguous and never repeated', async () => {
  await using server = await startLoopbackServer(status(412, outcome('multiple-matches')))
  await using client = impatientClient(server.url)
  const error = await refusal(client.transaction(transaction))
  assert.equal(error.code, 'ambiguous')
  assertSilent(error, [...hidden, server.url.slice(7)])
  assert.equal(server.seen.length, 1)
})

test('a transaction of which one entry failed has failed', async () => {
  const half = {
    ...written,
    entry: [{ response: { status: '422', outcome: outcome('required') } }],
  }
  await using server = await startLoopbackServer(status(200, half))
  await using client = impatientClient(server.url)
  const error = await refusal(client.transaction(transaction))
  assert.equal(error.code, 'invalid')
  assert.deepEqual(error.issues, ['required'])
})

test('a transaction that could write twice is not sent', async () => {
  await using server = await startLoopbackServer(status(200, written))
  await using client = impatientClient(server.url)
  const bare = {
    ...transaction,
    entry: [{ request: { method: 'POST', url: 'Basic' } }],
  } satisfies Bundle
  assert.equal((await refusal(client.transaction(bare))).code, 'invalid')
  assert.equal(server.seen.length, 0)
})

test('the capability statement tells what can be searched, and until then everything may be tried', async () => {
  const statement = {
    resourceType: 'CapabilityStatement',
    fhirVersion: '4.0.1',
    rest: [{ mode: 'server', resource: [{ type: 'Patient', searchParam: [{ name: 'name' }] }] }],
  }
  await using server = await startLoopbackServer(status(200, statement))
  await using client = impatientClient(server.url)
  assert.equal(client.supports('Patient', 'telecom'), true)
  assert.equal(client.serves?.('Task'), true)
  await client.check()
  assert.equal(client.serves?.('Patient'), true)
  assert.equal(client.serves?.('Task'), false)
  assert.equal(client.supports('Patient', 'telecom'), false)
  assert.equal(client.supports('Patient', 'name:exact'), true)
  assert.equal(client.supports('Patient', '_include'), true)
  assert.equal(client.supports('Task', 'name'), false)
})

test('a statement that lists no types leaves none out', async () => {
  const statement = { resourceType: 'CapabilityStatement', fhirVersion: '4.0.1' }
  await using server = await startLoopbackServer(status(200, statement))
  await using client = impatientClient(server.url)
  await client.check()
  assert.equal(client.serves?.('EpisodeOfCare'), true)
})

test('a server of another FHIR version does not pass the check', async () => {
  const statement = { resourceType: 'CapabilityStatement', fhirVersion: '3.0.2' }
  await using server = await startLoopbackServer(status(200, statement))
  await using client = impatientClient(server.url)
  assert.equal((await refusal(client.check())).code, 'not-fhir')
})

test('two hundred reads at once open no more sockets than allowed', async () => {
  const sockets = new Set<unknown>()
  await using server = await startLoopbackServer((_, response) => {
    sockets.add(response.socket)
    giveJson(response, patient)
  })
  await using client = impatientClient(server.url, { connections: 3, requestTimeoutMs: 5000 })
  await Promise.all(Array.from({ length: 200 }, () => client.read('Patient', 'p1')))
  assert.equal(server.seen.length, 200)
  assert.ok(sockets.size <= 3)
})
