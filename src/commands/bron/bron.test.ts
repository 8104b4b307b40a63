import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { MedicationRequest, Resource, ServiceRequest, Task } from '@medplum/fhirtypes'
import { clinicalContext, patient, recordOver, shown, typed } from '../../../test/clinical-case.ts'
import { toText } from '../../reply/text.ts'
import type { KeptList, Outcome } from '../command.ts'
import { bron } from './bron.ts'

const prescription: MedicationRequest = {
  resourceType: 'MedicationRequest',
  id: '1',
  meta: {
    versionId: '2',
    lastUpdated: '2026-01-10T08:00:00Z',
    profile: ['http://nictiz.nl/fhir/StructureDefinition/mp-MedicationAgreement|1.0'],
  },
  status: 'active',
  intent: 'order',
  subject: { reference: patient },
  authoredOn: '2025-04-03',
  requester: { reference: 'PractitionerRole/h' },
  medicationCodeableConcept: { text: 'Metoprolol tablet 50 mg' },
}

const role: Resource = {
  resourceType: 'PractitionerRole',
  id: 'h',
  code: [{ text: 'Huisarts' }],
  organization: { display: 'Pulver & Partners' },
}

const kept = (
  lines: KeptList['lines'],
  at = new Date('2026-01-12T08:20:00Z'),
): (() => Promise<KeptList>) => {
  const list = { command: 'medicatie', args: typed(), more: undefined, at, lines }
  return () => Promise.resolve(list)
}

const said = (outcome: Outcome) => {
  assert.ok(outcome.kind === 'misused')
  return toText(outcome.document)
}

const context = (
  records: readonly Resource[],
  lines: KeptList['lines'] = [['MedicationRequest/1']],
) => ({ ...clinicalContext({ records }), lastList: kept(lines) })

test('a line is told by kind, change, version, who, source and profile', async () => {
  const answer = shown(await bron.run(context([prescription, role]), typed('1')))
  assert.equal(
    answer.text,
    [
      'Herkomst van regel 1 van !medicatie – peildatum 12-01-2026 09:31 – bronnen: Apotheek ✓',
      '',
      'Voorschrift: Metoprolol tablet 50 mg',
      '',
      '• status in de bron: actief',
      '• niet gewijzigd sinds de lijst is getoond (12-01-2026 09:20)',
      '• laatst gewijzigd: 10-01-2026 09:00, versie 2',
      '• kenmerk: MedicationRequest/1',
      '• vastgelegd op 03-04-2025',
      '• vastgelegd door: Huisarts, Pulver & Partners',
      '• bron: Apotheek',
      '• profiel: mp-MedicationAgreement',
      '',
      'Opgehaald voor J. Jansen. Niet bewaren als dossier.',
    ].join('\n'),
  )
  assert.deepEqual(answer.reads, ['MedicationRequest 1'])
  assert.deepEqual(answer.refs, [
    {
      ref: 'MedicationRequest/1',
      versionId: '2',
      profile: 'http://nictiz.nl/fhir/StructureDefinition/mp-MedicationAgreement|1.0',
    },
  ])
})

test('the list that numbers name stays the same', async () => {
  assert.equal(shown(await bron.run(context([prescription]), typed('1'))).beside, true)
})

test('what changed after the list was shown says so, with how to see it anew', async () => {
  const meta = { versionId: '3', lastUpdated: '2026-01-12T08:25:00Z' }
  const { text } = shown(await bron.run(context([{ ...prescription, meta }]), typed('1')))
  assert.match(
    text,
    /• ⚠\u00A0gewijzigd nadat de lijst is getoond \(12-01-2026 09:20\): typ !ververs\.\n• laatst gewijzigd: 12-01-2026 09:25, versie 3\n/u,
  )
  assert.match(text, /• profiel: niet vermeld/u)
})

test('what is not there any more says so, and what belongs to somebody else is not there', async () => {
  const gone = [
    'Voorschrift',
    '',
    '• staat er niet meer: verwijderd sinds de lijst is getoond, of niet meer te zien',
  ].join('\n')
  assert.ok(shown(await bron.run(context([]), typed('1'))).text.includes(`\n\n${gone}\n\n`))
  const foreign = { ...prescription, subject: { reference: 'Patient/other' } }
  const { text, refs } = shown(await bron.run(context([foreign]), typed('1')))
  assert.ok(text.includes(`\n\n${gone}\n\n`))
  assert.doesNotMatch(text, /Metoprolol/u)
  assert.deepEqual(refs, [])
})

test('what was entered in error is told without what it said', async () => {
  const wrong: MedicationRequest = { ...prescription, status: 'entered-in-error' }
  const { text } = shown(await bron.run(context([wrong]), typed('1')))
  assert.match(
    text,
    /\nVoorschrift\n\n• ⚠\u00A0is als foutief ingevoerd gemarkeerd en geldt niet\n/u,
  )
  assert.doesNotMatch(text, /Metoprolol/u)
})

