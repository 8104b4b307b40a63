import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { CareTeam } from '@medplum/fhirtypes'
import { recordOver } from '../../../test/clinical-case.ts'
import { roomOf } from '../../../test/conversation-parts.ts'
import { listed, peopleContext } from '../../../test/people-parts.ts'
import { eventOf } from '../../../test/record-context.ts'
import { isTeamDraft, withoutPerson, withPerson } from '../../fhir/team/draft.ts'
import { createValidator } from '../../fhir/validation/validate.ts'
import { toText } from '../../reply/text.ts'
import type { Args, Outcome } from '../command.ts'
import { nodiguit } from './nodiguit.ts'

const until = new Date('2026-01-12T08:41:00Z')

const teamOf = (id: string, over: Partial<CareTeam> = {}): CareTeam => ({
  resourceType: 'CareTeam',
  id,
  meta: { versionId: '7' },
  status: 'active',
  name: 'Thuiszorgteam',
  subject: { reference: 'Patient/p1' },
  participant: [{ member: { reference: 'PractitionerRole/jansen' } }],
  ...over,
})

type Case = Parameters<typeof peopleContext>[0] & { readonly teams?: readonly CareTeam[] }

const people = [
  listed('vis', 'Wim Vis'),
  listed('visser', 'Vera Visser', {
    functions: ['Longarts'],
    absence: { end: '2026-01-20', text: undefined },
  }),
  listed('stil', 'Sjaak Stil', { userIds: [] }),
  listed('dicht', 'Dirk Dicht', { userIds: ['@dicht:closed.example'] }),
  listed('pulver', 'P. van Pulver'),
]

const contextOf = ({ teams = [teamOf('1')], ...at }: Case = {}) => {
  const { context, seen } = peopleContext({ people, ...at })
  return { context: { ...context, record: recordOver({ records: teams }) }, seen }
}

const documentOf = (outcome: Outcome) =>
  outcome.kind === 'confirm' ? outcome.preview('4821', until) : outcome.document

const ask = async (line: string, at: Case = {}, over: Partial<Args> = {}) => {
  const { context } = contextOf(at)
  const words = line.split(' ').filter((word) => word !== '')
  const outcome = await nodiguit.run(context, { words, options: {}, text: '', ...over })
  eventOf(documentOf(outcome))
  return { outcome, text: toText(documentOf(outcome)) }
}

const draftIn = (outcome: Outcome) => {
  assert.ok(outcome.kind === 'confirm')
  const draft: unknown = JSON.parse(JSON.stringify(outcome.draft))
  assert.ok(isTeamDraft(draft))
  return draft
}

test('who is meant, with account and role, is shown with what it means before anything is written', async () => {
  const { outcome, text } = await ask('Vera Visser als waarnemend longarts')
  assert.equal(
    text,
    `Bevestig uitnodiging – nog NIET vastgelegd
Cliënt: J.V. (v), geboren in 1941

• Wie: Vera Visser, Longarts, Praktijk De Linde (Zonnedorp)
• Account: @visser:zorg.example
• Als: waarnemend longarts
• Zorgteam: Thuiszorgteam

Wie erbij komt, leest alles wat vanaf de uitnodiging in de ruimte van dit zorgteam verschijnt, en mag in het dossier van deze cliënt kijken.
Let op: volgens het adresboek nu afwezig t/m 20-01-2026.

J. Jansen, typ ja 4821 om vast te leggen of nee 4821 om te stoppen. Alleen u kunt bevestigen, tot 09:41.`,
  )
  assert.deepEqual(draftIn(outcome), {
    patient: 'Patient/p1',
    team: 'CareTeam/1',
    versionId: '7',
    person: 'PractitionerRole/visser',
    name: 'Vera Visser',
    userIds: ['@visser:zorg.example'],
    role: 'waarnemend longarts',
    since: '2026-01-12',
  })
})

