import assert from 'node:assert/strict'
import { test } from 'node:test'
import { commands } from '../../src/commands/registry.ts'
import { nl } from '../../src/i18n/nl.ts'
import { bodyOf, botId } from '../fakes/homeserver.ts'
import type { WholeBot } from '../whole-bot.ts'
import { doctor, meant, nurse, openDemoRoom } from './demo-room.ts'

const minute = 60_000

type Room = WholeBot & { readonly roomId: string }

/** Types what asks for a confirmation, and gives the prompt with its code. */
const prompted = async (bot: Room, line: string) => {
  const [prompt = ''] = await bot.ask(bot.roomId, nurse, line)
  const code = /typ ja (\d{4})/u.exec(prompt)?.[1]
  assert.ok(code !== undefined, `no code was asked for: ${prompt}`)
  return { prompt: prompt.replaceAll(code, '0000'), code }
}

const writing = commands
  .filter(({ access, name }) => access === 'write' && meant[name] !== undefined)
  .map(({ name }) => `!${meant[name]}`)

test('no writing command writes before its code is typed', async () => {
  await using bot = await openDemoRoom()
  for (const line of writing) {
    await bot.ask(bot.roomId, nurse, line)
    assert.deepEqual(bot.writes, [], line)
  }
})

test('a measurement is shown whole before it is written: who, what, when, by whom', async () => {
  await using bot = await openDemoRoom()
  const { prompt, code } = await prompted(bot, '!rr 125/80')
  assert.deepEqual(prompt.split('\n'), [
    'Bevestig meting – nog NIET vastgelegd',
    'Cliënt: J.V. (v), geboren in 1941',
    '',
    '• Bloeddruk: 125/80\u00A0mmHg',
    '• Gemeten: 14-01-2026 11:00',
    '• Door: Sanne Dijkstra, Verpleegkundige, Thuiszorg De Linde',
    '• Vorige: 166/94\u00A0mmHg (13-01-2026 08:30) – bovendruk 41\u00A0mmHg lager (▼), onderdruk 14\u00A0mmHg lager (▼) dan 1 dag eerder',
    '',
    'Sanne Dijkstra, typ ja 0000 om vast te leggen of nee 0000 om te stoppen. Alleen u kunt bevestigen, tot 11:10.',
  ])
  await bot.ask(bot.roomId, nurse, `ja ${code}`)
  assert.deepEqual(bot.writes, ['Observation'])
})

test('somebody else’s code writes nothing, nor does a reaction, a thumb or a bare yes of theirs', async () => {
  await using bot = await openDemoRoom()
  const { code } = await prompted(bot, '!gewicht 72,4')
  const said = await bot.ask(bot.roomId, doctor, `ja ${code}`)
  assert.deepEqual(said, [nl.confirm.onlyRequester('Sanne Dijkstra')])
  const prompt = bot.homeserver
    .room(bot.roomId)
    .events.findLast(({ sender, type }) => sender === botId && type === 'm.room.message')
  for (const userId of [nurse, doctor])
    await bot.deliver(
      bot.homeserver.add(bot.roomId, {
        type: 'm.reaction',
        sender: userId,
        content: {
          'm.relates_to': { rel_type: 'm.annotation', event_id: prompt?.eventId, key: '✅' },
        },
      }),
    )
  for (const words of ['ja', 'ok', '👍', '!ok']) await bot.ask(bot.roomId, doctor, words)
  assert.deepEqual(bot.writes, [])
})

test('a wrong code, a code of another room and a code that is ten minutes old write nothing', async () => {
  await using bot = await openDemoRoom()
  const { code } = await prompted(bot, '!gewicht 72,4')
  const wrong = code === '1234' ? '4321' : '1234'
  const elsewhere = await bot.room('Patient/demo-client-2', nurse, doctor)
  assert.deepEqual(await bot.ask(bot.roomId, nurse, `ja ${wrong}`), [nl.confirm.unknownCode])
  assert.deepEqual(await bot.ask(elsewhere, nurse, `ja ${code}`), [])
  bot.now += 10 * minute + 1
  const [late] = await bot.ask(bot.roomId, nurse, `ja ${code}`)
  assert.equal(late, nl.confirm.late('11:10', false))
  assert.deepEqual(bot.writes, [])
})

test('two prompts wait: a yes without a code writes neither', async () => {
  await using bot = await openDemoRoom()
  await prompted(bot, '!gewicht 72,4')
  await prompted(bot, '!rr 125/80')
  assert.deepEqual(await bot.ask(bot.roomId, nurse, 'ja'), [])
  assert.deepEqual(bot.writes, [])
})

test('a code typed twice writes once', async () => {
  await using bot = await openDemoRoom()
  const { code } = await prompted(bot, '!gewicht 72,4')
  await bot.ask(bot.roomId, nurse, `ja ${code}`)
  assert.deepEqual(await bot.ask(bot.roomId, nurse, `ja ${code}`), [
    nl.confirm.used('11:00', false),
  ])
  assert.deepEqual(bot.writes, ['Observation'])
})

test('who stopped it wrote nothing, and cannot start it again', async () => {
  await using bot = await openDemoRoom()
  const { code } = await prompted(bot, '!taak @huisarts wond verbinden')
  const [stopped] = await bot.ask(bot.roomId, nurse, `nee ${code}`)
  assert.equal(stopped, nl.confirm.cancelled(true))
  assert.deepEqual(await bot.ask(bot.roomId, nurse, `ja ${code}`), [
    nl.confirm.alreadyCancelled('11:00', true),
  ])
  assert.deepEqual(bot.writes, [])
})

test('an edit of the question, or of a chat message into a yes, writes nothing', async () => {
  await using bot = await openDemoRoom()
  const asked = bot.homeserver.say(bot.roomId, nurse, '!gewicht 72,4')
  await bot.deliver(asked)
  const body = bodyOf(bot.homeserver.sent.at(-1)?.content ?? {})
  const code = /typ ja (\d{4})/u.exec(body)?.[1] ?? ''
  const edit = (of: string, words: string) =>
    bot.ask(bot.roomId, nurse, `* ${words}`, {
      'm.new_content': { msgtype: 'm.text', body: words },
      'm.relates_to': { rel_type: 'm.replace', event_id: of },
    })
  await edit(asked.eventId, '!gewicht 27,4')
  const chat = bot.homeserver.say(bot.roomId, nurse, 'Tot zo')
  await bot.deliver(chat)
  await edit(chat.eventId, `ja ${code}`)
  assert.notEqual(code, '')
  assert.deepEqual(bot.writes, [])
})