test('an unknown modifier, no version and no maker are each said', async () => {
  const { requester: _by, authoredOn: _on, ...rest } = prescription
  const bare: MedicationRequest = {
    ...rest,
    meta: {},
    modifierExtension: [{ url: 'urn:x' }],
  }
  const { text } = shown(await bron.run(context([bare]), typed('1')))
  assert.match(
    text,
    /• ⚠\u00A0bevat onbekende wijzigende informatie – open het dossier\n• de bron zegt niet of het is gewijzigd sinds de lijst is getoond\n• laatst gewijzigd: niet vermeld\n• kenmerk: MedicationRequest\/1\n• vastgelegd door: niet vermeld\n/u,
  )
})

const task: Task = {
  resourceType: 'Task',
  id: '1',
  status: 'requested',
  intent: 'proposal',
  for: { reference: patient },
  description: 'Katheter',
  focus: { reference: 'ServiceRequest/1' },
}
const removal: ServiceRequest = {
  resourceType: 'ServiceRequest',
  id: '1',
  status: 'revoked',
  intent: 'order',
  doNotPerform: true,
  subject: { reference: patient },
  code: { text: 'Katheter verwijderen' },
}

test('what must not be given or done, is proposed, ended or unknown says so', async () => {
  const records: readonly Resource[] = [
    { ...prescription, doNotPerform: true, intent: 'proposal', status: 'unknown' },
    removal,
    task,
  ]
  const { text } = shown(
    await bron.run(
      context(records, [records.map(({ resourceType, id }) => `${resourceType}/${id}`)]),
      typed('1'),
    ),
  )
  assert.match(
    text,
    /\nNIET GEVEN: Voorschrift: Metoprolol tablet 50 mg\n\n• VOORSTEL\n• status onbekend\n/u,
  )
  assert.match(
    text,
    /\n⚠\u00A0NIET DOEN: Verwijzing of aanvraag: Katheter verwijderen\n\n• status in de bron: ingetrokken\n/u,
  )
  assert.match(
    text,
    /\n⚠\u00A0NIET DOEN: Taak: Katheter\n\n• VOORSTEL\n• status in de bron: gevraagd\n/u,
  )
})

test('what a source with an agreement gave before is told with when, and that nobody asked since', async () => {
  const given = context([prescription])
  const record = {
    ...given.record,
    ask: () => Promise.reject(new Error('nothing more is asked')),
    look: async () => ({
      resource: prescription,
      source: 'Apotheek',
      key: 'MedicationRequest/1',
      included: new Map([['PractitionerRole/h', role]]),
      fetchedAt: new Date('2026-01-12T08:27:00Z'),
    }),
  }
  const { text } = shown(await bron.run({ ...given, record }, typed('1')))
  assert.match(
    text,
    /\n• zoals opgehaald om 09:27; of het daarna is gewijzigd, is daar niet gevraagd\. Opnieuw vragen: typ !ververs\.\n[^]*\n• vastgelegd door: Huisarts, Pulver & Partners\n/u,
  )
})

test('a line about somebody who gives care tells of their own record', async () => {
  const { text } = shown(
    await bron.run(context([{ ...role, active: true }], [['PractitionerRole/h']]), typed('1')),
  )
  assert.equal(
    text,
    [
      'Herkomst van regel 1 van !medicatie – peildatum 12-01-2026 09:31 – bronnen: Apotheek ✓',
      '',
      'Functie van zorgverlener: Huisarts',
      '',
      '• status in de bron: actief',
      '• de bron zegt niet of het is gewijzigd sinds de lijst is getoond',
      '• laatst gewijzigd: niet vermeld',
      '• kenmerk: PractitionerRole/h',
      '• vastgelegd door: niet vermeld',
      '• bron: Apotheek',
      '• profiel: niet vermeld',
      '',
      'Opgehaald voor J. Jansen. Niet bewaren als dossier.',
    ].join('\n'),
  )
})

test('a record of a relative never names the relative', async () => {
  const own: MedicationRequest = {
    ...prescription,
    requester: { reference: 'RelatedPerson/d', display: 'Dochter Anna' },
  }
  const { text } = shown(await bron.run(context([own]), typed('1')))
  assert.match(text, /• vastgelegd door: een naaste\n/u)
  assert.doesNotMatch(text, /Anna/u)
})

test('a source that does not answer says nothing about the line', async () => {
  const failing = { MedicationRequest: 'timeout' } as const
  const given = {
    ...clinicalContext({ records: [prescription], failing }),
    lastList: kept([['MedicationRequest/1']]),
  }
  const { text, outcome } = shown(await bron.run(given, typed('1')))
  assert.equal(
    text,
    [
      'Herkomst van regel 1 van !medicatie – peildatum 12-01-2026 09:31 – bronnen: het eigen dossier ✗ (geen antwoord (time-out))',
      '',
      'Er kon niets worden opgehaald: het eigen dossier – Voorschriften: geen antwoord (time-out).',
      'Dit zegt niets over deze patiënt (Herkomst van regel 1 van !medicatie).',
      '',
      'Opgehaald voor J. Jansen. Niet bewaren als dossier.',
    ].join('\n'),
  )
  assert.equal(outcome, 'failed')
})

