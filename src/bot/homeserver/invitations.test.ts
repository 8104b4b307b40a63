import assert from 'node:assert/strict'
import { test } from 'node:test'
import { MatrixError } from '../gateway.ts'
import { readInvitations } from './invitations.ts'
import type { Call } from './matrix-client.ts'

const bot = '@zorgbot:x'
const nurse = '@nurse:x'
const content = { membership: 'invite', is_direct: true }
const member = (who: string, what: object) => ({
  type: 'm.room.member',
  state_key: who,
  sender: nurse,
  content: what,
})
const create = { type: 'm.room.create', state_key: '', sender: nurse, content: {} }
const state = [create, member(nurse, { membership: 'join' }), member(bot, content)]
const expected = [{ roomId: '!dm', sender: nurse, content }]

test('invitations are read from the list of the homeserver', async () => {
  const rooms = {
    '!dm': { invite_state: state },
    '!other': { invite_state: [create, 7] },
    '!in': {},
  }
  assert.deepEqual(await readInvitations(async () => ({ rooms }), bot), expected)
  assert.deepEqual(await readInvitations(async () => ({}), bot), [])
})

test('a homeserver without such a list is asked the slow way', async () => {
  const asked: string[] = []
  const call: Call = async (method, path) => {
    asked.push(method)
    if (path.includes('/unstable/')) throw new MatrixError('M_UNRECOGNIZED', { status: 404 })
    return {
      rooms: { join: { '!in': {} }, invite: { '!dm': { invite_state: { events: state } } } },
    }
  }
  assert.deepEqual(await readInvitations(call, bot), expected)
  assert.deepEqual(asked, ['POST', 'GET'])
})

test('an answer that cannot be read is an error, not the absence of invitations', async () => {
  await assert.rejects(
    readInvitations(async () => ({ rooms: 'none' }), bot),
    { code: 'not-json' },
  )
  const down = new MatrixError('unreachable', { retryable: true })
  await assert.rejects(
    readInvitations(() => Promise.reject(down), bot),
    { code: 'unreachable' },
  )
})
