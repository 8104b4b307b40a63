import type { Focus } from '../../fhir/observation/focus.ts'
import type { Vital } from '../../fhir/observation/vitals.ts'
import { cutText } from '../answer/cut-text.ts'
import type { DateContext } from '../answer/date-words.ts'

const whoWords = ({ kind, words }: Focus, context: DateContext): string => {
  const { clinical, metingen } = context.t
  const said = words === undefined ? undefined : cutText(words, context)
  if (kind === 'person') return metingen.aboutPerson
  if (kind === 'relative') return metingen.aboutRelative(said)
  return said ?? clinical.unknownReference
}

/** Says that a value is not the client's own, and whose it is; nothing when it is. */
export const focusWords = (
  { focus }: Pick<Vital, 'focus'>,
  context: DateContext,
): readonly string[] => {
  const who = new Set(focus.map((each) => whoWords(each, context)))
  return who.size === 0 ? [] : [context.t.metingen.about([...who].join(', '))]
}
