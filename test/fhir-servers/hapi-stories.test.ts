import assert from 'node:assert/strict'
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { after, before, describe, test } from 'node:test'
import { fileURLToPath } from 'node:url'
import { type Hapi, hapiUnavailable, startHapi } from './hapi.ts'

const root = fileURLToPath(new URL('../..', import.meta.url))
const cacheDir = join(root, '.cache/hapi')
const reason = hapiUnavailable()
const skip = reason !== '' && !process.env['CI'] ? `real FHIR server unavailable: ${reason}` : false

/** Those that neither count what the embedded server was asked nor break it off on purpose. */
const stories = [
  'conversation',
  'catalogue',
  'referral',
  'tasks',
  'rooms-of-talk',
  'audience',
  'rooms',
]

const told = async (story: string, fhirUrl: string) => {
  const { NODE_TEST_CONTEXT: _, ...inherited } = process.env
  const child = spawn(
    process.execPath,
    ['--test', '--test-reporter=spec', join(root, `test/story/${story}.test.ts`)],
    {
      cwd: root,
      env: { ...inherited, STORY_FHIR_URL: fhirUrl },
      stdio: ['ignore', 'pipe', 'inherit'],
    },
  )
  const [said, [code]] = await Promise.all([text(child.stdout), once(child, 'exit')])
  return { said, code }
}

describe('the stories on a real Synapse and a real HAPI FHIR server', { skip }, () => {
  let hapi: Hapi | undefined
  before(async () => {
    hapi = await startHapi({ cacheDir, log: (line) => process.stderr.write(`${line}\n`) })
  })
  after(() => hapi?.stop())

  for (const story of stories)
    test(`${story} goes as on the embedded server`, async () => {
      const { said, code } = await told(story, hapi?.baseUrl ?? '')
      assert.equal(code, 0, said)
      assert.match(said, /pass [1-9]/u)
    })
})
