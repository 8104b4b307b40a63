import assert from 'node:assert/strict'
import { test } from 'node:test'
import { contextOf, draftOf, member, writerOf } from '../../../test/referral-parts.ts'
import type { Written } from '../../fhir/record/writer.ts'
import { referralBundle, referralIdentifiers } from '../../fhir/referral/bundle.ts'
import { toText } from '../../reply/text.ts'
import { initialsOf } from '../answer/person-words.ts'
import type { Context } from '../command.ts'
import { carryOutReferral } from './carry.ts'
import { type ReferralPorts, verwijs } from './verwijs.ts'

const written: Written = {
  kind: 'written',
  refs: [{ ref: 'ServiceRequest/7', versionId: '1' }, { ref: 'Task/8' }],
}

const carry = async (
  outcome: Written,
  draft: unknown,
  over: Partial<Context<ReferralPorts>> = {},
) => {
  const referrals = writerOf(outcome)
  const now = new Date('2026-08-22T12:12:00Z')
  const carried = await carryOutReferral(contextOf({ referrals, now, ...over }), draft, '$prompt')
  return { carried, text: toText(carried.document), bundles: referrals.bundles }
}

test('a referral that was sent names when, to whom and where it is in the record', async () => {
  const { carried, text, bundles } = await carry(written, JSON.parse(JSON.stringify(draftOf())))
  assert.equal(
    text,
    [
      'Verwijzing verstuurd 22-08-2026 14:12 aan Huisartsenpraktijk De Linde.',
      'Kenmerk: ServiceRequest/7, Task/8',
      'Is van Huisartsenpraktijk De Linde nog niemand in deze ruimte? Iemand erbij halen kan met !nodiguit.',
      'Wat ermee gebeurt staat straks als antwoord onder dit bericht.',
    ].join('\n'),
  )
  assert.ok(carried.kind === 'done')
  assert.equal(carried.promptLine, 'Verwijzing – bevestigd door A. de Vries 14:12')
  assert.deepEqual(carried.refs, written.kind === 'written' && written.refs)
  assert.deepEqual(carried.writes, ['ServiceRequest/7', 'Task/8'])
  assert.deepEqual(bundles, [referralBundle(draftOf(), '$prompt')])
})

test('a referral without a recipient is said to reach nobody, also when it was written', async () => {
  const { target: _target, ...draft } = draftOf({ discipline: 'logopedie' })
  assert.equal(
    (await carry(written, draft)).text,
    'Verwijzing (logopedie) vastgelegd 22-08-2026 14:12, ZONDER ONTVANGER. Niemand krijgt hiervan bericht: neem zelf contact op.\nKenmerk: ServiceRequest/7, Task/8',
  )
})

const failures: readonly (readonly [string, Written, string, string, true | undefined])[] = [
  [
    'a failure says that nothing was sent, and why',
    { kind: 'failed', code: 'unavailable' },
    'NIET verstuurd: tijdelijk niet beschikbaar.',
    'unavailable',
    undefined,
  ],
  [
    'what nobody can know is said to be unknown',
    { kind: 'unknown', code: 'timeout' },
    'Onbekend of de verwijzing is aangekomen: het dossier antwoordt niet.',
    'unknown',
    undefined,
  ],
  [
    'what is there twice or half stops, and no retry is offered',
    { kind: 'ambiguous' },
    'Gestopt: deze verwijzing staat niet precies één keer in het dossier. Bevestig niet opnieuw. Meld dit aan uw beheerder en controleer het dossier.',
    'ambiguous',
    true,
  ],
  [
    'what our own check refuses stops, and no retry is offered',
    { kind: 'refused', issues: [{ path: 'Bundle', code: 'empty' }] },
    'NIET verstuurd: de verwijzing voldoet niet aan de regels van het dossier. Opnieuw proberen helpt niet: typ de opdracht opnieuw, of meld dit aan uw beheerder.',
    'refused',
    true,
  ],
]

for (const [name, outcome, sentence, code, final] of failures) {
  test(name, async () => {
    const { carried, text } = await carry(outcome, draftOf())
    assert.equal(text, sentence)
    assert.ok(carried.kind === 'failed')
    assert.equal(carried.code, code)
    assert.equal(carried.final, final)
  })
}

test('a draft of another patient, another requester or another shape is never written', async () => {
  const other = { userId: '@x:vvt.test', member: member({ ref: 'PractitionerRole/1' }) }
  const tries = [
    await carry(written, draftOf({ patient: 'Patient/124' })),
    await carry(written, draftOf(), { asker: other }),
    await carry(written, { ...draftOf(), priority: 'yes' }),
    await carry(written, undefined),
  ]
  for (const { carried, bundles } of tries) {
    assert.equal(carried.kind, 'failed')
    assert.deepEqual(bundles, [])
  }
})

test('the identifiers a draft will write are known before it is written', () => {
  assert.deepEqual(verwijs.ownIdentifiers?.(draftOf(), '$prompt'), referralIdentifiers('$prompt'))
  assert.deepEqual(verwijs.ownIdentifiers?.({}, '$prompt'), [])
})

test('a name is shown as initials only', () => {
  const names = ['J. Jansen', 'Johanna van Voorbeeld', 'A.B. de Vries', 'E. Çelik-Öz', '']
  assert.deepEqual(names.map(initialsOf), ['J.J.', 'J.V.', 'A.B.V.', 'E.Ç.', ''])
})

test('who may only propose by the time it is confirmed sends no order', async () => {
  const { carried, bundles } = await carry(written, draftOf({ intent: 'order' }), {
    intentOf: () => 'proposal',
  })
  assert.ok(carried.kind === 'failed')
  assert.equal(carried.code, 'changed')
  assert.deepEqual(bundles, [])
})
