import type { Organization, Resource } from '@medplum/fhirtypes'
import { weight } from './measurements.ts'
import { agreement, mp9, use } from './medication-records.ts'
import { nurse } from './record-context.ts'
import { careTeam, practitioner, relative, role } from './team-records.ts'

/** Whose record fails, and when. */
export const failingCase = { patient: 'Patient/p1', now: new Date('2026-01-14T10:00:00Z') }

const subject = { reference: failingCase.patient }

const organization: Organization = {
  resourceType: 'Organization',
  id: 'o1',
  active: true,
  name: 'Fysiotherapie De Brug',
}

/** A small record, of which parts are made to fail. */
export const failingRecords: readonly Resource[] = [
  {
    resourceType: 'Patient',
    id: 'p1',
    name: [{ text: 'Johanna van Voorbeeld' }],
    gender: 'female',
  },
  agreement('1', 'Metoprolol tablet 50 mg', '1 maal per dag 1 tablet', {
    extension: mp9('A', '2025-11-01', undefined),
  }),
  use('2', 'Ibuprofen tablet 400 mg', 'zo nodig 1 tablet', {
    extension: mp9('B', '2025-11-01', undefined),
    informationSource: subject,
  }),
  {
    resourceType: 'AllergyIntolerance',
    id: '1',
    patient: subject,
    code: { text: 'Penicilline' },
    criticality: 'high',
  },
  weight('1', 72, '2026-01-12', { subject }),
  careTeam(['PractitionerRole/r1']),
  role('r1', 'd1', '@bakker:zorg.test'),
  practitioner('d1'),
  relative('s1'),
  organization,
]

/** The last line of each answer. */
export const footer = `Opgehaald voor ${nurse.name}. Niet bewaren als dossier.`

/** Who the answer is about, under its title. */
export const patientLine = 'Cliënt: J.V. (v), geboortejaar onbekend'
