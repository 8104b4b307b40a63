import assert from 'node:assert/strict'
import { test } from 'node:test'
import { contextOf, followOf, writerOf } from '../../../test/referral-parts.ts'
import { typedArgs, wordsOf } from '../../../test/task-parts.ts'
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
