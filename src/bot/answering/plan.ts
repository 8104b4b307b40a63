import type { Picture, Reading } from '../../commands/command.ts'
import type { ResourceRef } from '../../fhir/fhir.ts'
import type { Messages } from '../../i18n/messages.ts'
import type { Document } from '../../reply/document.ts'
import type { AuditEntry, Looked } from '../../store/store.ts'
import type { Setting } from '../access/policy.ts'
import type { RoomEvent } from '../gateway.ts'

/** Why an answer goes to the direct message of who asked: they wanted it, somebody reads along, or a source demands it. */
export type PrivateReason = 'asked' | 'audience' | 'source'

/** What is to be known of an answer out of the record when it is posted. */
export type Shown = {
  /** The word it can be asked for with again. */
  readonly command: string
  readonly privately: PrivateReason | undefined
  /** Where the asker may have it, by the policy and by the sources it rests on. */
  readonly mayBe: readonly Setting[]
  /** It holds what may not stay: it is removed after a while. */
  readonly vanishes: boolean
  /** The same for the same words about the same versions of records; undefined when it is never the same. */
  readonly mark: string | undefined
}

/** What the bot decided to do about one message, before anything of it is sent. */
export type Plan = {
  readonly document: Document
  readonly refs: readonly ResourceRef[]
  /** Committed before the answer is sent. */
  readonly audit: readonly AuditEntry[]
  /** When set, the audience is checked again just before sending, for this patient's team. */
  readonly clinicalFor: string | undefined
  /** For whom it is worded; for professionals alone when not said. */
  readonly reading?: Reading
  /** Only of an answer out of the record. */
  readonly shown?: Shown
  /** Of an answer about the asker alone: nobody else may be in the room when it is sent. */
  readonly isOwn?: true
  /** Posted right after the words. */
  readonly picture?: Picture
  /** What is said when the audience turns out unsafe or unknown, in the place of the usual refusal: a write that was done is never hidden. */
  readonly unshown?: Document
  /** The prompt this answer carries; its event id is kept so that its first line can be edited later. */
  readonly promptId?: string
  /** The prompt this answer says was carried out; its event id is kept for the same reason. */
  readonly doneOf?: string
  /** It shows lines that can be named by number. */
  readonly isListed?: true
  /** Earlier messages of the bot that get a new text. */
  readonly edits?: readonly Edit[]
  /** What the asker has seen of the news once this is sent. */
  readonly seen?: Looked
}

/** A new text for an earlier message of the bot, and the patient it is about: its audience is checked again too. */
export type Edit = {
  readonly eventId: string
  readonly document: Document
  readonly patient: string
  /** The document is a new first line; what stands below it now stays. */
  readonly keepsRest?: true
}

/** A message to answer: the event, and how it is to be answered. */
export type Asked = {
  readonly itemId: string
  readonly event: RoomEvent
  readonly threadId: string | undefined
  /** The event the answer relates to. */
  readonly answers: string
  /** When the message came in, if it is known. */
  readonly since?: number
  /** It was never handled before, not even by a process that has ended. */
  readonly isFirst?: boolean
  /** In which language the one who asked is spoken to. */
  readonly t?: Messages
}

/** A plan that says something and needs nothing else. */
export const saying = (document: Document, audit: readonly AuditEntry[] = []): Plan => ({
  document,
  refs: [],
  audit,
  clinicalFor: undefined,
})
