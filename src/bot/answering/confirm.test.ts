import assert from 'node:assert/strict'
import { test } from 'node:test'
import { doctor, nurse, openWorld, stranger, type World } from '../../../test/fakes/bot.ts'
import { answered, bodyOf, botId } from '../../../test/fakes/homeserver.ts'
import { nl } from '../../i18n/nl.ts'

const minute = 60_000

/** What the bot last said as an answer, edits left out. */
const last = ({ homeserver, roomId }: World): string => {
  const answers = homeserver.sent.filter(
    (one) => one.roomId === roomId && answered(one.content) !== undefined,
  )
  return bodyOf(answers.at(-1)?.content ?? {})
}

const edits = ({ homeserver }: World): readonly string[] =>
  homeserver.sent
    .filter(({ content }) => 'm.new_content' in content)
    .map(({ content }) => bodyOf(content))

const promptEvent = (world: World): string =>
  world.homeserver
    .room(world.roomId)
    .events.find(({ sender, type }) => sender === botId && type === 'm.room.message')?.eventId ?? ''

const replyTo = (eventId: string) => ({
  'm.relates_to': { 'm.in_reply_to': { event_id: eventId } },
})

test('ja with the code carries out what was asked, once', async () => {
  await using world = await openWorld()
  const asked = await world.type(nurse, '!stuur huisarts')
  const agreed = await world.type(nurse, 'ja 4821')
  assert.deepEqual([...world.deeds.written], [asked.eventId])
  assert.equal(last(world), 'verstuurd')
  assert.equal(answered(world.homeserver.sent[1]?.content ?? {}), agreed.eventId)
  assert.equal((await world.store.prompt(asked.eventId))?.state, 'done')
  assert.equal((await world.store.prompt(asked.eventId))?.payload, '')
})

test('the first line of a confirmed prompt says so, and its instruction is gone', async () => {
  await using world = await openWorld()
  await world.type(nurse, '!stuur huisarts')
  await world.type(nurse, 'ja 4821')
  const [edit = ''] = edits(world)
  assert.match(edit, /^Verwijzing bevestigd\nJ\. Jansen/)
  assert.match(edit, /Naar: huisarts/)
  assert.doesNotMatch(edit, /typ ja/)
})

test('only who asked can confirm, and the refusal is audited', async () => {
  await using world = await openWorld()
  await world.type(nurse, '!stuur huisarts')
  await world.type(doctor, 'ja 4821')
  assert.equal(last(world), nl.confirm.onlyRequester('Naam nurse'))
  await world.type(doctor, 'nee 4821')
  assert.equal(last(world), nl.confirm.onlyRequester('Naam nurse'))
  assert.equal(world.deeds.carried, 0)
  const denials = (await world.store.auditTrail({})).filter(({ action }) => action === 'denial')
  assert.deepEqual(
    denials.map(({ who, role, what, patient, outcome }) => [who, role, what, patient, outcome]),
    Array.from({ length: 2 }, () => [
      doctor,
      'PractitionerRole/doctor',
      'confirm',
      'Patient/p1',
      'open',
    ]),
  )
  await world.type(nurse, 'ja 4821')
  assert.equal(world.deeds.carried, 1)
})

test('after ten minutes a confirmation is too late and nothing is sent', async () => {
  await using world = await openWorld()
  const asked = await world.type(nurse, '!stuur huisarts')
  world.now += 10 * minute + 1
  await world.type(nurse, 'ja 4821')
  assert.equal(last(world), nl.confirm.late('09:10', true))
  assert.match(edits(world)[0] ?? '', /^Verlopen om 09:10/)
  assert.equal((await world.store.prompt(asked.eventId))?.state, 'expired')
  await world.type(nurse, 'ja 4821')
  assert.equal(last(world), nl.confirm.late('09:10', true))
  assert.equal(world.deeds.carried, 0)
})

