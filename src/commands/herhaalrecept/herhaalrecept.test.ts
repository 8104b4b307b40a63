import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type { Communication, MedicationRequest } from '@medplum/fhirtypes'
import { nurse } from '../../../test/record-context.ts'
import { carriedWords, framed, type WritingCase, writingCase } from '../../../test/writing-case.ts'
import type { ResourceRef } from '../../fhir/fhir.ts'
import { createRecordReader } from '../../fhir/record/record.ts'
import { ownSource, type Source } from '../../fhir/server/source.ts'
import { createValidator } from '../../fhir/validation/validate.ts'

/** A prescription of a server that knows nothing of MP9. */
const plain: MedicationRequest = {
  resourceType: 'MedicationRequest',
  id: 'plain',
  status: 'active',
  intent: 'order',
  medicationCodeableConcept: { text: 'Lactulose siroop 670 mg/ml' },
  subject: { reference: 'Patient/demo-client-1' },
  authoredOn: '2026-01-02',
  dosageInstruction: [{ text: '1 maal per dag 15 ml' }],
}
const second: MedicationRequest = {
  ...plain,
  id: 'plain-2',
  medicationCodeableConcept: { text: 'Lactulose sachet 12 g' },
  dosageInstruction: [{ text: 'zo nodig 1 sachet' }],
}

const many = Array.from(
  { length: 11 },
  (_, at): MedicationRequest => ({
    ...plain,
    id: `many-${at}`,
    medicationCodeableConcept: { text: `Bisacodyl soort ${at}` },
  }),
)

let world: WritingCase
before(async () => {
  world = await writingCase([plain, second])
})
after(() => world[Symbol.asyncDispose]())

const request = async (ref: ResourceRef | undefined): Promise<MedicationRequest> => {
  const found = await world.stored(ref)
  assert.ok(found.resourceType === 'MedicationRequest')
  return found
}

const numberOf = async (name: string): Promise<string> => {
  const text = await world.list('!medicatie')
  const number = new RegExp(`\\[(\\d+)\\] (?:[^\\n]*: )?${name}`, 'u').exec(text)?.[1]
  assert.ok(number, `${name} is not listed`)
  return number
}

const what = 'voorstel herhaalrecept'
const by = '• Door: Sanne Dijkstra, Verpleegkundige, Thuiszorg De Linde'
const notes = [
  'Dit is een voorstel, geen recept: de voorschrijver beslist.',
  'Niemand krijgt hiervan bericht via dit gesprek. Bel als het haast heeft.',
]
const nothing = 'Er is niets aangevraagd.'
const contact = 'Neem contact op met de voorschrijver of de apotheek.'

test('a medicine of the last list is proposed with its amount and a comment', async () => {
  const number = await numberOf('Furosemide')
  assert.equal(
    await world.said(`!herhaalrecept ${number} 30 graag vóór het "weekend"`),
    framed(
      what,
      '• Middel: Furosemide tablet 40 mg',
      '• Gebruik volgens voorschrift: 2 maal per dag 1 tablet, oraal',
      '• Aantal: 30 stuks',
      '• Opmerking: graag vóór het "weekend"',
      '• Aan: Apotheek De Vijzel',
      by,
      '',
      ...notes,
    ),
  )
})

