import assert from 'node:assert/strict'
import { hash } from 'node:crypto'
import { test } from 'node:test'
import { fc } from '../../test/properties.ts'
import { createKeySet, keyBytes } from './key-set.ts'

const keyOf = (n: number) => hash('sha256', String(n), 'buffer').subarray(0, keyBytes)

test('a key is new once, and known from then on', () => {
  const keys = createKeySet()
  assert.equal(keys.has(keyOf(1)), false)
  assert.equal(keys.add(keyOf(1)), true)
  assert.equal(keys.add(keyOf(1)), false)
  assert.equal(keys.has(keyOf(1)), true)
  assert.equal(keys.has(keyOf(2)), false)
})

test('it grows without losing a key or inventing one', () => {
  const keys = createKeySet(4)
  for (let n = 0; n < 20_000; n += 1) keys.add(keyOf(n))
  assert.equal(keys.size(), 20_000)
  const wrong = Array.from({ length: 40_000 }, (_, n) => n).filter(
    (n) => keys.has(keyOf(n)) !== n < 20_000,
  )
  assert.deepEqual(wrong, [])
})

/** Few different first words, so that keys stand in each other's way. */
const crowded = (n: number) => {
  const key = new Uint8Array(keyBytes).fill(n + 1)
  key.fill(n % 3, 0, 4)
  return key
}

test('adding and removing in any order leaves what a plain set would hold', () => {
  const steps = fc.array(fc.tuple(fc.boolean(), fc.integer({ min: 0, max: 40 })), {
    maxLength: 200,
  })
  fc.assert(
    fc.property(steps, (taken) => {
      const keys = createKeySet(4)
      const plain = new Set<number>()
      for (const [adds, n] of taken) {
        if (adds) {
          keys.add(crowded(n))
          plain.add(n)
        } else {
          keys.delete(crowded(n))
          plain.delete(n)
        }
      }
      const held = Array.from({ length: 41 }, (_, n) => n).filter((n) => keys.has(crowded(n)))
      assert.deepEqual(
        held,
        [...plain].sort((a, b) => a - b),
      )
      assert.equal(keys.size(), plain.size)
    }),
  )
})
