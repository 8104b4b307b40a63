import assert from 'node:assert/strict'
import { test } from 'node:test'
import { careTeamsOf, doctor, followOf, member } from '../../../test/referral-parts.ts'
import {
  colleague,
  memoryWriter,
  taskContext,
  typedArgs,
  wordsOf,
} from '../../../test/task-parts.ts'
import { FhirError } from '../../fhir/fhir.ts'
import { toText } from '../../reply/text.ts'
import type { Args, Context } from '../command.ts'
import { type TaakPorts, taak } from './taak.ts'

const run = (line: string, over: Partial<Context<TaakPorts>> = {}, args: Partial<Args> = {}) =>
  taak.run(taskContext(over), typedArgs(line, args))

const draftOf = async (line: string, over?: Partial<Context<TaakPorts>>, args?: Partial<Args>) => {
  const outcome = await run(line, over, args)
  assert.ok(outcome.kind === 'confirm', wordsOf(outcome))
  return JSON.parse(JSON.stringify(outcome.draft))
}

test('a task is shown whole before it is sent', async () => {
  const outcome = await run('@bakker:vvt.test dagelijks wegen voor 03-09-2026')
  assert.equal(
    wordsOf(await run('@bakker:vvt.test: dagelijks wegen voor 03-09-2026')),
    wordsOf(outcome),
  )
  assert.equal(
    wordsOf(outcome),
    `Bevestig taak – nog NIET verstuurd
Cliënt: J.J. (v), geboren in 1948

• Van: A. de Vries, Wijkverpleegkundige, Thuiszorg Om en Bij
• Voor: B. Bakker, Wijkverpleegkundige, Thuiszorg Om en Bij
• Wat: dagelijks wegen
• Uiterlijk: 03-09-2026
• Prioriteit: gewoon

A. de Vries, typ ja 4821 om te versturen of nee 4821 om te stoppen. Alleen u kunt bevestigen, tot 14:20.`,
  )
  assert.ok(outcome.kind === 'confirm')
  assert.deepEqual(JSON.parse(JSON.stringify(outcome.draft)), {
    act: 'create',
    kind: 'task',
    patient: 'Patient/123',
    requester: 'PractitionerRole/789',
    owner: { ref: 'PractitionerRole/90', name: 'B. Bakker', userIds: ['@bakker:vvt.test'] },
    text: 'dagelijks wegen',
    priority: 'routine',
    due: '2026-09-03',
    authoredOn: '2026-08-22T14:10:00+02:00',
  })
})

test('an urgent task says who is called, and to telephone too', async () => {
  assert.equal(
    wordsOf(await run('huisarts bloeddruk nakijken spoed')),
    `Bevestig taak – nog NIET verstuurd
Cliënt: J.J. (v), geboren in 1948

• Van: A. de Vries, Wijkverpleegkundige, Thuiszorg Om en Bij
• Voor: P. van Pulver, Huisarts, Huisartsenpraktijk De Linde
• Wat: bloeddruk nakijken
• Uiterlijk: niet opgegeven
• Prioriteit: SPOED

P. van Pulver krijgt hier een oproep zonder cliëntgegevens, na 10 minuten zonder antwoord nog één keer, en daarna wordt een ander opgeroepen.
Bel bij spoed ook: een ontvanger leest dit mogelijk niet meteen.

A. de Vries, typ ja 4821 om te versturen of nee 4821 om te stoppen. Alleen u kunt bevestigen, tot 14:20.`,
  )
})

const whoCases: readonly (readonly [string, string, Partial<Args>])[] = [
  ['an account', '@pulver:huisarts.test bel even', {}],
  ['the local part after an at sign', '@pulver bel even', {}],
  ['a last name', 'Pulver bel even', {}],
  ['the beginning of a name after an at sign', '@pulv bel even', {}],
  ['initials and the beginning of a name after an at sign', '@p. van Pulver bel even', {}],
  ['a whole name', 'P. van Pulver, bel even', {}],
  ['a kind of care', 'huisarts bel even', {}],
  [
    'a link of Element X',
    '[P. van Pulver](https://matrix.to/#/@pulver:huisarts.test) bel even',
    {},
  ],
  ['an encoded link', '[x](https://matrix.to/#/%40pulver%3Ahuisarts.test): bel even', {}],
  [
    'a pill, whose name only stands in the text',
    'Dokter Pulver bel even',
    { mentions: [{ userId: '@pulver:huisarts.test', text: 'Dokter Pulver' }] },
  ],
]

for (const [how, line, args] of whoCases)
  test(`a colleague can be named by ${how}`, async () => {
    const draft = await draftOf(line, {}, args)
    assert.deepEqual([draft.owner.ref, draft.text], ['PractitionerRole/55', 'bel even'])
  })

