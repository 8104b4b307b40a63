import assert from 'node:assert/strict'
import { readFile } from 'node:fs/promises'
import { test } from 'node:test'
import { slimDefinitions } from './slim-definitions.ts'

test('the definitions in the tree are those of the published ones', async () => {
  const file = new URL(`../${slimDefinitions.path}`, import.meta.url)
  assert.equal(await readFile(file, 'utf8'), slimDefinitions.content())
})
