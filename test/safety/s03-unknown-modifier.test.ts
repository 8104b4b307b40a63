import { agreement, mp9 } from '../medication-records.ts'
import { holds } from './corpus.ts'
import {
  allergy,
  amount,
  directive,
  flag,
  goal,
  lab,
  problem,
  report,
  task,
  vital,
} from './records.ts'

const modifierExtension = [{ url: 'https://elders.example/niet-gegeven', valueBoolean: true }]

/** A line of facts that does not say that something unknown changes it. */
const unmarked = /^• (?!.*⚠\u00A0bevat onbekende wijzigende informatie).*$/mu

holds('a modifier nobody here knows is said on the line', [
  {
    name: 'of an agreement',
    line: 'medicatie',
    records: [
      agreement('1', 'Metoprolol tablet 50 mg', '1 maal per dag 1 tablet', {
        extension: mp9('A', '2025-11-01', undefined),
        modifierExtension,
      }),
    ],
    never: unmarked,
    says: [
      'Medicatie – peildatum 12-01-2026 09:31 – bronnen: Dossier ✓',
      'Cliënt: J.V. (v), geboren in 1941',
      '',
      'Actueel (1)',
      '',
      '• Metoprolol tablet 50 mg – ⚠\u00A0bevat onbekende wijzigende informatie – open het dossier – 1 maal per dag 1 tablet – sinds 01-11-2025 – voorschrift 01-11-2025, Huisarts, Pulver & Partners',
      '',
      'Opgehaald voor Sanne Dijkstra. Niet bewaren als dossier.',
    ],
  },
  {
    name: 'of one dose of an agreement',
    line: 'medicatie',
    records: [
      agreement('1', 'Metoprolol tablet 50 mg', undefined, {
        extension: mp9('A', '2025-11-01', undefined),
        dosageInstruction: [{ text: '1 maal per dag 1 tablet', modifierExtension }],
      }),
    ],
    never: unmarked,
    says: [
      'Medicatie – peildatum 12-01-2026 09:31 – bronnen: Dossier ✓',
      'Cliënt: J.V. (v), geboren in 1941',
      '',
      'Actueel (1)',
      '',
      '• Metoprolol tablet 50 mg – ⚠\u00A0bevat onbekende wijzigende informatie – open het dossier – 1 maal per dag 1 tablet – ⚠\u00A0niet alles van de dosering is weergegeven – open het dossier – sinds 01-11-2025 – voorschrift 01-11-2025, Huisarts, Pulver & Partners',
      '',
      'Opgehaald voor Sanne Dijkstra. Niet bewaren als dossier.',
    ],
  },
  {
    name: 'of an allergy',
    line: 'allergie',
    records: [allergy('1', 'Penicilline', { criticality: 'high', modifierExtension })],
    never: unmarked,
    says: [
      'Allergieën en intoleranties – peildatum 12-01-2026 09:31 – bronnen: Dossier ✓',
      'Cliënt: J.V. (v), geboren in 1941',
      '',
      'Allergie of intolerantie (1)',
      '',
      '• Penicilline – hoog risico – reactie niet vermeld – actief, bevestigd – ⚠\u00A0bevat onbekende wijzigende informatie – open het dossier – vastgelegd 01-05-2024, Huisarts, Pulver & Partners',
      '',
      'Opgehaald voor Sanne Dijkstra. Niet bewaren als dossier.',
    ],
  },
  {
    name: 'of one side of a blood pressure',
    line: 'metingen',
    records: [
      vital('1', '85354-9', {
        component: [
          {
            code: { coding: [{ system: 'http://loinc.org', code: '8480-6' }] },
            valueQuantity: amount(120, 'mm[Hg]'),
            modifierExtension,
          },
          {
            code: { coding: [{ system: 'http://loinc.org', code: '8462-4' }] },
            valueQuantity: amount(80, 'mm[Hg]'),
          },
        ],
      }),
    ],
    never: unmarked,
    says: [
      'Metingen – peildatum 12-01-2026 09:31 – bronnen: Dossier ✓',
      'Cliënt: J.V. (v), geboren in 1941',
      '',
      '• Bloeddruk: 120/80\u00A0mmHg – ⚠\u00A0bevat onbekende wijzigende informatie – open het dossier – 12-01-2026 07:30 – Verpleegkundige, Thuiszorg De Linde',
      '',
      'Opgehaald voor Sanne Dijkstra. Niet bewaren als dossier.',
    ],
  },
  {
    name: 'of a result',
    line: 'lab',
    records: [lab('1', 'Kalium', { valueQuantity: amount(4.1, 'mmol/L'), modifierExtension })],
    never: unmarked,
    says: [
      'Laboratoriumuitslagen – peildatum 12-01-2026 09:31 – bronnen: Dossier ✓',
      '',
      'Overige uitslagen (1)',
      '',
      '• Kalium: 4,1\u00A0mmol/L – ⚠\u00A0bevat onbekende wijzigende informatie – open het dossier – 05-01-2026 09:00 – Lab Zuid – definitief',
      '',
      'Opgehaald voor Sanne Dijkstra. Niet bewaren als dossier.',
    ],
  },
  {
    name: 'of a problem',
    line: 'problemen',
    records: [problem('1', 'Hartfalen', { modifierExtension })],
    never: unmarked,
    says: [
      'Problemen en diagnoses – peildatum 12-01-2026 09:31 – bronnen: Dossier ✓',
      '',
      'Actief (1)',
      '',
      '• Hartfalen – actief, bevestigd – ⚠\u00A0bevat onbekende wijzigende informatie – open het dossier – vastgelegd 01-05-2024, Huisarts, Pulver & Partners',
      '',
      'Opgehaald voor Sanne Dijkstra. Niet bewaren als dossier.',
    ],
  },
  {
    name: 'of a warning',
    line: 'waarschuwingen',
    records: [flag('1', 'Valgevaar', { modifierExtension })],
    never: unmarked,
    says: [
      'Waarschuwingen – peildatum 12-01-2026 09:31 – bronnen: Dossier ✓',
      '',
      'Let op (1)',
      '',
      '• Valgevaar – ⚠\u00A0bevat onbekende wijzigende informatie – open het dossier – actief – sinds 01-10-2025 – Huisarts, Pulver & Partners',
      '',
      'Opgehaald voor Sanne Dijkstra. Niet bewaren als dossier.',
    ],
  },
  {
    name: 'of a directive, beside the one that is known',
    line: 'wilsverklaring',
    records: [
      directive('1', 'resuscitation', 'permit', {
        modifierExtension: [
          ...modifierExtension,
          {
            url: 'http://nictiz.nl/fhir/StructureDefinition/ext-TreatmentDirective2.SpecificationOther',
            valueString: 'alleen in het ziekenhuis',
          },
        ],
      }),
    ],
    never: unmarked,
    says: [
      'Behandelgrenzen en wilsverklaringen – peildatum 12-01-2026 09:31 – bronnen: Dossier ✓',
      '',
      'Vastgelegd (1)',
      '',
      '• Reanimatie: ANDERS – lees toelichting – ⚠\u00A0bevat onbekende wijzigende informatie – open het dossier – toelichting: “alleen in het ziekenhuis” – de bron noemt daarbij: wel uitvoeren – laatst besproken 03-11-2025 – controle niet vastgelegd – bron onbekend',
      '',
      'Opgehaald voor Sanne Dijkstra. Niet bewaren als dossier.',
    ],
  },
  {
    name: 'of a goal',
    line: 'zorgplan',
    records: [goal('1', 'Zelf douchen', { modifierExtension })],
    never: unmarked,
    says: [
      'Zorgplan – peildatum 12-01-2026 09:31 – bronnen: Dossier ✓',
      '',
      'Doelen (1)',
      '',
      '• Zelf douchen – ⚠\u00A0bevat onbekende wijzigende informatie – open het dossier – loopt – vanaf 01-12-2025 – van Huisarts, Pulver & Partners',
      '',
      'Opgehaald voor Sanne Dijkstra. Niet bewaren als dossier.',
    ],
  },
  {
    name: 'of a report',
    line: 'rapportage',
    records: [report('1', 'Rustige nacht.', { modifierExtension })],
    never: unmarked,
    says: [
      'Rapportage, laatste 30 dagen – peildatum 12-01-2026 09:31 – bronnen: Dossier ✓',
      'Cliënt: J.V. (v), geboren in 1941',
      '',
      '• 11-01-2026 22:10 – Verpleegkundige, Thuiszorg De Linde – ⚠\u00A0bevat onbekende wijzigende informatie – open het dossier',
      '',
      'Rustige nacht.',
      '',
      'Rapportages zonder datum staan alleen in !rapportage alles.',
      '',
      'Opgehaald voor Sanne Dijkstra. Niet bewaren als dossier.',
    ],
  },
  {
    name: 'of what happened',
    line: 'tijdlijn',
    records: [
      problem('1', 'Hartfalen', { recordedDate: '2026-01-10', modifierExtension }),
      task('1', 'Wond verbinden', { modifierExtension }),
    ],
    never: unmarked,
    says: [
      'Tijdlijn, laatste 30 dagen – peildatum 12-01-2026 09:31 – bronnen: Dossier ✓',
      'Cliënt: J.V. (v), geboren in 1941',
      '',
      '11-01-2026',
      '',
      '• Taak: Wond verbinden – ⚠\u00A0bevat onbekende wijzigende informatie – open het dossier – gevraagd – 09:00 – Huisarts, Pulver & Partners',
      '',
      '10-01-2026',
      '',
      '• Probleem: Hartfalen – ⚠\u00A0bevat onbekende wijzigende informatie – open het dossier – actief, bevestigd – Huisarts, Pulver & Partners',
      '',
      'Gegevens zonder datum staan niet altijd in de tijdlijn.',
      '',
      'Opgehaald voor Sanne Dijkstra. Niet bewaren als dossier.',
    ],
  },
  {
    name: 'of a task',
    line: 'taken',
    records: [task('1', 'Wond verbinden', { modifierExtension })],
    never: unmarked,
    says: [
      'Taken – peildatum 12-01-2026 09:31 – bronnen: Dossier ✓',
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
])
