import { agreement, mp9 } from '../medication-records.ts'
import { holds } from './corpus.ts'
import { allergy, amount, appointment, directive, flag, lab, problem, vital } from './records.ts'

holds('a date is as precise as it was given, in Amsterdam, and what lies ahead says so', [
  {
    name: 'a year, a month, a day',
    line: 'problemen',
    records: [
      problem('1', 'Hartfalen', { onsetDateTime: '2013', recordedDate: '2013-03' }),
      problem('2', 'Astma', { onsetDateTime: '1999-12-31', recordedDate: '2000-01-01' }),
    ],
    never: /01-01-2013|01-03-2013/u,
    says: [
      'Problemen en diagnoses – peildatum 12-01-2026 09:31 – bronnen: Dossier ✓',
      'Cliënt: J.V. (v), geboren in 1941',
      '',
      'Actief (2)',
      '',
      '• Hartfalen – actief, bevestigd – sinds 2013 – vastgelegd mrt 2013, Huisarts, Pulver & Partners',
      '• Astma – actief, bevestigd – sinds 31-12-1999 – vastgelegd 01-01-2000, Huisarts, Pulver & Partners',
      '',
      'Opgehaald voor Sanne Dijkstra. Niet bewaren als dossier.',
    ],
  },
  {
    name: 'late in the evening in another zone',
    line: 'metingen',
    records: [
      vital('1', '8310-5', {
        valueQuantity: amount(38.2, '°C', 'Cel'),
        effectiveDateTime: '2026-01-11T23:30:00Z',
      }),
    ],
    never: /11-01-2026/u,
    says: [
      'Metingen – peildatum 12-01-2026 09:31 – bronnen: Dossier ✓',
      'Cliënt: J.V. (v), geboren in 1941',
      '',
      '• Temperatuur: 38,2\u00A0°C – 12-01-2026 00:30 – Verpleegkundige, Thuiszorg De Linde',
      '',
      'Opgehaald voor Sanne Dijkstra. Niet bewaren als dossier.',
    ],
  },
  {
    name: 'tomorrow',
    line: 'lab',
    records: [
      lab('1', 'Kalium', {
        valueQuantity: amount(6.9, 'mmol/L'),
        effectiveDateTime: '2026-01-13T09:00:00+01:00',
      }),
    ],
    never: /13-01-2026 09:00(?! \(in de toekomst\))/u,
    says: [
      'Laboratoriumuitslagen – peildatum 12-01-2026 09:31 – bronnen: Dossier ✓',
      'Cliënt: J.V. (v), geboren in 1941',
      '',
      'Overige uitslagen (1)',
      '',
      '• Kalium: 6,9\u00A0mmol/L – ⚠\u00A0datum in de toekomst – 13-01-2026 09:00 (in de toekomst) – Lab Zuid – definitief',
      '',
      'Opgehaald voor Sanne Dijkstra. Niet bewaren als dossier.',
    ],
  },
  {
    name: 'days and months that are not there',
    line: 'allergie',
    records: [
      allergy('1', 'Penicilline', { recordedDate: '2024-02-31', onsetDateTime: '2023-13' }),
    ],
    never: /31-02-2024|02-03-2024|NaN|Invalid/u,
    says: [
      'Allergieën en intoleranties – peildatum 12-01-2026 09:31 – bronnen: Dossier ✓',
      'Cliënt: J.V. (v), geboren in 1941',
      '',
      'Allergie of intolerantie (1)',
      '',
      '• Penicilline – risico niet vermeld – reactie niet vermeld – sinds datum onleesbaar – actief, bevestigd – vastgelegd datum onleesbaar, Huisarts, Pulver & Partners',
      '',
      'Opgehaald voor Sanne Dijkstra. Niet bewaren als dossier.',
    ],
  },
  {
    name: 'an agreement that begins tonight',
    line: 'medicatie',
    records: [
      agreement('1', 'Dexamethason tablet 4 mg', '1 maal per dag 1 tablet', {
        extension: mp9('A', '2026-01-12T22:00:00+01:00', undefined, '2026-01-11'),
      }),
    ],
    never: /Actueel/u,
    says: [
      'Medicatie – peildatum 12-01-2026 09:31 – bronnen: Dossier ✓',
      'Cliënt: J.V. (v), geboren in 1941',
      '',
      'Geen actuele medicatie gevonden. Dat betekent niet dat er niets wordt gebruikt.',
      '',
      'Nog niet gestart (1)',
      '',
      '• NOG NIET GESTART: Dexamethason tablet 4 mg – 1 maal per dag 1 tablet – vanaf 12-01-2026 22:00 – voorschrift 11-01-2026, Huisarts, Pulver & Partners',
      '',
      'Opgehaald voor Sanne Dijkstra. Niet bewaren als dossier.',
    ],
  },
  {
    name: 'a directive of a year and a warning of a month',
    line: 'wilsverklaring',
    records: [directive('1', 'resuscitation', 'deny', { dateTime: '2019' }), flag('1', 'MRSA')],
    never: /01-01-2019/u,
    says: [
      'Behandelgrenzen en wilsverklaringen – peildatum 12-01-2026 09:31 – bronnen: Dossier ✓',
      'Cliënt: J.V. (v), geboren in 1941',
      '',
      'Vastgelegd (1)',
      '',
      '• Reanimatie: NIET – laatst besproken 2019 – controle niet vastgelegd – bron onbekend',
      '',
      'Opgehaald voor Sanne Dijkstra. Niet bewaren als dossier.',
    ],
  },
  {
    name: 'the hour that summer takes away',
    line: 'afspraken',
    at: '2026-03-27T08:00:00Z',
    records: [appointment('1', '2026-03-29T01:30:00Z'), appointment('2', '2026-03-28T09:00:00Z')],
    never: /29-03-2026 02:30/u,
    says: [
      'Afspraken – peildatum 27-03-2026 09:00 – bronnen: Dossier ✓',
      'Cliënt: J.V. (v), geboren in 1941',
      '',
      'Komend (2)',
      '',
      '• 28-03-2026 10:00 – Controle – met Huisarts, Pulver & Partners – plaats niet vermeld – vastgelegd',
      '• 29-03-2026 03:30 – Controle – met Huisarts, Pulver & Partners – plaats niet vermeld – vastgelegd',
      '',
      'Opgehaald voor Sanne Dijkstra. Niet bewaren als dossier.',
    ],
  },
])
