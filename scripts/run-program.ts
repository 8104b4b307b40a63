import { spawn } from 'node:child_process'

/** How a program ended and everything it printed. Code 127: there is no such program. */
export type ProgramResult = { readonly code: number; readonly output: string }

const LIMIT_MS = 600_000

/** Runs a program quietly to its end. */
export const runProgram = (
  command: string,
  args: readonly string[],
  options: { readonly cwd?: string; readonly timeoutMs?: number } = {},
): Promise<ProgramResult> =>
  new Promise((resolve) => {
    let output = ''
    const child = spawn(command, args, {
      stdio: ['ignore', 'pipe', 'pipe'],
      ...(options.cwd === undefined ? {} : { cwd: options.cwd }),
    })
    const limit = setTimeout(() => child.kill('SIGKILL'), options.timeoutMs ?? LIMIT_MS)
    const end = (result: ProgramResult): void => {
      clearTimeout(limit)
      resolve(result)
    }
    const hear = (text: string): void => {
      output += text
    }
    child.stdout.setEncoding('utf8').on('data', hear)
    child.stderr.setEncoding('utf8').on('data', hear)
    child.once('error', (error) => end({ code: 127, output: error.message }))
    child.once('close', (code) => end({ code: code ?? 1, output }))
  })
