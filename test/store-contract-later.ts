import assert from 'node:assert/strict'
import { test } from 'node:test'
import { type MakeStore, withStore } from './store-contract-parts.ts'

const list = {
  roomId: '!r',
  userId: '@a:x',
  command: 'medicatie',
  args: '{}',
  more: undefined,
  at: 5,
  lines: [['MedicationRequest/1'], ['MedicationRequest/2', 'MedicationDispense/3']],
  askedBy: '$asked',
  answers: ['$before'],
}

/** What is to be done later, and what was listed last. */
export function laterContract(name: string, create: MakeStore): void {
  test(`${name}: a timer becomes an item of its lane once, when it is due`, () =>
    withStore(create, async ({ store }) => {
      await store.setTimer({ id: 'a', dueAt: 100, lane: '!r', body: '{"kind":"x"}' })
      await store.setTimer({ id: 'b', dueAt: 300, lane: '!r', body: '{"kind":"y"}' })
      assert.equal(await store.fireTimers(99), 0)
      assert.equal(await store.fireTimers(200), 1)
      assert.equal(await store.fireTimers(200), 0)
      const ready = await store.ready({ now: 1e15, busy: new Set(), lanes: 5, perLane: 5 })
      assert.deepEqual(
        ready.get('!r')?.map(({ id, body }) => [id, body]),
        [['timer:a:100', '{"kind":"x"}']],
      )
    }))

  test(`${name}: a timer that is set again is replaced, and a dropped one never comes`, () =>
    withStore(create, async ({ store }) => {
      await store.setTimer({ id: 'a', dueAt: 100, lane: '!r', body: '1' })
      await store.setTimer({ id: 'a', dueAt: 200, lane: '!r', body: '2' })
      assert.equal(await store.fireTimers(150), 0)
      await store.dropTimer('a')
      assert.equal(await store.fireTimers(1000), 0)
    }))

  test(`${name}: the last list of a person in a room is kept, and nobody else's`, () =>
    withStore(create, async ({ store }) => {
      await store.saveList(list)
      await store.saveList({ ...list, userId: '@b:x', command: 'wie', lines: [] })
      assert.deepEqual(await store.lastList('!r', '@a:x'), list)
      await store.saveList({ ...list, at: 9, more: '{"words":["alles"]}' })
      assert.equal((await store.lastList('!r', '@a:x'))?.more, '{"words":["alles"]}')
      assert.equal(await store.lastList('!other', '@a:x'), undefined)
      await store.purge(8)
      assert.equal(await store.lastList('!r', '@b:x'), undefined)
      assert.equal((await store.lastList('!r', '@a:x'))?.at, 9)
    }))

  test(`${name}: the events that show a list are kept with it, each once, and never with a later one`, () =>
    withStore(create, async ({ store }) => {
      await store.saveList(list)
      await store.saveListAnswer(list, '$shown')
      await store.saveListAnswer(list, '$shown')
      await store.saveListAnswer({ ...list, userId: '@b:x' }, '$other')
      await store.saveListAnswer(list, '$more')
      assert.deepEqual((await store.lastList('!r', '@a:x'))?.answers, [
        '$before',
        '$shown',
        '$more',
      ])
      await store.saveList({ ...list, askedBy: '$later', answers: [] })
      await store.saveListAnswer(list, '$late')
      assert.deepEqual((await store.lastList('!r', '@a:x'))?.answers, [])
    }))
}
