import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { setTimeout as wait } from 'node:timers/promises'
import { SetupError } from '../progress.ts'

/** How a program is run. */
export type RunOptions = {
  /** When it aborts, the program and all that it started are ended. */
  readonly signal: AbortSignal
  readonly cwd?: string
  readonly env?: Readonly<Record<string, string>>
  /** Text for its standard input. */
  readonly input?: string
}

/** How a program ended, and what it printed. */
export type Outcome = {
  readonly code: number
  readonly stdout: string
  readonly stderr: string
}

const GRACE_MS = 10_000

/** Ends a process that leads its own group, with the whole group. */
export const endGroup = async (child: ChildProcess, graceMs: number = GRACE_MS): Promise<void> => {
  const { pid } = child
  if (pid === undefined || child.exitCode !== null || child.signalCode !== null) return
  const gone = once(child, 'exit')
  const send = (signal: NodeJS.Signals): void => {
    try {
      process.kill(-pid, signal)
    } catch {
      // It is gone already.
    }
  }
  send('SIGTERM')
  await Promise.race([gone, wait(graceMs, undefined, { ref: false })])
  send('SIGKILL')
  await gone
}

/** Runs a program to its end; what it printed is given, whichever way it ended. */
export const run = async (
  command: string,
  args: readonly string[],
  options: RunOptions,
): Promise<Outcome> => {
  options.signal.throwIfAborted()
  const child = spawn(command, args, {
    cwd: options.cwd,
    env: { ...process.env, ...options.env },
    stdio: ['pipe', 'pipe', 'pipe'],
    detached: true,
  })
  const said = { stdout: '', stderr: '' }
  for (const stream of ['stdout', 'stderr'] as const)
    child[stream].setEncoding('utf8').on('data', (text: string) => {
      said[stream] += text
    })
  // A program may end without reading what it was given.
  child.stdin.on('error', () => undefined)
  child.stdin.end(options.input ?? '')
  const ending: Promise<void>[] = []
  const onAbort = (): void => {
    ending.push(endGroup(child))
  }
  options.signal.addEventListener('abort', onAbort)
  try {
    const code = await new Promise<number>((resolve) => {
      child.once('error', (error) => {
        said.stderr += error.message
        resolve(127)
      })
      child.once('close', (status) => resolve(status ?? 1))
    })
    await Promise.all(ending)
    options.signal.throwIfAborted()
    return { code, ...said }
  } finally {
    options.signal.removeEventListener('abort', onAbort)
  }
}

const LAST_LINES = 25

/** Runs a program that must succeed; throws the end of what it printed otherwise. */
export const mustRun = async (
  command: string,
  args: readonly string[],
  options: RunOptions,
): Promise<Outcome> => {
  const outcome = await run(command, args, options)
  if (outcome.code === 0) return outcome
  const lines = `${outcome.stdout}\n${outcome.stderr}`.trim().split('\n').slice(-LAST_LINES)
  throw new SetupError(
    'failed',
    `${command} ${args.slice(0, 3).join(' ')} ended with ${outcome.code}; it said:\n${lines.join('\n')}`,
  )
}
