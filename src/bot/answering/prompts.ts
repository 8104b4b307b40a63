import { randomInt } from 'node:crypto'
import type { Outcome } from '../../commands/command.ts'
import { whereOf } from '../../commands/typed/message.ts'
import type { Messages } from '../../i18n/messages.ts'
import { type Document, paragraph } from '../../reply/document.ts'
import type { Incoming, Prompt, Store } from '../../store/store.ts'
import type { RoomEvent } from '../gateway.ts'
import { bareOf, type ConfirmPayload, shownIn } from './prompt-payload.ts'
import { questionPayload } from './questions.ts'

/** How long a prompt may be answered. */
const promptLifeMs = 10 * 60_000

/** The work that ends a prompt whose time is over, behind what its room still waits for. */
export const expiryOf = ({ id, roomId }: Prompt): Incoming => ({
  id: `expiry:${id}`,
  lane: roomId,
  body: JSON.stringify({ kind: 'expiry', prompt: id }),
  late: false,
})

/** A prompt that is kept, and what is shown of it. */
export type Made = { readonly prompt: Prompt; readonly document: Document }

export type PromptMaker = {
  confirm(
    event: RoomEvent,
    about: PromptAbout,
    outcome: Extract<Outcome, { kind: 'confirm' }>,
  ): Promise<Made>
  /** What is shown says until when it can be answered and how it is stopped. */
  choose(
    event: RoomEvent,
    about: PromptAbout & { readonly threadId: string | undefined; readonly t: Messages },
    outcome: Extract<Outcome, { kind: 'choose' }>,
  ): Promise<Made>
}

export type PromptAbout = {
  readonly command: string
  readonly patient: string
  readonly requesterName: string
  /** The preview holds what may not stay. */
  readonly vanishes?: boolean
}

const base = (event: RoomEvent, about: PromptAbout, now: number) => ({
  id: event.eventId,
  roomId: event.roomId,
  patient: about.patient,
  requester: event.sender,
  requesterName: about.requesterName,
  state: 'open' as const,
  inDoubt: false,
  createdAt: now,
  expiresAt: now + promptLifeMs,
  promptEventId: undefined,
  doneEventId: undefined,
  claimedBy: undefined,
  closedAt: undefined,
  written: undefined,
  undoneBy: undefined,
  undoneAt: undefined,
  undoInDoubt: false,
})

/** Makes prompts that survive a restart; the same event always gets the same prompt. */
export const createPromptMaker = (
  store: Store,
  clock: () => number,
  timeOf: (at: number) => string,
  newCode: () => string = () => String(randomInt(1000, 10_000)),
): PromptMaker => {
  const freeCode = async (roomId: string): Promise<string> => {
    const taken = new Set((await store.promptsOf(roomId)).map(({ code }) => code))
    for (let tries = 0; tries < 100; tries += 1) {
      const code = newCode()
      if (!taken.has(code)) return code
    }
    throw new Error('no free code')
  }

  return {
    async confirm(event, about, outcome) {
      const now = clock()
      const code = await freeCode(event.roomId)
      const document = outcome.preview(code, new Date(now + promptLifeMs))
      const payload: ConfirmPayload = {
        command: about.command,
        draft: outcome.draft,
        document,
        ...(about.vanishes === true ? { kept: bareOf(document) } : {}),
      }
      const prompt = await store.openPrompt({
        ...base(event, about, now),
        kind: 'confirm',
        sends: outcome.sends === true,
        code,
        payload: JSON.stringify(payload),
      })
      const kept = prompt.state === 'open' ? shownIn(prompt) : document
      return { prompt, document: kept }
    },
    async choose(event, about, outcome) {
      const { command, threadId, vanishes = false, t } = about
      const prompt = await store.openPrompt({
        ...base(event, about, clock()),
        kind: 'choose',
        sends: false,
        code: '',
        payload: questionPayload(command, outcome, {
          threadId,
          replyTo: whereOf(event.content).replyTo,
          vanishes,
        }),
      })
      const ends = paragraph(t.bot.questionEnds(timeOf(prompt.expiresAt)))
      return { prompt, document: [...outcome.document, ends] }
    },
  }
}
