import assert from 'node:assert/strict'
import { cp, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import { runProgram } from './run-program.ts'

let dir: string

before(async () => {
  dir = await mkdtemp(join(tmpdir(), 'ignored-'))
  await cp(join(import.meta.dirname, '..', '.gitignore'), join(dir, '.gitignore'))
  assert.equal((await runProgram('git', ['init', '--quiet', dir])).code, 0)
})

after(() => rm(dir, { recursive: true, force: true }))

const isIgnored = async (file: string): Promise<boolean> =>
  (await runProgram('git', ['-C', dir, 'check-ignore', '--quiet', file])).code === 0

test('the files with tokens and keys that an operator makes here do not come into git', async () => {
  for (const file of [
    'zorgbot.env',
    'zorgbot.yaml',
    'config/zorgbot.env',
    'vvt.key',
    'secrets.json',
  ])
    assert.equal(await isIgnored(file), true, file)
  for (const file of ['.env', 'config/example.env', 'config/templates/bot.env', 'compose/vvt.yaml'])
    assert.equal(await isIgnored(file), false, file)
})
