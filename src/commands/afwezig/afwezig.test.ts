import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { PractitionerRole } from '@medplum/fhirtypes'
import { careTeamsOf, doctor, member } from '../../../test/referral-parts.ts'
import {
  colleague,
  memoryWriter,
  taskContext,
  typedArgs,
  wordsOf,
} from '../../../test/task-parts.ts'
import type { FhirCode } from '../../fhir/fhir.ts'
import { paragraph } from '../../reply/document.ts'
import { toText } from '../../reply/text.ts'
import { afwezig } from './afwezig.ts'

type Over = Parameters<typeof taskContext>[0]

const run = (line: string, over: Over = {}) => afwezig.run(taskContext(over), typedArgs(line))

const role: PractitionerRole = {
  resourceType: 'PractitionerRole',
  id: '789',
  meta: { versionId: '2' },
  notAvailable: [{ description: 'Cursus', during: { start: '2026-09-01', end: '2026-09-01' } }],
  telecom: [{ system: 'phone', value: '0612345678' }],
}

const draftOf = async (line: string) => {
  const outcome = await run(line)
  assert.ok(outcome.kind === 'confirm', wordsOf(outcome))
  return JSON.parse(JSON.stringify(outcome.draft))
}

test('an absence with a deputy is shown whole before it is recorded', async () => {
  assert.equal(
    wordsOf(await run('01-09 t/m 14-09 waarnemer @bakker')),
    `Bevestig afwezigheid – nog NIET vastgelegd
Cliënt: J.J. (v), geboren in 1948

• Wie: A. de Vries, Wijkverpleegkundige, Thuiszorg Om en Bij
• Afwezig: 01-09-2026 t/m 14-09-2026
• Waarnemer: B. Bakker, Wijkverpleegkundige, Thuiszorg Om en Bij

Het jaar stond er niet bij. Bedoeld is dinsdag 1 september 2026 t/m maandag 14 september 2026.
Dit komt in het adresboek te staan en is te zien bij alle cliënten waar u met deze functie bij betrokken bent.

A. de Vries, typ ja 4821 om vast te leggen of nee 4821 om te stoppen. Alleen u kunt bevestigen, tot 14:20.`,
  )
})

const periods: readonly (readonly [string, string, string])[] = [
  ['van 1 sep tot en met 14 sep', '2026-09-01', '2026-09-14'],
  ['morgen', '2026-08-23', '2026-08-23'],
  ['20-12 t/m 05-01', '2026-12-20', '2027-01-05'],
  ['20-08-2026 t/m 25-08-2026', '2026-08-20', '2026-08-25'],
  ['vandaag t/m 31-08', '2026-08-22', '2026-08-31'],
]

for (const [line, start, end] of periods)
  test(`"${line}" is read as it is meant`, async () => {
    const draft = await draftOf(line)
    assert.deepEqual([draft.start, draft.end, draft.description], [start, end, 'Afwezig'])
  })

/** The period and the note about its year, typed on a day. */
const typedOn = async (day: string, line: string) => {
  const words = wordsOf(await run(line, { now: new Date(`${day}T10:00:00Z`) })).split('\n')
  return words.filter((each) => /^• Afwezig|jaar/u.test(each))
}

const seen = 'Het jaar stond er niet bij. Bedoeld is'
const otherYear = '⚠\u00A0Let op: het jaar stond er niet bij, en dit is niet dit jaar. Bedoeld is'

