import assert from 'node:assert/strict'
import { test } from 'node:test'
import { client, doctor, nurse, openDemoRoom } from './safety/demo-room.ts'

const codeIn = (preview: string): string => {
  const code = /typ ja (\d{4}) /u.exec(preview)?.[1]
  assert.ok(code !== undefined, `no code was asked for: ${preview}`)
  return code
}

test('a subscription is kept after its code, once, and the trail names what the answer names', async () => {
  await using bot = await openDemoRoom()
  const { roomId, store } = bot
  const kept = async () => (await store.subscriptionsOf(client)).map(({ kinds }) => kinds)
  const [preview = ''] = await bot.ask(roomId, nurse, '!abonneer lab')
  assert.match(preview, /^Bevestig abonnement – nog NIET vastgelegd\nCliënt: J\.V\. \(v\), /u)
  const code = codeIn(preview)
  assert.deepEqual(await kept(), [])
  await bot.ask(roomId, doctor, `ja ${code}`)
  assert.deepEqual(await kept(), [])
  const said = (await bot.ask(roomId, nurse, `ja ${code}`)).join('\n')
  const reference = /\nKenmerk: (abonnement-[0-9a-f]{8})\n/u.exec(said)?.[1]
  assert.ok(reference !== undefined, said)
  assert.doesNotMatch(said, /ongedaan/u)
  assert.deepEqual(await kept(), [['lab']])
  await bot.ask(roomId, nurse, `ja ${code}`)
  const trail = await store.auditTrail({})
  assert.deepEqual(
    trail
      .filter(({ action }) => action === 'write')
      .map(({ who, patient, what, outcome }) => [who, patient, what, outcome]),
    [[nurse, client, reference, 'ok']],
  )
  assert.deepEqual(bot.writes, [])
})

test('a subscription that is stopped at the preview or comes too late is not kept', async () => {
  await using bot = await openDemoRoom()
  const { roomId, store } = bot
  const [first = ''] = await bot.ask(roomId, nurse, '!abonneer lab')
  await bot.ask(roomId, nurse, `nee ${codeIn(first)}`)
  const [second = ''] = await bot.ask(roomId, nurse, '!abonneer taken')
  bot.now += 10 * 60_000 + 1
  await bot.ask(roomId, nurse, `ja ${codeIn(second)}`)
  assert.deepEqual(await store.subscriptionsOf(client), [])
})

test('it ends by its code too', async () => {
  await using bot = await openDemoRoom()
  const { roomId, store } = bot
  await store.saveSubscription({
    userId: nurse,
    patient: client,
    kinds: ['lab'],
    daily: false,
    quiet: undefined,
  })
  const [preview = ''] = await bot.ask(roomId, nurse, '!abonneer uit')
  assert.equal((await store.subscriptionsOf(client)).length, 1)
  await bot.ask(roomId, nurse, `ja ${codeIn(preview)}`)
  assert.deepEqual(await store.subscriptionsOf(client), [])
})
