import assert from 'node:assert/strict'
import { test } from 'node:test'
import { bodyOf, botId } from '../../../test/fakes/homeserver.ts'
import { doctor, nurse, openDemoRoom } from '../../../test/safety/demo-room.ts'
import { nl } from '../../i18n/nl.ts'

type Room = Awaited<ReturnType<typeof openDemoRoom>>

const minute = 60_000

const replyTo = (eventId: string, ...mentioned: readonly string[]) => ({
  'm.relates_to': { 'm.in_reply_to': { event_id: eventId } },
  'm.mentions': { user_ids: mentioned },
})

const inThread = (root: string) => ({
  'm.relates_to': {
    rel_type: 'm.thread',
    event_id: root,
    is_falling_back: true,
    'm.in_reply_to': { event_id: root },
  },
})

const type = (bot: Room, body: string, more = {}) => bot.ask(bot.roomId, nurse, body, more)

/** The last new message of the bot. */
const lastOwn = ({ homeserver, roomId }: Room): string =>
  homeserver
    .room(roomId)
    .events.findLast(({ sender, content }) => sender === botId && !('m.new_content' in content))
    ?.eventId ?? ''

const said = async (bot: Room, body: string): Promise<string> =>
  (await type(bot, body)).join('\n\n')

/** The question of the handover is shown as a draft. */
const drafted = async (bot: Room): Promise<string> => {
  await type(bot, '!overdracht huisarts')
  await type(bot, 'Kortademig')
  return said(bot, 'Graag beoordelen')
}

test('a rich reply to a colleague never becomes part of the handover of this client', async () => {
  await using bot = await openDemoRoom()
  await drafted(bot)
  const { eventId } = bot.homeserver.say(bot.roomId, doctor, 'Hoe laat bij mevrouw De Wit?')
  const to = replyTo(eventId, doctor)
  assert.deepEqual(await type(bot, 'Bij mevrouw De Wit om 10 uur, zij is gevallen', to), [])
  assert.deepEqual(await type(bot, '1', to), [])
  const preview = await said(bot, '1')
  assert.match(preview, /^Bevestig overdracht/u)
  assert.ok(!preview.includes('De Wit'))
})

test('who calls somebody else, or writes in another thread, answers no question', async () => {
  await using bot = await openDemoRoom()
  await type(bot, '!rapporteer')
  const calling = { 'm.mentions': { user_ids: [doctor] } }
  assert.deepEqual(await type(bot, 'Pieter, bel je mij even?', calling), [])
  assert.deepEqual(await type(bot, 'In deze draad gaat het over iemand anders', inThread('$r')), [])
  assert.match(await said(bot, 'Rustige nacht.'), /^Bevestig rapportage[^]*Tekst: Rustige nacht\./u)
})

test('a question asked in a thread is answered there, and not by the chat outside it', async () => {
  await using bot = await openDemoRoom()
  await type(bot, '!verwijs huisarts', inThread('$root'))
  assert.deepEqual(await type(bot, 'Dit is gewone chat'), [])
  await type(bot, 'Valrisico na opname', inThread('$root'))
  const content = bot.homeserver.sent.at(-1)?.content ?? {}
  assert.match(bodyOf(content), /^Bevestig verwijzing[^]*Vraag: Valrisico na opname/u)
  assert.match(JSON.stringify(content['m.relates_to']), /"m\.thread","event_id":"\$root"/u)
})

test('a reply to the question itself answers it, also when it mentions the bot', async () => {
  await using bot = await openDemoRoom()
  await type(bot, '!rapporteer')
  const to = replyTo(lastOwn(bot), botId)
  assert.match((await type(bot, 'Rustige nacht.', to)).join(), /^Bevestig rapportage/u)
})

for (const word of ['nee', 'stop', 'Stop!', '!nee'])
  test(`"${word}" stops a question, and what is typed after it is chat`, async () => {
    await using bot = await openDemoRoom()
    await drafted(bot)
    const [edited, stopped, ...more] = (await type(bot, word)).toReversed()
    assert.equal(stopped, nl.bot.stopped)
    assert.deepEqual(more, [])
    const lines = edited?.split('\n') ?? []
    assert.match(lines[0] ?? '', /^Gestopt door .+ 11:00 – niets verstuurd of vastgelegd$/u)
    assert.match(lines[1] ?? '', /^Concept overdracht/u)
    assert.ok(!edited?.includes('Typ 1 om zo door te gaan'))
    assert.deepEqual(await type(bot, 'bedankt'), [])
    assert.deepEqual(bot.writes, [])
  })

