import assert from 'node:assert/strict'
import { test } from 'node:test'
import { crashEverywhere, nurse as worldNurse } from '../../../test/fakes/bot.ts'
import { bodyOf, botId } from '../../../test/fakes/homeserver.ts'
import { edits } from '../../../test/fakes/said.ts'
import { nurse, openDemoRoom } from '../../../test/safety/demo-room.ts'
import { nl } from '../../i18n/nl.ts'

type Room = Awaited<ReturnType<typeof openDemoRoom>>

const type = async (bot: Room, body: string) =>
  (await bot.ask(bot.roomId, nurse, body)).join('\n\n')

const codeIn = (words: string) => /typ ja (\d{4})/u.exec(words)?.[1] ?? ''

/** What every message of the bot says now, by its event. */
const standing = ({ homeserver, roomId }: Room): ReadonlyMap<string, string> => {
  const said = new Map<string, string>()
  for (const { sender, eventId, content } of homeserver.room(roomId).events) {
    const relation = JSON.stringify(content['m.relates_to'] ?? {})
    const of = /"m\.replace","event_id":"([^"]+)"/u.exec(relation)?.[1]
    if (sender === botId && typeof content['body'] === 'string')
      said.set(of ?? eventId, bodyOf(content))
  }
  return said
}

test('after a measurement is taken back nothing in the room says untruly that it was recorded', async () => {
  await using bot = await openDemoRoom()
  const code = codeIn(await type(bot, '!gewicht 72,4'))
  await type(bot, `ja ${code}`)
  const done = [...standing(bot)].find(([, body]) => body.startsWith('Meting vastgelegd'))
  await type(bot, `ongedaan ${code}`)
  const now = standing(bot)
  const line = /^TERUGGEDRAAID door .+ 11:00 – zie hieronder\n/u
  const [preview = '', ...rest] = [...now.values()].filter((body) => body.includes('72,4'))
  assert.deepEqual(rest, [])
  assert.match(preview, line)
  assert.match(preview, /\nCliënt: /u)
  const notice = now.get(done?.[0] ?? '') ?? ''
  assert.match(notice, line)
  assert.match(notice, /\nKenmerk: Observation\//u)
})

test('after an urgent task is taken back its call and its details say so, and nobody is called by that', async () => {
  await using bot = await openDemoRoom()
  const code = codeIn(await type(bot, '!taak @huisarts wond beoordelen spoed'))
  await type(bot, `ja ${code}`)
  await bot.store.fireTimers(bot.now)
  await type(bot, 'bedankt')
  const before = [...standing(bot)]
  const about = before.filter(([, body]) => /^(?:Nieuwe taak|Spoed: nieuwe taak)/u.test(body))
  assert.equal(about.length, 2)
  const sent = bot.homeserver.sent.length
  await type(bot, `ongedaan ${code}`)
  const now = standing(bot)
  for (const [eventId] of about) assert.match(now.get(eventId) ?? '', /^TERUGGEDRAAID door /u)
  for (const { content } of bot.homeserver.sent.slice(sent)) {
    assert.deepEqual(content['m.mentions'], {})
    assert.match(JSON.stringify(content['m.new_content'] ?? {}), /^\{\}$|"m\.mentions":\{\}/u)
  }
})

for (const words of ['stop', '!lees'])
  test(`wherever the process ends while "${words}" ends a question, the question says so and waits for nothing`, async () => {
    const calls = await crashEverywhere(
      async (world) => {
        await world.type(worldNurse, '!kies')
        return world.homeserver.say(world.roomId, worldNurse, words)
      },
      async (world) => {
        const line =
          words === 'stop'
            ? nl.bot.questionStopped('Naam nurse', '09:00')
            : nl.bot.questionDropped('09:00')
        assert.deepEqual(edits(world), [`${line}\nWelke?`])
        await world.type(worldNurse, '1')
        assert.ok(!world.homeserver.said(world.roomId).includes('gekozen'))
      },
    )
    assert.ok(calls > 1, `only ${calls} calls`)
  })
