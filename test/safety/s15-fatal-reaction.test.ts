import type { AllergyIntolerance } from '@medplum/fhirtypes'
import { holds } from './corpus.ts'
import { allergy } from './records.ts'

const fatal = {
  extension: [
    {
      url: 'http://nictiz.nl/fhir/StructureDefinition/ext-CodeSpecification',
      valueCodeableConcept: {
        coding: [{ system: 'http://snomed.info/sct', code: '399166001', display: 'Fataal' }],
      },
    },
  ],
}

const wasps: AllergyIntolerance = JSON.parse(
  JSON.stringify({
    ...allergy('4', 'Wespengif'),
    reaction: [{ manifestation: [{ text: 'shock' }], _severity: fatal }],
  }),
)

const low = (id: string, text: string) => allergy(id, text, { criticality: 'low' })

holds('a fatal reaction is never cut off', [
  {
    name: 'that is told by the Dutch code alone, without a risk',
    line: 'samenvatting',
    records: [low('1', 'Pinda'), low('2', 'Melk'), low('3', 'Noten'), wasps],
    never: /voor alles/u,
    says: [
      'Samenvatting – peildatum 12-01-2026 09:31 – bronnen: Dossier ✓',
      'Cliënt: J.V. (v), geboren in 1941',
      '',
      'Niets vastgelegd gevonden – dit betekent niet dat alles mag/moet. (Gezocht in Dossier, peildatum 12-01-2026 09:31.)',
      '',
      'Allergieën en intoleranties (4)',
      '',
      '• Pinda – laag risico – reactie niet vermeld – actief, bevestigd – vastgelegd 01-05-2024, Huisarts, Pulver & Partners',
      '• Melk – laag risico – reactie niet vermeld – actief, bevestigd – vastgelegd 01-05-2024, Huisarts, Pulver & Partners',
      '• Noten – laag risico – reactie niet vermeld – actief, bevestigd – vastgelegd 01-05-2024, Huisarts, Pulver & Partners',
      '• Wespengif – risico niet vermeld – reactie: shock, Fataal – actief, bevestigd – vastgelegd 01-05-2024, Huisarts, Pulver & Partners',
      '',
      'Niet gevonden in Dossier (peildatum 12-01-2026 09:31): actieve waarschuwingen, actieve problemen, actuele medicatie, metingen, afwijkende labuitslagen, open taken, komende afspraken, zorgteam. Dat betekent niet dat er niets is.',
      '',
      'Opgehaald voor Sanne Dijkstra. Niet bewaren als dossier.',
    ],
  },
])
