import type { Bundle, Resource, ResourceType } from '@medplum/fhirtypes'
import { FhirError, type ResourceOf, type SearchParams, type SearchResult } from '../fhir.ts'
import type { Address } from '../value/address.ts'
import { withLocalReferences } from '../value/local-references.ts'
import { bundleOf, isOfType, isResource } from './bundle.ts'
import { saysTrouble } from './outcome.ts'
import { ignoredParams, toForm } from './search-params.ts'
import type { FhirRequest } from './transport.ts'

/** A line for the operator: a constant message, types and names, never a value. */
export type FhirLog = { warn(fields: Readonly<Record<string, unknown>>, message: string): void }

/** What following a search through its pages needs. */
export type PagePorts = {
  readonly address: Address
  readonly maxPages: number
  readonly send: (request: FhirRequest) => Promise<unknown>
  readonly log: FhirLog | undefined
}

const longestQuery = 1500

const request = (url: URL, form: URLSearchParams, post: boolean): FhirRequest => {
  const prefer = { prefer: 'handling=strict' }
  const target = new URL(url)
  target.search = ''
  if (post) {
    if (!target.pathname.endsWith('/_search')) target.pathname += '/_search'
    const headers = { ...prefer, 'content-type': 'application/x-www-form-urlencoded' }
    return { method: 'POST', url: target.href, headers, body: form.toString() }
  }
  target.search = form.toString()
  return { method: 'GET', url: target.href, headers: prefer }
}

const linkOf = (bundle: Bundle, relation: string): string | undefined =>
  bundle.link?.find((link) => link.relation === relation)?.url

/** Sorts what the pages hold; every resource counts once. */
const collector = <K extends ResourceType>(type: K) => {
  const matches = new Map<string, ResourceOf<K>>()
  const included = new Map<string, Resource>()
  let complete = true
  const add = (bundle: Bundle): void => {
    for (const { resource, search, fullUrl } of bundle.entry ?? []) {
      if (!isResource(resource)) {
        complete = false
        continue
      }
      if (resource.resourceType === 'OperationOutcome') {
        complete &&= !saysTrouble(resource)
        continue
      }
      const key = `${resource.resourceType}/${resource.id ?? fullUrl ?? matches.size}`
      const mode = search?.mode ?? (resource.resourceType === type ? 'match' : 'include')
      if (mode === 'include')
        included.set(resource.id === undefined ? (fullUrl ?? key) : key, resource)
      else if (mode === 'match' && isOfType(type, resource)) matches.set(key, resource)
    }
  }
  const result = (whole: boolean, total: number | undefined): SearchResult<K> => ({
    matches: [...matches.values()],
    included,
    complete: complete && whole && (total === undefined || total <= matches.size),
  })
  return { add, result }
}

const checkQuestion = (
  type: string,
  asked: URLSearchParams,
  bundle: Bundle,
  { address, log }: PagePorts,
): void => {
  const self = URL.parse(linkOf(bundle, 'self') ?? '', address.base.href)
  const ignored = ignoredParams(asked, self ?? undefined)
  if (ignored.all.length > 0) log?.warn({ type, params: ignored.all }, 'search parameters ignored')
  if (ignored.vital.length > 0) throw new FhirError('invalid', ['not-supported'])
}

/** The next page's request; values that went in a body stay in a body, or there is no such request. */
const nextRequest = (
  url: URL,
  asked: URLSearchParams,
  type: string,
  post: boolean,
): FhirRequest | undefined => {
  const named = [...asked].filter(([name]) => !name.startsWith('_'))
  const values = new Set(named.map(([, value]) => value))
  const exposed = post && [...url.searchParams.values()].some((value) => values.has(value))
  if (!exposed) return { method: 'GET', url: url.href }
  const ownPath = [`/${type}`, `/${type}/_search`].some((end) => url.pathname.endsWith(end))
  return ownPath ? request(url, url.searchParams, true) : undefined
}

/**
 * A search to its end. The first page must succeed; a later one that fails, lies outside the FHIR base or comes round
 * again leaves the result incomplete.
 */
export const searchAllPages = async <K extends ResourceType>(
  type: K,
  params: SearchParams,
  post: boolean,
  ports: PagePorts,
): Promise<SearchResult<K>> => {
  const { address, log } = ports
  const asked = toForm(params)
  const found = collector(type)
  const page = async (next: FhirRequest) =>
    bundleOf(withLocalReferences(await ports.send(next), address.base.href))
  const start = new URL(type, address.base)
  let bundle = await page(request(start, asked, post || asked.toString().length > longestQuery))
  checkQuestion(type, asked, bundle, ports)
  const counted = params['_summary'] === undefined && params['_count'] !== '0'
  const total = counted && typeof bundle.total === 'number' ? bundle.total : undefined
  const partial = (reason: string) => {
    log?.warn({ type, reason }, 'search pages left out')
    return found.result(false, total)
  }
  const seen = new Set<string>()
  found.add(bundle)
  for (let link = linkOf(bundle, 'next'); link !== undefined; link = linkOf(bundle, 'next')) {
    const url = address.inside(link)
    const next = url === undefined ? undefined : nextRequest(url, asked, type, post)
    if (next === undefined) return partial('outside')
    if (seen.has(link)) return partial('loop')
    seen.add(link)
    if (seen.size >= ports.maxPages) return partial('cap')
    try {
      bundle = await page(next)
    } catch (error) {
      if (!(error instanceof FhirError)) throw error
      return partial(error.code)
    }
    found.add(bundle)
  }
  return found.result(true, total)
}
