import assert from 'node:assert/strict'
import { test } from 'node:test'
import {
  careTeamsOf,
  contextOf,
  doctor,
  followOf,
  member,
  writerOf,
} from '../../../test/referral-parts.ts'
import { colleague, typedArgs, wordsOf } from '../../../test/task-parts.ts'
import { toText } from '../../reply/text.ts'
import type { Args } from '../command.ts'
import { verwijs } from './verwijs.ts'

const run = (line: string, args: Partial<Args> = {}) =>
  verwijs.run(contextOf(), typedArgs(line, args))

const ways: readonly (readonly [string, string, Partial<Args>])[] = [
  ['an account', '@pulver:huisarts.test graag wond beoordelen', {}],
  ['a name after an at sign', '@pulver graag wond beoordelen', {}],
  ['a link', '[P](https://matrix.to/#/@pulver:huisarts.test) graag wond beoordelen', {}],
  [
    'a pill',
    'Dokter P graag wond beoordelen',
    { mentions: [{ userId: '@pulver:huisarts.test', text: 'Dokter P' }] },
  ],
]

for (const [how, line, args] of ways)
  test(`a colleague of the team can be referred to by ${how}`, async () => {
    const outcome = await run(line, args)
    assert.match(
      wordsOf(outcome),
      /• Naar: P\. van Pulver, Huisarts, Huisartsenpraktijk De Linde \(zorgteam van deze cliënt\)\n• Vraag: graag wond beoordelen\n/,
    )
  })

test('a beginning of a name that fits several is asked back by number, and the number goes on', async () => {
  const other = { ...colleague, ref: 'PractitionerRole/92', practitioner: 'Practitioner/93' }
  const careTeams = careTeamsOf(member(), doctor, colleague, { ...other, name: 'C. Bäkkers' })
  const context = contextOf({ careTeams })
  const outcome = await verwijs.run(
    context,
    typedArgs('@bakk wond beoordelen', { options: { spoed: true }, text: 'reden: pus' }),
  )
  assert.ok(outcome.kind === 'choose')
  assert.equal(
    wordsOf(outcome),
    `“@bakk” kan meer dan één collega zijn. Naar wie verwijst u?

1. B. Bakker, Wijkverpleegkundige, Thuiszorg Om en Bij
2. C. Bäkkers, Wijkverpleegkundige, Thuiszorg Om en Bij

Typ een nummer van 1 tot en met 2. Er is nog niets verstuurd.`,
  )
  const [, second] = outcome.choices
  assert.ok(second !== undefined)
  assert.equal(
    wordsOf(await verwijs.run(context, second)),
    `Bevestig verwijzing – nog NIET verstuurd
Cliënt: J.J. (v), geboren in 1948

• Van: A. de Vries, Wijkverpleegkundige, Thuiszorg Om en Bij
• Naar: C. Bäkkers, Wijkverpleegkundige, Thuiszorg Om en Bij (zorgteam van deze cliënt)
• Vraag: wond beoordelen
• Reden: pus
• Spoed: ja, antwoord gevraagd vóór 23-08-2026 14:10

Bel bij spoed ook: een ontvanger leest dit mogelijk niet meteen.
Dit is geen verwijsbrief in de zin van ZorgDomein.

A. de Vries, typ ja 4821 om te versturen of nee 4821 om te stoppen. Alleen u kunt bevestigen, tot 14:20.`,
  )
})

test('somebody of no team is not referred to by account', async () => {
  const outcome = await run('@stranger:elders.test graag wond beoordelen')
  assert.equal(outcome.kind, 'misused')
  assert.equal(
    wordsOf(outcome),
    '“@stranger:elders.test” staat niet als zorgverlener in dit zorgteam. Er is niets verstuurd.',
  )
})

test('a referral to a colleague is followed, calls when it is urgent, and invites who left', async () => {
  const outcome = await run('huisarts wond beoordelen', { options: { spoed: true } })
  assert.ok(outcome.kind === 'confirm')
  const { follow, added, invited } = followOf('invited')
  const referrals = writerOf({
    kind: 'written',
    refs: [{ ref: 'ServiceRequest/7' }, { ref: 'Task/8', versionId: '1' }],
  })
  const draft: unknown = JSON.parse(JSON.stringify(outcome.draft))
  const carried = await verwijs.carryOut?.(contextOf({ follow, referrals }), draft, '$prompt')
  assert.ok(carried?.kind === 'done')
  assert.equal(
    toText(carried.document),
    `Verwijzing verstuurd 22-08-2026 14:10 aan P. van Pulver, Huisarts, Huisartsenpraktijk De Linde.
Kenmerk: ServiceRequest/7, Task/8
P. van Pulver is uitgenodigd in deze ruimte.
Wat ermee gebeurt staat straks als antwoord onder dit bericht.`,
  )
  assert.deepEqual(invited, [['@pulver:huisarts.test']])
  assert.deepEqual(added, [
    {
      ref: 'Task/8',
      versionId: '1',
      kind: 'referral',
      requesterName: 'A. de Vries',
      owner: {
        ref: 'PractitionerRole/55',
        name: 'P. van Pulver',
        userIds: ['@pulver:huisarts.test'],
      },
      dueAt: Date.parse('2026-08-23T12:10:00Z'),
      isUrgent: true,
      at: Date.parse('2026-08-22T12:10:00Z'),
    },
  ])
})
