import type { Asked } from '../answering/plan.ts'

/** An answer that stands in a room. */
export type Standing = { readonly at: number; readonly eventId: string }

const keyOf = ({ event, threadId }: Asked, mark: string) =>
  [event.roomId, event.sender, threadId ?? '', mark].join('\n')

/** Remembers what was answered a moment ago, so that the very same is not said twice within a time; never when that is 0. */
export const createRepeats = (clock: () => number, repeatedWithinMs: number) => {
  const known = new Map<string, Standing & { readonly itemId: string }>()

  const tidy = () => {
    for (const [key, { at }] of known) if (clock() - at > repeatedWithinMs) known.delete(key)
  }

  return {
    /** The same answer to the same person in the same place, if one stands there since a moment ago. */
    earlier(asked: Asked, mark: string | undefined): Standing | undefined {
      if (mark === undefined || repeatedWithinMs === 0) return undefined
      const found = known.get(keyOf(asked, mark))
      if (found === undefined || found.itemId === asked.itemId) return undefined
      return clock() - found.at <= repeatedWithinMs ? found : undefined
    },
    note(asked: Asked, mark: string | undefined, eventId: string): void {
      tidy()
      if (mark !== undefined)
        known.set(keyOf(asked, mark), { at: clock(), eventId, itemId: asked.itemId })
    },
    /** Something was taken away in this room: what stood there may not stand there any more. */
    forget(roomId: string): void {
      for (const key of known.keys()) if (key.startsWith(`${roomId}\n`)) known.delete(key)
    },
  }
}

/** Answers that stand in their rooms, so that none is given twice in a row. */
export type Repeats = ReturnType<typeof createRepeats>