test('a reply of "nee" to the question stops it, to somebody else it does not', async () => {
  await using bot = await openDemoRoom()
  await type(bot, '!rapporteer')
  const question = lastOwn(bot)
  const { eventId } = bot.homeserver.say(bot.roomId, doctor, 'Is zij gevallen?')
  assert.deepEqual(await type(bot, 'nee', replyTo(eventId, doctor)), [])
  assert.equal((await type(bot, 'nee', replyTo(question, botId)))[0], nl.bot.stopped)
})

test('agreement is no answer to a question, and that is said', async () => {
  await using bot = await openDemoRoom()
  await drafted(bot)
  for (const word of ['oké', 'ja', 'akkoord', '👍'])
    assert.deepEqual(await type(bot, word), [nl.bot.questionHint], word)
  assert.deepEqual(await bot.ask(bot.roomId, doctor, 'ja'), [])
  assert.match(await said(bot, '1'), /^Bevestig overdracht/u)
})

test('words with a time or a year answer a question, however they begin', async () => {
  await using bot = await openDemoRoom()
  await type(bot, '!rapporteer')
  assert.match(
    await said(bot, 'Nee, om 1430 is zij niet gevallen.'),
    /Tekst: Nee, om 1430 is zij niet gevallen\./u,
  )
})

test('a question says until when it waits, and that its time is over', async () => {
  await using bot = await openDemoRoom()
  assert.match(
    await said(bot, '!rapporteer'),
    /Antwoorden kan tot 11:10\. Typ stop om te stoppen\.$/u,
  )
  bot.now += 11 * minute
  const [prompt] = await bot.store.expiredPrompts(bot.now)
  assert.ok(prompt !== undefined)
  await bot.store.accept([
    {
      id: `expiry:${prompt.id}`,
      lane: prompt.roomId,
      body: JSON.stringify({ kind: 'expiry', prompt: prompt.id }),
      late: false,
    },
  ])
  const [edited] = await type(bot, 'Mevrouw is twee keer gevallen.')
  assert.equal(edited, `${nl.bot.questionExpired('11:10')}\nRapportage`)
  assert.deepEqual(await type(bot, '1'), [nl.bot.choiceExpired])
  assert.deepEqual(bot.writes, [])
})

test('a new command says at the question of before that it is over', async () => {
  await using bot = await openDemoRoom()
  await type(bot, '!rapporteer')
  const question = lastOwn(bot)
  const [, edited] = await type(bot, '!allergie')
  assert.equal(edited, `${nl.bot.questionDropped('11:00')}\nRapportage`)
  const late = await type(bot, 'Mevrouw is gevallen.', replyTo(question, botId))
  assert.deepEqual(late, [nl.bot.choiceExpired])
})

test('a reply to a draft that was changed since changes nothing', async () => {
  await using bot = await openDemoRoom()
  await drafted(bot)
  const before = lastOwn(bot)
  await type(bot, 'weg 1')
  assert.deepEqual(await type(bot, 'weg 2', replyTo(before, botId)), [nl.bot.questionBefore])
})

test('a choice can be typed as it stands in the list, and a near miss is told what to type', async () => {
  await using bot = await openDemoRoom()
  await type(bot, '!verwijs')
  for (const words of ['twee', '1 graag', 'nummer 40'])
    assert.match(await said(bot, words), /^Typ een nummer van 1 tot en met \d\.$/u, words)
  assert.deepEqual(await type(bot, 'ik bel zo even'), [])
  assert.match(await said(bot, 'Fysiotherapie'), /^Verwijzing naar |^Verwijzing \(fysiotherapie\)/u)
})

const turned = (code: string) => [
  `> ja ${code}`,
  `~~ja ${code}~~`,
  `ja ${code} ❌`,
  `ja ${code} 🚫`,
  `👎 ja ${code}`,
  `ja ≠ ${code}`,
  `ja ${code.slice(0, 2)} ${code.slice(2)}`,
  `jaa ${code}`,
  `bevestig ${code}`,
]

test('words that may mean no write nothing, and who typed them is told what counts', async () => {
  await using bot = await openDemoRoom()
  const code = /typ ja (\d{4})/u.exec(await said(bot, '!gewicht 72,4'))?.[1] ?? ''
  for (const words of turned(code))
    assert.deepEqual(await type(bot, words), [nl.confirm.hint(code, false)], words)
  assert.deepEqual(bot.writes, [])
  assert.match(await said(bot, `**Ja, ${code}** 👍🏽`), /^Meting vastgelegd/u)
})

test('a confirmation that is refused says that nothing was done', async () => {
  await using bot = await openDemoRoom()
  const code = /typ ja (\d{4})/u.exec(await said(bot, '!gewicht 72,4'))?.[1] ?? ''
  bot.homeserver.member(bot.roomId, '@huisarts:elders.example', 'join')
  bot.now += 2 * minute
  assert.ok((await said(bot, `ja ${code}`)).includes(nl.confirm.nothingDone))
  assert.deepEqual(bot.writes, [])
})