const withoutYear: readonly (readonly [string, string, readonly string[]])[] = [
  [
    '2026-01-14',
    '10-01 t/m 20-01',
    [
      '• Afwezig: 10-01-2026 t/m 20-01-2026',
      `${seen} zaterdag 10 januari 2026 t/m dinsdag 20 januari 2026.`,
    ],
  ],
  ['2026-01-14', '13-01', ['• Afwezig: 13-01-2027', `${otherYear} woensdag 13 januari 2027.`]],
  ['2026-01-14', '14-01', ['• Afwezig: 14-01-2026', `${seen} woensdag 14 januari 2026.`]],
  [
    '2026-01-03',
    '28-12 t/m 05-01',
    [
      '• Afwezig: 28-12-2025 t/m 05-01-2026',
      `${seen} zondag 28 december 2025 t/m maandag 5 januari 2026.`,
    ],
  ],
  [
    '2026-08-22',
    '01-02 t/m 31-12',
    [
      '• Afwezig: 01-02-2026 t/m 31-12-2026',
      `${seen} zondag 1 februari 2026 t/m donderdag 31 december 2026.`,
    ],
  ],
  [
    '2026-01-14',
    '10-01 t/m 20-01-2026',
    [
      '• Afwezig: 10-01-2026 t/m 20-01-2026',
      `${seen} zaterdag 10 januari 2026 t/m dinsdag 20 januari 2026.`,
    ],
  ],
  ['2026-01-14', '01-12-2025 t/m morgen', ['• Afwezig: 01-12-2025 t/m 15-01-2026']],
  ['2026-01-14', 'today t/m tomorrow', ['• Afwezig: 14-01-2026 t/m 15-01-2026']],
]

for (const [day, line, shown] of withoutYear)
  test(`"${line}" typed on ${day} is shown in words, and another year is pointed out`, async () => {
    assert.deepEqual(await typedOn(day, line), shown)
  })

const nothing = 'Er is niets vastgelegd.'
const refused: readonly (readonly [string, string, Over, string])[] = [
  ['a day that does not exist', '31-02 t/m 01-03', {}, `“31-02” is geen datum. ${nothing}`],
  ['a last day that does not exist', '01-09 t/m 31-09', {}, `“31-09” is geen datum. ${nothing}`],
  [
    'an end before the start',
    '14-09-2026 t/m 01-09-2026',
    {},
    `De laatste dag ligt vóór de eerste. ${nothing}`,
  ],
  [
    'a period of this year that is over',
    '01-08-2026 t/m 10-08',
    {},
    `Deze periode is al voorbij. ${nothing}`,
  ],
  [
    'a swapped period around today',
    '14-09 t/m 01-09',
    {},
    `De laatste dag ligt vóór de eerste. ${nothing}`,
  ],
  ['what is over', '01-01-2020 t/m 02-01-2020', {}, `Deze periode is al voorbij. ${nothing}`],
  [
    'more than a year',
    '01-09-2026 t/m 01-09-2029',
    {},
    `Deze periode is langer dan een jaar. ${nothing} Controleer de datums.`,
  ],
  [
    'an end of which it is not clear whether it counts',
    '01-09 tot 14-09',
    {},
    `Schrijf t/m in plaats van tot: dan is duidelijk of de laatste dag meetelt. ${nothing}`,
  ],
  [
    'three dates',
    '01-09 t/m 02-09 t/m 03-09',
    {},
    `“01-09 t/m 02-09 t/m 03-09” hoort hier niet bij. ${nothing} Een reden hoeft niet; typ alleen de datums en de waarnemer.`,
  ],
  ['a date and a reason', '01-09 vakantie', {}, `“01-09 vakantie” is geen datum. ${nothing}`],
  [
    'a deputy nobody knows',
    'morgen waarnemer @niemand',
    {},
    `“@niemand” staat niet als zorgverlener in dit zorgteam. ${nothing}`,
  ],
  [
    'a kind of care that nobody of the team gives',
    'morgen waarnemer @cardioloog',
    {},
    `“@cardioloog” staat niet als zorgverlener in dit zorgteam. ${nothing}`,
  ],
  [
    'words after a kind of care',
    'morgen waarnemer @huisarts bel hem',
    {},
    `“bel hem” hoort hier niet bij. ${nothing} Een reden hoeft niet; typ alleen de datums en de waarnemer.`,
  ],
  [
    'a deputy who is not named',
    'morgen waarnemer',
    {},
    `Noem wie waarneemt na het woord waarnemer. ${nothing}`,
  ],
  [
    'oneself as the deputy',
    'morgen waarnemer @vries',
    {},
    `U kunt niet uw eigen waarnemer zijn. ${nothing}`,
  ],
  [
    'words after the deputy',
    'morgen waarnemer @pulver en verder',
    {},
    `“en verder” hoort hier niet bij. ${nothing} Een reden hoeft niet; typ alleen de datums en de waarnemer.`,
  ],
  ['markup', '<b>morgen</b>', {}, `“<b>morgen</b>” is geen datum. ${nothing}`],
  [
    'ten thousand letters',
    'x'.repeat(10_000),
    {},
    'Niet uitgevoerd: de tekst is te lang (10000 tekens, ten hoogste 300). Er is niets vastgelegd. Typ de opdracht opnieuw met een kortere tekst.',
  ],
  [
    'nothing at all',
    '',
    {},
    `Typ van wanneer tot en met wanneer u afwezig bent, zoals hieronder. ${nothing}

• !afwezig 01-07 t/m 14-07
• !afwezig morgen waarnemer @naam`,
  ],
  [
    'somebody whom the team lists without a function',
    'morgen',
    { asker: { userId: '@pulver:huisarts.test', member: { ...doctor, ref: 'Practitioner/54' } } },
    'Niet uitgevoerd: het zorgteam noemt u niet met een functie waarbij afwezigheid kan worden vastgelegd. Meld dit aan uw beheerder.',
  ],
]

