import assert from 'node:assert/strict'
import { test } from 'node:test'
import {
  crashEverywhere,
  doctor,
  nurse,
  openWorld,
  stranger,
  type World,
} from '../../../test/fakes/bot.ts'
import { answered as answeredBy, bodyOf, botId } from '../../../test/fakes/homeserver.ts'
import { answersTo, edits } from '../../../test/fakes/said.ts'
import { patient, teamOf } from '../../../test/fakes/team.ts'
import { nl } from '../../i18n/nl.ts'
import { paragraph } from '../../reply/document.ts'
import type { RoomEvent } from '../gateway.ts'
import { MatrixError } from '../gateway.ts'

const minute = 60_000

/** Something written with code 4821, at nine o'clock. */
const written = async (world: World): Promise<RoomEvent> => {
  const asked = await world.type(nurse, '!schrijf')
  await world.type(nurse, 'ja 4821')
  return asked
}

/** What was answered, to the message itself or below what it takes back. */
const answered = (world: World, before: number): readonly string[] =>
  world.homeserver.sent
    .slice(before)
    .filter(({ content }) => !('m.new_content' in content))
    .map(({ content }) => bodyOf(content))

const say = async (world: World, words: string, sender = nurse, more = {}) => {
  const before = world.homeserver.sent.length
  await world.type(sender, words, more)
  return answered(world, before)
}

const linesOf = async (world: World, { eventId }: RoomEvent) =>
  (await world.store.auditTrail({}))
    .filter((line) => line.eventId === eventId && line.what !== 'CareTeam')
    .map(({ role, action, what, outcome }) => [role, action, what, outcome])

test('what was done says until when and how it can be taken back', async () => {
  await using world = await openWorld()
  await world.type(nurse, '!schrijf')
  const agreed = await world.type(nurse, 'ja 4821')
  assert.deepEqual(answersTo(world, agreed), [
    'geschreven\n\nTerugdraaien kan tot 09:05: typ ongedaan 4821.',
  ])
})

test('what cannot be taken back promises nothing, and says so when asked', async () => {
  await using world = await openWorld()
  await world.type(nurse, '!stuur huisarts')
  assert.deepEqual(answersTo(world, await world.type(nurse, 'ja 4821')), ['verstuurd'])
  assert.deepEqual(await say(world, 'ongedaan 4821'), [nl.undo.cannot])
})

for (const words of [
  'ongedaan 4821',
  'undo 4821',
  'Ongedaan, 4821.',
  '!ongedaan 4821',
  'ongedaan maken 4821',
  '4821 ongedaan',
]) {
  test(`"${words}" takes back what was written with that code`, async () => {
    await using world = await openWorld()
    const asked = await written(world)
    assert.deepEqual(await say(world, words), ['teruggedraaid Observation/1'])
    assert.deepEqual([...world.deeds.takenBack], [asked.eventId])
  })
}

test('the preview and the notice say from then on that it was taken back, above what they said', async () => {
  await using world = await openWorld()
  await written(world)
  const asked = await world.type(nurse, 'ongedaan 4821')
  const line = nl.undo.line('Naam nurse', '09:00')
  assert.deepEqual(edits(world).slice(-2), [
    `${line}\nJ. Jansen`,
    `${line}\n\nTerugdraaien kan tot 09:05: typ ongedaan 4821.`,
  ])
  const answer = world.homeserver.sent.find(({ content }) =>
    bodyOf(content).startsWith('teruggedraaid'),
  )
  assert.equal(answer === undefined ? '' : answeredBy(answer.content), asked.eventId)
})

test('what a professional may not see any more is not kept below that line', async () => {
  await using world = await openWorld()
  await written(world)
  world.deeds.takeBack = (promptId) => {
    world.deeds.takenBack.add(promptId)
    world.homeserver.member(world.roomId, stranger, 'join')
    return { kind: 'done', document: [paragraph('72 kg')], promptLine: '', refs: [], writes: [] }
  }
  await world.type(nurse, 'ongedaan 4821')
  const line = nl.undo.line('Naam nurse', '09:00')
  assert.deepEqual(edits(world).slice(-2), [line, line])
})

test('taking back has lines of its own on the audit trail', async () => {
  await using world = await openWorld()
  await written(world)
  const event = await world.type(nurse, 'ongedaan 4821')
  assert.deepEqual(await linesOf(world, event), [
    ['PractitionerRole/nurse', 'command', 'schrijf undone', 'ok'],
    ['PractitionerRole/nurse', 'write', 'Observation/1', 'ok'],
  ])
})

test('what the bot took back is no news', async () => {
  await using world = await openWorld()
  await written(world)
  await world.type(nurse, 'ongedaan 4821')
  const version = { type: 'Observation', id: '1', versionId: '2' }
  assert.deepEqual(await world.store.unseen([version]), [])
})

test('only who asked can take it back, and the refusal is audited', async () => {
  await using world = await openWorld()
  await written(world)
  const event = await world.type(doctor, 'ongedaan 4821')
  assert.deepEqual(answersTo(world, event), [nl.undo.onlyRequester('Naam nurse')])
  assert.equal(world.deeds.takenBack.size, 0)
  assert.deepEqual(await linesOf(world, event), [
    ['PractitionerRole/doctor', 'denial', 'undo', 'not-requester'],
  ])
})

