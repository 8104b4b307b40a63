import assert from 'node:assert/strict'
import { once } from 'node:events'
import { access, mkdtemp, rm } from 'node:fs/promises'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, test } from 'node:test'
import { takeFileLock } from '../file-lock.ts'
import { parseTopology, readTopology } from './description.ts'
import { topology } from './main.ts'
import { nativePlace, type Place } from './place.ts'
import { setUp } from './setup.ts'

let stops: AsyncDisposableStack
let place: Place

beforeEach(async () => {
  stops = new AsyncDisposableStack()
  const folder = await mkdtemp(join(tmpdir(), 'reset-'))
  stops.defer(() => rm(folder, { recursive: true, force: true }))
  place = nativePlace(await readTopology(), join(folder, 'network'), '127.0.64')
  await setUp(place)
})

afterEach(() => stops.disposeAsync())

/** What the command ends with, and whether the keys are still there. */
const reset = async (...words: readonly string[]): Promise<readonly [number, boolean]> => {
  const code = await topology(['--reset', ...words], () => undefined, place)
  const kept = await access(join(place.root, 'ca.key')).then(
    () => true,
    () => false,
  )
  return [code, kept]
}

test('a reset while the servers of a topology listen is refused before anything is removed', async () => {
  const { host, port } = place.addresses('vvt').homeserver
  const server = createServer().listen(port, host)
  await once(server, 'listening')
  stops.defer(() => {
    server.close()
  })
  assert.deepEqual(await reset(), [1, true])
})

test('a reset while another process sets the topology up is refused before anything is removed', async () => {
  const release = await takeFileLock(`${place.root}.lock`)
  assert.ok(release !== undefined)
  assert.deepEqual(await reset(), [1, true])
  await release()
})

test('a refused start leaves no lock behind', async () => {
  const { host, port } = place.addresses('apotheek').homeserver
  const server = createServer().listen(port, host)
  await once(server, 'listening')
  stops.defer(() => {
    server.close()
  })
  await reset()
  await assert.rejects(access(`${place.root}.lock`), { code: 'ENOENT' })
})

test('without the three organizations of the story it cannot be played, and nothing is removed for it', async () => {
  const [first, ...others] = place.topology.organizations
  const renamed = { ...place.topology, organizations: [{ ...first, name: 'zorg' }, ...others] }
  place = nativePlace(parseTopology(renamed), place.root, '127.0.64')
  assert.deepEqual(await reset('--tour'), [1, true])
})
