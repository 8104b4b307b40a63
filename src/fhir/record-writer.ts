import type { Bundle, ResourceType } from '@medplum/fhirtypes'
import type { ResourceOf } from './fhir.ts'
import type { Written } from './referral.ts'

/** What became of a change: as a write, or the record changed since it was shown and nothing was done. */
export type Changed = Written | { readonly kind: 'stale' }

/** Writes what was confirmed: once, however often it is told to; checked first, and looked up when in doubt. */
export interface RecordWriter {
  /** A transaction Bundle of conditional creates, each with the identifier it is found again by; the refs are in its order. */
  create(bundle: Bundle, signal?: AbortSignal): Promise<Written>
  /**
   * Replaces a resource with `If-Match`, if it is still the version that was shown. `edit` must give the same for the same
   * resource; the version it made is recognised when an answer was lost. `versionId` undefined: whatever stands there now.
   */
  change<K extends ResourceType>(
    type: K,
    id: string,
    versionId: string | undefined,
    edit: (now: ResourceOf<K>) => ResourceOf<K>,
    signal?: AbortSignal,
  ): Promise<Changed>
}
