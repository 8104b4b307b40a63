import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { createConnection } from 'node:net'
import { setTimeout as wait } from 'node:timers/promises'
import { residentMb } from '../scripts/resident-memory.ts'

/** A process of the bench: the bot or one of its partners. */
export type Child = {
  readonly pid: number
  readonly hasEnded: () => boolean
  /** The end of what it printed. */
  readonly said: () => string
  /** SIGKILL: what a crash does. */
  kill(): Promise<void>
  /** SIGTERM, and SIGKILL when that does not end it. */
  stop(): Promise<void>
  /** Resident memory in MB. */
  rssMb(): Promise<number>
}

const stopLimitMs = 10_000
const portLimitMs = 20_000

const hasEnded = (child: ChildProcess): boolean =>
  child.exitCode !== null || child.signalCode !== null

/** What `npm start` gives the bot too, so that it is measured as an operator runs it. */
const inherited = (): Record<string, string> =>
  Object.fromEntries(
    ['NODE_OPTIONS', 'NODE_COMPILE_CACHE', 'MALLOC_ARENA_MAX'].flatMap((name) => {
      const value = process.env[name]
      return value === undefined ? [] : [[name, value]]
    }),
  )

/** Starts a TypeScript program on this Node, with these settings and nothing else in its environment. */
export const startChild = async (
  program: string,
  env: Readonly<Record<string, string>>,
  nodeOptions: readonly string[] = [],
): Promise<Child> => {
  const child = spawn(process.execPath, [...nodeOptions, program], {
    env: { PATH: process.env['PATH'] ?? '', ...inherited(), ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let said = ''
  for (const stream of [child.stdout, child.stderr])
    stream.setEncoding('utf8').on('data', (text: string) => {
      said = (said + text).slice(-8000)
    })
  await once(child, 'spawn')
  const end = async (signal: 'SIGTERM' | 'SIGKILL') => {
    if (hasEnded(child)) return
    const gone = once(child, 'exit')
    child.kill(signal)
    await Promise.race([gone, wait(stopLimitMs, undefined, { ref: false })])
    if (!hasEnded(child)) child.kill('SIGKILL')
    await gone
  }
  return {
    pid: child.pid ?? 0,
    hasEnded: () => hasEnded(child),
    said: () => said,
    kill: () => end('SIGKILL'),
    stop: () => end('SIGTERM'),
    rssMb: () => residentMb(child.pid ?? 0),
  }
}

const isOpen = (port: number): Promise<boolean> =>
  new Promise((resolve) => {
    const socket = createConnection({ host: '127.0.0.1', port })
    const answer = (open: boolean) => () => {
      socket.destroy()
      resolve(open)
    }
    socket.once('connect', answer(true))
    socket.once('error', answer(false))
  })

/** Waits until something listens on the port. */
export const portOpens = async (port: number): Promise<void> => {
  const deadline = Date.now() + portLimitMs
  while (!(await isOpen(port))) {
    if (Date.now() > deadline) throw new Error(`nothing listens on port ${port}`)
    await wait(5)
  }
}

/** Waits until the bot says at `/ready` that nothing is missing. */
export const untilReady = async (port: number, child: Child, limitMs = 60_000): Promise<void> => {
  const deadline = Date.now() + limitMs
  for (;;) {
    const status = await fetch(`http://127.0.0.1:${port}/ready`).then(
      async (response) => {
        await response.arrayBuffer()
        return response.status
      },
      () => 0,
    )
    if (status === 200) return
    if (child.hasEnded() || Date.now() > deadline)
      throw new Error(`the bot is not ready\n${child.said()}`)
    await wait(5)
  }
}
