import type { Coding } from '@medplum/fhirtypes'
import { agreement, mp9 } from '../medication-records.ts'
import { holds } from './corpus.ts'
import { allergy, examplesOf, flag, lab, problem } from './records.ts'

const snomed = (code: string, display?: string): Coding => ({
  system: 'http://snomed.info/sct',
  code,
  ...(display === undefined ? {} : { display }),
})

/** A display with a Dutch translation beside it (extension translation). */
const translated = {
  ...snomed('84114007', 'Heart failure'),
  _display: {
    extension: [
      {
        url: 'http://hl7.org/fhir/StructureDefinition/translation',
        extension: [
          { url: 'lang', valueCode: 'nl' },
          { url: 'content', valueString: 'hartfalen' },
        ],
      },
    ],
  },
}

holds('a code is told by its text, a Dutch display, another display, or itself', [
  {
    name: 'a translation, an English display, a bare code, nothing',
    line: 'problemen',
    records: [
      problem('1', '', { code: { coding: [translated] } }),
      problem('2', '', { code: { coding: [snomed('195967001', 'Asthma')] } }),
      problem('3', '', { code: { coding: [snomed('73211009')] } }),
      problem('4', '', { code: {} }),
    ],
    never: /diabetes|Heart failure/iu,
    says: [
      'Problemen en diagnoses – peildatum 12-01-2026 09:31 – bronnen: Dossier ✓',
      'Cliënt: J.V. (v), geboren in 1941',
      '',
      'Actief (4)',
      '',
      '• hartfalen – actief, bevestigd – vastgelegd 01-05-2024, Huisarts, Pulver & Partners',
      '• Asthma – actief, bevestigd – vastgelegd 01-05-2024, Huisarts, Pulver & Partners',
      '• code 73211009 (SNOMED CT) – actief, bevestigd – vastgelegd 01-05-2024, Huisarts, Pulver & Partners',
      '• probleem zonder naam – actief, bevestigd – vastgelegd 01-05-2024, Huisarts, Pulver & Partners',
      '',
      'Opgehaald voor Sanne Dijkstra. Niet bewaren als dossier.',
    ],
  },
  {
    name: 'a Dutch table after a foreign one',
    line: 'allergie',
    records: [
      allergy('1', '', {
        code: {
          coding: [
            snomed('764146007', 'Penicillin'),
            { system: 'urn:oid:2.16.840.1.113883.2.4.4.1.750', code: '1', display: 'PENICILLINE' },
          ],
        },
      }),
    ],
    never: /Penicillin\b/u,
    says: [
      'Allergieën en intoleranties – peildatum 12-01-2026 09:31 – bronnen: Dossier ✓',
      'Cliënt: J.V. (v), geboren in 1941',
      '',
      'Allergie of intolerantie (1)',
      '',
      '• PENICILLINE – risico niet vermeld – reactie niet vermeld – actief, bevestigd – vastgelegd 01-05-2024, Huisarts, Pulver & Partners',
      '',
      'Opgehaald voor Sanne Dijkstra. Niet bewaren als dossier.',
    ],
  },
  {
    name: 'a product by its number in the pharmacy’s table',
    line: 'medicatie',
    records: [
      agreement('1', '', '1 maal per dag 1 tablet', {
        extension: mp9('A', '2025-11-01', undefined),
        medicationCodeableConcept: {
          coding: [{ system: 'urn:oid:2.16.840.1.113883.2.4.4.10', code: '6947' }],
        },
      }),
    ],
    never: /zonder naam/u,
    says: [
      'Medicatie – peildatum 12-01-2026 09:31 – bronnen: Dossier ✓',
      'Cliënt: J.V. (v), geboren in 1941',
      '',
      'Actueel (1)',
      '',
      '• code 6947 (G-Standaard) – 1 maal per dag 1 tablet – sinds 01-11-2025 – voorschrift 01-11-2025, Huisarts, Pulver & Partners',
      '',
      'Opgehaald voor Sanne Dijkstra. Niet bewaren als dossier.',
    ],
  },
  {
    name: 'the Dutch examples of warnings with a text and a code',
    line: 'waarschuwingen',
    of: 'Patient/patient-XXX-Smabers',
    at: '2026-01-20T08:31:00Z',
    records: examplesOf('Patient/patient-XXX-Smabers'),
    never: /225419007|\b035\b/u,
    says: [
      'Waarschuwingen – peildatum 20-01-2026 09:31 – bronnen: Dossier ✓',
      'Cliënt: P.X. (m), geboren in 1985',
      '',
      'Let op (2)',
      '',
      '• Monitor the use of PENICILLINES as treatment for the patient, since this group of substances is unsafe for the patient (with the exception of FLUCLOXACILLINE). – uitzondering: FLUCLOXACILLINE – verwijst naar meer in het dossier – surveillance – actief – sinds 15-01-2014 09:00 – MEDISCH SPECIALIST, ALLERGOLOGIE, Algemeen Stadsziekenhuis',
      '• Monitor the use of AMOXICILLINE/AMPICILLINE as treatment for the patient, since this substance is unsafe for the patient. – verwijst naar meer in het dossier – surveillance – actief – sinds 15-01-2013 14:31 – ARTS SPOEDEISENDE HULP (SEH), Algemeen Stadsziekenhuis',
      '',
      'Niet meer actief (1)',
      '',
      '• Monitor the use of PENICILLINES as treatment for the patient, since this group of substances is unsafe for the patient (with the exception of FLUCLOXACILLINE). – uitzondering: FLUCLOXACILLINE – surveillance – besluit: Risk of future serious reaction very low – niet meer actief – sinds 15-01-2014 09:00 – tot en met 15-01-2024 11:33 – MEDISCH SPECIALIST, ALLERGOLOGIE, Algemeen Stadsziekenhuis',
      '',
      'Opgehaald voor Sanne Dijkstra. Niet bewaren als dossier.',
    ],
  },
  {
    name: 'a warning of which the code says that there is none',
    line: 'waarschuwingen',
    records: [
      flag('1', '', {
        code: {
          coding: [
            {
              system: 'http://terminology.hl7.org/CodeSystem/data-absent-reason',
              code: 'not-applicable',
              display: 'Not Applicable',
            },
          ],
        },
      }),
    ],
    never: /Not Applicable|not-applicable/u,
    says: [
      'Waarschuwingen – peildatum 12-01-2026 09:31 – bronnen: Dossier ✓',
      'Cliënt: J.V. (v), geboren in 1941',
      '',
      'Let op (1)',
      '',
      '• waarschuwing zonder naam – open het dossier – actief – sinds 01-10-2025 – Huisarts, Pulver & Partners',
      '',
      'Opgehaald voor Sanne Dijkstra. Niet bewaren als dossier.',
    ],
  },
  {
    name: 'a coded result',
    line: 'lab',
    records: [
      lab('1', 'MRSA-kweek', {
        valueCodeableConcept: { coding: [snomed('10828004', 'Positive')] },
      }),
      lab('2', 'Bloedgroep', { valueCodeableConcept: { coding: [snomed('112144000')] } }),
    ],
    never: /positief/u,
    says: [
      'Laboratoriumuitslagen – peildatum 12-01-2026 09:31 – bronnen: Dossier ✓',
      'Cliënt: J.V. (v), geboren in 1941',
      '',
      'Overige uitslagen (2)',
      '',
      '• MRSA-kweek: Positive – 05-01-2026 09:00 – Lab Zuid – definitief',
      '• Bloedgroep: code 112144000 (SNOMED CT) – 05-01-2026 09:00 – Lab Zuid – definitief',
      '',
      'Opgehaald voor Sanne Dijkstra. Niet bewaren als dossier.',
    ],
  },
])
