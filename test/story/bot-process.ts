import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { setTimeout as wait } from 'node:timers/promises'
import packageJson from '../../package.json' with { type: 'json' }

/** The bot as an operator runs it: a process of its own, with its settings in the environment. */
export type BotProcess = {
  readonly port: number
  readonly pid: number
  /** Every line it logged since the first start, over all its starts. */
  readonly lines: readonly string[]
  start(env?: Readonly<Record<string, string>>): Promise<void>
  /** Resolves when `/ready` says 200, or throws with what is missing. */
  untilReady(timeoutMs?: number): Promise<void>
  ready(): Promise<{ readonly status: number; readonly body: string }>
  /** SIGKILL: what a crash does. */
  kill(): Promise<void>
  /** SIGTERM, and the exit code. */
  stop(): Promise<number | null>
  signal(name: NodeJS.Signals): void
  /** How it ended: its exit code, or a signal's name; undefined while it runs. */
  ended(): number | NodeJS.Signals | undefined
}

const { botNodeOptions } = packageJson
const main = join(import.meta.dirname, '../../src/main.ts')

const untilEnded = async (process: ChildProcess): Promise<number | null> => {
  if (process.exitCode === null && process.signalCode === null) await once(process, 'exit')
  return process.exitCode
}

/** What `npm start` gives the bot too. */
const inherited = (): Record<string, string> =>
  Object.fromEntries(['PATH', 'NODE_COMPILE_CACHE'].map((name) => [name, process.env[name] ?? '']))

/** Prepares the bot process; nothing runs before `start`. */
export const createBotProcess = (
  settings: Readonly<Record<string, string>>,
  port: number,
): BotProcess => {
  const lines: string[] = []
  let child: ChildProcess | undefined

  const running = (): ChildProcess => {
    if (child === undefined) throw new Error('the bot was not started')
    return child
  }

  const ready: BotProcess['ready'] = async () => {
    const limit = AbortSignal.timeout(5000)
    const response = await fetch(`http://127.0.0.1:${port}/ready`, { signal: limit })
    return { status: response.status, body: await response.text() }
  }

  return {
    port,
    lines,
    ready,
    get pid() {
      return running().pid ?? 0
    },
    async start(env = {}) {
      child = spawn(process.execPath, [...botNodeOptions, main], {
        env: { ...inherited(), ...settings, ...env },
        stdio: ['ignore', 'pipe', 'pipe'],
      })
      for (const stream of [child.stdout, child.stderr])
        if (stream !== null)
          createInterface({ input: stream }).on('line', (line) => lines.push(line))
      await once(child, 'spawn')
    },
    async untilReady(timeoutMs = 20_000) {
      const until = Date.now() + timeoutMs
      let last = 'no answer'
      while (Date.now() < until) {
        if (running().exitCode !== null) break
        const answer = await ready().catch(() => undefined)
        if (answer?.status === 200) return
        last = answer?.body ?? 'no answer'
        await wait(20)
      }
      throw new Error(`the bot is not ready: ${last}\n${lines.slice(-20).join('\n')}`)
    },
    async kill() {
      const process = running()
      process.kill('SIGKILL')
      await untilEnded(process)
    },
    async stop() {
      const process = running()
      process.kill('SIGTERM')
      return untilEnded(process)
    },
    signal(name) {
      running().kill(name)
    },
    ended: () => running().exitCode ?? running().signalCode ?? undefined,
  }
}
