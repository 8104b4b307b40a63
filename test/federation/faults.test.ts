import assert from 'node:assert/strict'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import { asJson, asList } from '../../scripts/client/event.ts'
import { ClientError } from '../../scripts/client/http.ts'
import { type Client, createClient } from '../../scripts/client.ts'
import { createAuthority, type Identity } from '../../scripts/topology/certificates.ts'
import { readTopology } from '../../scripts/topology/description.ts'
import { writeWhole } from '../../scripts/topology/files.ts'
import { botOf } from '../../scripts/topology/people.ts'
import { deliver } from '../story/deliver.ts'
import { until } from '../story/until.ts'
import {
  answersAt,
  type NetworkWorld,
  openNetwork,
  putOut,
  seenIn,
  settingsOf,
} from './network-world.ts'
import { createPeer, type Forged, isCertified, type Peer } from './peer.ts'
import { allowWrongClocks, setClock } from './wrong-clock.ts'

const home = botOf('vvt')
const stranger = 'vreemd'
const BACK_MS = 60_000

let world: NetworkWorld
let intruder: Client
let peer: Peer
/** A room of the nurse's own that everybody may join, without a list of servers. */
let open: string

before(async () => {
  const { organizations } = await readTopology()
  world = await openNetwork({
    block: '127.0.42',
    prepare: allowWrongClocks,
    // Its certificate is good and the homeservers talk with it; the network's own list does not name it.
    more: [{ name: stranger, label: 'Vreemd', element: 8009 }],
    botSettings: { FEDERATION_SERVERS: organizations.map(({ name }) => name).join(',') },
  })
  const { network, nurse } = world
  const { homeserver } = network.of(stranger)
  const account = await homeserver.register('indringer', 'a password of the intruder')
  intruder = createClient({ baseUrl: homeserver.baseUrl, ...account })
  await intruder.start()
  peer = await createPeer(network, stranger)
  open = await nurse.createRoom({ preset: 'public_chat' })
})

after(async () => {
  await intruder?.stop()
  await world?.close()
})

const homeserverOf = (name: string) => world.network.of(name).homeserver

/** The entry shows this certificate for the stranger from now on. */
const present = async ({ cert, key }: Identity, ca: string): Promise<void> => {
  const { place, proxy } = world.network
  assert.ok(proxy !== undefined, 'there is no nginx')
  const file = join(place.root, 'proxy', stranger)
  await writeWhole(`${file}.key`, key, 'secret')
  await writeWhole(`${file}.crt`, cert, 'public')
  proxy.reload()
  await until('the other certificate', async () =>
    (await isCertified(world.network, stranger, ca)) ? true : undefined,
  )
}

const joinOf = (client: Client, roomId: string, through = 'vvt'): Promise<unknown> =>
  client.request('POST', `/_matrix/client/v3/join/${encodeURIComponent(roomId)}`, {
    body: {},
    query: { server_name: through },
  })

/** A join or a message of somebody of the stranger's server, fit for the room as a member of it sees it. */
const forgeIn = (
  roomId: string,
  userId: string,
  event: Readonly<Record<string, unknown>>,
): Forged => {
  const seen = world.nurse.events(roomId).filter(({ event_id: id }) => id.startsWith('$'))
  const lastOf = (type: string, key = '') =>
    seen.findLast((one) => one.type === type && one.state_key === key)?.event_id ?? []
  return peer.forge({
    room_id: roomId,
    sender: userId,
    origin_server_ts: Date.now(),
    depth: 1000,
    prev_events: [seen.at(-1)?.event_id ?? ''],
    auth_events: [
      lastOf('m.room.power_levels'),
      lastOf('m.room.join_rules'),
      lastOf('m.room.member', userId),
    ].flat(),
    ...event,
  })
}

const forgeJoin = (roomId: string, userId: string) =>
  forgeIn(roomId, userId, {
    type: 'm.room.member',
    state_key: userId,
    content: { membership: 'join' },
  })

const forgeMessage = (roomId: string, userId: string) =>
  forgeIn(roomId, userId, {
    type: 'm.room.message',
    content: { msgtype: 'm.text', body: '!allergie' },
  })

