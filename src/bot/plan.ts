import type { ResourceRef } from '../fhir/fhir.ts'
import type { Document } from '../reply/document.ts'
import type { AuditEntry } from '../store/store.ts'
import type { RoomEvent } from './gateway.ts'

/** What the bot decided to do about one message, before anything of it is sent. */
export type Plan = {
  readonly document: Document
  readonly refs: readonly ResourceRef[]
  /** Committed before the answer is sent. */
  readonly audit: readonly AuditEntry[]
  /** When set, the audience is checked again just before sending, for this patient's team. */
  readonly clinicalFor: string | undefined
  /** What is said when the audience turns out unsafe or unknown, in the place of the usual refusal: a write that was done is never hidden. */
  readonly unshown?: Document
  /** The prompt this answer carries; its event id is kept so that its first line can be edited later. */
  readonly promptId?: string
  /** An earlier message of the bot that gets a new text. */
  readonly edit?: Edit
}

/** A new text for an earlier message of the bot, and the patient it is about: its audience is checked again too. */
export type Edit = {
  readonly eventId: string
  readonly document: Document
  readonly patient: string
}

/** A message to answer: the event, and how it is to be answered. */
export type Asked = {
  readonly itemId: string
  readonly event: RoomEvent
  readonly threadId: string | undefined
  /** The event the answer relates to. */
  readonly answers: string
}

/** A plan that says something and needs nothing else. */
export const saying = (document: Document, audit: readonly AuditEntry[] = []): Plan => ({
  document,
  refs: [],
  audit,
  clinicalFor: undefined,
})
