import type { Observation, Resource } from '@medplum/fhirtypes'
import { newestFirst, readVitals, type Vital } from '../../fhir/observation/vitals.ts'
import { type Found, foreignSource, type Records } from '../../fhir/record/record.ts'

const isObservation = (resource: Resource): resource is Observation =>
  resource.resourceType === 'Observation'

const ofSource = (source: string | undefined, found: readonly Found<Observation>[]) => {
  const included = new Map(found.flatMap((each) => [...each.included]))
  const all = [
    ...found.map(({ resource }) => resource),
    ...[...included.values()].filter(isObservation),
  ]
  const once = new Map(all.map((each) => [each.id, each]))
  return readVitals([...once.values()], [], included, source).vitals
}

/** The measurements among records of all sources, newest first. */
export const vitalsIn = (records: Records): readonly Vital[] =>
  [...Map.groupBy(records.of('Observation'), foreignSource)]
    .flatMap(([source, found]) => ofSource(source, found))
    .toSorted(newestFirst)
