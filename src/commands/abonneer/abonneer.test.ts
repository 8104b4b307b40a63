import assert from 'node:assert/strict'
import { test } from 'node:test'
import { conversationContext } from '../../../test/conversation-parts.ts'
import { eventOf } from '../../../test/record-context.ts'
import { toText } from '../../reply/text.ts'
import type { Args, Carried } from '../command.ts'
import { abonneer } from './abonneer.ts'
import type { OwnSubscription } from './words.ts'

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

const open = ({ before, place = 'room', barred = [] }: Case = {}) => {
  const { context } = conversationContext()
  const saved: unknown[] = []
  return {
    saved,
    context: {
      ...context,
      place,
      mayRead: (command: string) => !barred.includes(command),
      subscriptions: {
        digest: '07:30',
        of: async () => before,
        all: async () => (before === undefined ? [] : rooms(before)),
        save: async (_userId: string, patient: string, wanted: OwnSubscription) =>
          void saved.push([patient, wanted]),
        drop: async (userId: string, patient: string) => {
          saved.push(['drop', userId, patient])
          return before !== undefined
        },
        nameOf: async () => 'Zorgteam Blauwe Reiger',
      },
    },
  }
}

const ask = async (line: string, at: Case = {}, over: Partial<Args> = {}) => {
  const { context, saved } = open(at)
  const outcome = await abonneer.run(context, {
    words: line.split(' ').filter((word) => word !== ''),
    options: {},
    text: '',
    ...over,
  })
  assert.ok(outcome.kind === 'answer' || outcome.kind === 'misused' || outcome.kind === 'confirm')
  const document =
    outcome.kind === 'confirm'
      ? outcome.preview('4821', new Date(context.now.getTime() + 600_000))
      : outcome.document
  eventOf(document)
  return { outcome, saved, text: toText(document), context }
}

/** What is asked, confirmed. */
const confirm = async (line: string, at: Case = {}, promptId = '$prompt') => {
  const { outcome, saved, context } = await ask(line, at)
  assert.ok(outcome.kind === 'confirm')
  assert.deepEqual(saved, [])
  const draft: unknown = JSON.parse(JSON.stringify(outcome.draft))
  const carryOut = async () => {
    const carried = await abonneer.carryOut?.(context, draft, promptId)
    assert.ok(carried)
    eventOf(carried.document)
    return carried
  }
  return { carried: await carryOut(), again: carryOut, saved }
}

const where =
  'In uw directe gesprek met mij, zonder inhoud: alleen wat voor soort en welke opdracht u typt. Van wat u zelf doet, krijgt u geen bericht.\nStoppen kan met !abonneer uit.'

const night = { from: 22, to: 7 }
const lab: OwnSubscription = { kinds: ['lab'], daily: false, quiet: undefined }

/** A preview, with what stands between whose record it is and how to confirm it. */
const framed = (...lines: readonly string[]) =>
  [
    'Bevestig abonnement – nog NIET vastgelegd',
    'Cliënt: J.V. (v), geboren in 1941',
    '',
    '• Ruimte: Zorgteam Blauwe Reiger',
    ...lines,
    '',
    'J. Jansen, typ ja 4821 om vast te leggen of nee 4821 om te stoppen. Alleen u kunt bevestigen, tot 09:41.',
  ].join('\n')

const content =
  'In uw directe gesprek met mij, zonder inhoud: alleen wat voor soort en welke opdracht u typt. Van wat u zelf doet, krijgt u geen bericht.'

test('what somebody will be told of is shown in full, and kept once it is confirmed', async () => {
  assert.equal(
    (await ask('lab en taken dagelijks stil 22-07')).text,
    framed(
      '• Bericht over: labuitslagen, taken',
      '• Wanneer: eens per dag, om 07:30 uur.',
      '• Stil: van 22:00 tot 07:00 uur. Wat dan komt, hoort u na 07:00 uur.',
      '',
      content,
    ),
  )
  const { carried, saved } = await confirm('lab en taken dagelijks stil 22-07')
  assert.equal(
    toText(carried.document),
    `U krijgt bericht over Zorgteam Blauwe Reiger: labuitslagen, taken.
Wanneer: eens per dag, om 07:30 uur.
Stil: van 22:00 tot 07:00 uur. Wat dan komt, hoort u na 07:00 uur.
Kenmerk: abonnement-REF

${where}`.replace('abonnement-REF', carried.kind === 'done' ? (carried.writes[0] ?? '') : ''),
  )
  assert.deepEqual(saved, [['Patient/p1', { kinds: ['lab', 'taak'], daily: true, quiet: night }]])
})