test('a proposal for an MP9 treatment names the treatment and the agreement, and is a plan', async () => {
  const carried = await world.confirm('!herhaalrecept metoprolol 90 voor vakantie', '$mp9')
  assert.equal(
    carriedWords(carried),
    'Voorstel voor een herhaalrecept vastgelegd 12-01-2026 09:31: Metoprolol tablet mga 50 mg.\nCliënt: J.V. (v), geboren in 1941\nKenmerk: MedicationRequest/…',
  )
  assert.ok(carried.kind === 'done')
  const found = await request(carried.refs[0])
  assert.deepEqual(
    [found.status, found.intent, found.identifier?.length, found.category?.[0]?.coding?.[0]?.code],
    ['active', 'plan', 1, '52711000146108'],
  )
  assert.deepEqual(
    (found.extension ?? []).map(({ url, valueIdentifier, valueString }) => [
      url.split('/').at(-1),
      valueIdentifier?.value ?? valueString,
    ]),
    [
      ['ext-PharmaceuticalTreatment.Identifier', 'MBH_metoprolol'],
      ['ext-Comment', 'voor vakantie'],
    ],
  )
  assert.equal(found.meta?.profile?.[0]?.split('/').at(-1), 'mp-DispenseRequest')
  assert.equal(found.basedOn?.[0]?.reference, 'MedicationRequest/demo-metoprolol-ma')
  assert.deepEqual(
    [found.dispenseRequest?.quantity?.value, found.dispenseRequest?.quantity?.unit],
    [90, 'stuk'],
  )
  assert.equal(found.requester?.reference, 'PractitionerRole/demo-role-wijkverpleegkundige')
  assert.deepEqual(found.performer, {
    reference: 'Organization/demo-org-apotheek',
    type: 'Organization',
    display: 'Apotheek De Vijzel',
  })
  assert.deepEqual(await createValidator().validate(found), [])
})

test('a proposal says that no pharmacy is named when the record does not tell which hands the medicine out', async () => {
  assert.match(
    await world.said('!herhaalrecept "lactulose siroop"'),
    /^• Aan: niet genoemd, de apotheek van dit middel staat niet in het dossier$/mu,
  )
})

test('a server without MP9 gets a plain proposal', async () => {
  const [ref] = await world.wrote('!herhaalrecept "lactulose siroop" 500 ml graag')
  const found = await request(ref)
  assert.deepEqual(
    [found.intent, found.extension, found.category, found.meta?.profile, found.note?.[0]?.text],
    ['proposal', undefined, undefined, undefined, 'graag'],
  )
  assert.deepEqual(
    [found.dispenseRequest?.quantity?.value, found.dispenseRequest?.quantity?.code],
    [500, 'mL'],
  )
  assert.equal(found.basedOn?.[0]?.reference, 'MedicationRequest/plain')
})

test('a name of two medicines is asked about, and the choice goes on with what was typed', async () => {
  const { outcome, command } = await world.type('!herhaalrecept lactulose 2 nodig')
  assert.ok(outcome.kind === 'choose')
  assert.equal(
    await world.said('!herhaalrecept lactulose 2 nodig'),
    'Herhaalrecept: welk middel met de naam “lactulose”?\n\n1. Lactulose siroop 670 mg/ml – 1 maal per dag 15 ml\n2. Lactulose sachet 12 g – zo nodig 1 sachet\n\nTyp een nummer van 1 tot en met 2.',
  )
  const [, sachet] = outcome.choices
  assert.ok(sachet)
  const chosen = await command.run(world.context, sachet)
  assert.ok(chosen.kind === 'confirm')
  const text = JSON.stringify(chosen.preview('4821', new Date()))
  assert.match(text, /Middel: Lactulose sachet 12 g/u)
  assert.match(text, /Aantal: 2 stuks/u)
  assert.match(text, /"nodig"/u)
})

test('medicines of one name that do not fit in the list are counted, with the way to them', async () => {
  await using own = await writingCase(many)
  const { outcome } = await own.type('!herhaalrecept bisacodyl')
  assert.equal(outcome.kind === 'choose' && outcome.choices.length, 9)
  assert.deepEqual((await own.said('!herhaalrecept bisacodyl')).split('\n').slice(-4), [
    '',
    'Er zijn nog 2 middelen met deze naam. Typ de naam vollediger, of typ !medicatie en noem het nummer.',
    '',
    'Typ een nummer van 1 tot en met 9.',
  ])
})

test('an open proposal for the same medicine is said before another is made', async () => {
  await world.wrote('!herhaalrecept furosemide 30')
  assert.match(
    await world.said('!herhaalrecept furosemide 30'),
    /\n⚠ Let op: er staat al een voorstel voor dit middel, van 12-01-2026 09:31\.\n/u,
  )
})

