import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { ClientError } from '../../scripts/client/http.ts'
import { type Client, createClient } from '../../scripts/client.ts'
import { createAuthority } from '../../scripts/topology/certificates.ts'
import { readTopology } from '../../scripts/topology/description.ts'
import { putOut } from '../../scripts/topology/membership.ts'
import { botOf } from '../../scripts/topology/people.ts'
import { until } from '../story/until.ts'
import { certificateOf, showCertificate } from './certificate-shown.ts'
import { type Forging, forgeJoin, forgeMessage } from './forging.ts'
import { answersAt, type NetworkWorld, openNetwork, seenIn } from './network-world.ts'
import { createPeer, type Peer } from './peer.ts'
import { allowWrongClocks, setClock } from './wrong-clock.ts'

const home = botOf('vvt')
const stranger = 'vreemd'
const BACK_MS = 60_000

let world: NetworkWorld
let intruder: Client
let peer: Peer
/** A room of the nurse's own that everybody may join, without a list of servers. */
let open: string

const homeserverOf = (name: string) => world.network.of(name).homeserver

const joinOf = (client: Client, roomId: string, through = 'vvt'): Promise<unknown> =>
  client.request('POST', `/_matrix/client/v3/join/${encodeURIComponent(roomId)}`, {
    body: {},
    query: { server_name: through },
  })

/** What is forged there of the stranger's server, as the nurse sees the room. */
const forgingIn = (roomId: string): Forging => ({ peer, roomId, witness: world.nurse })

const faults = (version: string) => {
  before(async () => {
    const { organizations } = await readTopology()
    world = await openNetwork({
      block: '127.0.42',
      roomVersion: version,
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

  test('a member whose homeserver has a certificate of another authority can be neither invited nor joined, and sends nothing', async () => {
    const { network, nurse } = world
    const other = createAuthority('another authority', Date.now())
    const good = await certificateOf(network, stranger)
    const bad = other.issue({ name: stranger, dns: [stranger], use: 'server' })
    await showCertificate(network, stranger, bad, other.ca)

    await assert.rejects(nurse.invite(open, intruder.userId), { name: 'ClientError', status: 502 })
    await assert.rejects(joinOf(intruder, open), { name: 'ClientError', errcode: 'M_UNAUTHORIZED' })
    const { pdu } = forgeJoin(forgingIn(open), intruder.userId)
    assert.equal((await peer.push('vvt', 'another-authority', [pdu])).status, 401)
    assert.deepEqual(await seenIn(nurse, open), [nurse.userId])

    await showCertificate(network, stranger, good, network.ca)
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
    const { id, pdu } = forgeJoin(forgingIn(open), forged)
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
    await nurse.waitFor(
      ({ room_id: id, state_key: key }) => id === roomId && key === intruder.userId,
    )
    const listed = ['apotheek', 'huisarts', 'vvt']
    for (const name of listed)
      await assert.rejects(joinOf(intruder, roomId, name), {
        name: 'ClientError',
        errcode: 'M_FORBIDDEN',
      })

    const made = forgeJoin(forgingIn(roomId), intruder.userId)
    const message = forgeMessage(forgingIn(roomId), intruder.userId, '!allergie')
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
}

for (const version of ['10', '11', '12'])
  describe(`in rooms of version ${version}`, () => faults(version))
