import assert from 'node:assert/strict'
import { test } from 'node:test'
import { giveJson, startLoopbackServer } from '../../../test/loopback-server.ts'
import { createFhirClient } from './client.ts'

test('a search that may be made only once is not tried again when the server is busy', async () => {
  await using server = await startLoopbackServer((_, response) => giveJson(response, {}, 503))
  const made = createFhirClient({
    baseUrl: `${server.url}/fhir`,
    auth: { kind: 'none' },
    random: () => 0,
  })
  await using client = { ...made, [Symbol.asyncDispose]: () => made.close() }
  const search = (once: boolean) => client.search('Flag', { patient: 'Patient/1' }, { once })
  await assert.rejects(search(true), { code: 'unavailable' })
  assert.equal(server.seen.length, 1)
  await assert.rejects(search(false), { code: 'unavailable' })
  assert.equal(server.seen.length, 5)
})