test('whoever has a function can be asked, without naming anybody', async () => {
  const outcome = await run('rol:wijkverpleging avondronde overnemen')
  assert.match(
    wordsOf(outcome),
    /• Voor: wie er is met de functie Wijkverpleging, niemand in het bijzonder/,
  )
  const draft = await draftOf('@rol:wijkverpleging avondronde overnemen')
  assert.deepEqual(
    [draft.owner, draft.performerType, draft.text],
    [undefined, 'Wijkverpleging', 'avondronde overnemen'],
  )
})

test('a beginning of a name is a word of the text unless it is marked, and one that fits two is asked back', async () => {
  const careTeams = careTeamsOf(member(), doctor, colleague, {
    ...colleague,
    ref: 'PractitionerRole/92',
    name: 'D. de Bakkers',
  })
  assert.equal((await run('bak het brood', { careTeams })).kind, 'choose')
  assert.equal(
    wordsOf(await run('@bak de wond verzorgen', { careTeams })),
    `Voor wie is deze taak?

1. B. Bakker, Wijkverpleegkundige, Thuiszorg Om en Bij
2. D. de Bakkers, Wijkverpleegkundige, Thuiszorg Om en Bij

Typ een nummer van 1 tot en met 2, of noem iemand met !taak @naam wat er moet gebeuren.`,
  )
  const draft = await draftOf('@pulv de wond verzorgen', { careTeams })
  assert.equal(draft.text, 'de wond verzorgen')
})

test('when nobody is named the colleagues are offered by number, and the text is kept', async () => {
  const outcome = await run('wegen na het ontbijt voor morgen')
  assert.equal(
    wordsOf(outcome),
    `Voor wie is deze taak?

1. P. van Pulver, Huisarts, Huisartsenpraktijk De Linde
2. B. Bakker, Wijkverpleegkundige, Thuiszorg Om en Bij

Typ een nummer van 1 tot en met 2, of noem iemand met !taak @naam wat er moet gebeuren.`,
  )
  assert.ok(outcome.kind === 'choose')
  const [, second] = outcome.choices
  assert.ok(second !== undefined)
  const next = await taak.run(taskContext(), second)
  assert.ok(next.kind === 'confirm')
  assert.match(wordsOf(next), /• Wat: wegen na het ontbijt\n• Uiterlijk: 23-08-2026/)
})

test('when it is not said what is to be done the next message is that, and the time is kept', async () => {
  const outcome = await run('huisarts voor morgen 9:30 spoed')
  assert.equal(
    wordsOf(outcome),
    'Taak voor P. van Pulver, Huisarts, Huisartsenpraktijk De Linde\nTyp nu in één bericht wat er moet gebeuren. Zonder burgerservicenummer.',
  )
  assert.ok(outcome.kind === 'choose' && outcome.free !== undefined)
  const next = await taak.run(taskContext(), { ...outcome.free, text: 'bloeddruk nakijken' })
  assert.ok(next.kind === 'confirm')
  assert.match(
    wordsOf(next),
    /• Wat: bloeddruk nakijken\n• Uiterlijk: 23-08-2026 09:30\n• Prioriteit: SPOED/,
  )
})

test('a deputy is offered before somebody who is away, and the asker decides', async () => {
  const text = 'Vakantie, waarnemer: B. Bakker'
  const away = { ...doctor, absences: [{ start: undefined, end: undefined, text, now: true }] }
  const careTeams = careTeamsOf(member(), away, colleague)
  const outcome = await run('huisarts bel even', { careTeams })
  assert.equal(
    wordsOf(outcome),
    `P. van Pulver is volgens het adresboek nu afwezig (Vakantie, waarnemer: B. Bakker). Voor wie is het?

1. B. Bakker, Wijkverpleegkundige, Thuiszorg Om en Bij, waarnemer
2. toch P. van Pulver

Typ een nummer van 1 tot en met 2, of noem iemand met !taak @naam wat er moet gebeuren.`,
  )
  assert.ok(outcome.kind === 'choose')
  const [deputy, anyway] = outcome.choices
  assert.ok(deputy !== undefined && anyway !== undefined)
  const next = await taak.run(taskContext({ careTeams }), anyway)
  assert.match(
    wordsOf(next),
    /Let op: P\. van Pulver is volgens het adresboek nu afwezig \(Vakantie, waarnemer: B\. Bakker\)\./,
  )
  assert.match(wordsOf(await taak.run(taskContext({ careTeams }), deputy)), /• Voor: B\. Bakker/)
})

test('somebody who is away without a known deputy can be asked, with a warning', async () => {
  const absences = [{ start: undefined, end: undefined, text: undefined, now: true }]
  const careTeams = careTeamsOf(member(), { ...doctor, absences })
  assert.match(
    wordsOf(await run('huisarts bel even', { careTeams })),
    /\n\nLet op: P\. van Pulver is volgens het adresboek nu afwezig\.\n\n/,
  )
})

