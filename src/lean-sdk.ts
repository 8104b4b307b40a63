import { registerHooks } from 'node:module'

/**
 * Packages that matrix-bot-sdk loads at once for parts of it that are never used here: its receiver (express, morgan), its
 * HTTP client (request, replaced in `bot/matrix-client.ts`), quoting of HTML, and its own storage. Together they cost about as much
 * memory and time at start as all the rest of the bot.
 */
const unused: ReadonlySet<string> = new Set([
  'express',
  'morgan',
  'request',
  'sanitize-html',
  'html-to-text',
  'lowdb',
  'lowdb/adapters/FileSync',
  'postgres',
])

const emptyModule = new URL('./nothing.cjs', import.meta.url).href

/** Gives matrix-bot-sdk an empty module in the place of each package it does not need here; nothing else is touched. */
export const loadSdkLean = (): void => {
  registerHooks({
    resolve(specifier, context, next) {
      const fromSdk = context.parentURL?.includes('/matrix-bot-sdk/lib/') === true
      return fromSdk && unused.has(specifier)
        ? { url: emptyModule, format: 'commonjs', shortCircuit: true }
        : next(specifier, context)
    },
  })
}
