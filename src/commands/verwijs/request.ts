import type { ReferralTexts } from '../../fhir/referral/parts.ts'
import { isTargetRef } from '../../fhir/referral/target.ts'
import type { TaskPriority } from '../../fhir/referral/task-draft.ts'
import { type Discipline, disciplineOf, fold } from '../../fhir/team/disciplines.ts'
import { stripInvisible } from '../../reply/clean.ts'
import type { Args } from '../command.ts'
import { cleanTyped } from '../typed/typed-text.ts'
import { labelled } from './parts.ts'
import { flagsOf, optionsFor, type Urgency, urgencyOf } from './urgency.ts'

/** To whom something is asked: by discipline, reference or name. */
export type AskedRecipient = {
  readonly discipline: Discipline | undefined
  readonly ref: string | undefined
  readonly name: string | undefined
}

/** What somebody asks with `!verwijs`: to whom, what, how urgent, and all that was said beside it. */
export type ReferralRequest = AskedRecipient & {
  readonly question: string
  readonly texts: ReferralTexts
  /** Numbers of lines, as typed. */
  readonly attached: string | undefined
  readonly priority: TaskPriority
  /** Why the urgency cannot be used, if it cannot. */
  readonly wrong: Exclude<Urgency, { kind: 'urgency' }> | undefined
  /** All that was typed after the recipient, for going on. */
  readonly typed: string
  /** Asked part by part (`--uitgebreid`): which was asked last. */
  readonly guided: string | undefined
}

const FILLERS = new Set(['naar', 'aan', 'de', 'het', 'een', 'to', 'the'])

const withoutFillers = (words: readonly string[]): readonly string[] => {
  const start = words.findIndex((word) => !FILLERS.has(fold(word)))
  return start < 0 ? words : words.slice(start)
}

const bare = (word: string) => word.replace(/[,:;.]+$/u, '')

// A name of two words is tried before one of one word.
const startOf = (words: readonly string[]) => {
  const [first = '', second = ''] = words
  const two = second === '' ? undefined : disciplineOf(`${first} ${bare(second)}`)
  if (two !== undefined) return { discipline: two, rest: words.slice(2) }
  return { discipline: disciplineOf(bare(first)), rest: words.slice(1) }
}

const recipientOf = (
  first: string,
  words: readonly string[],
): AskedRecipient & { readonly rest: readonly string[] } => {
  if (isTargetRef(first))
    return { discipline: undefined, ref: first, name: undefined, rest: words.slice(1) }
  const { discipline, rest } = startOf(words)
  if (discipline === undefined)
    return { discipline, ref: undefined, name: stripInvisible(first).trim(), rest }
  const ref = isTargetRef(rest[0]) ? rest[0] : undefined
  return { discipline, ref, name: undefined, rest: ref === undefined ? rest : rest.slice(1) }
}

const guidedOf = (typed: string | true | undefined): string | undefined =>
  typed === true ? '' : typed

/** Reads the words of `!verwijs`; undefined when nobody is named. */
export const readRequest = ({ words, options, text }: Args): ReferralRequest | undefined => {
  const meant = withoutFillers(words.filter((word) => word.trim() !== ''))
  const [first] = meant
  if (first === undefined) return undefined
  const { rest, ...recipient } = recipientOf(first, meant)
  const { stray } = flagsOf(options)
  const typed = cleanTyped([[...stray, ...rest].join(' '), text])
  const said = labelled(typed)
  const urgency = urgencyOf({ options }, said.urgency, said.question)
  const isUrgency = urgency.kind === 'urgency'
  return {
    ...recipient,
    question: isUrgency ? cleanTyped([urgency.question]) : said.question,
    texts: said.texts,
    attached: said.attached,
    priority: isUrgency ? urgency.priority : 'routine',
    wrong: isUrgency ? undefined : urgency,
    typed,
    guided: guidedOf(options['uitgebreid'] ?? options['long']),
  }
}

/** The words with which the same request goes on to a target that was chosen. */
export const argsFor = (
  { discipline, name, priority, typed, guided }: ReferralRequest,
  ref: string | undefined,
): Args => ({
  words: [discipline?.word, ref ?? name].filter((word) => word !== undefined),
  options: {
    ...optionsFor(priority),
    ...(guided === undefined ? {} : { uitgebreid: guided === '' ? true : guided }),
  },
  text: typed,
})
