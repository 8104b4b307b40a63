import assert from 'node:assert/strict'
import { test } from 'node:test'
import { roomPowerLevels, spacePowerLevels } from '../rooms/power-levels.ts'
import { createRoomBody, creatorIsPrivileged } from './room-version.ts'

const bot = '@zorgbot:z'
const nurse = '@nurse:z'
const spec = {
  aliasLocalpart: 'careteam/1',
  name: 'Zorgteam Blauwe Reiger',
  topic: 'Overleg',
  space: true,
  marker: '1/space',
  initialState: [{ type: 'm.room.join_rules', stateKey: '', content: { join_rule: 'invite' } }],
  powerLevels: spacePowerLevels([nurse]),
}

for (const version of ['10', '11'])
  test(`in room version ${version} the bot stands at 100 in the power levels`, () => {
    const body = createRoomBody(spec, version, bot)
    assert.deepEqual(body['power_level_content_override'], {
      ...spec.powerLevels,
      users: { [bot]: 100, [nurse]: 75 },
    })
    assert.equal(body['room_version'], version)
  })

test('in room version 12 the bot stands nowhere in the power levels', () => {
  const levels = { ...spec.powerLevels, users: { [bot]: 100, [nurse]: 75 } }
  const body = createRoomBody({ ...spec, powerLevels: levels }, '12', bot)
  assert.deepEqual(body['power_level_content_override'], { ...levels, users: { [nurse]: 75 } })
})

test('the body makes a private room with its mark, alias and state', () => {
  const { power_level_content_override: _, ...body } = createRoomBody(spec, '11', bot)
  assert.deepEqual(body, {
    room_version: '11',
    visibility: 'private',
    preset: 'private_chat',
    name: 'Zorgteam Blauwe Reiger',
    topic: 'Overleg',
    room_alias_name: 'careteam/1',
    creation_content: { type: 'm.space', 'nl-ta-chat.marker': '1/space' },
    initial_state: [{ type: 'm.room.join_rules', state_key: '', content: { join_rule: 'invite' } }],
  })
})

test('a room that is no space has no type', () => {
  const powerLevels = roomPowerLevels([nurse])
  const body = createRoomBody({ ...spec, space: false, powerLevels }, '11', bot)
  assert.deepEqual(body['creation_content'], { 'nl-ta-chat.marker': '1/space' })
})

test('versions from 12 on privilege the creator, unstable ones by what they extend', () => {
  for (const version of ['12', '13', 'org.matrix.hydra.11', 'org.example.new'])
    assert.equal(creatorIsPrivileged(version), true, version)
  for (const version of ['1', '10', '11', 'org.matrix.msc3757.11'])
    assert.equal(creatorIsPrivileged(version), false, version)
})
