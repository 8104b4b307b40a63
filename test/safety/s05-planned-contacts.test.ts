import type { Encounter } from '@medplum/fhirtypes'
import { holds } from './corpus.ts'
import { appointment, gp, patient } from './records.ts'

const planned: Encounter = {
  resourceType: 'Encounter',
  id: '1',
  status: 'planned',
  class: { code: 'HH' },
  subject: { reference: patient },
  type: [{ text: 'Wondcontrole' }],
  period: { start: '2026-01-13T09:00:00+01:00' },
  serviceProvider: { display: 'Thuiszorg De Linde' },
  participant: [{ individual: { display: 'Anna van Dam' }, type: [{ text: 'behandelaar' }] }],
}

const hospital = {
  label: 'Ziekenhuis',
  of: 'Patient/z',
  records: [
    appointment('a', '2026-02-20T10:00:00+01:00', {
      participant: [
        { actor: { reference: 'Patient/z' }, status: 'accepted' },
        { actor: gp, status: 'accepted' },
      ],
    }),
    { ...planned, id: 'z', subject: { reference: 'Patient/z' }, type: [{ text: 'Dubbel' }] },
  ],
}

holds('what one source has planned is told whatever another has', [
  {
    name: 'where the other has an appointment later',
    line: 'afspraken',
    records: [planned],
    others: [hospital],
    never: /Komend \(1\)|Anna|Dubbel/u,
    says: [
      'Afspraken – peildatum 12-01-2026 09:31 – bronnen: Dossier ✓, Ziekenhuis ✓',
      'Cliënt: J.V. (v), geboren in 1941',
      '',
      'Komend (2)',
      '',
      '• 13-01-2026 09:00 – Wondcontrole – met behandelaar; Thuiszorg De Linde – plaats niet vermeld – gepland contact',
      '• 20-02-2026 10:00 – Controle – met Huisarts, Pulver & Partners – plaats niet vermeld – vastgelegd – uit Ziekenhuis',
      '',
      'Opgehaald voor Sanne Dijkstra. Niet bewaren als dossier.',
    ],
  },
  {
    name: 'on the page of everything',
    line: 'samenvatting',
    records: [planned],
    others: [hospital],
    never: /Komende afspraken \(1\)|Anna|Dubbel/u,
    says: [
      'Samenvatting – peildatum 12-01-2026 09:31 – bronnen: Dossier ✓, Ziekenhuis ✓',
      'Cliënt: J.V. (v), geboren in 1941',
      '',
      'Niets vastgelegd gevonden – dit betekent niet dat alles mag/moet. (Gezocht in Dossier, Ziekenhuis, peildatum 12-01-2026 09:31.)',
      '',
      'Geen actieve allergie of intolerantie gevonden in Dossier, Ziekenhuis (peildatum 12-01-2026 09:31). Dat betekent niet dat er geen is.',
      '',
      'Komende afspraken (2)',
      '',
      '• 13-01-2026 09:00 – Wondcontrole – met behandelaar; Thuiszorg De Linde – plaats niet vermeld – gepland contact',
      '• 20-02-2026 10:00 – Controle – met Huisarts, Pulver & Partners – plaats niet vermeld – vastgelegd – uit Ziekenhuis',
      '',
      'Niet gevonden in Dossier, Ziekenhuis (peildatum 12-01-2026 09:31): actieve waarschuwingen, actieve problemen, actuele medicatie, metingen, afwijkende labuitslagen, open taken. Dat betekent niet dat er niets is.',
      'Niet gevonden in Dossier (peildatum 12-01-2026 09:31): zorgteam. Dat betekent niet dat er niets is.',
      '',
      'Opgehaald voor Sanne Dijkstra. Niet bewaren als dossier.',
    ],
  },
  {
    name: 'what could not be asked of the other is said',
    line: 'afspraken',
    records: [appointment('1', '2026-02-20T10:00:00+01:00')],
    failing: { Encounter: 'timeout' },
    others: [{ ...hospital, records: [], failing: { Encounter: 'timeout' } }],
    never: /Dossier – /u,
    says: [
      'Afspraken – peildatum 12-01-2026 09:31 – bronnen: Dossier ✓, Ziekenhuis ⚠\u00A0(deels)',
      'Cliënt: J.V. (v), geboren in 1941',
      'ONVOLLEDIG',
      'Ziekenhuis – Contacten: geen antwoord (time-out)',
      '',
      'Komend (1)',
      '',
      '• 20-02-2026 10:00 – Controle – met Huisarts, Pulver & Partners – plaats niet vermeld – vastgelegd',
      '',
      'Opgehaald voor Sanne Dijkstra. Niet bewaren als dossier.',
    ],
  },
])
