import type { ChildProcess } from 'node:child_process'
import { setTimeout as wait } from 'node:timers/promises'
import { SetupError } from '../progress.ts'
import type { Runtime } from './runtime.ts'

/** A Synapse process that has answered. */
export type RunningSynapse = {
  readonly pid: number
  /** Ends it and waits until it is gone; ending what has ended does nothing. */
  end(signal: 'SIGTERM' | 'SIGKILL'): Promise<void>
}

const BOOT_LIMIT_MS = 120_000
const STOP_LIMIT_MS = 10_000
const POLL_MS = 25

const hasEnded = (child: ChildProcess): boolean =>
  child.exitCode !== null || child.signalCode !== null || child.pid === undefined

const ended = (child: ChildProcess): Promise<void> =>
  hasEnded(child)
    ? Promise.resolve()
    : new Promise((resolve) => {
        child.once('exit', () => resolve())
        child.once('error', () => resolve())
      })

const answers = async (host: string, port: number): Promise<boolean> => {
  try {
    const response = await fetch(`http://${host}:${port}/_matrix/client/versions`, {
      signal: AbortSignal.timeout(5000),
    })
    await response.arrayBuffer()
    return response.ok
  } catch {
    return false
  }
}

const bootFailure = (host: string, port: number, stderr: string): SetupError => {
  if (/Failed to listen|Address already in use/i.test(stderr))
    return new SetupError(
      'port-in-use',
      `Port ${port} on ${host} is in use: stop the program that listens there and run the same command again.`,
    )
  const lines = stderr.trim().split('\n').slice(-4).join('\n')
  return new SetupError('boot', `Synapse did not start; it said:\n${lines}`)
}

/** What may differ from a Synapse on 127.0.0.1 that is configured by the one file in its folder. */
export type BootOptions = {
  readonly host?: string
  readonly configs?: readonly string[]
  /** Hears what the process says of what is wrong. */
  readonly hear?: (text: string) => void
}

/** Starts the process and waits until it answers, or throws what it said when it ended. */
export const boot = async (
  runtime: Runtime,
  dir: string,
  port: number,
  env: Readonly<Record<string, string>>,
  options: BootOptions = {},
): Promise<RunningSynapse> => {
  const { host = '127.0.0.1', configs, hear } = options
  const child = await runtime.start(dir, port, env, configs)
  let stderr = ''
  child.stderr?.setEncoding('utf8').on('data', (text: string) => {
    stderr = (stderr + text).slice(-8000)
    hear?.(text)
  })
  child.once('error', (error) => {
    stderr += error.message
  })
  const gone = ended(child)
  const end = async (signal: 'SIGTERM' | 'SIGKILL'): Promise<void> => {
    if (hasEnded(child)) return
    await runtime.signal(dir, child, signal)
    await Promise.race([gone, wait(STOP_LIMIT_MS, undefined, { ref: false })])
    if (!hasEnded(child)) await runtime.signal(dir, child, 'SIGKILL')
    await gone
  }
  const deadline = Date.now() + BOOT_LIMIT_MS
  while (!(await answers(host, port)) || hasEnded(child)) {
    if (hasEnded(child)) throw bootFailure(host, port, stderr)
    if (Date.now() > deadline) {
      await end('SIGKILL')
      throw new SetupError('boot', 'Synapse did not answer within two minutes of its start.')
    }
    await wait(POLL_MS)
  }
  return { pid: child.pid ?? 0, end }
}
