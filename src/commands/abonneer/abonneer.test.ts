import assert from 'node:assert/strict'
import { test } from 'node:test'
import { conversationContext } from '../../../test/conversation-parts.ts'
import { eventOf } from '../../../test/record-context.ts'
import { toText } from '../../reply/text.ts'
import type { Args } from '../command.ts'
import { abonneer, type OwnSubscription } from './abonneer.ts'

type Case = {
  readonly before?: OwnSubscription
  readonly place?: 'room' | 'direct'
  readonly barred?: readonly string[]
}

const rooms = (own: OwnSubscription) =>
  ['Zorgteam Groene Uil', 'Zorgteam Blauwe Reiger'].map((name, at) => ({
    ...own,
    patient: `Patient/p${at}`,
    name,
    href: `https://matrix.to/#/!r${at}?via=zorg.example`,
  }))

const ask = async (
  line: string,
  { before, place = 'room', barred = [] }: Case = {},
  over: Partial<Args> = {},
) => {
  const { context } = conversationContext()
  const saved: unknown[] = []
  const outcome = await abonneer.run(
    {
      ...context,
      place,
      mayRead: (command) => !barred.includes(command),
      subscriptions: {
        digest: '07:30',
        of: async () => before,
        all: async () => (before === undefined ? [] : rooms(before)),
        save: async (_userId, patient, wanted) => void saved.push([patient, wanted]),
        drop: async (userId, patient) => {
          saved.push(['drop', userId, patient])
          return before !== undefined
        },
        nameOf: async () => 'Zorgteam Blauwe Reiger',
      },
    },
    { words: line.split(' ').filter((word) => word !== ''), options: {}, text: '', ...over },
  )
  assert.ok(outcome.kind === 'answer' || outcome.kind === 'misused')
  eventOf(outcome.document)
  return { outcome, saved, text: toText(outcome.document) }
}

const where =
  'In uw directe gesprek met mij, zonder inhoud: alleen wat voor soort en welke opdracht u typt. Van wat u zelf doet, krijgt u geen bericht.\nStoppen kan met !abonneer uit.'

const night = { from: 22, to: 7 }
const lab: OwnSubscription = { kinds: ['lab'], daily: false, quiet: undefined }

test('what somebody is told of from now on is said in full', async () => {
  const { saved, text } = await ask('lab en taken dagelijks stil 22-07')
  assert.equal(
    text,
    `U krijgt bericht over Zorgteam Blauwe Reiger: labuitslagen, taken.
Wanneer: eens per dag, om 07:30 uur.
Stil: van 22:00 tot 07:00 uur. Wat dan komt, hoort u na 07:00 uur.

${where}`,
  )
  assert.deepEqual(saved, [['Patient/p1', { kinds: ['lab', 'taak'], daily: true, quiet: night }]])
})

const typed: readonly (readonly [string, OwnSubscription | undefined, OwnSubscription])[] = [
  ['medicatie', undefined, { kinds: ['medicatie'], daily: false, quiet: undefined }],
  ['alles lab', undefined, { kinds: ['alles'], daily: false, quiet: undefined }],
  ['uitslagen, taken', undefined, { kinds: ['lab', 'taak'], daily: false, quiet: undefined }],
  ['stil van 22:00 tot 7', lab, { ...lab, quiet: night }],
  ['stil 22u-7u', lab, { ...lab, quiet: night }],
  ['stil 22–07', lab, { ...lab, quiet: night }],
  ['stil uit', { ...lab, quiet: night }, lab],
  ['dagelijks', { ...lab, quiet: night }, { ...lab, daily: true, quiet: night }],
  ['direct', { ...lab, daily: true }, lab],
  ['stil 12-24', lab, { ...lab, quiet: { from: 12, to: 0 } }],
]

for (const [line, before, wanted] of typed)
  test(`"${line}" is kept as it was meant, and what was not typed stays`, async () => {
    const { saved } = await ask(line, before === undefined ? {} : { before })
    assert.deepEqual(saved, [['Patient/p1', wanted]])
  })

