import assert from 'node:assert/strict'
import { test } from 'node:test'
import {
  doctor,
  nurse,
  openWorld,
  stranger,
  toIncoming,
  type World,
} from '../../../test/fakes/bot.ts'
import { Crash } from '../../../test/fakes/homeserver.ts'
import { answersTo, edits } from '../../../test/fakes/said.ts'
import { teamOf } from '../../../test/fakes/team.ts'
import { FhirError } from '../../fhir/fhir.ts'
import { nl } from '../../i18n/nl.ts'
import { paragraph } from '../../reply/document.ts'
import type { Store } from '../../store/store.ts'
import type { RoomEvent } from '../gateway.ts'

const minute = 60_000

/** Words that claim that nothing is in the record. */
const nothingSent =
  /niets (?:vastgelegd of )?verstuurd|niet uitgevoerd|geen rechten|NIET verstuurd/iu

/** Written, but its answer lost. */
const lose = (world: World) => {
  world.deeds.carry = (promptId) => {
    world.deeds.written.add(promptId)
    return { kind: 'failed', document: [paragraph('onbekend of het aankwam')], code: 'unknown' }
  }
}

/** A referral of which nobody can tell whether it arrived, nine minutes after it was asked. */
const inDoubt = async (world: World): Promise<RoomEvent> => {
  const asked = await world.type(nurse, '!stuur huisarts')
  lose(world)
  world.now += 9 * minute
  await world.type(nurse, 'ja 4821')
  return asked
}

const stateOf = async (world: World) => (await world.store.promptsOf(world.roomId))[0]?.state

test('an unknown outcome says what to do, and the preview no longer says that nothing was sent', async () => {
  await using world = await openWorld()
  await world.type(nurse, '!stuur huisarts')
  lose(world)
  const agreed = await world.type(nurse, 'ja 4821')
  assert.deepEqual(answersTo(world, agreed), [
    `onbekend of het aankwam\n\n${nl.confirm.unknownHint('4821', '09:10')}`,
  ])
  const [edit = ''] = edits(world)
  assert.match(edit, new RegExp(`^${nl.confirm.lineInDoubt}\nJ\\. Jansen`))
  assert.match(edit, /typ ja 4821$/)
})

test('ja again after an unknown outcome finds out, and tells', async () => {
  await using world = await openWorld()
  await inDoubt(world)
  world.deeds.carry = undefined
  assert.deepEqual(answersTo(world, await world.type(nurse, 'ja 4821')), ['verstuurd'])
  assert.equal(world.deeds.written.size, 1)
  assert.match(edits(world).at(-1) ?? '', /^Verwijzing bevestigd/)
})

test('nee after an unknown outcome stops, and never says that nothing was sent', async () => {
  await using world = await openWorld()
  await inDoubt(world)
  world.restart()
  assert.deepEqual(answersTo(world, await world.type(nurse, 'nee 4821')), [
    nl.confirm.cancelledInDoubt,
  ])
  assert.match(edits(world).at(-1) ?? '', /^Gestopt door Naam nurse 09:09 – onbekend/)
  assert.deepEqual(answersTo(world, await world.type(nurse, 'ja 4821')), [
    nl.confirm.alreadyCancelledInDoubt('09:09'),
  ])
  assert.doesNotMatch(world.homeserver.said(world.roomId).slice(2).join('\n'), nothingSent)
})

test('a late ja after an unknown outcome never says that nothing was sent', async () => {
  await using world = await openWorld()
  await inDoubt(world)
  world.now += 2 * minute
  for (const words of ['ja 4821', 'ja 4821', 'nee 4821'])
    assert.deepEqual(answersTo(world, await world.type(nurse, words)), [
      nl.confirm.lateInDoubt('09:10'),
    ])
  assert.match(edits(world).at(-1) ?? '', /^Verlopen om 09:10 – onbekend/)
  assert.equal(world.deeds.carried, 1)
})

