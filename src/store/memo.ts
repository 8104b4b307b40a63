/** Answers of the database that this process alone can change, kept in memory: a read of SQLite costs several system calls. */
export type Memo<T> = {
  /** The kept answer to `key`, or that of `read`, which is kept from now on. */
  of(key: string, read: () => T): T
  /** Forgets all answers. */
  readonly forget: () => void
}

/** Starts anew when it holds `capacity` answers. */
export function createMemo<T>(capacity = 20_000): Memo<T> {
  const kept = new Map<string, { readonly answer: T }>()
  return {
    of(key, read) {
      const known = kept.get(key)
      if (known !== undefined) return known.answer
      const answer = read()
      if (kept.size >= capacity) kept.clear()
      kept.set(key, { answer })
      return answer
    },
    forget: () => kept.clear(),
  }
}
