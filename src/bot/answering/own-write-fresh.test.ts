import assert from 'node:assert/strict'
import { test } from 'node:test'
import { client, demoRecords, doctor, nurse } from '../../../test/safety/demo-room.ts'
import { openWholeBot } from '../../../test/whole-bot.ts'

const now = new Date('2026-01-14T10:00:00Z')

test('what was confirmed is in the next answer, and what was taken back no more, where answers are remembered', async () => {
  const settings = { ZORGBOT_REPEAT_SECONDS: '0' }
  await using bot = await openWholeBot(demoRecords(), now, settings, [], { remembered: true })
  const roomId = await bot.room(client, nurse, doctor)
  const weight = async (who: string) =>
    (await bot.ask(roomId, who, '!metingen gewicht alles')).join('\n')
  assert.doesNotMatch(await weight(nurse), /75,5/)
  assert.doesNotMatch(await weight(doctor), /75,5/)
  const asked = (await bot.ask(roomId, nurse, '!gewicht 75,5')).join('\n')
  const code = /ja (\d{4})/.exec(asked)?.[1]
  bot.now += 60_000
  await bot.ask(roomId, nurse, `ja ${code}`)
  assert.match(await weight(nurse), /75,5/)
  assert.match(await weight(doctor), /75,5/)
  bot.now += 60_000
  await bot.ask(roomId, nurse, `ongedaan ${code}`)
  assert.doesNotMatch(await weight(nurse), /75,5/)
  assert.doesNotMatch(await weight(doctor), /75,5/)
})
