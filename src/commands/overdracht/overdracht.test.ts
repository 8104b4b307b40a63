import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Flag, Observation, Organization, Resource } from '@medplum/fhirtypes'
import { recordOver, type Source } from '../../../test/clinical-case.ts'
import { conversationContext } from '../../../test/conversation-parts.ts'
import { eventOf } from '../../../test/record-context.ts'
import { clientOf, followOf } from '../../../test/referral-parts.ts'
import { FhirError } from '../../fhir/fhir.ts'
import { createDirectory } from '../../fhir/team/directory.ts'
import { handoverIdentifiers, isHandoverDraft } from '../../fhir/timeline/handover-draft.ts'
import { createValidator } from '../../fhir/validation/validate.ts'
import { toText } from '../../reply/text.ts'
import type { Args, Outcome } from '../command.ts'
import { overdracht } from './overdracht.ts'

const until = new Date('2026-01-12T08:41:00Z')
const subject = { reference: 'Patient/p1' }

const flag = (id: string, text: string, over: Partial<Flag> = {}): Flag => ({
  resourceType: 'Flag',
  id,
  status: 'active',
  subject,
  code: { text },
  period: { start: '2025-11-01' },
  ...over,
})

const weight: Observation = {
  resourceType: 'Observation',
  id: 'w1',
  status: 'final',
  category: [
    {
      coding: [
        {
          system: 'http://terminology.hl7.org/CodeSystem/observation-category',
          code: 'vital-signs',
        },
      ],
    },
  ],
  code: { coding: [{ system: 'http://loinc.org', code: '29463-7' }] },
  subject,
  effectiveDateTime: '2026-01-11T08:00:00+01:00',
  valueQuantity: { value: 72.4, unit: 'kg', system: 'http://unitsofmeasure.org', code: 'kg' },
}

const report = (id: string, text: string, date = '2026-01-11T21:00:00+01:00'): Observation => ({
  resourceType: 'Observation',
  id,
  status: 'final',
  code: { coding: [{ system: 'http://snomed.info/sct', code: '11591000146107' }] },
  subject,
  effectiveDateTime: date,
  performer: [{ reference: 'PractitionerRole/jansen', display: 'Verpleegkundige, Thuiszorg' }],
  valueString: text,
})

const brug: Organization = {
  resourceType: 'Organization',
  id: 'brug',
  name: 'Thuiszorg De Brug',
  address: [{ city: 'Dorp' }],
}

type Case = Source & { readonly directory?: readonly Resource[] | FhirError }

const contextOf = ({ directory = [brug], ...source }: Case) => {
  const { context, seen } = conversationContext({
    outcome: { kind: 'written', refs: [{ ref: 'Communication/9' }, { ref: 'Task/10' }] },
  })
  const { follow, added } = followOf()
  return {
    context: {
      ...context,
      follow,
      record: recordOver(source),
      directory: createDirectory(clientOf({ search: () => directory })),
    },
    seen,
    added,
  }
}

const documentOf = (outcome: Outcome) =>
  outcome.kind === 'confirm' ? outcome.preview('4821', until) : outcome.document

const textOf = (outcome: Outcome) => {
  eventOf(documentOf(outcome))
  return toText(documentOf(outcome))
}

const line = (words: string, text = ''): Args => ({
  words: words.split(' ').filter((word) => word !== ''),
  options: {},
  text,
})

const freeOf = (outcome: Outcome, text: string): Args => {
  assert.ok(outcome.kind === 'choose' && outcome.free !== undefined)
  return { ...outcome.free, text }
}

const records = [flag('f1', 'Valgevaar'), weight, report('r1', 'Onrustige nacht.\nWond dicht.')]

/** From the command to the draft: reason and request are asked for and answered. */
const drafted = async (at: Case) => {
  const { context, seen, added } = contextOf(at)
  const asksReason = await overdracht.run(context, line('naar De Brug'))
  const asksRequest = await overdracht.run(context, freeOf(asksReason, 'Opname per morgen'))
  const draft = await overdracht.run(context, freeOf(asksRequest, 'Graag wondzorg\nen bellen'))
  return { context, seen, added, asksReason, asksRequest, draft }
}