test('several who fit are offered by number, and each goes on with the role that was typed', async () => {
  const { outcome, text } = await ask('vis als waarnemer')
  assert.equal(
    text,
    `“vis”: wie bedoelt u?

1. Wim Vis, Huisarts, Praktijk De Linde (Zonnedorp)
2. Vera Visser, Longarts, Praktijk De Linde (Zonnedorp)

Typ een nummer van 1 tot en met 2.`,
  )
  assert.ok(outcome.kind === 'choose')
  const [first] = outcome.choices
  assert.ok(first !== undefined)
  const { context } = contextOf()
  const draft = draftIn(await nodiguit.run(context, first))
  assert.deepEqual([draft.person, draft.role], ['PractitionerRole/vis', 'waarnemer'])
})

test('an account, a number or a mention names one person', async () => {
  for (const line of ['@vis:zorg.example', 'UZI 900000201']) {
    const at = { people: [...people, listed('x900000201', 'Ada Nummer')] }
    const { outcome } = await ask(line, at)
    const expected = line.startsWith('@') ? 'Wim Vis' : 'Ada Nummer'
    assert.equal(draftIn(outcome).name, expected)
  }
  const mentions = [{ userId: '@vis:zorg.example', text: 'Willem' }]
  assert.equal(
    draftIn((await ask('Willem als huisarts', {}, { mentions })).outcome).name,
    'Wim Vis',
  )
})

test('in a conversation the colleague is asked into that too', async () => {
  const { context, seen } = contextOf({ rooms: [roomOf(2, { roomId: '!room' })] })
  const outcome = await nodiguit.run(context, { words: ['Wim', 'Vis'], options: {}, text: '' })
  assert.match(toText(documentOf(outcome)), /Ook voor dit gesprek wordt de collega uitgenodigd\./u)
  const carried = await nodiguit.carryOut?.(context, draftIn(outcome), '$prompt')
  assert.equal(carried?.kind, 'done')
  assert.deepEqual(seen.deeds, [
    ['include', 'CommunicationRequest/c2', ['@vis:zorg.example'], '$prompt'],
  ])
})

test('of several teams the one of the asker is meant, and otherwise it is asked which', async () => {
  const other = teamOf('2', { name: 'Wondteam', participant: [] })
  const mine = await ask('Wim Vis', { teams: [other, teamOf('1')] })
  assert.equal(draftIn(mine.outcome).team, 'CareTeam/1')
  const neither = [other, teamOf('3', { name: 'Palliatief team', participant: [] })]
  const { outcome, text } = await ask('Wim Vis', { teams: neither })
  assert.equal(
    text,
    'Aan welk zorgteam toevoegen?\n\n1. Wondteam\n2. Palliatief team\n\nTyp een nummer van 1 tot en met 2.',
  )
  assert.ok(outcome.kind === 'choose')
  const [, second] = outcome.choices
  assert.ok(second !== undefined)
  const { context } = contextOf({ teams: neither })
  assert.equal(draftIn(await nodiguit.run(context, second)).team, 'CareTeam/3')
})

test('every team is offered, and those that cannot be are counted', async () => {
  const teams = Array.from({ length: 31 }, (_, at) =>
    teamOf(String(at), { name: `Team ${at}`, participant: [] }),
  )
  const { outcome, text } = await ask('Wim Vis', { teams })
  assert.equal(outcome.kind === 'choose' && outcome.choices.length, 30)
  assert.deepEqual(text.split('\n').slice(-5), [
    '30. Team 29',
    '',
    'Er is nog 1 zorgteam van deze cliënt. Staat het goede er niet bij: sluit in het dossier de zorgteams die niet meer lopen, of vraag het uw beheerder.',
    '',
    'Typ een nummer van 1 tot en met 30.',
  ])
})

const here = (how: 'join' | 'invite') =>
  new Map<string, 'join' | 'invite'>([['@pulver:zorg.example', how]])

