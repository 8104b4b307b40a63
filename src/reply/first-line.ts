import { type EditContent, noticeContent } from './content.ts'
import type { Document } from './document.ts'

/** An edit that keeps what it does not replace; a call is no notice. */
export type FirstLineEdit = Omit<EditContent, 'msgtype' | 'm.new_content'> & {
  readonly msgtype: 'm.notice' | 'm.text'
  readonly 'm.new_content': Readonly<Record<string, unknown>>
}

/**
 * Replaces the first line of what an event of ours says, and keeps all that stands below it, word for word (Client-Server
 * API, "Event replacements"). `now` is the content as people see it; a document of one line is given.
 */
export const firstLineEdit = (
  eventId: string,
  now: Readonly<Record<string, unknown>>,
  document: Document,
): FirstLineEdit => {
  const { 'm.relates_to': _relation, ...kept } = now
  const line = noticeContent({ document })
  const { body, formatted_body: html, msgtype } = now
  const [, ...below] = typeof body === 'string' ? body.split('\n') : []
  const rest = typeof html === 'string' ? /^<p>.*?(<br>.*|<\/p>.*)$/su.exec(html)?.[1] : undefined
  const words =
    rest === undefined
      ? { body: line.body, formatted_body: line.formatted_body }
      : {
          body: [line.body, ...below].join('\n'),
          formatted_body: `${line.formatted_body.replace(/<\/p>$/u, '')}${rest}`,
        }
  const kind = msgtype === 'm.text' ? 'm.text' : 'm.notice'
  const content = { ...kept, ...words, msgtype: kind, format: line.format, 'm.mentions': {} }
  return {
    msgtype: kind,
    body: `* ${words.body}`,
    'm.mentions': {},
    'm.relates_to': { rel_type: 'm.replace', event_id: eventId },
    'm.new_content': content,
  }
}
