import { z } from 'zod'
import type { Messages } from '../i18n/messages.ts'
import { type Document, paragraph } from '../reply/document.ts'

/** Kinds of news, in the order a notice names them. */
const noticeKinds = ['waarschuwing', 'allergie', 'medicatie', 'meting', 'taak'] as const

export type NoticeKind = (typeof noticeKinds)[number]

const shape = z.object({
  kind: z.literal('notice'),
  patient: z.string(),
  counts: z.partialRecord(z.enum(noticeKinds), z.number().int().positive()),
})

/** News of one patient's record, as the poller left it in the inbox: counts, never content. */
export type Notice = z.infer<typeof shape>

/** The notice in an inbox item, or undefined when it is something else. */
export const noticeOf = (body: unknown): Notice | undefined => shape.safeParse(body).data

const commandFor: Partial<Record<NoticeKind, string>> = {
  allergie: '!allergie',
  medicatie: '!medicatie',
  meting: '!metingen',
}

/** "Nieuw in het dossier: medicatie (2), meting (1). Typ !medicatie of !metingen." */
export const noticeDocument = ({ counts }: Notice, t: Messages): Document => {
  const present = noticeKinds.filter((kind) => counts[kind] !== undefined)
  const parts = present.map((kind) => `${t.bot.noticeKinds[kind]} (${counts[kind]})`).join(', ')
  const commands = present.flatMap((kind) => commandFor[kind] ?? []).join(t.bot.or)
  return [paragraph(t.bot.notice(parts, commands))]
}
