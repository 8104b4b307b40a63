import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { ClientEvent, Json } from './event.ts'
import { ClientError, type Request } from './http.ts'
import { startSync } from './sync.ts'

const message = (id: number) => ({ event_id: `$${id}`, type: 'm.room.message', content: {} })

const joined = (next: string, timeline: Json): Json => ({
  next_batch: next,
  rooms: { join: { '!room': { timeline } } },
})

const refuse: Request = () => Promise.reject(new ClientError(401, 'M_UNKNOWN_TOKEN', ''))

/** Follows a homeserver that gives these syncs and then nothing more; collects until `last` was seen. */
const follow = async (
  syncs: readonly (Json | ClientError)[],
  pages: Readonly<Record<string, Json>>,
  last: string,
): Promise<readonly string[]> => {
  const left = [...syncs]
  const seen: string[] = []
  const { promise: complete, resolve } = Promise.withResolvers<void>()
  const { promise: silence, reject: cut } = Promise.withResolvers<Json>()
  silence.catch(() => undefined)
  const request: Request = async (_method, path, options = {}) => {
    if (path.endsWith('/messages')) return pages[options.query?.['from'] ?? ''] ?? {}
    options.signal?.addEventListener('abort', () => cut(new Error('aborted')))
    const next = left.shift()
    if (next instanceof ClientError) throw next
    return next ?? silence
  }
  const sync = startSync(request, (event: ClientEvent) => {
    seen.push(event.event_id)
    if (event.event_id === last) resolve()
  })
  await complete
  await sync.stop()
  return seen
}

test('events that a sync leaves out are read back, each once and in order', async () => {
  const seen = await follow(
    [
      joined('s1', { events: [message(1)] }),
      joined('s2', { limited: true, prev_batch: 'p1', events: [message(6), message(7)] }),
    ],
    {
      p1: { chunk: [message(5), message(4)], end: 'p2' },
      p2: { chunk: [message(3), message(2), message(1)] },
    },
    '$7',
  )
  assert.deepEqual(seen, ['$1', '$2', '$3', '$4', '$5', '$6', '$7'])
})

test('a homeserver that is away for a while loses nothing', async () => {
  const seen = await follow(
    [
      joined('s1', { events: [message(1)] }),
      new ClientError(0, 'unreachable', ''),
      joined('s2', { events: [message(2)] }),
    ],
    {},
    '$2',
  )
  assert.deepEqual(seen, ['$1', '$2'])
})

test('a session that is no longer valid ends the sync with its error', async () => {
  const sync = startSync(refuse, () => undefined)
  await assert.rejects(sync.ready, /M_UNKNOWN_TOKEN/)
  await sync.stop()
})
