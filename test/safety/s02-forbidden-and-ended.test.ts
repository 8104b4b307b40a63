import type {
  CarePlan,
  MedicationDispense,
  MedicationRequest,
  Resource,
  ServiceRequest,
} from '@medplum/fhirtypes'
import { holds } from './corpus.ts'
import { changed, gp, patient, task } from './records.ts'

const subject = { reference: patient }
const head = (title: string) => [
  `${title} – peildatum 12-01-2026 09:31 – bronnen: Dossier ✓`,
  'Cliënt: J.V. (v), geboren in 1941',
  '',
]
const foot = ['', 'Opgehaald voor Sanne Dijkstra. Niet bewaren als dossier.']

/** A prescription of a source that knows nothing of MP9. */
const prescription = (
  id: string,
  text: string,
  more: Partial<MedicationRequest> = {},
): MedicationRequest => ({
  resourceType: 'MedicationRequest',
  id,
  status: 'active',
  intent: 'order',
  subject,
  medicationCodeableConcept: { text },
  authoredOn: '2025-11-01',
  requester: gp,
  dosageInstruction: [{ text: '2x per dag' }],
  ...more,
})

const banned = (id: string, text: string, more: Partial<MedicationRequest> = {}) =>
  changed<MedicationRequest>(prescription(id, text, { doNotPerform: true, ...more }), {
    dosageInstruction: undefined,
  })

const dispense = (
  id: string,
  text: string,
  more: Partial<MedicationDispense> = {},
): MedicationDispense => ({
  resourceType: 'MedicationDispense',
  id,
  status: 'completed',
  subject,
  medicationCodeableConcept: { text },
  whenPrepared: '2026-01-10',
  performer: [{ actor: { type: 'Organization', display: 'Apotheek De Gaper' } }],
  ...more,
})

const supply = [{ coding: [{ system: 'http://snomed.info/sct', code: '52711000146108' }] }]
const reasons = [{ text: 'maagbloeding' }]

holds('what must not be given is never shown as given beside it', [
  {
    name: 'a newer ban on the same medicine',
    line: 'medicatie',
    records: [
      prescription('1', 'Naproxen 250 mg'),
      banned('2', 'Naproxen 250 mg', { authoredOn: '2026-01-11', reasonCode: reasons }),
    ],
    never: /Actueel/u,
    says: [
      ...head('Medicatie'),
      'Let op: onzeker of tegenstrijdig (2)',
      '',
      '• ONZEKER: Naproxen 250 mg – ⚠\u00A0staat in het dossier ook als NIET GEVEN – 2x per dag – voorschrift 01-11-2025, Huisarts, Pulver & Partners',
      '• NIET GEVEN: Naproxen 250 mg – ⚠\u00A0volgens de bron NIET geven – dosering niet vermeld – reden: maagbloeding – voorschrift 11-01-2026, Huisarts, Pulver & Partners',
      ...foot,
    ],
  },
  {
    name: 'a ban on the medicine in general, of another source',
    line: 'medicatie',
    records: [prescription('1', 'Naproxen tablet 250 mg')],
    others: [
      {
        label: 'Ziekenhuis',
        of: 'Patient/there',
        records: [banned('2', 'naproxen', { subject: { reference: 'Patient/there' } })],
      },
    ],
    never: /Actueel/u,
    says: [
      'Medicatie – peildatum 12-01-2026 09:31 – bronnen: Dossier ✓, Ziekenhuis ✓',
      'Cliënt: J.V. (v), geboren in 1941',
      '',
      'Let op: onzeker of tegenstrijdig (2)',
      '',
      '• NIET GEVEN: naproxen – ⚠\u00A0volgens de bron NIET geven – dosering niet vermeld – voorschrift 01-11-2025, Huisarts, Pulver & Partners, uit Ziekenhuis',
      '• ONZEKER: Naproxen tablet 250 mg – ⚠\u00A0staat in het dossier ook als NIET GEVEN – 2x per dag – voorschrift 01-11-2025, Huisarts, Pulver & Partners',
      ...foot,
    ],
  },
  {
    name: 'a ban on another medicine',
    line: 'medicatie',
    records: [prescription('1', 'Naproxen tablet 250 mg'), banned('2', 'Diclofenac tablet 250 mg')],
    never: /ONZEKER/u,
    says: [
      ...head('Medicatie'),
      'Let op: onzeker of tegenstrijdig (1)',
      '',
      '• NIET GEVEN: Diclofenac tablet 250 mg – ⚠\u00A0volgens de bron NIET geven – dosering niet vermeld – voorschrift 01-11-2025, Huisarts, Pulver & Partners',
      '',
      'Actueel (1)',
      '',
      '• Naproxen tablet 250 mg – 2x per dag – voorschrift 01-11-2025, Huisarts, Pulver & Partners',
      ...foot,
    ],
  },
])

