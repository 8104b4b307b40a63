import assert from 'node:assert/strict'
import { test } from 'node:test'
import { writingCase } from '../../../test/writing-case.ts'
import { messages } from '../../i18n/messages.ts'

const frame = (what: string, ...lines: readonly string[]) =>
  [
    `Confirm ${what} – NOT recorded yet`,
    'Client: J.V. (f), born in 1941',
    '',
    ...lines,
    '',
    'Sanne Dijkstra, type yes 4821 to record it or no 4821 to stop. Only you can confirm, until 09:41.',
  ].join('\n')

const by = '• By: Sanne Dijkstra, Verpleegkundige, Thuiszorg De Linde'

test('who reads English confirms in English what is written', async () => {
  await using world = await writingCase()
  world.context = { ...world.context, t: messages.en }
  assert.equal(
    await world.said('!gewicht 85'),
    frame(
      'measurement',
      '• Weight: 85 kg',
      '• Measured: 12-01-2026 09:31',
      by,
      '• Previous: 72.8 kg (11-01-2026 08:25) – 12.2 kg higher than 1 day before (▲)',
      '',
      '⚠ Note: a large difference from the previous measurement. Confirm only if the value is right.',
    ),
  )
  assert.equal(
    await world.said('!rapporteer Slaapt goed.'),
    frame('report', by, '• Time: 12-01-2026 09:31', '• Text: Slaapt goed.'),
  )
  assert.equal(
    await world.said('!herhaalrecept furosemide 30 graag'),
    frame(
      'proposal for a repeat',
      '• Medicine: Furosemide tablet 40 mg',
      '• Use as prescribed: 2 maal per dag 1 tablet, oraal',
      '• Amount: 30 pieces',
      '• Comment: graag',
      '• To: Apotheek De Vijzel',
      by,
      '',
      'This is a proposal, no prescription: the prescriber decides.',
      'Nobody is told of this through this conversation. Call if it is urgent.',
    ),
  )
  const [ref] = await world.wrote('!gewicht 70')
  world.listed([ref?.ref ?? ''])
  assert.equal(
    await world.said('!corrigeer 1'),
    frame(
      'correction',
      '• Now: Weight: 70 kg',
      '• Measured: 12-01-2026 09:31',
      '• Becomes: IN ERROR – no longer counts, but stays in the record',
    ),
  )
  assert.equal(
    await world.said('!temp 3,8'),
    'Temperature: 3.8 °C cannot be: a value lies between 20 and 45. Nothing was recorded. Check the decimal mark and the kind of measurement.',
  )
})
