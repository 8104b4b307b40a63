import type { Log } from '../../src/log.ts'

/** A log that keeps its sentences. */
export const recordedLog = (): { readonly log: Log; readonly lines: string[] } => {
  const lines: string[] = []
  const line = (message: string) => {
    lines.push(message)
  }
  return { log: { debug: line, info: line, warn: line, error: line }, lines }
}