holds('what is forbidden, ended or unknown says so on every line about a medicine', [
  {
    name: 'proposals and requests',
    line: 'medicatie alles',
    records: [
      banned('1', 'Ibuprofen', { intent: 'proposal', reasonCode: reasons }),
      banned('2', 'Diclofenac', { category: supply }),
      prescription('3', 'Sotalol', { intent: 'plan', status: 'unknown' }),
      prescription('4', 'Digoxine', {
        intent: 'proposal',
        status: 'cancelled',
        statusReason: { text: 'nierfalen' },
      }),
      prescription('5', 'Apixaban', { intent: 'proposal', status: 'completed' }),
      prescription('6', 'Bisoprolol', { intent: 'proposal' }),
      prescription('7', 'Lactulose', { category: supply, status: 'stopped' }),
      banned('8', 'Tramadol', { status: 'stopped' }),
    ],
    never: /• (?:VOORSTEL: )?(?:Ibuprofen|Diclofenac|Tramadol)|afgesproken \([3-9]\)/u,
    says: [
      ...head('Medicatie'),
      'Let op: onzeker of tegenstrijdig (3)',
      '',
      '• NIET GEVEN: Tramadol – ⚠\u00A0volgens de bron NIET geven – gestopt – dosering niet vermeld – voorschrift 01-11-2025, Huisarts, Pulver & Partners',
      '• VOORSTEL: NIET GEVEN: Ibuprofen – dosering niet vermeld – reden: maagbloeding – voorschrift 01-11-2025, Huisarts, Pulver & Partners',
      '• NIET GEVEN: Diclofenac – verstrekkingsverzoek 01-11-2025, Huisarts, Pulver & Partners',
      '',
      'Voorstellen, nog niet afgesproken (2)',
      '',
      '• VOORSTEL: Sotalol – status onbekend – 2x per dag – voorschrift 01-11-2025, Huisarts, Pulver & Partners',
      '• VOORSTEL: Bisoprolol – 2x per dag – voorschrift 01-11-2025, Huisarts, Pulver & Partners',
      '',
      'Alleen aangevraagd of verstrekt, geen afspraak over gebruik gevonden (1)',
      '',
      '• Lactulose – gestopt – 2x per dag – verstrekkingsverzoek 01-11-2025, Huisarts, Pulver & Partners',
      '',
      'Voorstellen die niet meer openstaan (2)',
      '',
      '• VOORSTEL: Digoxine – geannuleerd – 2x per dag – reden van wijzigen of stoppen: nierfalen – voorschrift 01-11-2025, Huisarts, Pulver & Partners',
      '• VOORSTEL: Apixaban – afgerond – 2x per dag – voorschrift 01-11-2025, Huisarts, Pulver & Partners',
      ...foot,
    ],
  },
  {
    name: 'what never reached anybody',
    line: 'medicatie',
    records: [
      dispense('1', 'Clozapine', {
        status: 'declined',
        statusReasonCodeableConcept: { text: 'overgevoelig' },
      }),
      dispense('2', 'Lithium', { status: 'cancelled' }),
      dispense('3', 'Digoxine', { status: 'preparation' }),
      dispense('4', 'Sotalol', { status: 'unknown' }),
      dispense('5', 'Bisoprolol'),
    ],
    never: /• (?:Clozapine|Lithium|Digoxine|Sotalol) – verstrekking/u,
    says: [
      ...head('Medicatie'),
      'Geen actuele medicatie gevonden. Dat betekent niet dat er niets wordt gebruikt.',
      '',
      'Alleen aangevraagd of verstrekt, geen afspraak over gebruik gevonden (5)',
      '',
      '• Clozapine – NIET VERSTREKT: geweigerd – reden van wijzigen of stoppen: overgevoelig – verstrekking 10-01-2026, Apotheek De Gaper',
      '• Lithium – NIET OF NIET GEHEEL VERSTREKT: geannuleerd – verstrekking 10-01-2026, Apotheek De Gaper',
      '• Digoxine – NOG NIET VERSTREKT: in voorbereiding – verstrekking 10-01-2026, Apotheek De Gaper',
      '• Sotalol – status onbekend – verstrekking 10-01-2026, Apotheek De Gaper',
      '• Bisoprolol – verstrekking 10-01-2026, Apotheek De Gaper',
      ...foot,
    ],
  },
])