const nothingSent = 'Er is niets verstuurd.'
const refused: readonly (readonly [string, string, string, Partial<Args>])[] = [
  [
    'a day that does not exist',
    'huisarts wegen voor 31-02',
    `“31-02” is geen datum. ${nothingSent} Typ bijvoorbeeld voor 03-04-2026 of voor morgen 16:00.`,
    {},
  ],
  [
    'a day that has passed',
    'huisarts wegen voor 01-01-2020',
    `“01-01-2020” is al voorbij. ${nothingSent} Typ een datum die nog komt.`,
    {},
  ],
  [
    'a time that has passed',
    'huisarts wegen voor vandaag 9:00',
    `“vandaag 9:00” is al voorbij. ${nothingSent} Typ een datum die nog komt.`,
    {},
  ],
  [
    'a day beyond reason',
    'huisarts wegen voor 03-04-2199',
    `“03-04-2199” is meer dan twee jaar vooruit. ${nothingSent} Controleer de datum.`,
    {},
  ],
  [
    'the weekday of today',
    'huisarts wegen voor zaterdag',
    `Vandaag is het zaterdag, dus “zaterdag” kan vandaag zijn of over een week. ${nothingSent} Typ vandaag of een datum.`,
    {},
  ],
  [
    'an hour that does not exist',
    'huisarts wegen voor morgen 25:00',
    `“morgen 25:00” is geen datum. ${nothingSent} Typ bijvoorbeeld voor 03-04-2026 of voor morgen 16:00.`,
    {},
  ],
  [
    'a priority nobody knows',
    'huisarts wegen',
    `“heel” ken ik niet als prioriteit. ${nothingSent} Typ spoed, asap, stat of routine.`,
    { options: { prio: 'heel' } },
  ],
  [
    'somebody of another team',
    '@stranger:elders.test wegen',
    `“@stranger:elders.test” staat niet als zorgverlener in dit zorgteam. ${nothingSent}\nWie er wel in staan ziet u met !wie. Vragen aan iemand anders gaat met !verwijs.`,
    {},
  ],
  [
    'a kind of care nobody here has',
    'logopedist slikken beoordelen',
    `In dit zorgteam staat niemand als logopedie. ${nothingSent}\nWie er wel in staan ziet u met !wie. Vragen aan iemand anders gaat met !verwijs.`,
    {},
  ],
  [
    'an unknown role',
    'rol:tuinman harken',
    `“tuinman harken” staat niet als zorgverlener in dit zorgteam. ${nothingSent}\nWie er wel in staan ziet u met !wie. Vragen aan iemand anders gaat met !verwijs.`,
    {},
  ],
  [
    'markup in the place of a name',
    '@<script> wegen',
    `“@<script>” staat niet als zorgverlener in dit zorgteam. ${nothingSent}\nWie er wel in staan ziet u met !wie. Vragen aan iemand anders gaat met !verwijs.`,
    {},
  ],
  [
    'ten thousand letters',
    `huisarts ${'x'.repeat(10_000)}`,
    'Niet uitgevoerd: de tekst is te lang (10009 tekens, ten hoogste 1000). Er is niets vastgelegd. Typ de opdracht opnieuw met een kortere tekst.',
    {},
  ],
  [
    'a citizen service number',
    'huisarts bel over 999990019',
    'Niet uitgevoerd: uw bericht bevat een burgerservicenummer. Het dossier weet al om wie het gaat; typ de opdracht opnieuw zonder dat nummer en verwijder uw bericht.',
    {},
  ],
]

for (const [what, line, sentence, args] of refused)
  test(`${what} is refused, and nothing waits for a yes`, async () => {
    const outcome = await run(line, {}, args)
    assert.equal(outcome.kind, 'misused')
    assert.equal(wordsOf(outcome), sentence)
  })

test('what is no date after "voor" belongs to the text', async () => {
  for (const text of ['pleister voor mevrouw', 'wegen voor 2 kilo', 'geef dit voor 10 uur'])
    assert.deepEqual((await draftOf(`huisarts ${text}`)).text, text)
})

test('a team that cannot be read, or not whole, sends nothing', async () => {
  const failing = { ...careTeamsOf(), team: () => Promise.reject(new FhirError('timeout')) }
  const sentence =
    'Niet uitgevoerd: het zorgteam kon niet worden geraadpleegd (geen antwoord (time-out)). Er is niets verstuurd. Probeer het later opnieuw.'
  assert.equal(wordsOf(await run('huisarts bel', { careTeams: failing })), sentence)
  const whole = careTeamsOf(member(), doctor)
  const partial: typeof whole = {
    ...whole,
    team: async (patient) => ({
      ...(await whole.team(patient)),
      sources: [{ label: 'Dossier', failed: [{ part: 'Practitioner', code: 'timeout' }] }],
    }),
  }
  assert.match(wordsOf(await run('huisarts bel', { careTeams: partial })), /^Niet uitgevoerd/)
})

