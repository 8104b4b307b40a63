import { after, before, describe } from 'node:test'
import { fileURLToPath } from 'node:url'
import { type Hapi, hapiUnavailable, startHapi } from './hapi.ts'
import { loadExamples } from './load-examples.ts'
import { serverSuite } from './server-suite.ts'

const cacheDir = fileURLToPath(new URL('../../.cache/hapi', import.meta.url))
const reason = hapiUnavailable()
// Where tests decide about a change, a missing referee is a failure: startHapi throws then.
const skip = reason !== '' && !process.env['CI'] ? `real FHIR server unavailable: ${reason}` : false

describe('a real HAPI FHIR server', { skip }, () => {
  let hapi: Hapi | undefined
  before(async () => {
    hapi = await startHapi({ cacheDir, log: (line) => process.stderr.write(`${line}\n`) })
    await loadExamples(hapi.baseUrl)
  })
  after(() => hapi?.stop())
  serverSuite(() => hapi?.baseUrl ?? '')
})
