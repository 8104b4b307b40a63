import type { Medication, MedicationRequest, Resource } from '@medplum/fhirtypes'
import { administration, agreement, mp9, use } from '../medication-records.ts'
import { holds } from './corpus.ts'

const head = (title: string, count: number) => [
  `${title} – peildatum 12-01-2026 09:31 – bronnen: Dossier ✓`,
  'Cliënt: J.V. (v), geboren in 1941',
  '',
  `Actueel (${count})`,
  '',
]
const foot = ['', 'Opgehaald voor Sanne Dijkstra. Niet bewaren als dossier.']
const WHO = 'Huisarts, Pulver & Partners'
const DOSE = '2 maal per dag 1 tablet'

const morphine = { coding: [{ system: 'http://snomed.info/sct', code: '373529000' }] }

/** A product that is coded by its substance; how strong it is stands with its ingredient. */
const product = (id: string, value: number, form: string, text = 'Morphine'): Medication => ({
  resourceType: 'Medication',
  id,
  code: { ...morphine, text },
  form: { text: form },
  ingredient: [
    {
      itemCodeableConcept: { ...morphine, text: 'Morphine' },
      strength: {
        numerator: { value, unit: 'mg' },
        denominator: { value: 1, unit: 'tablet' },
      },
    },
  ],
})
const prescribed = (
  id: string,
  medication: string,
  more: Partial<MedicationRequest> = {},
): MedicationRequest => {
  const { medicationCodeableConcept: _named, ...rest } = agreement(id, '', DOSE)
  return {
    ...rest,
    status: 'active',
    authoredOn: '2026-01-05',
    medicationReference: { reference: `Medication/${medication}` },
    ...more,
  }
}
const two: readonly Resource[] = [product('a', 10, 'tablet'), product('b', 60, 'tablet mga')]
const ten =
  'Morphine tablet – bestanddelen: Morphine 10\u00A0mg per 1\u00A0tablet – 2 maal per dag 1 tablet'
const sixty =
  'Morphine tablet mga – bestanddelen: Morphine 60\u00A0mg per 1\u00A0tablet – 2 maal per dag 1 tablet'

holds('how strong a medicine is stands on its line', [
  {
    name: 'two prescriptions of one substance',
    line: 'medicatie',
    records: [...two, prescribed('1', 'a'), prescribed('2', 'b', { authoredOn: '2026-01-08' })],
    never: /Actueel \(1\)/u,
    says: [
      ...head('Medicatie', 2),
      `• ${ten} – voorschrift 05-01-2026, ${WHO}`,
      `• ${sixty} – voorschrift 08-01-2026, ${WHO}`,
      ...foot,
    ],
  },
  {
    name: 'one of them stopped, and older',
    line: 'medicatie',
    records: [
      ...two,
      prescribed('1', 'a'),
      prescribed('2', 'b', { authoredOn: '2025-12-08', status: 'stopped' }),
    ],
    never: /^• Morphine tablet mga/mu,
    says: [
      ...head('Medicatie', 1),
      `• ${ten} – voorschrift 05-01-2026, ${WHO}`,
      '',
      'Gestopt, datum niet vermeld (1)',
      '',
      `• GESTOPT (datum niet vermeld): Morphine tablet mga – bestanddelen: Morphine 60\u00A0mg per 1\u00A0tablet – stop afgesproken – voorschrift 08-12-2025, ${WHO}`,
      ...foot,
    ],
  },
  {
    name: 'a name that says it grows no second one',
    line: 'medicatie',
    records: [
      product('a', 10, 'tablet', 'Morphine tablet 10mg'),
      product('b', 2500, 'tablet', 'Morphine tablet 2,5 g'),
      product('c', 0.125, 'tablet', 'Morphine tablet 125 microgram'),
      prescribed('1', 'a'),
      prescribed('2', 'b'),
      prescribed('3', 'c'),
    ],
    never: /bestanddelen/u,
    says: [
      ...head('Medicatie', 3),
      ...['10mg', '125 microgram', '2,5 g'].map(
        (strength) => `• Morphine tablet ${strength} – ${DOSE} – voorschrift 05-01-2026, ${WHO}`,
      ),
      ...foot,
    ],
  },
  {
    name: 'a name that says another',
    line: 'medicatie',
    records: [product('a', 60, 'tablet', 'Morphine tablet 10 mg'), prescribed('1', 'a')],
    never: /10 mg – 2 maal/u,
    says: [
      ...head('Medicatie', 1),
      `• Morphine tablet 10 mg – bestanddelen: Morphine 60\u00A0mg per 1\u00A0tablet – ${DOSE} – voorschrift 05-01-2026, ${WHO}`,
      ...foot,
    ],
  },
])

