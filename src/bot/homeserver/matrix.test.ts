import assert from 'node:assert/strict'
import { test } from 'node:test'
import { queryOf, startMatrix, token } from '../../../test/fakes/matrix-server.ts'
import { giveJson } from '../../../test/loopback-server.ts'
import type { MatrixGateway } from '../gateway.ts'

const spec = {
  aliasLocalpart: 'careteam/1',
  name: 'Zorgteam',
  space: false,
  marker: '1/room',
  initialState: [],
  powerLevels: { users: {} },
}

const everything = async (gateway: MatrixGateway) => {
  await gateway.whoami()
  await gateway.ping()
  await gateway.send('!r:z', { body: 'x' }, 't1')
  await gateway.setState('!r:z', 'm.room.name', '', { name: 'x' })
  await gateway.state('!r:z', 'm.room.name', '')
  await gateway.createRoom(spec)
  await gateway.createDirectRoom('@a:z', {})
  await gateway.roomOfAlias('careteam/1')
  await gateway.removeAlias('careteam/1')
  await gateway.invite('!r:z', '@a:z')
  await gateway.kick('!r:z', '@a:z', 'reason')
  await gateway.join('!r:z')
  await gateway.leave('!r:z')
  await gateway.members('!r:z')
  await gateway.joinedRooms()
  await gateway.history('!r:z', { limit: 10 })
  await gateway.ownAnswers('!r:z', '$e', 0)
  await gateway.receipt('!r:z', '$e')
  await gateway.typing('!r:z', true)
  await gateway.displayName('@a:z')
  await gateway.setProfile({ displayName: 'Zorgbot', avatarUrl: 'mxc://z/1' })
  await gateway.upload(new Uint8Array([1]), 'image/png', 'a.png')
}

test('the start registers without a login and makes the device, in this order', async () => {
  await using at = await startMatrix()
  await at.gateway.start()
  const [register, device, ...rest] = at.server.seen
  assert.deepEqual(JSON.parse(register?.body ?? ''), {
    type: 'm.login.application_service',
    username: 'zorgbot',
    inhibit_login: true,
  })
  assert.match(device?.path ?? '', /^\/_matrix\/client\/v3\/devices\/DEVICE\?/)
  assert.equal(device?.method, 'PUT')
  assert.deepEqual(rest, [])
})

test('every request after the start names user and device, by their stable names', async () => {
  await using at = await startMatrix()
  await at.gateway.start()
  const before = at.server.seen.length
  await everything(at.gateway)
  const later = at.server.seen.slice(before)
  assert.ok(later.length >= 22)
  for (const seen of later) {
    assert.equal(queryOf(seen).get('user_id'), '@zorgbot:z', seen.path)
    assert.equal(queryOf(seen).get('device_id'), 'DEVICE', seen.path)
    assert.equal(queryOf(seen).has('org.matrix.msc3202.device_id'), false, seen.path)
    assert.equal(seen.headers['authorization'], `Bearer ${token}`)
    assert.ok(!seen.path.includes(token))
  }
})

test('before the start nothing is sent, because it would be sent as somebody else', async () => {
  await using at = await startMatrix()
  const sending = at.gateway.send('!r:z', {}, 't1')
  await assert.rejects(sending, { code: 'not-started', retryable: true })
  await assert.rejects(at.gateway.upload(new Uint8Array(), 'image/png', 'a'), {
    code: 'not-started',
  })
  assert.deepEqual(at.server.seen, [])
})

test('a second start leaves what is under way with its device', async () => {
  const held = Promise.withResolvers<void>()
  let devices = 0
  await using at = await startMatrix((seen, response) => {
    if (!seen.path.includes('/devices/')) return undefined
    devices += 1
    if (devices === 1) return undefined
    void held.promise.then(() => giveJson(response, {}))
    return true
  })
  await at.gateway.start()
  const again = at.gateway.start()
  await at.gateway.send('!r:z', {}, 't1')
  held.resolve()
  await again
  const sent = at.server.seen.find(({ path }) => path.includes('/send/'))
  assert.ok(sent)
  assert.equal(queryOf(sent).get('device_id'), 'DEVICE')
})

test('a user that is registered already is no failure', async () => {
  await using at = await startMatrix((seen, response) => {
    if (!seen.path.includes('/register')) return undefined
    giveJson(response, { errcode: 'M_USER_IN_USE', error: 'taken' }, 400)
    return true
  })
  await at.gateway.start()
  assert.equal(await at.gateway.send('!r:z', {}, 't1'), '$sent')
})