test('a confirmation on the last moment counts', async () => {
  await using world = await openWorld()
  await world.type(nurse, '!stuur huisarts')
  world.now += 10 * minute
  await world.type(nurse, 'ja 4821')
  assert.equal(world.deeds.written.size, 1)
})

test('a confirmation typed late by its own clock is too late as well', async () => {
  await using world = await openWorld()
  await world.type(nurse, '!stuur huisarts')
  const event = world.homeserver.say(world.roomId, nurse, 'ja 4821')
  await world.deliver({ ...event, originServerTs: world.now + 11 * minute })
  assert.equal(last(world), nl.confirm.late('09:10', true))
  assert.equal(world.deeds.carried, 0)
})

test('a used code says when it was used', async () => {
  await using world = await openWorld()
  await world.type(nurse, '!stuur huisarts')
  await world.type(nurse, 'ja 4821')
  world.now += minute
  await world.type(nurse, 'ja 4821')
  assert.equal(last(world), nl.confirm.used('09:00', true))
  assert.equal(world.deeds.carried, 1)
})

test('nee cancels, is audited, and the code cannot be used afterwards', async () => {
  await using world = await openWorld()
  await world.type(nurse, '!stuur huisarts')
  await world.type(nurse, 'nee 4821')
  assert.equal(last(world), nl.confirm.cancelled(true))
  assert.match(edits(world)[0] ?? '', /^Gestopt door Naam nurse 09:00 – niets verstuurd/)
  await world.type(nurse, 'ja 4821')
  assert.equal(last(world), nl.confirm.alreadyCancelled('09:00', true))
  assert.equal(world.deeds.carried, 0)
  const trail = await world.store.auditTrail({})
  const lines = trail.filter(({ what }) => what === 'confirm')
  assert.deepEqual(
    lines.map(({ role, action, outcome }) => [role, action, outcome]),
    [
      ['PractitionerRole/nurse', 'command', 'cancelled'],
      ['PractitionerRole/nurse', 'denial', 'cancelled'],
    ],
  )
})

test('a refused confirmation is one line on the audit trail, also when its role is forgotten in between', async () => {
  await using world = await openWorld()
  await world.type(nurse, '!stuur huisarts')
  world.homeserver.refuse = (method) => (method === 'send' ? new Error('ended') : undefined)
  await assert.rejects(world.deliver(world.homeserver.say(world.roomId, doctor, 'ja 4821')))
  world.homeserver.refuse = () => undefined
  world.restart()
  await world.work()
  assert.equal(last(world), nl.confirm.onlyRequester('Naam nurse'))
  const denials = (await world.store.auditTrail({})).filter(({ action }) => action === 'denial')
  assert.deepEqual(
    denials.map(({ role }) => role),
    ['PractitionerRole/doctor'],
  )
})

test('a refusal of somebody who was not seen in the team since the start names no role', async () => {
  await using world = await openWorld()
  await world.type(nurse, '!stuur huisarts')
  world.restart()
  await world.type(doctor, 'ja 4821')
  const line = (await world.store.auditTrail({})).at(-1)
  assert.deepEqual([line?.who, line?.role, line?.action], [doctor, undefined, 'denial'])
})

test('the trail says who was too late to confirm, in which role', async () => {
  await using world = await openWorld()
  await world.type(nurse, '!stuur huisarts')
  world.now += 10 * minute + 1
  const { eventId } = await world.type(nurse, 'ja 4821')
  const lines = (await world.store.auditTrail({})).filter((line) => line.eventId === eventId)
  assert.deepEqual(
    lines.map(({ role, action, what, outcome }) => [role, action, what, outcome]),
    [
      ['PractitionerRole/nurse', 'denial', 'confirm', 'expired'],
      ['PractitionerRole/nurse', 'read', 'CareTeam', 'ok'],
    ],
  )
})

