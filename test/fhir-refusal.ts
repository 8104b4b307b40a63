import assert from 'node:assert/strict'
import { inspect } from 'node:util'
import { FhirError } from '../src/fhir/fhir.ts'
import { createFhirClient, type FhirClientOptions } from '../src/fhir/server/client.ts'

/** The bearer token of `impatientClient`. */
export const secretToken = 'TOKEN-9f2c'

/** A client with little patience, to be closed by `await using`. */
export const impatientClient = (url: string, more: Partial<FhirClientOptions> = {}) => {
  const client = createFhirClient({
    baseUrl: `${url}/fhir`,
    auth: { kind: 'bearer', token: secretToken },
    requestTimeoutMs: 1000,
    totalTimeoutMs: 3000,
    random: () => 0,
    ...more,
  })
  return Object.assign(client, { [Symbol.asyncDispose]: () => client.close() })
}

/** What the work was refused with; fails when it was not. */
export const refusal = async (work: Promise<unknown>): Promise<FhirError> => {
  const error = await work.then(
    () => undefined,
    (thrown: unknown) => thrown,
  )
  assert.ok(error instanceof FhirError, `expected a FhirError, got ${inspect(error)}`)
  return error
}

/** Fails when anything of the error, its stack or its fields holds one of these texts. */
export const assertSilent = (error: FhirError, hidden: readonly string[]): void => {
  const shown = `${error.message}\n${error.stack}\n${JSON.stringify(error)}\n${inspect(error, { depth: 9, showHidden: true })}`
  for (const text of hidden) assert.ok(!shown.includes(text), 'the error tells more than its code')
}
