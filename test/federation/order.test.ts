import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { asJson, asList, type Json } from '../../scripts/client/event.ts'
import { createAuthority } from '../../scripts/topology/certificates.ts'
import { botOf } from '../../scripts/topology/people.ts'
import { deliver } from '../story/deliver.ts'
import { certificateOf, showCertificate } from './certificate-shown.ts'
import { forgeMessage } from './forging.ts'
import { answersAt, type NetworkWorld, openNetwork, settingsOf } from './network-world.ts'
import { createPeer, type Peer } from './peer.ts'

const home = botOf('vvt')
const ANSWER_MS = 45_000
const other = createAuthority('another authority', Date.now())

let world: NetworkWorld
/** Speaks for the homeserver of the doctor, whichever certificate home care's shows. */
let doctors: Peer

const pathOf = (eventId: string): string =>
  `/_matrix/federation/v1/event/${encodeURIComponent(eventId)}`

/** An event as a homeserver gives it to another one of the room. */
const givenBy = async (peer: Peer, name: string, eventId: string): Promise<Json> => {
  const { status, body } = await peer.ask(name, 'GET', pathOf(eventId))
  assert.equal(status, 200)
  return asJson(asList(body['pdus'])[0])
}

const isUnknownAt = async (name: string, eventId: string): Promise<void> =>
  assert.equal((await doctors.ask(name, 'GET', pathOf(eventId))).status, 404)

const push = async (transaction: string, eventId: string, pdu: Json): Promise<void> => {
  const { status, body } = await doctors.push('vvt', transaction, [pdu])
  assert.deepEqual([status, body], [200, { pdus: { [eventId]: {} } }])
}

/** Meanwhile the homeservers of the others bring home care's nothing, and it can still ask them. */
const whileNobodyReachesHome = async <T>(act: () => Promise<T>): Promise<T> => {
  const { network } = world
  const good = await certificateOf(network, 'vvt')
  const bad = other.issue({ name: 'vvt', dns: ['vvt'], use: 'server' })
  await showCertificate(network, 'vvt', bad, other.ca)
  try {
    return await act()
  } finally {
    await showCertificate(network, 'vvt', good, network.ca)
  }
}

/** Each of these was answered by the bot of home care, and once, when all that was sent before has been handled. */
const areAnsweredOnce = async (asked: readonly string[]): Promise<void> => {
  const { nurse, doctor, ask } = world
  for (const eventId of asked)
    for (const client of [nurse, doctor]) await client.waitForAnswer(eventId, ANSWER_MS)
  await ask(doctor, '!help')
  await ask(nurse, '!help')
  for (const client of [nurse, doctor])
    assert.deepEqual(
      asked.map((eventId) => answersAt(client, eventId).map(({ sender }) => sender)),
      asked.map(() => [home]),
    )
}

const arrivals = (version: string) => {
  before(async () => {
    world = await openNetwork({ block: '127.0.43', roomVersion: version })
    doctors = await createPeer(world.network, 'huisarts', [other.ca])
  })

  after(() => world?.close())

  test('a command that arrives before the one it follows waits until that one was fetched, and each is answered once', async () => {
    const { network, nurse, doctor, roomId } = world
    const pharmacists = await createPeer(network, 'apotheek')
    const asked = await whileNobodyReachesHome(async () => {
      const parent = await doctor.send(roomId, '!allergie')
      const child = await doctor.send(roomId, '!wie')
      const first = await givenBy(pharmacists, 'huisarts', parent)
      const second = await givenBy(pharmacists, 'huisarts', child)
      assert.ok(asList(second['prev_events']).includes(parent), 'the one does not follow the other')
      for (const eventId of [parent, child]) await isUnknownAt('vvt', eventId)

      await push('child-first', child, second)
      for (const eventId of [parent, child])
        await nurse.waitFor(({ event_id: id }) => id === eventId, ANSWER_MS, eventId)
      const shown = nurse.events(roomId).map(({ event_id: id }) => id)
      assert.ok(shown.indexOf(parent) < shown.indexOf(child), 'the child was shown first')
      await push('parent-after', parent, first)
      return [parent, child]
    })
    // The homeserver of the doctor brings what it could not: all of it comes once more.
    await areAnsweredOnce(asked)
  })

  test('a command that follows one nobody gives is not taken until that one is there, and each is answered once', async () => {
    const { nurse, doctor, roomId, ask } = world
    await ask(nurse, '!help')
    const forging = { peer: doctors, roomId, witness: nurse }
    const parent = forgeMessage(forging, doctor.userId, '!allergie')
    const child = forgeMessage(forging, doctor.userId, '!wie', parent)

    await push('orphan', child.id, child.pdu)
    await push('its-parent', parent.id, parent.pdu)
    // What comes for one room is taken in turn: once the parent is there, the orphan was refused.
    await nurse.waitForAnswer(parent.id, ANSWER_MS)
    await isUnknownAt('vvt', child.id)
    await push('orphan-again', child.id, child.pdu)
    await push('parent-again', parent.id, parent.pdu)
    await areAnsweredOnce([parent.id, child.id])
  })

  test('what arrives twice or in another order is answered once each, from a homeserver and at the bot', async () => {
    const { network, nurse, doctor, roomId } = world
    const asked = [await doctor.send(roomId, '!allergie'), await doctor.send(roomId, '!wie')]
    const events = await Promise.all(
      asked.map((eventId) => doctor.waitFor(({ event_id: id }) => id === eventId)),
    )
    for (const eventId of asked) await nurse.waitForAnswer(eventId, ANSWER_MS)

    const pdus = await Promise.all(asked.map((eventId) => givenBy(doctors, 'vvt', eventId)))
    for (const transaction of ['again', 'again', 'and-again']) {
      const { status, body } = await doctors.push('vvt', transaction, pdus.toReversed())
      const told = Object.fromEntries(asked.map((eventId) => [eventId, {}]))
      assert.deepEqual([status, body], [200, { pdus: told }])
    }

    const bot = { settings: await settingsOf(network, 'vvt') }
    const [first, second] = events
    assert.ok(first !== undefined && second !== undefined)
    await deliver(bot, 1, [second, first, second])
    // Two that were never delivered: the later one comes first, and both come again.
    const unseen = [first, second].map((event, index) => ({
      ...event,
      event_id: `$verzonnen${index}`,
      origin_server_ts: Date.now() - 2000 + 1000 * index,
    }))
    const [earlier = first, later = second] = unseen
    await deliver(bot, 2, [later])
    await deliver(bot, 3, [earlier, later])
    await deliver(bot, 2, [later])
    await areAnsweredOnce([...asked, ...unseen.map(({ event_id: id }) => id)])
  })
}

for (const version of ['10', '11', '12'])
  describe(`in rooms of version ${version}`, () => arrivals(version))
