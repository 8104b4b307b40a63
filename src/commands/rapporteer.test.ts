import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import {
  carriedWords,
  framed,
  type WritingCase,
  writingCase,
  writingNow,
} from '../../test/writing-case.ts'
import type { ResourceRef } from '../fhir/fhir.ts'
import type { RepliedTo } from './typed/replied-to.ts'

let world: WritingCase
before(async () => {
  world = await writingCase()
})
after(() => world[Symbol.asyncDispose]())

const who = '• Door: Sanne Dijkstra, Verpleegkundige, Thuiszorg De Linde'
const now = '• Tijd: 12-01-2026 09:31'

/** The next command is typed in reply to this. */
const replyingTo = (replied: RepliedTo) => {
  world.context = { ...world.context, repliedTo: async () => replied }
}

const message = (sender: string, body: string, own = false): RepliedTo => ({
  kind: 'message',
  sender,
  own,
  body,
  at: new Date(writingNow.getTime() - 91 * 60_000),
})

const report = async (ref: ResourceRef | undefined) => {
  const found = await world.stored(ref)
  assert.ok(found.resourceType === 'Observation')
  return found
}

test('a report is shown and written word for word, with quotes, dashes and all', async () => {
  replyingTo({ kind: 'none' })
  const line = '!rapporteer Mw. zegt "au" bij --opstaan;  pijn 7/10'
  assert.equal(
    await world.said(line),
    framed('rapportage', who, now, '• Tekst: Mw. zegt "au" bij --opstaan; pijn 7/10'),
  )
  const [ref] = await world.wrote(line)
  const { valueString, code, category, performer, note, effectiveDateTime } = await report(ref)
  assert.equal(valueString, 'Mw. zegt "au" bij --opstaan;  pijn 7/10')
  assert.deepEqual(
    [code.coding?.[0]?.code, category, performer?.[0]?.reference, note, effectiveDateTime],
    [
      '11591000146107',
      undefined,
      'PractitionerRole/demo-role-wijkverpleegkundige',
      undefined,
      '2026-01-12T09:31:00+01:00',
    ],
  )
})

test('a report of several lines keeps its lines', async () => {
  replyingTo({ kind: 'none' })
  const line = '!rapporteer Nacht rustig.\nGegeten:\n- brood\n- yoghurt'
  assert.equal(
    await world.said(line),
    framed(
      'rapportage',
      who,
      now,
      '',
      'Tekst:',
      'Nacht rustig.',
      'Gegeten:',
      '- brood',
      '- yoghurt',
    ),
  )
  const [ref] = await world.wrote(line)
  assert.equal((await report(ref)).valueString, 'Nacht rustig.\nGegeten:\n- brood\n- yoghurt')
})

test('without a text it is asked for, and the next message is the text', async () => {
  replyingTo({ kind: 'none' })
  const { outcome, command } = await world.type('!rapporteer')
  assert.ok(outcome.kind === 'choose')
  assert.equal(
    await world.said('!rapporteer'),
    'Rapportage\nTyp nu de rapportage in één bericht, zonder burgerservicenummer. Of antwoord met !rapporteer op een bericht om dat vast te leggen.',
  )
  const next = await command.run(world.context, { words: [], options: {}, text: 'Slaapt.' })
  assert.equal(next.kind, 'confirm')
})

test("a colleague's message is taken over with its writer and its time in a note", async () => {
  replyingTo(message('@huisarts:zorg.test', 'Temp 38, start paracetamol'))
  assert.equal(
    await world.said('!rapporteer'),
    framed(
      'rapportage',
      who,
      '• Bericht van Pieter Bakker, Huisarts, Huisartsenpraktijk De Brink, geschreven 12-01-2026 08:00',
      '• Tekst: Temp 38, start paracetamol',
    ),
  )
  const [ref] = await world.wrote('!rapporteer')
  const { valueString, performer, note, effectiveDateTime } = await report(ref)
  assert.deepEqual(
    [valueString, performer?.[0]?.reference, effectiveDateTime],
    [
      'Temp 38, start paracetamol',
      'PractitionerRole/demo-role-wijkverpleegkundige',
      '2026-01-12T08:00:00+01:00',
    ],
  )
  assert.deepEqual(note, [
    {
      authorReference: { reference: 'Practitioner/demo-pract-huisarts' },
      time: '2026-01-12T08:00:00+01:00',
      text: 'Overgenomen uit het gesprek van het zorgteam: geschreven door Pieter Bakker, Huisarts, Huisartsenpraktijk De Brink op 12-01-2026 08:00.',
    },
  ])
})

test("one's own message is taken over as one's own, at the time it was written", async () => {
  replyingTo(message('@wijkverpleegkundige:zorg.test', 'Wond ziet er goed uit'))
  assert.equal(
    await world.said('!rapporteer'),
    framed('rapportage', who, '• Tijd: 12-01-2026 08:00', '• Tekst: Wond ziet er goed uit'),
  )
  const [ref] = await world.wrote('!rapporteer')
  assert.equal((await report(ref)).note, undefined)
})

test('who is not in the team is named by the account, never by what is written in Matrix', async () => {
  replyingTo(message('@dochter:elders.test', 'Moeder at vandaag niets'))
  assert.equal(
    await world.said('!rapporteer'),
    framed(
      'rapportage',
      who,
      '• Bericht van @dochter:elders.test, geschreven 12-01-2026 08:00',
      '• Tekst: Moeder at vandaag niets',
    ),
  )
})

