import type { Steps } from '../../store/store.ts'

/** What an item decided in this step before, or undefined when it did not come to that. Nothing is decided by asking. */
export const keptStep = async (
  store: Pick<Steps, 'step'>,
  itemId: string,
  name: string,
): Promise<unknown> => {
  try {
    return await store.step<unknown>(itemId, name, () => Promise.reject(new NotKept()))
  } catch (error) {
    if (error instanceof NotKept) return undefined
    throw error
  }
}

class NotKept extends Error {
  override name = 'NotKept'
}
