import assert from 'node:assert/strict'
import { test } from 'node:test'
import {
  type ConversationCase,
  colleague,
  conversationContext,
  jansen,
} from '../../../test/conversation-parts.ts'
import { eventOf } from '../../../test/record-context.ts'
import { conversationIdentifier } from '../../fhir/timeline/conversation-draft.ts'
import { createValidator } from '../../fhir/validation/validate.ts'
import { toText } from '../../reply/text.ts'
import type { Args, Outcome } from '../command.ts'
import { gesprek } from './gesprek.ts'

const until = new Date('2026-01-12T08:41:00Z')

const documentOf = (outcome: Outcome) =>
  outcome.kind === 'confirm' ? outcome.preview('4821', until) : outcome.document

const run = async (line: string, over: Partial<Args> = {}, at: ConversationCase = {}) => {
  const { context } = conversationContext(at)
  const words = line.split(' ').filter((word) => word !== '')
  const outcome = await gesprek.run(context, { words, options: {}, text: '', ...over })
  eventOf(documentOf(outcome))
  return { outcome, text: toText(documentOf(outcome)) }
}

const draftOf = (outcome: Outcome) => {
  assert.ok(outcome.kind === 'confirm')
  return JSON.parse(JSON.stringify(outcome.draft))
}

test('subject and people are shown before anything is written, with the client and who gets no invitation', async () => {
  const { outcome, text } = await run('wondzorg linkerbeen met van Pulver en de apotheker')
  assert.equal(
    text,
    `Bevestig gesprek – nog NIET vastgelegd
Cliënt: J.V. (v), geboren in 1941

• Onderwerp: wondzorg linkerbeen
• Deelnemers: J. Jansen (u); P. van Pulver, Huisarts; F. el Idrissi, Apotheker

Het onderwerp komt in het dossier en in de ruimte zelf, niet in de naam van de ruimte.
Let op: geen account bekend, dus geen uitnodiging voor: F. el Idrissi. Bel of mail zelf.

J. Jansen, typ ja 4821 om vast te leggen of nee 4821 om te stoppen. Alleen u kunt bevestigen, tot 09:41.`,
  )
  assert.deepEqual(draftOf(outcome), {
    patient: 'Patient/p1',
    requester: 'PractitionerRole/jansen',
    subject: 'wondzorg linkerbeen',
    recipients: ['PractitionerRole/pulver', 'PractitionerRole/idrissi'],
    people: ['@jansen:zorg.example', '@pulver:zorg.example'],
    authoredOn: '2026-01-12T09:31:00+01:00',
  })
})

test('people are named by account too, and the one who asks is not named twice', async () => {
  const { outcome } = await run('ontslag met @bos:zorg.example @jansen:zorg.example')
  assert.deepEqual(draftOf(outcome).recipients, ['PractitionerRole/bos'])
})

test('colleagues who do not fit in the list are counted, with the way to them', async () => {
  const team = [
    jansen,
    ...Array.from({ length: 10 }, (_, at) => colleague(`c${at}`, `C. Nummer${at}`, 'Arts')),
  ]
  const { text } = await run('wondzorg', {}, { team })
  assert.deepEqual(text.split('\n').slice(-5), [
    '9. C. Nummer7, Arts',
    '',
    'Er zijn nog 2 collega’s: typ dan de hele naam.',
    '',
    "Typ een nummer van 1 tot en met 9, of typ namen met komma's ertussen.",
  ])
})

test('a "met" that nobody of the team follows belongs to the subject, and with whom is asked', async () => {
  const { outcome, text } = await run('omgaan met pijn')
  assert.equal(
    text,
    `Gesprek over “omgaan met pijn”: met wie?

1. het hele zorgteam (3)
2. P. van Pulver, Huisarts
3. B. Bos, Huisarts
4. F. el Idrissi, Apotheker

Typ een nummer van 1 tot en met 4, of typ namen met komma's ertussen.`,
  )
  assert.ok(outcome.kind === 'choose')
  const { context } = conversationContext()
  const [everybody, second] = outcome.choices
  assert.ok(everybody !== undefined && second !== undefined && outcome.free !== undefined)
  const all = draftOf(await gesprek.run(context, everybody))
  assert.deepEqual([all.subject, all.recipients.length], ['omgaan met pijn', 3])
  assert.deepEqual(draftOf(await gesprek.run(context, second)).recipients, [
    'PractitionerRole/pulver',
  ])
  const typed = { ...outcome.free, text: 'Bos\nIdrissi' }
  assert.deepEqual(draftOf(await gesprek.run(context, typed)).recipients, [
    'PractitionerRole/bos',
    'PractitionerRole/idrissi',
  ])
})

