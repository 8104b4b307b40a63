import { holds } from './corpus.ts'
import { allergy } from './records.ts'

holds('what somebody reacted to is said, and which reaction was to it', [
  {
    name: 'a medicine under the name of its group',
    line: 'allergie',
    records: [
      allergy('1', 'Antibiotica', {
        criticality: 'high',
        reaction: [
          {
            substance: { text: 'Amoxicilline' },
            manifestation: [{ text: 'anafylaxie' }],
            exposureRoute: { text: 'intraveneus' },
            severity: 'severe',
          },
        ],
      }),
    ],
    never: /reactie: anafylaxie/u,
    says: [
      'Allergieën en intoleranties – peildatum 12-01-2026 09:31 – bronnen: Dossier ✓',
      'Cliënt: J.V. (v), geboren in 1941',
      '',
      'Allergie of intolerantie (1)',
      '',
      '• Antibiotica – hoog risico – reactie op Amoxicilline: anafylaxie, ernstig, wijze van blootstelling: intraveneus – actief, bevestigd – vastgelegd 01-05-2024, Huisarts, Pulver & Partners',
      '',
      'Opgehaald voor Sanne Dijkstra. Niet bewaren als dossier.',
    ],
  },
  {
    name: 'two substances of a record without a name',
    line: 'allergie',
    records: [
      allergy('1', '', {
        code: undefined,
        reaction: [
          { substance: { text: 'Latex' }, manifestation: [{ text: 'shock' }] },
          { substance: { text: 'Banaan' }, manifestation: [{ text: 'jeuk' }] },
        ],
      }),
    ],
    never: /reactie: /u,
    says: [
      'Allergieën en intoleranties – peildatum 12-01-2026 09:31 – bronnen: Dossier ✓',
      'Cliënt: J.V. (v), geboren in 1941',
      '',
      'Allergie of intolerantie (1)',
      '',
      '• Latex, Banaan – risico niet vermeld – reactie op Latex: shock – reactie op Banaan: jeuk – actief, bevestigd – vastgelegd 01-05-2024, Huisarts, Pulver & Partners',
      '',
      'Opgehaald voor Sanne Dijkstra. Niet bewaren als dossier.',
    ],
  },
  {
    name: 'a second substance of which no reaction is told',
    line: 'allergie',
    records: [
      allergy('1', 'Penicilline', {
        reaction: [
          { substance: { text: 'penicilline' }, manifestation: [{ text: 'uitslag' }] },
          { substance: { text: 'Flucloxacilline' }, manifestation: [] },
        ],
      }),
    ],
    never: /reactie op penicilline/u,
    says: [
      'Allergieën en intoleranties – peildatum 12-01-2026 09:31 – bronnen: Dossier ✓',
      'Cliënt: J.V. (v), geboren in 1941',
      '',
      'Allergie of intolerantie (1)',
      '',
      '• Penicilline – risico niet vermeld – reactie: uitslag – reactie op Flucloxacilline: niet vermeld – actief, bevestigd – vastgelegd 01-05-2024, Huisarts, Pulver & Partners',
      '',
      'Opgehaald voor Sanne Dijkstra. Niet bewaren als dossier.',
    ],
  },
  {
    name: 'found by the word for it',
    line: 'allergie amoxicilline',
    records: [
      allergy('1', 'Antibiotica', {
        reaction: [
          { substance: { text: 'Amoxicilline' }, manifestation: [{ text: 'anafylaxie' }] },
        ],
      }),
      allergy('2', 'Pinda'),
    ],
    never: /Geen allergie of intolerantie met/u,
    says: [
      'Allergieën en intoleranties – peildatum 12-01-2026 09:31 – bronnen: Dossier ✓',
      'Cliënt: J.V. (v), geboren in 1941',
      '',
      'Gezocht op de woorden van de bron, niet op verwante middelen. De andere (1) staan eronder.',
      '',
      'Met “amoxicilline” (1)',
      '',
      '• Antibiotica – risico niet vermeld – reactie op Amoxicilline: anafylaxie – actief, bevestigd – vastgelegd 01-05-2024, Huisarts, Pulver & Partners',
      '',
      'Alle andere allergieën of intoleranties (1)',
      '',
      '• Pinda – risico niet vermeld – reactie niet vermeld – actief, bevestigd – vastgelegd 01-05-2024, Huisarts, Pulver & Partners',
      '',
      'Opgehaald voor Sanne Dijkstra. Niet bewaren als dossier.',
    ],
  },
])
