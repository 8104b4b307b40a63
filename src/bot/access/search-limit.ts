/** How often one person may search the address book; a short list for each person, gone with the process. */
export type SearchLimit = {
  /** How many are let through within an hour. */
  readonly most: number
  /** Counts a search. 0 when it may be done, else in how many milliseconds one may be done again. */
  ask(userId: string): number
}

/** At most `most` searches in any `withinMs`, so that nobody gathers the whole address book. */
export const createSearchLimit = (
  clock: () => number,
  most = 20,
  withinMs = 60 * 60_000,
): SearchLimit => {
  const searches = new Map<string, readonly number[]>()
  return {
    most,
    ask(userId) {
      const now = clock()
      for (const [person, times] of searches)
        if ((times.at(-1) ?? 0) <= now - withinMs) searches.delete(person)
      const recent = (searches.get(userId) ?? []).filter((at) => at > now - withinMs)
      const [oldest = now] = recent
      if (recent.length >= most) return oldest + withinMs - now
      searches.set(userId, [...recent, now])
      return 0
    },
  }
}
