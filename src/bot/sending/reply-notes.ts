import type { Messages } from '../../i18n/messages.ts'
import { noticeContent } from '../../reply/content.ts'
import { type Document, em, link, paragraph } from '../../reply/document.ts'
import type { Asked } from '../answering/plan.ts'

/** Below an answer that may not stay: at which time it is removed. */
export const vanishNote = (t: Messages, time: string): Document => [
  paragraph([em(t.audience.vanishesAt(time))]),
]

/** In the place of an answer that would be the same as one that stands in the room: where that one is. */
export const unchangedNote = (
  { roomId, eventId, via }: Readonly<Record<'roomId' | 'eventId' | 'via', string>>,
  times: { readonly now: string; readonly earlier: string },
  { audience }: Messages,
): Document => {
  const part = encodeURIComponent
  const href = `https://matrix.to/#/${part(roomId)}/${part(eventId)}?via=${part(via)}`
  const { unchanged, unchangedLink, unchangedMore } = audience
  return [
    paragraph([unchanged(times.now), link(unchangedLink(times.earlier), href), unchangedMore]),
  ]
}

/** Calls who asked to an answer, without a word of what is there: a phone may show it on its lock screen. */
export const callContent = (
  { event, threadId }: Pick<Asked, 'event' | 'threadId'>,
  answer: { readonly roomId: string; readonly eventId: string },
  t: Messages,
) => ({
  ...noticeContent({
    document: [paragraph(t.audience.ready)],
    inReplyTo: answer.eventId,
    threadId: answer.roomId === event.roomId ? threadId : undefined,
  }),
  msgtype: 'm.text',
  'm.mentions': { user_ids: [event.sender] },
})
