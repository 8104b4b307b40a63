import { setTimeout as wait } from 'node:timers/promises'
import { SetupError } from '../progress.ts'
import type { Engine } from './engine.ts'

const LIMIT_MS = 180_000
const LOOK_EVERY_MS = 500
const LOG_LINES = '15'

type Container = { readonly name: string; readonly status: string }

const containers = async (engine: Engine): Promise<readonly Container[]> => {
  const { stdout } = await engine.podman('ps', '--all', '--format', '{{.Names}}\t{{.Status}}')
  return stdout
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => {
      const [name = '', status = ''] = line.split('\t')
      return { name, status }
    })
}

// The one service that is there to end.
const ONE_SHOT = /^zorgbot-setup-\d+$/

const isGood = ({ name, status }: Container): boolean =>
  ONE_SHOT.test(name) ? status.startsWith('Exited (0)') : status.includes('(healthy)')

/** The last lines of every container that is not as it must be. */
export const describeIll = async (engine: Engine): Promise<string> => {
  const parts: string[] = []
  for (const container of await containers(engine)) {
    if (isGood(container)) continue
    const { stdout, stderr } = await engine.podman('logs', '--tail', LOG_LINES, container.name)
    parts.push(`${container.name}: ${container.status}\n${stdout}${stderr}`)
  }
  return parts.join('\n')
}

/** Waits until every container is healthy, and the one-shot ones have ended well; gives how many there are. */
export const waitUntilHealthy = async (engine: Engine): Promise<number> => {
  const deadline = Date.now() + LIMIT_MS
  for (;;) {
    const all = await containers(engine)
    if (all.length > 0 && all.every(isGood)) return all.length
    if (Date.now() > deadline)
      throw new SetupError('failed', 'Not every container became healthy within three minutes.')
    await wait(LOOK_EVERY_MS)
  }
}
