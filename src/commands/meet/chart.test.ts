import assert from 'node:assert/strict'
import { test } from 'node:test'
import { nurse, openDemoRoom } from '../../../test/safety/demo-room.ts'

test('a form with --grafiek shows the measurements and records nothing', async () => {
  await using bot = await openDemoRoom()
  const said = async (line: string) => (await bot.ask(bot.roomId, nurse, line)).join('\n')
  const title = 'Metingen: Bloeddruk – peildatum 14-01-2026 11:00 – bronnen: Dossier ✓\n'
  for (const line of ['!bloeddruk --grafiek', '!rr —grafiek', '!meet bloeddruk --grafiek'])
    assert.ok((await said(line)).startsWith(title), line)
  assert.match(await said('!gewicht 72,4 --grafiek'), /^“72,4” ken ik niet als meting\./u)
  assert.deepEqual(bot.writes, [])
})
