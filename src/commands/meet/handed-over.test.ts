import assert from 'node:assert/strict'
import { test } from 'node:test'
import { nurse, openDemoRoom } from '../../../test/safety/demo-room.ts'

test('!meting with a value shows the preview of !meet, and writes nothing before it is confirmed', async () => {
  await using bot = await openDemoRoom()
  const said = (await bot.ask(bot.roomId, nurse, '!meting gewicht 71,4')).join('\n')
  assert.match(said, /• Gewicht: 71,4\u00A0kg\n• Gemeten: 14-01-2026 11:00\n/u)
  assert.match(said, /ja \d{4}/u)
  const ambiguous = await bot.ask(bot.roomId, nurse, '!meting gewicht 1.000')
  assert.match(ambiguous.join('\n'), /^“1\.000” kan op twee manieren worden gelezen/u)
  assert.deepEqual(bot.writes, [])
})
