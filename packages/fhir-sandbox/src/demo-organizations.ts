import type { HealthcareService, Organization, Resource } from '@medplum/fhirtypes'
import { phone } from './demo-contact.ts'

const AGB_SPECIALISM = 'urn:oid:2.16.840.1.113883.2.4.6.7'

const organization = (
  id: string,
  ura: string,
  name: string,
  type: { readonly code?: string; readonly text: string },
): Organization => ({
  resourceType: 'Organization',
  id: `demo-org-${id}`,
  identifier: [{ system: 'http://fhir.nl/fhir/NamingSystem/ura', value: ura }],
  active: true,
  type: [
    {
      ...(type.code
        ? {
            coding: [
              {
                system: 'http://nictiz.nl/fhir/NamingSystem/organization-type',
                code: type.code,
                display: type.text,
              },
            ],
          }
        : {}),
      text: type.text,
    },
  ],
  name,
  telecom: [phone(`+3120${ura.slice(1)}`)],
  address: [{ use: 'work', city: 'Zonnedorp', country: 'NL' }],
})

const service = (
  id: string,
  org: string,
  name: string,
  specialty: { readonly code: string; readonly text: string },
): HealthcareService => ({
  resourceType: 'HealthcareService',
  id: `demo-dienst-${id}`,
  active: true,
  providedBy: { reference: `Organization/demo-org-${org}`, type: 'Organization' },
  type: [{ text: specialty.text }],
  specialty: [
    {
      coding: [{ system: AGB_SPECIALISM, code: specialty.code, display: specialty.text }],
      text: specialty.text,
    },
  ],
  name,
  telecom: [phone('+31201234599')],
})

/** Organizations of the demonstration, and the services one can refer to. */
export const demoOrganizations = (): readonly Resource[] => [
  organization('huisartsen', '90000101', 'Huisartsenpraktijk De Brink', {
    code: 'Z3',
    text: 'Huisartspraktijk (zelfstandig of groepspraktijk)',
  }),
  organization('thuiszorg', '90000102', 'Thuiszorg De Linde', {
    code: 'X3',
    text: 'Verplegings- of verzorgingsinstelling',
  }),
  organization('apotheek', '90000103', 'Apotheek De Vijzel', { text: 'Openbare apotheek' }),
  organization('fysio', '90000104', 'Fysiotherapie De Brug', { text: 'Fysiotherapiepraktijk' }),
  service('huisarts', 'huisartsen', 'Huisartsenzorg De Brink', {
    code: '0100',
    text: 'Huisartsgeneeskunde',
  }),
  service('fysiotherapie', 'fysio', 'Fysiotherapie aan huis De Brug', {
    code: '0400',
    text: 'Fysiotherapie',
  }),
]
