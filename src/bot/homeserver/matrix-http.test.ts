import assert from 'node:assert/strict'
import { test } from 'node:test'
import { inspect } from 'node:util'
import { type Override, startMatrix, token } from '../../../test/fakes/matrix-server.ts'
import { giveJson } from '../../../test/loopback-server.ts'
import { MatrixError } from '../gateway.ts'

/** Every send is answered by `override`. */
const onSend =
  (override: Override): Override =>
  (seen, response) =>
    seen.path.includes('/send/') ? override(seen, response) : undefined

const failureOf = async (override: Override, timeoutMs = 2000): Promise<MatrixError> => {
  await using at = await startMatrix(onSend(override), { timeoutMs, patienceMs: 300 })
  await at.gateway.start()
  const error: unknown = await at.gateway
    .send('!r:z', { body: 'x' }, 't1')
    .catch((reason: unknown) => reason)
  assert.ok(error instanceof MatrixError, 'it failed as a MatrixError')
  const everything = [
    error.message,
    error.stack,
    JSON.stringify(error),
    inspect(error, { depth: 9, showHidden: true }),
    String(error.cause),
  ].join('\n')
  assert.ok(!everything.includes(token), 'the token is nowhere')
  assert.doesNotMatch(everything, /127\.0\.0\.1|_matrix/)
  return error
}

test('429 is waited out as Retry-After says', async () => {
  let tries = 0
  const times: number[] = []
  await using at = await startMatrix(
    onSend((_seen, response) => {
      tries += 1
      times.push(performance.now())
      if (tries > 1) return undefined
      giveJson(response, { errcode: 'M_LIMIT_EXCEEDED' }, 429, { 'retry-after': '1' })
      return true
    }),
  )
  await at.gateway.start()
  assert.equal(await at.gateway.send('!r:z', {}, 't1'), '$sent')
  const [first = 0, second = 0] = times
  assert.equal(tries, 2)
  assert.ok(second - first >= 950, `waited ${second - first} ms`)
})

test('429 with the older field in the body is waited out too', async () => {
  let tries = 0
  const times: number[] = []
  await using at = await startMatrix(
    onSend((_seen, response) => {
      tries += 1
      times.push(performance.now())
      if (tries > 1) return undefined
      giveJson(response, { errcode: 'M_LIMIT_EXCEEDED', retry_after_ms: 200 }, 429)
      return true
    }),
  )
  await at.gateway.start()
  assert.equal(await at.gateway.send('!r:z', {}, 't1'), '$sent')
  const [first = 0, second = 0] = times
  assert.ok(second - first >= 190, `waited ${second - first} ms`)
})

test('429 that lasts longer than is waited is an error that says how long', async () => {
  const error = await failureOf((_seen, response) => {
    giveJson(response, { errcode: 'M_LIMIT_EXCEEDED' }, 429, { 'retry-after': '60' })
    return true
  })
  assert.deepEqual(
    [error.code, error.status, error.retryable, error.retryAfterMs],
    ['M_LIMIT_EXCEEDED', 429, true, 60_000],
  )
})

test('a body that never ends is a timeout', async () => {
  const error = await failureOf((_seen, response) => {
    response.writeHead(200, { 'content-type': 'application/json' })
    response.write('{"event_id":')
    return true
  }, 200)
  assert.deepEqual([error.code, error.retryable], ['timeout', true])
})

test('a body that drips is a timeout as well', async () => {
  let drip: NodeJS.Timeout | undefined
  const error = await failureOf((_seen, response) => {
    response.writeHead(200, { 'content-type': 'application/json' })
    drip = setInterval(() => response.write(' '), 20)
    return true
  }, 200)
  clearInterval(drip)
  assert.equal(error.code, 'timeout')
})

test('silence is a timeout', async () => {
  const error = await failureOf(() => true, 200)
  assert.deepEqual([error.code, error.retryable], ['timeout', true])
})

test('HTML of a proxy is an error that may pass, without anything of the page', async () => {
  const error = await failureOf((seen, response) => {
    response.writeHead(502, { 'content-type': 'text/html' })
    response.end(`<html>Bad Gateway ${seen.headers['authorization']?.toString()}</html>`)
    return true
  })
  assert.deepEqual([error.code, error.status, error.retryable], ['HTTP_502', 502, true])
})

test('HTML with 200 is no answer', async () => {
  const error = await failureOf((_seen, response) => {
    response.writeHead(200, { 'content-type': 'text/html' })
    response.end(`<html>${token}</html>`)
    return true
  })
  assert.deepEqual([error.code, error.retryable], ['not-json', true])
})

test('a line that is cut, before and in the body, is unreachable', async () => {
  for (const begun of [false, true]) {
    const error = await failureOf((_seen, response) => {
      if (begun) response.write('{"event_id":')
      response.socket?.destroySoon()
      return true
    })
    assert.deepEqual([error.code, error.retryable], ['unreachable', true])
  }
})

test('a server that echoes the token as its error code is not repeated', async () => {
  const error = await failureOf((seen, response) => {
    giveJson(response, { errcode: `no ${seen.headers['authorization']?.toString()}` }, 403)
    return true
  })
  assert.deepEqual([error.code, error.retryable], ['HTTP_403', false])
})

test('a refusal keeps the code of the specification and is not tried again', async () => {
  const error = await failureOf((_seen, response) => {
    giveJson(response, { errcode: 'M_FORBIDDEN', error: token }, 403)
    return true
  })
  assert.deepEqual([error.code, error.status, error.retryable], ['M_FORBIDDEN', 403, false])
})

test('a homeserver that is not there is unreachable', async () => {
  const at = await startMatrix()
  await at.gateway.start()
  await at[Symbol.asyncDispose]()
  await assert.rejects(at.gateway.send('!r:z', {}, 't1'), { code: 'unreachable', retryable: true })
})
