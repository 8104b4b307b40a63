import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type { Bundle, Task } from '@medplum/fhirtypes'
import { CLIENTS, WHO } from '../../packages/fhir-sandbox/src/demo-people.ts'
import { answeredEvent, asJson, type ClientEvent } from '../../scripts/client/event.ts'
import type { Client } from '../../scripts/client.ts'
import { dateTimeIn } from '../../src/fhir/referral/time.ts'
import { assertSameWords } from '../flatten.ts'
import { botMessages, settle } from './bot-messages.ts'
import { enterFirstClient } from './care-rooms.ts'
import { until } from './until.ts'
import { startWorld, textOf, type World } from './world.ts'

let world: World
let first: Awaited<ReturnType<typeof enterFirstClient>>

// Three seconds: a call is worked off at most five seconds after its time.
const pingSeconds = 3
const patienceMs = 30_000

before(async () => {
  world = await startWorld({ env: { ZORGBOT_PING_MINUTES: String(pingSeconds / 60) } })
  first = await enterFirstClient(world)
})

after(() => world.close())

const read = async (ref: string): Promise<Task> => {
  const [, id] = ref.split('/')
  const headers = { 'cache-control': 'no-cache' }
  const response = await fetch(`${world.fhir.baseUrl}/Task?_id=${id}`, { headers })
  const bundle: Bundle<Task> = JSON.parse(await response.text())
  const task = bundle.entry?.[0]?.resource
  assert.ok(task !== undefined)
  return task
}

/** What the recipient's own system does: the Task gets a new status. */
const answerInRecord = async (ref: string, change: Partial<Task>): Promise<void> => {
  const lastModified = dateTimeIn('Europe/Amsterdam', new Date())
  const task = { ...(await read(ref)), ...change, lastModified }
  const response = await fetch(`${world.fhir.baseUrl}/${ref}`, {
    method: 'PUT',
    headers: { 'content-type': 'application/fhir+json' },
    body: JSON.stringify(task),
  })
  assert.ok(response.ok, await response.text())
}

/** Asks something and confirms it; the event that says it was sent, and the Task. */
const send = async (line: string) => {
  const { nurse, roomId } = first
  const preview = textOf(await nurse.waitForAnswer(await nurse.send(roomId, line)))
  const code = /typ ja (\d{4})/.exec(preview)?.[1]
  assert.ok(code !== undefined, `no preview: ${preview}`)
  const sent = await nurse.waitForAnswer(await nurse.send(roomId, `ja ${code}`))
  const ref = /Task\/[A-Za-z0-9-]+/.exec(textOf(sent))?.[0]
  assert.ok(ref !== undefined, `no task: ${textOf(sent)}`)
  return { sent, ref }
}

const repliesTo = (eventId: string): readonly ClientEvent[] =>
  botMessages(world, first.nurse, first.roomId).filter((event) => answeredEvent(event) === eventId)

/** Waits for the nth reply to a message of the bot, and gives its words. */
const reply = async (eventId: string, nth: number): Promise<string> =>
  textOf(await until(`reply ${nth}`, () => repliesTo(eventId)[nth - 1], patienceMs))

const calls = (client: Client): readonly ClientEvent[] =>
  botMessages(world, client, first.roomId).filter(({ content }) => content['msgtype'] === 'm.text')

/** Waits for the nth call, which is held against what a lock screen may show, and gives its words and whom it calls. */
const call = async (nth: number) => {
  const event = await until(`call ${nth}`, () => calls(first.nurse)[nth - 1], patienceMs)
  const { content } = event
  assertSameWords(String(content['formatted_body']), String(content['body']))
  return { text: String(content['body']), of: asJson(content['m.mentions'])['user_ids'], event }
}

/** Waits until the bot has looked for what is due twice more: nothing was. */
const untilQuiet = async (): Promise<void> => {
  const since = Date.now()
  const quietMs = (pingSeconds + 6) * 1000
  await until('a quiet while', () => (Date.now() - since > quietMs ? true : undefined), patienceMs)
  await settle(world, first.nurse, first.roomId)
}

test('a referral that is accepted and completed in the record shows two replies in the chain', async () => {
  const { sent, ref } = await send('!verwijs huisarts graag de bloeddruk beoordelen')
  assert.match(textOf(sent), /\nWat ermee gebeurt staat straks als antwoord onder dit bericht\./)
  await answerInRecord(ref, { status: 'accepted' })
  assert.match(
    await reply(sent.event_id, 1),
    /^Verwijzing geaccepteerd, \d\d-\d\d-\d{4} \d\d:\d\d\nDoor: Pieter Bakker, Huisarts, Huisartsenpraktijk De Brink$/,
  )
  // What was told is not told again by a bot that starts anew.
  await world.bot.kill()
  await world.bot.start()
  await world.bot.untilReady()
  await answerInRecord(ref, {
    status: 'completed',
    output: [{ type: { text: 'Conclusie' }, valueString: 'bloeddruk goed' }],
  })
  assert.match(
    await reply(sent.event_id, 2),
    /^Verwijzing afgerond, \d\d-\d\d-\d{4} \d\d:\d\d\nDoor: Pieter Bakker, Huisarts, Huisartsenpraktijk De Brink\nUitkomst: Conclusie: bloeddruk goed$/,
  )
  await settle(world, first.nurse, first.roomId)
  assert.equal(repliesTo(sent.event_id).length, 2)
  const news = botMessages(world, first.nurse, first.roomId).filter(({ content }) =>
    String(content['body']).startsWith('Nieuw in het dossier'),
  )
  assert.deepEqual(news.map(textOf), [])
})

