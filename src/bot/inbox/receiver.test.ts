import assert from 'node:assert/strict'
import { test } from 'node:test'
import { ask, errcodeOf, event, put, withReceiver } from '../../../test/receiver-under-test.ts'
import { createReceiver } from './receiver.ts'

const silent = () => undefined

test('a transaction is answered with an empty object after it is stored', () =>
  withReceiver({}, async (made) => {
    const events = [event('$1'), event('$2')]
    const body = JSON.stringify({ events, ephemeral: [{ type: 'm.typing' }] })
    const answer = await ask(made, 'PUT', `${put}?x=y`, { body })
    assert.deepEqual(answer, { status: 200, body: {}, type: 'application/json' })
    assert.deepEqual(
      made.accepted[0]?.batch.map(({ id, lane }) => [id, lane]),
      [
        ['$1', '!r'],
        ['$2', '!r'],
      ],
    )
    assert.deepEqual(made.accepted[0]?.extras?.ephemeral, [{ type: 'm.typing' }])
    assert.equal(made.woken(), 1)
  }))

test('nobody is woken when nothing was new, and malformed events go into a lane of their own', () =>
  withReceiver({ store: { accept: async () => 0 } }, async (made) => {
    const body = JSON.stringify({ events: [event('$1'), { sender: 'secret words' }] })
    assert.equal((await ask(made, 'PUT', put, { body })).status, 200)
    assert.equal(made.woken(), 0)
    assert.equal(made.logged.length, 1)
    assert.ok(!made.logged.join('').includes('secret words'))
  }))

test('a malformed event is accepted for an operator beside the others', () =>
  withReceiver({}, async (made) => {
    const body = JSON.stringify({ events: [{ sender: '@a:x' }, event('$1')] })
    assert.equal((await ask(made, 'PUT', put, { body })).status, 200)
    const lanes = made.accepted[0]?.batch.map(({ lane }) => lane)
    assert.deepEqual(lanes, ['!r', 'malformed'])
  }))

test('the same event in three transactions is given to the store three times, whatever the transaction id', () =>
  withReceiver({}, async (made) => {
    const body = JSON.stringify({ events: [event('$1')] })
    for (const id of ['7', '1', '1']) {
      const path = `/_matrix/app/v1/transactions/${id}`
      assert.equal((await ask(made, 'PUT', path, { body })).status, 200)
    }
    assert.equal(made.accepted.length, 3)
  }))

const refusals: readonly (readonly [string, Record<string, string>, number, string])[] = [
  ['no token', {}, 401, 'M_MISSING_TOKEN'],
  ['a token in another scheme', { authorization: 'Basic right' }, 401, 'M_MISSING_TOKEN'],
  ['an empty token', { authorization: 'Bearer ' }, 401, 'M_MISSING_TOKEN'],
  ['a wrong token', { authorization: 'Bearer wrong' }, 403, 'M_FORBIDDEN'],
  ['a longer token', { authorization: 'Bearer rightt' }, 403, 'M_FORBIDDEN'],
]

for (const [what, headers, status, errcode] of refusals) {
  test(`nothing is accepted or told with ${what}`, () =>
    withReceiver({}, async (made) => {
      const body = JSON.stringify({ events: [event('$1')] })
      const paths = [
        ['PUT', `${put}?access_token=right`],
        ['POST', '/_matrix/app/v1/ping'],
      ] as const
      for (const [method, path] of paths) {
        const answer = await ask(made, method, path, { headers, body })
        assert.equal(answer.status, status)
        assert.equal(errcodeOf(answer.body), errcode)
      }
      const get = await ask(made, 'GET', '/_matrix/app/v1/users/%40zorgbot_1%3Ax', { headers })
      assert.equal(errcodeOf(get.body), errcode)
      assert.equal(made.accepted.length, 0)
    }))
}

const bodies: readonly (readonly [string, string])[] = [
  ['', 'M_NOT_JSON'],
  ['{"events":[', 'M_NOT_JSON'],
  ['<html>', 'M_NOT_JSON'],
  ['[]', 'M_BAD_JSON'],
  ['{}', 'M_BAD_JSON'],
  ['{"events":{}}', 'M_BAD_JSON'],
]

for (const [body, errcode] of bodies) {
  test(`a body that is no transaction gets 400: ${body}`, () =>
    withReceiver({}, async (made) => {
      const answer = await ask(made, 'PUT', put, { body })
      assert.deepEqual([answer.status, errcodeOf(answer.body)], [400, errcode])
      assert.equal(made.accepted.length, 0)
    }))
}

