import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createSqliteStore } from '../../src/store/sqlite.ts'
import type { Store } from '../../src/store/store.ts'

/** A real store in a folder of its own that is gone afterwards. */
export type TemporaryStore = AsyncDisposable & { readonly store: Store }

/** Opens an empty store. */
export const openStore = async (clock: () => number = Date.now): Promise<TemporaryStore> => {
  const folder = await mkdtemp(join(tmpdir(), 'zorgbot-bot-'))
  const store = await createSqliteStore({ file: join(folder, 'bot.sqlite'), clock })
  return {
    store,
    async [Symbol.asyncDispose]() {
      await store.close()
      await rm(folder, { recursive: true })
    },
  }
}
