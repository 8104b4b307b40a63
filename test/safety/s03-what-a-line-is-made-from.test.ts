import { holds } from './corpus.ts'
import { allergy, amount, changed, flag, lab, patient, problem, task } from './records.ts'

const modifierExtension = [{ url: 'https://elders.example/niet-gegeven', valueBoolean: true }]

const unmarked = /^• (?!.*⚠\u00A0bevat onbekende wijzigende informatie).*$/mu

const detail = (reference: string) => ({
  url: 'http://hl7.org/fhir/StructureDefinition/flag-detail',
  valueReference: { reference },
})

const role = {
  resourceType: 'PractitionerRole' as const,
  id: 'r1',
  code: [{ text: 'Huisarts' }],
  organization: { display: 'Pulver & Partners' },
  modifierExtension,
}

const byRole = { type: 'PractitionerRole' as const, reference: 'PractitionerRole/r1' }

const request = {
  resourceType: 'ServiceRequest' as const,
  id: '1',
  status: 'active' as const,
  intent: 'order' as const,
  subject: { reference: patient },
  code: { text: 'Katheter verwijderen' },
}

const focus = { reference: 'ServiceRequest/1' }

holds('what a line is made from is marked as the line itself would be', [
  {
    name: 'rules of its own to read the record by',
    line: 'allergie',
    records: [allergy('1', 'Penicilline', { implicitRules: 'https://elders.example/rules' })],
    never: unmarked,
    says: [
      'Allergieën en intoleranties – peildatum 12-01-2026 09:31 – bronnen: Dossier ✓',
      'Cliënt: J.V. (v), geboren in 1941',
      '',
      'Allergie of intolerantie (1)',
      '',
      '• Penicilline – risico niet vermeld – reactie niet vermeld – actief, bevestigd – ⚠\u00A0bevat onbekende wijzigende informatie – open het dossier – vastgelegd 01-05-2024, Huisarts, Pulver & Partners',
      '',
      'Opgehaald voor Sanne Dijkstra. Niet bewaren als dossier.',
    ],
  },
  {
    name: 'a record of which parts were made unreadable',
    line: 'allergie',
    records: [allergy('1', 'Penicilline', { meta: { security: [{ code: 'REDACTED' }] } })],
    never: unmarked,
    says: [
      'Allergieën en intoleranties – peildatum 12-01-2026 09:31 – bronnen: Dossier ✓',
      'Cliënt: J.V. (v), geboren in 1941',
      '',
      'Allergie of intolerantie (1)',
      '',
      '• Penicilline – risico niet vermeld – reactie niet vermeld – actief, bevestigd – ⚠\u00A0bevat onbekende wijzigende informatie – open het dossier – vastgelegd 01-05-2024, Huisarts, Pulver & Partners',
      '',
      'Opgehaald voor Sanne Dijkstra. Niet bewaren als dossier.',
    ],
  },
  {
    name: 'the problem a warning is about',
    line: 'waarschuwingen',
    records: [
      changed(flag('1', 'Let op'), { extension: [detail('Condition/1')] }),
      problem('1', 'Epilepsie', { modifierExtension }),
    ],
    never: unmarked,
    says: [
      'Waarschuwingen – peildatum 12-01-2026 09:31 – bronnen: Dossier ✓',
      'Cliënt: J.V. (v), geboren in 1941',
      '',
      'Let op (1)',
      '',
      '• Let op – ⚠\u00A0bevat onbekende wijzigende informatie – open het dossier – over: Epilepsie – actief – sinds 01-10-2025 – Huisarts, Pulver & Partners',
      '',
      'Opgehaald voor Sanne Dijkstra. Niet bewaren als dossier.',
    ],
  },
  {
    name: 'the request a task is about',
    line: 'taken',
    records: [task('1', 'Wond verbinden', { focus }), { ...request, modifierExtension }],
    never: unmarked,
    says: [
      'Taken – peildatum 12-01-2026 09:31 – bronnen: Dossier ✓',
      'Cliënt: J.V. (v), geboren in 1941',
      '',
      'Open (1)',
      '',
      '• Wond verbinden – verwijzing – voor niemand in het bijzonder – gevraagd door Huisarts, Pulver & Partners, 11-01-2026 09:00 – status: gevraagd – bron Dossier – ⚠\u00A0bevat onbekende wijzigende informatie – open het dossier',
      '',
      'Typ het nummer erbij, bijvoorbeeld !taak 1 accepteer.',
      '',
      'Opgehaald voor Sanne Dijkstra. Niet bewaren als dossier.',
    ],
  },
  {
    name: 'a request entered in error, which a task is about',
    line: 'taken',
    records: [
      task('1', 'Wond verbinden', { focus }),
      { ...request, status: 'entered-in-error' as const },
    ],
    never: unmarked,
    says: [
      'Taken – peildatum 12-01-2026 09:31 – bronnen: Dossier ✓',
      'Cliënt: J.V. (v), geboren in 1941',
      '',
      'Open (1)',
      '',
      '• Wond verbinden – verwijzing – voor niemand in het bijzonder – gevraagd door Huisarts, Pulver & Partners, 11-01-2026 09:00 – status: gevraagd – bron Dossier – ⚠\u00A0bevat onbekende wijzigende informatie – open het dossier',
      '',
      'Typ het nummer erbij, bijvoorbeeld !taak 1 accepteer.',
      '',
      'Opgehaald voor Sanne Dijkstra. Niet bewaren als dossier.',
    ],
  },
  {
    name: 'the role of who recorded an allergy',
    line: 'allergie',
    records: [allergy('1', 'Penicilline', { recorder: byRole }), role],
    never: unmarked,
    says: [
      'Allergieën en intoleranties – peildatum 12-01-2026 09:31 – bronnen: Dossier ✓',
      'Cliënt: J.V. (v), geboren in 1941',
      '',
      'Allergie of intolerantie (1)',
      '',
      '• Penicilline – risico niet vermeld – reactie niet vermeld – actief, bevestigd – vastgelegd 01-05-2024, ⚠\u00A0bevat onbekende wijzigende informatie – open het dossier – Huisarts, Pulver & Partners',
      '',
      'Opgehaald voor Sanne Dijkstra. Niet bewaren als dossier.',
    ],
  },
  {
    name: 'the role of who asked for a task',
    line: 'taken',
    records: [task('1', 'Wond verbinden', { requester: byRole }), role],
    never: unmarked,
    says: [
      'Taken – peildatum 12-01-2026 09:31 – bronnen: Dossier ✓',
      'Cliënt: J.V. (v), geboren in 1941',
      '',
      'Open (1)',
      '',
      '• Wond verbinden – voor niemand in het bijzonder – gevraagd door Huisarts, Pulver & Partners, 11-01-2026 09:00 – status: gevraagd – bron Dossier – ⚠\u00A0bevat onbekende wijzigende informatie – open het dossier',
      '',
      'Typ het nummer erbij, bijvoorbeeld !taak 1 accepteer.',
      '',
      'Opgehaald voor Sanne Dijkstra. Niet bewaren als dossier.',
    ],
  },
  {
    name: 'the role of who gave a result',
    line: 'lab',
    records: [
      lab('1', 'Kalium', { valueQuantity: amount(4.1, 'mmol/L'), performer: [byRole] }),
      role,
    ],
    never: unmarked,
    says: [
      'Laboratoriumuitslagen – peildatum 12-01-2026 09:31 – bronnen: Dossier ✓',
      'Cliënt: J.V. (v), geboren in 1941',
      '',
      'Overige uitslagen (1)',
      '',
      '• Kalium: 4,1\u00A0mmol/L – ⚠\u00A0bevat onbekende wijzigende informatie – open het dossier – 05-01-2026 09:00 – Huisarts, Pulver & Partners – definitief',
      '',
      'Opgehaald voor Sanne Dijkstra. Niet bewaren als dossier.',
    ],
  },
])
