import { randomInt } from 'node:crypto'
import { z } from 'zod'
import type { Args, Outcome } from '../../commands/command.ts'
import { type Document, heading } from '../../reply/document.ts'
import type { Incoming, Prompt, Store } from '../../store/store.ts'
import type { RoomEvent } from '../gateway.ts'

/** How long a prompt may be answered. */
const promptLifeMs = 10 * 60_000

/** The arguments of a command as they are kept. */
export const argsShape = z.object({
  words: z.array(z.string()),
  options: z.record(z.string(), z.union([z.string(), z.literal(true)])),
  text: z.string(),
  called: z.string().exactOptional(),
})

const confirmPayload = z.object({
  command: z.string(),
  draft: z.unknown(),
  document: z.array(z.unknown()),
  kept: z.array(z.unknown()).exactOptional(),
})

const choosePayload = z.object({
  command: z.string(),
  choices: z.array(argsShape),
  free: argsShape.optional(),
})

export type ConfirmPayload = {
  readonly command: string
  readonly draft: unknown
  /** The preview as it was shown. */
  readonly document: Document
  /** What an edit keeps of it, when not all: what may not stay is not said again. */
  readonly kept?: Document
}

export type ChoosePayload = {
  readonly command: string
  readonly choices: readonly Args[]
  readonly free: Args | undefined
}

/** What a confirmation carries out, and what of the preview an edit can keep. Throws when the kept JSON is not what was written. */
export const confirmPayloadOf = (prompt: Prompt): ConfirmPayload => {
  const { command, draft, document, kept } = confirmPayload.parse(JSON.parse(prompt.payload))
  return { command, draft, document: (kept ?? document).filter(isBlock) }
}

const shownIn = (prompt: Prompt): Document =>
  confirmPayload.parse(JSON.parse(prompt.payload)).document.filter(isBlock)

/** What it is about and for whom, and how to answer it: the first block and the last. */
const bareOf = (document: Document): Document =>
  document.filter((_, at) => at === 0 || at === document.length - 1)

/** What a choice continues with. */
export const choosePayloadOf = (prompt: Prompt): ChoosePayload => {
  const { command, choices, free } = choosePayload.parse(JSON.parse(prompt.payload))
  return { command, choices, free }
}

const inline = z.union([
  z.string(),
  z.object({ kind: z.enum(['strong', 'em', 'code']), text: z.string() }),
  z.object({ kind: z.literal('link'), text: z.string(), href: z.string() }),
])
const line = z.array(inline)
const block = z.union([
  z.object({ kind: z.literal('paragraph'), lines: z.array(line) }),
  z.object({ kind: z.literal('list'), ordered: z.boolean(), items: z.array(line) }),
])

/** Whether a value read back from the database is a block of a reply. */
export const isBlock = (value: unknown): value is Document[number] => block.safeParse(value).success

/** The preview with another first line that can still be answered. */
export const relabelled = (preview: Document, firstLine: string): Document => {
  const [first, ...rest] = preview
  const kept = first?.kind === 'paragraph' ? first.lines.slice(1) : []
  return [heading(firstLine, ...kept), ...rest]
}

/** The preview with another first line and without its closing instruction, so that a stale prompt cannot mislead. */
export const closedPreview = ([first, ...rest]: Document, firstLine: string): Document =>
  relabelled(first === undefined ? [] : [first, ...rest.slice(0, -1)], firstLine)

/** The work that ends a prompt whose time is over, behind what its room still waits for. */
export const expiryOf = ({ id, roomId }: Prompt): Incoming => ({
  id: `expiry:${id}`,
  lane: roomId,
  body: JSON.stringify({ kind: 'expiry', prompt: id }),
  late: false,
})

export type PromptMaker = {
  confirm(
    event: RoomEvent,
    about: PromptAbout,
    outcome: Extract<Outcome, { kind: 'confirm' }>,
  ): Promise<{ readonly prompt: Prompt; readonly document: Document }>
  choose(
    event: RoomEvent,
    about: PromptAbout,
    outcome: Extract<Outcome, { kind: 'choose' }>,
  ): Promise<Prompt>
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
        code,
        payload: JSON.stringify(payload),
      })
      const kept = prompt.state === 'open' ? shownIn(prompt) : document
      return { prompt, document: kept }
    },
    choose(event, about, outcome) {
      const payload = { command: about.command, choices: outcome.choices, free: outcome.free }
      return store.openPrompt({
        ...base(event, about, clock()),
        kind: 'choose',
        code: '',
        payload: JSON.stringify(payload),
      })
    },
  }
}