const obstacles: Readonly<Record<string, string>> = {
  Diclofenac: `Dit middel is gestopt. ${nothing} ${contact}`,
  Colecalciferol: `Dit middel begint pas later. ${nothing} ${contact}`,
  Metformine: `Over dit middel is het dossier niet duidelijk: zie !medicatie. ${nothing} ${contact}`,
}

for (const [name, sentence] of Object.entries(obstacles)) {
  test(`no more of ${name} is asked for`, async () => {
    const number = await numberOf(name)
    assert.equal(await world.said(`!herhaalrecept ${number} 30`), sentence)
    assert.equal(await world.said(`!herhaalrecept ${name.toLowerCase()} 30`), sentence)
  })
}

test('while a source does not answer nobody can tell whether it was stopped there', async () => {
  const own = ownSource('Dossier', world.client)
  const silent: Source = {
    label: 'Apotheek',
    own: false,
    client: own.client,
    patientOf: async () => undefined,
  }
  const { context } = world
  world.context = { ...context, record: createRecordReader([own, silent]) }
  assert.equal(
    await world.said('!herhaalrecept furosemide 30'),
    `Niet alle bronnen antwoordden volledig, dus niet na te gaan of dit middel is gestopt. ${nothing} Probeer het later opnieuw, of neem contact op met de voorschrijver.`,
  )
  world.context = context
})

test('what was stopped after it was shown is not asked for any more', async () => {
  const { outcome, command } = await world.type('!herhaalrecept "lactulose sachet" 2')
  assert.ok(outcome.kind === 'confirm')
  world.sandbox.put({ ...second, status: 'stopped' })
  const carried = await command.carryOut?.(world.context, outcome.draft, '$stopped')
  assert.ok(carried?.kind === 'failed')
  assert.equal(carriedWords(carried), `Dit middel is gestopt. ${nothing} ${contact}`)
  world.sandbox.put(second)
})

const list = [['MedicationRequest/demo-furosemide-ma'], ['MedicationRequest/not-there'], ['Flag/1']]

const refused: Readonly<Record<string, string>> = {
  '!herhaalrecept aspirine': `Geen middel met de naam “aspirine” gevonden dat nu in gebruik is. ${nothing} Typ !medicatie voor de namen.`,
  '!herhaalrecept <b>@room</b>': `Geen middel met de naam “<b>@ room</b>” gevonden dat nu in gebruik is. ${nothing} Typ !medicatie voor de namen.`,
  '!herhaalrecept furosemide 1.000': `Het aantal “1.000” kan op twee manieren worden gelezen. ${nothing} Typ het zonder punt of komma.`,
  '!herhaalrecept furosemide 2,5': `Het aantal “2,5” moet een heel getal zijn. ${nothing}`,
  '!herhaalrecept furosemide 0': `Het aantal “0” kan niet: noem 1 tot en met 500 stuks. ${nothing}`,
  '!herhaalrecept furosemide -3': `Het aantal “-3” kan niet: noem 1 tot en met 500 stuks. ${nothing}`,
  '!herhaalrecept furosemide 9999': `Het aantal “9999” kan niet: noem 1 tot en met 500 stuks. ${nothing}`,
  '!herhaalrecept furosemide 3 weken': `Achter het getal staat “weken”: dat is geen aantal stuks of milliliter. ${nothing} Noem alleen een aantal, en zet een komma voor een opmerking.`,
  '!herhaalrecept furosemide 80mg': `U typt “80mg”, maar dit middel is Furosemide tablet 40 mg. ${nothing} ${contact}`,
  '!herhaalrecept 2': 'Deze regel staat niet meer in het dossier. Vraag de lijst opnieuw op.',
  '!herhaalrecept 3': 'Deze regel staat niet meer in het dossier. Vraag de lijst opnieuw op.',
  '!herhaalrecept 9': 'Uw laatste lijst heeft de nummers 1 tot en met 3.',
  '!herhaalrecept furosemide bsn 111222333':
    'Niet uitgevoerd: uw bericht bevat een burgerservicenummer. Het dossier weet al om wie het gaat; typ de opdracht opnieuw zonder dat nummer en verwijder uw bericht.',
  [`!herhaalrecept furosemide 3, ${'x'.repeat(5000)}`]:
    'Niet uitgevoerd: de tekst is te lang (5000 tekens, ten hoogste 500). Er is niets vastgelegd. Typ de opdracht opnieuw met een kortere tekst.',
}