test('a refusal is told with its reason', async () => {
  const { sent, ref } = await send('!verwijs huisarts tweede vraag')
  await answerInRecord(ref, { status: 'rejected', statusReason: { text: 'geen plaats' } })
  assert.match(await reply(sent.event_id, 1), /^Verwijzing geweigerd, .*\n.*\nReden: geen plaats$/)
})

test('an urgent task calls who is asked, and "ok" stops the reminder', async () => {
  const { sent } = await send('!taak huisarts bloeddruk nakijken spoed')
  const details = await reply(sent.event_id, 1)
  assert.match(details, /^Nieuwe taak, SPOED\nCliënt: J\.V\. \(v\), geboren in 1941\n/)
  assert.match(details, /• Wat: bloeddruk nakijken\n• Voor: Pieter Bakker\n• Van: Sanne Dijkstra, /)
  const { text, of, event } = await call(1)
  assert.equal(text, 'Spoed: nieuwe taak voor Pieter Bakker. Open deze ruimte voor de details.')
  assert.deepEqual(of, [first.doctor.userId])
  assert.equal(answeredEvent(event), repliesTo(sent.event_id)[0]?.event_id)
  const seen = await world.ask(first.doctor, first.roomId, 'ok')
  assert.match(
    seen,
    /^Opgepakt door Pieter Bakker, \d\d:\d\d\. Er wordt niet opnieuw opgeroepen\.\nIn het dossier is nog niets gewijzigd: accepteren of weigeren gaat met !taken\.$/,
  )
  await untilQuiet()
  assert.equal(calls(first.nurse).length, 1)
})

test('without an "ok" there is one reminder and one call of the next person, also after a restart', async () => {
  const { ref } = await send('!taak huisarts gewicht nakijken spoed')
  await call(2)
  await world.bot.kill()
  await world.bot.start()
  await world.bot.untilReady()
  const reminder = await call(3)
  assert.equal(
    reminder.text,
    'Spoed, herinnering: nog geen antwoord van Pieter Bakker. Typ ok in deze ruimte als u dit oppakt.',
  )
  assert.deepEqual(reminder.of, [first.doctor.userId])
  const next = await call(4)
  assert.equal(
    next.text,
    'Spoed: geen antwoord van Pieter Bakker. Nu voor Sanne Dijkstra. Open deze ruimte en typ ok als u dit oppakt.',
  )
  assert.deepEqual(next.of, [first.nurse.userId])
  await untilQuiet()
  assert.equal(calls(first.nurse).length, 4)
  assert.equal((await read(ref)).status, 'requested')
})

test('who is asked finds it in the list, accepts and completes it by number, exactly once', async () => {
  const { sent, ref } = await send('!taak huisarts medicatie doornemen voor morgen')
  const { doctor, roomId } = first
  const list = await world.ask(doctor, roomId, '!taken mijn')
  const number = /\[(\d+)\] medicatie doornemen/.exec(list)?.[1]
  assert.ok(number !== undefined, list)
  const preview = await world.ask(doctor, roomId, `!taak ${number} klaar lijst is akkoord`)
  const code = /typ ja (\d{4})/.exec(preview)?.[1]
  assert.match(await world.ask(doctor, roomId, `ja ${code}`), /^Taak afgerond, /)
  const task = await read(ref)
  assert.equal(task.status, 'completed')
  assert.deepEqual(task.output, [{ type: { text: 'Resultaat' }, valueString: 'lijst is akkoord' }])
  assert.equal(task.requester?.reference, WHO.nurse.reference)
  assert.equal(task.for?.reference, `Patient/${CLIENTS[0]}`)
  await settle(world, first.nurse, first.roomId)
  assert.deepEqual(repliesTo(sent.event_id).map(textOf), [])
})

test('an urgent task that another system put into the record calls who it is for', async () => {
  const known = calls(first.nurse).length
  await world.fhir.load([
    {
      resourceType: 'Task',
      id: 'from-elsewhere',
      status: 'requested',
      intent: 'order',
      priority: 'stat',
      description: 'INR bepalen',
      for: { reference: `Patient/${CLIENTS[0]}` },
      authoredOn: dateTimeIn('Europe/Amsterdam', new Date()),
      requester: WHO.doctor,
      owner: WHO.nurse,
    },
  ])
  const { text, of } = await call(known + 1)
  assert.equal(text, 'Spoed: nieuwe taak voor Sanne Dijkstra. Open deze ruimte voor de details.')
  assert.deepEqual(of, [first.nurse.userId])
  await world.ask(first.nurse, first.roomId, 'ok')
})

test('in the direct message the own tasks are listed with the room, without a word of the record', async () => {
  const { nurse } = first
  const direct = await nurse.createRoom({
    preset: 'trusted_private_chat',
    is_direct: true,
    invite: [world.botUserId],
  })
  await nurse.waitFor(
    ({ room_id, sender, type }) =>
      room_id === direct && sender === world.botUserId && type === 'm.room.message',
    patienceMs,
  )
  const list = await world.ask(nurse, direct, '!taken')
  assert.match(list, /^\d+ open taken voor u\n\n• ONMIDDELLIJK taak – Zorgteam /)
  assert.doesNotMatch(list, /INR|wegen|Voorbeeld/i)
})
