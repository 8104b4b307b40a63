import assert from 'node:assert/strict'
import { test } from 'node:test'
import { nurse, openWorld, type World } from '../../../test/fakes/bot.ts'

const encrypt = ({ homeserver, roomId }: World) =>
  homeserver.add(roomId, {
    type: 'm.room.encryption',
    sender: nurse,
    stateKey: '',
    content: { algorithm: 'm.megolm.v1.aes-sha2' },
  })

test('encryption that is switched on after any look at the homeserver stops the answer', async () => {
  await using plain = await openWorld()
  await plain.type(nurse, '!lees')
  const looks = plain.homeserver.calls.indexOf('send')
  assert.ok(looks > 0)
  for (let nth = 1; nth < looks; nth += 1) {
    await using world = await openWorld()
    let calls = 0
    world.homeserver.after = () => {
      calls += 1
      if (calls === nth) encrypt(world)
    }
    await world.type(nurse, '!lees')
    assert.ok(calls >= nth)
    assert.deepEqual(world.homeserver.said(world.roomId), [], `after call ${nth} of ${looks}`)
  }
})
