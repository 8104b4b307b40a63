import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { test } from 'node:test'
import { gunzipSync } from 'node:zlib'
import { packDefinitions } from '../scripts/slim-definitions.ts'
import { DEFINITIONS_FILE } from './definitions.ts'

test('the generated definitions are those of the installed package', () => {
  const now = gunzipSync(packDefinitions()).toString('utf8')
  const kept = gunzipSync(readFileSync(DEFINITIONS_FILE)).toString('utf8')
  assert.ok(now === kept, 'run packages/fhir-sandbox/scripts/generate.ts')
})