for (const [what, line, over, sentence] of refused)
  test(`${what} records nothing, and is told why`, async () => {
    const outcome = await run(line, over)
    assert.notEqual(outcome.kind, 'confirm')
    assert.equal(wordsOf(outcome), sentence)
  })

test('a confirmed absence is added to the asker’s own role, once, beside the others', async () => {
  const { writer, changed } = memoryWriter([role])
  const draft = await draftOf('01-09 t/m 14-09 waarnemer @bakker')
  const carried = await afwezig.carryOut?.(taskContext({ writer }), draft, '$prompt')
  assert.ok(carried?.kind === 'done')
  assert.equal(
    toText(carried.document),
    `Afwezigheid 01-09-2026 t/m 14-09-2026 vastgelegd, 22-08-2026 14:10.
Kenmerk: PractitionerRole/789
Controleren kan met !wie afwezig.`,
  )
  const [after] = changed
  assert.ok(after?.resourceType === 'PractitionerRole')
  const { id, ...added } = after.notAvailable?.[1] ?? {}
  assert.match(id ?? '', /^[0-9a-f-]{36}$/)
  assert.deepEqual(after, {
    ...role,
    notAvailable: [...(role.notAvailable ?? []), { id, ...added }],
  })
  assert.deepEqual(added, {
    description: 'Waarnemer: B. Bakker, Wijkverpleegkundige, Thuiszorg Om en Bij',
    during: { start: '2026-09-01', end: '2026-09-14' },
  })
})

test('taking an absence back leaves the others', async () => {
  const first = memoryWriter([role])
  const draft = await draftOf('01-09 t/m 14-09')
  await afwezig.carryOut?.(taskContext({ writer: first.writer }), draft, '$prompt')
  const [added] = first.changed
  assert.ok(added !== undefined)
  const second = memoryWriter([added])
  const refs = [{ ref: 'PractitionerRole/789', versionId: '3' }]
  const carried = await afwezig.undo?.(taskContext({ writer: second.writer }), refs, '$prompt')
  assert.equal(carried?.kind, 'done')
  assert.deepEqual(second.changed, [role])
})

test('an absence is never written into somebody else’s role', async () => {
  const { writer, changed } = memoryWriter([role])
  const draft = await draftOf('morgen')
  const asker = { userId: '@bakker:vvt.test', member: colleague }
  for (const wrong of [draft, { ...draft, role: 'PractitionerRole/90', start: '31-12' }, null]) {
    const carried = await afwezig.carryOut?.(taskContext({ asker, writer }), wrong, '$prompt')
    assert.equal(carried?.kind === 'failed' && carried.code, 'changed')
  }
  assert.deepEqual(changed, [])
})

