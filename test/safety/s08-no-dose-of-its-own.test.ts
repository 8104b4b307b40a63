import { agreement, mp9 } from '../medication-records.ts'
import { holds } from './corpus.ts'
import { examplesOf } from './records.ts'

const current = { extension: mp9('A', '2025-11-01', undefined) }
const tablets = { value: 2, unit: 'tablet' }

holds('a dose is told as the source gives it, and never worked out', [
  {
    name: 'a dose in fields only, three times a day',
    line: 'medicatie',
    records: [
      agreement('1', 'Paracetamol tablet 500 mg', undefined, {
        ...current,
        dosageInstruction: [
          {
            timing: { repeat: { frequency: 3, period: 1, periodUnit: 'd' } },
            doseAndRate: [{ doseQuantity: tablets }],
          },
        ],
      }),
    ],
    never: /6 tablet|3000|1000\s?mg|3 gram/u,
    says: [
      'Medicatie – peildatum 12-01-2026 09:31 – bronnen: Dossier ✓',
      'Cliënt: J.V. (v), geboren in 1941',
      '',
      'Actueel (1)',
      '',
      '• Paracetamol tablet 500 mg – 3 maal per dag, 2\u00A0tabletten (samengesteld uit de velden van de bron) – sinds 01-11-2025 – voorschrift 01-11-2025, Huisarts, Pulver & Partners',
      '',
      'Opgehaald voor Sanne Dijkstra. Niet bewaren als dossier.',
    ],
  },
  {
    name: 'a text that says something else than the fields',
    line: 'medicatie',
    records: [
      agreement('1', 'Paracetamol tablet 500 mg', undefined, {
        ...current,
        dosageInstruction: [
          {
            text: '4 maal per dag 1 tablet',
            timing: { repeat: { frequency: 3, period: 1, periodUnit: 'd' } },
            doseAndRate: [{ doseQuantity: tablets }],
          },
        ],
      }),
    ],
    never: /4000|2000|3 maal per dag 2 tablet/u,
    says: [
      'Medicatie – peildatum 12-01-2026 09:31 – bronnen: Dossier ✓',
      'Cliënt: J.V. (v), geboren in 1941',
      '',
      'Actueel (1)',
      '',
      '• Paracetamol tablet 500 mg – 4 maal per dag 1 tablet – ⚠\u00A0tekst en velden verschillen – volgens de velden van de bron: 3 maal per dag, 2\u00A0tabletten – sinds 01-11-2025 – voorschrift 01-11-2025, Huisarts, Pulver & Partners',
      '',
      'Opgehaald voor Sanne Dijkstra. Niet bewaren als dossier.',
    ],
  },
  {
    name: 'as needed, with a maximum',
    line: 'medicatie',
    records: [
      agreement('1', 'Oxycodon tablet 5 mg', undefined, {
        ...current,
        dosageInstruction: [
          {
            asNeededCodeableConcept: { text: 'bij pijn' },
            doseAndRate: [{ doseQuantity: { value: 1, unit: 'tablet' } }],
            maxDosePerPeriod: {
              numerator: { value: 6, unit: 'tablet' },
              denominator: { value: 1, unit: 'd', code: 'd' },
            },
          },
        ],
      }),
    ],
    never: /30\s?mg/u,
    says: [
      'Medicatie – peildatum 12-01-2026 09:31 – bronnen: Dossier ✓',
      'Cliënt: J.V. (v), geboren in 1941',
      '',
      'Actueel (1)',
      '',
      '• Oxycodon tablet 5 mg – zo nodig (bij pijn), 1\u00A0tablet, maximaal 6\u00A0tabletten per dag (samengesteld uit de velden van de bron) – sinds 01-11-2025 – voorschrift 01-11-2025, Huisarts, Pulver & Partners',
      '',
      'Opgehaald voor Sanne Dijkstra. Niet bewaren als dossier.',
    ],
  },
  {
    name: 'no dose at all',
    line: 'medicatie',
    records: [agreement('1', 'Methotrexaat tablet 2,5 mg', undefined, current)],
    never: /maal per|per dag|1 tablet/u,
    says: [
      'Medicatie – peildatum 12-01-2026 09:31 – bronnen: Dossier ✓',
      'Cliënt: J.V. (v), geboren in 1941',
      '',
      'Actueel (1)',
      '',
      '• Methotrexaat tablet 2,5 mg – dosering niet vermeld – sinds 01-11-2025 – voorschrift 01-11-2025, Huisarts, Pulver & Partners',
      '',
      'Opgehaald voor Sanne Dijkstra. Niet bewaren als dossier.',
    ],
  },
  {
    name: 'the Dutch example with a schedule by weekday and day',
    line: 'medicatie',
    of: 'Patient/mp9-patient-oorschot',
    at: '2024-11-27T12:00:00Z',
    records: examplesOf('Patient/mp9-patient-oorschot'),
    never: /\d+\s?mg per (?:dag|week)/u,
    says: [
      'Medicatie – peildatum 27-11-2024 13:00 – bronnen: Dossier ✓',
      'Cliënt: M.X. (m), geboren in 1985',
      '',
      'Actueel (1)',
      '',
      '• ACENOCOUMAROL TABLET 1MG – product van de apotheek: ACENOCOUMAROL CF TABLET 1MG – Volgens schema trombosedienst (samengesteld uit de velden van de bron) – sinds 26-11-2024 – voorschrift 26-11-2024 09:31, Huisartsen, niet nader gespecificeerd, Huisartsenpraktijk Pulver & Partners – ⚠\u00A0doseerschema onzeker: gedurende 1\u00A0dag, om 18:00, 2\u00A0stuks; daarna gedurende 1\u00A0dag, om 18:00, 2\u00A0stuks; daarna gedurende 1\u00A0dag, om 18:00, 2\u00A0stuks; daarna gedurende 1\u00A0dag, 1 maal per dag, 2\u00A0stuks (samengesteld uit de velden van de bron), vanaf 26-11-2024 tot en met 23-11-2024, doseerschema 26-11-2024 09:34, Huisartsen, niet nader gespecificeerd, Huisartsenpraktijk Pulver & Partners',
      '',
      'Opgehaald voor Sanne Dijkstra. Niet bewaren als dossier.',
    ],
  },
])