const since = { extension: mp9('A', '2025-12-01', undefined) }
const made = agreement('1', 'Morfine tablet 10 mg', DOSE, since)
const given = (name: string) => administration('2', name, DOSE, since)
const used = (name: string) =>
  use('3', name, DOSE, { extension: mp9('A', '2026-01-01', undefined, '2026-01-02') })
const handed = (name: string): Resource =>
  administration('4', name, undefined, {
    category: { coding: [{ system: 'http://snomed.info/sct', code: '373784005' }] },
    extension: mp9('A', undefined, undefined),
    status: 'completed',
    whenHandedOver: '2026-01-10',
  })
const agreed = `${DOSE} – sinds 01-12-2025 – voorschrift 01-12-2025, ${WHO}`

holds('another product than was agreed is told with a warning', [
  {
    name: 'what the pharmacy made of it',
    line: 'medicatie',
    records: [made, given('Morfine tablet mga 60 mg')],
    never: /mg – 2 maal per dag 1 tablet – sinds 01-12-2025 – voorschrift 01-12-2025, [^–]*$/mu,
    says: [
      ...head('Medicatie', 1),
      `• Morfine tablet 10 mg – ⚠\u00A0voorschrift en apotheek wijken af in product – product van de apotheek: Morfine tablet mga 60 mg – ${agreed} – apotheek: Morfine tablet mga 60 mg, ${DOSE}, sinds 01-12-2025, vastgelegd op 01-12-2025, Apotheek De Gaper`,
      ...foot,
    ],
  },
  {
    name: 'what is used, found by its name',
    line: 'medicatie oxycodon',
    records: [made, given('Morfine tablet 10 mg'), used('Oxycodon tablet 80 mg')],
    never: /Morfine tablet 10 mg – 2 maal/u,
    says: [
      ...head('Medicatie met “oxycodon”', 1),
      `• Morfine tablet 10 mg – ⚠\u00A0afspraak en gebruik wijken af in product – gebruikt product: Oxycodon tablet 80 mg – ${agreed} – opgave: Oxycodon tablet 80 mg, ${DOSE}, sinds 01-01-2026, gebruik 02-01-2026, volgens de cliënt`,
      ...foot,
    ],
  },
  {
    name: 'what was handed over',
    line: 'medicatie',
    records: [made, given('Morfine tablet 10 mg'), handed('Morfine tablet mga 60 mg')],
    never: /Morfine tablet 10 mg – 2 maal/u,
    says: [
      ...head('Medicatie', 1),
      `• Morfine tablet 10 mg – ⚠\u00A0afspraak en verstrekking wijken af in product – verstrekt product: Morfine tablet mga 60 mg – ${agreed} – verstrekt op 10-01-2026: Morfine tablet mga 60 mg, dosering niet vermeld, vastgelegd op 10-01-2026, Apotheek De Gaper`,
      ...foot,
    ],
  },
])

const atc = (code: string, text: string) => ({
  medicationCodeableConcept: { coding: [{ system: 'http://www.whocc.no/atc', code }], text },
})
const generic = (code: string, text: string) => ({
  medicationCodeableConcept: {
    coding: [{ system: 'urn:oid:2.16.840.1.113883.2.4.4.1', code }],
    text,
  },
})

