import type {
  Identifier,
  Medication,
  MedicationDispense,
  MedicationRequest,
  Reference,
} from '@medplum/fhirtypes'
import type { ResourceRef, Sourced } from '../../fhir/fhir.ts'
import { medicationIn, medicationQuestions } from '../../fhir/medication/medication.ts'
import type { MedicationOverview } from '../../fhir/medication/overview.ts'
import type {
  RepeatDraft,
  RepeatMedicine,
  RepeatPharmacy,
} from '../../fhir/medication/repeat-proposal.ts'
import type { Treatment } from '../../fhir/medication/treatment.ts'
import type { Found } from '../../fhir/record/record.ts'
import { isOfType } from '../../fhir/server/bundle.ts'
import { keyIn, partsOfKey } from '../../fhir/server/source.ts'
import { agentOf } from '../../fhir/value/agents.ts'
import { extensionsOf } from '../../fhir/value/codes.ts'
import { literalRef, resolveReference } from '../../fhir/value/references.ts'
import type { DateContext } from '../answer/date-words.ts'
import type { Context, RecordPorts } from '../command.ts'
import { productWords } from '../medicatie/words.ts'

/** All medication as it is now, with the records behind it. */
export type MedicationNow = {
  readonly sourced: Sourced<MedicationOverview>
  readonly requests: readonly Found<MedicationRequest>[]
  readonly dispenses: readonly Found<MedicationDispense>[]
}

const TREATMENT = 'http://nictiz.nl/fhir/StructureDefinition/ext-PharmaceuticalTreatment.Identifier'

/** Reads all medication anew. */
export const medicationNow = async ({
  record,
  patient,
  now,
  timeZone,
  signal,
}: Context<RecordPorts>): Promise<MedicationNow> => {
  const { value, ...sourced } = await record.ask(patient, medicationQuestions, signal)
  return {
    sourced: { ...sourced, value: medicationIn(value, { now, timeZone }) },
    requests: value.of('MedicationRequest'),
    dispenses: value.of('MedicationDispense'),
  }
}

/** Why no repeat is asked for. */
export type Obstacle =
  | 'incomplete'
  | 'stopped'
  | 'interrupted'
  | 'future'
  | 'uncertain'
  | 'no-agreement'

/** Nobody asks for more of what was stopped, is disputed, or may have been stopped at a source that did not answer. */
export const obstacleOf = (
  treatment: Treatment,
  { sourced }: MedicationNow,
): Obstacle | undefined => {
  if (sourced.foreign.length > 0 || sourced.sources.some(({ failed }) => failed.length > 0))
    return 'incomplete'
  const { state, doubts, differences, also, elsewhere, unknownModifier, main } = treatment
  if (state === 'over') return 'stopped'
  if (state === 'interrupted' || state === 'future') return state
  const isDisputed =
    state !== 'current' ||
    unknownModifier ||
    [doubts, differences, also].some((each) => each.length > 0) ||
    elsewhere.some(({ same }) => !same)
  if (isDisputed) return 'uncertain'
  return main.kind === 'agreement' ? undefined : 'no-agreement'
}

/** Everything that is known of these treatments: by it is judged where it may stand, and how long. */
export const refsOf = (
  treatments: readonly Treatment[],
  { sourced }: MedicationNow,
  more: readonly string[] = [],
): readonly ResourceRef[] => {
  const keys = new Set([
    ...treatments.flatMap(({ main, about }) => [main.key, ...about]),
    ...treatments.flatMap(({ elsewhere }) => elsewhere.map(({ main }) => main.key)),
    ...more,
  ])
  return sourced.refs.filter(({ ref, source }) => keys.has(keyIn(ref, source)))
}

/** Whether another source than the own record has a say in it. */
export const isForeign = (refs: readonly ResourceRef[]): boolean =>
  refs.some(({ source }) => source !== undefined)

const isReal = (identifier: Identifier): boolean =>
  identifier.system !== undefined && identifier.value !== undefined

const conceptOf = (medication: Medication | undefined): RepeatMedicine | undefined =>
  medication?.code === undefined ? undefined : { kind: 'concept', concept: medication.code }

/** The medicine as the agreement names it; what another source refers to is named, because the reference means nothing here. */
const medicineOf = (
  { resource, included }: Found<MedicationRequest>,
  treatment: Treatment,
  context: DateContext,
): RepeatMedicine => {
  const { medicationCodeableConcept: concept, medicationReference: medication } = resource
  if (concept !== undefined) return { kind: 'concept', concept }
  const ref = treatment.main.source === undefined ? literalRef(medication) : undefined
  if (ref !== undefined)
    return medication?.display === undefined
      ? { kind: 'reference', reference: ref }
      : { kind: 'reference', reference: ref, display: medication.display }
  const found = resolveReference(medication, resource, included)
  // The name of a medicine made to order does not tell all that is in it.
  const isMade = treatment.main.product.ingredients.length > 0
  const named =
    !isMade && found !== undefined && isOfType('Medication', found) ? conceptOf(found) : undefined
  return named ?? { kind: 'concept', concept: { text: productWords(treatment.main, context) } }
}

const organizationOf = (
  actor: Reference | undefined,
  { resource, included }: Found<MedicationDispense>,
): string | undefined => {
  const found = resolveReference(actor, resource, included)
  const ref =
    found?.resourceType === 'PractitionerRole' ? literalRef(found.organization) : literalRef(actor)
  return ref?.startsWith('Organization/') === true ? ref : undefined
}

/** The pharmacy that hands this medicine out by the own record; undefined when none is named there, or more than one. */
export const pharmacyOf = (
  { main, about }: Treatment,
  { dispenses }: MedicationNow,
): RepeatPharmacy | undefined => {
  const keys = new Set([main.key, ...about])
  const named = dispenses
    .filter(({ key }) => keys.has(key) && partsOfKey(key).label === undefined)
    .flatMap((found) =>
      (found.resource.performer ?? []).flatMap(({ actor }) => {
        const reference = organizationOf(actor, found)
        const name = agentOf(actor, found.resource, found.included)?.words.at(-1)
        return reference === undefined || name === undefined ? [] : [{ reference, name }]
      }),
    )
  const [first] = named
  return named.every(({ reference }) => reference === first?.reference) ? first : undefined
}

/** What a proposal is made of; undefined when the record of the agreement was not found. */
export const repeatOf = (
  treatment: Treatment,
  { requests }: MedicationNow,
  context: DateContext,
): Pick<RepeatDraft, 'key' | 'name' | 'medicine' | 'treatment' | 'agreement'> | undefined => {
  const { key, source } = treatment.main
  const found = requests.find((each) => each.key === key)
  if (found === undefined) return undefined
  const { resource } = found
  const mbh = extensionsOf(resource, TREATMENT)[0]?.valueIdentifier
  const identifier = resource.identifier?.find(isReal)
  return {
    key,
    name: productWords(treatment.main, context),
    medicine: medicineOf(found, treatment, context),
    ...(mbh === undefined || !isReal(mbh) ? {} : { treatment: mbh }),
    agreement: {
      ...(identifier === undefined ? {} : { identifier }),
      ...(source === undefined ? { reference: `MedicationRequest/${resource.id ?? ''}` } : {}),
    },
  }
}
