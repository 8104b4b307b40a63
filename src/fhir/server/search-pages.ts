import type { Bundle, ResourceType } from '@medplum/fhirtypes'
import { FhirError, type SearchParams, type SearchResult } from '../fhir.ts'
import type { Address } from '../value/address.ts'
import { textOf } from '../value/codes.ts'
import { inOneSpelling } from '../value/one-spelling.ts'
import { bundleOf } from './bundle.ts'
import type { Answer } from './retry.ts'
import { collectEntries } from './search-entries.ts'
import { ignoredParams, toForm } from './search-params.ts'
import type { FhirRequest } from './transport.ts'

/** A line for the operator: a constant message, types and names, never a value. */
export type FhirLog = { warn(fields: Readonly<Record<string, unknown>>, message: string): void }

/** What following a search through its pages needs. */
export type PagePorts = {
  readonly address: Address
  readonly maxPages: number
  readonly send: (request: FhirRequest) => Promise<Answer>
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

/** Where the links of this relation lead, each once; a link that leads nowhere gives an empty text. */
const linksOf = (bundle: Bundle, relation: string): readonly string[] => {
  const urls = (bundle.link ?? [])
    .filter((link) => textOf(link.relation)?.toLowerCase() === relation)
    .map(({ url }) => textOf(url) ?? '')
  return [...new Set(urls)]
}

const checkQuestion = (
  type: string,
  asked: URLSearchParams,
  bundle: Bundle,
  { address, log }: PagePorts,
): void => {
  const self = URL.parse(linksOf(bundle, 'self')[0] ?? '', address.base.href)
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
  const found = collectEntries(type)
  let isWhole = true
  const page = async (next: FhirRequest) => {
    const answer = await ports.send(next)
    isWhole &&= answer.isWhole
    return bundleOf(inOneSpelling(answer.body, address.base.href))
  }
  const start = new URL(type, address.base)
  let bundle = await page(request(start, asked, post || asked.toString().length > longestQuery))
  checkQuestion(type, asked, bundle, ports)
  const counted = params['_summary'] === undefined && params['_count'] !== '0'
  const said = String(bundle.total)
  const total = counted && /^\d+$/u.test(said) ? Number(said) : undefined
  const partial = (reason: string) => {
    log?.warn({ type, reason }, 'search pages left out')
    const result = found.result(false, total)
    return isWhole && found.isWhole() ? { ...result, cut: true as const } : result
  }
  const seen = new Set<string>()
  found.add(bundle)
  for (let links = linksOf(bundle, 'next'); links.length > 0; links = linksOf(bundle, 'next')) {
    const [link = ''] = links
    if (links.length > 1 || link === '') return partial('unclear')
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
  return found.result(isWhole, total)
}
