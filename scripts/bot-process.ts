import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { open, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import project from '../package.json' with { type: 'json' }
import { SetupError } from './progress.ts'

/** The bot as a process of its own. */
export type BotProcess = {
  readonly pid: number
  readonly baseUrl: string
  /** Resolves when `/ready` says 200; throws when the bot ended or took too long. */
  ready(timeoutMs?: number): Promise<void>
  /** Resolves with the exit code, or with the signal's name. */
  readonly ended: Promise<number | string>
  /** SIGTERM, and SIGKILL after `patienceMs`. */
  stop(patienceMs?: number): Promise<void>
  kill(): Promise<void>
}

/** How the bot is started: its settings without the prefix `ZORGBOT_`, and the file its log goes to. */
export type BotOptions = {
  readonly settings: Readonly<Record<string, string>>
  readonly port: number
  /** The address it listens on; 127.0.0.1 when not given. */
  readonly host?: string
  readonly logFile: string
}

const root = join(import.meta.dirname, '..')
const READY_MS = 60_000
const STOP_MS = 12_000

const listenOf = ({ host = '127.0.0.1', port }: BotOptions): string => `${host}:${port}`

const environment = (options: BotOptions): NodeJS.ProcessEnv => {
  const own = Object.entries(process.env).filter(([name]) => !name.startsWith('ZORGBOT_'))
  const settings = Object.entries({ ...options.settings, LISTEN: listenOf(options) })
  return Object.fromEntries([
    ...Object.entries(project.botEnvironment),
    ...own,
    ...settings.map(([name, value]) => [`ZORGBOT_${name}`, value] as const),
  ])
}

const hasEnded = (child: ChildProcess): boolean =>
  child.exitCode !== null || child.signalCode !== null

const isReady = async (baseUrl: string): Promise<boolean> => {
  try {
    const response = await fetch(`${baseUrl}/ready`, { signal: AbortSignal.timeout(5000) })
    await response.arrayBuffer()
    return response.ok
  } catch {
    return false
  }
}

/** Starts the bot; it stops when this process ends. */
export const startBot = async (options: BotOptions): Promise<BotProcess> => {
  const log = await open(options.logFile, 'a')
  const preload = join(import.meta.dirname, 'end-with-parent.ts')
  const child = spawn(
    process.execPath,
    [...project.botNodeOptions, '--import', preload, join(root, 'src', 'main.ts')],
    // Its own process group: Ctrl-C reaches this process first, which then stops its servers in order.
    {
      cwd: root,
      env: environment(options),
      detached: true,
      stdio: ['ignore', log.fd, log.fd, 'ipc'],
    },
  )
  const gone = once(child, 'exit')
  await once(child, 'spawn')
  await log.close()
  const baseUrl = `http://${listenOf(options)}`
  const ended = gone.then(([code, signal]): number | string => code ?? signal)
  const end = async (signal: NodeJS.Signals): Promise<void> => {
    if (!hasEnded(child)) child.kill(signal)
    await ended
  }
  return {
    pid: child.pid ?? 0,
    baseUrl,
    ended,
    ready: async (timeoutMs = READY_MS) => {
      const deadline = Date.now() + timeoutMs
      while (!(await isReady(baseUrl))) {
        if (hasEnded(child) || Date.now() > deadline) {
          const lines = (await readFile(options.logFile, 'utf8')).trim().split('\n').slice(-5)
          const what = hasEnded(child) ? 'ended' : 'was not ready in time'
          throw new SetupError('bot', `The bot ${what}; it said last:\n${lines.join('\n')}`)
        }
        await wait(25)
      }
    },
    stop: async (patienceMs = STOP_MS) => {
      const forced = setTimeout(() => child.kill('SIGKILL'), patienceMs)
      await end('SIGTERM')
      clearTimeout(forced)
    },
    kill: () => end('SIGKILL'),
  }
}
