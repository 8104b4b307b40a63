import { describe } from 'node:test'
import { conditionalTests } from './conditional-checks.ts'
import { crudTests } from './crud-checks.ts'
import { expectedSearchTests } from './expected-searches.ts'
import { createFhirHttp, type FhirHttp } from './fhir-http.ts'
import { refusalTests } from './refusal-checks.ts'
import { resultTests } from './result-checks.ts'
import { searchTests } from './search-checks.ts'
import { transactionTests } from './transaction-checks.ts'

/** What every FHIR server of the project must do; `baseUrl` is asked when the tests run, the example records are loaded by then. */
export const serverSuite = (baseUrl: () => string): void => {
  const server = (): FhirHttp => createFhirHttp(baseUrl())
  describe('recorded searches', () => expectedSearchTests(server))
  describe('resources and versions', () => crudTests(server))
  describe('conditions', () => conditionalTests(server))
  describe('search values', () => searchTests(server))
  describe('search results', () => resultTests(server))
  describe('transactions', () => transactionTests(server))
  describe('refusals', () => refusalTests(server))
}
