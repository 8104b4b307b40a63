import assert from 'node:assert/strict'
import { test } from 'node:test'
import { conversationContext, requestOf, roomOf } from '../../test/conversation-parts.ts'
import { eventOf } from '../../test/record-context.ts'
import { toHtml } from '../reply/html.ts'
import { toText } from '../reply/text.ts'
import { archiveer } from './archiveer.ts'
import type { Outcome } from './command.ts'
import { gesprekken } from './gesprekken.ts'
import { heropen } from './heropen.ts'

const until = new Date('2026-01-12T08:41:00Z')
const typed = (...words: readonly string[]) => ({ words, options: {}, text: '' })

const documentOf = (outcome: Outcome) =>
  outcome.kind === 'confirm' ? outcome.preview('4821', until) : outcome.document

const textOf = (outcome: Outcome) => {
  eventOf(documentOf(outcome))
  return toText(documentOf(outcome))
}

const present = new Map<string, 'join' | 'invite'>([
  ['@zorgbot:zorg.example', 'join'],
  ['@jansen:zorg.example', 'join'],
  ['@bos:zorg.example', 'invite'],
  ['@vreemd:elders.example', 'join'],
])

const records = [
  requestOf('c1', 'Ontslag', { status: 'completed', authoredOn: '2026-01-02' }),
  requestOf('c2', 'Wondzorg'),
  requestOf('c3', '', {
    reasonCode: [],
    payload: [{ contentString: 'lang '.repeat(12) }],
    authoredOn: '2026-01-11',
    recipient: [{ reference: 'PractitionerRole/pulver' }, { reference: 'PractitionerRole/elders' }],
  }),
  requestOf('fout', 'Vergissing', { status: 'entered-in-error' }),
  requestOf('oud', 'Oud', { status: 'unknown', authoredOn: '2025' }),
]

test('conversations are told with subject, room, how they stand and who is in the room, the open ones first', async () => {
  const { context } = conversationContext({
    requests: records,
    rooms: [roomOf(1), roomOf(2), roomOf(9)],
    present,
  })
  const outcome = await gesprekken.run(context, typed())
  assert.equal(
    textOf(outcome),
    `Gesprekken – peildatum 12-01-2026 09:31 – bronnen: Apotheek ✓
Cliënt: J.V. (v), geboren in 1941

Lopend (3)

• lang lang lang lang lang lang lang lang lang lang … – geen ruimte hier – lopend – sinds 11-01-2026 – bedoeld voor: P. van Pulver, onbekende verwijzing
• Wondzorg – Gesprek 2 · Zorgteam Blauwe Reiger – lopend – sinds 10-01-2026 10:00 – in de ruimte: J. Jansen, B. Bos (uitgenodigd), 1 onbekende
• Oud – geen ruimte hier – status onbekend – sinds 2025

Afgesloten (1)

• Ontslag – Gesprek 1 · Zorgteam Blauwe Reiger – gearchiveerd – ⚠\u00A0de ruimte is open – sinds 02-01-2026 – in de ruimte: J. Jansen, B. Bos (uitgenodigd), 1 onbekende

Ruimtes waarvan het gesprek niet in het dossier gevonden is:
Gesprek 9 · Zorgteam Blauwe Reiger

1 gesprek is als foutief gemarkeerd en niet getoond.

Opgehaald voor J. Jansen. Niet bewaren als dossier.`,
  )
  assert.ok(
    toHtml(documentOf(outcome)).includes('<a href="https://matrix.to/#/!talk2?via=zorg.example">'),
  )
  assert.ok(outcome.kind === 'answer')
  assert.deepEqual(outcome.reads, ['CommunicationRequest 5', 'CareTeam', 'Patient'])
})

test('nothing found says where and when it was looked for, and how to begin', async () => {
  const { context } = conversationContext()
  assert.equal(
    textOf(await gesprekken.run(context, typed())),
    `Gesprekken – peildatum 12-01-2026 09:31 – bronnen: Apotheek ✓
Cliënt: J.V. (v), geboren in 1941

Geen gesprekken gevonden in Apotheek (peildatum 12-01-2026 09:31). Een gesprek beginnen: !gesprek wondzorg linkerbeen met huisarts

Opgehaald voor J. Jansen. Niet bewaren als dossier.`,
  )
})

test('a strange word is answered with what can be typed', async () => {
  const { context } = conversationContext()
  const outcome = await gesprekken.run(context, typed('<b>', 'alles'))
  assert.equal(outcome.kind, 'misused')
  assert.equal(
    textOf(outcome),
    'Ik begrijp “<b>” hier niet. Typ een van:\n!gesprekken\n!gesprekken alles',
  )
})

const open = [roomOf(2), roomOf(3)]
const requests = [requestOf('c2', 'Wondzorg'), requestOf('c3', 'Ontslag')]

test('in its own room a conversation is archived without a number, after a preview', async () => {
  const { context, seen } = conversationContext({ requests, rooms: open })
  const outcome = await archiveer.run({ ...context, roomId: '!talk3' }, typed())
  assert.equal(
    textOf(outcome),
    `Bevestig archivering – nog NIET vastgelegd
Cliënt: J.V. (v), geboren in 1941

• Ruimte: Gesprek 3 · Zorgteam Blauwe Reiger
• Onderwerp: Ontslag

Daarna kan niemand in de ruimte schrijven. Lezen blijft kunnen.

J. Jansen, typ ja 4821 om vast te leggen of nee 4821 om te stoppen. Alleen u kunt bevestigen, tot 09:41.`,
  )
  assert.ok(outcome.kind === 'confirm')
  const carried = await archiveer.carryOut?.(context, outcome.draft, '$prompt')
  assert.ok(carried?.kind === 'done')
  assert.equal(
    toText(carried.document),
    'Gesprek gearchiveerd 12-01-2026 09:31: Gesprek 3 · Zorgteam Blauwe Reiger.\nKenmerk: CommunicationRequest/12',
  )
  assert.deepEqual(seen.changes, [['CommunicationRequest', 'c3', '3']])
  assert.deepEqual(seen.deeds, [['CommunicationRequest/c3', true, '$prompt']])
})

