import assert from 'node:assert/strict'
import { test } from 'node:test'
import { nurse, openDemoRoom } from './safety/demo-room.ts'

/** What somebody types, and the whole answer. */
export type BadInput = {
  readonly name: string
  /** Typed before each of them, so that there is a list to name a line of. */
  readonly before?: string
  readonly says: readonly (readonly [typed: string, answer: string])[]
}

/** An answer of several lines. */
export const lines = (...all: readonly string[]): string => all.join('\n')

/** Tests that each is answered with its sentence, and that the record is asked to write nothing. */
export const answers = (groups: readonly BadInput[]): void => {
  for (const { name, before, says } of groups)
    test(name, async () => {
      await using bot = await openDemoRoom()
      for (const [typed, answer] of says) {
        if (before !== undefined) await bot.ask(bot.roomId, nurse, before)
        assert.deepEqual(await bot.ask(bot.roomId, nurse, `!${typed}`), [answer], typed)
      }
      assert.deepEqual(bot.writes, [])
    })
}
