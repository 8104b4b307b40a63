import assert from 'node:assert/strict'
import type { ServerResponse } from 'node:http'
import { test } from 'node:test'
import { inspect } from 'node:util'
import type { Bundle } from '@medplum/fhirtypes'
import { giveJson, type Seen, startLoopbackServer } from '../../test/loopback-server.ts'
import { createFhirClient, type FhirClientOptions } from './client.ts'
import { FhirError } from './fhir.ts'

const secret = 'TOKEN-9f2c'
const bsn = '999900596'
const remark = 'Jansen heeft koorts'
const patient = { resourceType: 'Patient', id: 'p1' } as const

const outcome = (code: string, severity = 'error') => ({
  resourceType: 'OperationOutcome',
  issue: [{ severity, code, diagnostics: remark, details: { text: bsn } }],
})

const clientOf = (url: string, more: Partial<FhirClientOptions> = {}) => {
  const client = createFhirClient({
    baseUrl: `${url}/fhir`,
    auth: { kind: 'bearer', token: secret },
    requestTimeoutMs: 400,
    totalTimeoutMs: 1500,
    random: () => 0,
    ...more,
  })
  return Object.assign(client, { [Symbol.asyncDispose]: () => client.close() })
}

const refusal = async (work: Promise<unknown>): Promise<FhirError> => {
  const error = await work.then(
    () => undefined,
    (thrown: unknown) => thrown,
  )
  assert.ok(error instanceof FhirError, `expected a FhirError, got ${inspect(error)}`)
  return error
}

const assertSilent = (error: FhirError, url: string) => {
  const all = `${error.message}\n${error.stack}\n${JSON.stringify(error)}\n${inspect(error, { depth: 9 })}`
  for (const hidden of [secret, bsn, remark, url, url.slice(7), 'identifier']) {
    assert.ok(!all.includes(hidden), 'the error tells more than its code')
  }
}

type Case = {
  readonly name: string
  readonly answer: (seen: Seen, response: ServerResponse) => void
  readonly code: string
  readonly issues?: readonly string[]
  readonly tries?: number
}

const status =
  (code: number, body: unknown = outcome('processing'), headers = {}) =>
  (_: Seen, response: ServerResponse) =>
    giveJson(response, body, code, headers)

const cases: readonly Case[] = [
  { name: '401', answer: status(401), code: 'unauthorized', tries: 1 },
  { name: '403', answer: status(403), code: 'forbidden', tries: 1 },
  {
    name: '404',
    answer: status(404, outcome('not-found')),
    code: 'not-found',
    issues: ['not-found'],
  },
  { name: '410', answer: status(410), code: 'gone' },
  { name: '400', answer: status(400, outcome('invalid')), code: 'invalid', issues: ['invalid'] },
  { name: '409', answer: status(409), code: 'conflict', tries: 1 },
  { name: '412', answer: status(412), code: 'conflict' },
  {
    name: '422 with an OperationOutcome',
    answer: status(422, outcome('business-rule')),
    code: 'invalid',
    issues: ['business-rule'],
    tries: 1,
  },
  {
    name: '422 whose issue code is free text',
    answer: status(422, outcome(remark)),
    code: 'invalid',
    issues: [],
  },
  {
    name: '429 with a short Retry-After',
    answer: status(429, {}, { 'retry-after': '0' }),
    code: 'too-many-requests',
    tries: 4,
  },
  {
    name: '429 with a Retry-After of an hour',
    answer: status(429, {}, { 'retry-after': '3600' }),
    code: 'too-many-requests',
    tries: 1,
  },
  { name: '500', answer: status(500), code: 'unavailable', tries: 1 },
  { name: '503', answer: status(503), code: 'unavailable', tries: 4 },
  { name: '304', answer: (_, response) => response.writeHead(304).end(), code: 'not-fhir' },
  { name: '204', answer: (_, response) => response.writeHead(204).end(), code: 'not-fhir' },
  {
    name: 'HTML with 200',
    answer: (_, response) =>
      response.writeHead(200, { 'content-type': 'text/html' }).end(`<html>${bsn}</html>`),
    code: 'not-fhir',
  },
  { name: 'null with 200', answer: status(200, null), code: 'not-fhir' },
  { name: 'a number with 200', answer: status(200, 7), code: 'not-fhir' },
  { name: 'an array with 200', answer: status(200, []), code: 'not-fhir' },
  {
    name: 'another resource with 200',
    answer: status(200, { resourceType: 'Basic' }),
    code: 'not-fhir',
  },
  {
    name: 'an OperationOutcome with 200',
    answer: status(200, outcome('exception')),
    code: 'invalid',
    issues: ['exception'],
  },
  {
    name: 'null entries in a Bundle',
    answer: status(200, { resourceType: 'Bundle', entry: [null] }),
    code: 'not-fhir',
  },
  { name: 'silence', answer: () => {}, code: 'timeout', tries: 1 },
  {
    name: 'a body that never ends',
    answer: (_, response) => response.writeHead(200).write('{'),
    code: 'timeout',
    tries: 1,
  },
  {
    name: 'a reset',
    answer: (_, response) => response.socket?.resetAndDestroy(),
    code: 'unreachable',
    tries: 4,
  },
  {
    name: 'a reset halfway the body',
    answer: (_, response) =>
      response.writeHead(200).write('{', () => response.socket?.resetAndDestroy()),
    code: 'unreachable',
  },
  {
    name: 'a redirect',
    answer: (_, response) => response.writeHead(302, { location: 'http://127.0.0.1:1/' }).end(),
    code: 'outside',
    tries: 1,
  },
]

