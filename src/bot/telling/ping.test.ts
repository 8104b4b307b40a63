import assert from 'node:assert/strict'
import { test } from 'node:test'
import {
  deputy,
  doctor,
  minute,
  nurse,
  openRequests,
  type RequestWorld,
} from '../../../test/fakes/requests.ts'
import { patient, professional, teamOf } from '../../../test/fakes/team.ts'
import { assertReplyInvariant, assertSameWords } from '../../../test/flatten.ts'
import type { Followed } from '../../commands/taak/follow.ts'
import { toText } from '../../reply/text.ts'

const urgent = async (world: RequestWorld, more: Partial<Followed> = {}) => {
  await world.follow({ isUrgent: true, kind: 'task', ...more })
  await world.pass(0)
}

const isCall = ({ content }: RequestWorld['homeserver']['sent'][number]) =>
  content['msgtype'] === 'm.text'

const calls = (world: RequestWorld) =>
  world.homeserver.sent
    .filter(isCall)
    .map(({ content }) => [content['body'], content['m.mentions']])

/** Somebody types "ok", as a reply when `to` is given; what the bot answers. */
const ok = async (world: RequestWorld, who: string, to?: string) => {
  const event = world.homeserver.say(world.roomId, who, 'ok')
  const signal = AbortSignal.timeout(10_000)
  const plan = await world.bot().acknowledge(event, event.eventId, to, signal)
  return plan && toText(plan.document)
}

const first = [
  'Spoed: nieuwe taak voor Naam doctor. Open deze ruimte voor de details.',
  { user_ids: [doctor] },
]
const again = [
  'Spoed, herinnering: nog geen antwoord van Naam doctor. Typ ok in deze ruimte als u dit oppakt.',
  { user_ids: [doctor] },
]
const toRequester = [
  'Spoed: geen antwoord van Naam doctor. Nu voor Naam nurse. Open deze ruimte en typ ok als u dit oppakt.',
  { user_ids: [nurse] },
]

test('the details come first and silently, then the call without a word about the client', async () => {
  await using world = await openRequests()
  await urgent(world)
  const [details, call, ...more] = world.homeserver.sent
  assert.ok(details !== undefined && call !== undefined)
  assertReplyInvariant(details.content)
  assert.equal(
    details.content['body'],
    `Nieuwe taak, SPOED
Cliënt: J.J. (v), geboren in 1948

• Wat: Wond beoordelen
• Voor: Naam doctor
• Van: Naam nurse, 02-03-2026 10:00

Typ ok als u dit oppakt. Accepteren in het dossier gaat met !taken.`,
  )
  assert.equal(world.said()[0]?.to, world.sent)
  const formatted = String(call.content['formatted_body'])
  assertSameWords(formatted, String(call.content['body']))
  assert.equal(
    formatted,
    '<p><strong>Spoed: nieuwe taak</strong> voor <a href="https://matrix.to/#/%40doctor%3Aelders.example">Naam doctor</a>. Open deze ruimte voor de details.</p>',
  )
  assert.deepEqual(calls(world), [first])
  assert.deepEqual(more, [])
  assert.doesNotMatch(JSON.stringify(call.content), /Wond|J\.J\.|Task|Patient/)
})

test('without an answer there is one reminder and one call of who asked, and then quiet', async () => {
  await using world = await openRequests()
  await urgent(world)
  await world.pass(9 * minute)
  assert.deepEqual(calls(world), [first])
  world.restart()
  await world.pass(minute)
  world.restart()
  await world.pass(10 * minute)
  for (const _ of [1, 2, 3]) await world.pass(10 * minute)
  assert.deepEqual(calls(world), [first, again, toRequester])
})

/** The doctor is away, and the deputy stands in. */
const away = (world: RequestWorld) => {
  const text = 'Waarnemer: Naam deputy'
  const doctorAway = professional(doctor, {
    absences: [{ start: undefined, end: undefined, text, now: true }],
  })
  const members = [professional(nurse), doctorAway, professional(deputy)]
  world.teams.set({ ...teamOf(), patient, members })
}

test('who stands in for somebody who is away is called before who asked', async () => {
  await using world = await openRequests()
  await urgent(world)
  away(world)
  await world.pass(10 * minute)
  await world.pass(10 * minute)
  assert.deepEqual(calls(world).at(-1), [
    'Spoed: geen antwoord van Naam doctor. Nu voor Naam deputy. Open deze ruimte en typ ok als u dit oppakt.',
    { user_ids: [deputy] },
  ])
})