test('a member whose homeserver has a certificate of another authority can be neither invited nor joined, and sends nothing', async () => {
  const { network, nurse } = world
  const other = createAuthority('another authority', Date.now())
  const file = join(network.place.root, 'proxy', stranger)
  const good = {
    cert: await readFile(`${file}.crt`, 'utf8'),
    key: await readFile(`${file}.key`, 'utf8'),
  }
  await present(other.issue({ name: stranger, dns: [stranger], use: 'server' }), other.ca)

  await assert.rejects(nurse.invite(open, intruder.userId), { name: 'ClientError', status: 502 })
  await assert.rejects(joinOf(intruder, open), { name: 'ClientError', errcode: 'M_UNAUTHORIZED' })
  const { pdu } = forgeJoin(open, intruder.userId)
  assert.equal((await peer.push('vvt', 'another-authority', [pdu])).status, 401)
  assert.deepEqual(await seenIn(nurse, open), [nurse.userId])

  await present(good, network.ca)
})

test('with a good certificate the same member joins a room without a list of servers, and so does a forged one', async () => {
  const { nurse } = world
  await until(
    'the intruder to be let in',
    () =>
      joinOf(intruder, open).catch((error: unknown) => {
        if (!(error instanceof ClientError)) throw error
        return undefined
      }),
    30_000,
  )
  const forged = `@verzonnen:${stranger}`
  const { id, pdu } = forgeJoin(open, forged)
  const { status, body } = await peer.push('vvt', 'forged-in-the-open', [pdu])
  assert.deepEqual([status, body], [200, { pdus: { [id]: {} } }])
  const everybody = [nurse.userId, intruder.userId, forged].toSorted()
  await until('the forged member', async () =>
    JSON.stringify(await seenIn(nurse, open)) === JSON.stringify(everybody) ? true : undefined,
  )
})

test("the client's room takes nobody of a server that is not in the network's list, invited or forged", async () => {
  const { nurse, doctor, roomId, ask } = world
  const members = await seenIn(nurse, roomId)
  await nurse.invite(roomId, intruder.userId)
  await intruder.waitForInvite(({ room_id: id }) => id === roomId)
  await nurse.waitFor(({ room_id: id, state_key: key }) => id === roomId && key === intruder.userId)
  const listed = ['apotheek', 'huisarts', 'vvt']
  for (const name of listed)
    await assert.rejects(joinOf(intruder, roomId, name), {
      name: 'ClientError',
      errcode: 'M_FORBIDDEN',
    })

  const made = forgeJoin(roomId, intruder.userId)
  const message = forgeMessage(roomId, intruder.userId)
  const path = `/_matrix/federation/v2/send_join/${encodeURIComponent(roomId)}/${encodeURIComponent(made.id)}`
  for (const name of listed) {
    const joined = await peer.ask(name, 'PUT', path, made.pdu)
    assert.deepEqual([joined.status, joined.body['errcode']], [403, 'M_FORBIDDEN'], name)
    const pushed = await peer.push(name, `forged-at-${name}`, [made.pdu, message.pdu])
    const refused = { error: 'Server is banned from room', errcode: 'M_FORBIDDEN' }
    const told = { [made.id]: refused, [message.id]: refused }
    assert.deepEqual([pushed.status, pushed.body], [200, { pdus: told }], name)
  }
  await putOut(nurse, roomId, intruder.userId)
  await ask(nurse, '!help')
  for (const client of [nurse, doctor]) {
    assert.deepEqual(await seenIn(client, roomId), members)
    const theirs = client.events(roomId).filter(({ sender }) => sender.endsWith(`:${stranger}`))
    assert.deepEqual(theirs, [])
  }
})

test('while one homeserver is away the others talk on, and once it is back all of it arrives in order and is answered once', async () => {
  const { nurse, doctor, pharmacist, roomId } = world
  await homeserverOf('vvt').stop()
  const said: string[] = []
  for (const [from, to, line] of [
    [doctor, pharmacist, 'Is de rol al aangepast?'],
    [pharmacist, doctor, 'Ja, vanochtend.'],
    [doctor, pharmacist, '!allergie'],
    [pharmacist, doctor, 'Ik bel straks.'],
  ] as const) {
    const eventId = await from.send(roomId, line)
    await to.waitFor(({ event_id: id }) => id === eventId)
    said.push(eventId)
  }
  await homeserverOf('vvt').start()
  said.push(await doctor.send(roomId, 'Zijn jullie er weer?'))
  for (const eventId of said)
    await nurse.waitFor(({ event_id: id }) => id === eventId, BACK_MS, 'what was said meanwhile')
  const order = nurse.events(roomId).map(({ event_id: id }) => id)
  assert.deepEqual(
    order.filter((id) => said.includes(id)),
    said,
  )

  const asked = said[2] ?? ''
  const answer = await doctor.waitForAnswer(asked, BACK_MS)
  assert.equal(answer.sender, home)
  assert.match(String(answer.content['body']), /Penicilline/u)
  await world.ask(nurse, '!help')
  assert.equal(answersAt(nurse, asked).length, 1)
})

