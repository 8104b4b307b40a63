import assert from 'node:assert/strict'
import { test } from 'node:test'
import { listed, peopleContext } from '../../../test/people-parts.ts'
import { eventOf } from '../../../test/record-context.ts'
import { toText } from '../../reply/text.ts'
import { zoek } from './zoek.ts'

const ask = async (line: string, at: Parameters<typeof peopleContext>[0] = {}) => {
  const { context } = peopleContext(at)
  const words = line.split(' ').filter((word) => word !== '')
  const outcome = await zoek.run(context, { words, options: {}, text: '' })
  assert.ok(outcome.kind === 'answer' || outcome.kind === 'misused')
  eventOf(outcome.document)
  return { outcome, text: toText(outcome.document) }
}

const people = [
  listed('bos', 'Jan Bos', {
    absence: { end: '2026-01-20', text: 'Vakantie' },
    userIds: [],
  }),
  listed('jans', 'Jans van Elders', { place: 'Elders', functions: [], organization: undefined }),
  listed('dicht', 'Janneke Dicht', { userIds: ['@dicht:closed.example'] }),
]

test('people and organizations are told with role, place, reach and absence', async () => {
  const { outcome, text } = await ask('jan', { people })
  assert.equal(
    text,
    `Gevonden in het adresboek (5)

• J. Jansen – Verpleegkundige – Praktijk De Linde – Zonnedorp – bereikbaar via deze chat
• Jan Bos – Huisarts – Praktijk De Linde – Zonnedorp – niet via deze chat – ⚠\u00A0nu afwezig t/m 20-01-2026 (Vakantie)
• Jans van Elders – functie onbekend – Elders – bereikbaar via deze chat
• Janneke Dicht – Huisarts – Praktijk De Linde – Zonnedorp – niet via deze chat
• Fysiotherapie Jansen & Co – organisatie – Elders`,
  )
  assert.deepEqual(outcome.reads, ['directory'])
})

test('a kind of care and a place narrow it', async () => {
  const found = 'Gevonden in het adresboek\n\n• '
  assert.equal(
    (await ask('jan huisarts zonnedorp', { people: people.slice(0, 1) })).text,
    `${found}Jan Bos – Huisarts – Praktijk De Linde – Zonnedorp – niet via deze chat – ⚠\u00A0nu afwezig t/m 20-01-2026 (Vakantie)`,
  )
  assert.equal(
    (await ask('fysio elders')).text,
    `${found}Fysiotherapie Jansen & Co – organisatie – Elders`,
  )
})

test('a room of the asker is found by part of its neutral name', async () => {
  const { text } = await ask('reiger')
  assert.equal(text, 'Uw ruimte\n\n• Zorgteam Blauwe Reiger')
})

test('a kind of care alone names no room of the asker', async () => {
  const { text } = await ask('huisarts')
  assert.doesNotMatch(text, /Uw ruimte|Reiger/u)
})

test('no more than five are told, and that there is more', async () => {
  const many = Array.from({ length: 9 }, (_, at) => listed(`v${at}`, `Vis ${at}`))
  const { text } = await ask('vis', { people: many })
  assert.equal(text.split('\n').filter((line) => line.startsWith('•')).length, 5)
  assert.equal(text.split('\n').at(-1), 'Er is meer gevonden. Noem ook de discipline of de plaats.')
})

const answers: readonly (readonly [string, string, Parameters<typeof peopleContext>[0], string])[] =
  [
    [
      'nothing typed',
      '',
      {},
      'Typ ten minste 3 letters van de naam, bijvoorbeeld !zoek jansen huisarts utrecht',
    ],
    [
      'two letters',
      'ja el',
      {},
      'Typ ten minste 3 letters van de naam, bijvoorbeeld !zoek jansen huisarts utrecht',
    ],
    [
      'a kind of care with two letters',
      'huisarts ja',
      {},
      'Typ ten minste 3 letters van de naam, bijvoorbeeld !zoek jansen huisarts utrecht',
    ],
    [
      'nobody',
      'zonnema',
      {},
      'Niemand gevonden in het adresboek. Typ de naam anders, of alleen de achternaam.',
    ],
    [
      'too often',
      'jansen',
      { wait: 61_000 },
      'U heeft het afgelopen uur 20 keer gezocht. Zoeken kan weer over 2 minuten.',
    ],
    [
      'an address book that is down',
      'jansen',
      { down: true },
      'Het adresboek kon niet worden geraadpleegd (geen antwoord (time-out)). Dit zegt niet dat iemand er niet in staat. Probeer het later opnieuw.',
    ],
    [
      'half an address book without a match',
      'zonnema',
      { half: true },
      'ONVOLLEDIG\nHet adresboek antwoordde niet volledig. Er kan iemand ontbreken.\n\nNiemand gevonden in het adresboek. Typ de naam anders, of alleen de achternaam.',
    ],
  ]

for (const [name, line, at, sentence] of answers) {
  test(`told in one sentence: ${name}`, async () => {
    assert.equal((await ask(line, at)).text, sentence)
  })
}

test('who is not listed as a professional finds nobody', async () => {
  const { context } = peopleContext({ people })
  const asker = { ...context.asker, userId: '@vreemd:elders.example' }
  const outcome = await zoek.run(
    { ...context, asker },
    { words: ['jansen'], options: {}, text: '' },
  )
  assert.ok(outcome.kind === 'answer')
  assert.equal(
    toText(outcome.document),
    'Uw account staat niet als zorgverlener in het adresboek, daarom kunt u hier niet zoeken. Vraag uw organisatie om uw account te laten koppelen.',
  )
})

test('hostile words and 10 kB of them are looked for as words', async () => {
  for (const line of ['<script>alert(1)</script>', '@room jansen', 'x'.repeat(10_000)]) {
    const { outcome } = await ask(line)
    assert.ok(outcome.kind === 'answer')
  }
})