const fifty = 'é'.repeat(48)

const refused: readonly (readonly [string, string, string, Partial<Args>?])[] = [
  [
    'without a subject',
    '',
    'Waarover gaat het gesprek? Typ de opdracht met het onderwerp, bijvoorbeeld !gesprek wondzorg linkerbeen met huisarts',
  ],
  [
    'a subject of 51 characters',
    `${fifty}👍🏽a met Bos`,
    'Niet uitgevoerd: het onderwerp is te lang (51 tekens, ten hoogste 50). Typ de opdracht opnieuw met een korter onderwerp. Wat u verder wilt zeggen, kan in het gesprek zelf.',
  ],
  [
    'somebody who is not of the team beside somebody who is',
    'wond met Bos, De Boer',
    'Niet uitgevoerd: niet gevonden in het zorgteam: “Boer”. Kies uit: J. Jansen, Verpleegkundige; P. van Pulver, Huisarts; B. Bos, Huisarts; F. el Idrissi, Apotheker. Er is niets vastgelegd.',
  ],
  [
    'a relative',
    'wond met Marieke',
    'Niet uitgevoerd: “Marieke” is de cliënt of een naaste. Een gesprek is in deze versie alleen voor zorgverleners. Er is niets vastgelegd.',
  ],
  [
    'a citizen service number',
    'wond van 999990019 met Bos',
    'Niet uitgevoerd: uw bericht bevat een burgerservicenummer. Het dossier weet al om wie het gaat; typ de opdracht opnieuw zonder dat nummer en verwijder uw bericht.',
  ],
  [
    'names typed to the question that nobody has',
    'wond',
    'Niet uitgevoerd: niet gevonden in het zorgteam: “niemand”. Kies uit: J. Jansen, Verpleegkundige; P. van Pulver, Huisarts; B. Bos, Huisarts; F. el Idrissi, Apotheker. Er is niets vastgelegd.',
    { options: { met: '' }, text: 'niemand' },
  ],
]

for (const [name, line, sentence, over] of refused) {
  test(`refused with a reason: ${name}`, async () => {
    const { outcome, text } = await run(line, over)
    assert.equal(outcome.kind, 'misused')
    assert.equal(text, sentence)
  })
}

test('two who fit are asked back by number; who else was named goes along', async () => {
  const { outcome, text } = await run('wond met huisarts en apotheker')
  assert.ok(outcome.kind === 'choose')
  assert.equal(
    text,
    `“huisarts” kan meer dan één collega zijn. Wie bedoelt u?

1. P. van Pulver, Huisarts
2. B. Bos, Huisarts

Typ een nummer van 1 tot en met 2. Er is nog niets vastgelegd.`,
  )
  const [, bos] = outcome.choices
  const chosen = await run('', bos)
  assert.match(
    chosen.text,
    /^• Deelnemers: J\. Jansen \(u\); F\. el Idrissi, Apotheker; B\. Bos, Huisarts$/mu,
  )
})

test('fifty characters are counted as people see them, not as a computer stores them', async () => {
  const { outcome } = await run(`${fifty}👍👍 met Bos`)
  assert.equal(Array.from(String(draftOf(outcome).subject)).length, 50)
})

test('a subject of 10 kB of strange text is refused and cannot break the answer', async () => {
  const { outcome } = await run(`${'<b>@room</b>\u202e '.repeat(700)} met Bos`)
  assert.equal(outcome.kind, 'misused')
})

test('whoever is alone in the team is told', async () => {
  const { outcome, text } = await run('wond', {}, { team: [jansen] })
  assert.equal(outcome.kind, 'answer')
  assert.equal(
    text,
    'Niet uitgevoerd: het zorgteam heeft verder geen zorgverleners. Er is niets vastgelegd. Typ !wie voor het zorgteam.',
  )
})

test('a former colleague cannot be asked in', async () => {
  const team = [jansen, colleague('oud', 'O. Oud', 'Huisarts', { current: false })]
  const { text } = await run('wond met Oud', {}, { team })
  assert.match(text, /zorgteam heeft verder geen zorgverleners/u)
})