const draftText = `Concept overdracht naar Thuiszorg De Brug (Dorp) – nog NIET verstuurd
Cliënt: J.V. (v), geboren in 1941

Reden

• Opname per morgen

Achtergrond

• [1] Waarschuwing: Valgevaar – actief – sinds 01-11-2025 – bron onbekend
• Wilsverklaringen: niets gevonden in Apotheek. Dat betekent niet dat er niets is.
• Allergieën: niets gevonden in Apotheek. Dat betekent niet dat er niets is.
• Problemen: niets gevonden in Apotheek. Dat betekent niet dat er niets is.

Actueel

• [2] Meting: Gewicht: 72,4 kg – 11-01-2026 08:00 – bron onbekend
• Medicatie, gewijzigd in 14 dagen: niets gevonden in Apotheek. Dat betekent niet dat er niets is.
• Medicatie die niet gewijzigd is, staat hier niet in. Vraag een actueel medicatieoverzicht op.
• Open taken: niets gevonden in Apotheek. Dat betekent niet dat er niets is.
• [3] Rapportage: 11-01-2026 21:00 – Verpleegkundige, Thuiszorg: Onrustige nacht. Wond dicht.

Vraag aan de ontvanger

• Graag wondzorg
• en bellen

Herkomst

• Opgehaald 12-01-2026 09:31 uit Apotheek.

Typ 1 om zo door te gaan. Typ weg 3 5 om regels weg te laten (1 tot en met 3). Alles wat u anders typt, komt er als aanvulling bij.`

test('reason and request are asked, and the draft is made of the record, each sentence with date and source', async () => {
  const { asksReason, asksRequest, draft } = await drafted({ records })
  assert.equal(
    textOf(asksReason),
    'Overdracht naar Thuiszorg De Brug (Dorp): wat is de reden?\nTyp in één bericht waarom u overdraagt en wat er nu speelt. Zonder burgerservicenummer.',
  )
  assert.equal(
    textOf(asksRequest),
    'Wat vraagt u van de ontvanger?\nTyp in één bericht wat de ontvanger moet doen of weten. Daarna ziet u het concept.',
  )
  assert.equal(textOf(draft), draftText)
})

test('lines are left out by number and words are added, and the letter says so', async () => {
  const { context, draft } = await drafted({ records })
  const shorter = await overdracht.run(context, freeOf(draft, 'weg 2'))
  const longer = await overdracht.run(context, freeOf(shorter, 'Dochter is op de hoogte.'))
  const text = textOf(longer)
  assert.ok(!text.includes('72,4'))
  assert.ok(text.includes('• [2] Rapportage: '))
  assert.ok(text.includes('Aanvulling van de zorgverlener\n\n• [3] Dochter is op de hoogte.'))
  assert.ok(text.includes('• 1 regel is weggelaten door de zorgverlener.'))
  const strange = await overdracht.run(context, freeOf(longer, 'weg 9'))
  assert.ok(
    textOf(strange).includes(
      'Er is geen regel 9: het concept heeft de regels 1 tot en met 3. Er is niets veranderd.',
    ),
  )
})

test('what was added has a number and is left out by it, without a word in the letter', async () => {
  const { context, draft } = await drafted({ records })
  const first = await overdracht.run(context, freeOf(draft, 'Mevrouw De Wit komt\nom 10 uur.'))
  const second = await overdracht.run(context, freeOf(first, 'Dochter is op de hoogte.'))
  assert.ok(
    textOf(second).includes(
      'Aanvulling van de zorgverlener\n\n• [4] Mevrouw De Wit komt\n• om 10 uur.\n• [5] Dochter is op de hoogte.\n',
    ),
  )
  assert.ok(textOf(second).includes('(1 tot en met 5)'))
  const third = await overdracht.run(context, freeOf(second, 'weg 4'))
  const text = textOf(third)
  assert.ok(!text.includes('De Wit') && !text.includes('om 10 uur'))
  assert.ok(text.includes('Aanvulling van de zorgverlener\n\n• [4] Dochter is op de hoogte.\n'))
  assert.ok(!text.includes('weggelaten'))
  assert.ok(third.kind === 'choose' && third.choices[0] !== undefined)
  const preview = textOf(await overdracht.run(context, third.choices[0]))
  assert.ok(preview.includes('Aanvulling van de zorgverlener\n\n• Dochter is op de hoogte.\n'))
  assert.ok(!preview.includes('['))
})

