import assert from 'node:assert/strict'
import { chmod, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import { dockerArguments } from './docker.ts'
import { installFailure, installSynapse } from './install.ts'
import { findPython } from './python.ts'

let dir: string

before(async () => {
  dir = await mkdtemp(join(tmpdir(), 'python-'))
})

after(() => rm(dir, { recursive: true, force: true }))

/** A program that answers like a Python of this version. */
const pretend = async (name: string, version: string, hasVenv: boolean): Promise<string> => {
  const file = join(dir, name)
  const venv = hasVenv ? 'exit 0' : 'exit 1'
  await writeFile(file, `#!/bin/sh\ncase "$2" in *platform*) echo ${version};; *) ${venv};; esac\n`)
  await chmod(file, 0o755)
  return file
}

test('a machine without Python is told to install it', async () => {
  const install = installSynapse({ cacheDir: dir, pythons: [join(dir, 'nothing-here')] })
  await assert.rejects(install, {
    code: 'no-python',
    message: /needs Python 3\.10 or newer and this machine has none: install/,
  })
})

test('a Python that is too old is named, and a newer one beside it is taken', async () => {
  const old = await pretend('old', '3.9.2', true)
  await assert.rejects(findPython([old]), {
    code: 'no-python',
    message: /this machine has 3\.9\.2/,
  })
  const recent = await pretend('recent', '3.12.1', true)
  assert.deepEqual(await findPython([old, recent]), { command: recent, version: '3.12.1' })
})

test('a Python without the venv module is told how to get it', async () => {
  const bare = await pretend('bare', '3.11.7', false)
  await assert.rejects(findPython([bare]), { code: 'no-venv', message: /apt install python3-venv/ })
})

test('each way in which an installation fails has its own advice', () => {
  const codes = [
    'ERROR: THESE PACKAGES DO NOT MATCH THE HASHES FROM THE REQUIREMENTS FILE.',
    'WARNING: Retrying after connection broken by NewConnectionError: Temporary failure in name resolution\nERROR: No matching distribution found for attrs',
    'error: Failed to fetch\n  Caused by: dns error',
    'ERROR: No matching distribution found for matrix-synapse==1.163.2',
    'OSError: No space left on device',
  ].map((output) => installFailure(output).code)
  assert.deepEqual(codes, ['wrong-hash', 'no-network', 'no-network', 'no-wheel', 'failed'])
})

test('the container shares the network on Linux, publishes only its port elsewhere, and keeps its data outside', () => {
  const linux = dockerArguments('/data/hs', 8008, 'linux', '1000:1000').join(' ')
  assert.match(linux, /--network host --user 1000:1000 --volume \/data\/hs:\/data\/hs /)
  const mac = dockerArguments('/data/hs', 8008, 'darwin', undefined).join(' ')
  assert.match(mac, /--publish 127\.0\.0\.1:8008:8008 --volume/)
  assert.doesNotMatch(mac, /--network|--user/)
})
