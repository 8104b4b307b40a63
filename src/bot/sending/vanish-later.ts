import { z } from 'zod'
import type { Messages } from '../../i18n/messages.ts'
import type { Store } from '../../store/store.ts'
import type { Asked, Plan } from '../answering/plan.ts'
import { keptStep } from './kept-step.ts'
import type { Posted } from './picture.ts'
import type { createVanishing } from './vanishing.ts'

/** The name of the step in which is kept that an answer may not stay. */
const vanishStep = 'vanishes'

const shape = z.object({ command: z.string(), patient: z.string(), isDirect: z.boolean() })

export type VanishLaterParts = {
  readonly store: Pick<Store, 'step'>
  readonly vanishing: Pick<ReturnType<typeof createVanishing>, 'set'>
}

/** Sees to it that an answer that may not stay is taken away, whatever happens after it was sent. */
export const createVanishLater = ({ store, vanishing }: VanishLaterParts) => ({
  /** Kept before it is sent: whatever a second try of the message says, what the first one sent may not stay. */
  async will({ itemId }: Asked, plan: Plan, isDirect: boolean): Promise<void> {
    const { clinicalFor: patient, shown } = plan
    if (shown?.vanishes !== true || patient === undefined) return
    const { command } = shown
    await store.step(itemId, vanishStep, async () => ({ command, patient, isDirect }))
  },
  /** Done again, with a picture that came after, all of it is taken away. */
  async set(
    { itemId, event, answers, isFirst }: Asked,
    plan: Plan,
    { roomId, events }: Posted,
    { dueAt, t }: { readonly dueAt: number; readonly t: Messages },
  ): Promise<void> {
    if (isFirst === true && plan.shown?.vanishes !== true) return
    const inRoom = roomId === event.roomId
    const kept = shape.safeParse(await keptStep(store, itemId, vanishStep)).data
    if (kept === undefined || kept.isDirect === inRoom) return
    const { command, patient } = kept
    const more = inRoom ? { answers } : {}
    const { language } = t
    await vanishing.set({ roomId, events: [...events], command, patient, language, ...more }, dueAt)
  },
})
