import { agreement, mp9 } from '../medication-records.ts'
import { holds } from './corpus.ts'
import { allergy, amount, examplesOf, lab, report, status, vital } from './records.ts'

const absent = (code: string) => ({
  extension: [
    { url: 'http://hl7.org/fhir/StructureDefinition/data-absent-reason', valueCode: code },
  ],
})

holds('why a value is not there is said, and "less than" is kept', [
  {
    name: 'the Dutch examples with a comparator and without a value',
    line: 'lab',
    of: 'Patient/mp9-patient-groot',
    at: '2026-01-15T08:00:00Z',
    records: examplesOf('Patient/mp9-patient-groot'),
    never: /protein [^\n]*: 5 mg/u,
    says: [
      'Laboratoriumuitslagen – peildatum 15-01-2026 09:00 – bronnen: Dossier ✓',
      'Cliënt: G.X. (m), geboren in 1963',
      '',
      'Opvallend volgens de bron (3)',
      '',
      '• INR in Platelet poor plasma by Coagulation assay: 4,8\u00A0INR – ⚠\u00A0voorlopig – referentie 2\u00A0INR tot 3\u00A0INR – ⚠\u00A0kritiek hoog – 3,9\u00A0INR → 4,8\u00A0INR (vorige 05-01-2026 09:00) – 14-01-2026 09:00 – Yusuf el XXX_Amrani, Verpleegkundige, Thuiszorg Om en Bij',
      '• Creatinine [Moles/volume] in Serum or Plasma: 118\u00A0µmol/L – referentie 49\u00A0µmol/L tot 100\u00A0µmol/L – ⚠\u00A0hoog – 97\u00A0µmol/L → 118\u00A0µmol/L (vorige 18-12-2025 09:00) – 13-01-2026 09:00 – Yusuf el XXX_Amrani, Verpleegkundige, Thuiszorg Om en Bij – definitief',
      '• Potassium [Moles/volume] in Serum or Plasma: 5,4\u00A0mmol/L – referentie 3,5\u00A0mmol/L tot 5\u00A0mmol/L – ⚠\u00A0hoog – 4,4\u00A0mmol/L → 5,4\u00A0mmol/L (vorige 18-12-2025 09:00) – 13-01-2026 09:00 – Yusuf el XXX_Amrani, Verpleegkundige, Thuiszorg Om en Bij – definitief',
      '',
      'Overige uitslagen (2)',
      '',
      '• C reactive protein [Mass/volume] in Serum or Plasma: < 5\u00A0mg/L – referentie tot 10\u00A0mg/L – beoordeling bron: normaal – 13-01-2026 09:00 – Yusuf el XXX_Amrani, Verpleegkundige, Thuiszorg Om en Bij – definitief',
      '• Natriuretic peptide.B prohormone N-Terminal [Mass/volume] in Serum or Plasma: geen waarde: fout bij de bron – 13-01-2026 09:00 – Yusuf el XXX_Amrani, Verpleegkundige, Thuiszorg Om en Bij – definitief',
      '',
      'Opgehaald voor Sanne Dijkstra. Niet bewaren als dossier.',
    ],
  },
  {
    name: 'a pressure of which one side was not measured',
    line: 'metingen',
    records: [
      vital('1', '85354-9', {
        component: [
          {
            code: { coding: [{ system: 'http://loinc.org', code: '8480-6' }] },
            valueQuantity: amount(120, 'mm[Hg]'),
          },
          {
            code: { coding: [{ system: 'http://loinc.org', code: '8462-4' }] },
            dataAbsentReason: status('not-performed'),
          },
        ],
      }),
    ],
    never: /120 mmHg –|120\/0/u,
    says: [
      'Metingen – peildatum 12-01-2026 09:31 – bronnen: Dossier ✓',
      'Cliënt: J.V. (v), geboren in 1941',
      '',
      '• Bloeddruk: bovendruk 120\u00A0mmHg – 12-01-2026 07:30 – onderdruk geen waarde: niet uitgevoerd – Verpleegkundige, Thuiszorg De Linde',
      '',
      'Opgehaald voor Sanne Dijkstra. Niet bewaren als dossier.',
    ],
  },
  {
    name: 'a saturation that could not be measured, after one that could',
    line: 'metingen',
    records: [
      vital('1', '59408-5', { dataAbsentReason: status('error') }),
      vital('2', '59408-5', {
        valueQuantity: amount(97, '%'),
        effectiveDateTime: '2026-01-11T08:00:00+01:00',
      }),
    ],
    never: /Saturatie: 97/u,
    says: [
      'Metingen – peildatum 12-01-2026 09:31 – bronnen: Dossier ✓',
      'Cliënt: J.V. (v), geboren in 1941',
      '',
      '• Saturatie: geen waarde: fout bij de bron – 12-01-2026 07:30 – O₂-gebruik niet vermeld – vorige: 97\u00A0%, O₂-gebruik niet vermeld (11-01-2026 08:00) – Verpleegkundige, Thuiszorg De Linde',
      '',
      'Opgehaald voor Sanne Dijkstra. Niet bewaren als dossier.',
    ],
  },
  {
    name: 'more than the meter can say',
    line: 'lab',
    records: [
      lab('1', 'INR', { valueQuantity: { value: 8, comparator: '>', unit: 'INR' } }),
      lab('2', 'INR', {
        valueQuantity: { value: 3.1, unit: 'INR' },
        effectiveDateTime: '2025-12-20T09:00:00+01:00',
      }),
      lab('3', 'D-dimeer', { valueQuantity: { value: 200, comparator: '<', unit: 'µg/L' } }),
    ],
    never: /INR: 8|D-dimeer: 200|4,9/u,
    says: [
      'Laboratoriumuitslagen – peildatum 12-01-2026 09:31 – bronnen: Dossier ✓',
      'Cliënt: J.V. (v), geboren in 1941',
      '',
      'Overige uitslagen (2)',
      '',
      '• INR: > 8\u00A0INR – 3,1\u00A0INR → > 8\u00A0INR (vorige 20-12-2025 09:00) – 05-01-2026 09:00 – Lab Zuid – definitief',
      '• D-dimeer: < 200\u00A0µg/L – 05-01-2026 09:00 – Lab Zuid – definitief',
      '',
      'Opgehaald voor Sanne Dijkstra. Niet bewaren als dossier.',
    ],
  },
  {
    name: 'a substance that is kept from us',
    line: 'allergie',
    records: [allergy('1', '', { criticality: 'high', code: absent('masked') })],
    never: /[Gg]een (?:actieve|bekende)/u,
    says: [
      'Allergieën en intoleranties – peildatum 12-01-2026 09:31 – bronnen: Dossier ✓',
      'Cliënt: J.V. (v), geboren in 1941',
      '',
      'Allergie of intolerantie (1)',
      '',
      '• stof niet vermeld (afgeschermd) – hoog risico – reactie niet vermeld – actief, bevestigd – vastgelegd 01-05-2024, Huisarts, Pulver & Partners',
      '',
      'Opgehaald voor Sanne Dijkstra. Niet bewaren als dossier.',
    ],
  },
  {
    name: 'an agreement whose product is not known',
    line: 'medicatie',
    records: [
      agreement('1', '', '1 maal per dag 1 tablet', {
        extension: mp9('A', '2025-11-01', undefined),
        medicationCodeableConcept: absent('unknown'),
      }),
    ],
    never: /[Gg]een gegevens|undefined/u,
    says: [
      'Medicatie – peildatum 12-01-2026 09:31 – bronnen: Dossier ✓',
      'Cliënt: J.V. (v), geboren in 1941',
      '',
      'Actueel (1)',
      '',
      '• geneesmiddel zonder naam (onbekend bij de bron) – 1 maal per dag 1 tablet – sinds 01-11-2025 – voorschrift 01-11-2025, Huisarts, Pulver & Partners',
      '',
      'Opgehaald voor Sanne Dijkstra. Niet bewaren als dossier.',
    ],
  },
  {
    name: 'a report whose text is not there',
    line: 'rapportage',
    records: [
      report('1', '', { valueString: undefined, dataAbsentReason: status('asked-declined') }),
    ],
    never: /Geen rapportage|undefined/u,
    says: [
      'Rapportage, laatste 30 dagen – peildatum 12-01-2026 09:31 – bronnen: Dossier ✓',
      'Cliënt: J.V. (v), geboren in 1941',
      '',
      '• 11-01-2026 22:10 – Verpleegkundige, Thuiszorg De Linde',
      '',
      'geen tekst in de bron (niet verteld)',
      '',
      'Rapportages zonder datum staan alleen in !rapportage alles.',
      '',
      'Opgehaald voor Sanne Dijkstra. Niet bewaren als dossier.',
    ],
  },
])