for (const [line, sentence] of Object.entries(refused)) {
  test(`${line.slice(0, 45)} is refused, and nothing is written`, async () => {
    const { context } = world
    const kept = { command: 'medicatie', args: { words: [], options: {}, text: '' } }
    world.context = {
      ...context,
      lastList: async () => ({ ...kept, more: undefined, at: context.now, lines: list }),
    }
    assert.equal((await world.type(line)).outcome.kind, 'misused')
    assert.equal(await world.said(line), sentence)
  })
}

test('a number of another list, or of no list, names no medicine', async () => {
  world.listed(['Observation/1'])
  assert.equal(
    await world.said('!herhaalrecept 1'),
    'Uw laatste lijst is van een andere opdracht. Typ eerst !medicatie.',
  )
  const { context } = world
  world.context = { ...context, lastList: async () => undefined }
  assert.equal(
    await world.said('!herhaalrecept 1'),
    'U heeft hier nog geen lijst opgevraagd, of te lang geleden. Vraag de lijst eerst op, en noem dan het nummer dat ervoor staat.',
  )
})

test('an amount may be typed with its word, which is not the comment', async () => {
  for (const typed of ['30 tabletten, graag snel', '30 stuks graag snel', '30x graag snel']) {
    const text = await world.said(`!herhaalrecept furosemide ${typed}`)
    assert.match(text, /^• Aantal: 30 stuks\n• Opmerking: graag snel$/mu, typed)
  }
  assert.match(await world.said('!herhaalrecept furosemide'), /^• Aantal: niet genoemd$/mu)
})

test('the client and a relative propose in their own name', async () => {
  const { context } = world
  const as = (kind: 'patient' | 'related', ref: string) => {
    const { practitioner: _none, ...member } = nurse
    world.context = {
      ...context,
      asker: {
        userId: '@x:y',
        member: { ...member, practitioner: undefined, kind, ref, name: 'Jo', functions: [] },
      },
    }
  }
  as('patient', 'Patient/demo-client-1')
  const [own] = await world.wrote('!herhaalrecept furosemide 30')
  assert.equal((await request(own)).requester?.reference, 'Patient/demo-client-1')
  as('related', 'Practitioner/demo-pract-huisarts')
  assert.equal((await world.type('!herhaalrecept furosemide')).outcome.kind, 'confirm')
  as('related', 'Device/1')
  assert.match(
    await world.said('!herhaalrecept furosemide'),
    /^Niet uitgevoerd: het zorgteam noemt/u,
  )
  world.context = context
})

const url =
  'http://nictiz.nl/fhir/StructureDefinition/ext-Communication.Payload.ContentCodeableConcept'
const system = 'urn:oid:2.16.840.1.113883.2.4.3.11.60.20.77.5.2.17'

/** As a server gives it: the answer stands in an extension of a string that is not there. */
const answerTo = (value: string): Communication => {
  const coding = [{ system, code: '1', display: 'Ja, verstrekkingsverzoek volgt' }]
  const parsed: Communication = JSON.parse(
    JSON.stringify({
      resourceType: 'Communication',
      id: 'answer',
      status: 'completed',
      subject: { reference: 'Patient/demo-client-1' },
      sent: '2026-01-12T09:00:00+01:00',
      basedOn: [{ type: 'MedicationRequest', identifier: { system: 'urn:ietf:rfc:3986', value } }],
      payload: [{ _contentString: { extension: [{ url, valueCodeableConcept: { coding } }] } }],
    }),
  )
  return parsed
}

