import { after, before, describe } from 'node:test'
import { exampleResources } from '../../packages/fhir-sandbox/src/examples.ts'
import { type Sandbox, startSandbox } from '../../packages/fhir-sandbox/src/server.ts'
import { productSuite } from './product-suite.ts'

describe('the bot on the embedded FHIR server', () => {
  let sandbox: Sandbox | undefined
  before(async () => {
    sandbox = await startSandbox({ seed: exampleResources() })
  })
  after(() => sandbox?.stop())
  productSuite(() => sandbox?.baseUrl ?? '')
})
