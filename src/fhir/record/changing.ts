import type { Resource, ResourceType } from '@medplum/fhirtypes'
import { type FhirClient, type FhirCode, FhirError, type ResourceOf } from '../fhir.ts'
import type { Validator } from '../validation/validate.ts'
import type { Issue } from '../validation/validate-rules.ts'
import { resourceRef } from '../value/references.ts'
import { hasWithheldParts } from '../value/withheld-parts.ts'
import { refusals, stillOpen } from './creating.ts'
import { saysTheSame } from './same-content.ts'
import type { Changed, RecordWriter } from './writer.ts'

type Client = Pick<FhirClient, 'read' | 'update'>

const written = (resource: Resource): Changed => {
  const ref = resourceRef(resource)
  return ref === undefined ? { kind: 'ambiguous' } : { kind: 'written', refs: [ref] }
}

const codeOf = (error: unknown, signal: AbortSignal | undefined): FhirCode => {
  if (error instanceof FhirError) return error.code
  if (signal?.aborted === true) return 'timeout'
  throw error
}

// A server may answer a busy moment with a conflict although nobody changed anything.
const MOST_TRIES = 3

/** Changes a version that was shown, once, however often it is told to. */
export const createChanging =
  (client: Client, validator: Validator): RecordWriter['change'] =>
  async <K extends ResourceType>(
    type: K,
    id: string,
    versionId: string | undefined,
    edit: (now: ResourceOf<K>) => ResourceOf<K>,
    signal?: AbortSignal,
  ): Promise<Changed> => {
    const options = { signal, verbatim: true } as const
    const edited = (resource: ResourceOf<K>): ResourceOf<K> => {
      const next = edit(resource)
      if (next.resourceType !== type || next.id !== id)
        throw new TypeError('an edit keeps the type and the id')
      return next
    }

    /** What the change itself makes wrong: faults that others left in the record are no reason to refuse. */
    const newIssues = async (
      now: ResourceOf<K>,
      meant: ResourceOf<K>,
    ): Promise<readonly Issue[]> => {
      const issues = await validator.validate(meant)
      if (issues.length === 0) return issues
      const old = await validator.validate(now)
      return issues.filter(
        ({ path, code }) => !old.some((each) => each.path === path && each.code === code),
      )
    }

    /** Whether what stands there now is what an earlier try made of the version that was shown. */
    const isMadeByUs = async (now: ResourceOf<K>, shown: string): Promise<boolean> => {
      try {
        const before = await client.read(type, id, { ...options, version: shown })
        return saysTheSame(edited(before), now)
      } catch (error) {
        codeOf(error, signal)
        return false
      }
    }

    /** After an answer that does not tell: what stands there now tells, or nobody knows. */
    const look = async (meant: ResourceOf<K>, from: string, code: FhirCode): Promise<Changed> => {
      try {
        const now = await client.read(type, id, options)
        if (saysTheSame(now, meant)) return written(now)
        const isUntouched = now.meta?.versionId === from && !stillOpen.has(code)
        return { kind: isUntouched ? 'failed' : 'unknown', code }
      } catch (error) {
        codeOf(error, signal)
        return { kind: 'unknown', code }
      }
    }

    const attempt = async (tries: number, tried?: ResourceOf<K>): Promise<Changed> => {
      const now = await client.read(type, id, options)
      // Put back, what was left out of this copy would be gone from the record (HL7 FHIR R4 search, `_elements`).
      if (hasWithheldParts(now.meta)) return { kind: 'failed', code: 'not-fhir' }
      const meant = edited(now)
      if (saysTheSame(meant, now) || (tried !== undefined && saysTheSame(tried, now)))
        return written(now)
      const current = now.meta?.versionId
      if (current === undefined) return { kind: 'failed', code: 'not-fhir' }
      if (versionId !== undefined && current !== versionId)
        return (await isMadeByUs(now, versionId)) ? written(now) : { kind: 'stale' }
      const issues = await newIssues(now, meant)
      if (issues.length > 0) return { kind: 'refused', issues }
      try {
        return written(await client.update(meant, current, { signal }))
      } catch (error) {
        const code = codeOf(error, signal)
        if (code === 'conflict' && tries < MOST_TRIES) return await again(meant, tries)
        if (refusals.has(code) || code === 'invalid') return { kind: 'failed', code }
        return await look(meant, current, code)
      }
    }

    /** After a conflict: the version there is ours after all, nobody's, or somebody else's. */
    const again = async (tried: ResourceOf<K>, tries: number): Promise<Changed> => {
      try {
        return await attempt(tries + 1, tried)
      } catch (error) {
        return { kind: 'unknown', code: codeOf(error, signal) }
      }
    }

    try {
      return await attempt(1)
    } catch (error) {
      return { kind: 'failed', code: codeOf(error, signal) }
    }
  }
