import assert from 'node:assert/strict'
import { test } from 'node:test'
import { nurse, openWorld, stranger, type World } from '../../../test/fakes/bot.ts'
import { answered } from '../../../test/fakes/homeserver.ts'
import { FhirError } from '../../fhir/fhir.ts'
import { nl } from '../../i18n/nl.ts'
import { MatrixError } from '../gateway.ts'

const png = new Uint8Array([1, 2, 3])

const withPicture = (world: World) => {
  world.deeds.picture = {
    png,
    width: 1000,
    height: 800,
    thumbnail: { png, width: 600, height: 480 },
    blurhash: 'LKO2',
    filename: 'bloeddruk.png',
    caption: 'Bloeddruk:\n142/84 mmHg',
  }
}

test('a picture comes after the words, which it answers, with the numbers for who cannot see it', async () => {
  await using world = await openWorld()
  withPicture(world)
  const event = await world.type(nurse, '!lees')
  const [words, picture] = world.homeserver.sent
  assert.equal(answered(words?.content ?? {}), event.eventId)
  const wordsId = world.homeserver
    .room(world.roomId)
    .events.find(({ content }) => content === words?.content)?.eventId
  assert.deepEqual(picture?.content, {
    msgtype: 'm.image',
    body: 'Bloeddruk: 142/84 mmHg',
    filename: 'bloeddruk.png',
    url: 'mxc://zorg.example/avatar',
    info: {
      w: 1000,
      h: 800,
      size: 3,
      mimetype: 'image/png',
      thumbnail_url: 'mxc://zorg.example/avatar',
      thumbnail_info: { w: 600, h: 480, size: 3, mimetype: 'image/png' },
      'xyz.amorgan.blurhash': 'LKO2',
    },
    'm.mentions': {},
    'm.relates_to': { 'm.in_reply_to': { event_id: wordsId } },
  })
})

test('where the picture cannot be had the words stand by themselves', async () => {
  await using world = await openWorld()
  withPicture(world)
  world.homeserver.refuse = (method) =>
    method === 'upload' ? new MatrixError('M_TOO_LARGE', { status: 413 }) : undefined
  await world.type(nurse, '!lees')
  assert.deepEqual(world.homeserver.said(world.roomId), ['klinisch antwoord'])
})

test('whatever call the process ends after, there is one answer and one picture', async () => {
  for (let call = 1, crashed = true; crashed; call += 1) {
    await using world = await openWorld()
    withPicture(world)
    world.homeserver.crashAfter = call
    crashed = await world.type(nurse, '!lees').then(
      () => false,
      () => true,
    )
    world.homeserver.crashAfter = undefined
    world.restart()
    await world.work()
    assert.deepEqual(
      world.homeserver.sent.map(({ content }) => content['msgtype']),
      ['m.notice', 'm.image'],
    )
  }
})

test('a picture goes where its words go, and is taken away with them', async () => {
  await using world = await openWorld()
  withPicture(world)
  const direct = world.homeserver.addRoom(nurse)
  await world.store.saveDirectRoom(nurse, direct)
  world.deeds.posting = 'ephemeral'
  await world.type(nurse, '!lees --privé')
  assert.deepEqual(
    world.homeserver.sent.map(({ roomId, content }) => [roomId, content['msgtype']]),
    [
      [direct, 'm.notice'],
      [world.roomId, 'm.notice'],
      [direct, 'm.image'],
    ],
  )
  assert.deepEqual(world.homeserver.said(world.roomId), [nl.audience.sent.asked])
  world.now += 15 * 60_000
  await world.store.fireTimers(world.now)
  await world.work()
  assert.equal(world.homeserver.redacted.length, 2)
})

/** Somebody comes in right after the words were sent, while the picture is uploaded. */
const comesIn = ({ homeserver }: World, roomId: string) => {
  homeserver.after = (method) => {
    if (method === 'upload' && homeserver.membership(roomId, stranger) === undefined)
      homeserver.member(roomId, stranger, 'join')
  }
}

test('who comes in between the words and the picture does not see the picture', async () => {
  await using world = await openWorld()
  withPicture(world)
  comesIn(world, world.roomId)
  await world.type(nurse, '!lees')
  assert.deepEqual(
    world.homeserver.sent.map(({ content }) => content['msgtype']),
    ['m.notice'],
  )
  assert.deepEqual(world.homeserver.said(world.roomId), ['klinisch antwoord'])
  const denials = (await world.store.auditTrail({})).filter(({ action }) => action === 'denial')
  assert.deepEqual(
    denials.map(({ role, what, outcome }) => [role, what, outcome]),
    [['PractitionerRole/nurse', 'audience-recheck picture', 'audience']],
  )
})

test('a room that is encrypted after the words gets no picture that everybody can read', async () => {
  await using world = await openWorld()
  withPicture(world)
  const { homeserver, roomId } = world
  homeserver.after = (method) => {
    if (method === 'upload')
      homeserver.add(roomId, { type: 'm.room.encryption', sender: nurse, stateKey: '' })
  }
  await world.type(nurse, '!lees')
  assert.deepEqual(
    homeserver.sent.map(({ content }) => content['msgtype']),
    ['m.notice'],
  )
})

test('who comes into the direct message after the words does not see the picture', async () => {
  await using world = await openWorld()
  withPicture(world)
  const direct = world.homeserver.addRoom(nurse)
  await world.store.saveDirectRoom(nurse, direct)
  comesIn(world, direct)
  await world.type(nurse, '!lees --privé')
  assert.deepEqual(
    world.homeserver.sent.map(({ roomId, content }) => [roomId, content['msgtype']]),
    [
      [direct, 'm.notice'],
      [world.roomId, 'm.notice'],
    ],
  )
})

test('when the team cannot be read for the picture, the words stand by themselves', async () => {
  await using world = await openWorld()
  withPicture(world)
  world.homeserver.after = (method) => {
    if (method !== 'upload') return
    world.now += 60_001
    world.teams.failure = new FhirError('timeout')
  }
  await world.type(nurse, '!lees')
  assert.ok(world.homeserver.sent.every(({ content }) => content['msgtype'] !== 'm.image'))
  const denial = (await world.store.auditTrail({})).find(({ action }) => action === 'denial')
  assert.equal(denial?.outcome, 'access-unknown timeout')
})
