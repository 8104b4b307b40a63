import type { CodeableConcept } from '@medplum/fhirtypes'
import { holds } from './corpus.ts'
import { allergy, problem } from './records.ts'

const HL7 = 'http://terminology.hl7.org/CodeSystem/'
const clinical = `${HL7}allergyintolerance-clinical`
const verification = `${HL7}allergyintolerance-verification`
const condition = `${HL7}condition-clinical`
const snomed = 'http://snomed.info/sct'
const local = 'https://bron.example/status'

const coded = (...all: readonly (readonly [string, string])[]): CodeableConcept => ({
  coding: all.map(([system, code]) => ({ system, code })),
})

holds('a status is read by the code whose meaning is known', [
  {
    name: 'a code of the source beside that of an allergy',
    line: 'allergie',
    records: [
      allergy('1', 'Penicilline', {
        clinicalStatus: coded([local, 'resolved'], [clinical, 'active']),
      }),
      allergy('2', 'Latex', { clinicalStatus: coded([local, 'A1'], [clinical, 'resolved']) }),
      allergy('3', 'Pinda', { clinicalStatus: coded([local, 'A1']) }),
    ],
    never: /Niet meer actief \(2\)|status: a1/u,
    says: [
      'Allergieën en intoleranties – peildatum 12-01-2026 09:31 – bronnen: Dossier ✓',
      'Cliënt: J.V. (v), geboren in 1941',
      '',
      'Allergie of intolerantie (2)',
      '',
      '• Penicilline – risico niet vermeld – reactie niet vermeld – actief, bevestigd – vastgelegd 01-05-2024, Huisarts, Pulver & Partners',
      '• Pinda – risico niet vermeld – reactie niet vermeld – status: code A1, bevestigd – vastgelegd 01-05-2024, Huisarts, Pulver & Partners',
      '',
      'Niet meer actief (1)',
      '',
      '• Latex – risico niet vermeld – reactie niet vermeld – genezen volgens de bron, bevestigd – vastgelegd 01-05-2024, Huisarts, Pulver & Partners',
      '',
      'Opgehaald voor Sanne Dijkstra. Niet bewaren als dossier.',
    ],
  },
  {
    name: 'codes of an allergy that contradict each other',
    line: 'allergie',
    records: [
      allergy('1', 'Penicilline', {
        clinicalStatus: coded([clinical, 'resolved'], [clinical, 'active']),
      }),
      allergy('2', 'Latex', {
        verificationStatus: coded([verification, 'refuted'], [verification, 'confirmed']),
      }),
    ],
    never: /Niet meer actief|weerlegd/u,
    says: [
      'Allergieën en intoleranties – peildatum 12-01-2026 09:31 – bronnen: Dossier ✓',
      'Cliënt: J.V. (v), geboren in 1941',
      '',
      'Allergie of intolerantie (2)',
      '',
      '• Penicilline – risico niet vermeld – reactie niet vermeld – ⚠\u00A0tegenstrijdig: de bron noemt het zowel actief als niet meer actief, bevestigd – vastgelegd 01-05-2024, Huisarts, Pulver & Partners',
      '• Latex – risico niet vermeld – reactie niet vermeld – actief, ⚠\u00A0tegenstrijdig: de bron noemt het zowel aanwezig als afwezig – vastgelegd 01-05-2024, Huisarts, Pulver & Partners',
      '',
      'Opgehaald voor Sanne Dijkstra. Niet bewaren als dossier.',
    ],
  },
  {
    name: 'an allergy that is known to be absent, by the Dutch code alone',
    line: 'allergie',
    records: [
      allergy('1', 'Penicilline', { verificationStatus: coded([snomed, '410516002']) }),
      allergy('2', 'Latex', { verificationStatus: { text: 'Entered in error' } }),
    ],
    never: /• |410516002/u,
    says: [
      'Allergieën en intoleranties – peildatum 12-01-2026 09:31 – bronnen: Dossier ✓',
      'Cliënt: J.V. (v), geboren in 1941',
      '',
      'Geen actieve allergie of intolerantie gevonden in Dossier (peildatum 12-01-2026 09:31). Dat betekent niet dat er geen is.',
      '',
      '1 weerlegd, 1 foutief ingevoerd niet getoond.',
      '',
      'Opgehaald voor Sanne Dijkstra. Niet bewaren als dossier.',
    ],
  },
  {
    name: 'a problem',
    line: 'problemen',
    records: [
      problem('1', 'Hartfalen', {
        clinicalStatus: coded([local, 'inactive'], [condition, 'active']),
      }),
      problem('2', 'Astma', { clinicalStatus: coded([local, 'A1'], [condition, 'resolved']) }),
      problem('3', 'Jicht', {
        clinicalStatus: coded([condition, 'inactive'], [condition, 'active']),
      }),
    ],
    never: /Niet meer actief \([23]\)|a1/u,
    says: [
      'Problemen en diagnoses – peildatum 12-01-2026 09:31 – bronnen: Dossier ✓',
      'Cliënt: J.V. (v), geboren in 1941',
      '',
      'Actief of status onbekend (2)',
      '',
      '• Hartfalen – actief, bevestigd – vastgelegd 01-05-2024, Huisarts, Pulver & Partners',
      '• Jicht – ⚠\u00A0tegenstrijdig: de bron noemt het zowel actief als niet meer actief, bevestigd – vastgelegd 01-05-2024, Huisarts, Pulver & Partners',
      '',
      'Niet meer actief (1)',
      '',
      '• Astma – genezen volgens de bron, bevestigd – vastgelegd 01-05-2024, Huisarts, Pulver & Partners',
      '',
      'Opgehaald voor Sanne Dijkstra. Niet bewaren als dossier.',
    ],
  },
])

