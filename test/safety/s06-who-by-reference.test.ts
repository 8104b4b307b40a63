import type { EpisodeOfCare } from '@medplum/fhirtypes'
import { holds } from './corpus.ts'
import { allergy, amount, patient, vital } from './records.ts'

const elsewhere = 'https://ehr.example/fhir'
const numbered = (register: string, display: string) => ({
  identifier: { system: `http://fhir.nl/fhir/NamingSystem/${register}`, value: '12345678' },
  display,
})
const anna = 'Anna van Dam'

const episode = (id: string, status: EpisodeOfCare['status']): EpisodeOfCare => ({
  resourceType: 'EpisodeOfCare',
  id,
  status,
  patient: { reference: patient },
  diagnosis: [{ condition: { reference: 'Condition/elders', display: 'Astma bronchiale' } }],
  period: { start: '2020-02-01' },
  managingOrganization: { display: 'Praktijk Pulver' },
  careManager: { display: 'dr. Bakker' },
})

holds('who it was is said when the reference tells what they are, and never of a relative', [
  {
    name: 'of a measurement',
    line: 'metingen',
    records: [
      vital('1', '29463-7', {
        valueQuantity: amount(70, 'kg'),
        performer: [
          numbered('ura', 'Ziekenhuis Z'),
          numbered('uzi-nr-pers', 'dr. Bakker'),
          { reference: `${elsewhere}/Practitioner/12`, display: 'zr. Vos' },
          { reference: `${elsewhere}/RelatedPerson/3`, display: anna },
          { reference: `${elsewhere}/Patient/3`, display: anna },
          numbered('bsn', anna),
          { display: anna },
        ],
      }),
    ],
    never: /Anna|: onbekende verwijzing/u,
    says: [
      'Metingen – peildatum 12-01-2026 09:31 – bronnen: Dossier ✓',
      'Cliënt: J.V. (v), geboren in 1941',
      '',
      '• Gewicht: 70\u00A0kg – 12-01-2026 07:30 – Ziekenhuis Z; dr. Bakker; zr. Vos; door naaste; door cliënt zelf; onbekende verwijzing; onbekende verwijzing',
      '',
      'Opgehaald voor Sanne Dijkstra. Niet bewaren als dossier.',
    ],
  },
  {
    name: 'of allergies',
    line: 'allergie',
    records: [
      allergy('1', 'Pinda', { recorder: numbered('agb-z', 'Huisartsenpraktijk Pulver') }),
      allergy('2', 'Melk', {
        recorder: { reference: `${elsewhere}/PractitionerRole/1/_history/2`, display: 'Huisarts' },
      }),
      allergy('3', 'Noten', {
        recorder: {
          type: 'Practitioner',
          reference: `${elsewhere}/RelatedPerson/3`,
          display: anna,
        },
      }),
    ],
    never: /Anna|onbekende verwijzing/u,
    says: [
      'Allergieën en intoleranties – peildatum 12-01-2026 09:31 – bronnen: Dossier ✓',
      'Cliënt: J.V. (v), geboren in 1941',
      '',
      'Allergie of intolerantie (3)',
      '',
      '• Pinda – risico niet vermeld – reactie niet vermeld – actief, bevestigd – vastgelegd 01-05-2024, Huisartsenpraktijk Pulver',
      '• Melk – risico niet vermeld – reactie niet vermeld – actief, bevestigd – vastgelegd 01-05-2024, Huisarts',
      '• Noten – risico niet vermeld – reactie niet vermeld – actief, bevestigd – vastgelegd 01-05-2024, volgens een naaste',
      '',
      'Opgehaald voor Sanne Dijkstra. Niet bewaren als dossier.',
    ],
  },
  {
    name: 'of an episode whose problem is elsewhere, beside one that never was',
    line: 'problemen',
    records: [episode('1', 'active'), episode('2', 'cancelled')],
    never: /zonder naam|bron onbekend/u,
    says: [
      'Problemen en diagnoses – peildatum 12-01-2026 09:31 – bronnen: Dossier ✓',
      'Cliënt: J.V. (v), geboren in 1941',
      '',
      'Geen actief probleem gevonden in Dossier (peildatum 12-01-2026 09:31). Dat betekent niet dat er geen is.',
      '',
      'Episodes zonder gevonden probleem (1)',
      '',
      '• episode: Astma bronchiale – actief – sinds 01-02-2020 – dr. Bakker, Praktijk Pulver',
      '',
      'Niet getoond: 1 geannuleerd.',
      '',
      'Opgehaald voor Sanne Dijkstra. Niet bewaren als dossier.',
    ],
  },
])
