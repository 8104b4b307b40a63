import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { createFhirClient } from '../../src/fhir/client.ts'
import { answerTo, recordContext } from '../record-context.ts'
import { demoNow } from './product-suite.ts'

const cases = [
  { patient: 'Patient/demo-client-1', now: demoNow },
  { patient: 'Patient/demo-client-2', now: demoNow },
  { patient: 'Patient/mp9-patient-groot', now: new Date('2024-11-10T12:00:00Z') },
  { patient: 'Patient/mp9-patient-groot', now: demoNow },
  { patient: 'Patient/mp9-patient-huyser', now: demoNow },
  { patient: 'Patient/nl-core-Patient-01', now: demoNow },
]

const lines = [
  'medicatie',
  'medicatie alles',
  'medicatie gestopt',
  'allergie',
  'allergie alles',
  'metingen',
  'metingen alles',
  'metingen bloeddruk',
  'wie',
  'wie afwezig',
]

/** Both servers hold the example records and the demonstration of `demoNow`: a clinician reads the same words from either. */
export const sameReplies = (one: () => string, other: () => string): void => {
  type Client = ReturnType<typeof createFhirClient>
  const clients: Client[] = []
  before(() => {
    for (const baseUrl of [one(), other()])
      clients.push(createFhirClient({ baseUrl, auth: { kind: 'none' } }))
  })
  after(() => Promise.all(clients.map((client) => client.close())))

  for (const { patient, now } of cases)
    for (const line of lines) {
      test(`${line} says the same of ${patient} at ${now.toISOString()} from both servers`, async () => {
        const answers = await Promise.all(
          clients.map((client) => answerTo(recordContext(client, { patient, now }), line)),
        )
        const told = answers.map(({ body, formatted_body, outcome, reads, foreign, refs }) => ({
          body,
          formatted_body,
          outcome,
          reads,
          foreign,
          refs: refs.toSorted((a, b) => a.ref.localeCompare(b.ref)),
        }))
        assert.equal(told.length, 2)
        assert.deepEqual(told[0], told[1])
        assert.equal(told[0]?.outcome, 'ok')
      })
    }
}
