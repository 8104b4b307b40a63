import { z } from 'zod'
import type { Messages } from '../../i18n/messages.ts'
import type { Prompt, Store } from '../../store/store.ts'
import type { RoomEvent } from '../gateway.ts'
import type { Edit } from './plan.ts'
import { closedPreview, confirmPayloadOf, isBlock } from './prompt-payload.ts'

const kept = z.object({
  id: z.string(),
  eventId: z.string().optional(),
  patient: z.string(),
  document: z.array(z.unknown()),
})

/**
 * A second question that is the very same as one that still waits takes its place, so that one code cannot be confirmed
 * beside the other. What may have been carried out already is left alone.
 */
export const createReplacing = (
  store: Pick<Store, 'promptsOf' | 'closePrompt' | 'step'>,
  t: Messages,
  clock: () => number,
) => {
  const isSame = (prompt: Prompt, event: RoomEvent, command: string, draft: string): boolean => {
    const { id, kind, state, inDoubt, requester, expiresAt } = prompt
    if (kind !== 'confirm' || state !== 'open' || inDoubt || id === event.eventId) return false
    if (requester !== event.sender || expiresAt < clock()) return false
    const payload = confirmPayloadOf(prompt)
    return payload.command === command && JSON.stringify(payload.draft) === draft
  }

  /** Closes the earlier one; gives its new text, to be shown once the new question stands. */
  return async (
    event: RoomEvent,
    itemId: string,
    command: string,
    draft: unknown,
  ): Promise<Edit | undefined> => {
    // Remembered, because closing forgets what it was about.
    const found = await store.step(itemId, 'replaces', async () => {
      const prompts = await store.promptsOf(event.roomId)
      const text = JSON.stringify(draft)
      const same = prompts.find((prompt) => isSame(prompt, event, command, text))
      if (same === undefined) return null
      const document = closedPreview(confirmPayloadOf(same).document, t.audience.replaced)
      return { id: same.id, eventId: same.promptEventId, patient: same.patient, document }
    })
    const before = kept.safeParse(found).data
    if (before === undefined) return undefined
    await store.closePrompt(before.id, 'cancelled', clock())
    const { eventId, patient } = before
    const document = before.document.filter(isBlock)
    return eventId === undefined ? undefined : { eventId, document, patient }
  }
}
