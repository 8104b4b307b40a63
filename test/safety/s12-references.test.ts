import { agreement, mp9 } from '../medication-records.ts'
import { careTeam } from '../team-records.ts'
import { holds } from './corpus.ts'
import { allergy, changed, examplesOf, flag, lab, problem, task } from './records.ts'

const treatment = { extension: mp9('A', '2025-11-01', undefined) }

holds('a reference is followed wherever it points, or said to be lost', [
  {
    name: 'a product inside the agreement, one that never came, one by number',
    line: 'medicatie',
    records: [
      changed(agreement('1', '', '1 maal per dag 1 tablet'), {
        ...treatment,
        medicationCodeableConcept: undefined,
        medicationReference: { reference: '#m' },
        contained: [
          {
            resourceType: 'Medication',
            id: 'm',
            code: { text: 'Haldol druppels 2 mg/ml' },
          },
        ],
      }),
      changed(agreement('2', '', '2 maal per dag 1 tablet'), {
        extension: mp9('B', '2025-11-01', undefined),
        medicationCodeableConcept: undefined,
        medicationReference: { reference: 'Medication/weg' },
      }),
      changed(agreement('3', '', '3 maal per dag 1 tablet'), {
        extension: mp9('C', '2025-11-01', undefined),
        medicationCodeableConcept: undefined,
        medicationReference: {
          identifier: { system: 'urn:oid:1.2.3', value: '77' },
          display: 'Lorazepam tablet 1 mg',
        },
      }),
    ],
    never: /Medication\/weg|urn:oid|\b77\b/u,
    says: [
      'Medicatie – peildatum 12-01-2026 09:31 – bronnen: Dossier ✓',
      'Cliënt: J.V. (v), geboren in 1941',
      '',
      'Actueel (3)',
      '',
      '• Haldol druppels 2 mg/ml – 1 maal per dag 1 tablet – sinds 01-11-2025 – voorschrift 01-11-2025, Huisarts, Pulver & Partners',
      '• Lorazepam tablet 1 mg – 3 maal per dag 1 tablet – sinds 01-11-2025 – voorschrift 01-11-2025, Huisarts, Pulver & Partners',
      '• onbekende verwijzing naar geneesmiddel – 2 maal per dag 1 tablet – sinds 01-11-2025 – voorschrift 01-11-2025, Huisarts, Pulver & Partners',
      '',
      'Opgehaald voor Sanne Dijkstra. Niet bewaren als dossier.',
    ],
  },
  {
    name: 'a recorder of which only the number is known',
    line: 'allergie',
    records: [
      allergy('1', 'Latex', {
        recorder: {
          type: 'PractitionerRole',
          identifier: {
            system: 'http://fhir.nl/fhir/NamingSystem/uzi-nr-pers',
            value: '900000009',
          },
        },
      }),
      allergy('2', 'Pinda', {
        recorder: { reference: 'urn:uuid:0b0c8a44-5a3e-4b8c-8f57-3b1f0a1d0001' },
      }),
    ],
    never: /900000009|urn:uuid/u,
    says: [
      'Allergieën en intoleranties – peildatum 12-01-2026 09:31 – bronnen: Dossier ✓',
      'Cliënt: J.V. (v), geboren in 1941',
      '',
      'Allergie of intolerantie (2)',
      '',
      '• Latex – risico niet vermeld – reactie niet vermeld – actief, bevestigd – vastgelegd 01-05-2024, onbekende verwijzing',
      '• Pinda – risico niet vermeld – reactie niet vermeld – actief, bevestigd – vastgelegd 01-05-2024, onbekende verwijzing',
      '',
      'Opgehaald voor Sanne Dijkstra. Niet bewaren als dossier.',
    ],
  },
  {
    name: 'a panel with a member inside it, one that was found by itself, and one that never came',
    line: 'lab',
    records: [
      lab('1', 'Bloedbeeld', {
        hasMember: [
          { reference: '#hb' },
          { reference: 'Observation/2' },
          { reference: 'Observation/weg' },
        ],
        contained: [
          {
            resourceType: 'Observation',
            id: 'hb',
            status: 'final',
            code: { text: 'Hemoglobine' },
            valueQuantity: { value: 5.1, unit: 'mmol/L' },
          },
        ],
      }),
      lab('2', 'Leukocyten', { valueQuantity: { value: 9.1, unit: '10*9/L' } }),
    ],
    never: /Observation\/weg/u,
    says: [
      'Laboratoriumuitslagen – peildatum 12-01-2026 09:31 – bronnen: Dossier ✓',
      'Cliënt: J.V. (v), geboren in 1941',
      '',
      'Niet opgehaald (1)',
      '',
      '• Bloedbeeld: een uitslag kon niet worden opgehaald – open het dossier',
      '',
      'Overige uitslagen (2)',
      '',
      '• Leukocyten: 9,1\u00A010*9/L – 05-01-2026 09:00 – uit: Bloedbeeld – Lab Zuid – definitief',
      '• Hemoglobine: 5,1\u00A0mmol/L – zonder datum – uit: Bloedbeeld – bron onbekend – definitief',
      '',
      'Opgehaald voor Sanne Dijkstra. Niet bewaren als dossier.',
    ],
  },
  {
    name: 'the Dutch example of a warning about a reaction',
    line: 'waarschuwingen',
    of: 'Patient/patient-XXX-Drijkoningen',
    at: '2026-01-20T08:31:00Z',
    records: examplesOf('Patient/patient-XXX-Drijkoningen'),
    never: /AllergyIntolerance\//u,
    says: [
      'Waarschuwingen – peildatum 20-01-2026 09:31 – bronnen: Dossier ✓',
      'Cliënt: P.X. (v), geboren in 1963',
      '',
      'Let op (5)',
      '',
      '• CONTACTLENZEN – potentiële contra-indicatie voor geneesmiddel (bevinding) – actief – sinds 15-01-2026 – HUISARTS, Huisartsenpraktijk Pulver & Partners',
      '• ZWANGERSCHAP – potentiële contra-indicatie voor geneesmiddel (bevinding) – actief – sinds 15-03-2025 07:54 – HUISARTS, Huisartsenpraktijk Pulver & Partners',
      '• ZWANGERSCHAP – potentiële contra-indicatie voor geneesmiddel (bevinding) – ⚠\u00A0einddatum voorbij, in de bron nog actief – sinds 15-03-2025 07:54 – tot en met 15-01-2026 – opmerking: Patiënt niet meer zwanger – HUISARTS, Huisartsenpraktijk Pulver & Partners',
      '• Monitor the use of AMLODIPINE as treatment for the patient, since this substance is unsafe for the patient. – verwijst naar meer in het dossier – surveillance – actief – sinds 15-01-2018 12:08 – opmerking: invaliderende bijwerking bij amlodipine tablet gebruik i.h.k.v. angina pectoris – HUISARTS, Huisartsenpraktijk Pulver & Partners',
      '• Monitor the use of JODIUM LOKAAL as treatment for the patient, since this substance is unsafe for the patient. – surveillance – besluit: Adverse reaction (disorder) – actief – sinds 15-01-2003 07:53 – opmerking: patiënt meldt dat de gynaecoloog na EUG heeft gezegd dat jodium nooit gebruikt mag worden. Er wordt een lage ernst verwacht van de reactie bij hernieuwde blootstelling – HUISARTS, Huisartsenpraktijk Pulver & Partners',
      '',
      'Opgehaald voor Sanne Dijkstra. Niet bewaren als dossier.',
    ],
  },
  {
    name: 'a warning about a problem that was refuted since',
    line: 'waarschuwingen',
    records: [
      flag('1', '', {
        code: undefined,
        extension: [
          {
            url: 'http://hl7.org/fhir/StructureDefinition/flag-detail',
            valueReference: { reference: 'Condition/1' },
          },
        ],
      }),
      problem('1', 'Tuberculose', { verificationStatus: { coding: [{ code: 'refuted' }] } }),
    ],
    never: /Tuberculose – actief/u,
    says: [
      'Waarschuwingen – peildatum 12-01-2026 09:31 – bronnen: Dossier ✓',
      'Cliënt: J.V. (v), geboren in 1941',
      '',
      'Let op (1)',
      '',
      '• Tuberculose – over: Tuberculose (⚠\u00A0dat probleem is in de bron uitgesloten) – actief – sinds 01-10-2025 – Huisarts, Pulver & Partners',
      '',
      'Opgehaald voor Sanne Dijkstra. Niet bewaren als dossier.',
    ],
  },
  {
    name: 'a member that cannot be read',
    line: 'wie',
    records: [careTeam(['PractitionerRole/weg', { member: { display: 'Wijkteam Noord' } }])],
    never: /PractitionerRole\/weg/u,
    says: [
      'Zorgnetwerk – peildatum 12-01-2026 09:31 – bronnen: Dossier ✓',
      'Cliënt: J.V. (v), geboren in 1941',
      '',
      '• naam onbekend – functie onbekend – geen telefoonnummer – geen chataccount bekend',
      '• onbekende verwijzing: Wijkteam Noord – functie onbekend – geen telefoonnummer – geen chataccount bekend',
      '',
      'Opgehaald voor Sanne Dijkstra. Niet bewaren als dossier.',
    ],
  },
  {
    name: 'a task of somebody who is not there',
    line: 'taken',
    records: [
      task('1', 'Wond verbinden', {
        owner: { reference: 'PractitionerRole/weg' },
        requester: { reference: '#weg' },
      }),
    ],
    never: /PractitionerRole\/weg|#weg|niemand in het bijzonder/u,
    says: [
      'Taken – peildatum 12-01-2026 09:31 – bronnen: Dossier ✓',
      'Cliënt: J.V. (v), geboren in 1941',
      '',
      'Open (1)',
      '',
      '• Wond verbinden – voor onbekende verwijzing – gevraagd door onbekende verwijzing, 11-01-2026 09:00 – status: gevraagd – bron Dossier',
      '',
      'Typ het nummer erbij, bijvoorbeeld !taak 1 accepteer.',
      '',
      'Opgehaald voor Sanne Dijkstra. Niet bewaren als dossier.',
    ],
  },
])
