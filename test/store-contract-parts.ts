import type { Incoming, Item, Store } from '../src/store/store.ts'

/** A store under test: `reopen` closes it and opens what it left behind, as a restart does. */
export type StoreUnderTest = {
  readonly store: Store
  reopen(): Promise<Store>
  close(): Promise<void>
}

/** Makes an empty store that takes the time from `clock`. */
export type MakeStore = (clock: () => number) => Promise<StoreUnderTest>

/** A clock that stands still until it is moved. */
export type Clock = { now: number; readonly read: () => number }

export const start = Date.parse('2026-03-02T09:00:00Z')
export const hour = 3_600_000

/** Runs `test` with an empty store and closes it afterwards. */
export async function withStore(
  create: MakeStore,
  test: (made: StoreUnderTest, clock: Clock) => Promise<void>,
): Promise<void> {
  const clock: Clock = { now: start, read: () => clock.now }
  const made = await create(clock.read)
  try {
    await test(made, clock)
  } finally {
    await made.close()
  }
}

/** Something to accept, with a body that names it. */
export function incoming(id: string, lane: string, late = false): Incoming {
  return { id, lane, body: JSON.stringify({ of: id }), late }
}

/** Everything that is ready now, as ids per lane. */
export async function readyIds(
  store: Store,
  now: number,
  options: { busy?: readonly string[]; lanes?: number; perLane?: number } = {},
): Promise<Record<string, string[]>> {
  const { busy = [], lanes = 1000, perLane = 1000 } = options
  const ready = await store.ready({ now, busy: new Set(busy), lanes, perLane })
  return Object.fromEntries([...ready].map(([lane, items]) => [lane, items.map(({ id }) => id)]))
}

/** The item at the head of a lane. */
export async function headOf(store: Store, now: number, lane: string): Promise<Item> {
  const ready = await store.ready({ now, busy: new Set(), lanes: 1000, perLane: 1 })
  const item = ready.get(lane)?.[0]
  if (item === undefined) throw new Error('nothing is ready in this lane')
  return item
}