test('when nobody types any more the preview says that the outcome is unknown', async () => {
  await using world = await openWorld()
  await inDoubt(world)
  world.now += 2 * minute
  await world.expire()
  assert.match(edits(world).at(-1) ?? '', /^Verlopen om 09:10 – onbekend/)
  assert.deepEqual(answersTo(world, await world.type(nurse, 'ja 4821')), [
    nl.confirm.lateInDoubt('09:10'),
  ])
})

test('a failure or a refusal after an unknown outcome says nothing about the first try', async () => {
  await using world = await openWorld()
  await inDoubt(world)
  const document = [paragraph('NIET verstuurd: geen toegang')]
  world.deeds.carry = () => ({ kind: 'failed', document, code: 'forbidden' })
  assert.deepEqual(answersTo(world, await world.type(nurse, 'ja 4821')), [
    `${nl.confirm.unknown}\n\n${nl.confirm.unknownHint('4821', '09:10')}`,
  ])
  world.teams.failure = new FhirError('unreachable')
  assert.deepEqual(answersTo(world, await world.type(nurse, 'ja 4821')), [nl.confirm.unchecked])
  world.teams.failure = undefined
  world.teams.set(teamOf(doctor))
  assert.deepEqual(answersTo(world, await world.type(nurse, 'ja 4821')), [nl.confirm.unchecked])
  world.teams.set(teamOf(nurse, doctor))
  world.deeds.carry = () => ({ kind: 'failed', document, code: 'changed', final: true })
  assert.deepEqual(answersTo(world, await world.type(nurse, 'ja 4821')), [
    `${nl.confirm.unknown}\n\n${nl.confirm.look}`,
  ])
  const writes = (await world.store.auditTrail({})).filter(({ action }) => action === 'write')
  assert.deepEqual(
    writes.map(({ outcome }) => outcome),
    ['unknown', 'unknown', 'unknown'],
  )
  world.now += 30 * minute
  await world.expire()
  assert.equal(await stateOf(world), 'done')
})

/** The process ends right after the write, before anything of it is kept. */
const crashAfterWrite = async (world: World): Promise<RoomEvent> => {
  await world.type(nurse, '!stuur huisarts')
  world.deeds.carry = (promptId) => {
    world.deeds.written.add(promptId)
    throw new Crash()
  }
  const event = world.homeserver.say(world.roomId, nurse, 'ja 4821')
  await assert.rejects(world.deliver(event), Crash)
  world.deeds.carry = undefined
  world.restart()
  return event
}

test('a write that was done is told as done, also when its answer may not be checked after a crash', async () => {
  const changes: readonly ((world: World) => void)[] = [
    (world) => {
      world.teams.failure = new FhirError('unreachable')
    },
    (world) => world.teams.set(teamOf(doctor)),
    (world) => void world.homeserver.member(world.roomId, stranger, 'join'),
  ]
  for (const change of changes) {
    await using world = await openWorld()
    const event = await crashAfterWrite(world)
    change(world)
    await world.work()
    assert.equal(world.deeds.written.size, 1)
    assert.deepEqual(answersTo(world, event), [nl.confirm.doneUnshown])
    assert.deepEqual(edits(world), ['Verwijzing bevestigd'])
    assert.equal(await stateOf(world), 'done')
  }
})

test('what fails after a crash that may have followed the write is told as unknown, and ja works again', async () => {
  await using world = await openWorld()
  const event = await crashAfterWrite(world)
  const document = [paragraph('NIET verstuurd: geen toegang')]
  world.deeds.carry = () => ({ kind: 'failed', document, code: 'forbidden' })
  await world.work()
  assert.deepEqual(answersTo(world, event), [
    `${nl.confirm.unknown}\n\n${nl.confirm.unknownHint('4821', '09:10')}`,
  ])
  world.deeds.carry = undefined
  assert.deepEqual(answersTo(world, await world.type(nurse, 'ja 4821')), ['verstuurd'])
})

