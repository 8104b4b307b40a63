import assert from 'node:assert/strict'
import type { Json } from '../../scripts/client/event.ts'
import type { World } from './world.ts'

/** Pushes events to the bot as the homeserver does (Application Service API), and sees them acknowledged. */
export const deliver = async (
  world: Pick<World, 'settings'>,
  transaction: number,
  events: readonly Json[],
): Promise<void> => {
  const url = `http://${world.settings['ZORGBOT_LISTEN']}/_matrix/app/v1/transactions/${transaction}`
  const response = await fetch(url, {
    method: 'PUT',
    headers: {
      authorization: `Bearer ${world.settings['ZORGBOT_HS_TOKEN']}`,
      'content-type': 'application/json',
    },
    body: JSON.stringify({ events }),
  })
  assert.deepEqual([response.status, await response.json()], [200, {}])
}
