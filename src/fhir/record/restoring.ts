import type { Resource } from '@medplum/fhirtypes'
import { type FhirClient, FhirError, type ResourceOf } from '../fhir.ts'
import { resourceRef } from '../value/references.ts'
import { samePatient } from './same-patient.ts'
import type { RecordWriter, Restored } from './writer.ts'

/** Types of which a former version can be put back. */
const types = ['Observation', 'Task'] as const

type Restorable = (typeof types)[number]

const isAbsent = (error: FhirError): boolean => error.code === 'not-found' || error.code === 'gone'

/** What a server keeps by itself goes on from the version that stands there now. */
const asNext = <R extends Resource>(former: R, now: R): R => {
  const { versionId, lastUpdated } = now.meta ?? {}
  return {
    ...former,
    meta: {
      ...former.meta,
      ...(versionId === undefined ? {} : { versionId }),
      ...(lastUpdated === undefined ? {} : { lastUpdated }),
    },
  }
}

/** Puts a former version back in the place of one that was just written. */
export const createRestoring = (
  client: Pick<FhirClient, 'read'>,
  change: RecordWriter['change'],
): RecordWriter['restore'] => {
  const restore = async (
    type: Restorable,
    id: string,
    { patient, versionId, before }: Parameters<RecordWriter['restore']>[0],
    signal: AbortSignal | undefined,
  ): Promise<Restored> => {
    let former: ResourceOf<Restorable>
    try {
      former = await client.read(type, id, { version: before, verbatim: true, signal })
    } catch (error) {
      if (!(error instanceof FhirError)) throw error
      return isAbsent(error) ? { kind: 'no-former' } : { kind: 'failed', code: error.code }
    }
    if (!samePatient(former, patient)) return { kind: 'no-former' }
    const changed = await change(type, id, versionId, (now) => asNext(former, now), signal)
    if (changed.kind !== 'written') return changed
    const ref = changed.refs[0] ?? resourceRef(former)
    return ref === undefined ? { kind: 'ambiguous' } : { kind: 'restored', ref, former }
  }

  return async (of, signal) => {
    const [named, id = ''] = of.ref.split('/')
    const type = types.find((each) => each === named)
    if (type === undefined) throw new TypeError('of this type no version is put back')
    return restore(type, id, of, signal)
  }
}