test('a clock that is a quarter of an hour off is told to those whose clock it is, and hinders nobody else', async () => {
  const { network, nurse, doctor, pharmacist, ask } = world
  const { root } = network.place
  await setClock(root, 'huisarts', -15)
  await setClock(root, 'apotheek', 15)
  await Promise.all(['huisarts', 'apotheek'].map((name) => homeserverOf(name).start()))

  const behind = await ask(doctor, '!allergie')
  assert.equal(behind.sender, home)
  assert.match(
    behind.text,
    /^Niet uitgevoerd: uw bericht kwam 15 minuten te laat .* de klok van uw server achter/u,
  )
  const ahead = await ask(pharmacist, '!allergie')
  assert.equal(ahead.sender, home)
  assert.match(ahead.text, /^Niet uitgevoerd: de klok van uw server loopt 15 minuten voor\. /u)
  assert.match((await ask(nurse, '!allergie')).text, /Penicilline/u)
})

test('commands that come a quarter of an hour late are not carried out but to be typed again', async () => {
  const { network, nurse, doctor, roomId, ask } = world
  // The clock of huisarts is a quarter of an hour behind still: when it is put right, that time has passed there.
  await homeserverOf('vvt').stop()
  const late = [
    await doctor.send(roomId, '!allergie'),
    await doctor.send(roomId, '!verwijs fysiotherapie valt vaker'),
  ]
  await setClock(network.place.root, 'huisarts', 0)
  await Promise.all(['huisarts', 'vvt'].map((name) => homeserverOf(name).start()))
  await doctor.send(roomId, 'Zijn jullie er weer?')
  for (const eventId of late) {
    const answer = await doctor.waitForAnswer(eventId, BACK_MS)
    assert.equal(answer.sender, home)
    assert.match(
      String(answer.content['body']),
      /^Niet uitgevoerd: uw bericht kwam 1[56] minuten te laat bij mij aan\. Typ de opdracht opnieuw\./u,
    )
  }
  assert.match((await ask(doctor, '!allergie')).text, /Penicilline/u)
  await ask(nurse, '!help')
  assert.deepEqual(
    late.map((eventId) => answersAt(nurse, eventId).length),
    [1, 1],
  )
})

test('what arrives twice or in another order is answered once each, from a homeserver and at the bot', async () => {
  const { network, nurse, doctor, roomId, ask } = world
  const asked = [await doctor.send(roomId, '!allergie'), await doctor.send(roomId, '!wie')]
  for (const eventId of asked) await nurse.waitForAnswer(eventId, BACK_MS)

  const doctors = await createPeer(network, 'huisarts')
  const pdus: Readonly<Record<string, unknown>>[] = []
  for (const eventId of asked) {
    const path = `/_matrix/federation/v1/event/${encodeURIComponent(eventId)}`
    const { body } = await doctors.ask('vvt', 'GET', path)
    pdus.push(...asList(body['pdus']).map(asJson))
  }
  assert.equal(pdus.length, 2)
  for (const transaction of ['again', 'again', 'and-again']) {
    const { status, body } = await doctors.push('vvt', transaction, pdus.toReversed())
    const told = Object.fromEntries(asked.map((eventId) => [eventId, {}]))
    assert.deepEqual([status, body], [200, { pdus: told }])
  }

  const bot = { settings: await settingsOf(network, 'vvt') }
  const events = asked.map((eventId) =>
    doctor.events(roomId).find(({ event_id: id }) => id === eventId),
  )
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
  for (const { event_id: id } of unseen) await nurse.waitForAnswer(id, BACK_MS)
  await ask(nurse, '!help')
  const ids = [...asked, ...unseen.map(({ event_id: id }) => id)]
  assert.deepEqual(
    ids.map((eventId) => answersAt(nurse, eventId).map(({ sender }) => sender)),
    ids.map(() => [home]),
  )
})
