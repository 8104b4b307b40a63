import assert from 'node:assert/strict'
import { test } from 'node:test'
import { demoResources } from '../packages/fhir-sandbox/src/demo.ts'
import { openWholeBot, serverName } from './whole-bot.ts'

const now = new Date('2026-01-14T10:00:00Z')
const client = 'Patient/demo-client-1'
const nurse = `@wijkverpleegkundige:${serverName}`

test('a proposal that was confirmed is remembered with the answer that said so', async () => {
  await using bot = await openWholeBot(demoResources({ serverName, now }), now)
  const roomId = await bot.room(client, nurse)
  const [preview = ''] = await bot.ask(roomId, nurse, '!herhaalrecept metoprolol 90')
  const code = /typ ja (\d{4}) om/u.exec(preview)?.[1]
  assert.ok(code, preview)
  const [done = ''] = await bot.ask(roomId, nurse, `ja ${code}`)
  const ref = /Kenmerk: (MedicationRequest\/[A-Za-z0-9-]+)/u.exec(done)?.[1]
  assert.ok(ref, done)
  const [kept] = await bot.store.proposalsNamed([ref])
  const { events } = bot.homeserver.room(roomId)
  const answer = events.find(({ content }) => content['body'] === done)
  assert.equal(kept?.patient, client)
  assert.equal(kept?.roomId, roomId)
  assert.equal(kept?.answerId, answer?.eventId)
  assert.deepEqual(await bot.store.proposalsNamed([kept?.identifier ?? '']), [kept])
  // Medication that is shown later is no answer to reply to.
  await bot.ask(roomId, nurse, '!medicatie')
  assert.equal((await bot.store.proposalsNamed([ref]))[0]?.answerId, answer?.eventId)
})
