import { registration } from './bot/homeserver/registration.ts'
import { createCharts } from './chart/draw.ts'
import { printAudit } from './cli/audit.ts'
import { printLetters } from './cli/letters.ts'
import { ConfigError, configExitCode, databaseOf, readConfig } from './config.ts'
import { createLog } from './log.ts'
import { startService } from './service.ts'
import type { Config } from './settings.ts'
import { createSqliteStore } from './store/sqlite.ts'
import type { Store } from './store/store.ts'

const print = (line: string) => {
  process.stdout.write(`${line}\n`)
}

const say = (line: string) => {
  process.stderr.write(`${line}\n`)
}

const publicUrlOf = (config: Config): string =>
  config.PUBLIC_URL ?? `http://${config.LISTEN.host}:${config.LISTEN.port}`

const printRegistration = (config: Config) =>
  print(
    JSON.stringify(
      registration({
        serverName: config.SERVER_NAME,
        publicUrl: publicUrlOf(config),
        asToken: config.AS_TOKEN,
        hsToken: config.HS_TOKEN,
        senderLocalpart: config.SENDER_LOCALPART,
        userPrefix: config.USER_PREFIX,
        aliasPrefix: config.ALIAS_PREFIX,
      }),
      undefined,
      2,
    ),
  )

const signalled = (): Promise<NodeJS.Signals> =>
  new Promise((resolve) => {
    for (const name of ['SIGTERM', 'SIGINT'] as const) process.once(name, () => resolve(name))
  })

const serve = async (config: Config): Promise<number> => {
  const log = createLog({ level: config.LOG_LEVEL })
  const stopping = signalled()
  const service = await startService(config, log)
  log.info('stopping', { signal: await stopping })
  await service.stop()
  return 0
}

/** An operator's command on the database, beside a running bot. */
const beside = async (work: (store: Store) => Promise<number>): Promise<number> => {
  const store = await createSqliteStore({ file: databaseOf(), beside: true })
  try {
    return await work(store)
  } finally {
    await store.close()
  }
}

const run = async ([command, ...rest]: readonly string[]): Promise<number> => {
  switch (command) {
    case undefined:
      return serve(readConfig())
    case 'registration':
      printRegistration(readConfig())
      return 0
    case 'audit':
      return beside((store) => printAudit(store, rest, { print, say }))
    case 'letters':
      return beside((store) => printLetters(store, rest, print))
    case 'charts':
      await createCharts().check()
      print('charts can be drawn')
      return 0
    default:
      process.stderr.write(
        `There is no command "${command}". Try registration, audit, letters or charts.\n`,
      )
      return 64
  }
}

const advice: Readonly<Record<string, string>> = {
  'database-in-use': 'another zorgbot uses this database; stop it, or set ZORGBOT_DATABASE',
  'no-database': 'there is no database at ZORGBOT_DATABASE',
  'schema-newer': 'the database was made by a newer zorgbot; use that one',
  'schema-other': 'the database was made by another zorgbot; start that bot once first',
  chart:
    'charts cannot be drawn here; their font or renderer is missing: install again with npm ci',
  EADDRINUSE: 'the port of ZORGBOT_LISTEN is in use; stop what uses it, or choose another',
}

const adviceFor = (code: string): string => {
  const sentence = advice[code]
  return sentence === undefined ? '' : ` (${sentence})`
}

/** Runs the bot, or an operator's command; gives the exit code. */
export const main = async (args: readonly string[]): Promise<number> => {
  try {
    return await run(args)
  } catch (error) {
    if (error instanceof ConfigError) {
      process.stderr.write(`zorgbot cannot start; mend these settings:\n`)
      for (const problem of error.problems) process.stderr.write(`  ${problem}\n`)
      return configExitCode
    }
    if (error instanceof Error && 'code' in error && typeof error.code === 'string') {
      process.stderr.write(`zorgbot stopped: ${error.code}${adviceFor(error.code)}\n`)
      return 1
    }
    throw error
  }
}
