import { execFile } from 'node:child_process'
import { join } from 'node:path'

/** How a process of the bot ended, and what it printed. */
export type Ended = {
  readonly code: number | null
  readonly stdout: string
  /** Both streams together. */
  readonly output: string
}

const main = join(import.meta.dirname, '../../src/main.ts')
const limitMs = 30_000

/** Runs the bot's program with these arguments and settings to its end. */
export const runMain = (
  args: readonly string[],
  settings: Readonly<Record<string, string>>,
): Promise<Ended> =>
  new Promise((resolve) => {
    const env = { PATH: process.env['PATH'] ?? '', ...settings }
    const child = execFile(
      process.execPath,
      [main, ...args],
      { env, timeout: limitMs },
      (_error, stdout, stderr) =>
        resolve({ code: child.exitCode, stdout, output: stdout + stderr }),
    )
  })
