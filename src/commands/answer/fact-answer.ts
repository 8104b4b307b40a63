import type { Sourced } from '../../fhir/fhir.ts'
import type { Question, Records } from '../../fhir/record/record.ts'
import { keyIn } from '../../fhir/server/source.ts'
import {
  type Block,
  code,
  type Fact,
  facts,
  type Line,
  list,
  paragraph,
  strong,
} from '../../reply/document.ts'
import type { Args, Context, Outcome, RecordPorts } from '../command.ts'
import { foldWord } from '../typed/normalize.ts'
import { type PatientLinePorts, patientLineOf } from './patient-line.ts'
import { clinicalAnswer, readsOf } from './skeleton.ts'

/** Facts under a heading; the first `critical` of them are never left out. */
export type Section = {
  readonly title: string
  readonly facts: readonly Fact[]
  readonly critical: number
}

const MOST = 10

/** Whether everything was asked for. */
export const wantsAll = ({ words }: Args): boolean =>
  words.some((word) => ['alles', 'all'].includes(foldWord(word)))

/** At most ten lines over all sections, what is critical aside. */
const limited = (sections: readonly Section[], all: boolean) => {
  let room = MOST
  const shown = sections.map((section) => {
    const count = all ? section.facts.length : Math.max(section.critical, room)
    const kept = section.facts.slice(0, count)
    room = Math.max(0, room - kept.length)
    return { ...section, facts: kept }
  })
  const count = (from: readonly Section[]) => from.flatMap((each) => each.facts).length
  return { shown, left: count(sections) - count(shown) }
}

/** What a topic needs. */
export type FactPorts = PatientLinePorts & RecordPorts

/** What the sources answered, and who it is about. */
export type Told = { readonly sourced: Sourced<Records>; readonly patientLine?: string }

/** Asks the sources, and at the same time who the patient is: every answer says it. */
export const askFacts = async (
  context: Context<FactPorts>,
  questions: readonly Question[],
): Promise<Told> => {
  const { record, patient, signal } = context
  const [sourced, patientLine] = await Promise.all([
    record.ask(patient, questions, signal),
    patientLineOf(context),
  ])
  return { sourced, ...patientLine }
}

/** What a topic is answered with: warnings above the facts, sections, and what is said about what is not there. */
export type FactAnswer = Told & {
  readonly title: string
  /** The resource types without which there is no answer. */
  readonly asked: readonly string[]
  /** Those that were read as well. */
  readonly besides?: readonly string[]
  readonly above?: readonly Line[]
  readonly sections: readonly Section[]
  readonly below?: readonly Line[]
}

/** A clinical answer made of facts: ten lines, the rest with `!meer`, and only what is shown among the references. */
export const factAnswer = (context: Context, args: Args, answer: FactAnswer): Outcome => {
  const { t } = context
  const { title, sourced, asked, besides = [], above = [], sections, below = [] } = answer
  const { shown, left } = limited(sections, wantsAll(args))
  const seen = new Set(shown.flatMap((each) => each.facts).flatMap(({ about }) => about))
  const note: readonly Line[] = left === 0 ? [] : [[t.clinical.moreBefore(left), code('!meer')]]
  const blocks: readonly Block[] = [
    ...(above.length === 0 ? [] : [paragraph(...above)]),
    ...shown.flatMap((section): readonly Block[] =>
      section.facts.length === 0 ? [] : [paragraph([strong(section.title)]), facts(section.facts)],
    ),
    ...(note.length + below.length === 0 ? [] : [paragraph(...note, ...below)]),
  ]
  const outcome = clinicalAnswer(context, {
    title,
    ...(answer.patientLine === undefined ? {} : { patientLine: answer.patientLine }),
    sourced: {
      ...sourced,
      refs: sourced.refs.filter((each) => seen.has(keyIn(each.ref, each.source))),
    },
    blocks,
    reads: readsOf(sourced, [...asked, ...besides]),
    asked,
  })
  if (outcome.kind !== 'answer' || left === 0 || outcome.outcome === 'failed') return outcome
  return { ...outcome, more: { ...args, words: [...args.words, 'alles'] } }
}

/** The first word typed that a command does not know. */
export const unknownWord = ({ words }: Args, known: readonly string[]): string | undefined =>
  words.find((word) => !['alles', 'all', ...known].includes(foldWord(word)))

/** Says which words a command knows instead. */
export const unknownWordAnswer = (
  word: string,
  choices: readonly string[],
  { t }: Pick<Context, 't'>,
): Outcome => ({
  kind: 'misused',
  document: [
    paragraph([strong(t.facts.unknownWord(word))]),
    list(choices.map((each): Line => [code(`!${each}`)])),
  ],
})