const nobody = [
  'Spoed: geen antwoord van Naam doctor, en in deze ruimte is niemand die hierna kan worden opgeroepen. Bel zelf, of stuur het verzoek aan een ander.',
  { user_ids: [] },
]

for (const membership of ['leave', 'invite', 'ban'] as const)
  test(`a deputy who is not in the room (${membership}) is not called there: who asked is`, async () => {
    await using world = await openRequests()
    await urgent(world)
    away(world)
    world.homeserver.member(world.roomId, deputy, membership)
    await world.pass(10 * minute)
    await world.pass(10 * minute)
    assert.deepEqual(calls(world), [first, again, toRequester])
  })

test('when nobody who can be called is in the room, that is said once', async () => {
  await using world = await openRequests()
  await urgent(world)
  away(world)
  for (const one of [deputy, nurse]) world.homeserver.member(world.roomId, one, 'leave')
  await world.pass(10 * minute)
  world.restart()
  for (const _ of [1, 2, 3]) await world.pass(10 * minute)
  assert.deepEqual(calls(world), [first, again, nobody])
  assert.deepEqual(await world.store.callsIn(world.roomId), [])
})

test('"ok" by who was called stops it, and says what it does not do', async () => {
  await using world = await openRequests()
  await urgent(world)
  assert.equal(
    await ok(world, doctor),
    'Opgepakt door Naam doctor, 10:00. Er wordt niet opnieuw opgeroepen.\nIn het dossier is nog niets gewijzigd: accepteren of weigeren gaat met !taken.',
  )
  for (const _ of [1, 2, 3]) await world.pass(10 * minute)
  assert.deepEqual(calls(world), [first])
  assert.equal(await ok(world, doctor), undefined)
})

test('"ok" as a reply to the details or to the call counts', async () => {
  for (const nth of [0, 1]) {
    await using world = await openRequests()
    await urgent(world)
    const events = world.homeserver.room(world.roomId).events
    const said = events.filter(
      ({ sender, type }) => sender.startsWith('@zorgbot') && type === 'm.room.message',
    )
    assert.match((await ok(world, doctor, said[nth]?.eventId)) ?? '', /^Opgepakt door Naam doctor/)
  }
})

test('"ok" by somebody else acknowledges nothing', async () => {
  await using world = await openRequests()
  await urgent(world)
  assert.equal(await ok(world, nurse), undefined)
  const call = world.homeserver.room(world.roomId).events.at(-2)
  assert.equal(
    await ok(world, nurse, call?.eventId),
    'Deze oproep is voor Naam doctor; alleen die kan hem oppakken.',
  )
  assert.equal(await ok(world, doctor, '$something-else'), undefined)
  await world.pass(10 * minute)
  assert.deepEqual(calls(world), [first, again])
})

test('when more than one call is open it must be said which is meant', async () => {
  await using world = await openRequests()
  await urgent(world)
  const follow = await world.store.follow('Task/5')
  assert.ok(follow?.call !== undefined)
  await world.store.addFollow({
    ...follow,
    ref: 'Task/6',
    call: { ...follow.call, eventIds: ['$6'] },
  })
  assert.equal(
    await ok(world, doctor),
    'Er staan meer oproepen voor u open. Antwoord met ok op de oproep die u oppakt.',
  )
  assert.match((await ok(world, doctor, '$6')) ?? '', /^Opgepakt/)
  assert.equal((await world.store.follow('Task/5'))?.call?.isOpen, true)
})

test('the same "ok" that is handled again is answered the same', async () => {
  await using world = await openRequests()
  await urgent(world)
  const event = world.homeserver.say(world.roomId, doctor, 'ok')
  const signal = AbortSignal.timeout(10_000)
  const plan = await world.bot().acknowledge(event, event.eventId, undefined, signal)
  world.restart()
  assert.deepEqual(await world.bot().acknowledge(event, event.eventId, undefined, signal), plan)
})

for (const status of ['accepted', 'rejected', 'in-progress', 'completed', 'cancelled'] as const)
  test(`nobody is called again when the task is ${status}, also before the bot looked`, async () => {
    await using world = await openRequests()
    await urgent(world)
    if (world.task !== undefined) world.task = { ...world.task, status }
    for (const _ of [1, 2, 3]) await world.pass(10 * minute)
    assert.deepEqual(calls(world), [first])
    assert.deepEqual(await world.store.callsIn(world.roomId), [])
  })

test('what was done with it before the first call is not called about', async () => {
  await using world = await openRequests()
  if (world.task !== undefined) world.task = { ...world.task, status: 'accepted' }
  await urgent(world)
  assert.deepEqual(world.said(), [])
})

