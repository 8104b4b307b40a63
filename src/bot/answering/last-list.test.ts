import assert from 'node:assert/strict'
import { test } from 'node:test'
import { botId } from '../../../test/fakes/homeserver.ts'
import { demoRecords, doctor, nurse, openDemoRoom } from '../../../test/safety/demo-room.ts'
import { nl } from '../../i18n/nl.ts'

type Room = Awaited<ReturnType<typeof openDemoRoom>>

const to = (eventId: string) => ({ 'm.relates_to': { 'm.in_reply_to': { event_id: eventId } } })

/** Types a command; gives the words and the event of the answer. */
const shown = async (bot: Room, body: string, more = {}) => {
  const said = (await bot.ask(bot.roomId, nurse, body, more)).join('\n\n')
  const own = bot.homeserver.room(bot.roomId).events.findLast(({ sender }) => sender === botId)
  return { said, eventId: own?.eventId ?? '' }
}

const numbersIn = (words: string) =>
  [...words.matchAll(/\[(\d+)\]/gu)].map(([, each]) => Number(each))

test('a number in reply to an earlier list names no line of the last one', async () => {
  await using bot = await openDemoRoom()
  const all = await shown(bot, '!metingen')
  const last = await shown(bot, '!metingen gewicht')
  for (const typed of [
    '!corrigeer 2',
    '!corrigeer 1 70',
    '!bron 1',
    '!meer',
    '!verwijs huisarts valrisico\nbij: 1',
  ])
    assert.equal((await shown(bot, typed, to(all.eventId))).said, nl.writing.list.notLast, typed)
  assert.match((await shown(bot, '!bron 1', to(last.eventId))).said, /demo-meting-gewicht/u)
  assert.match((await shown(bot, '!bron 1')).said, /demo-meting-gewicht/u)
})

test('a number in reply to a colleague is a number of the last list', async () => {
  await using bot = await openDemoRoom()
  await shown(bot, '!metingen gewicht')
  const { eventId } = bot.homeserver.say(bot.roomId, doctor, 'Klopt het gewicht?')
  assert.match((await shown(bot, '!corrigeer 1 70', to(eventId))).said, /Gewicht: 70\skg/u)
})

test('a number in answer to a question of the bot is a number of the last list', async () => {
  await using bot = await openDemoRoom()
  await shown(bot, '!metingen gewicht')
  await shown(bot, '!verwijs huisarts valrisico --uitgebreid')
  let asked = await shown(bot, 'overslaan')
  for (let skips = 0; skips < 6 && !asked.said.includes('regels van uw laatste lijst'); skips += 1)
    asked = await shown(bot, 'overslaan')
  const answered = await shown(bot, '1', to(asked.eventId))
  assert.match(answered.said, /hoe dringend/u)
})

test('the numbers of !meer count on, so that one room shows each number once', async () => {
  const problems = demoRecords().filter(({ resourceType }) => resourceType === 'Condition')
  const many = Array.from({ length: 20 }, (_, index) =>
    problems.map((record) => ({ ...record, id: `${record.id ?? ''}-${index}` })),
  )
  await using bot = await openDemoRoom([...demoRecords(), ...many.flat()])
  const first = await shown(bot, '!tijdlijn 365d')
  const second = await shown(bot, '!meer')
  const numbers = [...numbersIn(first.said), ...numbersIn(second.said)]
  assert.ok(numbersIn(second.said).length > 0)
  assert.deepEqual(
    numbers,
    numbers.map((_, at) => at + 1),
  )
  const of = (list: typeof first) => numbersIn(list.said)[0] ?? 0
  for (const list of [first, second])
    for (const more of [{}, to(first.eventId), to(second.eventId)])
      assert.match((await shown(bot, `!bron ${of(list)}`, more)).said, /^Herkomst van regel/u)
})

test('what was asked in reply to an earlier list is still about that one after a question', async () => {
  await using bot = await openDemoRoom()
  const all = await shown(bot, '!metingen')
  await shown(bot, '!metingen gewicht')
  await shown(bot, '!verwijs fysiotherapie valrisico\nbij: 1', to(all.eventId))
  assert.equal((await shown(bot, '1')).said, nl.writing.list.notLast)
})
