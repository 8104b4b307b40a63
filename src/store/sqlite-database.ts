/** What can be bound to a statement. */
export type Value = string | number | null | Uint8Array

/** A prepared statement, as far as the store needs one. */
export type Statement<V extends Value[], R> = {
  run(...values: V): { readonly changes: number; readonly lastInsertRowid: number | bigint }
  get(...values: V): R | undefined
  all(...values: V): R[]
}

/** The opened database, as the parts of the store see it. */
export type Database = {
  prepare<V extends Value[], R = never>(sql: string): Statement<V, R>
  /** Runs `work` in one transaction that is on disk, flushed, when this returns. */
  commit<T>(work: () => T): T
  /**
   * As `commit`, without waiting for the disk. A power failure (not a crash) may take it back, whole and in order,
   * so it is only for work that is safe to repeat, such as forgetting a handled item.
   */
  relaxed<T>(work: () => T): T
  /**
   * As `relaxed`, together with all else that is asked for in the same turn of the event loop. Fails as a whole.
   */
  together(work: () => void): Promise<void>
  /** A number that differs after a commit of another process. */
  foreignCommits(): number
  /** Called when a commit failed and everything in it was taken back. */
  onRollback(listener: () => void): void
}

/** SQLite knows null, the rest of the program undefined. */
export function orUndefined<T>(value: T | null): T | undefined {
  return value ?? undefined
}
