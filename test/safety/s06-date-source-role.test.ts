import { agreement, mp9 } from '../medication-records.ts'
import { holds } from './corpus.ts'
import { allergy, amount, gp, lab, problem, vital } from './records.ts'

const there = { reference: 'Patient/77' }

holds('each line says when, where from and by whom', [
  {
    name: 'two agreements of two sources',
    line: 'medicatie',
    records: [
      agreement('1', 'Metoprolol tablet 50 mg', '1 maal per dag 1 tablet', {
        extension: mp9('A', '2025-11-01', undefined),
      }),
    ],
    others: [
      {
        label: 'Huisarts Pulver',
        of: 'Patient/77',
        records: [
          agreement('1', 'Digoxine tablet 0,125 mg', '1 maal per dag 1 tablet', {
            subject: there,
            extension: mp9('B', '2025-12-01', undefined),
          }),
        ],
      },
    ],
    never: /^• (?:(?!voorschrift \d).)*$|^• .*Digoxine(?:(?!uit Huisarts Pulver).)*$/mu,
    says: [
      'Medicatie – peildatum 12-01-2026 09:31 – bronnen: Dossier ✓, Huisarts Pulver ✓',
      'Cliënt: J.V. (v), geboren in 1941',
      '',
      'Actueel (2)',
      '',
      '• Digoxine tablet 0,125 mg – 1 maal per dag 1 tablet – sinds 01-12-2025 – voorschrift 01-12-2025, Huisarts, Pulver & Partners, uit Huisarts Pulver',
      '• Metoprolol tablet 50 mg – 1 maal per dag 1 tablet – sinds 01-11-2025 – voorschrift 01-11-2025, Huisarts, Pulver & Partners',
      '',
      'Opgehaald voor Sanne Dijkstra. Niet bewaren als dossier.',
    ],
  },
  {
    name: 'recorded by nobody, at no time, and stored by the server yesterday',
    line: 'allergie',
    records: [
      allergy('1', 'Penicilline', {
        recorder: undefined,
        recordedDate: undefined,
        meta: { lastUpdated: '2026-01-11T08:00:00Z' },
      }),
    ],
    never: /11-01-2026/u,
    says: [
      'Allergieën en intoleranties – peildatum 12-01-2026 09:31 – bronnen: Dossier ✓',
      'Cliënt: J.V. (v), geboren in 1941',
      '',
      'Allergie of intolerantie (1)',
      '',
      '• Penicilline – risico niet vermeld – reactie niet vermeld – actief, bevestigd – vastgelegd zonder datum, bron onbekend',
      '',
      'Opgehaald voor Sanne Dijkstra. Niet bewaren als dossier.',
    ],
  },
  {
    name: 'two weights of two sources on one day',
    line: 'metingen gewicht',
    records: [vital('1', '29463-7', { valueQuantity: amount(72.4, 'kg') })],
    others: [
      {
        label: 'Huisarts Pulver',
        of: 'Patient/77',
        records: [
          vital('1', '29463-7', {
            subject: there,
            valueQuantity: amount(75, 'kg'),
            performer: [gp],
          }),
        ],
      },
    ],
    never: /^• .*75 kg(?:(?!uit Huisarts Pulver).)*$/mu,
    says: [
      'Metingen: Gewicht – peildatum 12-01-2026 09:31 – bronnen: Dossier ✓, Huisarts Pulver ✓',
      'Cliënt: J.V. (v), geboren in 1941',
      '',
      '• Gewicht: 72,4\u00A0kg – 12-01-2026 07:30 – ⚠\u00A0zelfde tijdstip als een andere meting – Verpleegkundige, Thuiszorg De Linde',
      '• Gewicht: 75\u00A0kg – 12-01-2026 07:30 – ⚠\u00A0zelfde tijdstip als een andere meting – Huisarts, Pulver & Partners, uit Huisarts Pulver',
      '',
      'Opgehaald voor Sanne Dijkstra. Niet bewaren als dossier.',
    ],
  },
  {
    name: 'what the client says',
    line: 'problemen',
    records: [
      problem('1', 'Duizeligheid', {
        recorder: undefined,
        asserter: { reference: 'Patient/p1', display: 'Patient, Johanna van Voorbeeld' },
      }),
    ],
    never: /Johanna|Voorbeeld/u,
    says: [
      'Problemen en diagnoses – peildatum 12-01-2026 09:31 – bronnen: Dossier ✓',
      'Cliënt: J.V. (v), geboren in 1941',
      '',
      'Actief (1)',
      '',
      '• Duizeligheid – actief, bevestigd – vastgelegd 01-05-2024, volgens de cliënt',
      '',
      'Opgehaald voor Sanne Dijkstra. Niet bewaren als dossier.',
    ],
  },
  {
    name: 'a result without a date from elsewhere',
    line: 'lab',
    records: [],
    others: [
      {
        label: 'Huisarts Pulver',
        of: 'Patient/77',
        records: [
          lab('1', 'Kalium', {
            subject: there,
            effectiveDateTime: undefined,
            issued: undefined,
            performer: undefined,
            meta: { lastUpdated: '2026-01-11T08:00:00Z' },
            valueQuantity: amount(4.1, 'mmol/L'),
          }),
        ],
      },
    ],
    never: /11-01-2026|^• .*Kalium(?:(?!uit Huisarts Pulver).)*$/mu,
    says: [
      'Laboratoriumuitslagen – peildatum 12-01-2026 09:31 – bronnen: Dossier ✓, Huisarts Pulver ✓',
      'Cliënt: J.V. (v), geboren in 1941',
      '',
      'Overige uitslagen (1)',
      '',
      '• Kalium: 4,1\u00A0mmol/L – zonder datum – bron onbekend – definitief – uit Huisarts Pulver',
      '',
      'Opgehaald voor Sanne Dijkstra. Niet bewaren als dossier.',
    ],
  },
])