const refused: readonly (readonly [string, string, Case, string])[] = [
  [
    'nobody named',
    '',
    {},
    'Wie wilt u uitnodigen? Typ de naam, het UZI-nummer of het account, bijvoorbeeld !nodiguit jansen als waarnemend huisarts',
  ],
  ['two letters', 'Jo', {}, 'Typ ten minste 3 letters van de naam. Er is niemand uitgenodigd.'],
  [
    'a number that can be a citizen service number',
    '999990019',
    {},
    'Niet uitgevoerd: dit nummer kan een burgerservicenummer zijn. Noem de naam of het account van uw collega. Is het een burgerservicenummer, verwijder dan uw bericht.',
  ],
  [
    'a number nobody has',
    '900000777',
    {},
    'Dit nummer staat niet in het adresboek. Er is niemand uitgenodigd. Noem de naam.',
  ],
  [
    'a name nobody has',
    'Zonnema',
    {},
    'Niemand met deze naam gevonden in het adresboek. Er is niemand uitgenodigd. Typ de naam anders, of noem het account.',
  ],
  [
    'an account nobody has',
    '@vreemd:elders.example',
    {},
    'Dit account staat bij niemand in het adresboek. Er is niemand uitgenodigd. Vraag de organisatie van uw collega om het account te laten koppelen.',
  ],
  [
    'a relative by name',
    'Marieke',
    {},
    'Dit is de cliënt of een naaste. In deze versie kunnen alleen zorgverleners worden uitgenodigd: in deze ruimte staan antwoorden die niet voor hen bedoeld zijn. Er is niemand uitgenodigd.',
  ],
  [
    'a relative by account',
    '@dochter:zorg.example',
    {},
    'Dit is de cliënt of een naaste. In deze versie kunnen alleen zorgverleners worden uitgenodigd: in deze ruimte staan antwoorden die niet voor hen bedoeld zijn. Er is niemand uitgenodigd.',
  ],
  [
    'somebody without an account',
    'Sjaak Stil',
    {},
    'Niet uitgevoerd: Sjaak Stil heeft geen account in het adresboek en kan dus niet worden uitgenodigd. Vraag de organisatie om het account te laten koppelen.',
  ],
  [
    'somebody of a server that may not take part',
    'Dirk Dicht',
    {},
    'Niet uitgevoerd: Dirk Dicht heeft een account bij een organisatie die niet aan deze ruimtes mag deelnemen. Meld dit aan uw beheerder.',
  ],
  [
    'somebody who is in the room already',
    'van Pulver',
    { present: here('join') },
    'P. van Pulver is al lid van dit zorgteam en zit in deze ruimte.',
  ],
  [
    'somebody who is invited already',
    'van Pulver',
    { present: here('invite') },
    'P. van Pulver is al lid van dit zorgteam en is al uitgenodigd. De uitnodiging staat in de app van P. van Pulver.',
  ],
  [
    'somebody of the team who left the room',
    'van Pulver',
    { present: new Map() },
    'P. van Pulver is al lid van dit zorgteam. Wie zelf is weggegaan, kan een collega in de app opnieuw uitnodigen.',
  ],
  [
    'an asker without the power to invite',
    'Wim Vis',
    { mayInvite: false },
    'Niet uitgevoerd: u mag in deze ruimte niemand uitnodigen. Vraag het een collega met meer rechten.',
  ],
  [
    'a power that cannot be told',
    'Wim Vis',
    { mayInvite: undefined },
    'Niet uitgevoerd: nu niet na te gaan of u hier mag uitnodigen. Er is niemand uitgenodigd. Probeer het later opnieuw.',
  ],
  [
    'no active team',
    'Wim Vis',
    { teams: [teamOf('1', { status: 'inactive' })] },
    'Niet uitgevoerd: er is geen actief zorgteam van deze cliënt gevonden. Er is niemand uitgenodigd.',
  ],
  [
    'an address book that is down',
    'Wim Vis',
    { down: true },
    'Niet uitgevoerd: het adresboek kon niet worden geraadpleegd (geen antwoord (time-out)). Er is niemand uitgenodigd. Probeer het later opnieuw.',
  ],
  [
    'half an address book that gives nobody',
    'Zonnema',
    { half: true },
    'Niet uitgevoerd: het adresboek antwoordde niet volledig en gaf niemand. Er is niemand uitgenodigd. Probeer het later opnieuw.',
  ],
  [
    'a role that is too long',
    `Wim Vis als ${'x'.repeat(81)}`,
    {},
    'Niet uitgevoerd: de rol is te lang (81 tekens, ten hoogste 80). Er is niemand uitgenodigd.',
  ],
]

for (const [name, line, at, sentence] of refused) {
  test(`refused with a reason: ${name}`, async () => {
    const { outcome, text } = await ask(line, at)
    assert.notEqual(outcome.kind, 'confirm')
    assert.equal(text, sentence)
  })
}

