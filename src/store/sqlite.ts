import { chmod, mkdir, open, stat } from 'node:fs/promises'
import { dirname } from 'node:path'
import { setImmediate as nextTurn } from 'node:timers/promises'
import Sqlite from 'better-sqlite3'
import { createAuditPart } from './sqlite-audit.ts'
import { createConversationsPart } from './sqlite-conversations.ts'
import type { Database, Statement, Value } from './sqlite-database.ts'
import { StoreError } from './sqlite-error.ts'
import { createFeedPart } from './sqlite-feed.ts'
import { createFollowsPart } from './sqlite-follows.ts'
import { createInboxPart } from './sqlite-inbox.ts'
import { createLinksPart } from './sqlite-links.ts'
import { createListsPart } from './sqlite-lists.ts'
import { createLooksPart } from './sqlite-looks.ts'
import { createPromptsPart } from './sqlite-prompts.ts'
import { createProposalsPart } from './sqlite-proposals.ts'
import { schemaSteps } from './sqlite-schema.ts'
import { createSeen } from './sqlite-seen.ts'
import { createStepsPart } from './sqlite-steps.ts'
import { createSubscriptionsPart } from './sqlite-subscriptions.ts'
import { createTimersPart } from './sqlite-timers.ts'
import type { Store } from './store.ts'

export type SqliteStoreOptions = {
  readonly file: string
  readonly clock?: () => number
  /** Of the bot, for the audit trail. */
  readonly version?: string
  /** Opens the database beside a running bot, for an operator's commands: it must exist, and no lock is taken. */
  readonly beside?: boolean
}

/** Store on SQLite, in one file that one bot at a time uses. The only importer of better-sqlite3. */
export async function createSqliteStore(options: SqliteStoreOptions): Promise<Store> {
  const { file, clock = Date.now, beside = false, version } = options
  if (!beside) await makePrivate(file)
  else if (!(await exists(file))) throw new StoreError('no-database')
  const lock = beside ? undefined : await takeLock(`${file}.lock`)
  try {
    const sqlite = new Sqlite(file, { fileMustExist: true, timeout: 5000 })
    try {
      return assemble(sqlite, lock, clock, version)
    } catch (error) {
      sqlite.close()
      throw error
    }
  } catch (error) {
    lock?.close()
    throw error
  }
}

function assemble(
  sqlite: Sqlite.Database,
  lock: Sqlite.Database | undefined,
  clock: () => number,
  version: string | undefined,
) {
  sqlite.pragma('journal_mode = WAL')
  sqlite.pragma('synchronous = FULL')
  sqlite.pragma('wal_autocheckpoint = 4000')
  sqlite.pragma('journal_size_limit = 33554432')
  sqlite.pragma('cache_size = -4000')
  const db = toDatabase(sqlite)
  migrate(sqlite, db, lock !== undefined)
  const seen = createSeen(db)
  if (lock !== undefined) seen.load()
  const { insert, forgetExtras, oldIds, ...inbox } = createInboxPart(db, seen, clock)
  const { forgetSteps, ...steps } = createStepsPart(db, clock)
  const { forgetPrompts, ...prompts } = createPromptsPart(db, clock)
  const { forgetChanges, ...feed } = createFeedPart(db, insert, clock)
  const { forgetLists, ...lists } = createListsPart(db)
  const { forgetNews, ...subscriptions } = createSubscriptionsPart(db)
  const { forgetFollows, ...follows } = createFollowsPart(db)
  const { forgetProposals, ...proposals } = createProposalsPart(db)
  const store: Store = {
    ...inbox,
    ...steps,
    ...createLinksPart(db),
    ...prompts,
    ...feed,
    ...createAuditPart(db, version),
    ...createTimersPart(db, insert),
    ...lists,
    ...createLooksPart(db),
    ...createConversationsPart(db),
    ...subscriptions,
    ...follows,
    ...proposals,
    async purge(before) {
      await seen.forget(before, oldIds(before))
      await forgetChanges(before)
      forgetSteps(before)
      forgetPrompts(before)
      forgetExtras(before)
      forgetLists(before)
      forgetFollows(before)
      forgetProposals(before)
      forgetNews(before)
    },
    async close() {
      try {
        await db.together(() => undefined)
      } finally {
        sqlite.close()
        lock?.close()
      }
    },
  }
  return store
}

/** The driver as `Database`. Result types are a promise of the SQL beside them. */
function toDatabase(sqlite: Sqlite.Database): Database {
  const begin = sqlite.prepare('BEGIN IMMEDIATE')
  const end = sqlite.prepare('COMMIT')
  const dataVersion = sqlite.prepare<[], number>('PRAGMA data_version').pluck()
  const listeners: (() => void)[] = []
  let group: { readonly works: (() => void)[]; readonly over: Promise<void> } | undefined

  const commit = <T>(work: () => T): T => {
    begin.run()
    try {
      const result = work()
      end.run()
      return result
    } catch (error) {
      if (sqlite.inTransaction) sqlite.exec('ROLLBACK')
      for (const listener of listeners) listener()
      throw error
    }
  }

  const relaxed = <T>(work: () => T): T => {
    sqlite.exec('PRAGMA synchronous = NORMAL')
    try {
      return commit(work)
    } finally {
      sqlite.exec('PRAGMA synchronous = FULL')
    }
  }

  const runGroup = async (works: readonly (() => void)[]) => {
    await nextTurn()
    group = undefined
    relaxed(() => {
      for (const work of works) work()
    })
  }

  return {
    prepare: <V extends Value[], R>(sql: string): Statement<V, R> =>
      sqlite.prepare<unknown[], R>(sql),
    commit,
    relaxed,
    together(work) {
      if (group === undefined) {
        const works: (() => void)[] = []
        group = { works, over: runGroup(works) }
      }
      group.works.push(work)
      return group.over
    },
    foreignCommits: () => dataVersion.get() ?? 0,
    onRollback(listener) {
      listeners.push(listener)
    },
  }
}

function migrate(sqlite: Sqlite.Database, db: Database, mayChange: boolean): void {
  const version = Number(sqlite.pragma('user_version', { simple: true }))
  if (version > schemaSteps.length) throw new StoreError('schema-newer')
  if (version < schemaSteps.length && !mayChange) throw new StoreError('schema-other')
  for (const [index, sql] of schemaSteps.entries()) {
    if (index < version) continue
    db.commit(() => {
      sqlite.exec(sql)
      sqlite.exec(`PRAGMA user_version = ${index + 1}`)
    })
  }
}

/** An exclusive lock on a file beside the database. The operating system lets go of it when the process ends, however it ends. */
async function takeLock(file: string): Promise<Sqlite.Database> {
  await makePrivate(file)
  const lock = new Sqlite(file, { timeout: 0 })
  try {
    lock.exec('BEGIN EXCLUSIVE')
    return lock
  } catch (error) {
    lock.close()
    if (error instanceof Sqlite.SqliteError && error.code === 'SQLITE_BUSY') {
      throw new StoreError('database-in-use', { cause: error })
    }
    throw error
  }
}

/** Makes the file when it is not there, readable by its owner alone; SQLite gives its side files the same mode. */
async function makePrivate(file: string): Promise<void> {
  await mkdir(dirname(file), { recursive: true, mode: 0o700 })
  const handle = await open(file, 'a', 0o600)
  await handle.close()
  await chmod(file, 0o600)
}

async function exists(file: string): Promise<boolean> {
  return stat(file).then(
    (found) => found.isFile(),
    () => false,
  )
}
