import { holds } from './corpus.ts'
import { amount, lab, vital } from './records.ts'

const HL7 = 'http://terminology.hl7.org/CodeSystem/v3-ObservationInterpretation'
const hl7 = (code: string) => ({ system: HL7, code })
const local = (code: string) => ({ system: 'https://lab.example/oordeel', code })
const value = { valueQuantity: amount(110, 'mmol/L') }

holds('a judgement that asks for attention is never taken for a calm one', [
  {
    name: 'low for HL7, N for the laboratory',
    line: 'lab',
    records: [
      lab('1', 'Natrium', { ...value, interpretation: [{ coding: [hl7('L'), local('N')] }] }),
    ],
    never: /Overige uitslagen/u,
    says: [
      'Laboratoriumuitslagen – peildatum 12-01-2026 09:31 – bronnen: Dossier ✓',
      'Cliënt: J.V. (v), geboren in 1941',
      '',
      'Opvallend volgens de bron (1)',
      '',
      '• Natrium: 110\u00A0mmol/L – ⚠\u00A0laag – 05-01-2026 09:00 – Lab Zuid – definitief',
      '',
      'Opgehaald voor Sanne Dijkstra. Niet bewaren als dossier.',
    ],
  },
  {
    name: 'normal for HL7, critical for the laboratory',
    line: 'lab',
    records: [
      lab('1', 'Natrium', { ...value, interpretation: [{ coding: [hl7('N'), local('LL')] }] }),
    ],
    never: /Overige uitslagen/u,
    says: [
      'Laboratoriumuitslagen – peildatum 12-01-2026 09:31 – bronnen: Dossier ✓',
      'Cliënt: J.V. (v), geboren in 1941',
      '',
      'Opvallend volgens de bron (1)',
      '',
      '• Natrium: 110\u00A0mmol/L – ⚠\u00A0normaal, code LL – 05-01-2026 09:00 – Lab Zuid – definitief',
      '',
      'Opgehaald voor Sanne Dijkstra. Niet bewaren als dossier.',
    ],
  },
  {
    name: 'codes that contradict each other',
    line: 'lab',
    records: [
      lab('1', 'Natrium', {
        ...value,
        interpretation: [
          {
            coding: [
              hl7('N'),
              { system: 'http://snomed.info/sct', code: '281300000', display: 'Below reference' },
            ],
          },
        ],
      }),
    ],
    never: /Overige uitslagen/u,
    says: [
      'Laboratoriumuitslagen – peildatum 12-01-2026 09:31 – bronnen: Dossier ✓',
      'Cliënt: J.V. (v), geboren in 1941',
      '',
      'Opvallend volgens de bron (1)',
      '',
      '• Natrium: 110\u00A0mmol/L – ⚠\u00A0tegenstrijdig: normaal, Below reference – 05-01-2026 09:00 – Lab Zuid – definitief',
      '',
      'Opgehaald voor Sanne Dijkstra. Niet bewaren als dossier.',
    ],
  },
  {
    name: 'words that begin calmly, and a calm code beside other words',
    line: 'lab',
    records: [
      lab('1', 'Kalium', {
        ...value,
        interpretation: [{ text: 'Binnen 1 uur arts bellen: levensbedreigend' }],
      }),
      lab('2', 'Natrium', {
        ...value,
        interpretation: [{ coding: [hl7('N')], text: 'Direct arts bellen' }],
      }),
      lab('3', 'Calcium', { ...value, interpretation: [{ text: 'Binnen referentiewaarden' }] }),
    ],
    never: /Overige uitslagen \([23]\)/u,
    says: [
      'Laboratoriumuitslagen – peildatum 12-01-2026 09:31 – bronnen: Dossier ✓',
      'Cliënt: J.V. (v), geboren in 1941',
      '',
      'Opvallend volgens de bron (2)',
      '',
      '• Kalium: 110\u00A0mmol/L – ⚠\u00A0Binnen 1 uur arts bellen: levensbedreigend – 05-01-2026 09:00 – Lab Zuid – definitief',
      '• Natrium: 110\u00A0mmol/L – ⚠\u00A0normaal, Direct arts bellen – 05-01-2026 09:00 – Lab Zuid – definitief',
      '',
      'Overige uitslagen (1)',
      '',
      '• Calcium: 110\u00A0mmol/L – beoordeling bron: Binnen referentiewaarden – 05-01-2026 09:00 – Lab Zuid – definitief',
      '',
      'Opgehaald voor Sanne Dijkstra. Niet bewaren als dossier.',
    ],
  },
  {
    name: 'a critical saturation whose first code is local, and one that is very low',
    line: 'metingen',
    records: [
      vital('1', '85354-9', { valueString: 'niet gelukt' }),
      vital('2', '29463-7', {
        valueQuantity: amount(40, 'kg'),
        interpretation: [{ coding: [hl7('LU')] }],
      }),
      vital('3', '59408-5', {
        valueQuantity: amount(70, '%'),
        interpretation: [{ coding: [local('KRIT'), hl7('LL')] }],
      }),
    ],
    never: /• Bloeddruk[^]*• Saturatie/u,
    says: [
      'Metingen – peildatum 12-01-2026 09:31 – bronnen: Dossier ✓',
      'Cliënt: J.V. (v), geboren in 1941',
      '',
      '• Saturatie: 70\u00A0% (beoordeling bron: kritiek laag) – 12-01-2026 07:30 – O₂-gebruik niet vermeld – Verpleegkundige, Thuiszorg De Linde',
      '• Gewicht: 40\u00A0kg (beoordeling bron: zeer laag) – 12-01-2026 07:30 – Verpleegkundige, Thuiszorg De Linde',
      '• Bloeddruk: niet gelukt – 12-01-2026 07:30 – Verpleegkundige, Thuiszorg De Linde',
      '',
      'Opgehaald voor Sanne Dijkstra. Niet bewaren als dossier.',
    ],
  },
])

