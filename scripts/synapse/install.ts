import { createHash } from 'node:crypto'
import { readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { withFileLock } from '../file-lock.ts'
import { type Log, SetupError, step } from '../progress.ts'
import { type ProgramResult, runProgram } from '../run-program.ts'
import { findPython, type Python } from './python.ts'

/** Where Synapse is installed and from what; the defaults are the project's own. */
export type InstallOptions = {
  readonly log?: Log
  readonly cacheDir?: string
  /** Holds requirements.txt and uv.txt. */
  readonly lockDir?: string
  readonly pythons?: readonly string[]
}

/** An installed Synapse: the interpreter that can run it. */
export type InstalledSynapse = { readonly python: string }

const defaultCache = join(import.meta.dirname, '..', '..', '.cache')

const NO_NETWORK =
  /name resolution|dns error|Name or service not known|NewConnectionError|ConnectTimeout|Connection refused|Network is unreachable|error sending request|tcp connect|timed out|ProxyError|Max retries exceeded/i
const WRONG_HASH = /DO NOT MATCH THE HASHES|Hash mismatch/i
const NO_WHEEL =
  /No matching distribution|no wheels|no usable wheels|no compatible|not compatible|no source distribution|building source distributions is disabled/i

/** The sentence for a failed installation. */
export const installFailure = (output: string): SetupError => {
  if (WRONG_HASH.test(output))
    return new SetupError(
      'wrong-hash',
      'A downloaded Python package differs from the lock in scripts/synapse: nothing was installed; try another network or mirror, and do not go on if it repeats.',
    )
  if (NO_NETWORK.test(output))
    return new SetupError(
      'no-network',
      'The Python package index cannot be reached: connect this machine to the network (or set PIP_INDEX_URL) and run the same command again.',
    )
  if (NO_WHEEL.test(output))
    return new SetupError(
      'no-wheel',
      'There is no ready-made Synapse package for this machine: start a Docker engine and run the same command again, so that the Synapse image is used.',
    )
  return new SetupError(
    'failed',
    `Synapse could not be installed: ${output.trim().split('\n').slice(-3).join(' ')}`,
  )
}

const mustPass = (result: ProgramResult): void => {
  if (result.code !== 0) throw installFailure(result.output)
}

const stampOf = async (lockDir: string, python: Python): Promise<string> =>
  createHash('sha256')
    .update(await readFile(join(lockDir, 'requirements.txt')))
    .update(await readFile(join(lockDir, 'uv.txt')))
    .update(`${python.version} ${process.platform}-${process.arch}`)
    .digest('hex')

const isInstalled = async (venv: string, stamp: string): Promise<boolean> => {
  const written = await readFile(join(venv, 'stamp'), 'utf8').catch(() => '')
  if (written !== stamp) return false
  const look = await runProgram(join(venv, 'bin', 'python'), [
    '-c',
    'import importlib.metadata as m; m.version("matrix-synapse")',
  ])
  return look.code === 0
}

const LOCKED = ['--quiet', '--require-hashes', '--only-binary', ':all:']
const PIP = '-m pip install --disable-pip-version-check --no-compile --retries 1 --timeout 15'
  .split(' ')
  .concat(LOCKED)
const UV = ['pip', 'install', '--no-config', ...LOCKED]

const pip = (venv: string, args: readonly string[]): Promise<ProgramResult> =>
  runProgram(join(venv, 'bin', 'python'), [...PIP, ...args])

const uv = (venv: string, args: readonly string[]): Promise<ProgramResult> =>
  runProgram(join(venv, 'bin', 'uv'), [...UV, '--python', join(venv, 'bin', 'python'), ...args])

const installPackages = async (venv: string, lockDir: string): Promise<void> => {
  const requirements = ['-r', join(lockDir, 'requirements.txt')]
  const fast = await pip(venv, ['-r', join(lockDir, 'uv.txt')])
  if (fast.code === 0) {
    const result = await uv(venv, requirements)
    if (result.code === 0) return
    if (WRONG_HASH.test(result.output)) throw installFailure(result.output)
  }
  mustPass(await pip(venv, requirements))
}

/** Puts the locked Synapse into a virtual environment in the cache, once; later calls only look. */
export const installSynapse = async (options: InstallOptions = {}): Promise<InstalledSynapse> => {
  const log = options.log ?? (() => undefined)
  const lockDir = options.lockDir ?? import.meta.dirname
  const cacheDir = options.cacheDir ?? defaultCache
  const venv = join(cacheDir, 'synapse')
  const installed = { python: join(venv, 'bin', 'python') }
  const python = await findPython(options.pythons)
  const stamp = await stampOf(lockDir, python)
  if (await isInstalled(venv, stamp)) return installed
  return withFileLock(join(cacheDir, 'synapse.lock'), async () => {
    if (await isInstalled(venv, stamp)) return installed
    await rm(venv, { recursive: true, force: true })
    await step(log, 'making a Python environment for Synapse', async () =>
      mustPass(await runProgram(python.command, ['-m', 'venv', venv])),
    )
    await step(log, 'installing Synapse from PyPI', () => installPackages(venv, lockDir))
    await writeFile(join(venv, 'stamp'), stamp)
    return installed
  })
}