const writesOf = (carried: Carried) => (carried.kind === 'done' ? carried.writes : [])

test('the same confirmation has the same reference, and another one another', async () => {
  const first = await confirm('lab')
  const again = await first.again()
  const other = await confirm('lab', {}, '$other')
  assert.match(writesOf(first.carried).join(), /^abonnement-[0-9a-f]{8}$/u)
  assert.deepEqual(writesOf(again), writesOf(first.carried))
  assert.notDeepEqual(writesOf(other.carried), writesOf(first.carried))
})

test('what somebody has now stands beside what it becomes', async () => {
  assert.equal(
    (await ask('medicatie', { before: { ...lab, quiet: night } })).text,
    framed(
      '• Nu: labuitslagen, direct, stil 22:00–07:00',
      '• Bericht over: medicatie',
      '• Wanneer: direct, hooguit één bericht per minuut.',
      '• Stil: van 22:00 tot 07:00 uur. Wat dan komt, hoort u na 07:00 uur.',
      '',
      content,
    ),
  )
})

test('what stands already is shown, and asks for no confirmation', async () => {
  const { outcome, text } = await ask('lab direct', { before: lab })
  assert.equal(outcome.kind, 'answer')
  assert.match(text, /^U krijgt bericht over Zorgteam Blauwe Reiger: labuitslagen\.\n/u)
})

test('a draft of somebody else, of another client, of no kind or of what may not be seen keeps nothing', async () => {
  const { context, saved } = open({ barred: ['lab'] })
  const wanted = { kinds: ['taak'], daily: false }
  const good = { patient: 'Patient/p1', userId: '@jansen:zorg.example', wanted }
  const bad: readonly unknown[] = [
    null,
    { ...good, userId: '@bos:zorg.example' },
    { ...good, patient: 'Patient/p2' },
    { ...good, wanted: { ...wanted, kinds: [] } },
    { ...good, wanted: { ...wanted, kinds: ['dagboek'] } },
    { ...good, wanted: { ...wanted, kinds: ['lab'] } },
    { ...good, wanted: { ...wanted, quiet: { from: 25, to: 7 } } },
    { ...good, wanted: { kinds: ['taak'] } },
  ]
  for (const draft of bad) {
    const carried = await abonneer.carryOut?.(context, draft, '$prompt')
    assert.equal(carried?.kind === 'failed' && carried.code, 'changed')
  }
  assert.deepEqual(saved, [])
  assert.equal((await abonneer.carryOut?.(context, good, '$prompt'))?.kind, 'done')
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
    const { saved } = await confirm(line, before === undefined ? {} : { before })
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

test('it ends where it was typed, once that is confirmed', async () => {
  assert.equal(
    (await ask('uit', { before: lab })).text,
    framed('• Nu: labuitslagen, direct', '• Wordt: geen bericht meer'),
  )
  const { carried, again, saved } = await confirm('uit', { before: lab })
  const said = /^U krijgt geen bericht meer over Zorgteam Blauwe Reiger\.\nKenmerk: abonnement-/u
  assert.match(toText(carried.document), said)
  assert.match(toText((await again()).document), said)
  assert.deepEqual(saved[0], ['drop', '@jansen:zorg.example', 'Patient/p1'])
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
  [
    'quiet without hours',
    'lab stil',
    {},
    'Niet uitgevoerd: na stil horen hele uren, bijvoorbeeld stil 22-07. Geen stille uren meer? Typ stil uit.',
  ],
  [
    'at once and once a day',
    'lab direct dagelijks',
    {},
    'Niet uitgevoerd: kies óf direct, óf dagelijks.',
  ],
  [
    'quiet hours twice',
    'lab stil 22-07 stil 20-06',
    {},
    `Niet uitgevoerd: “stil” begrijp ik hier niet. Typ bijvoorbeeld:\n${examples}`,
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