test('a confirmed conversation is one request in the record and one room asked for', async () => {
  const { outcome } = await run('wondzorg met Bos')
  const { context, seen } = conversationContext()
  const draft = draftOf(outcome)
  const carried = await gesprek.carryOut?.(context, draft, '$prompt')
  assert.ok(carried?.kind === 'done')
  assert.equal(
    toText(carried.document),
    `Gesprek geopend 12-01-2026 09:31: Gesprek 1 · Zorgteam Blauwe Reiger.
U en de andere deelnemers krijgen nu een uitnodiging voor deze ruimte.
Kenmerk: CommunicationRequest/12`,
  )
  assert.equal(carried.promptLine, 'Gesprek – bevestigd door J. Jansen 09:31')
  assert.deepEqual(carried.writes, ['CommunicationRequest/12'])
  assert.deepEqual(seen.deeds, [
    [
      'open',
      {
        request: 'CommunicationRequest/12',
        patient: 'Patient/p1',
        people: ['@jansen:zorg.example', '@bos:zorg.example'],
      },
    ],
  ])
  const [bundle] = seen.bundles
  const text = JSON.stringify(bundle)
  const read = JSON.parse(text)
  assert.deepEqual(await createValidator().validate(read), [])
  assert.deepEqual(read.entry[0].resource, {
    resourceType: 'CommunicationRequest',
    identifier: [
      { system: 'urn:ietf:rfc:3986', value: conversationIdentifier('$prompt') },
      { system: 'https://matrix.org/event-id', value: '$prompt' },
    ],
    status: 'active',
    subject: { reference: 'Patient/p1', type: 'Patient' },
    authoredOn: '2026-01-12T09:31:00+01:00',
    requester: { reference: 'PractitionerRole/jansen', type: 'PractitionerRole' },
    recipient: [{ reference: 'PractitionerRole/bos', type: 'PractitionerRole' }],
    reasonCode: [{ text: 'wondzorg' }],
    payload: [{ contentString: 'wondzorg' }],
  })
  assert.deepEqual(gesprek.ownIdentifiers?.(draft, '$prompt'), [conversationIdentifier('$prompt')])
})

test('when the record refuses, no room is asked for', async () => {
  const { outcome } = await run('wondzorg met Bos')
  const { context, seen } = conversationContext({ outcome: { kind: 'failed', code: 'timeout' } })
  const carried = await gesprek.carryOut?.(context, draftOf(outcome), '$prompt')
  assert.ok(carried?.kind === 'failed')
  assert.equal(toText(carried.document), 'NIET vastgelegd: geen antwoord (time-out).')
  assert.deepEqual(seen.deeds, [])
})

test('a draft of another patient, another requester or another shape is never written', async () => {
  const { outcome } = await run('wondzorg met Bos')
  const draft = draftOf(outcome)
  const { context, seen } = conversationContext()
  for (const wrong of [
    { ...draft, patient: 'Patient/p2' },
    { ...draft, requester: 'PractitionerRole/bos' },
    { ...draft, subject: 'x'.repeat(51) },
    { ...draft, recipients: ['RelatedPerson/1'] },
    undefined,
  ]) {
    const carried = await gesprek.carryOut?.(context, wrong, '$prompt')
    assert.ok(carried?.kind === 'failed')
    assert.equal(carried.code, 'changed')
  }
  assert.deepEqual([seen.bundles, seen.deeds], [[], []])
})

test('a mentioned colleague is the one of the account, whatever name the text shows', async () => {
  const mentions = [{ userId: '@bos:zorg.example', text: 'Berend' }]
  const { outcome } = await run('wondzorg met Berend en idrissi', { mentions })
  assert.deepEqual(draftOf(outcome).recipients, [
    'PractitionerRole/bos',
    'PractitionerRole/idrissi',
  ])
})

test('taken back, a conversation is revoked in the record and its room closed', async () => {
  const { context, seen } = conversationContext()
  const carried = await gesprek.undo?.(context, [{ ref: 'CommunicationRequest/12' }], '$prompt')
  assert.ok(carried?.kind === 'done')
  assert.equal(
    toText(carried.document),
    'Gesprek ingetrokken. De ruimte wordt gesloten: lezen kan, schrijven niet.',
  )
  assert.deepEqual(seen.changes, [['CommunicationRequest', '12', undefined]])
  assert.deepEqual(seen.deeds, [['CommunicationRequest/12', true, 'undo $prompt']])
})

test('a conversation that cannot be revoked is never said not to be in the record', async () => {
  const failures = [
    [{ kind: 'failed', code: 'timeout' }, 'NIET teruggedraaid: geen antwoord (time-out).'],
    [{ kind: 'unknown', code: 'timeout' }, 'Onbekend of dit is teruggedraaid.'],
  ] as const
  for (const [outcome, sentence] of failures) {
    const { context, seen } = conversationContext({ outcome })
    const carried = await gesprek.undo?.(context, [{ ref: 'CommunicationRequest/12' }], '$prompt')
    assert.ok(carried?.kind === 'failed')
    assert.equal(toText(carried.document), sentence)
    assert.deepEqual(seen.deeds, [])
  }
})
