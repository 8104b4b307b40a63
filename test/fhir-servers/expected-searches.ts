import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { test } from 'node:test'
import { type FhirHttp, idsOf } from './fhir-http.ts'

type Expected = {
  readonly nr: number
  readonly what: string
  readonly method: 'GET' | 'POST'
  readonly type: string
  readonly params: readonly (readonly string[])[]
  readonly total: number
  readonly ordered: boolean
  readonly matches: readonly string[]
  readonly includes: readonly string[]
}

const expectedSearches = (): readonly Expected[] => {
  const file = '../../packages/fhir-sandbox/data/expected-searches.json'
  return JSON.parse(readFileSync(new URL(file, import.meta.url), 'utf8'))
}

const answer = (fhir: FhirHttp, { method, type, params }: Expected) => {
  if (method === 'GET') return fhir.search(type, params)
  const form = new URLSearchParams(params.map(([k = '', v = '']): [string, string] => [k, v]))
  return fhir.ask('POST', `${type}/_search`, form.toString(), {
    'content-type': 'application/x-www-form-urlencoded',
  })
}

/** The recorded searches over the example records: same matches, same includes, same total, same order where one is defined. */
export const expectedSearchTests = (server: () => FhirHttp): void => {
  for (const expected of expectedSearches()) {
    test(`search ${expected.nr} is answered as recorded: ${expected.what}`, async () => {
      const { status, body } = await answer(server(), expected)
      assert.equal(status, 200)
      const matches = idsOf(body)
      const included = (body.entry ?? [])
        .filter((e) => e.search?.mode === 'include')
        .map((e) => `${e.resource?.resourceType}/${e.resource?.id}`)
      assert.deepEqual(expected.ordered ? matches : matches.sort(), expected.matches)
      assert.deepEqual(included.sort(), expected.includes)
      assert.equal(body.total, expected.total)
    })
  }
}
