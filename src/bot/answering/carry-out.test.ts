import assert from 'node:assert/strict'
import { test } from 'node:test'
import {
  crashEverywhere,
  doctor,
  nurse,
  openWorld,
  toIncoming,
  type World,
} from '../../../test/fakes/bot.ts'
import { Crash } from '../../../test/fakes/homeserver.ts'
import { answersTo, edits } from '../../../test/fakes/said.ts'
import { teamOf } from '../../../test/fakes/team.ts'
import { nl } from '../../i18n/nl.ts'
import { paragraph } from '../../reply/document.ts'
import type { Store } from '../../store/store.ts'
import type { RoomEvent } from '../gateway.ts'

const minute = 60_000

const asked = async (world: World, words: string): Promise<RoomEvent> => {
  await world.type(nurse, '!stuur huisarts')
  return world.homeserver.say(world.roomId, nurse, words)
}

const linesOf = async ({ store }: World, { eventId }: RoomEvent) =>
  (await store.auditTrail({}))
    .filter((line) => line.eventId === eventId)
    .map(({ action, what, outcome }) => [action, what, outcome])

/** Ends the process right before or right after the first use of one of the store's methods. */
const ending = (store: Store, method: keyof Store, when: 'before' | 'after'): Store => ({
  ...store,
  [method]: async (...args: readonly unknown[]) => {
    const own: unknown = store[method]
    if (when === 'after' && typeof own === 'function') await Reflect.apply(own, store, args)
    throw new Crash()
  },
})

test('whatever call the process ends after, a confirmation writes once and is answered once', async () => {
  const calls = await crashEverywhere(
    (world) => asked(world, 'ja 4821'),
    async (world, event) => {
      assert.equal(world.deeds.written.size, 1)
      assert.deepEqual(answersTo(world, event), ['verstuurd'])
      const [prompt] = await world.store.promptsOf(world.roomId)
      assert.equal(prompt?.state, 'done')
    },
  )
  assert.ok(calls >= 3, `${calls} calls were tried`)
})

const saves = ['claimPrompt', 'saveOwnIdentifiers', 'closePrompt', 'audit'] as const

for (const method of saves)
  for (const when of ['before', 'after'] as const)
    test(`a process that ends ${when} ${method} writes a confirmed referral once`, async () => {
      await using world = await openWorld()
      const event = await asked(world, 'ja 4821')
      await world.accept(toIncoming(event))
      await assert.rejects(world.work(ending(world.store, method, when)), Crash)
      world.now += 20 * minute
      world.restart()
      await world.work()
      const claimed = !(method === 'claimPrompt' && when === 'before')
      assert.equal(world.deeds.written.size, claimed ? 1 : 0)
      assert.deepEqual(answersTo(world, event), [
        claimed ? 'verstuurd' : nl.confirm.late('09:10', true),
      ])
    })

test('a late confirmation is never carried out, wherever the process ends', async () => {
  for (const method of ['claimPrompt', 'closePrompt'] as const)
    for (const when of ['before', 'after'] as const) {
      await using world = await openWorld()
      const event = await asked(world, 'ja 4821')
      world.now += 11 * minute
      await world.accept(toIncoming(event))
      await assert.rejects(world.work(ending(world.store, method, when)), Crash)
      world.restart()
      await world.work()
      assert.equal(world.deeds.carried, 0)
      assert.deepEqual(answersTo(world, event), [nl.confirm.late('09:10', true)])
      const [prompt] = await world.store.promptsOf(world.roomId)
      assert.equal(prompt?.state, 'expired')
    }
})

test('a cancellation is one, wherever the process ends', async () => {
  for (const method of ['claimPrompt', 'closePrompt', 'audit'] as const)
    for (const when of ['before', 'after'] as const) {
      await using world = await openWorld()
      const event = await asked(world, 'nee 4821')
      await world.accept(toIncoming(event))
      await assert.rejects(world.work(ending(world.store, method, when)), Crash)
      world.restart()
      await world.work()
      assert.deepEqual(answersTo(world, event), [nl.confirm.cancelled(true)])
      const [prompt] = await world.store.promptsOf(world.roomId)
      assert.equal(prompt?.state, 'cancelled')
    }
})

test('a failure is said, and ja again works', async () => {
  await using world = await openWorld()
  world.deeds.carry = () => ({
    kind: 'failed',
    document: [paragraph('NIET verstuurd')],
    code: 'timeout',
  })
  const first = await world.deliver(await asked(world, 'ja 4821'))
  assert.equal(first, undefined)
  const said = world.homeserver.said(world.roomId).at(-1) ?? ''
  assert.match(said, /NIET verstuurd/)
  assert.match(said, /ja 4821/)
  world.deeds.carry = undefined
  const again = await world.type(nurse, 'ja 4821')
  assert.deepEqual(answersTo(world, again), ['verstuurd'])
  const writes = (await world.store.auditTrail({})).filter(({ action }) => action === 'write')
  assert.deepEqual(
    writes.map(({ what, outcome }) => [what, outcome]),
    [
      ['stuur', 'timeout'],
      ['ServiceRequest/1', 'ok'],
      ['Task/1', 'ok'],
    ],
  )
})