test('when the store fails the homeserver is told to come back, without what failed', () => {
  const accept = { accept: () => Promise.reject(new Error('secret words')) }
  return withReceiver({ store: accept }, async (made) => {
    const body = JSON.stringify({ events: [event('$1')] })
    const answer = await ask(made, 'PUT', put, { body })
    assert.equal(answer.status, 503)
    assert.ok(!JSON.stringify(answer.body).includes('secret words'))
    assert.equal(made.woken(), 0)
  })
})

const questions: readonly (readonly [string, string, number, string | undefined])[] = [
  ['GET', '/_matrix/app/v1/users/%40zorgbot_1%3Ax', 200, undefined],
  ['GET', '/_matrix/app/v1/users/@zorgbot_1:x', 200, undefined],
  ['GET', '/_matrix/app/v1/users/@other:x', 404, 'M_NOT_FOUND'],
  ['GET', '/_matrix/app/v1/users/%E0%A4%A', 404, 'M_NOT_FOUND'],
  ['GET', '/_matrix/app/v1/rooms/%23careteam%2F1%3Ax', 200, undefined],
  ['GET', '/_matrix/app/v1/rooms/%23other%3Ax', 404, 'M_NOT_FOUND'],
  ['POST', '/_matrix/app/v1/ping', 200, undefined],
  ['GET', '/_matrix/app/v1/thirdparty/protocol/x', 404, 'M_NOT_FOUND'],
  ['GET', '/_matrix/app/v1/thirdparty/user', 404, 'M_NOT_FOUND'],
  ['GET', '/_matrix/app/v1/thirdparty/location?alias=x', 404, 'M_NOT_FOUND'],
  ['POST', put, 405, 'M_UNRECOGNIZED'],
  ['GET', put, 405, 'M_UNRECOGNIZED'],
  ['GET', '/_matrix/app/v1/ping', 405, 'M_UNRECOGNIZED'],
  ['DELETE', '/health', 405, 'M_UNRECOGNIZED'],
  ['PUT', '/transactions/1', 404, 'M_UNRECOGNIZED'],
  ['PUT', '/_matrix/app/v1/transactions/', 404, 'M_UNRECOGNIZED'],
  ['GET', '/_matrix/app/v1/other', 404, 'M_UNRECOGNIZED'],
  ['GET', '/', 404, 'M_UNRECOGNIZED'],
]

for (const [method, path, status, errcode] of questions) {
  test(`${method} ${path} is answered with ${status}`, () =>
    withReceiver({}, async (made) => {
      const body = method === 'GET' ? {} : { body: '{"transaction_id":"x"}' }
      const answer = await ask(made, method, path, body)
      assert.deepEqual([answer.status, errcodeOf(answer.body)], [status, errcode])
      assert.equal(answer.type, 'application/json')
      if (status === 200) assert.deepEqual(answer.body, {})
    }))
}

test('anybody may ask whether it lives and what is not ready', async () => {
  const rooms = ['!e']
  const ready = async () => ({ missing: ['fhir'], encryptedRooms: rooms })
  await withReceiver({ ready }, async (made) => {
    assert.equal((await ask(made, 'GET', '/health', { headers: {} })).status, 200)
    const answer = await ask(made, 'GET', '/ready', { headers: {} })
    assert.equal(answer.status, 503)
    assert.deepEqual(answer.body, { ready: false, missing: ['fhir'], encryptedRooms: rooms })
  })
  await withReceiver({}, async (made) => {
    const answer = await ask(made, 'GET', '/ready', { headers: {} })
    assert.equal(answer.status, 200)
    assert.deepEqual(answer.body, { ready: true, missing: [], encryptedRooms: [] })
  })
})

test('without a token of the homeserver there is no receiver', () => {
  const parts = { listen: { host: '127.0.0.1', port: 0 }, store: { accept: async () => 0 } }
  const log = { debug: silent, info: silent, warn: silent, error: silent }
  const rest = {
    onAccepted: silent,
    ownsUser: () => false,
    ownsAlias: () => false,
    ready: async () => ({ missing: [], encryptedRooms: [] }),
    log,
  }
  for (const hsToken of ['', '  ']) {
    assert.throws(() => createReceiver({ ...parts, ...rest, hsToken }), /token/)
  }
})
