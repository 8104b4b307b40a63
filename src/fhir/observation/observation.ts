import type { Observation, Resource } from '@medplum/fhirtypes'
import type { SearchParams, Sourced } from '../fhir.ts'
import { refTo } from '../record/ask.ts'
import { type Found, foreignSource, type Question, type RecordReader } from '../record/record.ts'
import { categoriesFor, codesFor, type VitalKind } from './kinds.ts'
import { newestFirst, readVitals, type Vitals } from './vitals.ts'

/** Reads what was measured on a patient. */
export interface ObservationReader {
  /** Measurements of these kinds newest first; every vital sign and score when no kind is named. */
  vitals(
    patient: string,
    kinds: readonly VitalKind[],
    signal: AbortSignal,
  ): Promise<Sourced<Vitals>>
}

const SHAPE: SearchParams = {
  _sort: '-date',
  _count: '50',
  _include: ['Observation:has-member', 'Observation:performer'],
  '_include:iterate': ['PractitionerRole:practitioner', 'PractitionerRole:organization'],
}

/** By code and by category: some measures carry no category, others have a local code only. */
export const vitalQuestions = (kinds: readonly VitalKind[]): readonly Question[] => {
  const [category, code] = [categoriesFor(kinds), codesFor(kinds)]
  return [
    { type: 'Observation', params: { category, ...SHAPE } },
    { type: 'Observation', params: { code, ...SHAPE } },
  ]
}

const isObservation = (resource: Resource): resource is Observation =>
  resource.resourceType === 'Observation'

/** The observations of one source with the members that came along, each once. */
const wholeOf = (found: readonly Found<Observation>[]) => {
  const included = new Map(found.flatMap((each) => [...each.included]))
  const all = [
    ...found.map((each) => each.resource),
    ...[...included.values()].filter(isObservation),
  ]
  return { included, all: [...new Map(all.map((each) => [each.id, each])).values()] }
}

/** A reader of measurements over all sources. */
export const createObservationReader = (record: Pick<RecordReader, 'ask'>): ObservationReader => ({
  async vitals(patient, kinds, signal) {
    const { value, ...sourced } = await record.ask(patient, vitalQuestions(kinds), signal)
    const each = [...Map.groupBy(value.of('Observation'), foreignSource)].map(([source, found]) => {
      const { all, included } = wholeOf(found)
      const origin = { label: source ?? '', own: source === undefined }
      return {
        vitals: readVitals(all, kinds, included, source),
        refs: all.flatMap((one) => refTo(one, origin)),
      }
    })
    return {
      ...sourced,
      value: {
        vitals: each.flatMap(({ vitals }) => vitals.vitals).toSorted(newestFirst),
        enteredInError: each.flatMap(({ vitals }) => vitals.enteredInError),
        cancelled: each.flatMap(({ vitals }) => vitals.cancelled),
      },
      refs: each.flatMap((one) => one.refs),
    }
  },
})
