import assert from 'node:assert/strict'
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import type { Client } from '../client.ts'
import { runProgram } from '../run-program.ts'
import { findPython } from '../synapse/python.ts'
import { makeAdmin } from './admin.ts'
import { readTopology } from './description.ts'
import { botOf, findRoom, logIn, people, untilEntered } from './people.ts'
import { nativePlace, type Place } from './place.ts'
import { type Network, startNetwork } from './servers.ts'

const stops = new AsyncDisposableStack()
let place: Place
let network: Network

/** What a first start leaves that was broken off. */
const layHalfOfTheTables = async (name: string): Promise<void> => {
  const folder = join(place.root, name)
  await mkdir(folder)
  const sql = 'CREATE TABLE schema_version (x); CREATE TABLE background_updates (x)'
  const script = 'import sqlite3, sys; sqlite3.connect(sys.argv[1]).executescript(sys.argv[2])'
  const { command } = await findPython()
  const args = ['-c', script, join(folder, 'homeserver.db'), sql]
  assert.equal((await runProgram(command, args)).code, 0)
}

before(async () => {
  const root = await mkdtemp(join(tmpdir(), 'network-'))
  stops.defer(() => rm(root, { recursive: true, force: true }))
  place = nativePlace(await readTopology(), root, '127.0.61')
  await layHalfOfTheTables('vvt')
  network = await startNetwork({ place, stops, log: () => undefined, tls: 'own' })
})

after(() => stops.disposeAsync())

const enter = async (person: (typeof people)[keyof typeof people]): Promise<Client> => {
  const client = await logIn(network, person)
  stops.defer(() => client.stop())
  await untilEntered(client, botOf('vvt'))
  return client
}

test('where there is no proxy the homeservers end TLS themselves, and three organizations meet in one room, also after a first start that was broken off', async () => {
  const clients: Client[] = []
  for (const person of Object.values(people)) clients.push(await enter(person))
  const everybody = [...clients.map(({ userId }) => userId), botOf('vvt')]
  const rooms = await Promise.all(clients.map((client) => findRoom(client, everybody)))
  assert.equal(new Set(rooms).size, 1)
  assert.equal(network.proxy, undefined)
})

test('an account of an administrator is made on a homeserver that runs, once', async () => {
  const { userId, password } = await makeAdmin(place, 'vvt', 'beheer')
  assert.equal(userId, '@beheer:vvt')
  const { homeserver } = network.of('vvt')
  const { accessToken } = await homeserver.login('beheer', password)
  const response = await fetch(`${homeserver.baseUrl}/_synapse/admin/v1/rooms`, {
    headers: { authorization: `Bearer ${accessToken}` },
  })
  assert.equal(response.status, 200)
  await assert.rejects(makeAdmin(place, 'vvt', 'beheer'), { code: 'in-use' })
  await assert.rejects(makeAdmin(place, 'zorg', 'beheer'), { code: 'usage' })
  await assert.rejects(makeAdmin(place, 'vvt', 'zorgbot'), {
    code: 'in-use',
    message: '@zorgbot:vvt belongs to the bot: choose another name.',
  })
  await assert.rejects(makeAdmin(place, 'vvt', '_x'), {
    code: 'refused',
    message: 'The homeserver of vvt takes no account @_x:vvt: choose another name.',
  })
})

test('a second topology on the same addresses is refused in one sentence', async () => {
  const second = startNetwork({ place, stops, log: () => undefined, tls: 'own' })
  await assert.rejects(second, {
    code: 'port-in-use',
    message: /^Port \d+ on 127\.0\.61\.\d+ is in use: [^.]+\.$/,
  })
})

test('a homeserver that does not start is named, with what helps', async () => {
  const { homeserver } = network.of('apotheek')
  await homeserver.stop()
  const database = join(place.root, 'apotheek', 'homeserver.db')
  const good = await readFile(database)
  await writeFile(database, 'this is not a database')
  await assert.rejects(homeserver.start(), {
    code: 'boot',
    message: /^The homeserver of apotheek: Synapse did not start; [^]+ --reset/,
  })
  await writeFile(database, good)
  await homeserver.start()
})