test('without words it is told what somebody has, and nothing changes', async () => {
  const { saved, text } = await ask('', { before: lab })
  assert.match(text, /^U krijgt bericht over Zorgteam Blauwe Reiger: labuitslagen\.\n/u)
  assert.deepEqual(saved, [])
  assert.equal(
    (await ask('')).text,
    'U krijgt geen bericht over Zorgteam Blauwe Reiger. Kies wat u wilt weten, bijvoorbeeld:\n!abonneer lab\n!abonneer alles dagelijks\n!abonneer medicatie taken stil 22-07',
  )
})

test('it ends where it was typed', async () => {
  const { saved, text } = await ask('uit', { before: lab })
  assert.equal(text, 'U krijgt geen bericht meer over Zorgteam Blauwe Reiger.')
  assert.deepEqual(saved, [['drop', '@jansen:zorg.example', 'Patient/p1']])
  assert.equal((await ask('uit')).text, 'U kreeg geen bericht over Zorgteam Blauwe Reiger.')
})

test('in the direct message all of it is shown by room, and can be ended', async () => {
  const before = { ...lab, daily: true, quiet: night }
  assert.equal(
    (await ask('', { before, place: 'direct' })).text,
    `U krijgt bericht over

• Zorgteam Groene Uil – labuitslagen, dagelijks, stil 22:00–07:00
• Zorgteam Blauwe Reiger – labuitslagen, dagelijks, stil 22:00–07:00

Stoppen kan met !abonneer uit.`,
  )
  const { saved, text } = await ask('uit', { before, place: 'direct' })
  assert.equal(text, 'U krijgt nergens meer bericht over (2 ruimtes).')
  assert.equal(saved.length, 2)
  assert.equal(
    (await ask('', { place: 'direct' })).text,
    'U krijgt nergens bericht over. Typ de opdracht in de ruimte van een cliënt.',
  )
})

const examples = '!abonneer lab\n!abonneer alles dagelijks\n!abonneer medicatie taken stil 22-07'

const refused: readonly (readonly [string, string, Case, string])[] = [
  [
    'a strange word',
    'lab <b>alles</b>',
    {},
    `Niet uitgevoerd: “<b>alles</b>” begrijp ik hier niet. Typ bijvoorbeeld:\n${examples}`,
  ],
  [
    'half hours',
    'lab stil 22:30-07',
    {},
    'Niet uitgevoerd: “22:30-07” zijn geen hele uren. Typ bijvoorbeeld stil 22-07.',
  ],
  [
    'hours no day has',
    'lab stil 25-07',
    {},
    'Niet uitgevoerd: “25-07” zijn geen hele uren. Typ bijvoorbeeld stil 22-07.',
  ],
  [
    'quiet hours without an end',
    'lab stil 22',
    {},
    'Niet uitgevoerd: “22” zijn geen hele uren. Typ bijvoorbeeld stil 22-07.',
  ],
  [
    'the same hour twice',
    'lab stil 7-07',
    {},
    'Niet uitgevoerd: “7-07” zijn geen hele uren. Typ bijvoorbeeld stil 22-07.',
  ],
  ['both ends', 'lab uit', {}, 'Niet uitgevoerd: kies óf uit, óf wat u wilt weten.'],
  [
    'a time without a kind',
    'dagelijks',
    {},
    `U krijgt geen bericht over Zorgteam Blauwe Reiger. Kies wat u wilt weten, bijvoorbeeld:\n${examples}`,
  ],
  [
    'what somebody may not see',
    'lab medicatie',
    { barred: ['lab'] },
    'Niet uitgevoerd: u heeft geen rechten om dit te zien: labuitslagen.',
  ],
  [
    'kinds in the direct message',
    'lab',
    { place: 'direct' },
    'Typ dit in de ruimte van de cliënt. Hier kunt u zien wat u heeft, of alles stoppen met !abonneer uit.',
  ],
]

for (const [name, line, at, sentence] of refused)
  test(`refused with a reason: ${name}`, async () => {
    const { outcome, saved, text } = await ask(line, at)
    assert.equal(outcome.kind, 'misused')
    assert.equal(text, sentence)
    assert.deepEqual(saved, [])
  })

test('10 kB of words is one strange word in the answer, cut', async () => {
  const { outcome } = await ask('x'.repeat(10_000))
  assert.equal(outcome.kind, 'misused')
})
