import { z } from 'zod'
import { messages } from '../../i18n/messages.ts'
import { noticeContent } from '../../reply/content.ts'
import { paragraph } from '../../reply/document.ts'
import type { Store } from '../../store/store.ts'
import type { Encryption } from '../access/access.ts'
import { systemLine } from '../access/audit-lines.ts'
import { MatrixError, type MatrixGateway } from '../gateway.ts'
import type { Work } from '../inbox/work.ts'
import { txnIdOf } from './txn.ts'

const shape = z.object({
  kind: z.literal('vanish'),
  roomId: z.string(),
  /** The message, and what was put in its place or beside it. */
  events: z.array(z.string()),
  command: z.string(),
  language: z.enum(['nl', 'en']),
  patient: z.string(),
  answers: z.string().optional(),
})

/** An answer that may not stay. */
export type Vanishing = Omit<z.infer<typeof shape>, 'kind'>

/** What removing answers that may not stay needs. */
export type VanishingParts = {
  readonly gateway: Pick<MatrixGateway, 'redact' | 'send' | 'userId'>
  readonly store: Pick<Store, 'setTimer' | 'audit' | 'linkOfPatient'>
  readonly encryption: Encryption
  readonly clock: () => number
  readonly afterMs: number
}

/** Takes answers away after a while and leaves a line by which they can be asked for again. Copies on devices may stay. */
export const createVanishing = (parts: VanishingParts) => {
  const { gateway, store, encryption, clock, afterMs } = parts

  const takeAway = async (itemId: string, roomId: string, eventId: string): Promise<boolean> => {
    try {
      await gateway.redact(roomId, eventId, txnIdOf(itemId, `redact ${eventId}`, gateway.userId))
      return true
    } catch (error) {
      if (error instanceof MatrixError && !error.retryable) return false
      throw error
    }
  }

  /** The item a timer became; safe to repeat. */
  const work: Work = async ({ id: itemId }, body) => {
    const { roomId, events, command, language, patient, answers } = shape.parse(body)
    const done: boolean[] = []
    for (const eventId of events) done.push(await takeAway(itemId, roomId, eventId))
    const gone = done.filter(Boolean).length
    const outcome = gone === events.length ? 'ok' : `failed ${events.length - gone}`
    const what = `${command} ${events.length}`
    await store.audit([
      systemLine(clock(), { action: 'redact', what, outcome }, { patient, roomId }),
    ])
    // Nobody is told of what still stands there, and where nothing can be done nothing can be said.
    if (gone < events.length || (await encryption.isEncrypted(roomId, 0))) return
    const { vanished, vanishedFrom } = messages[language].audience
    // In a direct message nothing tells where it was asked, and there it cannot be asked.
    const room = answers === undefined ? (await store.linkOfPatient(patient))?.name : undefined
    const words = room === undefined ? vanished(command) : vanishedFrom(command, room)
    const document = [paragraph(words)]
    const content = noticeContent({ document, inReplyTo: answers })
    await gateway.send(roomId, content, txnIdOf(itemId, 'stub', gateway.userId))
  }

  return {
    work,
    /** When an answer that is sent now is taken away. */
    due: () => clock() + afterMs,
    async set(vanishing: Vanishing, dueAt: number): Promise<void> {
      const { roomId, events } = vanishing
      const body = JSON.stringify({ kind: 'vanish', ...vanishing })
      await store.setTimer({ id: `vanish:${events[0] ?? ''}`, dueAt, lane: roomId, body })
    },
  }
}
