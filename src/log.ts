import pino from 'pino'
import { cleanText, cleanValue } from './log-clean.ts'

/** What happened, as a constant sentence, and the facts that go with it. */
export type LogLine = (message: string, fields?: Readonly<Record<string, unknown>>) => void

export type Log = {
  readonly debug: LogLine
  readonly info: LogLine
  readonly warn: LogLine
  readonly error: LogLine
}

export type LogLevel = 'debug' | 'info' | 'warn' | 'error' | 'silent'

export type LogOptions = {
  readonly level: LogLevel
  /** Standard output unless given. */
  readonly destination?: { write(line: string): void }
}

/** The log of the program, one JSON line per entry, without secrets, personal numbers or error texts. The only importer of pino. */
export function createLog({ level, destination }: LogOptions): Log {
  const options: pino.LoggerOptions = {
    level,
    base: null,
    timestamp: pino.stdTimeFunctions.isoTime,
    formatters: { level: (label) => ({ level: label }) },
  }
  const logger = destination === undefined ? pino(options) : pino(options, destination)
  const writer =
    (name: Exclude<LogLevel, 'silent'>): LogLine =>
    (message, fields = {}) => {
      if (logger.isLevelEnabled(name)) logger[name](cleanValue(fields), cleanText(message))
    }
  return {
    debug: writer('debug'),
    info: writer('info'),
    warn: writer('warn'),
    error: writer('error'),
  }
}
