import { spawn } from 'node:child_process'
import { access, open } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { SetupError } from '../progress.ts'
import { places, root } from './places.ts'
import { endGroup, mustRun, type Outcome, type RunOptions, run } from './run.ts'

/** Podman and Docker Compose inside the enclosure. */
export type Engine = {
  readonly podman: (...args: readonly string[]) => Promise<Outcome>
  /** Docker Compose with the unchanged files; throws when it fails. */
  readonly compose: (...args: readonly string[]) => Promise<Outcome>
  readonly stop: () => Promise<void>
}

const START_LIMIT_MS = 20_000
const HEALTH_EVERY_MS = 500

const linesOf = (text: string): readonly string[] => text.split('\n').filter((line) => line !== '')

// Podman leaves the times of health checks to systemd, which is not there: they are run one after the other here.
const runHealthChecks = async (options: RunOptions): Promise<void> => {
  const states = ['starting', 'healthy', 'unhealthy']
  const filters = states.flatMap((state) => ['--filter', `health=${state}`])
  for (;;) {
    const { stdout } = await run('podman', ['ps', '--quiet', '--no-trunc', ...filters], options)
    for (const id of linesOf(stdout)) await run('podman', ['healthcheck', 'run', id], options)
    await wait(HEALTH_EVERY_MS, undefined, { signal: options.signal })
  }
}

const isThere = (file: string): Promise<boolean> =>
  access(file).then(
    () => true,
    () => false,
  )

const startService = async (): Promise<() => Promise<void>> => {
  const log = await open(join(places.work, 'podman.log'), 'w')
  const service = spawn('podman', ['system', 'service', '--time=0', `unix://${places.socket}`], {
    stdio: ['ignore', log.fd, log.fd],
    detached: true,
  })
  const stop = async (): Promise<void> => {
    await endGroup(service)
    await log.close()
  }
  const deadline = Date.now() + START_LIMIT_MS
  while (!(await isThere(places.socket))) {
    if (Date.now() > deadline || service.exitCode !== null) {
      await stop()
      throw new SetupError('failed', 'podman did not open its socket.')
    }
    await wait(50)
  }
  return stop
}

/** Starts podman's socket and the health checks. */
export const startEngine = async (): Promise<Engine> => {
  const stopService = await startService()
  const stopping = new AbortController()
  const { signal } = stopping
  // It ends with the signal; a check that fails shows in the health of its container.
  const checks = runHealthChecks({ signal }).catch(() => undefined)
  const env = { DOCKER_HOST: `unix://${places.socket}`, DOCKER_CONFIG: places.work }
  const files = ['--project-directory', root, '--file', join(root, 'compose.yaml')]
  return {
    podman: (...args) => run('podman', args, { signal }),
    compose: (...args) =>
      mustRun(places.compose, [...files, '--progress', 'plain', ...args], { signal, env }),
    stop: async () => {
      stopping.abort()
      await checks
      await stopService()
    },
  }
}
