import assert from 'node:assert/strict'
import { test } from 'node:test'
import { type MakeStore, withStore } from './store-contract-parts.ts'

/** Until when somebody has seen the news of a record. */
export function looksContract(name: string, create: MakeStore): void {
  test(`${name}: who never looked has seen nothing`, () =>
    withStore(create, async ({ store }) => {
      assert.deepEqual(await store.looked('!r', '@a:x'), {})
    }))

  test(`${name}: a look moves the sources it names forward and no others`, () =>
    withStore(create, async ({ store }) => {
      await store.saveLooked({ roomId: '!r', userId: '@a:x', until: { Apotheek: 5, Huisarts: 5 } })
      await store.saveLooked({ roomId: '!r', userId: '@a:x', until: { Apotheek: 9 } })
      assert.deepEqual(await store.looked('!r', '@a:x'), { Apotheek: 9, Huisarts: 5 })
    }))

  test(`${name}: a look never goes back, and is nobody else's nor another room's`, () =>
    withStore(create, async ({ store }) => {
      await store.saveLooked({ roomId: '!r', userId: '@a:x', until: { Apotheek: 9 } })
      await store.saveLooked({ roomId: '!r', userId: '@a:x', until: { Apotheek: 5 } })
      assert.deepEqual(await store.looked('!r', '@a:x'), { Apotheek: 9 })
      assert.deepEqual(await store.looked('!r', '@b:x'), {})
      assert.deepEqual(await store.looked('!other', '@a:x'), {})
      await store.purge(1e15)
      assert.deepEqual(await store.looked('!r', '@a:x'), { Apotheek: 9 })
    }))
}