test('it can be taken back once', async () => {
  await using world = await openWorld()
  await written(world)
  await world.type(nurse, 'ongedaan 4821')
  world.now += minute
  assert.deepEqual(await say(world, 'ongedaan 4821'), [nl.undo.used('09:00')])
  world.restart()
  assert.deepEqual(await say(world, 'ongedaan 4821'), [nl.undo.used('09:00')])
  assert.equal(world.deeds.takenBack.size, 1)
})

test('five minutes after it was done it is too late, and not a moment sooner', async () => {
  await using world = await openWorld()
  await world.type(nurse, '!schrijf')
  world.now += 3 * minute
  await world.type(nurse, 'ja 4821')
  world.now += 5 * minute + 1
  assert.deepEqual(await say(world, 'ongedaan 4821'), [nl.undo.late('09:08')])
  assert.equal(world.deeds.takenBack.size, 0)
  world.now -= 1
  assert.deepEqual(await say(world, 'ongedaan 4821'), ['teruggedraaid Observation/1'])
})

test('a restart in between forgets nothing', async () => {
  await using world = await openWorld()
  await written(world)
  world.restart()
  assert.deepEqual(await say(world, 'ongedaan 4821'), ['teruggedraaid Observation/1'])
})

test('a code nobody gave out takes nothing back, and between people it is no code at all', async () => {
  await using world = await openWorld()
  assert.deepEqual(await say(world, 'ongedaan 2019', doctor), [])
  assert.deepEqual(await say(world, '!ongedaan 2019', doctor), [nl.undo.unknownCode])
  await written(world)
  assert.deepEqual(await say(world, 'ongedaan 1111'), [nl.undo.unknownCode])
  assert.equal(world.deeds.takenBack.size, 0)
})

test('without a code who has something to take back is told what to type', async () => {
  await using world = await openWorld()
  assert.deepEqual(await say(world, 'ongedaan'), [])
  assert.deepEqual(await say(world, '!ongedaan'), [nl.undo.unknownCode])
  await written(world)
  assert.deepEqual(await say(world, 'ongedaan'), [nl.undo.which(['4821'])])
  assert.equal(world.deeds.takenBack.size, 0)
  world.now += 6 * minute
  assert.deepEqual(await say(world, 'ongedaan'), [])
})

test('as a reply to its preview it needs no code', async () => {
  await using world = await openWorld()
  await written(world)
  const preview = world.homeserver
    .room(world.roomId)
    .events.find(({ sender, type }) => sender === botId && type === 'm.room.message')
  const reply = { 'm.relates_to': { 'm.in_reply_to': { event_id: preview?.eventId } } }
  assert.deepEqual(await say(world, 'ongedaan', nurse, reply), ['teruggedraaid Observation/1'])
})

test('what was not confirmed is not taken back but stopped', async () => {
  await using world = await openWorld()
  await world.type(nurse, '!schrijf')
  assert.deepEqual(await say(world, 'ongedaan 4821'), [nl.undo.notYet('4821')])
  await world.type(nurse, 'nee 4821')
  assert.deepEqual(await say(world, 'ongedaan 4821'), [nl.undo.nothing])
})

test('of what nobody knows whether it was carried out nobody says that there is nothing', async () => {
  await using world = await openWorld()
  world.deeds.carry = () => ({ kind: 'failed', document: [paragraph('?')], code: 'unknown' })
  await written(world)
  assert.deepEqual(await say(world, 'ongedaan 4821'), [nl.undo.inDoubt])
  await world.type(nurse, 'nee 4821')
  assert.deepEqual(await say(world, 'ongedaan 4821'), [nl.undo.inDoubt])
})

test('a failure says so and can be tried again in time', async () => {
  await using world = await openWorld()
  await written(world)
  world.deeds.takeBack = () => ({ kind: 'failed', document: [paragraph('NIET')], code: 'x' })
  assert.deepEqual(await say(world, 'ongedaan 4821'), [`NIET\n\n${nl.undo.retry('4821', '09:05')}`])
  world.deeds.takeBack = undefined
  assert.deepEqual(await say(world, 'ongedaan 4821'), ['teruggedraaid Observation/1'])
})

test('a refusal for good does not ask to try again', async () => {
  await using world = await openWorld()
  await written(world)
  world.deeds.takeBack = () => ({
    kind: 'failed',
    document: [paragraph('al aangenomen')],
    code: 'accepted',
    final: true,
  })
  assert.deepEqual(await say(world, 'ongedaan 4821'), ['al aangenomen'])
})

test('after an unknown outcome nothing says that nothing was taken back', async () => {
  await using world = await openWorld()
  await written(world)
  world.deeds.takeBack = () => ({ kind: 'failed', document: [paragraph('?')], code: 'unknown' })
  assert.deepEqual(await say(world, 'ongedaan 4821'), [`?\n\n${nl.undo.again('4821', '09:05')}`])
  world.deeds.takeBack = () => ({ kind: 'failed', document: [paragraph('NIET')], code: 'x' })
  assert.deepEqual(await say(world, 'ongedaan 4821'), [
    `${nl.undo.unknown}\n\n${nl.undo.again('4821', '09:05')}`,
  ])
  world.now += 6 * minute
  world.restart()
  assert.deepEqual(await say(world, 'ongedaan 4821'), [nl.undo.lateInDoubt('09:05')])
})

