import { agreement, mp9 } from '../medication-records.ts'
import { careTeam } from '../team-records.ts'
import { holds } from './corpus.ts'
import { allergy, directive, examplesOf, flag, goal, problem, report } from './records.ts'

const text = {
  status: 'additional' as const,
  div: '<div xmlns="http://www.w3.org/1999/xhtml"><p>GESTOPT per gisteren</p></div>',
}

holds('the narrative of a record is never told', [
  {
    name: 'an agreement that its narrative stops',
    line: 'medicatie',
    records: [
      agreement('1', 'Metoprolol tablet 50 mg', '1 maal per dag 1 tablet', {
        extension: mp9('A', '2025-11-01', undefined),
        text,
      }),
    ],
    never: /GESTOPT|gisteren/u,
    says: [
      'Medicatie – peildatum 12-01-2026 09:31 – bronnen: Dossier ✓',
      'Cliënt: J.V. (v), geboren in 1941',
      '',
      'Actueel (1)',
      '',
      '• Metoprolol tablet 50 mg – 1 maal per dag 1 tablet – sinds 01-11-2025 – voorschrift 01-11-2025, Huisarts, Pulver & Partners',
      '',
      'Opgehaald voor Sanne Dijkstra. Niet bewaren als dossier.',
    ],
  },
  {
    name: 'an allergy with a narrative alone',
    line: 'allergie',
    records: [allergy('1', '', { code: undefined, text })],
    never: /GESTOPT|gisteren/u,
    says: [
      'Allergieën en intoleranties – peildatum 12-01-2026 09:31 – bronnen: Dossier ✓',
      'Cliënt: J.V. (v), geboren in 1941',
      '',
      'Allergie of intolerantie (1)',
      '',
      '• stof niet vermeld – risico niet vermeld – reactie niet vermeld – actief, bevestigd – vastgelegd 01-05-2024, Huisarts, Pulver & Partners',
      '',
      'Opgehaald voor Sanne Dijkstra. Niet bewaren als dossier.',
    ],
  },
  {
    name: 'the Dutch examples, which all have one',
    line: 'problemen actief',
    of: 'Patient/patient-XXX-Hali',
    records: examplesOf('Patient/patient-XXX-Hali'),
    never: /<|Hali|Abdel/u,
    says: [
      'Problemen en diagnoses – peildatum 12-01-2026 09:31 – bronnen: Dossier ✓',
      'Cliënt: A.A.X. (m), geboren in 1985',
      '',
      'Actief of status onbekend (2)',
      '',
      '• Allergie voor PEG – status onbekend, zekerheid niet vermeld – ernst: Ernstig – sinds 08-01-2026 15:43 – vastgelegd 08-01-2026 15:43, MEDISCH SPECIALIST, ALLERGOLOGIE, Algemeen Stadsziekenhuis',
      '• probleem zonder naam – status onbekend, zekerheid niet vermeld – ernst: Ernstig – sinds 18-12-2025 – geëindigd 19-12-2025 – ⚠\u00A0einddatum voorbij, in de bron niet als beëindigd gemarkeerd – opmerking: Extra toelichting op aandoening of gesteldheid van de Reactie – vastgelegd 08-01-2026 15:43, MEDISCH SPECIALIST, ALLERGOLOGIE, Algemeen Stadsziekenhuis',
      '',
      'Opgehaald voor Sanne Dijkstra. Niet bewaren als dossier.',
    ],
  },
  {
    name: 'a directive, a warning',
    line: 'wilsverklaring',
    records: [directive('1', 'resuscitation', undefined, { text }), flag('1', 'MRSA', { text })],
    never: /GESTOPT|gisteren/u,
    says: [
      'Behandelgrenzen en wilsverklaringen – peildatum 12-01-2026 09:31 – bronnen: Dossier ✓',
      'Cliënt: J.V. (v), geboren in 1941',
      '',
      'Vastgelegd (1)',
      '',
      '• Reanimatie: ANDERS – lees toelichting – geen toelichting in de bron – open het dossier – laatst besproken 03-11-2025 – controle niet vastgelegd – bron onbekend',
      '',
      'Opgehaald voor Sanne Dijkstra. Niet bewaren als dossier.',
    ],
  },
  {
    name: 'a goal without words',
    line: 'zorgplan',
    records: [goal('1', '', { description: {}, text })],
    never: /GESTOPT|gisteren/u,
    says: [
      'Zorgplan – peildatum 12-01-2026 09:31 – bronnen: Dossier ✓',
      'Cliënt: J.V. (v), geboren in 1941',
      '',
      'Doelen (1)',
      '',
      '• doel zonder tekst – open het dossier – loopt – vanaf 01-12-2025 – van Huisarts, Pulver & Partners',
      '',
      'Opgehaald voor Sanne Dijkstra. Niet bewaren als dossier.',
    ],
  },
  {
    name: 'a report without words',
    line: 'rapportage',
    records: [report('1', '', { valueString: undefined, text })],
    never: /GESTOPT|gisteren/u,
    says: [
      'Rapportage, laatste 30 dagen – peildatum 12-01-2026 09:31 – bronnen: Dossier ✓',
      'Cliënt: J.V. (v), geboren in 1941',
      '',
      '• 11-01-2026 22:10 – Verpleegkundige, Thuiszorg De Linde',
      '',
      'geen tekst in de bron – open het dossier',
      '',
      'Rapportages zonder datum staan alleen in !rapportage alles.',
      '',
      'Opgehaald voor Sanne Dijkstra. Niet bewaren als dossier.',
    ],
  },
  {
    name: 'a team and a problem of long ago',
    line: 'tijdlijn 90d',
    records: [
      careTeam([{ member: { display: 'Wijkteam Noord' } }], { text }),
      problem('1', 'Hartfalen', { recordedDate: '2026-01-02', text }),
    ],
    never: /GESTOPT|gisteren/u,
    says: [
      'Tijdlijn, laatste 90 dagen – peildatum 12-01-2026 09:31 – bronnen: Dossier ✓',
      'Cliënt: J.V. (v), geboren in 1941',
      '',
      '02-01-2026',
      '',
      '• Probleem: Hartfalen – actief, bevestigd – Huisarts, Pulver & Partners',
      '',
      'Gegevens zonder datum staan niet altijd in de tijdlijn.',
      '',
      'Opgehaald voor Sanne Dijkstra. Niet bewaren als dossier.',
    ],
  },
])
