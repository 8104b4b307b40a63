import { holds } from './corpus.ts'
import { amount, lab, vital } from './records.ts'

const part = (code: string, value: number) => ({
  code: { coding: [{ system: 'http://loinc.org', code }] },
  valueQuantity: amount(value, 'mm[Hg]'),
})
const pressure = (over: number, under: number) => ({
  component: [part('8480-6', over), part('8462-4', under)],
})
const potassium = [{ system: 'http://loinc.org', code: '2823-3' }]
const critical = [
  {
    coding: [
      { system: 'http://terminology.hl7.org/CodeSystem/v3-ObservationInterpretation', code: 'HH' },
    ],
  },
]
const old = { effectiveDateTime: '2026-01-02T08:00:00+01:00' }

holds('the newest is not hidden because it is named otherwise than the others', [
  {
    name: 'a potassium by its code alone, the older ones with words',
    line: 'lab kalium',
    records: [
      lab('1', 'Kalium', {
        code: { coding: potassium },
        valueQuantity: amount(6.9, 'mmol/L'),
        interpretation: critical,
        effectiveDateTime: '2026-01-11T08:00:00+01:00',
      }),
      lab('2', 'Kalium', {
        code: { text: 'Kalium', coding: potassium },
        valueQuantity: amount(5.3, 'mmol/L'),
      }),
    ],
    never: /Van nieuw naar oud \(1\)/u,
    says: [
      'Laboratoriumuitslagen: kalium – peildatum 12-01-2026 09:31 – bronnen: Dossier ✓',
      'Cliënt: J.V. (v), geboren in 1941',
      '',
      'Van nieuw naar oud (2)',
      '',
      '• code 2823-3 (LOINC): 6,9\u00A0mmol/L – ⚠\u00A0kritiek hoog – 11-01-2026 08:00 – Lab Zuid – definitief',
      '• Kalium: 5,3\u00A0mmol/L – 05-01-2026 09:00 – Lab Zuid – definitief',
      '',
      'Opgehaald voor Sanne Dijkstra. Niet bewaren als dossier.',
    ],
  },
  {
    name: 'a blood pressure with words alone',
    line: 'metingen bloeddruk',
    records: [
      vital('1', '', { code: { text: 'Bloeddruk' }, ...pressure(210, 120) }),
      vital('2', '85354-9', { ...pressure(120, 80), ...old }),
    ],
    never: /• Bloeddruk: 120[^]*210/u,
    says: [
      'Metingen: Bloeddruk – peildatum 12-01-2026 09:31 – bronnen: Dossier ✓',
      'Cliënt: J.V. (v), geboren in 1941',
      '',
      '• Bloeddruk: 210/120\u00A0mmHg – 12-01-2026 07:30 – Verpleegkundige, Thuiszorg De Linde',
      '• Bloeddruk: 120/80\u00A0mmHg – 02-01-2026 08:00 – Verpleegkundige, Thuiszorg De Linde',
      '',
      'Opgehaald voor Sanne Dijkstra. Niet bewaren als dossier.',
    ],
  },
  {
    name: 'a blood pressure by a SNOMED code',
    line: 'metingen bloeddruk',
    records: [
      vital('1', '', {
        code: { coding: [{ system: 'http://snomed.info/sct', code: '75367002' }] },
        ...pressure(211, 111),
      }),
      vital('2', '85354-9', { ...pressure(120, 80), ...old }),
    ],
    never: /• Bloeddruk: 120[^]*211/u,
    says: [
      'Metingen: Bloeddruk – peildatum 12-01-2026 09:31 – bronnen: Dossier ✓',
      'Cliënt: J.V. (v), geboren in 1941',
      '',
      '• Bloeddruk (code 75367002 (SNOMED CT)): 211/111\u00A0mmHg – 12-01-2026 07:30 – Verpleegkundige, Thuiszorg De Linde',
      '• Bloeddruk: 120/80\u00A0mmHg – 02-01-2026 08:00 – Verpleegkundige, Thuiszorg De Linde',
      '',
      'Opgehaald voor Sanne Dijkstra. Niet bewaren als dossier.',
    ],
  },
  {
    name: 'an item of a score that is called after what it scores',
    line: 'metingen',
    records: [
      vital('1', '', {
        code: { text: 'NEWS2' },
        valueInteger: 7,
        hasMember: [{ reference: 'Observation/2' }],
      }),
      vital('2', '', { code: { text: 'Temperatuur' }, valueInteger: 1 }),
    ],
    never: /• Temperatuur/u,
    says: [
      'Metingen – peildatum 12-01-2026 09:31 – bronnen: Dossier ✓',
      'Cliënt: J.V. (v), geboren in 1941',
      '',
      '• Waarschuwingsscore (NEWS2): 7 – 12-01-2026 07:30 – Temperatuur: 1 – Verpleegkundige, Thuiszorg De Linde',
      '',
      'Opgehaald voor Sanne Dijkstra. Niet bewaren als dossier.',
    ],
  },
])