test('who is no longer in the team cannot take back', async () => {
  await using world = await openWorld()
  await written(world)
  world.teams.set(teamOf(doctor))
  world.now += 2 * minute
  assert.deepEqual(await say(world, 'ongedaan 4821'), [nl.bot.noRights])
  assert.equal(world.deeds.takenBack.size, 0)
})

test('that it was taken back is told also when somebody came in who may not see what', async () => {
  await using world = await openWorld()
  await written(world)
  world.deeds.takeBack = (promptId) => {
    world.deeds.takenBack.add(promptId)
    world.homeserver.member(world.roomId, stranger, 'join')
    return {
      kind: 'done',
      document: [paragraph('gewicht 72 kg teruggedraaid')],
      promptLine: '',
      refs: [],
      writes: [],
    }
  }
  assert.deepEqual(await say(world, 'ongedaan 4821'), [nl.undo.doneUnshown])
})

test('wherever the process ends while something is taken back, it is taken back once and told once', async () => {
  const calls = await crashEverywhere(
    async (world) => {
      await written(world)
      return world.homeserver.say(world.roomId, nurse, 'ongedaan 4821')
    },
    async (world, event) => {
      assert.equal(world.deeds.takenBack.size, 1)
      const said = world.homeserver.said(world.roomId)
      assert.equal(said.filter((one) => one === 'teruggedraaid Observation/1').length, 1)
      assert.deepEqual(answersTo(world, event), ['teruggedraaid Observation/1'])
      const [prompt] = await world.store.promptsOf(world.roomId)
      assert.equal(prompt?.undoneAt === undefined, false)
    },
  )
  assert.ok(calls > 2, `only ${calls} calls`)
})

test('a message that was given up on tells what became of it, and leaves the code free or used', async () => {
  await using world = await openWorld()
  await written(world)
  const event = world.homeserver.say(world.roomId, nurse, 'ongedaan 4821')
  world.homeserver.refuse = (method) => (method === 'send' ? new MatrixError('x') : undefined)
  await assert.rejects(world.deliver(event), MatrixError)
  world.homeserver.refuse = () => undefined
  await world.giveUp()
  assert.deepEqual(answersTo(world, event), [nl.undo.doneUntold])
  assert.deepEqual(await say(world, 'ongedaan 4821'), [nl.undo.used('09:00')])
})

test('a try that broke off is told as unknown, and may be made again', async () => {
  await using world = await openWorld()
  await written(world)
  const event = world.homeserver.say(world.roomId, nurse, 'ongedaan 4821')
  world.deeds.takeBack = () => {
    throw new Error('broken off')
  }
  await assert.rejects(world.deliver(event), /broken off/)
  await world.giveUp()
  assert.deepEqual(answersTo(world, event), [`${nl.undo.unknown}\n\n${nl.undo.look}`])
  world.deeds.takeBack = undefined
  assert.deepEqual(await say(world, 'ongedaan 4821'), ['teruggedraaid Observation/1'])
})

test('what was taken back in part is on the trail by its reference, and never denied', async () => {
  await using world = await openWorld()
  await written(world)
  world.deeds.takeBack = () => {
    world.homeserver.member(world.roomId, stranger, 'join')
    return {
      kind: 'failed',
      document: [paragraph('een deel van het gewicht')],
      code: 'unavailable',
      writes: ['Observation/1'],
    }
  }
  const event = await world.type(nurse, 'ongedaan 4821')
  assert.deepEqual(answersTo(world, event), [
    `${nl.undo.partlyUnshown}\n\n${nl.undo.retry('4821', '09:05')}`,
  ])
  assert.deepEqual(
    (await linesOf(world, event)).filter(([, action]) => action === 'write'),
    [
      ['PractitionerRole/nurse', 'write', 'schrijf undone', 'unavailable'],
      ['PractitionerRole/nurse', 'write', 'Observation/1', 'ok'],
    ],
  )
  world.homeserver.member(world.roomId, stranger, 'leave')
  world.now += 6 * minute
  assert.deepEqual(await say(world, 'ongedaan 4821'), [nl.undo.lateInDoubt('09:05')])
})

test('in a room that became the room of another client nothing is taken back', async () => {
  await using world = await openWorld()
  await written(world)
  const other = 'Patient/p2'
  await world.store.openLink(other, 'nonce-2', 'Zorgteam Groene Specht')
  await world.store.saveRoom(patient, '!elsewhere:zorg.example')
  await world.store.saveRoom(other, world.roomId)
  world.teams.set({ ...teamOf(nurse, doctor), patient: other })
  world.restart()
  assert.deepEqual(await say(world, 'ongedaan 4821'), [nl.undo.changed])
  assert.equal(world.deeds.takenBack.size, 0)
})
