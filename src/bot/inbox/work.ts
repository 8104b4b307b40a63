import type { Item } from '../../store/store.ts'

/** Does an item that is no Matrix event; `body` is unchecked JSON. Safe to repeat. */
export type Work = (item: Item, body: unknown, signal: AbortSignal) => Promise<void>