test('without the client’s line no draft is shown', async () => {
  const { context, asksRequest } = await drafted({ records })
  const careTeams = {
    ...context.careTeams,
    patientLine: () => Promise.reject(new FhirError('unavailable')),
  }
  const outcome = await overdracht.run({ ...context, careTeams }, freeOf(asksRequest, 'Wondzorg'))
  assert.equal(
    textOf(outcome),
    'Niet uitgevoerd: de gegevens van de cliënt konden niet worden gecontroleerd (tijdelijk niet beschikbaar). Er is niets vastgelegd. Probeer het later opnieuw.',
  )
})

test('what is confirmed is the draft as it was shown, also when the record changed meanwhile', async () => {
  const { context, seen, added, draft } = await drafted({ records })
  assert.ok(draft.kind === 'choose')
  const [ready] = draft.choices
  assert.ok(ready !== undefined)
  const changed = { ...context, record: recordOver({ records: [flag('f2', 'Iets nieuws')] }) }
  const preview = await overdracht.run(changed, ready)
  const text = textOf(preview)
  assert.ok(
    text.startsWith(
      'Bevestig overdracht – nog NIET verstuurd\nCliënt: J.V. (v), geboren in 1941\n\n• Van: J. Jansen, Verpleegkundige\n• Naar: Thuiszorg De Brug (Dorp)',
    ),
  )
  assert.ok(text.includes('• Waarschuwing: Valgevaar – actief'))
  assert.ok(!text.includes('Iets nieuws'))
  assert.ok(text.includes('Dit is geen eOverdracht'))
  assert.ok(preview.kind === 'confirm')
  const kept: unknown = JSON.parse(JSON.stringify(preview.draft))
  assert.ok(isHandoverDraft(kept))
  assert.deepEqual(kept.about, ['Flag/f1', 'Observation/w1', 'Observation/r1'])
  const carried = await overdracht.carryOut?.(changed, kept, '$prompt')
  assert.ok(carried?.kind === 'done')
  assert.equal(
    toText(carried.document),
    'Overdracht verstuurd 12-01-2026 09:31 aan Thuiszorg De Brug.\nWat ermee gebeurt, komt hieronder te staan.\nKenmerk: Communication/9, Task/10',
  )
  assert.deepEqual(
    added.map(({ ref, kind, owner }) => [ref, kind, owner?.ref]),
    [['Task/10', 'task', 'Organization/brug']],
  )
  const bundle = JSON.parse(JSON.stringify(seen.bundles[0]))
  assert.deepEqual(await createValidator().validate(bundle), [])
  const [letter, task] = bundle.entry
  assert.deepEqual(letter.resource.payload, [
    { contentString: 'Reden\n• Opname per morgen' },
    {
      contentString:
        'Achtergrond\n• Waarschuwing: Valgevaar – actief – sinds 01-11-2025 – bron onbekend\n• Wilsverklaringen: niets gevonden in Apotheek. Dat betekent niet dat er niets is.\n• Allergieën: niets gevonden in Apotheek. Dat betekent niet dat er niets is.\n• Problemen: niets gevonden in Apotheek. Dat betekent niet dat er niets is.',
    },
    {
      contentString:
        'Actueel\n• Meting: Gewicht: 72,4 kg – 11-01-2026 08:00 – bron onbekend\n• Medicatie, gewijzigd in 14 dagen: niets gevonden in Apotheek. Dat betekent niet dat er niets is.\n• Medicatie die niet gewijzigd is, staat hier niet in. Vraag een actueel medicatieoverzicht op.\n• Open taken: niets gevonden in Apotheek. Dat betekent niet dat er niets is.\n• Rapportage: 11-01-2026 21:00 – Verpleegkundige, Thuiszorg: Onrustige nacht. Wond dicht.',
    },
    { contentString: 'Vraag aan de ontvanger\n• Graag wondzorg\n• en bellen' },
    { contentString: 'Herkomst\n• Opgehaald 12-01-2026 09:31 uit Apotheek.' },
  ])
  assert.equal(task.resource.focus.reference, letter.fullUrl)
  assert.equal(task.resource.owner.reference, 'Organization/brug')
  assert.equal(task.resource.status, 'requested')
  assert.deepEqual(overdracht.ownIdentifiers?.(kept, '$prompt'), handoverIdentifiers('$prompt'))
})

