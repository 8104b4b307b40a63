import type { Bundle, Resource, ResourceType } from '@medplum/fhirtypes'
import type { FhirCode, ResourceOf, ResourceRef } from '../fhir.ts'
import type { Issue } from '../validation/validate-rules.ts'

/** What became of a Bundle. */
export type Written =
  /** It is in the record, in the order of the Bundle's entries. */
  | { readonly kind: 'written'; readonly refs: readonly ResourceRef[] }
  /** Our own check refused it; nothing was sent. */
  | { readonly kind: 'refused'; readonly issues: readonly Issue[] }
  /** It is not in the record. */
  | { readonly kind: 'failed'; readonly code: FhirCode }
  /** Nobody can tell now; the same may be tried again, nothing is made twice. */
  | { readonly kind: 'unknown'; readonly code: FhirCode }
  /** The record holds half of it or more than one: a person must look, nothing is sent again. */
  | { readonly kind: 'ambiguous' }

/** What became of a change: as a write, or the record changed since it was shown and nothing was done. */
export type Changed = Written | { readonly kind: 'stale' }

/** What became of putting a former version back. */
export type Restored =
  | { readonly kind: 'restored'; readonly ref: ResourceRef; readonly former: Resource }
  /** The record does not give that version any more, or it was another patient's. */
  | { readonly kind: 'no-former' }
  | Exclude<Changed, { kind: 'written' }>

/** Writes what was confirmed: once, however often it is told to; checked first, and looked up when in doubt. */
export interface RecordWriter {
  /** A transaction Bundle of conditional creates, each with a `urn:uuid:` identifier it is found again by; the refs are in its order. */
  create(bundle: Bundle, signal?: AbortSignal): Promise<Written>
  /**
   * Replaces a resource with `If-Match`, if it is still the version that was shown. `edit` must give the same for the same
   * resource, and change nothing more when it is done again: what it made is recognised when an answer was lost.
   * `versionId` undefined: whatever stands there now.
   */
  change<K extends ResourceType>(
    type: K,
    id: string,
    versionId: string | undefined,
    edit: (now: ResourceOf<K>) => ResourceOf<K>,
    signal?: AbortSignal,
  ): Promise<Changed>
  /**
   * Puts back, whole, the version `before` that stood there before `versionId` was written; only while nothing was changed
   * since, so that nothing of anybody else is lost. Safe to repeat.
   */
  restore(
    of: {
      readonly patient: string
      readonly ref: string
      readonly versionId: string
      readonly before: string
    },
    signal?: AbortSignal,
  ): Promise<Restored>
}