test('without a medicine the proposals are listed with what was answered', async () => {
  await using fresh = await writingCase()
  assert.match(
    await fresh.said('!herhaalrecept'),
    /^Voorstellen voor herhaalrecepten – peildatum 12-01-2026 09:31 – bronnen: Dossier ✓\n\nGeen gegevens gevonden in Dossier/u,
  )
  const [ref] = await fresh.wrote('!herhaalrecept metoprolol 90')
  assert.match(
    await fresh.list('!herhaalrecept'),
    /\n• \[1\] Metoprolol tablet mga 50 mg – voorgesteld 12-01-2026 09:31 – nog geen antwoord gevonden\n/u,
  )
  const found = await fresh.stored(ref)
  assert.ok(found.resourceType === 'MedicationRequest')
  fresh.sandbox.put(answerTo(found.identifier?.[0]?.value ?? ''))
  assert.match(
    await fresh.said('!herhaalrecept'),
    /– voorgesteld 12-01-2026 09:31 – antwoord 12-01-2026 09:00: akkoord, “Ja, verstrekkingsverzoek volgt”\n/u,
  )
})

test('a proposal can be taken back, and is no longer an open one', async () => {
  await using fresh = await writingCase()
  const refs = await fresh.wrote('!herhaalrecept metoprolol 90')
  const { command } = await fresh.type('!herhaalrecept metoprolol')
  const back = await command.undo?.(fresh.context, refs, '$back')
  assert.equal(back?.kind, 'done')
  const found = await fresh.stored(refs[0])
  assert.ok(found.resourceType === 'MedicationRequest')
  assert.equal(found.status, 'cancelled')
  assert.doesNotMatch(await fresh.said('!herhaalrecept metoprolol'), /er staat al een voorstel/u)
})

const whole = (name: string) =>
  `Geen middel gevonden, of meer dan één, met de naam “${name}”. Er is niets aangevraagd. Typ de hele naam van het middel, zoals die op het etiket staat, of vraag het een zorgverlener.`

test('where a relative may read along no medicine is found by a few letters, and none is listed', async () => {
  await using fresh = await writingCase()
  fresh.context = { ...fresh.context, audience: 'lay' }
  for (const typed of ['m', 'met', 'furo', 'tablet'])
    assert.equal(await fresh.said(`!herhaalrecept ${typed}`), whole(typed))
  assert.equal((await fresh.type('!herhaalrecept Furosemide 30')).outcome.kind, 'confirm')
})

test('where a relative may read along only the own proposals are listed', async () => {
  await using fresh = await writingCase()
  await fresh.wrote('!herhaalrecept metoprolol 90')
  const { asker } = fresh.context
  const ref = 'RelatedPerson/demo-dochter'
  const member = { ...asker.member, kind: 'related', ref, practitioner: undefined } as const
  const staff = fresh.context
  fresh.context = { ...staff, audience: 'lay', asker: { ...asker, member } }
  const said = await fresh.said('!herhaalrecept')
  assert.doesNotMatch(said, /Metoprolol/u)
  assert.match(said, /Hier staan alleen uw eigen voorstellen\./u)
  fresh.context = { ...staff, audience: 'lay' }
  assert.match(await fresh.said('!herhaalrecept'), /Metoprolol tablet mga 50 mg – voorgesteld/u)
})

test('while a source does not answer nobody says that a medicine is not there', async () => {
  await using fresh = await writingCase()
  const { context } = fresh
  const { record } = context
  const ask: typeof record.ask = async (...asked) => {
    const sourced = await record.ask(...asked)
    const failed = [{ part: 'MedicationRequest', code: 'timeout' }] as const
    return { ...sourced, sources: sourced.sources.map((each) => ({ ...each, failed })) }
  }
  const incomplete =
    'Niet alle bronnen antwoordden volledig, dus niet na te gaan of dit middel is gestopt. Er is niets aangevraagd. Probeer het later opnieuw, of neem contact op met de voorschrijver.'
  for (const audience of ['professional', 'lay'] as const) {
    fresh.context = { ...context, audience, record: { ...record, ask } }
    assert.equal(await fresh.said('!herhaalrecept onbekendmiddel'), incomplete)
  }
})