/** Ends the process at the first use of one of the store's methods. */
const endingAt = (store: Store, method: 'saveOwnIdentifiers' | 'claimPrompt'): Store => ({
  ...store,
  [method]: async (...args: readonly unknown[]) => {
    const own: unknown = store[method]
    if (typeof own === 'function') await Reflect.apply(own, store, args)
    throw new Crash()
  },
})

test('who lost their rights before anything was begun is refused, and the prompt waits again', async () => {
  await using world = await openWorld()
  await world.type(nurse, '!stuur huisarts')
  const event = world.homeserver.say(world.roomId, nurse, 'ja 4821')
  await world.accept(toIncoming(event))
  await assert.rejects(world.work(endingAt(world.store, 'claimPrompt')), Crash)
  world.restart()
  world.teams.set(teamOf(doctor))
  await world.work()
  assert.deepEqual(answersTo(world, event), [`${nl.bot.noRights}\n\n${nl.confirm.nothingDone}`])
  assert.equal(world.deeds.carried, 0)
  assert.equal(await stateOf(world), 'open')
  assert.deepEqual(answersTo(world, await world.type(nurse, 'nee 4821')), [
    nl.confirm.cancelled(true),
  ])
})

/** A message that got as far as writing was given up on, and the process ended before anything was said of it. */
const abandoned = async (world: World): Promise<void> => {
  const event = await crashAfterWrite(world)
  const options = { now: world.now, busy: new Set<string>(), lanes: 1, perLane: 1 }
  const [[item] = []] = (await world.store.ready(options)).values()
  assert.equal(item?.id, event.eventId)
  await world.store.park(item?.seq ?? 0, 'test')
  assert.equal(await stateOf(world), 'executing')
}

test('a prompt whose message was given up on answers ja, nee and time as one of unknown outcome', async () => {
  for (const [words, later, says] of [
    ['ja 4821', 0, 'verstuurd'],
    ['nee 4821', 0, nl.confirm.cancelledInDoubt],
    ['ja 4821', 11 * minute, nl.confirm.lateInDoubt('09:10')],
  ] as const) {
    await using world = await openWorld()
    await abandoned(world)
    world.now += later
    assert.deepEqual(answersTo(world, await world.type(nurse, words)), [says])
  }
  await using world = await openWorld()
  await abandoned(world)
  world.now += 11 * minute
  await world.expire()
  assert.match(edits(world).at(-1) ?? '', /^Verlopen om 09:10 – onbekend/)
  assert.equal(await stateOf(world), 'expired')
  assert.deepEqual(answersTo(world, await world.type(nurse, 'ja 4821')), [
    nl.confirm.lateInDoubt('09:10'),
  ])
})

test('a message that is offered again after its prompt ended in doubt says that it is unknown', async () => {
  await using world = await openWorld()
  await abandoned(world)
  world.now += 11 * minute
  await world.expire()
  const [letter] = await world.store.letters()
  assert.equal(await world.store.requeue(letter?.seq ?? 0), true)
  await world.work()
  assert.deepEqual(answersTo(world, { eventId: letter?.id ?? '' }), [
    nl.confirm.lateInDoubt('09:10'),
  ])
  assert.equal(world.deeds.carried, 1)
})

for (const code of ['ambiguous', 'changed']) {
  test(`where the answer cannot be shown, what is ${code} after a try in doubt is not called unconfirmed`, async () => {
    await using world = await openWorld()
    await inDoubt(world)
    world.deeds.carry = () => {
      world.homeserver.member(world.roomId, stranger, 'join')
      return { kind: 'failed', document: [paragraph('gewicht')], code, final: true }
    }
    assert.deepEqual(answersTo(world, await world.type(nurse, 'ja 4821')), [
      `${nl.confirm.unknown}\n\n${nl.confirm.look}`,
    ])
  })
}
