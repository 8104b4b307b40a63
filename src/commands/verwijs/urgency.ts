import { mostUrgent } from '../../fhir/referral/priority.ts'
import type { TaskPriority } from '../../fhir/referral/task-draft.ts'
import type { Args } from '../command.ts'
import { priorityOf } from '../taak/priority.ts'

/** How urgent something is by what was typed, or what was typed that says no such thing. */
export type Urgency =
  | { readonly kind: 'urgency'; readonly priority: TaskPriority; readonly question: string }
  | { readonly kind: 'unknown'; readonly typed: string }
  /** No hurry and a hurry in one message. */
  | { readonly kind: 'contrary' }

// Only words that cannot be the beginning of what is asked: "direct na ontslag" is no urgency.
const FIRST = /^(spoed|urgent|asap|zsm|z\.s\.m\.?|stat)(?:[,:;.!]+\s*|\s+|$)/iu
const HURRY =
  /(?<!(?:geen|niet|zonder|no|not)\s)(?<![\p{L}.])(spoed|urgent|asap|zsm|z\.s\.m|stat)(?!\p{L})/iu

const answers: Readonly<Record<string, TaskPriority>> = {
  ja: 'urgent',
  yes: 'urgent',
  true: 'urgent',
  nee: 'routine',
  no: 'routine',
  false: 'routine',
}

/** The urgency a word or a yes or no to "spoed" stands for. */
export const saidUrgency = (typed: string): TaskPriority | undefined => {
  const word = typed.trim().toLowerCase()
  return Object.hasOwn(answers, word) ? answers[word] : priorityOf(word)
}

/** The options that are a word of urgency, with what each says on its own. */
export const HURRIES = {
  spoed: 'urgent',
  urgent: 'urgent',
  asap: 'asap',
  zsm: 'asap',
  stat: 'stat',
} as const satisfies Readonly<Record<string, TaskPriority>>

type Flags = {
  readonly priorities: readonly TaskPriority[]
  /** Words that ran into an option and belong to the question. */
  readonly stray: readonly string[]
}

/** What `--spoed` and its like say: alone, or with a yes, a no or a word of urgency behind it. */
export const flagsOf = (options: Args['options']): Flags => {
  const said = Object.entries(HURRIES).flatMap(([name, usual]) => {
    const typed = options[name]
    if (typed === undefined) return []
    const word = typed === true ? 'ja' : typed.trim().toLowerCase()
    const priority = answers[word] === 'urgent' ? usual : saidUrgency(word)
    return [{ priority: priority ?? usual, stray: priority === undefined ? [typed] : [] }]
  })
  return {
    priorities: said.map(({ priority }) => priority),
    stray: said.flatMap(({ stray }) => stray).filter((each) => each !== true),
  }
}

const firstIn = (question: string) => {
  const [whole = '', word = ''] = FIRST.exec(question) ?? []
  return { priority: priorityOf(word), rest: question.slice(whole.length) }
}

/** Reads `--spoed` and its like, `--urgentie=…`, a line `urgentie: …` and a bare word before the question. */
export const urgencyOf = (
  { options }: Pick<Args, 'options'>,
  line: string | undefined,
  question: string,
): Urgency => {
  const named = [options['urgentie'] ?? options['urgency'], line].filter(
    (each) => each !== undefined,
  )
  const said: TaskPriority[] = []
  for (const typed of named) {
    const priority = typed === true ? undefined : saidUrgency(typed)
    if (priority === undefined)
      return { kind: 'unknown', typed: typed === true ? '' : typed.trim() }
    said.push(priority)
  }
  const first = firstIn(question)
  const all = [...said, ...flagsOf(options).priorities, first.priority].filter(
    (each) => each !== undefined,
  )
  const isHurry = all.some((each) => each !== 'routine')
  if (isHurry && all.includes('routine')) return { kind: 'contrary' }
  return {
    kind: 'urgency',
    priority: all.reduce(mostUrgent, 'routine'),
    question: first.rest,
  }
}

/** A word of hurry in a text that was not taken for one. */
export const hurryIn = (text: string): string | undefined => HURRY.exec(text)?.[1]

/** The options that say the same urgency again. */
export const optionsFor = (priority: TaskPriority): Args['options'] => {
  if (priority === 'routine') return {}
  return priority === 'urgent' ? { spoed: true } : { urgentie: priority }
}
