import type { Medication, MedicationDispense, MedicationRequest } from '@medplum/fhirtypes'
import { agreement, mp9 } from '../medication-records.ts'
import { holds } from './corpus.ts'
import { patient } from './records.ts'

const product: Medication = {
  resourceType: 'Medication',
  id: 'a',
  code: { text: 'Methotrexaat tablet 10 mg' },
  modifierExtension: [{ url: 'urn:unknown', valueBoolean: true }],
}
const { medicationCodeableConcept: _plain, ...named } = agreement('1', '', '1x per week', {
  extension: mp9('A', '2025-11-01', undefined),
})
const current: MedicationRequest = { ...named, medicationReference: { reference: 'Medication/a' } }
const handed: MedicationDispense = {
  resourceType: 'MedicationDispense',
  id: '2',
  status: 'completed',
  subject: { reference: patient },
  medicationReference: { reference: 'Medication/b' },
  whenHandedOver: '2026-01-10',
}
const wrong: Medication = {
  resourceType: 'Medication',
  id: 'b',
  status: 'entered-in-error',
  code: { text: 'Foliumzuur' },
  modifierExtension: [{ url: 'urn:unknown', valueBoolean: true }],
}

holds('an unknown modifier of a product marks what is made from it', [
  {
    name: 'what is used, and what was handed over',
    line: 'medicatie',
    records: [current, product, handed, wrong],
    never: /Methotrexaat tablet 10 mg – 1x|Foliumzuur – verstrekking/u,
    says: [
      'Medicatie – peildatum 12-01-2026 09:31 – bronnen: Dossier ✓',
      'Cliënt: J.V. (v), geboren in 1941',
      '',
      'Actueel (1)',
      '',
      '• Methotrexaat tablet 10 mg – ⚠\u00A0bevat onbekende wijzigende informatie – open het dossier – 1x per week – sinds 01-11-2025 – voorschrift 01-11-2025, Huisarts, Pulver & Partners',
      '',
      'Alleen aangevraagd of verstrekt, geen afspraak over gebruik gevonden (1)',
      '',
      '• Foliumzuur – ⚠\u00A0bevat onbekende wijzigende informatie – open het dossier – ⚠\u00A0productgegevens staan in de bron als foutief ingevoerd – verstrekking 10-01-2026, bron onbekend',
      '',
      'Opgehaald voor Sanne Dijkstra. Niet bewaren als dossier.',
    ],
  },
])