holds('a code proves another product, a name of its own does not', [
  {
    name: 'another substance of the same strength',
    line: 'medicatie',
    records: [
      { ...made, ...atc('N02AA01', 'Morfine tablet 10 mg') },
      { ...given(''), ...atc('N02AA05', 'Oxycodon tablet 10 mg') },
    ],
    never: /Morfine tablet 10 mg – product/u,
    says: [
      ...head('Medicatie', 1),
      `• Morfine tablet 10 mg – ⚠\u00A0voorschrift en apotheek wijken af in product – product van de apotheek: Oxycodon tablet 10 mg – ${agreed} – apotheek: Oxycodon tablet 10 mg, ${DOSE}, sinds 01-12-2025, vastgelegd op 01-12-2025, Apotheek De Gaper`,
      ...foot,
    ],
  },
  {
    name: 'another generic product under names without a strength',
    line: 'medicatie',
    records: [
      { ...made, ...generic('1', 'Morfine') },
      { ...given(''), ...generic('2', 'Morfine mga') },
    ],
    never: /Morfine – product/u,
    says: [
      ...head('Medicatie', 1),
      `• Morfine – ⚠\u00A0voorschrift en apotheek wijken af in product – product van de apotheek: Morfine mga – ${agreed} – apotheek: Morfine mga, ${DOSE}, sinds 01-12-2025, vastgelegd op 01-12-2025, Apotheek De Gaper`,
      ...foot,
    ],
  },
  {
    name: 'trade names',
    line: 'medicatie',
    records: [
      made,
      given('Oramorph 10 mg'),
      used('Pijnstiller van de apotheek'),
      handed('Oramorph 10MG/5ML'),
    ],
    never: /⚠/u,
    says: [
      ...head('Medicatie', 1),
      `• Morfine tablet 10 mg – product van de apotheek: Oramorph 10 mg – ${agreed} – opgave: Pijnstiller van de apotheek, ${DOSE}, sinds 01-01-2026, gebruik 02-01-2026, volgens de cliënt – verstrekt op 10-01-2026: Oramorph 10MG/5ML, dosering niet vermeld, vastgelegd op 10-01-2026, Apotheek De Gaper`,
      ...foot,
    ],
  },
  {
    name: 'one generic product under another name',
    line: 'medicatie',
    records: [
      { ...made, ...generic('1', 'NADROPARINE 11400IE=0,6ML (19000IE/ML)') },
      { ...given(''), ...generic('1', 'FRAXIPARINE FORTE 11.400 IE/0,6 ML') },
    ],
    never: /⚠/u,
    says: [
      ...head('Medicatie', 1),
      `• NADROPARINE 11400IE=0,6ML (19000IE/ML) – product van de apotheek: FRAXIPARINE FORTE 11.400 IE/0,6 ML – ${agreed}`,
      ...foot,
    ],
  },
])

holds('two sources that name another strength contradict each other', [
  {
    name: 'of one treatment',
    line: 'medicatie',
    records: [made],
    others: [
      {
        label: 'Ziekenhuis',
        of: 'Patient/there',
        records: [
          {
            ...agreement('1', 'Morfine tablet mga 60 mg', DOSE, since),
            subject: { reference: 'Patient/there' },
          },
        ],
      },
    ],
    never: /staat ook in/u,
    says: [
      'Medicatie – peildatum 12-01-2026 09:31 – bronnen: Dossier ✓, Ziekenhuis ✓',
      'Cliënt: J.V. (v), geboren in 1941',
      '',
      'Actueel (2)',
      '',
      `• Morfine tablet 10 mg – ⚠\u00A0bronnen spreken elkaar tegen – ${agreed} – ⚠\u00A0Ziekenhuis zegt iets anders: Morfine tablet mga 60 mg, ${DOSE}, sinds 01-12-2025, voorschrift 01-12-2025, ${WHO}, uit Ziekenhuis`,
      `• Morfine tablet mga 60 mg – ⚠\u00A0bronnen spreken elkaar tegen – ${agreed}, uit Ziekenhuis – ⚠\u00A0het eigen dossier zegt iets anders: Morfine tablet 10 mg, ${DOSE}, sinds 01-12-2025, voorschrift 01-12-2025, ${WHO}`,
      ...foot,
    ],
  },
])