test('what could not be retrieved is named in the draft and in what is sent', async () => {
  const { context, draft } = await drafted({
    records,
    failing: { AllergyIntolerance: 'timeout' },
    incomplete: ['Flag'],
  })
  const text = textOf(draft)
  assert.ok(text.includes('\nONVOLLEDIG\n'))
  assert.ok(text.includes('• Allergieën: NIET (volledig) opgehaald, zie hieronder.'))
  assert.ok(text.includes('• Waarschuwingen: NIET (volledig) opgehaald, zie hieronder.'))
  assert.ok(text.includes('ONVOLLEDIG: Apotheek – Allergieën: geen antwoord (time-out)'))
  assert.ok(draft.kind === 'choose' && draft.choices[0] !== undefined)
  const preview = await overdracht.run(context, draft.choices[0])
  assert.ok(preview.kind === 'confirm')
  const kept: unknown = JSON.parse(JSON.stringify(preview.draft))
  assert.ok(isHandoverDraft(kept))
  assert.ok(kept.parts[0]?.startsWith('Reden (ONVOLLEDIG)'))
  assert.ok(kept.parts.at(-1)?.includes('ONVOLLEDIG: Apotheek – Allergieën: geen antwoord'))
})

test('data of other organizations are not copied into the letter, and that is said', async () => {
  const { context } = contextOf({ records })
  const other = {
    label: 'Ziekenhuis',
    patient: 'Patient/z',
    records: [flag('z1', 'MRSA', { subject: { reference: 'Patient/z' } })],
  }
  const both = { ...context, record: recordOver({ records }, other) }
  const first = await overdracht.run(both, line('naar De Brug', 'Opname'))
  const draft = await overdracht.run(both, freeOf(first, 'Graag wondzorg'))
  const text = textOf(draft)
  assert.ok(!text.includes('MRSA'))
  assert.ok(
    text.includes('• Niet overgenomen uit andere bronnen: Ziekenhuis. Vraag die gegevens daar op.'),
  )
})

test('warnings are never cut, and of the rest it is said how much is not in it', async () => {
  const many = [
    ...Array.from({ length: 14 }, (_, at) => flag(`f${at}`, `Let op ${at}`)),
    ...Array.from({ length: 14 }, (_, at) => report(`r${at}`, 'x'.repeat(280))),
  ]
  const { context, draft } = await drafted({ records: many })
  const text = textOf(draft)
  for (let at = 0; at < 14; at += 1) assert.ok(text.includes(`Let op ${at} `))
  assert.ok(draft.kind === 'choose' && draft.choices[0] !== undefined)
  const preview = await overdracht.run(context, draft.choices[0])
  for (const document of [documentOf(draft), documentOf(preview)])
    assert.ok(!eventOf(document)['body'].includes('[…'))
  assert.match(text, /Rapportages van 3 dagen: nog \d+ regels niet opgenomen, zie het dossier\./u)
})

test('reports of before, or without a date, are not taken for those of these days', async () => {
  const old = report('old', 'Lang geleden', '2026-01-05')
  const { effectiveDateTime: _, ...undated } = report('undated', 'Ergens')
  const { draft } = await drafted({ records: [old, undated] })
  const text = textOf(draft)
  assert.ok(!text.includes('Lang geleden'))
  assert.ok(!text.includes('Ergens'))
  assert.ok(text.includes('• Rapportages: 1 zonder datum niet opgenomen.'))
})

test('a citizen service number in the record stays out of the letter', async () => {
  const { context, draft } = await drafted({ records: [report('r1', 'BSN 999990019 gebeld')] })
  const text = textOf(draft)
  assert.ok(!text.includes('999990019'))
  assert.ok(
    text.includes(
      '[1] Rapportage: weggelaten omdat er een burgerservicenummer in staat, zie het dossier',
    ),
  )
  const refused = await overdracht.run(context, freeOf(draft, 'Nummer 999990019'))
  assert.equal(refused.kind, 'misused')
  const going = draft.kind === 'choose' ? draft.choices[0] : undefined
  assert.ok(going !== undefined)
  assert.equal((await overdracht.run(context, going)).kind, 'confirm')
})

test('without a recipient it is asked, and a name that is typed answers it', async () => {
  const { context } = contextOf({ records })
  const outcome = await overdracht.run(context, line(''))
  assert.match(
    textOf(outcome),
    /^Overdracht: naar wie\?\n\n1\. huisarts\n2\. wijkverpleging\n[\s\S]*Typ een nummer van 1 tot en met 9, of typ de naam van de organisatie\.$/u,
  )
  const next = await overdracht.run(context, freeOf(outcome, 'De Brug'))
  assert.match(textOf(next), /^Overdracht naar Thuiszorg De Brug \(Dorp\): wat is de reden\?/u)
})