for (const { name, answer, code, issues, tries } of cases) {
  test(`a server that answers with ${name} gives ${code} and nothing of what was asked`, async () => {
    await using server = await startLoopbackServer(answer)
    await using client = clientOf(server.url)
    const search = client.search('Patient', { identifier: bsn }, { post: true })
    const error = await refusal(search)
    assert.equal(error.code, code)
    if (issues !== undefined) assert.deepEqual(error.issues, issues)
    if (tries !== undefined) assert.equal(server.seen.length, tries)
    assertSilent(error, server.url)
  })
}

test('a server that is not there is unreachable', async () => {
  const server = await startLoopbackServer(() => {})
  await server[Symbol.asyncDispose]()
  await using client = clientOf(server.url)
  const error = await refusal(client.read('Patient', 'p1'))
  assert.equal(error.code, 'unreachable')
  assertSilent(error, server.url)
})

test('an id that could leave its place in the URL is refused before anything is sent', async () => {
  await using server = await startLoopbackServer((_, response) => giveJson(response, patient))
  await using client = clientOf(server.url)
  for (const id of ['1/../../admin?x=1', '..', '', 'a b', '%2e%2e', 'x'.repeat(65)]) {
    const error = await refusal(client.read('Patient', id))
    assert.equal(error.code, 'invalid')
  }
  assert.equal(server.seen.length, 0)
})

test('a server that answers a read with another record is not believed', async () => {
  await using server = await startLoopbackServer((_, response) => giveJson(response, patient))
  await using client = clientOf(server.url)
  assert.equal((await refusal(client.read('Patient', 'p2'))).code, 'not-fhir')
  assert.equal((await client.read('Patient', 'p1')).id, 'p1')
})

test('a busy server is asked again after the time it names', async () => {
  await using server = await startLoopbackServer((_, response) => {
    if (server.seen.length < 3) giveJson(response, {}, 503, { 'retry-after': '0' })
    else giveJson(response, patient)
  })
  await using client = clientOf(server.url)
  assert.equal((await client.read('Patient', 'p1')).id, 'p1')
  assert.equal(server.seen.length, 3)
})

test('an abort of the caller ends the call with the reason of the caller', async () => {
  await using server = await startLoopbackServer(() => {})
  await using client = clientOf(server.url)
  const caller = new AbortController()
  const call = client.read('Patient', 'p1', { signal: caller.signal })
  const reason = new Error('enough')
  caller.abort(reason)
  await assert.rejects(call, (error) => error === reason)
})

test('a refused token is tried once more only when there is another one', async () => {
  await using server = await startLoopbackServer((_, response) => giveJson(response, {}, 401))
  await using client = clientOf(server.url, { auth: { kind: 'none' } })
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
  await using client = clientOf(server.url)
  assert.equal((await client.transaction(transaction)).type, 'transaction-response')
  assert.equal(server.seen.length, 3)
  assert.equal(server.seen[2]?.body, JSON.stringify(transaction))
})

test('a transaction whose answer was lost is repeated', async () => {
  await using server = await startLoopbackServer((_, response) => {
    if (server.seen.length === 1) response.socket?.resetAndDestroy()
    else giveJson(response, written)
  })
  await using client = clientOf(server.url)
  assert.equal((await client.transaction(transaction)).type, 'transaction-response')
})

test('a conditional create that fits several records is ambiguous and never repeated', async () => {
  await using server = await startLoopbackServer(status(412, outcome('multiple-matches')))
  await using client = clientOf(server.url)
  const error = await refusal(client.transaction(transaction))
  assert.equal(error.code, 'ambiguous')
  assertSilent(error, server.url)
  assert.equal(server.seen.length, 1)
})

test('a transaction of which one entry failed has failed', async () => {
  const half = {
    ...written,
    entry: [{ response: { status: '422', outcome: outcome('required') } }],
  }
  await using server = await startLoopbackServer(status(200, half))
  await using client = clientOf(server.url)
  const error = await refusal(client.transaction(transaction))
  assert.equal(error.code, 'invalid')
  assert.deepEqual(error.issues, ['required'])
})

test('a transaction that could write twice is not sent', async () => {
  await using server = await startLoopbackServer(status(200, written))
  await using client = clientOf(server.url)
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
  await using client = clientOf(server.url)
  assert.equal(client.supports('Patient', 'telecom'), true)
  await client.check()
  assert.equal(client.supports('Patient', 'telecom'), false)
  assert.equal(client.supports('Patient', 'name:exact'), true)
  assert.equal(client.supports('Patient', '_include'), true)
  assert.equal(client.supports('Task', 'name'), false)
})

test('a server of another FHIR version does not pass the check', async () => {
  const statement = { resourceType: 'CapabilityStatement', fhirVersion: '3.0.2' }
  await using server = await startLoopbackServer(status(200, statement))
  await using client = clientOf(server.url)
  assert.equal((await refusal(client.check())).code, 'not-fhir')
})

test('two hundred reads at once open no more sockets than allowed', async () => {
  const sockets = new Set<unknown>()
  await using server = await startLoopbackServer((_, response) => {
    sockets.add(response.socket)
    giveJson(response, patient)
  })
  await using client = clientOf(server.url, { connections: 3, requestTimeoutMs: 5000 })
  await Promise.all(Array.from({ length: 200 }, () => client.read('Patient', 'p1')))
  assert.equal(server.seen.length, 200)
  assert.ok(sockets.size <= 3)
})
