import assert from 'node:assert/strict'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import { commands } from './commands/registry.ts'
import { ConfigError } from './config.ts'
import { loadPolicy } from './policy.ts'

const problemsOf = (load: () => unknown): readonly string[] => {
  try {
    load()
  } catch (error) {
    if (error instanceof ConfigError) return error.problems
    throw error
  }
  return []
}

test('the file that comes along is without fault', () => {
  assert.deepEqual(
    problemsOf(() => loadPolicy(undefined, commands, ['Dossier'])),
    [],
  )
})

test('a file with faults is a bad configuration, and each fault names the setting', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'zorgbot-policy-'))
  const file = join(folder, 'policy.json')
  await writeFile(
    file,
    JSON.stringify({
      roles: {},
      defaultRole: 'nurse',
      orders: [],
      clients: { phonesOfProfessionals: false },
      rules: [{ id: 'one', roles: ['doctor'], commands: ['medicaments'] }],
    }),
  )
  assert.deepEqual(
    problemsOf(() => loadPolicy(file, commands, [])),
    [
      'ZORGBOT_POLICY: defaultRole: there is no role "nurse"',
      'ZORGBOT_POLICY: rule one: there is no role "doctor"',
      'ZORGBOT_POLICY: rule one: there is no command "medicaments"',
    ],
  )
  await rm(folder, { recursive: true })
  assert.deepEqual(
    problemsOf(() => loadPolicy(file, commands, [])),
    ['ZORGBOT_POLICY: the file cannot be read'],
  )
})
