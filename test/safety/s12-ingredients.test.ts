import type { Medication, MedicationRequest } from '@medplum/fhirtypes'
import { agreement, mp9 } from '../medication-records.ts'
import { holds } from './corpus.ts'

const strength = (value: number) => ({
  numerator: { value, unit: 'mg' },
  denominator: { value: 1, unit: 'ml' },
})
const ketamine: Medication = {
  resourceType: 'Medication',
  id: 'ketamine',
  code: { text: 'Ketamine' },
}
const made = (
  id: string,
  product: Omit<Medication, 'resourceType'>,
  contained: NonNullable<MedicationRequest['contained']> = [],
): MedicationRequest => {
  const { medicationCodeableConcept: _plain, ...rest } = agreement(id, '', '1 ml per uur', {
    extension: mp9(id, '2025-11-01', undefined),
  })
  const medication: Medication = { resourceType: 'Medication', id: 'product', ...product }
  return {
    ...rest,
    contained: [medication, ...contained],
    medicationReference: { reference: '#product' },
  }
}
const morphine = { itemCodeableConcept: { text: 'Morfine' }, strength: strength(10) }

holds('no ingredient of a medicine disappears', [
  {
    name: 'ingredients by reference, found or not',
    line: 'medicatie',
    records: [
      made(
        '1',
        {
          ingredient: [
            morphine,
            { itemReference: { reference: '#ketamine' }, strength: strength(50) },
          ],
        },
        [ketamine],
      ),
      made('2', {
        code: { text: 'Pompcassette' },
        ingredient: [
          morphine,
          { itemReference: { reference: 'Substance/gone' }, strength: strength(5) },
        ],
      }),
      made('3', { ingredient: [morphine, { itemReference: { reference: 'Substance/gone' } }] }),
      made('4', { code: { text: 'Zalf' }, ingredient: [{ strength: strength(1) }] }),
    ],
    never: /bestanddelen: Morfine 10\u00A0mg per 1\u00A0ml –/u,
    says: [
      'Medicatie – peildatum 12-01-2026 09:31 – bronnen: Dossier ✓',
      'Cliënt: J.V. (v), geboren in 1941',
      '',
      'Actueel (4)',
      '',
      ...[
        'geneesmiddel zonder naam – bestanddelen: Morfine 10\u00A0mg per 1\u00A0ml + onbekende verwijzing',
        'Morfine + Ketamine – bestanddelen: Morfine 10\u00A0mg per 1\u00A0ml + Ketamine 50\u00A0mg per 1\u00A0ml',
        'Pompcassette – bestanddelen: Morfine 10\u00A0mg per 1\u00A0ml + onbekende verwijzing 5\u00A0mg per 1\u00A0ml',
        'Zalf – bestanddelen: bestanddeel zonder naam 1\u00A0mg per 1\u00A0ml',
      ].map(
        (line) =>
          `• ${line} – 1 ml per uur – sinds 01-11-2025 – voorschrift 01-11-2025, Huisarts, Pulver & Partners`,
      ),
      '',
      'Opgehaald voor Sanne Dijkstra. Niet bewaren als dossier.',
    ],
  },
  {
    name: 'two medicines of one name, of which one holds more',
    line: 'medicatie',
    records: [
      agreement('1', 'Morfine', '1 ml per uur', { status: 'active', authoredOn: '2026-01-11' }),
      (() => {
        const { extension: _mp9, ...plain } = made(
          '2',
          {
            code: { text: 'Morfine' },
            ingredient: [morphine, { itemReference: { reference: '#ketamine' } }],
          },
          [ketamine],
        )
        return { ...plain, status: 'active' as const, authoredOn: '2026-01-10' }
      })(),
    ],
    never: /Actueel \(1\)/u,
    says: [
      'Medicatie – peildatum 12-01-2026 09:31 – bronnen: Dossier ✓',
      'Cliënt: J.V. (v), geboren in 1941',
      '',
      'Actueel (2)',
      '',
      '• Morfine – 1 ml per uur – voorschrift 11-01-2026, Huisarts, Pulver & Partners',
      '• Morfine – bestanddelen: Morfine 10\u00A0mg per 1\u00A0ml + Ketamine – 1 ml per uur – voorschrift 10-01-2026, Huisarts, Pulver & Partners',
      '',
      'Opgehaald voor Sanne Dijkstra. Niet bewaren als dossier.',
    ],
  },
])
