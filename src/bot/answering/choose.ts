import { z } from 'zod'
import type { Args } from '../../commands/command.ts'
import type { Messages } from '../../i18n/messages.ts'
import { paragraph } from '../../reply/document.ts'
import type { Prompt, Store } from '../../store/store.ts'
import type { RoomEvent } from '../gateway.ts'
import { type Plan, saying } from './plan.ts'
import { argsShape, choosePayloadOf } from './prompts.ts'

/** What a choice continues with: the command and its arguments, or an answer. */
export type Chosen =
  | { readonly kind: 'command'; readonly name: string; readonly args: Args }
  | { readonly kind: 'plan'; readonly plan: Plan }

const remembered = z.object({
  name: z.string(),
  args: argsShape,
})

const withText = (free: Args, text: string): Args => ({
  ...free,
  text: [free.text, text].filter((one) => one !== '').join('\n'),
})

const pick = (prompt: Prompt, number: number | undefined, text: string) => {
  const { command, choices, free } = choosePayloadOf(prompt)
  if (number !== undefined && choices.length > 0) {
    const args = choices[number - 1]
    return args === undefined ? choices.length : { name: command, args }
  }
  return free === undefined ? undefined : { name: command, args: withText(free, text) }
}

/** Continues the question this person was asked in this room, if one is open. */
export const createChoose = (store: Store, clock: () => number) => {
  const questionFor = async (event: RoomEvent): Promise<Prompt | undefined> => {
    const prompts = await store.promptsOf(event.roomId)
    return prompts.find(
      ({ id, kind, requester, state, claimedBy, expiresAt }) =>
        kind === 'choose' &&
        requester === event.sender &&
        // A second try of this message finds the question its first try asked.
        id !== event.eventId &&
        (claimedBy === event.eventId || (state === 'open' && expiresAt >= clock())),
    )
  }

  return {
    /** `number` when the message was a bare number; `text` is all of it. */
    async answer(
      event: RoomEvent,
      itemId: string,
      { number, text }: { readonly number: number | undefined; readonly text: string },
      t: Messages,
    ): Promise<Chosen | undefined> {
      const prompt = await questionFor(event)
      if (prompt === undefined) return undefined
      const picked =
        prompt.state === 'open' ? pick(prompt, number, text) : { name: '', args: undefined }
      if (picked === undefined) return undefined
      if (typeof picked === 'number')
        return { kind: 'plan', plan: saying([paragraph(t.bot.choiceInvalid(picked))]) }
      const kept = remembered.parse(await store.step(itemId, 'chosen', async () => picked))
      await store.claimPrompt(prompt.id, itemId)
      await store.closePrompt(prompt.id, 'done', clock())
      return { kind: 'command', ...kept }
    },
    /** A new command ends the questions of before, so that later chat is not taken for their answer. */
    async drop(event: RoomEvent): Promise<void> {
      const prompts = await store.promptsOf(event.roomId)
      for (const { kind, requester, state, id } of prompts)
        if (
          kind === 'choose' &&
          requester === event.sender &&
          state === 'open' &&
          id !== event.eventId
        )
          await store.closePrompt(id, 'expired', clock())
    },
  }
}