holds('what has ended in the words of its record is not plainly active', [
  {
    name: 'by words, by an age, by a span of ages and by the end of a period',
    line: 'problemen',
    records: [
      problem('1', 'Pneumonie', { abatementString: 'na opname' }),
      problem('2', 'Epilepsie', { abatementAge: { value: 40, unit: 'jaar' } }),
      problem('3', 'Migraine', {
        abatementRange: { low: { value: 40, unit: 'jaar' }, high: { value: 45, unit: 'jaar' } },
      }),
      problem('4', 'Delier', { abatementPeriod: { end: '2025-01-01' } }),
      problem('5', 'Anemie', { abatementPeriod: { start: '2024', end: '2025-01-01' } }),
    ],
    never: /actief, bevestigd – vastgelegd/u,
    says: [
      'Problemen en diagnoses – peildatum 12-01-2026 09:31 – bronnen: Dossier ✓',
      'Cliënt: J.V. (v), geboren in 1941',
      '',
      'Actief (5)',
      '',
      '• Pneumonie – actief, bevestigd – einde: na opname – ⚠\u00A0einde vermeld, in de bron niet als beëindigd gemarkeerd – vastgelegd 01-05-2024, Huisarts, Pulver & Partners',
      '• Epilepsie – actief, bevestigd – geëindigd op leeftijd 40\u00A0jaar – ⚠\u00A0einde vermeld, in de bron niet als beëindigd gemarkeerd – vastgelegd 01-05-2024, Huisarts, Pulver & Partners',
      '• Migraine – actief, bevestigd – geëindigd op leeftijd 40 tot 45\u00A0jaar – ⚠\u00A0einde vermeld, in de bron niet als beëindigd gemarkeerd – vastgelegd 01-05-2024, Huisarts, Pulver & Partners',
      '• Delier – actief, bevestigd – geëindigd 01-01-2025 – ⚠\u00A0einddatum voorbij, in de bron niet als beëindigd gemarkeerd – vastgelegd 01-05-2024, Huisarts, Pulver & Partners',
      '• Anemie – actief, bevestigd – geëindigd tussen 2024 en 01-01-2025 – ⚠\u00A0einddatum voorbij, in de bron niet als beëindigd gemarkeerd – vastgelegd 01-05-2024, Huisarts, Pulver & Partners',
      '',
      'Opgehaald voor Sanne Dijkstra. Niet bewaren als dossier.',
    ],
  },
  {
    name: 'while its end is still to come',
    line: 'problemen',
    records: [
      problem('1', 'Zwangerschap', { abatementDateTime: '2026-08-01' }),
      problem('2', 'Wond', { abatementPeriod: { start: '2025-12-01', end: '2026-03-01' } }),
    ],
    never: /voorbij/u,
    says: [
      'Problemen en diagnoses – peildatum 12-01-2026 09:31 – bronnen: Dossier ✓',
      'Cliënt: J.V. (v), geboren in 1941',
      '',
      'Actief (2)',
      '',
      '• Zwangerschap – actief, bevestigd – geëindigd 01-08-2026 (in de toekomst) – vastgelegd 01-05-2024, Huisarts, Pulver & Partners',
      '• Wond – actief, bevestigd – geëindigd tussen 01-12-2025 en 01-03-2026 (in de toekomst) – ⚠\u00A0einde vermeld, in de bron niet als beëindigd gemarkeerd – vastgelegd 01-05-2024, Huisarts, Pulver & Partners',
      '',
      'Opgehaald voor Sanne Dijkstra. Niet bewaren als dossier.',
    ],
  },
])
