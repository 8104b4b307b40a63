import { type NoticeContent, noticeContent } from './content.ts'
import { type Inline, link, paragraph, strong } from './document.ts'

/** A message that calls people: it makes their phones sound, so it holds nothing about a patient. */
export type PingContent = Omit<NoticeContent, 'msgtype' | 'm.mentions'> & {
  readonly msgtype: 'm.text'
  readonly 'm.mentions': { readonly user_ids: readonly string[] }
}

const permalink = (userId: string): string => `https://matrix.to/#/${encodeURIComponent(userId)}`

/**
 * The content of a call: a pill and a mention of the same person (Client-Server API, "User and room mentions"). A notice
 * never rings, and neither does an edit, so each call is a message of its own.
 */
export const pingContent = (ping: {
  readonly start: string
  readonly between: string
  readonly name: string
  /** The accounts of that one person; the first is the link. */
  readonly userIds: readonly string[]
  readonly end: string
  readonly inReplyTo: string | undefined
}): PingContent => {
  const [first] = ping.userIds
  const name: Inline = first === undefined ? ping.name : link(ping.name, permalink(first))
  const notice = noticeContent({
    document: [paragraph([strong(ping.start), ping.between, name, ping.end])],
    inReplyTo: ping.inReplyTo,
  })
  return { ...notice, msgtype: 'm.text', 'm.mentions': { user_ids: [...ping.userIds] } }
}
