import { setTimeout as wait } from 'node:timers/promises'

/** Asks again until there is an answer; throws when the deadline passes without one. */
export const until = async <T>(
  what: string,
  ask: () => T | undefined | Promise<T | undefined>,
  timeoutMs = 15_000,
): Promise<T> => {
  const deadline = Date.now() + timeoutMs
  for (;;) {
    const answer = await ask()
    if (answer !== undefined) return answer
    if (Date.now() > deadline) throw new Error(`waited ${timeoutMs} ms in vain for ${what}`)
    await wait(25)
  }
}