test('elsewhere it is asked which conversation is meant, and a number tells', async () => {
  const { context } = conversationContext({ requests, rooms: open })
  const outcome = await archiveer.run(context, typed())
  assert.equal(
    textOf(outcome),
    `Welk gesprek archiveren?

1. Gesprek 2 · Zorgteam Blauwe Reiger
2. Gesprek 3 · Zorgteam Blauwe Reiger

Typ een nummer van 1 tot en met 2.`,
  )
  assert.ok(outcome.kind === 'choose')
  assert.deepEqual(outcome.choices, [typed('2'), typed('3')])
  const chosen = await archiveer.run(context, typed('2'))
  assert.match(textOf(chosen), /Onderwerp: Wondzorg/u)
})

test('of more than nine conversations those that are not offered are counted, with the way to them', async () => {
  const rooms = Array.from({ length: 11 }, (_, at) => roomOf(at + 1))
  const { context } = conversationContext({ requests, rooms })
  const outcome = await archiveer.run(context, typed())
  assert.deepEqual(textOf(outcome).split('\n').slice(-5), [
    '9. Gesprek 9 · Zorgteam Blauwe Reiger',
    '',
    'Er zijn nog 2 gesprekken. Typ !gesprekken voor alle nummers, en daarna deze opdracht met het nummer erachter.',
    '',
    'Typ een nummer van 1 tot en met 9.',
  ])
})

test('an archived conversation is opened again, from another room', async () => {
  const { context, seen } = conversationContext({
    requests,
    rooms: [roomOf(2, { archived: true }), roomOf(3)],
  })
  const outcome = await heropen.run(context, typed())
  assert.match(textOf(outcome), /^Bevestig heropening – nog NIET vastgelegd/u)
  assert.ok(outcome.kind === 'confirm')
  const carried = await heropen.carryOut?.(context, outcome.draft, '$prompt')
  assert.ok(carried?.kind === 'done')
  assert.equal(
    toText(carried.document),
    'Gesprek heropend 12-01-2026 09:31: Gesprek 2 · Zorgteam Blauwe Reiger.\nKenmerk: CommunicationRequest/12',
  )
  assert.deepEqual(seen.deeds, [['CommunicationRequest/c2', false, '$prompt']])
})

const refused: readonly (readonly [string, 'archiveer' | 'heropen', readonly string[], string])[] =
  [
    [
      'a number that no conversation has',
      'archiveer',
      ['9'],
      'Er is over deze cliënt geen gesprek met nummer “9”. Typ !gesprekken voor de lijst.',
    ],
    [
      'words',
      'archiveer',
      ['alles', '<i>weg</i>'],
      'Er is over deze cliënt geen gesprek met nummer “alles <i>weg</i>”. Typ !gesprekken voor de lijst.',
    ],
    [
      'a conversation that is archived already',
      'archiveer',
      ['4'],
      'Gesprek 4 · Zorgteam Blauwe Reiger is al gearchiveerd.',
    ],
    [
      'a conversation that is open already',
      'heropen',
      ['gesprek 2'],
      'Gesprek 2 · Zorgteam Blauwe Reiger is al open.',
    ],
  ]

for (const [name, word, words, sentence] of refused) {
  test(`${word} refuses with a reason: ${name}`, async () => {
    const rooms = [...open, roomOf(4, { archived: true })]
    const { context } = conversationContext({ requests, rooms })
    const outcome = await (word === 'archiveer' ? archiveer : heropen).run(context, typed(...words))
    assert.equal(outcome.kind, 'misused')
    assert.equal(textOf(outcome), sentence)
  })
}

test('where there is nothing to archive or to open, that is said', async () => {
  const { context } = conversationContext()
  assert.equal(
    textOf(await archiveer.run(context, typed())),
    'Er is geen lopend gesprek over deze cliënt.',
  )
  assert.equal(
    textOf(await heropen.run(context, typed())),
    'Er is geen gearchiveerd gesprek over deze cliënt.',
  )
})

test('a conversation that changed meanwhile stays as it is, and so does its room', async () => {
  const { context, seen } = conversationContext({ requests, rooms: [roomOf(2)] })
  const outcome = await archiveer.run(context, typed('2'))
  assert.ok(outcome.kind === 'confirm')
  const stale = {
    ...context,
    writer: { ...context.writer, change: () => Promise.resolve({ kind: 'stale' as const }) },
  }
  const carried = await archiveer.carryOut?.(stale, outcome.draft, '$prompt')
  assert.ok(carried?.kind === 'failed')
  assert.equal(
    toText(carried.document),
    'NIET vastgelegd: het dossier is intussen gewijzigd. Vraag de gegevens opnieuw op en typ de opdracht opnieuw.',
  )
  assert.deepEqual(seen.deeds, [])
})

test('a conversation the record does not hold any more is not changed', async () => {
  const { context } = conversationContext({ rooms: [roomOf(2)] })
  const outcome = await archiveer.run(context, typed('2'))
  assert.equal(
    textOf(outcome),
    'Niet uitgevoerd: dit gesprek staat niet (meer) in het dossier. Meld dit aan uw beheerder.',
  )
})
