import { spawn } from 'node:child_process'
import { join } from 'node:path'
import { mustSendNoSecrets } from './compose/build-context.ts'
import { findFaults, mustRefuseMisspelling, readComposeConfig } from './compose/config-file.ts'
import { findDifferences } from './compose/described.ts'
import { buildDockerCompose } from './compose/docker-compose.ts'
import { enclosed, writeEngineConfig } from './compose/enclosure.ts'
import { installPackages } from './compose/packages.ts'
import { cache, root } from './compose/places.ts'
import { endGroup } from './compose/run.ts'
import { buildOwnImage, makeDebian, makeStandIns } from './compose/stand-ins.ts'
import { withFileLock } from './file-lock.ts'
import { SetupError, step } from './progress.ts'
import { readTopology } from './topology/description.ts'

const LIMIT_MS = 30 * 60_000
const TAKE_DOWN_MS = 90_000

const say = (line: string): void => {
  process.stdout.write(`${line}\n`)
}

const prepare = async (signal: AbortSignal): Promise<void> => {
  await writeEngineConfig()
  // One has the processor busy, the other mostly waits for the network.
  const tools = [buildDockerCompose(say, signal), makeDebian(say, signal)]
  await Promise.allSettled(tools)
  await Promise.all(tools)
  const topology = await readTopology()
  const config = await step(say, 'docker compose config', async () => {
    await mustRefuseMisspelling(signal)
    return readComposeConfig(signal)
  })
  const faults = [...findFaults(config), ...findDifferences(config, topology)]
  if (faults.length > 0) throw new SetupError('failed', faults.join('\n'))
  await makeStandIns(config, say, signal)
  await mustSendNoSecrets(signal)
  await buildOwnImage(config, say, signal)
}

/** Plays the rest in a network of its own, and gives its exit code. */
const playEnclosed = async (signal: AbortSignal): Promise<number> => {
  signal.throwIfAborted()
  const file = join(import.meta.dirname, 'compose', 'enclosed.ts')
  const { program, args } = enclosed('own', { program: process.execPath, args: [file] })
  // It ends when its input does, so also when this process is killed.
  const child = spawn(program, args, {
    cwd: root,
    stdio: ['pipe', 'inherit', 'inherit'],
    detached: true,
  })
  const end = (): void => {
    endGroup(child, TAKE_DOWN_MS).catch(() => undefined)
  }
  signal.addEventListener('abort', end, { once: true })
  return new Promise((resolve, reject) => {
    child.once('error', reject)
    child.once('exit', (code) => resolve(code ?? 1))
  })
}

/** `npm run test:compose`: the compose files, unchanged, with images made on this machine. */
const main = async (): Promise<number> => {
  const stopped = new AbortController()
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => stopped.abort())
  const signal = AbortSignal.any([stopped.signal, AbortSignal.timeout(LIMIT_MS)])
  const started = performance.now()
  try {
    await installPackages(say, signal)
    const code = await withFileLock(join(cache, 'test.lock'), async () => {
      await prepare(signal)
      return playEnclosed(signal)
    })
    signal.throwIfAborted()
    say(
      `${code === 0 ? 'passed' : 'FAILED'} in ${Math.round((performance.now() - started) / 1000)} s`,
    )
    return code
  } catch (error) {
    if (signal.aborted) {
      say(stopped.signal.aborted ? 'Stopped.' : 'This took more than half an hour.')
      return stopped.signal.aborted ? 130 : 1
    }
    if (!(error instanceof SetupError)) throw error
    say(error.message)
    // Without an engine the test proves nothing, which only a person may let pass.
    return error.code === 'no-engine' && !process.env['CI'] ? 0 : 1
  }
}

process.exitCode = await main()
