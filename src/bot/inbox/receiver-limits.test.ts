import assert from 'node:assert/strict'
import { once } from 'node:events'
import { request as httpRequest, type IncomingMessage } from 'node:http'
import { connect } from 'node:net'
import { text } from 'node:stream/consumers'
import { test } from 'node:test'
import {
  ask,
  bearer,
  errcodeOf,
  event,
  put,
  withReceiver,
} from '../../../test/receiver-under-test.ts'

test('a wrong token is refused before the body is sent', () =>
  withReceiver({}, async (made) => {
    const headers = { authorization: 'Bearer wrong', 'content-length': '1000000' }
    const request = httpRequest(`${made.url}${put}`, { method: 'PUT', headers })
    request.on('error', () => undefined)
    request.flushHeaders()
    const response: IncomingMessage = (await once(request, 'response'))[0]
    assert.equal(response.statusCode, 403)
    request.destroy()
  }))

test('a body of 17 MiB is refused, announced or not, and the next request is served', () =>
  withReceiver({}, async (made) => {
    const chunk = Buffer.alloc(1024 * 1024, 0x20)
    for (const headers of [{ 'content-length': String(17 * chunk.length) }, {}]) {
      const all = { ...bearer, ...headers }
      const request = httpRequest(`${made.url}${put}`, { method: 'PUT', headers: all })
      request.on('error', () => undefined)
      const answered = once(request, 'response')
      for (let n = 0; n < 17; n += 1) request.write(chunk)
      request.end()
      const response: IncomingMessage = (await answered)[0]
      assert.equal(response.statusCode, 413)
      assert.equal(response.headers.connection, 'close')
      assert.equal(errcodeOf(JSON.parse(await text(response))), 'M_TOO_LARGE')
    }
    assert.equal(made.accepted.length, 0)
    assert.equal((await ask(made, 'PUT', put, { body: '{"events":[]}' })).status, 200)
  }))

test('a body of 15 MiB is accepted', () =>
  withReceiver({}, async (made) => {
    const content = { body: 'x'.repeat(15 * 1024 * 1024) }
    const body = JSON.stringify({ events: [{ ...event('$1'), content }] })
    assert.equal((await ask(made, 'PUT', put, { body })).status, 200)
    assert.equal(made.accepted[0]?.batch.length, 1)
  }))

test('an occupied port is a rejection', () =>
  withReceiver({}, async ({ port }) => {
    const second = withReceiver({ listen: { host: '127.0.0.1', port } }, async () => undefined)
    await assert.rejects(second, { code: 'EADDRINUSE' })
  }))

for (const [what, sent] of [
  ['headers', 'PUT / HTTP/1.1\r\nHost: x\r\n'],
  [
    'a body',
    `PUT ${put} HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer right\r\nContent-Length: 100\r\n\r\n{`,
  ],
] as const) {
  test(`a sender that never finishes ${what} is cut off, and nothing is accepted`, () => {
    const limits = { headersMs: 150, requestMs: 250 }
    return withReceiver({ limits }, async (made) => {
      const socket = connect(made.port, '127.0.0.1')
      socket.write(sent)
      const answer = await text(socket)
      assert.match(answer, /^HTTP\/1.1 408/)
      assert.equal(made.accepted.length, 0)
      assert.deepEqual(made.logged, [])
    })
  })
}

test('stopping lets a request under way finish, closes what is kept alive and takes nothing new', async () => {
  let commit: ((added: number) => void) | undefined
  const reached = Promise.withResolvers<void>()
  const accept = () => {
    reached.resolve()
    return new Promise<number>((resolve) => {
      commit = resolve
    })
  }
  await withReceiver({ store: { accept } }, async (made) => {
    const idle = connect(made.port, '127.0.0.1')
    await once(idle, 'connect')
    idle.write('GET /health HTTP/1.1\r\nHost: x\r\n\r\n')
    await once(idle, 'data')
    const idleClosed = once(idle, 'close')
    const body = JSON.stringify({ events: [event('$1')] })
    const answer = ask(made, 'PUT', put, { body })
    await reached.promise
    const stopped = made.stop()
    await idleClosed
    await assert.rejects(ask(made, 'GET', '/health'))
    commit?.(1)
    assert.equal((await answer).status, 200)
    await stopped
    assert.equal(made.woken(), 1)
  })
})

test('stopping does not wait for ever for a sender that hangs', () =>
  withReceiver({ limits: { stopMs: 100 } }, async (made) => {
    const socket = connect(made.port, '127.0.0.1')
    socket.on('error', () => undefined)
    socket.write(
      `PUT ${put} HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer right\r\nContent-Length: 9\r\n\r\n{`,
    )
    await once(socket, 'connect')
    assert.equal((await ask(made, 'GET', '/health')).status, 200)
    await made.stop()
    assert.equal(made.accepted.length, 0)
  }))
