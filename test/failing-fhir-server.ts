import type { ServerResponse } from 'node:http'
import type { Resource } from '@medplum/fhirtypes'
import { giveJson, type LoopbackServer, type Seen, startLoopbackServer } from './loopback-server.ts'

/** What a server does in the place of an answer. */
export type Failure = (seen: Seen, response: ServerResponse) => void

/** The resource type a request is about; `Bundle` for a transaction. */
const typeOf = ({ path }: Seen): string => /^\/fhir\/([A-Za-z]+)/u.exec(path)?.[1] ?? 'Bundle'

const searchset = (records: readonly Resource[]) => ({
  resourceType: 'Bundle',
  type: 'searchset',
  entry: records.map((resource) => ({ resource, search: { mode: 'match' } })),
})

/** A FHIR server that gives all records of a type to each search, and fails for some types. */
export const startFailingServer = (
  records: readonly Resource[],
  failing: readonly string[],
  failure: Failure,
): Promise<LoopbackServer> =>
  startLoopbackServer((seen, response) => {
    const type = typeOf(seen)
    if (failing.includes(type)) {
      failure(seen, response)
      return
    }
    const own = records.filter(({ resourceType }) => resourceType === type)
    const [, id] = /^\/fhir\/[A-Za-z]+\/([^/?_]+)$/u.exec(seen.path) ?? []
    if (id === undefined) giveJson(response, searchset(own))
    else {
      const found = own.find((each) => each.id === id)
      if (found === undefined) giveJson(response, { resourceType: 'OperationOutcome' }, 404)
      else giveJson(response, found)
    }
  })

/** Text of a server that people must never see. */
export const serverSecret = 'Jansen 999990019 heeft koorts'

const outcome = (code: string) => ({
  resourceType: 'OperationOutcome',
  issue: [{ severity: 'error', code, diagnostics: serverSecret, details: { text: serverSecret } }],
})

const status =
  (code: number, issue = 'processing', headers: Readonly<Record<string, string>> = {}): Failure =>
  (_, response) =>
    giveJson(response, outcome(issue), code, headers)

/** Every way in which a FHIR server lets us down, and the words a clinician gets for it. */
export const failures: readonly {
  readonly name: string
  readonly failure: Failure
  readonly why: string
  /** Nobody can tell whether a write arrived. */
  readonly open?: true
}[] = [
  { name: '401', failure: status(401, 'login'), why: 'aanmelden bij de bron is niet gelukt' },
  { name: '403', failure: status(403, 'forbidden'), why: 'geen toegang' },
  { name: '404', failure: status(404, 'not-found'), why: 'niet gevonden' },
  { name: '410', failure: status(410, 'deleted'), why: 'verwijderd bij de bron' },
  {
    name: '422 with an OperationOutcome',
    failure: status(422, 'business-rule'),
    why: 'vraag geweigerd door de bron',
  },
  {
    name: '429',
    failure: status(429, 'throttled', { 'retry-after': '3600' }),
    why: 'bron te druk',
  },
  { name: '500', failure: status(500, 'exception'), why: 'tijdelijk niet beschikbaar' },
  {
    name: '504 with HTML',
    failure: (_, response) =>
      response
        .writeHead(504, { 'content-type': 'text/html' })
        .end(`<html><h1>Gateway Time-out</h1>${serverSecret}</html>`),
    why: 'geen antwoord (time-out)',
    open: true,
  },
  {
    name: 'HTML with 200',
    failure: (_, response) =>
      response
        .writeHead(200, { 'content-type': 'text/html' })
        .end(`<html><h1>Inloggen</h1>${serverSecret}</html>`),
    why: 'onleesbaar antwoord',
  },
  { name: 'silence', failure: () => {}, why: 'geen antwoord (time-out)', open: true },
  {
    name: 'a connection that is reset',
    failure: (_, response) => response.socket?.resetAndDestroy(),
    why: 'niet bereikbaar',
    open: true,
  },
]
