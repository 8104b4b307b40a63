import type { Sourced, SourceState } from '../fhir/fhir.ts'
import { type Block, code, em, type Line, paragraph, strong } from '../reply/document.ts'
import type { Context, Outcome } from './command.ts'
import { stamp } from './date-words.ts'

/** The word for a code in a list of words, or undefined when the list does not know it. */
export const wordFor = (
  words: Readonly<Record<string, string>>,
  key: string | undefined,
): string | undefined => (key !== undefined && Object.hasOwn(words, key) ? words[key] : undefined)

type Failure = SourceState['failed'][number]

/** Parts of a clinical answer; `asked` names the resource types each source was asked for. */
export type ClinicalAnswer = {
  readonly title: string
  readonly patientLine?: string
  readonly sourced: Sourced<unknown>
  readonly blocks: readonly Block[]
  readonly reads: readonly string[]
  readonly asked?: readonly string[]
}

const isDead = (source: SourceState, { asked, sourced }: ClinicalAnswer) => {
  const lost = source.failed.filter((each) => each.code !== 'incomplete')
  if (lost.length === 0) return false
  if (lost.some((each) => each.part === '')) return true
  return asked === undefined
    ? sourced.refs.length === 0
    : asked.every((type) => lost.some((each) => each.part === type))
}

const why = (failure: Failure, { t }: Context) => t.clinical.failures[failure.code]

const failureWords = (label: string, failure: Failure, context: Context) => {
  const { clinical } = context.t
  const name = wordFor(clinical.resources, failure.part)
  return name === undefined
    ? clinical.failedUnknownPart(label, failure.part, why(failure, context))
    : clinical.failedPart(label, name, failure.part, why(failure, context))
}

const sourceWords = (source: SourceState, answer: ClinicalAnswer, context: Context) => {
  const { clinical } = context.t
  const first = source.failed[0]
  if (first === undefined) return clinical.answered(source.label)
  return isDead(source, answer)
    ? clinical.failed(source.label, why(first, context))
    : clinical.partly(source.label)
}

/** The names of the sources that did answer, for a sentence about what was not found in them. */
export const answeredSources = (sourced: Sourced<unknown>, { t }: Context): string =>
  sourced.sources.map((source) => source.label).join(', ') || t.clinical.noSources

/** What was read, for the audit trail: each asked type that answered with how many records of it, never content. */
export const readsOf = (
  { refs, sources }: Sourced<unknown>,
  asked: readonly string[],
): readonly string[] => {
  const lost = sources
    .flatMap((source) => source.failed)
    .filter((each) => each.code !== 'incomplete')
  return asked.flatMap((type) => {
    const count = refs.filter((each) => each.ref.startsWith(`${type}/`)).length
    const silent = count === 0 && lost.some((each) => each.part === type || each.part === '')
    return silent ? [] : [`${type} ${count}`]
  })
}

const missingLines = (sourced: Sourced<unknown>, context: Context): readonly string[] => {
  const failures = sourced.sources.flatMap((source) =>
    source.failed.map((failure) => failureWords(source.label, failure, context)),
  )
  const dropped = sourced.foreign.length
  return dropped === 0 ? failures : [...failures, context.t.clinical.foreign(dropped)]
}

const footer = ({ asker, t }: Context): Block =>
  paragraph([em(t.clinical.footer(asker.member.name ?? asker.userId))])

const nothingRetrieved = (
  answer: ClinicalAnswer,
  missing: readonly string[],
  { t }: Context,
): readonly Block[] => [
  paragraph(
    t.clinical.nothingRetrieved(missing.join('; ') || t.clinical.noSources),
    t.clinical.saysNothing(answer.title),
  ),
]

/**
 * The frame of every clinical answer: what was asked when and where, what is missing in words, the facts, the source.
 * When no source answered, no facts are shown, so that silence is never read as "none".
 */
export const clinicalAnswer = (context: Context, answer: ClinicalAnswer): Outcome => {
  const { t, now } = context
  const { sourced } = answer
  const dead = sourced.sources.every((source) => isDead(source, answer))
  const missing = missingLines(sourced, context)
  const labels = sourced.sources.map((source) => sourceWords(source, answer, context))
  const title = t.clinical.header(
    answer.title,
    stamp(now, context),
    labels.join(', ') || t.clinical.noSources,
  )
  const head: Line[] = [[strong(title)]]
  if (answer.patientLine !== undefined) head.push([answer.patientLine])
  if (missing.length > 0 && !dead) {
    head.push([strong(t.clinical.incomplete)], ...missing.map((line): Line => [line]))
  }
  const facts = dead ? nothingRetrieved(answer, missing, context) : answer.blocks
  return {
    kind: 'answer',
    document: [paragraph(...head), ...facts, footer(context)],
    refs: dead ? [] : sourced.refs,
    reads: answer.reads,
    foreign: sourced.foreign,
    outcome: dead ? 'failed' : missing.length > 0 ? 'partial' : 'ok',
  }
}

/** At most `max` lines, but never fewer than the `critical` ones that stand first; the note says how to see the rest. */
export const limitLines = (
  items: readonly Line[],
  limit: { readonly max?: number; readonly critical: number; readonly more: string },
  { t }: Pick<Context, 't'>,
): { readonly shown: readonly Line[]; readonly note: Line | undefined } => {
  const count = Math.max(limit.max ?? 10, limit.critical)
  if (items.length <= count) return { shown: items, note: undefined }
  const note: Line = [t.clinical.moreBefore(items.length - count), code(limit.more)]
  return { shown: items.slice(0, count), note }
}
