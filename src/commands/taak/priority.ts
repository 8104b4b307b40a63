import { type TaskPriority, taskPriorities } from '../../fhir/referral/task-draft.ts'

const PRIORITIES: Readonly<Record<string, TaskPriority>> = {
  spoed: 'urgent',
  urgent: 'urgent',
  dringend: 'urgent',
  hoog: 'urgent',
  asap: 'asap',
  zsm: 'asap',
  'z.s.m': 'asap',
  'zo-snel-mogelijk': 'asap',
  stat: 'stat',
  direct: 'stat',
  onmiddellijk: 'stat',
  routine: 'routine',
  gewoon: 'routine',
  normaal: 'routine',
  laag: 'routine',
}

/** The priority a word stands for. */
export const priorityOf = (word: string): TaskPriority | undefined => {
  const known = word
    .toLowerCase()
    .trim()
    .replace(/[.!]+$/u, '')
    .replaceAll(/\s+/gu, '-')
  if (Object.hasOwn(PRIORITIES, known)) return PRIORITIES[known]
  return taskPriorities.find((each) => each === known)
}

/** A priority, and what was typed without it. */
type Marked = { readonly priority: TaskPriority; readonly rest: string }

// Alone only words that cannot be part of what is to be done; the others after "prio".
const AT_START =
  /^(spoed|urgent|asap|zsm|z\.s\.m\.?|stat)(?:[,:;!]+\s*|\.\s+)(?=\S)(?!(?:nee|niet|geen|no|not|none)(?!\p{L}))/iu
const HURRY_AT_END = /(?:^|[\s,;:])(?:met\s+|with\s+)?(spoed|urgent|asap|zsm|z\.s\.m|stat)[.!]*$/iu
const PRIORITY_AT_END =
  /(?:^|(?<!(?:^|\s)(?:geen|niet|zonder|no|not))[\s,;])prio(?:riteit|rity)?[\s:=]+(\p{L}[\p{L}.]*?)[.!]*$/iu

const CLAUSES = /[;:!?()\n]|[.,](?=\s|$)|\s[-–—]\s/u
// Words that deny a hurry or say when there would be one, anywhere in its clause.
const DENIES =
  /(?<!\p{L})(?:niet|niets|nooit|geen|zonder|noch|evenmin|hoeft|bij|als|indien|wanneer|mocht|mits|tenzij|zodra|geval|alleen|slechts|not|no|never|without|nor|cannot|if|when|unless|case|only|\p{L}+n['’]t)(?!\p{L})/iu
// Words that go on with the word of hurry, so that the sentence needs it.
const LEADS =
  /(?<!\p{L})(?:de|het|een|die|dat|deze|dit|en|of|op|in|van|voor|na|naar|om|tot|door|over|per|wegens|is|zijn|was|wordt|heel|erg|zeer|zo|te|vrij|mogelijk|eventueel|misschien|weinig|minder|meer|niks|the|a|an|and|or|of|for|to|in|on|at|is|are|very|so|too|less|more|maybe|possibly)$/iu

/** Whether what stands before a word of hurry leaves it standing by itself, so that it says how urgent the whole is. */
const standsAlone = (before: string): boolean => {
  const clause = before.split(CLAUSES).at(-1) ?? ''
  return !DENIES.test(clause) && !LEADS.test(clause.trim())
}

const trimmed = (text: string): string => text.replace(/[\s,;:]+$/u, '').replace(/\s[-–—]$/u, '')

const marked = (found: RegExpExecArray | null, line: string): Marked | undefined => {
  const priority = priorityOf(found?.[1] ?? '')
  return found === null || priority === undefined
    ? undefined
    : { priority, rest: trimmed(line.slice(0, found.index)) }
}

/** A priority at the end of a line: after "prio", or a word of hurry that nothing in its clause denies or makes depend on something. */
export const priorityAtEnd = (line: string): Marked | undefined => {
  const named = marked(PRIORITY_AT_END.exec(line), line)
  if (named !== undefined) return named
  const hurry = HURRY_AT_END.exec(line)
  return hurry !== null && standsAlone(line.slice(0, hurry.index)) ? marked(hurry, line) : undefined
}

/** A word of hurry before the rest of the line, set apart from it. */
export const hurryAtStart = (line: string): Marked | undefined => {
  const [whole = '', word = ''] = AT_START.exec(line) ?? []
  const priority = priorityOf(word)
  return priority === undefined ? undefined : { priority, rest: line.slice(whole.length) }
}
