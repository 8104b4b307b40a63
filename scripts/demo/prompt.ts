import { createInterface } from 'node:readline'
import type { Readable, Writable } from 'node:stream'
import { setTimeout as wait } from 'node:timers/promises'
import type { Log } from '../progress.ts'

/** A line to type on, under what is said in the room. */
export type Prompt = {
  /** Prints above the line that is being typed. */
  readonly print: Log
  /** Hands over each line until the person ends with Ctrl-C or Ctrl-D. */
  run(type: (line: string) => Promise<unknown>): Promise<void>
}

/** Makes the prompt of a person on a terminal. */
export const createPrompt = (input: Readable, output: Writable, label: string): Prompt => {
  const lines = createInterface({ input, output, prompt: `${label}> `, terminal: true })
  return {
    print: (text) => {
      output.write(`\r\u001B[K${text}\n`)
      lines.prompt(true)
    },
    run: (type) =>
      new Promise((resolve) => {
        lines.on('line', (line) => {
          lines.prompt()
          if (line.trim() !== '') type(line).catch(() => output.write('(could not be sent)\n'))
        })
        lines.once('SIGINT', () => lines.close())
        lines.once('close', () => resolve())
        lines.prompt()
      }),
  }
}

const FIRST_LINE_MS = 1000

/** The lines of a pipe or file as they come; undefined when there are none. */
export const pipedLines = async (input: Readable): Promise<AsyncIterable<string> | undefined> => {
  const lines = createInterface({ input, terminal: false })
  const iterator = lines[Symbol.asyncIterator]()
  const nothing = wait(FIRST_LINE_MS, undefined, { ref: false })
  const first = await Promise.race([iterator.next(), nothing])
  if (first === undefined || first.done) {
    lines.close()
    return undefined
  }
  return (async function* () {
    yield first.value
    yield* { [Symbol.asyncIterator]: () => iterator }
  })()
}
