import type { Database } from './sqlite-database.ts'
import type { Steps } from './store.ts'

/** Steps, and what becomes of those that belong to no item. */
export type StepsPart = Steps & { readonly forgetSteps: (before: number) => void }

/**
 * What was decided for an item, kept until the item is done. The first try reads back its own JSON too, so that it sees
 * what a second try would.
 */
export function createStepsPart(db: Database, clock: () => number): StepsPart {
  const find = db.prepare<[string, string], { result: string | null }>(
    'SELECT result FROM step WHERE item = ? AND name = ?',
  )
  const keep = db.prepare<[string, string, number, string | null]>(
    'INSERT INTO step (item, name, at, result) VALUES (?, ?, ?, ?) ON CONFLICT DO NOTHING',
  )
  const forget = db.prepare<[number]>(
    'DELETE FROM step WHERE at < ? AND item NOT IN (SELECT id FROM inbox)',
  )
  const running = new Map<string, Promise<string | null>>()

  const decide = async (itemId: string, name: string, run: () => Promise<unknown>) => {
    const result: string | undefined = JSON.stringify(await run())
    db.commit(() => keep.run(itemId, name, clock(), result ?? null))
    return result ?? null
  }

  return {
    async step<T>(itemId: string, name: string, run: () => Promise<T>): Promise<T> {
      const kept = find.get(itemId, name)
      if (kept !== undefined) return read(kept.result)
      const key = JSON.stringify([itemId, name])
      const started = running.get(key) ?? decide(itemId, name, run)
      running.set(key, started)
      try {
        return read(await started)
      } finally {
        if (running.get(key) === started) running.delete(key)
      }
    },
    forgetSteps(before) {
      db.relaxed(() => forget.run(before))
    },
  }
}

function read(result: string | null) {
  return result === null ? undefined : JSON.parse(result)
}
