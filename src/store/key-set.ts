/** A set of keys of sixteen bytes, at a fraction of the memory of a `Set` of texts: a million take 32 MB at most. */
export type KeySet = {
  /** False when the key was there already. */
  add(key: Uint8Array): boolean
  has(key: Uint8Array): boolean
  delete(key: Uint8Array): void
  readonly size: () => number
}

/** The length of every key. */
export const keyBytes = 16

const words = keyBytes / 4
const fullest = 0.7

/**
 * Open addressing with linear probing. Keys must be spread evenly, as digests are, and never be all zero: that marks an
 * empty slot.
 */
export function createKeySet(atFirst = 4096): KeySet {
  let slots = 2 ** Math.ceil(Math.log2(atFirst))
  let table = new Uint32Array(slots * words)
  let size = 0
  const sought = new Uint32Array(words)
  const soughtBytes = new Uint8Array(sought.buffer)

  const isEmpty = (slot: number) => {
    const at = slot * words
    return !(table[at] || table[at + 1] || table[at + 2] || table[at + 3])
  }
  const homeOf = (from: Uint32Array, at: number) => (from[at] ?? 0) & (slots - 1)
  const next = (slot: number) => (slot + 1) & (slots - 1)

  /** The slot that holds the key at `at`, or the empty one where it belongs. */
  const find = (from: Uint32Array, at: number): number => {
    let slot = homeOf(from, at)
    while (!isEmpty(slot) && !isSame(table, slot * words, from, at)) slot = next(slot)
    return slot
  }

  const grow = () => {
    const old = table
    slots *= 2
    table = new Uint32Array(slots * words)
    for (let at = 0; at < old.length; at += words) {
      if (!(old[at] || old[at + 1] || old[at + 2] || old[at + 3])) continue
      table.set(old.subarray(at, at + words), find(old, at) * words)
    }
  }

  return {
    add(key) {
      soughtBytes.set(key)
      const slot = find(sought, 0)
      if (!isEmpty(slot)) return false
      table.set(sought, slot * words)
      size += 1
      if (size > slots * fullest) grow()
      return true
    },
    has(key) {
      soughtBytes.set(key)
      return !isEmpty(find(sought, 0))
    },
    delete(key) {
      soughtBytes.set(key)
      let hole = find(sought, 0)
      if (isEmpty(hole)) return
      size -= 1
      // Those behind the hole that would no longer be found move into it.
      for (let slot = next(hole); !isEmpty(slot); slot = next(slot)) {
        const home = homeOf(table, slot * words)
        const isReachable = hole <= slot ? hole < home && home <= slot : hole < home || home <= slot
        if (isReachable) continue
        table.copyWithin(hole * words, slot * words, (slot + 1) * words)
        hole = slot
      }
      table.fill(0, hole * words, (hole + 1) * words)
    },
    size: () => size,
  }
}

function isSame(a: Uint32Array, at: number, b: Uint32Array, from: number): boolean {
  return (
    a[at] === b[from] &&
    a[at + 1] === b[from + 1] &&
    a[at + 2] === b[from + 2] &&
    a[at + 3] === b[from + 3]
  )
}