holds('a result is no better than what was examined and the report it stands in', [
  {
    name: 'a specimen that was not fit, and ranges for groups of people',
    line: 'lab',
    records: [
      lab('1', 'Kalium', {
        valueQuantity: amount(6.1, 'mmol/L'),
        specimen: { reference: 'Specimen/s' },
        referenceRange: [
          { high: amount(35, 'mmol/L'), appliesTo: [{ text: 'vrouw' }] },
          {
            high: amount(45, 'mmol/L'),
            appliesTo: [{ text: 'man' }],
            age: { low: amount(18, 'jaar', 'a') },
          },
        ],
      }),
      {
        resourceType: 'Specimen',
        id: 's',
        status: 'unsatisfactory',
        condition: [{ text: 'gehemolyseerd' }],
        type: { text: 'serum' },
        subject: { reference: 'Patient/p1' },
      },
    ],
    never: /tot 35\u00A0mmol\/L –/u,
    says: [
      'Laboratoriumuitslagen – peildatum 12-01-2026 09:31 – bronnen: Dossier ✓',
      'Cliënt: J.V. (v), geboren in 1941',
      '',
      'Overige uitslagen (1)',
      '',
      '• Kalium: 6,1\u00A0mmol/L – ⚠\u00A0materiaal niet geschikt volgens de bron – ⚠\u00A0toestand materiaal: gehemolyseerd – referentie tot 35\u00A0mmol/L (geldt voor vrouw) – referentie tot 45\u00A0mmol/L (geldt voor man, leeftijd vanaf 18\u00A0jaar) – 05-01-2026 09:00 – materiaal: serum – Lab Zuid – definitief',
      '',
      'Opgehaald voor Sanne Dijkstra. Niet bewaren als dossier.',
    ],
  },
  {
    name: 'a final value in a report that is not, with a document beside it',
    line: 'lab',
    records: [
      lab('1', 'Hemoglobine', { valueQuantity: amount(7.1, 'mmol/L') }),
      {
        resourceType: 'DiagnosticReport',
        id: 'r',
        status: 'preliminary',
        category: [{ coding: [{ code: 'LAB' }] }],
        subject: { reference: 'Patient/p1' },
        code: { text: 'Bloedbeeld' },
        result: [{ reference: 'Observation/1' }],
        presentedForm: [{ title: 'PDF', contentType: 'application/pdf' }],
        effectiveDateTime: '2026-01-05',
      },
    ],
    never: /definitief/u,
    says: [
      'Laboratoriumuitslagen – peildatum 12-01-2026 09:31 – bronnen: Dossier ✓',
      'Cliënt: J.V. (v), geboren in 1941',
      '',
      'Verslagen (1)',
      '',
      '• Verslag: Bloedbeeld – ⚠\u00A0voorlopig – geen tekst in de bron – open het dossier – met bijlage in het dossier – 05-01-2026 – bron onbekend',
      '',
      'Overige uitslagen (1)',
      '',
      '• Hemoglobine: 7,1\u00A0mmol/L – panel of verslag: ⚠\u00A0voorlopig – 05-01-2026 09:00 – uit: Bloedbeeld – Lab Zuid',
      '',
      'Opgehaald voor Sanne Dijkstra. Niet bewaren als dossier.',
    ],
  },
  {
    name: 'a value before that is of another laboratory',
    line: 'lab',
    records: [lab('1', 'Kalium', { valueQuantity: amount(4.1, 'mmol/L') })],
    others: [
      {
        label: 'Ziekenhuis',
        of: 'Patient/z',
        records: [
          lab('2', 'Kalium', {
            subject: { reference: 'Patient/z' },
            valueQuantity: amount(6.9, 'mmol/L'),
            effectiveDateTime: '2026-01-04T09:00:00+01:00',
          }),
        ],
      },
    ],
    never: /vorige 04-01-2026[^,]*\)/u,
    says: [
      'Laboratoriumuitslagen – peildatum 12-01-2026 09:31 – bronnen: Dossier ✓, Ziekenhuis ✓',
      'Cliënt: J.V. (v), geboren in 1941',
      '',
      'Overige uitslagen (1)',
      '',
      '• Kalium: 4,1\u00A0mmol/L – 6,9\u00A0mmol/L → 4,1\u00A0mmol/L (vorige 04-01-2026 09:00, uit Ziekenhuis) – 05-01-2026 09:00 – Lab Zuid – definitief',
      '',
      'Opgehaald voor Sanne Dijkstra. Niet bewaren als dossier.',
    ],
  },
])
