import assert from 'node:assert/strict'
import { mkdtemp, rm } from 'node:fs/promises'
import { createServer } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import { type Client, createClient } from '../client.ts'
import { isAlive } from '../file-lock.ts'
import { freePort, isPortFree } from '../ports.ts'
import { SetupError } from '../progress.ts'
import { type Synapse, startSynapse } from './server.ts'

let dir: string
let synapse: Synapse
const clients: Client[] = []

const person = async (name: string): Promise<Client> => {
  const account = await synapse.register(name, 'a password', { displayName: `The one ${name}` })
  const client = createClient({ baseUrl: synapse.baseUrl, ...account })
  clients.push(client)
  return client
}

before(async () => {
  dir = await mkdtemp(join(tmpdir(), 'synapse-'))
  synapse = await startSynapse({
    dir: join(dir, 'hs'),
    serverName: 'test.localhost',
    log: console.log,
  })
})

after(async () => {
  await Promise.all(clients.map((client) => client.stop()))
  await synapse.stop()
  await rm(dir, { recursive: true, force: true })
})

test('two people exchange messages, and a restart of the homeserver keeps their room', async () => {
  const anna = await person('anna')
  const bram = await person('bram')
  await bram.start()
  const roomId = await anna.createRoom({ name: 'Two', invite: [bram.userId] })
  assert.equal(await bram.waitForInvite(), roomId)
  await bram.join(roomId)
  const question = await anna.send(roomId, 'Are you there?')
  const heard = await bram.waitFor((event) => event.event_id === question)
  assert.deepEqual(
    { sender: heard.sender, body: heard.content['body'] },
    { sender: anna.userId, body: 'Are you there?' },
  )
  const relation = { 'm.relates_to': { 'm.in_reply_to': { event_id: question } } }
  await bram.send(roomId, 'I am.', relation)
  assert.equal((await anna.waitForAnswer(question)).content['body'], 'I am.')

  const earlier = synapse.pid
  await synapse.restart()
  assert.notEqual(synapse.pid, earlier)
  assert.equal(isAlive(earlier), false)
  const later = await bram.send(roomId, 'And after the restart?')
  const answer = await anna.waitFor((event) => event.event_id === later)
  assert.equal(answer.content['body'], 'And after the restart?')
  const { events } = await anna.messages(roomId, { limit: 50 })
  const bodies = events.filter((event) => event.type === 'm.room.message').toReversed()
  assert.deepEqual(
    bodies.map((event) => event.content['body']),
    ['Are you there?', 'I am.', 'And after the restart?'],
  )
  assert.ok((await synapse.rssMb()) > 20)
})

test('a person logs in again with the password, and a wrong one is refused', async () => {
  await synapse.register('eva', 'the right one')
  assert.equal((await synapse.login('eva', 'the right one')).userId, '@eva:test.localhost')
  await assert.rejects(synapse.login('eva', 'the wrong one'), /M_FORBIDDEN/)
})

test('a homeserver tells its application service about messages', async () => {
  const port = await freePort()
  const { promise, resolve } = Promise.withResolvers<string>()
  const receiver = createServer((request, response) => {
    if (request.method === 'PUT') resolve(request.url ?? '')
    response.setHeader('content-type', 'application/json').end('{}')
  }).listen(port, '127.0.0.1')
  const other = await startSynapse({
    dir: join(dir, 'with-service'),
    serverName: 'service.localhost',
    roomVersion: '10',
    registration: {
      id: 'listener',
      url: `http://127.0.0.1:${port}`,
      as_token: 'as-secret',
      hs_token: 'hs-secret',
      sender_localpart: '_listener',
      rate_limited: false,
      namespaces: {
        users: [{ exclusive: false, regex: '@.*:service\\.localhost' }],
        aliases: [],
        rooms: [],
      },
    },
  })
  const client = createClient({ baseUrl: other.baseUrl, ...(await other.register('fay', 'pw')) })
  const roomId = await client.createRoom()
  assert.equal((await client.state(roomId, 'm.room.create'))['room_version'], '10')
  assert.match(await promise, /^\/_matrix\/app\/v1\/transactions\/\d+/)
  await other.kill()
  assert.equal(await isPortFree(other.port), true)
  receiver.closeAllConnections()
  receiver.close()
})

test('a port in use is told in one sentence', async () => {
  const starting = startSynapse({
    dir: join(dir, 'third'),
    serverName: 'third.localhost',
    port: synapse.port,
  })
  await assert.rejects(starting, (error) => {
    assert.ok(error instanceof SetupError)
    assert.match(error.message, /^Port \d+ on 127\.0\.0\.1 is in use: [^.]+\.$/)
    return true
  })
})
