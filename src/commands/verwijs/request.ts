import { isTargetRef } from '../../fhir/referral/target.ts'
import { type Discipline, disciplineOf, fold } from '../../fhir/team/disciplines.ts'
import { stripInvisible } from '../../reply/clean.ts'
import type { Args } from '../command.ts'
import { cleanTyped } from '../typed/typed-text.ts'

/** What somebody asks with `!verwijs`: to whom by discipline, reference or name, and what. */
export type ReferralRequest = {
  readonly discipline: Discipline | undefined
  readonly ref: string | undefined
  readonly name: string | undefined
  readonly question: string
  readonly urgent: boolean
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

// `--spoed` is yes or no; a word that ran into it belongs to the question.
const urgency = (spoed: string | true | undefined) => {
  if (spoed === undefined) return { urgent: false, stray: '' }
  if (spoed === true) return { urgent: true, stray: '' }
  if (/^(?:nee|no|false)$/iu.test(spoed)) return { urgent: false, stray: '' }
  return { urgent: true, stray: /^(?:ja|yes|true)$/iu.test(spoed) ? '' : spoed }
}

/** Reads the words of `!verwijs`; undefined when nobody is named. */
export const readRequest = ({ words, options, text }: Args): ReferralRequest | undefined => {
  const meant = withoutFillers(words.filter((word) => word.trim() !== ''))
  const [first] = meant
  if (first === undefined) return undefined
  const { urgent, stray } = urgency(options['spoed'])
  const question = (rest: readonly string[]) => cleanTyped([[stray, ...rest].join(' '), text])
  if (isTargetRef(first)) {
    const rest = meant.slice(1)
    return {
      discipline: undefined,
      ref: first,
      name: undefined,
      question: question(rest),
      urgent,
    }
  }
  const { discipline, rest } = startOf(meant)
  if (discipline === undefined) {
    return {
      discipline,
      ref: undefined,
      name: stripInvisible(first).trim(),
      question: question(rest),
      urgent,
    }
  }
  const ref = isTargetRef(rest[0]) ? rest[0] : undefined
  const asked = question(ref === undefined ? rest : rest.slice(1))
  return { discipline, ref, name: undefined, question: asked, urgent }
}

/** The words with which the same request goes on to a target that was chosen. */
export const argsFor = (request: ReferralRequest, ref: string | undefined): Args => ({
  words: [request.discipline?.word, ref ?? request.name].filter((word) => word !== undefined),
  options: request.urgent ? { spoed: true } : {},
  text: request.question,
})
