import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { createFhirClient } from '../../src/fhir/server/client.ts'
import { createFhirHttp } from './fhir-http.ts'
import { loadDemo } from './load-examples.ts'
import type { Product } from './product.ts'
import { changeTests } from './product-change-checks.ts'
import { commandTests } from './product-command-checks.ts'
import { directoryTests } from './product-directory-checks.ts'
import { peopleTests } from './product-people-checks.ts'
import { referralTests } from './product-referral-checks.ts'
import { writerTests } from './product-writer-checks.ts'

/** When the demonstration data of the suite was made. */
export const demoNow = new Date('2026-01-14T10:00:00Z')

/** What the bot's own readers and writers must do on every server of the project; the example records are loaded by then. */
export const productSuite = (baseUrl: () => string): void => {
  let client: ReturnType<typeof createFhirClient> | undefined
  const product = (): Product => {
    assert.ok(client)
    return { client, http: createFhirHttp(baseUrl()), now: demoNow }
  }
  before(async () => {
    await loadDemo(baseUrl(), demoNow)
    client = createFhirClient({ baseUrl: baseUrl(), auth: { kind: 'none' } })
  })
  after(() => client?.close())

  test('the server answers as FHIR R4 and tells what can be searched', async () => {
    const { client: asked, http } = product()
    // A server may take longer over its statement the first time than a bot that asks again waits.
    await http.ask('GET', 'metadata')
    await asked.check()
    assert.equal(asked.supports('MedicationRequest', 'patient'), true)
    assert.equal(asked.supports('CareTeam', 'participant'), true)
    assert.equal(asked.supports('Flag', 'status'), false)
  })
  describe('care teams', () => peopleTests(product))
  describe('the address book', () => directoryTests(product))
  describe('changes', () => changeTests(product))
  describe('referrals', () => referralTests(product))
  describe('writing', () => writerTests(product))
  describe('commands that write', () => commandTests(product))
}
