import { registerHooks } from 'node:module'

type Unused = {
  /** Part of the address of the files that ask for it. */
  readonly by: string
  readonly specifiers: ReadonlySet<string>
}

/**
 * What packages load at once for parts of them that are never used here. Together it costs as much memory and time at
 * start as all the rest of the bot.
 */
const unused: readonly Unused[] = [
  {
    // Its receiver (express, morgan), its HTTP client (request, replaced in `bot/homeserver/matrix-client.ts`), quoting of HTML, its storage.
    by: '/matrix-bot-sdk/lib/',
    specifiers: new Set([
      'express',
      'morgan',
      'request',
      'sanitize-html',
      'html-to-text',
      'lowdb',
      'lowdb/adapters/FileSync',
      'postgres',
    ]),
  },
  {
    // Its messages in fifty languages; English comes from elsewhere.
    by: '/zod/v4/classic/',
    specifiers: new Set(['../locales/index.js']),
  },
]

const emptyModule = new URL('./nothing.cjs', import.meta.url).href

/** Gives these packages an empty module in the place of what they do not need here; nothing else is touched. */
export const loadLean = (): void => {
  registerHooks({
    resolve(specifier, context, next) {
      const isUnused = unused.some(
        ({ by, specifiers }) =>
          specifiers.has(specifier) && context.parentURL?.includes(by) === true,
      )
      return isUnused
        ? { url: emptyModule, format: 'commonjs', shortCircuit: true }
        : next(specifier, context)
    },
  })
}