test('a registration the homeserver does not know is an error that may pass', async () => {
  await using at = await startMatrix((_seen, response) => {
    giveJson(response, { errcode: 'M_UNKNOWN_TOKEN', error: token }, 401)
    return true
  })
  await assert.rejects(at.gateway.start(), { code: 'M_UNKNOWN_TOKEN', retryable: true })
})

test('messages of a room go one at a time and in order, those of another room do not wait', async () => {
  const waiting: { readonly path: string; readonly answer: () => void }[] = []
  const arrived: string[] = []
  let bell = Promise.withResolvers<void>()
  await using at = await startMatrix((seen, response) => {
    const which = /rooms\/(.*?)\/send\/.*\/(t\d)/.exec(decodeURIComponent(seen.path))
    if (which === null) return undefined
    arrived.push(`${which[1]} ${which[2]}`)
    waiting.push({ path: seen.path, answer: () => giveJson(response, { event_id: '$sent' }) })
    bell.resolve()
    return true
  })
  const next = async () => {
    while (waiting.length === 0) {
      await bell.promise
      bell = Promise.withResolvers()
    }
    waiting.shift()?.answer()
  }
  await at.gateway.start()
  const first = [1, 2, 3].map((one) => at.gateway.send('!a:z', {}, `t${one}`))
  await next()
  await first[0]
  const other = at.gateway.send('!b:z', {}, 't9')
  await next()
  await next()
  await next()
  await Promise.all([...first, other])
  assert.deepEqual(
    arrived.filter((one) => one.startsWith('!a')),
    ['!a:z t1', '!a:z t2', '!a:z t3'],
  )
  assert.ok(arrived.indexOf('!b:z t9') < 3)
})

test('a failed message does not hold up the next one of its room', async () => {
  await using at = await startMatrix((seen, response) => {
    if (!seen.path.includes('/t1?')) return undefined
    giveJson(response, { errcode: 'M_FORBIDDEN' }, 403)
    return true
  })
  await at.gateway.start()
  const first = at.gateway.send('!a:z', {}, 't1')
  const second = at.gateway.send('!a:z', {}, 't2')
  await assert.rejects(first, { code: 'M_FORBIDDEN', status: 403, retryable: false })
  assert.equal(await second, '$sent')
})

test('state that is not there is undefined, and a page-not-found of a proxy is an error', async () => {
  let proxy = false
  await using at = await startMatrix((seen, response) => {
    if (!seen.path.includes('/state/')) return undefined
    if (proxy) response.writeHead(404, { 'content-type': 'text/html' }).end('<h1>Not Found</h1>')
    else giveJson(response, { errcode: 'M_NOT_FOUND', error: 'Event not found.' }, 404)
    return true
  })
  await at.gateway.start()
  assert.equal(await at.gateway.state('!r:z', 'm.room.encryption', ''), undefined)
  proxy = true
  await assert.rejects(at.gateway.state('!r:z', 'm.room.encryption', ''), { code: 'HTTP_404' })
})

test('an answer of another shape is an error of ours', async () => {
  await using at = await startMatrix((seen, response) => {
    if (!seen.path.includes('/send/')) return undefined
    giveJson(response, { unexpected: token })
    return true
  })
  await at.gateway.start()
  await assert.rejects(at.gateway.send('!r:z', {}, 't1'), { name: 'MatrixError', code: 'not-json' })
})

test('own answers are found on a later page, past one without events', async () => {
  const answer = {
    type: 'm.room.message',
    event_id: '$answer',
    sender: '@zorgbot:z',
    origin_server_ts: 5,
    content: { 'm.relates_to': { 'm.in_reply_to': { event_id: '$asked' } } },
  }
  const pages: Readonly<Record<string, unknown>> = {
    first: { chunk: [{ ...answer, sender: '@other:z' }], end: 'empty' },
    empty: { chunk: [], end: 'last' },
    last: { chunk: [answer, { ...answer, event_id: '$x', content: {} }] },
  }
  await using at = await startMatrix((seen, response) => {
    if (!seen.path.includes('/messages')) return undefined
    giveJson(response, pages[queryOf(seen).get('from') ?? 'first'])
    return true
  })
  await at.gateway.start()
  const found = await at.gateway.ownAnswers('!r:z', '$asked', 1)
  assert.deepEqual(
    found.map(({ eventId }) => eventId),
    ['$answer'],
  )
})

test('room ids, types and transaction ids are encoded in the address', async () => {
  await using at = await startMatrix()
  await at.gateway.start()
  await at.gateway.send('!a/b?c:z', {}, 'x/y', 'm.room.message')
  assert.match(
    at.server.seen.at(-1)?.path ?? '',
    /\/rooms\/!a%2Fb%3Fc%3Az\/send\/m\.room\.message\/x%2Fy\?/,
  )
})
