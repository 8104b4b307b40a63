import assert from 'node:assert/strict'
import { test } from 'node:test'
import { doctor, nurse, openDemoRoom } from '../../../test/safety/demo-room.ts'
import { nl } from '../../i18n/nl.ts'

type Room = Awaited<ReturnType<typeof openDemoRoom>>

const inThread = {
  'm.relates_to': {
    rel_type: 'm.thread',
    event_id: '$root',
    is_falling_back: true,
    'm.in_reply_to': { event_id: '$root' },
  },
}

const typed = async (bot: Room, body: string, more = {}) => {
  const event = bot.homeserver.say(bot.roomId, nurse, body, more)
  await bot.deliver(event)
  return event.eventId
}

/** Changes a message into other words, as clients do. */
const edit = (bot: Room, of: string, body: string, sender = nurse) =>
  bot.ask(bot.roomId, sender, `* ${body}`, {
    'm.new_content': { msgtype: 'm.text', body },
    'm.relates_to': { rel_type: 'm.replace', event_id: of },
  })

test('a word that is no command is not answered, and runs once it is edited into one', async () => {
  await using bot = await openDemoRoom()
  const before = bot.homeserver.sent.length
  const eventId = await typed(bot, '!mdcatie')
  assert.equal(bot.homeserver.sent.length, before)
  assert.match((await edit(bot, eventId, '!medicatie')).join(), /^Medicatie/u)
})

test('what is edited into a write, or too late, runs not', async () => {
  await using bot = await openDemoRoom()
  const eventId = await typed(bot, '!mdcatie')
  assert.deepEqual(await edit(bot, eventId, '!gewicht 72,4'), [])
  bot.now += 121_000
  assert.deepEqual(await edit(bot, eventId, '!medicatie'), [])
})

test('nobody else can edit a failed command into one that runs', async () => {
  await using bot = await openDemoRoom()
  const eventId = await typed(bot, '!metingen pizza')
  assert.deepEqual(await edit(bot, eventId, '!medicatie', doctor), [])
  const elsewhere = bot.homeserver.addRoom(nurse, doctor)
  const asked = bot.homeserver.say(elsewhere, nurse, '* !help', {
    'm.new_content': { msgtype: 'm.text', body: '!help' },
    'm.relates_to': { rel_type: 'm.replace', event_id: eventId },
  })
  const before = bot.homeserver.sent.length
  await bot.deliver(asked)
  assert.equal(bot.homeserver.sent.length, before)
})

test('an edit in a thread is answered in that thread', async () => {
  await using bot = await openDemoRoom()
  const eventId = await typed(bot, '!metingen pizza', inThread)
  await edit(bot, eventId, '!allergie')
  const relation = JSON.stringify(bot.homeserver.sent.at(-1)?.content['m.relates_to'])
  assert.match(relation, /"rel_type":"m\.thread","event_id":"\$root"/u)
  assert.ok(relation.includes(`"m.in_reply_to":{"event_id":"${eventId}"}`))
})

test('an edit of a reply is read as a reply to the same message', async () => {
  await using bot = await openDemoRoom()
  await typed(bot, '!metingen')
  const list = bot.homeserver.room(bot.roomId).events.at(-1)?.eventId ?? ''
  await typed(bot, '!metingen gewicht')
  const reply = { 'm.relates_to': { 'm.in_reply_to': { event_id: list } } }
  const eventId = await typed(bot, '!bron', reply)
  assert.deepEqual(await edit(bot, eventId, '!bron 1'), [nl.writing.list.notLast])
})