test('an unknown code is answered, and nothing is done', async () => {
  await using world = await openWorld()
  await world.type(nurse, '!stuur huisarts')
  await world.type(nurse, 'ja 1111')
  assert.equal(last(world), nl.confirm.unknownCode)
  assert.equal(world.deeds.carried, 0)
  const line = (await world.store.auditTrail({})).at(-1)
  assert.deepEqual([line?.action, line?.outcome], ['denial', 'unknown-code'])
})

test('a year after nee is no code for who was asked nothing, and gets no answer', async () => {
  await using world = await openWorld()
  await world.type(nurse, 'nee 2024')
  await world.type(nurse, '!stuur huisarts')
  await world.type(doctor, 'ja, 2019')
  assert.equal(world.homeserver.sent.length, 1)
  await world.type(doctor, '!ja 2019')
  assert.equal(last(world), nl.confirm.unknownCode)
  await world.type(nurse, 'nee 4812')
  await world.type(doctor, 'nee 4821')
  assert.equal(last(world), nl.confirm.onlyRequester('Naam nurse'))
  assert.equal(world.homeserver.sent.length, 4)
  await world.type(nurse, 'nee 4821')
  const { length } = world.homeserver.sent
  await world.type(nurse, 'nee 2024')
  assert.equal(world.homeserver.sent.length, length)
  await world.type(doctor, 'ja 4821')
  assert.equal(last(world), nl.confirm.onlyRequester('Naam nurse'))
})

test('ja as a reply to the only open prompt confirms it', async () => {
  await using world = await openWorld()
  await world.type(nurse, '!stuur huisarts')
  await world.type(nurse, 'ja', replyTo(promptEvent(world)))
  assert.equal(world.deeds.written.size, 1)
})

test('ja as a reply with two open prompts asks for the code', async () => {
  await using world = await openWorld()
  await world.type(nurse, '!stuur huisarts')
  await world.type(nurse, '!stuur apotheek')
  await world.type(nurse, 'ja', replyTo(promptEvent(world)))
  assert.equal(last(world), nl.confirm.whichCode)
  assert.equal(world.deeds.carried, 0)
  await world.type(nurse, 'ja 5930')
  assert.equal(world.deeds.written.size, 1)
})

test('ja between people, as a reply to a person or to nobody, is left alone', async () => {
  await using world = await openWorld()
  await world.type(nurse, '!stuur huisarts')
  const words = world.homeserver.say(world.roomId, doctor, 'Kom je morgen?')
  await world.type(nurse, 'ja', replyTo(words.eventId))
  await world.type(nurse, 'ja')
  assert.equal(world.homeserver.sent.length, 1)
  assert.equal(world.deeds.carried, 0)
})

test('agreement that is no confirmation gets the code as a hint', async () => {
  await using world = await openWorld()
  await world.type(nurse, '!stuur huisarts')
  await world.type(nurse, 'oké')
  assert.equal(last(world), nl.confirm.hint('4821', true))
  assert.equal(world.deeds.carried, 0)
})

test('a prompt nobody could see, because a stranger came in, can be confirmed by nothing', async () => {
  await using world = await openWorld()
  const { homeserver, roomId } = world
  let looked = 0
  homeserver.after = (method) => {
    looked += method === 'members' ? 1 : 0
    if (method === 'members' && looked === 1) homeserver.member(roomId, stranger, 'join')
  }
  const asked = await world.type(nurse, '!stuur huisarts')
  assert.equal(last(world), nl.bot.audience)
  assert.equal((await world.store.prompt(asked.eventId))?.state, 'expired')
  homeserver.member(roomId, stranger, 'leave')
  await world.type(nurse, 'oké')
  assert.equal(homeserver.sent.length, 1)
})

test('who came in after the preview is not shown it again by its end', async () => {
  await using world = await openWorld()
  await world.type(nurse, '!stuur huisarts')
  world.homeserver.member(world.roomId, stranger, 'join')
  await world.type(nurse, 'nee 4821')
  assert.deepEqual(edits(world), ['Gestopt door Naam nurse 09:00 – niets verstuurd'])
})
