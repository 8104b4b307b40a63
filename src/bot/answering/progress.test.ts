import assert from 'node:assert/strict'
import { test } from 'node:test'
import { nurse, openWorld, toIncoming } from '../../../test/fakes/bot.ts'
import { answered, bodyOf } from '../../../test/fakes/homeserver.ts'
import { slow, slowly } from '../../../test/fakes/slow.ts'
import { nl } from '../../i18n/nl.ts'
import type { Content } from '../gateway.ts'
import { createCourtesy } from './courtesy.ts'

const busy = 'Bezig: !lees is nog niet klaar. Het antwoord komt in de plaats van dit bericht.'

const relationOf = (content: Content): unknown => content['m.relates_to']

test('what takes long is announced, and its answer takes the place of the announcement', async () => {
  await using world = await openWorld()
  await slowly(world)
  const event = await world.type(nurse, '!lees')
  const [first, second, ...more] = world.homeserver.sent
  assert.deepEqual(more, [])
  assert.equal(bodyOf(first?.content ?? {}), busy)
  assert.equal(answered(first?.content ?? {}), event.eventId)
  const placed = world.homeserver
    .room(world.roomId)
    .events.find(({ content }) => content === first?.content)
  assert.deepEqual(relationOf(second?.content ?? {}), {
    rel_type: 'm.replace',
    event_id: placed?.eventId,
  })
  assert.deepEqual(second?.content['m.new_content'], {
    msgtype: 'm.notice',
    body: 'klinisch antwoord',
    format: 'org.matrix.custom.html',
    formatted_body: '<p>klinisch antwoord</p>',
    'm.mentions': {},
    'nl-ta-chat.fhir': [{ ref: 'MedicationRequest/1', versionId: '1' }],
  })
  assert.equal(second?.content['body'], '* klinisch antwoord')
  assert.deepEqual(second?.content['m.mentions'], {})
})

test('whatever call the process ends after, there is one announcement and one answer in its place', async () => {
  for (let call = 1, crashed = true; crashed; call += 1) {
    await using world = await openWorld()
    await slowly(world)
    const event = world.homeserver.say(world.roomId, nurse, '!lees')
    world.homeserver.crashAfter = call
    crashed = await world.deliver(event).then(
      () => false,
      () => true,
    )
    world.homeserver.crashAfter = undefined
    world.now += 1000
    world.restart()
    await world.work()
    const { sent } = world.homeserver
    const answers = sent.filter(({ content }) => bodyOf(content) === 'klinisch antwoord')
    assert.equal(answers.length, 1, `after call ${call}`)
    // No announcement is left standing beside an answer of its own.
    const isEdit = 'm.new_content' in (answers[0]?.content ?? {})
    assert.equal(sent.length, isEdit ? 2 : 1, `after call ${call}`)
  }
})

test('an answer that was sent before the process ended is not announced again', async () => {
  await using world = await openWorld()
  const event = world.homeserver.say(world.roomId, nurse, '!lees')
  await world.accept(toIncoming(event))
  world.homeserver.after = (method) => {
    if (method === 'send') throw new Error('the process ends')
  }
  await assert.rejects(world.work(), /the process ends/)
  world.homeserver.after = () => {}
  world.now += 1000
  world.courtesy = slow
  world.restart()
  await world.work()
  assert.deepEqual(world.homeserver.said(world.roomId), ['klinisch antwoord'])
})

test('chat is never announced, and a confirmation is', async () => {
  await using world = await openWorld()
  await slowly(world)
  for (const words of ['goedemorgen', '3', 'ok', 'nee 2024']) await world.type(nurse, words)
  assert.deepEqual(world.homeserver.sent, [])
  await world.type(nurse, '!stuur huisarts')
  await world.type(nurse, 'ja 4821')
  const said = world.homeserver.said(world.roomId)
  assert.ok(said.includes(nl.audience.busyConfirming))
  assert.equal(said.filter((words) => words === 'verstuurd').length, 1)
})

test('a prompt in the place of an announcement is confirmed and closed there', async () => {
  await using world = await openWorld()
  await slowly(world)
  await world.type(nurse, '!stuur huisarts')
  const [announced] = world.homeserver
    .room(world.roomId)
    .events.filter(({ content }) => bodyOf(content).startsWith('Bezig'))
  const [prompt] = await world.store.promptsOf(world.roomId)
  assert.equal(prompt?.promptEventId, announced?.eventId)
})

test('who waited longer than half a minute is called, without a word of what is there', async () => {
  await using world = await openWorld()
  world.deeds.meanwhile = () => {
    world.now += 30_001
  }
  await world.type(nurse, '!lees')
  const call = world.homeserver.sent.at(-1)?.content ?? {}
  assert.deepEqual(
    [call['msgtype'], call['body'], call['m.mentions']],
    ['m.text', 'Uw opgevraagde gegevens staan klaar', { user_ids: [nurse] }],
  )
  assert.equal(world.homeserver.sent.length, 2)
})

test('who waited less is not called', async () => {
  await using world = await openWorld()
  world.deeds.meanwhile = () => {
    world.now += 30_000
  }
  await world.type(nurse, '!lees')
  assert.deepEqual(world.homeserver.said(world.roomId), ['klinisch antwoord'])
})

test('only what takes longer than five seconds is announced, and the end waits for that', async (context) => {
  context.mock.timers.enable({ apis: ['setTimeout', 'setInterval'] })
  const calls: string[] = []
  const sign = (name: string) => async () => void calls.push(name)
  const courtesy = createCourtesy({ receipt: sign('receipt'), typing: sign('typing') })
  const event = { roomId: '!r', eventId: '$e' }
  const whole = { ...event, type: '', sender: '', originServerTs: 0, age: 0, content: {} }
  const begun = { ...whole, stateKey: undefined }
  const quick = courtesy.begin(begun, sign('announced'))
  context.mock.timers.tick(4999)
  assert.equal(await quick(), false)
  assert.deepEqual(calls, ['receipt', 'typing', 'typing'])
  const long = courtesy.begin(begun, sign('announced'))
  context.mock.timers.tick(5000)
  assert.equal(await long(), true)
  assert.equal(calls.filter((call) => call === 'announced').length, 1)
})
