import type { CareTeam, Organization, PractitionerRole, RelatedPerson } from '@medplum/fhirtypes'
import { holds } from './corpus.ts'
import { patient } from './records.ts'

const team: CareTeam = {
  resourceType: 'CareTeam',
  id: '1',
  status: 'active',
  subject: { reference: patient },
  participant: [
    { member: { reference: 'Organization/1' }, role: [{ text: 'apotheek' }] },
    { member: { reference: 'PractitionerRole/1' } },
    {
      member: {
        identifier: { system: 'http://fhir.nl/fhir/NamingSystem/ura', value: '00001111' },
        display: 'Thuiszorg Zuid',
      },
    },
  ],
}

const pharmacy: Organization = {
  resourceType: 'Organization',
  id: '1',
  name: 'Apotheek De Gaper',
  telecom: [
    { system: 'phone', value: '030-999' },
    { system: 'email', value: '500012345@lms.lifeline.nl' },
  ],
}

const doctor: PractitionerRole = {
  resourceType: 'PractitionerRole',
  id: '1',
  active: true,
  practitioner: { display: 'A. de Vries' },
  specialty: [{ text: 'Huisarts' }],
  telecom: [
    { system: 'email', value: 'a.devries@zorgmail.nl' },
    { system: 'email', value: 'old@zorgmail.nl', use: 'old' },
    { system: 'email', value: 'anna@post.example' },
  ],
}

const daughter: RelatedPerson = {
  resourceType: 'RelatedPerson',
  id: '1',
  active: true,
  patient: { reference: patient },
  name: [{ text: 'Els' }],
  telecom: [{ system: 'email', value: 'els@zorgmail.nl' }],
}

holds('what is known of those around the client is said, and nothing else', [
  {
    name: 'of an organization, of one by its number, and of secure mail',
    line: 'wie',
    records: [team, pharmacy, doctor, daughter],
    never: /onbekende verwijzing|De Gaper.*geen telefoonnummer|old@|post\.example|els@/u,
    says: [
      'Zorgnetwerk – peildatum 12-01-2026 09:31 – bronnen: Dossier ✓',
      'Cliënt: J.V. (v), geboren in 1941',
      '',
      '• A. de Vries – Huisarts – geen telefoonnummer – beveiligde mail: a.devries@zorgmail.nl – geen chataccount bekend',
      '• Thuiszorg Zuid – organisatie – geen telefoonnummer – geen chataccount bekend',
      '• Apotheek De Gaper – apotheek – tel. 030-999 – beveiligde mail: 500012345@lms.lifeline.nl – geen chataccount bekend',
      '',
      'Naasten en cliënt',
      '',
      '• Els – relatie onbekend – geen telefoonnummer – geen chataccount bekend',
      '',
      'Opgehaald voor Sanne Dijkstra. Niet bewaren als dossier.',
    ],
  },
])