test('of half an address book one match is still asked about, because there may be more', async () => {
  const { outcome, text } = await ask('Wim Vis', { half: true })
  assert.equal(outcome.kind, 'choose')
  assert.match(text, /Let op: het adresboek antwoordde niet volledig\./u)
})

test('a confirmed invitation changes the version of the team that was shown, and names no version', async () => {
  const { context, seen } = contextOf({
    outcome: { kind: 'written', refs: [{ ref: 'CareTeam/1', versionId: '8' }] },
  })
  const outcome = await nodiguit.run(context, { words: ['Wim', 'Vis'], options: {}, text: '' })
  const carried = await nodiguit.carryOut?.(context, draftIn(outcome), '$prompt')
  assert.ok(carried?.kind === 'done')
  assert.equal(
    toText(carried.document),
    'Wim Vis is op 12-01-2026 09:31 aan het zorgteam toegevoegd.\nDe uitnodiging volgt zodra het dossier is nagelezen, meestal binnen een minuut.\nKenmerk: CareTeam/1',
  )
  assert.deepEqual(seen.changes, [['CareTeam', '1', '7']])
  // With a version it would count as read already, and nobody would be invited by it.
  assert.deepEqual(carried.refs, [{ ref: 'CareTeam/1' }])
})

test('the participant is added once and, taken back, has left', async () => {
  const draft = draftIn((await ask('Wim Vis als waarnemer')).outcome)
  const added = withPerson(draft, '$prompt')(teamOf('1'))
  assert.deepEqual(await createValidator().validate(added), [])
  assert.deepEqual(added.participant?.[1], {
    id: added.participant?.[1]?.id,
    role: [{ text: 'waarnemer' }],
    member: { reference: 'PractitionerRole/vis', type: 'PractitionerRole' },
    period: { start: '2026-01-12' },
  })
  assert.deepEqual(withPerson(draft, '$prompt')(added), added)
  const ended = withoutPerson('$prompt', '2026-01-12T09:33:00+01:00')(added)
  assert.deepEqual(
    ended.participant?.map(({ period }) => period),
    [undefined, { start: '2026-01-12', end: '2026-01-12T09:33:00+01:00' }],
  )
  assert.deepEqual(await createValidator().validate(ended), [])
})

test('a draft of another patient or another shape changes nothing', async () => {
  const { context, seen } = contextOf()
  const draft = draftIn((await ask('Wim Vis')).outcome)
  for (const wrong of [
    { ...draft, patient: 'Patient/p2' },
    { ...draft, person: 'RelatedPerson/1' },
    { ...draft, team: 'CareTeam/1/2' },
    undefined,
  ]) {
    const carried = await nodiguit.carryOut?.(context, wrong, '$prompt')
    assert.ok(carried?.kind === 'failed')
    assert.equal(carried.code, 'changed')
  }
  assert.deepEqual([seen.changes, seen.deeds], [[], []])
})

test('an invitation that cannot be taken back is never said not to be in the record', async () => {
  const failures = [
    [{ kind: 'failed', code: 'timeout' }, 'NIET teruggedraaid: geen antwoord (time-out).'],
    [{ kind: 'unknown', code: 'timeout' }, 'Onbekend of dit is teruggedraaid.'],
  ] as const
  for (const [outcome, sentence] of failures) {
    const { context } = contextOf({ outcome })
    const carried = await nodiguit.undo?.(context, [{ ref: 'CareTeam/1' }], '$prompt')
    assert.ok(carried?.kind === 'failed')
    assert.equal(toText(carried.document), sentence)
  }
})

test('who may not invite any more when it is confirmed adds nobody', async () => {
  const draft = draftIn((await ask('Wim Vis')).outcome)
  for (const [may, code] of [
    [false, 'no-power'],
    [undefined, 'power-unknown'],
  ] as const) {
    const { context, seen } = contextOf()
    const carried = await nodiguit.carryOut?.(
      { ...context, mayInvite: async () => may },
      draft,
      '$prompt',
    )
    assert.ok(carried?.kind === 'failed')
    assert.equal(carried.code, code)
    assert.deepEqual([seen.changes, seen.deeds], [[], []])
  }
})
