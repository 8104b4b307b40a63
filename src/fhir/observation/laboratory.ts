import type { Resource } from '@medplum/fhirtypes'
import { FhirError, type Sourced } from '../fhir.ts'
import { type Found, foreignSource, type RecordReader, type Records } from '../record/record.ts'
import { keyIn } from '../server/source.ts'
import { isLaboratory, isLabReport } from './lab-result.ts'

/** What a source is said to have withheld when it had laboratory results that are not for who asks. */
export const laboratoryPart = 'laboratory'

/** Whether laboratory results of a source are for who asks. */
export type MayReadLab = (source: { readonly label: string; readonly own: boolean }) => boolean

const isOfLaboratory = (resource: Resource): boolean =>
  (resource.resourceType === 'Observation' && isLaboratory(resource)) ||
  (resource.resourceType === 'DiagnosticReport' && isLabReport(resource))

const originOf = (found: Found) => ({
  label: found.source,
  own: foreignSource(found) === undefined,
})

type Sieve = {
  readonly isLeftOut: (found: Found) => boolean
  /** Without laboratory results among what came along. */
  readonly sifted: <F extends Found>(found: F) => F
}

const sieveOf = (mayRead: MayReadLab): Sieve => ({
  isLeftOut: (found) => isOfLaboratory(found.resource) && !mayRead(originOf(found)),
  sifted(found) {
    const { included } = found
    if (mayRead(originOf(found)) || ![...included.values()].some(isOfLaboratory)) return found
    return {
      ...found,
      included: new Map([...included].filter(([, resource]) => !isOfLaboratory(resource))),
    }
  },
})

const types = ['Observation', 'DiagnosticReport'] as const

const withoutLab = (sourced: Sourced<Records>, sieve: Sieve): Sourced<Records> => {
  const { value } = sourced
  const left = types.flatMap((type) =>
    value
      .of(type)
      .filter(sieve.isLeftOut)
      .map(({ key, source }) => ({ key, source })),
  )
  const keys = new Set(left.map(({ key }) => key))
  const labels = new Set(left.map(({ source }) => source))
  return {
    ...sourced,
    value: {
      of: (type) =>
        value.of(type).flatMap((each) => (sieve.isLeftOut(each) ? [] : [sieve.sifted(each)])),
    },
    sources: sourced.sources.map((state) =>
      labels.has(state.label)
        ? { ...state, failed: [...state.failed, { part: laboratoryPart, code: 'withheld' }] }
        : state,
    ),
    refs: sourced.refs.filter(({ ref, source }) => !keys.has(keyIn(ref, source))),
  }
}

/** The same record without laboratory results, wherever they turn up, for somebody who may not read them. */
export const withoutLaboratory = (record: RecordReader, mayRead: MayReadLab): RecordReader => {
  const sieve = sieveOf(mayRead)
  return {
    async ask(patient, questions, signal) {
      return withoutLab(await record.ask(patient, questions, signal), sieve)
    },
    async look(patient, key, signal) {
      const found = await record.look(patient, key, signal)
      if (found !== undefined && sieve.isLeftOut(found)) throw new FhirError('forbidden')
      return found
    },
  }
}
