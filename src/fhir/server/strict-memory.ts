/** An answer, and when it was given. */
type Kept<T> = { readonly value: T; readonly at: number }

/** What was answered lately, failures too, so that the same is not asked again too soon. In memory only. */
export type Memory<T> = {
  recall(key: string): Kept<T> | undefined
  /** Everything whose key begins so, the latest first. */
  recallAll(prefix: string): readonly Kept<T>[]
  keep(key: string, value: T): void
  /** Forgets everything whose key begins so. */
  forget(prefix: string): void
}

/** A memory of five minutes unless told otherwise (nl-360: no repeated question within a session). */
export const createMemory = <T>(clock: () => number = Date.now, keepMs = 5 * 60_000): Memory<T> => {
  const kept = new Map<string, Kept<T>>()
  const prune = () => {
    const oldest = clock() - keepMs
    for (const [key, { at }] of kept) if (at <= oldest) kept.delete(key)
  }
  return {
    recall(key) {
      prune()
      return kept.get(key)
    },
    recallAll(prefix) {
      prune()
      const found = [...kept].filter(([key]) => key.startsWith(prefix))
      return found.map(([, each]) => each).toSorted((one, other) => other.at - one.at)
    },
    keep(key, value) {
      prune()
      kept.set(key, { value, at: clock() })
    },
    forget(prefix) {
      for (const key of kept.keys()) if (key.startsWith(prefix)) kept.delete(key)
    },
  }
}
