import { type CleanOptions, cleanDefaults } from './clean.ts'
import type { Block, Document } from './document.ts'
import { fit, type LeftOut } from './fit.ts'
import { toHtml } from './html.ts'
import { toText } from './text.ts'

/** A reference a reply rests on; never the resource itself. */
export type ContentRef = {
  readonly ref: string
  readonly versionId?: string
  readonly profile?: string
  readonly source?: string
}

/** Client-Server API, "Rich replies" and "Threading". */
export type Relation = {
  readonly 'm.in_reply_to': { readonly event_id: string }
  readonly rel_type?: 'm.thread'
  readonly event_id?: string
  readonly is_falling_back?: true
}

/** What the bot posts: a notice, which is silent, with both bodies. */
export type NoticeContent = {
  readonly msgtype: 'm.notice'
  readonly body: string
  readonly format: 'org.matrix.custom.html'
  readonly formatted_body: string
  /** Always empty: nobody is called by an answer. */
  readonly 'm.mentions': Readonly<Record<string, never>>
  readonly 'm.relates_to'?: Relation
  readonly 'nl-ta-chat.fhir'?: readonly ContentRef[]
  readonly 'zorgbot.prompt'?: { readonly v: 1; readonly id: string }
}

/** Client-Server API, "Event replacements". The fallback has no HTML: its body says the same. */
export type EditContent = {
  readonly msgtype: 'm.notice'
  readonly body: string
  readonly 'm.mentions': Readonly<Record<string, never>>
  readonly 'm.relates_to': { readonly rel_type: 'm.replace'; readonly event_id: string }
  readonly 'm.new_content': Omit<NoticeContent, 'm.relates_to'>
}

/** Words and care for the rendering; without them the marks are the same in every language. */
export type RenderOptions = {
  readonly clean?: CleanOptions
  readonly leftOut?: LeftOut
  readonly protect?: ReadonlySet<Block>
}

const refsLimit = 16_000

const uniqueRefs = (refs: readonly ContentRef[]): readonly ContentRef[] => {
  const unique = new Map(
    refs.map((ref) => [JSON.stringify([ref.ref, ref.versionId, ref.source]), ref]),
  )
  let used = 0
  return [...unique.values()].filter((ref) => {
    used += Buffer.byteLength(JSON.stringify(ref)) + 1
    return used <= refsLimit
  })
}

const bodies = (document: Document, { clean = cleanDefaults, ...rest }: RenderOptions) => {
  const fitted = fit(document, { ...rest, clean })
  return {
    body: toText(fitted, clean),
    format: 'org.matrix.custom.html',
    formatted_body: toHtml(fitted, clean),
  } as const
}

const relation = (
  inReplyTo: string | undefined,
  threadId: string | undefined,
): Relation | undefined => {
  const answered = inReplyTo ?? threadId
  if (answered === undefined) return undefined
  const reply = { 'm.in_reply_to': { event_id: answered } }
  return threadId === undefined
    ? reply
    : { rel_type: 'm.thread', event_id: threadId, is_falling_back: true, ...reply }
}

/** The content of an answer or a notice; too long a document is cut with a note (see `fit`). */
export const noticeContent = (notice: {
  readonly document: Document
  readonly inReplyTo?: string | undefined
  readonly threadId?: string | undefined
  readonly refs?: readonly ContentRef[] | undefined
  /** An opaque id; what the prompt is about stays in our database. */
  readonly prompt?: string | undefined
  readonly options?: RenderOptions | undefined
}): NoticeContent => {
  const relatesTo = relation(notice.inReplyTo, notice.threadId)
  const refs = uniqueRefs(notice.refs ?? [])
  return {
    msgtype: 'm.notice',
    ...bodies(notice.document, notice.options ?? {}),
    'm.mentions': {},
    ...(relatesTo === undefined ? {} : { 'm.relates_to': relatesTo }),
    ...(refs.length === 0 ? {} : { 'nl-ta-chat.fhir': refs }),
    ...(notice.prompt === undefined ? {} : { 'zorgbot.prompt': { v: 1, id: notice.prompt } }),
  }
}

/** Replaces what an event of ours says; its references and prompt stay unless others are given. */
export const editContent = (edit: {
  readonly eventId: string
  readonly original: NoticeContent
  readonly document: Document
  readonly refs?: readonly ContentRef[] | undefined
  readonly options?: RenderOptions | undefined
}): EditContent => {
  const { 'm.relates_to': _relation, ...kept } = edit.original
  const refs = uniqueRefs(edit.refs ?? [])
  const content = {
    ...kept,
    ...bodies(edit.document, edit.options ?? {}),
    'm.mentions': {},
    ...(refs.length === 0 ? {} : { 'nl-ta-chat.fhir': refs }),
  }
  return {
    msgtype: 'm.notice',
    body: `* ${content.body}`,
    'm.mentions': {},
    'm.relates_to': { rel_type: 'm.replace', event_id: edit.eventId },
    'm.new_content': content,
  }
}
