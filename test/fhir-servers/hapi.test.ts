import { after, before, describe } from 'node:test'
import { fileURLToPath } from 'node:url'
import { exampleResources } from '../../packages/fhir-sandbox/src/examples.ts'
import { type Sandbox, startSandbox } from '../../packages/fhir-sandbox/src/server.ts'
import { serverStory } from '../story/server-story.ts'
import { type Hapi, hapiUnavailable, startHapi } from './hapi.ts'
import { loadDemo, loadExamples } from './load-examples.ts'
import { demoNow, productSuite } from './product-suite.ts'
import { sameReplies } from './same-replies.ts'
import { serverSuite } from './server-suite.ts'

const cacheDir = fileURLToPath(new URL('../../.cache/hapi', import.meta.url))
const reason = hapiUnavailable()
// Where tests decide about a change, a missing referee is a failure: startHapi throws then.
const skip = reason !== '' && !process.env['CI'] ? `real FHIR server unavailable: ${reason}` : false

describe('a real HAPI FHIR server', { skip }, () => {
  let hapi: Hapi | undefined
  let sandbox: Sandbox | undefined
  const hapiUrl = () => hapi?.baseUrl ?? ''
  const sandboxUrl = () => sandbox?.baseUrl ?? ''
  before(async () => {
    hapi = await startHapi({ cacheDir, log: (line) => process.stderr.write(`${line}\n`) })
    await loadExamples(hapi.baseUrl)
  })
  after(async () => {
    await hapi?.stop()
    await sandbox?.stop()
  })

  serverSuite(hapiUrl)

  describe('beside the embedded server', () => {
    before(async () => {
      sandbox = await startSandbox({ seed: exampleResources() })
      await loadDemo(sandbox.baseUrl, demoNow)
      await loadDemo(hapiUrl(), demoNow)
    })
    sameReplies(hapiUrl, sandboxUrl)
  })

  describe('the bot on it', () => productSuite(hapiUrl))

  describe('the bot on it, in a room of a real Synapse', () => {
    before(async () => {
      await hapi?.reset()
      await loadDemo(hapiUrl(), new Date())
    })
    serverStory(hapiUrl)
  })
})