test('a line of two sources shows both, and which of them failed', async () => {
  const other = { ...prescription, id: '7', subject: { reference: 'Patient/9' } }
  const given = {
    ...clinicalContext({ records: [] }),
    record: recordOver(
      { records: [prescription], failing: { MedicationDispense: 'forbidden' } },
      { label: 'Huisarts', patient: 'Patient/9', records: [other] },
    ),
    lastList: kept([
      ['MedicationRequest/1', 'MedicationRequest/7 @Huisarts', 'MedicationDispense/2'],
    ]),
  }
  const { text, refs } = shown(await bron.run(given, typed('1')))
  assert.match(
    text,
    /bronnen: Apotheek ⚠\u00A0\(deels\), Huisarts ✓\nONVOLLEDIG\nApotheek – Verstrekkingen: geen toegang\n/u,
  )
  assert.match(text, /• bron: Huisarts\n/u)
  assert.match(text, /\nVerstrekking\n\n• NIET opgehaald: geen toegang\n/u)
  assert.deepEqual(
    refs.map(({ ref, source }) => [ref, source]),
    [
      ['MedicationRequest/1', undefined],
      ['MedicationRequest/7', 'Huisarts'],
    ],
  )
})

test('a line made of very many records shows ten and counts the others', async () => {
  const many = Array.from({ length: 13 }, (_, index) => ({ ...prescription, id: `m${index}` }))
  const lines = [many.map(({ id }) => `MedicationRequest/${id}`)]
  const { text } = shown(await bron.run(context(many, lines), typed('1')))
  assert.equal(text.match(/^Voorschrift: /gmu)?.length, 10)
  assert.match(text, /\n\nDeze regel rust op nog 3 gegevens, niet getoond\.\n\n/u)
})

test('a hostile record becomes no markup and no mention', async () => {
  const hostile: MedicationRequest = {
    ...prescription,
    medicationCodeableConcept: { text: '<b>@room</b>\u202E 5\nmg' },
    meta: { versionId: '<i>', profile: ['urn:<script>'], lastUpdated: 'gisteren' },
  }
  const { text } = shown(await bron.run(context([hostile]), typed('1')))
  assert.match(text, /\nVoorschrift: <b>@ room<\/b> 5 mg\n/u)
  assert.match(text, /• laatst gewijzigd: datum onleesbaar, versie <i>\n/u)
})

const bad: readonly (readonly [string, readonly string[], string])[] = [
  ['nothing', [], 'Noem het nummer dat voor de regel staat, bijvoorbeeld !bron 2.'],
  ['a word', ['twee'], '“twee” is geen regelnummer.'],
  ['two numbers', ['1', '2'], '“1 2” is geen regelnummer.'],
  ['a thousand', ['1.000'], '“1.000” is geen regelnummer.'],
  ['a fraction', ['1,5'], '“1,5” is geen regelnummer.'],
  ['a minus', ['-1'], '“-1” is geen regelnummer.'],
  ['markup', ['<b>1</b>'], '“<b>1</b>” is geen regelnummer.'],
  ['zero', ['0'], 'Uw laatste lijst heeft de nummers 1 tot en met 1.'],
  ['too high', ['2'], 'Uw laatste lijst heeft de nummers 1 tot en met 1.'],
  ['very high', ['9999'], 'Uw laatste lijst heeft de nummers 1 tot en met 1.'],
]

for (const [name, words, sentence] of bad)
  test(`a line cannot be named by ${name}`, async () => {
    const text = said(await bron.run(context([prescription]), typed(...words)))
    assert.ok(text.startsWith(sentence), text)
  })

test('10 kB of text is refused shortly', async () => {
  const text = said(await bron.run(context([prescription]), typed('x'.repeat(10_000))))
  assert.ok(text.length < 1000)
})

test('without a list of one’s own nothing is looked at', async () => {
  const record = { ask: () => assert.fail('asked'), look: () => assert.fail('looked') }
  const given = { ...clinicalContext({ records: [] }), record }
  assert.equal(
    said(await bron.run(given, typed('1'))),
    'U heeft hier nog geen lijst opgevraagd, of te lang geleden. Vraag de lijst eerst op, en noem dan het nummer dat ervoor staat.',
  )
  assert.equal(
    said(await bron.run({ ...given, lastList: kept([]) }, typed('1'))),
    'In uw laatste lijst heeft geen regel een nummer.',
  )
})

test('the number may stand as it was shown', async () => {
  for (const word of ['[1]', '#1', '01']) {
    const answer = shown(await bron.run(context([prescription]), typed(word)))
    assert.match(answer.text, /^Herkomst van regel 1 /u)
  }
})