test('a text that was typed goes before the message that is replied to, and says so', async () => {
  replyingTo(message('@huisarts:zorg.test', 'iets anders'))
  assert.equal(
    await world.said('!rapporteer Slaapt.'),
    framed(
      'rapportage',
      who,
      now,
      '• Tekst: Slaapt.',
      '',
      'Het bericht waarop u antwoordde wordt niet overgenomen: alleen de tekst die u typte.',
    ),
  )
})

const bsn =
  'Niet uitgevoerd: uw bericht bevat een burgerservicenummer. Het dossier weet al om wie het gaat; typ de opdracht opnieuw zonder dat nummer en verwijder uw bericht.'
const typeIt = 'Er is niets vastgelegd. Typ !rapporteer met de tekst erachter.'

const refused: readonly (readonly [string, string, RepliedTo, string])[] = [
  [
    'an unreadable message',
    '!rapporteer',
    { kind: 'unreadable' },
    `Het bericht waarop u antwoordt heeft geen tekst die ik kan lezen. ${typeIt}`,
  ],
  [
    'an answer of the bot',
    '!rapporteer',
    message('@zorgbot:zorg.test', 'Medicatie', true),
    `Dit is een bericht van mij, geen waarneming van iemand. ${typeIt}`,
  ],
  [
    'a message of nothing that can be seen',
    '!rapporteer',
    message('@huisarts:zorg.test', '\u200B \u202E'),
    `Er staat geen tekst in. ${typeIt}`,
  ],
  [
    'a message with a citizen service number',
    '!rapporteer',
    message('@huisarts:zorg.test', 'bsn 111.222.333'),
    'Het bericht waarop u antwoordt bevat een burgerservicenummer. Er is niets vastgelegd. Typ !rapporteer met de tekst zonder dat nummer.',
  ],
  ['a citizen service number', '!rapporteer mw (111222333) slaapt', { kind: 'none' }, bsn],
  ['one on a later line', '!rapporteer mw\n111 222 333', { kind: 'none' }, bsn],
  [
    'a text of five thousand characters',
    `!rapporteer ${'a'.repeat(5000)}`,
    { kind: 'none' },
    'Niet uitgevoerd: de tekst is te lang (5000 tekens, ten hoogste 2000). Er is niets vastgelegd. Typ de opdracht opnieuw met een kortere tekst.',
  ],
  [
    'a message of ten thousand characters',
    '!rapporteer',
    message('@huisarts:zorg.test', 'b'.repeat(10_000)),
    'Niet uitgevoerd: de tekst is te lang (10000 tekens, ten hoogste 2000). Er is niets vastgelegd. Typ de opdracht opnieuw met een kortere tekst.',
  ],
]

for (const [name, line, replied, sentence] of refused) {
  test(`${name} is refused as a report, and nothing is written`, async () => {
    replyingTo(replied)
    assert.equal((await world.type(line)).outcome.kind, 'misused')
    assert.equal(await world.said(line), sentence)
  })
}

test('hostile text is written as it is, and shown as text', async () => {
  replyingTo({ kind: 'none' })
  const text = '<script>alert(1)</script> <b>@room</b>'
  const [ref] = await world.wrote(`!rapporteer ${text}`)
  assert.equal((await report(ref)).valueString, text)
  assert.match(await world.said(`!rapporteer ${text}`), /<b>@ room<\/b>/u)
})

test('it is told with a reference, written once, and can be taken back', async () => {
  replyingTo({ kind: 'none' })
  const first = await world.confirm('!rapporteer Rustig.', '$once')
  const again = await world.confirm('!rapporteer Rustig.', '$once')
  assert.equal(
    carriedWords(first),
    'Rapportage vastgelegd 12-01-2026 09:31.\nKenmerk: Observation/…',
  )
  assert.ok(first.kind === 'done' && again.kind === 'done')
  assert.deepEqual(again.writes, first.writes)
  const { command } = await world.type('!rapporteer x')
  const back = await command.undo?.(world.context, first.refs, '$once')
  assert.equal(back?.kind, 'done')
  assert.equal((await report(first.refs[0])).status, 'entered-in-error')
})

test('an account that two people of the team claim names neither of them', async () => {
  const { careTeams } = world.context
  const sourced = await careTeams.team(world.context.patient, world.context.signal)
  const [first] = sourced.value.members.filter(({ name }) => name === 'Pieter Bakker')
  assert.ok(first !== undefined)
  const second = {
    ...first,
    ref: 'PractitionerRole/other',
    practitioner: 'Practitioner/other',
    name: 'Iemand Anders',
  }
  const value = { ...sourced.value, members: [...sourced.value.members, second] }
  const kept = world.context
  world.context = {
    ...kept,
    careTeams: {
      ...careTeams,
      team: async () => ({ ...sourced, value }),
      patientLine: (patient, signal) => careTeams.patientLine(patient, signal),
    },
  }
  replyingTo(message('@huisarts:zorg.test', 'Temp 38'))
  const said = await world.said('!rapporteer')
  const [ref] = await world.wrote('!rapporteer')
  world.context = kept
  assert.equal(
    said,
    framed(
      'rapportage',
      who,
      '• Bericht van @huisarts:zorg.test, geschreven 12-01-2026 08:00',
      '• Tekst: Temp 38',
    ),
  )
  assert.equal((await report(ref)).note?.[0]?.authorReference, undefined)
})
