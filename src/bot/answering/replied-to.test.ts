import assert from 'node:assert/strict'
import { test } from 'node:test'
import { nurse } from '../../../test/fakes/bot.ts'
import { botId, FakeHomeserver } from '../../../test/fakes/homeserver.ts'
import { MatrixError } from '../gateway.ts'
import { readRepliedTo } from './replied-to.ts'

const at = Date.parse('2026-03-02T09:00:00Z')

const room = () => {
  const homeserver = new FakeHomeserver(() => at)
  return { homeserver, roomId: homeserver.addRoom(nurse) }
}

const reply = (eventId: string, more = {}) => ({
  'm.relates_to': { 'm.in_reply_to': { event_id: eventId }, ...more },
})

test('the message that is replied to is read with its writer and its time', async () => {
  const { homeserver, roomId } = room()
  const said = homeserver.say(roomId, nurse, 'Temp 38')
  const content = reply(said.eventId)
  assert.deepEqual(await readRepliedTo(homeserver.gateway, { roomId, content }), {
    kind: 'message',
    sender: nurse,
    own: false,
    body: 'Temp 38',
    at: new Date(at),
  })
})

test('a message of the bot is known as its own', async () => {
  const { homeserver, roomId } = room()
  const said = homeserver.say(roomId, botId, 'Medicatie')
  const read = await readRepliedTo(homeserver.gateway, { roomId, content: reply(said.eventId) })
  assert.ok(read.kind === 'message')
  assert.equal(read.own, true)
})

test('a quotation that an old client put before an answer is no part of it', async () => {
  const { homeserver, roomId } = room()
  const said = homeserver.say(roomId, nurse, '> <@a:b> hoe gaat het?\n\nGoed.', reply('$other'))
  const read = await readRepliedTo(homeserver.gateway, { roomId, content: reply(said.eventId) })
  assert.ok(read.kind === 'message')
  assert.equal(read.body, 'Goed.')
})

test('a message that answers nothing, or only by the fallback of a thread, replies to nothing', async () => {
  const { homeserver, roomId } = room()
  const said = homeserver.say(roomId, nurse, 'Temp 38')
  const thread = reply(said.eventId, {
    rel_type: 'm.thread',
    event_id: said.eventId,
    is_falling_back: true,
  })
  for (const content of [{}, { body: 'x' }, thread])
    assert.deepEqual(await readRepliedTo(homeserver.gateway, { roomId, content }), { kind: 'none' })
})

test('what is encrypted, was taken away, is a picture or is not there is unreadable', async () => {
  const { homeserver, roomId } = room()
  const encrypted = homeserver.add(roomId, {
    type: 'm.room.encrypted',
    sender: nurse,
    content: { ciphertext: 'x' },
  })
  const gone = homeserver.say(roomId, nurse, 'x')
  await homeserver.gateway.redact(roomId, gone.eventId, 't')
  const picture = homeserver.say(roomId, nurse, 'foto.jpg', { msgtype: 'm.image' })
  for (const eventId of [encrypted.eventId, gone.eventId, picture.eventId, '$nothing']) {
    const read = await readRepliedTo(homeserver.gateway, { roomId, content: reply(eventId) })
    assert.deepEqual(read, { kind: 'unreadable' })
  }
})

test('a homeserver that refuses makes it unreadable, one that is down is asked again later', async () => {
  const { homeserver, roomId } = room()
  const said = homeserver.say(roomId, nurse, 'x')
  const content = reply(said.eventId)
  homeserver.refuse = () => new MatrixError('M_FORBIDDEN', { status: 403 })
  assert.deepEqual(await readRepliedTo(homeserver.gateway, { roomId, content }), {
    kind: 'unreadable',
  })
  homeserver.refuse = () => new MatrixError('unreachable', { retryable: true })
  await assert.rejects(readRepliedTo(homeserver.gateway, { roomId, content }), MatrixError)
})
