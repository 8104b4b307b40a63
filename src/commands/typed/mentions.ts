import type { Mentioned } from '../command.ts'
import { isFields, mentionedIn } from './message.ts'
import { cleanMessage, plainLine } from './normalize.ts'

/** Every part is bounded: what strangers write is read with it, and must take no longer the odder it is. */
const PILL =
  /<a\s[^<>]{0,200}?href=(["'])https:\/\/matrix\.to\/#\/([^"'?<>]{1,300})(?:\?[^"'<>]{0,300})?\1[^<>]{0,200}>([^<]{1,200})<\/a>/giu
const largest = 64 * 1024

const entities: Readonly<Record<string, string>> = {
  '&amp;': '&',
  '&lt;': '<',
  '&gt;': '>',
  '&quot;': '"',
  '&#39;': "'",
  '&nbsp;': ' ',
}

const unescaped = (text: string): string =>
  text.replaceAll(/&(?:amp|lt|gt|quot|nbsp|#39);/gu, (entity) => entities[entity] ?? entity)

const decoded = (text: string): string => {
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}

/**
 * The people a message mentions and the words that stand for them. Only the list of mentions says who is meant
 * (Client-Server API, "User and room mentions"); the links in the HTML say with which words.
 */
export const peopleIn = (content: unknown, botUserId: string): readonly Mentioned[] => {
  if (!isFields(content)) return []
  const named = mentionedIn(content).filter((userId) => userId !== botUserId)
  const html = content['formatted_body']
  if (named.length === 0 || typeof html !== 'string' || html.length > largest) return []
  return [...html.matchAll(PILL)].flatMap(([, , address = '', label = '']) => {
    const userId = decoded(unescaped(address))
    const text = plainLine(cleanMessage(unescaped(label))).replace(/^@/u, '')
    return named.includes(userId) && text !== '' ? [{ userId, text }] : []
  })
}
