import assert from 'node:assert/strict'
import type { ServerResponse } from 'node:http'
import { test } from 'node:test'
import { assertSilent, impatientClient, refusal, secretToken } from '../../../test/fhir-refusal.ts'
import { giveJson, type Seen, startLoopbackServer } from '../../../test/loopback-server.ts'

const bsn = '999900596'
const remark = 'Jansen heeft koorts'
const hidden = [secretToken, bsn, remark, 'identifier']

const outcome = (code: string, severity = 'error') => ({
  resourceType: 'OperationOutcome',
  issue: [{ severity, code, diagnostics: remark, details: { text: bsn } }],
})

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
  { name: '502', answer: status(502), code: 'timeout' },
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
    await using client = impatientClient(server.url, { requestTimeoutMs: 400 })
    const search = client.search('Patient', { identifier: bsn }, { post: true })
    const error = await refusal(search)
    assert.equal(error.code, code)
    if (issues !== undefined) assert.deepEqual(error.issues, issues)
    if (tries !== undefined) assert.equal(server.seen.length, tries)
    assertSilent(error, [...hidden, server.url.slice(7)])
  })
}