const removal: ServiceRequest = {
  resourceType: 'ServiceRequest',
  id: '1',
  meta: { versionId: '1', lastUpdated: '2026-01-11T09:00:00Z' },
  status: 'active',
  intent: 'order',
  doNotPerform: true,
  subject,
  code: { text: 'Katheter verwijderen' },
  authoredOn: '2026-01-11',
  requester: gp,
}
const plan: CarePlan = {
  resourceType: 'CarePlan',
  id: '1',
  meta: { versionId: '1', lastUpdated: '2026-01-11T09:00:00Z' },
  status: 'active',
  intent: 'proposal',
  title: 'Wondplan',
  subject,
  created: '2026-01-11',
  author: gp,
}
const about: readonly Resource[] = [
  removal,
  task('1', 'Katheter', { focus: { reference: 'ServiceRequest/1' } }),
]

holds('what must not be done, or is only proposed, says so in its outlines', [
  {
    name: 'a request and a plan',
    line: 'nieuw',
    records: [removal, plan],
    never: /NIEUW: (?:Verwijzing|Zorgplan: Wondplan – actief)/u,
    says: [
      ...head('Nieuw in het dossier'),
      'U keek hier nog niet eerder: dit is wat veranderde in de laatste 7 dagen, sinds 05-01-2026 09:31.',
      '',
      'Taken en verwijzingen (1)',
      '',
      '• NIEUW: ⚠\u00A0NIET DOEN: Verwijzing of aanvraag: Katheter verwijderen – actief – vastgelegd op 11-01-2026 – Huisarts, Pulver & Partners',
      '',
      'Zorgplan en doelen (1)',
      '',
      '• NIEUW: Zorgplan: Wondplan – VOORSTEL – actief – vastgelegd op 11-01-2026 – Huisarts, Pulver & Partners',
      '',
      'Wat bij de bron is verwijderd, is hier niet te zien.',
      ...foot,
    ],
  },
  {
    name: 'a task for what must not be done',
    line: 'tijdlijn',
    records: about,
    never: /• Taak/u,
    says: [
      ...head('Tijdlijn, laatste 30 dagen'),
      '11-01-2026',
      '',
      '• ⚠\u00A0NIET DOEN: Taak: Katheter – gevraagd – 09:00 – Huisarts, Pulver & Partners',
      '',
      'Gegevens zonder datum staan niet altijd in de tijdlijn.',
      ...foot,
    ],
  },
])
