import type { Consent, Resource } from '@medplum/fhirtypes'
import { wilsverklaring } from '../src/commands/wilsverklaring/wilsverklaring.ts'
import { answerOf, huisarts, replyWith, snomed, subject } from './fact-case.ts'

/** Where Nictiz keeps its extensions. */
export const NICTIZ = 'http://nictiz.nl/fhir/StructureDefinition/'
/** What the reply is called. */
export const title = 'Behandelgrenzen en wilsverklaringen'
/** The treatment that stands first. */
export const reanimation = snomed('89666000', 'Reanimatie')
/** Another treatment. */
export const admission = snomed('32485007', 'Ziekenhuisopname')

/** A reply of the command. */
export const reply = (...lines: readonly string[]) => replyWith(title, ...lines)
/** What the command answers over these records. */
export const ask = (records: readonly Resource[], ...words: readonly string[]) =>
  answerOf(wilsverklaring, records, ...words)

type Provision = NonNullable<Consent['provision']>

const consenter = (reference: NonNullable<Provision['actor']>[number]['reference']) => ({
  role: { coding: [{ code: 'CONSENTER' }] },
  reference,
})

/** A directive in force, agreed with the client and the general practitioner. */
export const directive = (
  id: string,
  provision: Provision,
  more: Partial<Consent> = {},
): Consent => ({
  resourceType: 'Consent',
  id,
  status: 'active',
  scope: { coding: [{ code: 'treatment' }] },
  category: [snomed('129125009', 'verrichting met expliciete context')],
  patient: subject,
  dateTime: '2025-10-01',
  provision: { actor: [consenter(subject), consenter(huisarts)], ...provision },
  ...more,
})

/** A living will. */
export const will = (id: string, provision: Provision, more: Partial<Consent> = {}): Consent =>
  directive(id, provision, {
    scope: { coding: [{ code: 'adr' }] },
    category: [{ coding: [{ code: 'acd' }] }],
    ...more,
  })

/** The modifier that holds a decision in words; without a value when nothing is given. */
export const otherwise = (valueString?: string) => [
  {
    url: `${NICTIZ}ext-TreatmentDirective2.SpecificationOther`,
    ...(valueString === undefined ? {} : { valueString }),
  },
]

/** How the line of a plain directive ends. */
export const tail =
  'laatst besproken 01-10-2025 met cliënt / Huisarts, Pulver & Partners – controle niet vastgelegd – vastgelegd door Huisarts, Pulver & Partners'

/** What is said when nothing is about resuscitation. */
export const noReanimation =
  'Over reanimatie niets geldigs vastgelegd gevonden – dit betekent niet dat alles mag/moet.'