test('what is taken back is not called about any more', async () => {
  await using world = await openRequests()
  await urgent(world)
  await world.bot().follow.told('Task/5', 'cancelled', '2')
  for (const _ of [1, 2]) await world.pass(10 * minute)
  assert.deepEqual(calls(world), [first])
})

test('while the record does not answer people are called all the same, without details', async () => {
  await using world = await openRequests()
  world.failure = 'timeout'
  await urgent(world)
  await world.pass(10 * minute)
  assert.deepEqual(calls(world), [first, again])
  assert.equal(world.homeserver.sent.length, 2)
})

test('the details are not shown to somebody of no team, and the call goes out', async () => {
  await using world = await openRequests()
  world.homeserver.member(world.roomId, '@family:elders.example', 'join')
  await urgent(world)
  assert.match(world.said()[0]?.text ?? '', /^Er is nieuws over een verzoek van dit zorgteam\./)
  assert.deepEqual(calls(world), [first])
})

test('what is not urgent, or for nobody with an account, or for oneself calls nobody', async () => {
  const owner = { ref: 'PractitionerRole/doctor', name: 'Naam doctor' }
  for (const more of [
    { isUrgent: false },
    { owner: { ...owner, userIds: [] } },
    { owner: { ...owner, userIds: [nurse] } },
    { owner: undefined },
  ]) {
    await using world = await openRequests()
    await urgent(world, more)
    for (const _ of [1, 2]) await world.pass(10 * minute)
    assert.deepEqual(world.said(), [])
  }
})

test('a process that ends at any moment calls everybody once', async () => {
  for (let call = 1; ; call += 1) {
    await using world = await openRequests()
    world.homeserver.crashAfter = call
    let crashed = false
    const passing = async (ms: number) => {
      try {
        await world.pass(ms)
      } catch {
        crashed = true
        world.homeserver.crashAfter = undefined
        world.restart()
        await world.work()
      }
    }
    await world.follow({ isUrgent: true, kind: 'task' })
    for (const ms of [0, 10 * minute, 10 * minute, 10 * minute]) await passing(ms)
    assert.deepEqual(calls(world), [first, again, toRequester], `after call ${call}`)
    if (!crashed) break
  }
})

/** The poller saw an urgent task that another system made. */
const arrive = async (world: RequestWorld) => {
  const body = JSON.stringify({ kind: 'task-new', ref: 'Task/5', patient })
  await world.store.accept([{ id: 'task-new:5', lane: world.roomId, body, late: false }])
  await world.work()
  await world.pass(0)
}

test('an urgent task of another system calls who it is for too, and is followed from then on', async () => {
  await using world = await openRequests()
  await arrive(world)
  assert.deepEqual(calls(world), [first])
  await world.change({ status: 'accepted' })
  await world.work()
  const [details] = world.homeserver
    .room(world.roomId)
    .events.filter(({ content }) => String(content['body']).startsWith('Nieuwe taak, SPOED'))
  const last = world.said().at(-1)
  assert.deepEqual(
    [last?.text, last?.to],
    ['Taak geaccepteerd, 02-03-2026 10:00\nDoor: Naam doctor', details?.eventId],
  )
  for (const _ of [1, 2]) await world.pass(10 * minute)
  assert.deepEqual(calls(world), [first])
})

test('when nobody answers and who asked is unknown, nobody else is called, and that is said', async () => {
  await using world = await openRequests()
  if (world.task !== undefined) world.task = { ...world.task, requester: { display: 'Extern' } }
  await arrive(world)
  for (const _ of [1, 2, 3]) await world.pass(10 * minute)
  assert.deepEqual(calls(world), [first, again, nobody])
})

for (const [what, change] of [
  ['for somebody outside the team', { owner: { reference: 'PractitionerRole/other' } }],
  ['for an organization', { owner: { reference: 'Organization/1' } }],
  ['that is accepted already', { status: 'accepted' }],
  ['that is not urgent', { priority: 'routine' }],
  ['of another client', { for: { reference: 'Patient/other' } }],
] as const)
  test(`a task of another system ${what} calls nobody`, async () => {
    await using world = await openRequests()
    if (world.task !== undefined) world.task = { ...world.task, ...change }
    await arrive(world)
    assert.deepEqual(world.said(), [])
  })

test('an urgent task of another system is looked at again when the record did not answer', async () => {
  await using world = await openRequests()
  world.failure = 'timeout'
  await arrive(world)
  world.failure = undefined
  await world.pass(minute)
  await world.pass(0)
  assert.deepEqual(calls(world), [first])
})
