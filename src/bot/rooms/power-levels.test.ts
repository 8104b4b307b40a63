import assert from 'node:assert/strict'
import { test } from 'node:test'
import { adjustedUsers, roomPowerLevels, spacePowerLevels } from './power-levels.ts'

const nurse = '@nurse:z'

test('only the bot can change what decides over access, in space and room', () => {
  for (const { events } of [spacePowerLevels([nurse]), roomPowerLevels([nurse])])
    for (const type of ['power_levels', 'history_visibility', 'join_rules', 'encryption'])
      assert.equal(new Map(Object.entries(events ?? {})).get(`m.room.${type}`), 100, type)
})

test('everybody in a room can write, react and take back own words, and only that', () => {
  const room = roomPowerLevels([nurse])
  const events = new Map(Object.entries(room['events'] ?? {}))
  for (const type of ['m.room.message', 'm.room.encrypted', 'm.reaction', 'm.room.redaction'])
    assert.equal(events.get(type), room['users_default'], type)
  assert.deepEqual([room['redact'], room['state_default'], room['events_default']], [75, 75, 75])
})

test('the template of the specification stands in the space', () => {
  const { events, users, ...rest } = spacePowerLevels([nurse])
  assert.deepEqual(rest, {
    events_default: 100,
    invite: 75,
    kick: 100,
    ban: 100,
    redact: 100,
    state_default: 100,
    users_default: 25,
    notifications: { room: 75 },
  })
  assert.deepEqual(users, { [nurse]: 75 })
  assert.equal(new Map(Object.entries(events ?? {})).get('m.space.child'), 50)
})

test('levels follow the team: who comes gets one, who left loses it, others keep theirs', () => {
  const current = { '@bot:z': 100, '@old:z': 75, '@lead:z': 100, '@guest:z': 50 }
  assert.deepEqual(adjustedUsers(current, [nurse, '@lead:z'], ['@old:z']), {
    '@bot:z': 100,
    '@lead:z': 100,
    '@guest:z': 50,
    [nurse]: 75,
  })
})

test('levels that are right are not written again', () => {
  assert.equal(adjustedUsers({ [nurse]: 75, '@bot:z': 100 }, [nurse], ['@gone:z']), undefined)
})
