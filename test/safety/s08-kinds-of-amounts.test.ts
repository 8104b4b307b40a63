import type { DosageDoseAndRate } from '@medplum/fhirtypes'
import { agreement, mp9 } from '../medication-records.ts'
import { holds } from './corpus.ts'

const system = 'http://terminology.hl7.org/CodeSystem/dose-rate-type'
const of = (id: string, name: string, ...doseAndRate: DosageDoseAndRate[]) =>
  agreement(id, name, undefined, {
    extension: mp9(id, '2025-11-01', undefined),
    dosageInstruction: [
      { timing: { repeat: { frequency: 1, period: 1, periodUnit: 'd' } }, doseAndRate },
    ],
  })
const mg = (value: number) => ({ value, unit: 'mg' })
const typed = (code: string, value: number): DosageDoseAndRate => ({
  type: { coding: [{ system, code }] },
  doseQuantity: mg(value),
})

holds('several amounts of one dose are no choice that a record does not state', [
  {
    name: 'amounts that were calculated, ordered, called otherwise, or of no kind',
    line: 'medicatie',
    records: [
      of(
        '1',
        'Digoxine',
        { type: { text: 'berekend door de apotheek' }, doseQuantity: mg(5) },
        typed('ordered', 10),
      ),
      of('2', 'Furosemide', typed('calculated', 20), typed('ordered', 40)),
      of('3', 'Lithium', { doseQuantity: mg(200) }, { doseQuantity: mg(400) }),
      of('4', 'Metoprolol', typed('ordered', 50)),
      of('5', 'Sotalol', typed('calculated', 80)),
      of('6', 'Warfarine', typed('ordered', 1), typed('ordered', 2)),
    ],
    never: /mg of/u,
    says: [
      'Medicatie – peildatum 12-01-2026 09:31 – bronnen: Dossier ✓',
      'Cliënt: J.V. (v), geboren in 1941',
      '',
      'Actueel (6)',
      '',
      ...[
        'Digoxine – 1 maal per dag, berekend door de apotheek: 5\u00A0mg, voorgeschreven: 10\u00A0mg',
        'Furosemide – 1 maal per dag, berekend: 20\u00A0mg, voorgeschreven: 40\u00A0mg',
        'Lithium – 1 maal per dag, ⚠\u00A0de bron noemt meer dan één hoeveelheid: 200\u00A0mg; 400\u00A0mg',
        'Metoprolol – 1 maal per dag, 50\u00A0mg',
        'Sotalol – 1 maal per dag, berekend: 80\u00A0mg',
        'Warfarine – 1 maal per dag, ⚠\u00A0de bron noemt meer dan één hoeveelheid: voorgeschreven: 1\u00A0mg; voorgeschreven: 2\u00A0mg',
      ].map(
        (line) =>
          `• ${line} (samengesteld uit de velden van de bron) – sinds 01-11-2025 – voorschrift 01-11-2025, Huisarts, Pulver & Partners`,
      ),
      '',
      'Opgehaald voor Sanne Dijkstra. Niet bewaren als dossier.',
    ],
  },
])
