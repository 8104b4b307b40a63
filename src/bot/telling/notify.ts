import { z } from 'zod'
import type { Messages } from '../../i18n/messages.ts'
import { type Document, paragraph } from '../../reply/document.ts'

/** Kinds of news, in the order a notice names them. */
export const noticeKinds = [
  ...(['waarschuwing', 'allergie', 'medicatie', 'lab', 'meting', 'probleem'] as const),
  ...(['taak', 'verslag', 'afspraak', 'zorgplan', 'overig'] as const),
] as const

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

/** What shows more; of what has no command of its own nothing is said but that it changed. */
export const commandFor: Partial<Record<NoticeKind, string>> = {
  waarschuwing: '!waarschuwingen',
  allergie: '!allergie',
  medicatie: '!medicatie',
  lab: '!lab',
  meting: '!metingen',
  probleem: '!problemen',
  taak: '!taken',
  verslag: '!tijdlijn',
  afspraak: '!afspraken',
  zorgplan: '!zorgplan',
}

/** "Nieuw in het dossier: medicatie (2), meting (1). Typ !medicatie of !metingen." */
export const noticeDocument = ({ counts }: Notice, t: Messages): Document => {
  const present = noticeKinds.filter((kind) => counts[kind] !== undefined)
  const parts = present.map((kind) => `${t.bot.noticeKinds[kind]} (${counts[kind]})`).join(', ')
  const commands = present.flatMap((kind) => commandFor[kind] ?? []).join(t.bot.or)
  return [paragraph(t.bot.notice(parts, commands))]
}