test('a confirmed task is written once, in the name of the asker, and followed', async () => {
  const { writer, bundles } = memoryWriter()
  const { follow, added, invited } = followOf('invited')
  const draft = await draftOf('huisarts bloeddruk nakijken voor 03-09-2026 16:00 spoed')
  const context = taskContext({ writer, follow })
  const carried = await taak.carryOut?.(context, draft, '$prompt')
  assert.ok(carried?.kind === 'done')
  assert.equal(
    toText(carried.document),
    `Taak verstuurd 22-08-2026 14:10: voor P. van Pulver.
Kenmerk: Task/8
P. van Pulver is uitgenodigd in deze ruimte.
Wat ermee gebeurt staat straks als antwoord onder dit bericht.`,
  )
  assert.deepEqual(invited, [['@pulver:huisarts.test']])
  assert.deepEqual(added, [
    {
      ref: 'Task/8',
      versionId: '1',
      kind: 'task',
      requesterName: 'A. de Vries',
      owner: {
        ref: 'PractitionerRole/55',
        name: 'P. van Pulver',
        userIds: ['@pulver:huisarts.test'],
      },
      dueAt: Date.parse('2026-09-03T14:00:00Z'),
      isUrgent: true,
      at: Date.parse('2026-08-22T12:10:00Z'),
    },
  ])
  const [bundle] = bundles
  const entry = bundle?.entry?.[0]
  const identifiers = taak.ownIdentifiers?.(draft, '$prompt') ?? []
  assert.deepEqual(entry?.resource, {
    resourceType: 'Task',
    identifier: [
      { system: 'urn:ietf:rfc:3986', value: identifiers[0] },
      { system: 'https://matrix.org/event-id', value: '$prompt' },
    ],
    status: 'requested',
    intent: 'order',
    priority: 'urgent',
    description: 'bloeddruk nakijken',
    for: { reference: 'Patient/123', type: 'Patient' },
    authoredOn: '2026-08-22T14:10:00+02:00',
    lastModified: '2026-08-22T14:10:00+02:00',
    requester: { reference: 'PractitionerRole/789', type: 'PractitionerRole' },
    owner: { reference: 'PractitionerRole/55', type: 'PractitionerRole' },
    restriction: { period: { end: '2026-09-03T16:00:00+02:00' } },
  })
  await taak.carryOut?.(context, draft, '$prompt')
  assert.deepEqual(bundles[1], bundle)
})

test('what is confirmed by another role, or for another client, writes nothing', async () => {
  const { writer, bundles } = memoryWriter()
  const draft = await draftOf('huisarts bel')
  const other = { userId: '@bakker:vvt.test', member: colleague }
  for (const over of [{ asker: other }, { patient: 'Patient/9' }]) {
    const carried = await taak.carryOut?.(taskContext({ ...over, writer }), draft, '$prompt')
    assert.equal(carried?.kind === 'failed' && carried.code, 'changed')
  }
  for (const wrong of [null, {}, { ...draft, priority: 'veel' }, { ...draft, owner: 'x' }])
    assert.equal((await taak.carryOut?.(taskContext({ writer }), wrong, '$p'))?.kind, 'failed')
  assert.deepEqual(bundles, [])
})

test('a task that was sent is taken back with a status, and nobody is told twice', async () => {
  const { follow, told } = followOf()
  const resource = { resourceType: 'Task', id: '8', meta: { versionId: '1' } } as const
  const { writer, changed } = memoryWriter([{ ...resource, status: 'requested', intent: 'order' }])
  const context = taskContext({ writer, follow })
  const carried = await taak.undo?.(context, [{ ref: 'Task/8', versionId: '1' }], '$prompt')
  assert.equal(carried?.kind, 'done')
  assert.deepEqual(
    changed.map((each) => 'status' in each && each.status),
    ['cancelled'],
  )
  assert.deepEqual(told, [['Task/8', 'cancelled', '4']])
})

test('a hurry that is denied at the end is none, and its words stay in the task', async () => {
  for (const line of ['huisarts bloeddruk nakijken, geen spoed', 'huisarts bellen niet urgent']) {
    const draft = await draftOf(line)
    assert.deepEqual([draft.priority, draft.text], ['routine', line.replace('huisarts ', '')])
  }
})

test('as soon as possible can be typed in words', async () => {
  for (const prio of ['zo-snel-mogelijk', 'zo snel mogelijk', 'zsm']) {
    const outcome = await run('huisarts bloeddruk nakijken', {}, { options: { prio } })
    assert.match(wordsOf(outcome), /\n• Prioriteit: ZO SNEL MOGELIJK\n/u, prio)
  }
})