test('a failure is repeated as it was said when the process ends before the answer, also later', async () => {
  await using world = await openWorld()
  world.deeds.carry = () => ({
    kind: 'failed',
    document: [paragraph('onbekend of het verstuurd is')],
    code: 'unknown',
  })
  const event = await asked(world, 'ja 4821')
  await world.accept(toIncoming(event))
  await assert.rejects(world.work(ending(world.store, 'releasePrompt', 'after')), Crash)
  world.now += 11 * minute
  world.restart()
  await world.work()
  assert.equal(world.deeds.carried, 1)
  assert.match(answersTo(world, event)[0] ?? '', /onbekend of het verstuurd is/)
  assert.deepEqual(await linesOf(world, event), [
    ['command', 'stuur confirmed', 'unknown'],
    ['read', 'CareTeam', 'ok'],
    ['write', 'stuur', 'unknown'],
  ])
})

test('a write that broke off is on the audit trail as unknown, once, and later as done', async () => {
  await using world = await openWorld()
  world.deeds.carry = () => {
    throw new Error('broken off')
  }
  const event = await asked(world, 'ja 4821')
  await assert.rejects(world.deliver(event), /broken off/)
  await assert.rejects(world.work(), /broken off/)
  const unknown = [
    ['read', 'CareTeam', 'ok'],
    ['write', 'stuur', 'unknown'],
  ]
  assert.deepEqual(await linesOf(world, event), unknown)
  world.deeds.carry = undefined
  await world.work()
  assert.deepEqual(answersTo(world, event), ['verstuurd'])
  assert.deepEqual(await linesOf(world, event), [
    ...unknown,
    ['command', 'stuur confirmed', 'ok'],
    ['write', 'ServiceRequest/1', 'ok'],
    ['write', 'Task/1', 'ok'],
  ])
})

test('a failure that is final closes the prompt and offers no second try', async () => {
  await using world = await openWorld()
  world.deeds.carry = () => ({
    kind: 'failed',
    document: [paragraph('Geweigerd')],
    code: 'refused',
    final: true,
  })
  const event = await asked(world, 'ja 4821')
  await world.deliver(event)
  assert.deepEqual(answersTo(world, event), ['Geweigerd'])
  const again = await world.type(nurse, 'ja 4821')
  assert.equal(world.deeds.carried, 1)
  // Nothing was sent the first time, so nothing says that it would be sent again.
  assert.deepEqual(answersTo(world, again), [nl.confirm.usedUnfinished('09:00')])
})

test('what was changed before a write failed is on the trail by its reference', async () => {
  await using world = await openWorld()
  world.deeds.carry = () => ({
    kind: 'failed',
    document: [paragraph('Deels')],
    code: 'ambiguous',
    final: true,
    writes: ['Observation/1'],
  })
  const event = await asked(world, 'ja 4821')
  await world.deliver(event)
  const trail = (await world.store.auditTrail({})).filter(
    (line) => line.eventId === event.eventId && line.action === 'write',
  )
  assert.deepEqual(
    trail.map(({ what, outcome }) => [what, outcome]),
    [
      ['stuur', 'ambiguous'],
      ['Observation/1', 'ok'],
    ],
  )
})

test('who is no longer of the team cannot confirm what they asked before', async () => {
  await using world = await openWorld()
  const event = await asked(world, 'ja 4821')
  world.teams.set(teamOf(doctor))
  await world.deliver(event)
  assert.equal(world.deeds.carried, 0)
  assert.deepEqual(answersTo(world, event), [`${nl.bot.noRights}\n\n${nl.confirm.nothingDone}`])
  world.teams.set(teamOf(nurse, doctor))
  await world.type(nurse, 'ja 4821')
  assert.equal(world.deeds.written.size, 1)
})

test('the identifiers are known as own before the record has them', async () => {
  await using world = await openWorld()
  const event = await asked(world, 'ja 4821')
  const [prompt] = await world.store.promptsOf(world.roomId)
  const own = `own ${prompt?.id}`
  assert.equal((await world.store.ownIdentifiers([own])).size, 0)
  world.deeds.carry = () => ({ kind: 'failed', document: [], code: 'timeout' })
  await world.deliver(event)
  assert.deepEqual([...(await world.store.ownIdentifiers([own]))], [own])
})

test('of what was written only the version is known as own, unless an earlier try may have made it', async () => {
  for (const [isBroken, versionId, left] of [
    [false, '1', 0],
    [false, undefined, 1],
    [true, '2', 1],
  ] as const) {
    await using world = await openWorld()
    const event = await asked(world, 'ja 4821')
    const [prompt] = await world.store.promptsOf(world.roomId)
    if (isBroken) {
      world.deeds.carry = () => {
        throw new Error('broken off')
      }
      await assert.rejects(world.deliver(event), /broken off/)
    }
    const refs = [{ ref: 'Task/1', ...(versionId === undefined ? {} : { versionId }) }]
    const done = {
      kind: 'done',
      document: [paragraph('ja')],
      promptLine: 'ja',
      writes: [],
    } as const
    world.deeds.carry = () => ({ ...done, refs })
    await world.accept(toIncoming(event))
    await world.work()
    assert.equal((await world.store.ownIdentifiers([`own ${prompt?.id}`])).size, left)
    const versions = ['1', '2'].map((one) => ({ type: 'Task', id: '1', versionId: one }))
    assert.equal((await world.store.unseen(versions)).length, left === 0 ? 1 : 2)
  }
})

test('a referral that was sent is told as sent, also when a stranger came in meanwhile', async () => {
  await using world = await openWorld()
  const { homeserver, roomId } = world
  await world.type(nurse, '!stuur huisarts')
  world.deeds.meanwhile = () => void homeserver.member(roomId, '@stranger:x.example', 'join')
  const event = await world.type(nurse, 'ja 4821')
  assert.equal(world.deeds.written.size, 1)
  assert.deepEqual(answersTo(world, event), [nl.confirm.doneUnshown])
  assert.deepEqual(edits(world), ['Verwijzing bevestigd'])
})
