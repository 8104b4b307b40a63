import { stripInvisible } from '../../reply/clean.ts'
import type { Args } from '../command.ts'
import { withAccounts } from './people.ts'

/** One way to read what was typed: about what, and with whom in which words. */
export type ConversationAsked = {
  readonly subject: string
  /** Undefined when nobody was named. */
  readonly who: string | undefined
}

const clean = (text: string): string => stripInvisible(text).replaceAll(/\s+/gu, ' ').trim()

/**
 * Every way to read it, the most likely first: "met" parts subject and people, yet it may be a word of the subject. An
 * answer to the question with whom stands in the option and the text.
 */
export const readings = ({
  words,
  options,
  text,
  mentions,
}: Args): readonly ConversationAsked[] => {
  const said = options['met']
  if (said !== undefined) {
    const answered = withAccounts(text, mentions).replaceAll('\n', ',')
    const who = clean(typeof said === 'string' && said !== '' ? said : answered)
    return [{ subject: clean(words.join(' ')), who: who === '' ? undefined : who }]
  }
  const typed = clean(withAccounts([...words, text].join(' '), mentions))
  const parted = [...typed.matchAll(/\s(?:met|with)\s/giu)].toReversed().map((found) => ({
    subject: typed.slice(0, found.index).trim(),
    who: typed.slice(found.index + found[0].length).trim(),
  }))
  return [...parted, { subject: typed, who: undefined }]
}
