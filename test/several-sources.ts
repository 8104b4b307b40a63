import type { Resource, ResourceType } from '@medplum/fhirtypes'
import type { Context } from '../src/commands/command.ts'
import type { Ports } from '../src/commands/registry.ts'
import { type FhirClient, type FhirCode, FhirError } from '../src/fhir/fhir.ts'
import { createMedicationReader } from '../src/fhir/medication/medication.ts'
import { createObservationReader } from '../src/fhir/observation/observation.ts'
import { createAllergyReader } from '../src/fhir/problem/allergy.ts'
import { createRecordReader } from '../src/fhir/record/record.ts'
import { ownSource } from '../src/fhir/server/source.ts'
import { createRelatedPersonReader } from '../src/fhir/team/related-person.ts'
import { clientOver } from './clinical-case.ts'
import { type RecordCase, recordContext } from './record-context.ts'

/** What one source holds, and what goes wrong there. */
export type Holding = {
  readonly records: readonly Resource[]
  readonly failing?: Readonly<Partial<Record<ResourceType, FhirCode>>>
  readonly incomplete?: readonly ResourceType[]
  /** Called with each type that is asked for. */
  readonly asked?: (type: ResourceType) => void
}

/** Another source, that knows the patient by this reference, or not at all. */
export type OtherHolding = Holding & { readonly label: string; readonly of: string | undefined }

/** A client over what a source holds; it answers a search with all of the type, whosever it is. */
const clientOf = ({ records, failing = {}, incomplete = [], asked }: Holding): FhirClient => {
  const whole = clientOver(records)
  const fail = (type: ResourceType) => {
    asked?.(type)
    const code = failing[type]
    if (code !== undefined) throw new FhirError(code)
  }
  return {
    ...whole,
    async read(type, id, options) {
      fail(type)
      return whole.read(type, id, options)
    },
    async search(type, params, options) {
      fail(type)
      const { matches, included } = await whole.search(type, params, options)
      // As a server does: what is a match is not sent a second time as an include.
      const found = new Set(matches.map(({ id }) => `${type}/${id}`))
      return {
        matches,
        included: new Map([...included].filter(([ref]) => !found.has(ref))),
        complete: !incomplete.includes(type),
      }
    },
  }
}

/** What a command in a patient's room is given: the real readers over the own record and other sources. */
export const contextOver = (
  own: Holding,
  others: readonly OtherHolding[],
  { patient, now }: RecordCase,
): Context<Ports> => {
  const client = clientOf(own)
  const record = createRecordReader([
    ownSource('Dossier', client),
    ...others.map((other) => ({
      label: other.label,
      own: false,
      client: clientOf(other),
      patientOf: async () => other.of,
    })),
  ])
  return {
    ...recordContext(client, { patient, now }),
    record,
    medications: createMedicationReader(record),
    allergies: createAllergyReader(record),
    observations: createObservationReader(record),
    related: createRelatedPersonReader(record, { clock: () => now.getTime() }),
  }
}
