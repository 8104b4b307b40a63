import { before, describe } from 'node:test'
import { loadExamples } from './load-examples.ts'
import { serverSuite } from './server-suite.ts'

const base = process.env['FHIR_TEST_BASE']?.replace(/\/+$/, '')

// Only there when a base URL is given, so nothing is skipped otherwise.
if (base) {
  describe('the FHIR server of FHIR_TEST_BASE', () => {
    before(() => loadExamples(base))
    serverSuite(() => base)
  })
}