test('a beginning of a name that fits two colleagues is asked back by number, and the number goes on', async () => {
  const barend = { ...colleague, ref: 'PractitionerRole/92', practitioner: 'Practitioner/93' }
  const careTeams = careTeamsOf(member(), colleague, { ...barend, name: 'C. Bäkkers' })
  const outcome = await run('01-09 t/m 14-09 waarnemer bakk', { careTeams })
  assert.ok(outcome.kind === 'choose')
  assert.equal(
    wordsOf(outcome),
    `“bakk” kan meer dan één collega zijn. Wie bedoelt u?

1. B. Bakker, Wijkverpleegkundige, Thuiszorg Om en Bij
2. C. Bäkkers, Wijkverpleegkundige, Thuiszorg Om en Bij

Typ een nummer van 1 tot en met 2. Er is nog niets vastgelegd.`,
  )
  const [, second] = outcome.choices
  assert.ok(second !== undefined)
  const chosen = await afwezig.run(taskContext({ careTeams }), second)
  assert.ok(chosen.kind === 'confirm')
  assert.deepEqual(chosen.draft, {
    ...(await draftOf('01-09 t/m 14-09')),
    description: 'Waarnemer: C. Bäkkers, Wijkverpleegkundige, Thuiszorg Om en Bij',
  })
})

test('a deputy is found by kind of care, and several are asked back by number', async () => {
  const period = '01-09 t/m 14-09'
  for (const named of ['@huisarts', 'huisarts', '@HA'])
    assert.deepEqual(await draftOf(`${period} waarnemer ${named}`), {
      ...(await draftOf(period)),
      description: 'Waarnemer: P. van Pulver, Huisarts, Huisartsenpraktijk De Linde',
    })
  const other = { ...colleague, ref: 'PractitionerRole/92', practitioner: 'Practitioner/93' }
  const careTeams = careTeamsOf(member(), doctor, colleague, { ...other, name: 'D. Smit' })
  const outcome = await run(`${period} waarnemer @wijkverpleegkundige`, { careTeams })
  assert.ok(outcome.kind === 'choose')
  assert.equal(
    wordsOf(outcome),
    `“@wijkverpleegkundige” kan meer dan één collega zijn. Wie bedoelt u?

1. B. Bakker, Wijkverpleegkundige, Thuiszorg Om en Bij
2. D. Smit, Wijkverpleegkundige, Thuiszorg Om en Bij

Typ een nummer van 1 tot en met 2. Er is nog niets vastgelegd.`,
  )
  const [, second] = outcome.choices
  assert.ok(second !== undefined)
  const chosen = await afwezig.run(taskContext({ careTeams }), second)
  assert.ok(chosen.kind === 'confirm')
  assert.deepEqual(chosen.draft, {
    ...(await draftOf(period)),
    description: 'Waarnemer: D. Smit, Wijkverpleegkundige, Thuiszorg Om en Bij',
  })
})

test('taking back an absence from a role that is gone is not offered again; one that could not be reached is', async () => {
  const refs = [{ ref: 'PractitionerRole/789', versionId: '3' }]
  const after = async (code: FhirCode) => {
    const { writer } = memoryWriter([], { kind: 'failed', code })
    return afwezig.undo?.(taskContext({ writer }), refs, '$prompt')
  }
  for (const code of ['gone', 'not-found'] as const)
    assert.deepEqual(await after(code), {
      kind: 'failed',
      document: [paragraph('NIET teruggedraaid: dit staat niet meer in het dossier.')],
      code,
      final: true,
    })
  assert.deepEqual(await after('unreachable'), {
    kind: 'failed',
    document: [paragraph('NIET teruggedraaid: niet bereikbaar.')],
    code: 'unreachable',
  })
})