const refused: readonly (readonly [string, Args, Case, string])[] = [
  [
    'a recipient nobody knows',
    line('naar Onbekend'),
    { records },
    '“Onbekend” is geen discipline of organisatie in het adresboek. Er is niets verstuurd. Typ alleen de naam, bijvoorbeeld !overdracht naar huisarts.',
  ],
  [
    'words behind a kind of care',
    line('huisarts graag visite'),
    { records, directory: [] },
    'Niet begrepen: “graag visite”. Er is niets verstuurd. Typ !overdracht naar huisarts: daarna wordt gevraagd waarom u overdraagt en wat u van de ontvanger vraagt.',
  ],
  [
    'words behind a kind of care of two words',
    line('naar specialist ouderengeneeskunde, graag visite'),
    { records, directory: [] },
    'Niet begrepen: “graag visite”. Er is niets verstuurd. Typ !overdracht naar specialist ouderengeneeskunde: daarna wordt gevraagd waarom u overdraagt en wat u van de ontvanger vraagt.',
  ],
  [
    'words behind the name of an organization',
    line('Thuiszorg De Brug graag visite vandaag'),
    { records },
    'Niet begrepen: “graag visite vandaag”. Er is niets verstuurd. Typ !overdracht naar Thuiszorg De Brug: daarna wordt gevraagd waarom u overdraagt en wat u van de ontvanger vraagt.',
  ],
  [
    'a recipient who was chosen and is gone',
    { words: [], options: { target: 'Organization/gone' }, text: '' },
    { records },
    'Deze ontvanger staat niet (meer) in het adresboek. Er is niets verstuurd.',
  ],
  [
    'an address book that is down',
    line('naar De Brug'),
    { records, directory: new FhirError('timeout') },
    'Niet uitgevoerd: het adresboek kon niet worden geraadpleegd (geen antwoord (time-out)). Er is niets verstuurd. Probeer het later opnieuw.',
  ],
  [
    'a citizen service number',
    line('naar De Brug', 'BSN 999990019'),
    { records },
    'Niet uitgevoerd: uw bericht bevat een burgerservicenummer. Het dossier weet al om wie het gaat; typ de opdracht opnieuw zonder dat nummer en verwijder uw bericht.',
  ],
  [
    '10 kB of reason',
    line('naar De Brug', 'x'.repeat(10_000)),
    { records },
    'Niet uitgevoerd: de tekst is te lang (10000 tekens, ten hoogste 1500). Typ de opdracht opnieuw met een kortere tekst.',
  ],
]

for (const [name, args, at, sentence] of refused)
  test(`refused with a reason: ${name}`, async () => {
    const { context } = contextOf(at)
    const outcome = await overdracht.run(context, args)
    assert.notEqual(outcome.kind, 'confirm')
    assert.equal(textOf(outcome), sentence)
  })

test('when the record answers nothing, there is no draft', async () => {
  const types = [
    ...(['Flag', 'Consent', 'AllergyIntolerance', 'Condition', 'EpisodeOfCare'] as const),
    ...(['MedicationRequest', 'MedicationDispense', 'MedicationStatement', 'Task'] as const),
    ...(['Observation', 'Composition', 'DiagnosticReport'] as const),
  ]
  const failing = Object.fromEntries(types.map((type) => [type, 'timeout' as const]))
  const { draft } = await drafted({ records, failing })
  assert.equal(
    textOf(draft),
    'Niet uitgevoerd: uit het dossier kon niets worden opgehaald (geen antwoord (time-out)). Dit zegt niets over de cliënt. Probeer het later opnieuw.',
  )
})

test('a draft that was tampered with is made anew from the record', async () => {
  const { context } = contextOf({ records })
  const outcome = await overdracht.run(context, {
    words: [],
    options: {
      target: 'Organization/brug',
      reason: 'Opname',
      request: 'Graag wondzorg',
      concept: '{"sentences":[{"kind":"alerts","text":"verzonnen"}]}',
      ready: true,
    },
    text: '',
  })
  assert.equal(outcome.kind, 'choose')
  assert.ok(!textOf(outcome).includes('verzonnen'))
})
