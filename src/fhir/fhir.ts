import type { Bundle, Resource, ResourceType } from '@medplum/fhirtypes'

export type FhirCode =
  | 'not-found'
  | 'gone'
  | 'forbidden'
  | 'unauthorized'
  | 'conflict'
  | 'ambiguous'
  | 'invalid'
  | 'too-many-requests'
  | 'timeout'
  | 'unreachable'
  | 'not-fhir'
  | 'outside'
  | 'unavailable'
  /** The own record gives no citizen service number to find the patient with at another source. */
  | 'no-number'
  /** Nothing of this kind is asked of that source, by agreement with it. */
  | 'not-agreed'

/** What the FHIR server refused or could not do, in one of our words; never its URL, query or payload. */
export class FhirError extends Error {
  override name = 'FhirError'
  readonly code: FhirCode
  /** Issue codes of the OperationOutcome (FHIR's closed list), never its free text. */
  readonly issues: readonly string[]
  constructor(code: FhirCode, issues: readonly string[] = []) {
    super(`FHIR: ${code}`)
    this.code = code
    this.issues = issues
  }
}

export type ResourceOf<K extends ResourceType> = Extract<Resource, { resourceType: K }>

/** Search parameters: an array repeats the parameter (AND). Undefined values are left out. */
export type SearchParams = Readonly<Record<string, string | readonly string[] | undefined>>

/** Everything a search found, over all pages. */
export type SearchResult<K extends ResourceType> = {
  /** `search.mode: match` of the type that was asked for. */
  readonly matches: readonly ResourceOf<K>[]
  /** What was included, by literal reference `Type/id`. */
  readonly included: ReadonlyMap<string, Resource>
  /** False when a page was missing or refused, or the server left something out: the answer is ONVOLLEDIG. */
  readonly complete: boolean
  /** Only later pages are missing: of those before them nothing is. */
  readonly cut?: true
}

export type FhirOptions = { readonly signal?: AbortSignal | undefined }

/** `version`: an earlier one. `verbatim`: with references and statuses as they stand in the record, for what will be written back. */
export type ReadOptions = FhirOptions & { readonly version?: string; readonly verbatim?: true }

/** The FHIR server, as the rest of the program sees it. Every method throws `FhirError` and nothing else but an abort of the caller. */
export interface FhirClient {
  /** Follows `next` links of the same origin to the end, up to a cap; a foreign `next` gives `complete: false`. Values that identify a person go with `post`. */
  search<K extends ResourceType>(
    type: K,
    params: SearchParams,
    options?: FhirOptions & {
      readonly post?: boolean
      readonly maxPages?: number
      /** What fails is not tried again. */
      readonly once?: boolean
    },
  ): Promise<SearchResult<K>>
  read<K extends ResourceType>(type: K, id: string, options?: ReadOptions): Promise<ResourceOf<K>>
  /** Replaces the version that is named (`If-Match`), and answers with what stands there now; another version is a `conflict`. */
  update<K extends ResourceType>(
    resource: ResourceOf<K>,
    versionId: string,
    options?: FhirOptions,
  ): Promise<ResourceOf<K>>
  /** Posts a transaction Bundle; every entry must carry `ifNoneExist`, so a retry is safe and is done for conflicts. */
  transaction(bundle: Bundle, options?: FhirOptions): Promise<Bundle>
  /** Whether the CapabilityStatement lists this search parameter; true while it is not known. */
  supports(type: ResourceType, parameter: string): boolean
  /** Whether the server has this type at all: false only when its CapabilityStatement lists its types and leaves this one out. */
  serves?(type: ResourceType): boolean
  /** Asks /metadata within a few seconds; resolves when the server answered as FHIR R4, else throws FhirError. */
  check(options?: FhirOptions): Promise<void>
}

/** A reader's answer with what is not known said beside it. */
export type Sourced<T> = {
  readonly value: T
  /** Sources asked, in the order they are shown: the label is a name a clinician knows, e.g. of the server's organisation. */
  readonly sources: readonly SourceState[]
  /** Resources of another patient that were dropped (S13): `Type/id`, to be audited. */
  readonly foreign: readonly string[]
  /** Resource references and versions the answer rests on, for `nl-ta-chat.fhir`. */
  readonly refs: readonly ResourceRef[]
}

/** `part` names what of the source failed, in FHIR's resource types; empty when it all answered. */
export type SourceState = {
  readonly label: string
  readonly failed: readonly { readonly part: string; readonly code: FailureCode }[]
  /** When it was asked, if that was for an earlier question. */
  readonly fetchedAt?: Date
}

/** Why something of a source is missing. `unknown-patient`: it answered that it does not know this patient. `withheld`: it is not for who asks. `direct-only`: it is not for a room. */
export type FailureCode = FhirCode | 'incomplete' | 'unknown-patient' | 'withheld' | 'direct-only'

export type ResourceRef = {
  readonly ref: string
  readonly versionId?: string
  readonly profile?: string
  /** Name of the source, when it is not the organization's own record. */
  readonly source?: string
}
