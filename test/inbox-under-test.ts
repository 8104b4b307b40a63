import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInbox, type Inbox, type InboxParts } from '../src/bot/inbox/inbox.ts'
import type { Log } from '../src/log.ts'
import { createSqliteStore } from '../src/store/sqlite.ts'
import type { Incoming, Store } from '../src/store/store.ts'

/** An inbox on a store of its own, not yet started, with a clock that stands still until it is moved. */
export type InboxUnderTest = {
  readonly inbox: Inbox
  readonly store: Store
  readonly clock: { now: number }
  readonly handled: string[]
  readonly parked: [string, string][]
  readonly logged: string[]
}

/** Makes an inbox with `parts` in place of the usual ones, runs the test, and stops it. */
export async function withInbox(
  parts: (made: Pick<InboxUnderTest, 'store' | 'handled'>) => Partial<InboxParts>,
  run: (made: InboxUnderTest) => Promise<void>,
): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'zorgbot-inbox-'))
  const clock = { now: Date.parse('2026-03-02T09:00:00Z') }
  const handled: string[] = []
  const parked: [string, string][] = []
  const logged: string[] = []
  const line = (message: string) => {
    logged.push(message)
  }
  const log: Log = { debug: line, info: line, warn: line, error: line }
  const store = await createSqliteStore({ file: join(folder, 'db'), clock: () => clock.now })
  const inbox = createInbox({
    store,
    handle: async ({ id }) => {
      handled.push(id)
    },
    onParked: async ({ id }, code) => {
      parked.push([id, code])
    },
    log,
    clock: () => clock.now,
    random: () => 0.5,
    ...parts({ store, handled }),
  })
  try {
    await run({ inbox, store, clock, handled, parked, logged })
  } finally {
    await inbox.stop(1000)
    await store.close()
    await rm(folder, { recursive: true })
  }
}

/** Events `$<from>` up to `$<to>` spread over `rooms` rooms. */
export function events(from: number, to: number, rooms = 1): Incoming[] {
  return Array.from({ length: to - from }, (_, n) => ({
    id: `$${from + n}`,
    lane: `!${(from + n) % rooms}`,
    body: '{}',
    late: false,
  }))
}
