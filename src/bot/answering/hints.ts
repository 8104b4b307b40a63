import { containsBsn } from '../../fhir/validation/validate-bsn.ts'
import { paragraph } from '../../reply/document.ts'
import type { Store } from '../../store/store.ts'
import { type Plan, saying } from './plan.ts'
import type { Message } from './typed-commands.ts'

/** What is said of a message that is no command, and nearly was one. */
export const createHints = (
  store: Pick<Store, 'promptsOf' | 'setting' | 'saveSetting'>,
  clock: () => number,
) => {
  /** Who has something to confirm is told what counts as that; undefined when nothing is open. */
  const confirmation = async ({ event, t }: Message): Promise<Plan | undefined> => {
    const mine = (await store.promptsOf(event.roomId)).filter(
      ({ kind, state, requester, expiresAt }) =>
        kind === 'confirm' &&
        state === 'open' &&
        requester === event.sender &&
        expiresAt >= clock(),
    )
    const [only] = mine
    if (only === undefined) return undefined
    const text = mine.length > 1 ? t.confirm.whichCode : t.confirm.hint(only.code, only.sends)
    return saying([paragraph(text)])
  }

  /** In a direct message an unknown command is answered; thanks and chat get one hint a day. */
  const unknown = async (
    { event, t }: Message,
    word: string,
    text: string,
  ): Promise<Plan | undefined> => {
    if (/^[!！/]/u.test(text.trimStart()))
      return saying([paragraph(containsBsn(word) ? t.bot.bsn : t.bot.unknown(word))])
    const key = `hint ${event.sender}`
    const today = new Date(clock()).toISOString().slice(0, 10)
    const kept = await store.setting(key)
    const mine = `${today} ${event.eventId}`
    if (kept !== undefined && kept.startsWith(today) && kept !== mine) return undefined
    await store.saveSetting(key, mine)
    return saying([paragraph(t.bot.directHint)])
  }

  return { confirmation, unknown }
}
