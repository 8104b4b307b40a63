import { randomUUID } from 'node:crypto'
import type { Bundle, BundleEntry } from '@medplum/fhirtypes'
import { type Answer, type Ask, pairsOf, type Server, singleMatch } from './ask.ts'
import { interact } from './interactions.ts'
import { withReferences } from './references.ts'
import { outcomeOf, Refusal, refusal } from './refusal.ts'
import { isStoredType } from './resource-types.ts'
import { isResource } from './validation.ts'

const ORDER = ['DELETE', 'POST', 'PUT', 'PATCH', 'GET', 'HEAD']

const askOf = (entry: BundleEntry, base: string): Ask => {
  const { request, resource } = entry
  if (!request) throw refusal(400, 'required', 'An entry lacks its request')
  const url = request.url?.replace(`${base}/`, '').replace(/^\//, '') ?? ''
  const [path = '', query = ''] = url.split('?', 2)
  return {
    method: request.method ?? 'GET',
    path: path.split('/').filter((p) => p !== ''),
    query: pairsOf(query),
    body: resource,
    form: [],
    ifMatch: request.ifMatch,
    ifNoneMatch: request.ifNoneMatch,
    ifNoneExist: request.ifNoneExist,
    base,
  }
}

const responseOf = (answer: Answer, minimal: boolean): BundleEntry => {
  const { status, body, location, etag, lastModified } = answer
  const outcome = body?.resourceType === 'OperationOutcome' ? body : undefined
  return {
    ...(body && !outcome && !minimal ? { resource: body } : {}),
    response: {
      status: String(status),
      ...(location ? { location } : {}),
      ...(etag ? { etag } : {}),
      ...(lastModified ? { lastModified } : {}),
      ...(outcome ? { outcome } : {}),
    },
  }
}

const bundle = (type: 'batch-response' | 'transaction-response', entry: BundleEntry[]): Bundle => ({
  resourceType: 'Bundle',
  id: randomUUID(),
  type,
  entry,
})

const batch = (
  server: Server,
  entries: readonly BundleEntry[],
  base: string,
  minimal: boolean,
): Bundle =>
  bundle(
    'batch-response',
    entries.map((entry) => {
      try {
        return responseOf(interact(server, askOf(entry, base)), minimal)
      } catch (error) {
        if (!(error instanceof Refusal)) throw error
        return { response: { status: String(error.status), outcome: outcomeOf(error.issues) } }
      }
    }),
  )

type Planned = { readonly ask: Ask; readonly fullUrl: string | undefined; readonly answer?: Answer }

// Gives every created resource its id before anything is written, so that urn:uuid references can be rewritten.
const plan = (server: Server, entry: BundleEntry, base: string): Planned => {
  const ask = askOf(entry, base)
  const { fullUrl } = entry
  const [type = ''] = ask.path
  if (ask.method === 'POST' && isStoredType(type)) {
    const { ifNoneExist } = ask
    const match = ifNoneExist && singleMatch(server, type, pairsOf(ifNoneExist), base)
    if (!match) return { ask: { ...ask, id: randomUUID() }, fullUrl }
    const found = server.repository.read(type, match)
    const { versionId, lastUpdated } = found.meta
    const location = `${base}/${type}/${match}/_history/${versionId}`
    const answer = {
      status: 200,
      body: found,
      location,
      etag: `W/"${versionId}"`,
      lastModified: lastUpdated,
    }
    return { ask: { ...ask, id: match }, fullUrl, answer }
  }
  if (ask.method === 'PUT' && ask.path.length === 1 && isStoredType(type)) {
    return {
      ask: { ...ask, id: singleMatch(server, type, ask.query, base) ?? randomUUID() },
      fullUrl,
    }
  }
  return { ask, fullUrl }
}

const transaction = (
  server: Server,
  entries: readonly BundleEntry[],
  base: string,
  minimal: boolean,
): Bundle => {
  const planned = entries.map((entry) => plan(server, entry, base))
  const names = new Map<string, string>()
  for (const { ask, fullUrl } of planned) {
    if (fullUrl === undefined || ask.method === 'GET') continue
    if (names.has(fullUrl)) throw refusal(400, 'duplicate', 'Two entries have the same fullUrl')
    names.set(fullUrl, `${ask.path[0]}/${ask.id ?? ask.path[1]}`)
  }
  const rewritten = (reference: string): string => {
    const local = names.get(reference)
    if (local) return local
    if (/^urn:(uuid|oid):/.test(reference)) {
      throw refusal(400, 'not-found', 'A reference names an entry that is not in the Bundle')
    }
    const [, type = '', query = ''] = /^([A-Z][A-Za-z]+)\?(.+)$/.exec(reference) ?? []
    if (!isStoredType(type)) return reference
    const match = singleMatch(server, type, pairsOf(query), base)
    if (!match) throw refusal(412, 'not-found', 'A conditional reference matches nothing')
    return `${type}/${match}`
  }
  const answers = planned.map(({ answer }) => answer)
  const sequence = [...planned.keys()].sort(
    (a, b) =>
      ORDER.indexOf(planned[a]?.ask.method ?? '') - ORDER.indexOf(planned[b]?.ask.method ?? ''),
  )
  for (const n of sequence) {
    const ask = planned[n]?.ask
    if (!ask || answers[n]) continue
    const body = ask.body === undefined ? undefined : withReferences(ask.body, rewritten)
    answers[n] = interact(server, { ...ask, body, ifNoneExist: undefined })
  }
  return bundle(
    'transaction-response',
    answers.map((a) => responseOf(a ?? { status: 500 }, minimal)),
  )
}

/** Answers a batch or transaction Bundle posted to the base. A transaction is stored whole or not at all. */
export const answerBundle = (
  server: Server,
  body: unknown,
  base: string,
  minimal: boolean,
): Bundle => {
  if (!isResource(body) || body.resourceType !== 'Bundle') {
    throw refusal(400, 'structure', 'The body is not a Bundle')
  }
  const entries = body.entry ?? []
  if (!Array.isArray(entries)) throw refusal(400, 'structure', 'Bundle.entry is not a list')
  if (body.type === 'batch') return batch(server, entries, base, minimal)
  if (body.type !== 'transaction') {
    throw refusal(400, 'invalid', 'Bundle.type must be batch or transaction')
  }
  return server.repository.atomically(() => transaction(server, entries, base, minimal))
}
