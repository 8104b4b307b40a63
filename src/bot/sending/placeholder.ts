import { z } from 'zod'
import { noticeContent } from '../../reply/content.ts'
import { paragraph } from '../../reply/document.ts'
import type { Steps } from '../../store/store.ts'
import type { Asked } from '../answering/plan.ts'
import type { Content, MatrixGateway } from '../gateway.ts'
import { keptStep } from './kept-step.ts'
import { txnIdOf } from './txn.ts'

/** Marks a notice that stands where an answer will come. */
const busyKey = 'zorgbot.busy'

const step = 'busy'

const shape = z.object({ words: z.string() })

/** Whether this is the bot's word that an answer is under way, and not the answer. */
export const isPlaceholder = (content: Content): boolean => busyKey in content

/**
 * Notices that an answer is under way, each of which becomes the answer. What is going to be sent is kept first, so that
 * after a crash the notice is found by its transaction and none is left standing.
 */
export const createPlaceholders = (
  gateway: Pick<MatrixGateway, 'send' | 'userId'>,
  store: Steps,
) => {
  const announced = new Set<string>()

  const send = async ({ itemId, event, answers, threadId }: Asked, words: string) =>
    gateway.send(
      event.roomId,
      {
        ...noticeContent({ document: [paragraph(words)], inReplyTo: answers, threadId }),
        [busyKey]: { v: 1 },
      },
      txnIdOf(itemId, step, gateway.userId),
    )

  return {
    async announce(asked: Asked, words: string): Promise<void> {
      await store.step(asked.itemId, step, async () => ({ words }))
      announced.add(asked.itemId)
      await send(asked, words)
    },
    /** The notice that waits for this answer, if there is one. */
    async of(asked: Asked): Promise<string | undefined> {
      const isHere = announced.delete(asked.itemId)
      if (asked.isFirst === true && !isHere) return undefined
      const kept = shape.safeParse(await keptStep(store, asked.itemId, step)).data
      return kept === undefined ? undefined : send(asked, kept.words)
    },
  }
}

/** The notices that stand for answers that are still being made. */
export type Placeholders = ReturnType<typeof createPlaceholders>
