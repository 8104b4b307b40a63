import type { FailureCode, Sourced } from '../../fhir/fhir.ts'
import { type Block, code, em, type Line, paragraph, strong } from '../../reply/document.ts'
import type { Args, Context, Outcome } from '../command.ts'
import { stamp } from './date-words.ts'
import { elsewhereRead, typeRead } from './source-reads.ts'
import {
  type Failure,
  failuresWords,
  failureWords,
  isWithheldLab,
  type Standing,
  saysSomething,
  sourceWords,
  standings,
} from './source-standing.ts'

/** Parts of a clinical answer; `asked` names the resource types each source was asked for. */
export type ClinicalAnswer = {
  readonly title: string
  readonly patientLine?: string
  readonly sourced: Sourced<unknown>
  readonly blocks: readonly Block[]
  readonly reads: readonly string[]
  readonly asked?: readonly string[]
  /** What `!meer` runs, when something was left out. */
  readonly more?: Args
}

/**
 * The names of the sources that did answer, for a sentence about what was not found in them: a source that failed is
 * never named, and one that answered in part only where no other did (S4).
 */
export const answeredSources = (
  sourced: Sourced<unknown>,
  { t }: Context,
  asked?: readonly string[],
): string => {
  const all = standings({ sourced, ...(asked === undefined ? {} : { asked }) })
  const named = (wanted: Standing) =>
    all.flatMap(({ source, standing }) => (standing === wanted ? [source.label] : [])).join(', ')
  const partly = named('partly')
  return named('answered') || (partly === '' ? t.clinical.received : t.clinical.receivedOf(partly))
}

/**
 * What was asked, for the audit trail: for each source each type with how many records of it came, or why none did, and
 * that the patient was looked up there; never content.
 */
export const readsOf = (
  { refs, sources: [own, ...others] }: Sourced<unknown>,
  asked: readonly string[],
): readonly string[] => [
  ...asked.flatMap((type) =>
    typeRead({ state: own, refs: refs.filter(({ source }) => source === undefined) }, type),
  ),
  ...others.flatMap((state) =>
    elsewhereRead({ state, refs: refs.filter(({ source }) => source === state.label) }, asked),
  ),
]

/** No failures: nothing is missing of what was to be asked. */
const agreed: ReadonlySet<FailureCode> = new Set(['unknown-patient', 'not-agreed'])

const MOST_FAILURES = 5

const failuresIn = (
  sourced: Sourced<unknown>,
  wanted: (failure: Failure) => boolean,
  context: Context,
): readonly string[] =>
  sourced.sources.flatMap(({ label, failed }) => {
    const own = failed.filter((failure) => !isWithheldLab(failure) && wanted(failure))
    const reasons = Map.groupBy(own, ({ code: reason }) => reason)
    return [...reasons.values()].flatMap((each) =>
      // One line for a source that lost nearly all: a screen of them would push off what was found.
      each.length > MOST_FAILURES
        ? failuresWords(label, each, context)
        : each.map((failure) => failureWords(label, failure, context)),
    )
  })

const missingLines = (sourced: Sourced<unknown>, context: Context): readonly string[] => {
  const failures = failuresIn(sourced, (failure) => !agreed.has(failure.code), context)
  const dropped = sourced.foreign.length
  return dropped === 0 ? failures : [...failures, context.t.clinical.foreign(dropped)]
}

/** What was found and is not for who asks. */
const withheldLines = ({ sourced }: ClinicalAnswer, { t }: Context): readonly string[] =>
  sourced.sources.some(({ failed }) => failed.some(isWithheldLab)) ? [t.clinical.labNotShown] : []

/** What a source that did answer was not asked for, by agreement. */
const unaskedLines = (answer: ClinicalAnswer, context: Context): readonly string[] =>
  standings(answer)
    .filter(saysSomething)
    .flatMap(({ source: { label, failed } }) =>
      failed
        .filter((failure) => failure.code === 'not-agreed')
        .map((failure) => failureWords(label, failure, context)),
    )

const footer = ({ asker, audience, t }: Context): Block =>
  paragraph([
    em(
      audience === 'lay'
        ? t.clinical.lay.footer
        : t.clinical.footer(asker.member.name ?? asker.userId),
    ),
  ])

const nothingRetrieved = (answer: ClinicalAnswer, context: Context): readonly Block[] => {
  const { clinical } = context.t
  const all = failuresIn(answer.sourced, () => true, context)
  const dropped = answer.sourced.foreign.length
  const reasons = [...all, ...(dropped === 0 ? [] : [clinical.foreign(dropped)])].join('; ')
  return [
    paragraph(
      clinical.nothingRetrieved(reasons || clinical.noSources),
      clinical.saysNothing(answer.title),
    ),
  ]
}

/**
 * The frame of every clinical answer: what was asked when and where, what is missing in words, the facts, the source.
 * When no source answered, no facts are shown, so that silence is never read as "none".
 */
export const clinicalAnswer = (context: Context, answer: ClinicalAnswer): Outcome => {
  const { t, now } = context
  const { sourced } = answer
  const all = standings(answer)
  const dead = !all.some(saysSomething)
  const missing = missingLines(sourced, context)
  const labels = all.map(({ source, standing }) => sourceWords(source, standing, context))
  const words = context.audience === 'lay' ? t.clinical.lay : t.clinical
  const title = words.header(
    answer.title,
    stamp(now, context),
    labels.join(', ') || t.clinical.noSources,
  )
  const head: Line[] = [[strong(title)]]
  if (answer.patientLine !== undefined) head.push([answer.patientLine])
  if (missing.length > 0 && !dead) {
    head.push([strong(words.incomplete)], ...missing.map((line): Line => [line]))
  }
  const unasked = dead ? [] : unaskedLines(answer, context)
  head.push(...[...unasked, ...withheldLines(answer, context)].map((line): Line => [line]))
  const facts = dead ? nothingRetrieved(answer, context) : answer.blocks
  return {
    kind: 'answer',
    document: [paragraph(...head), ...facts, footer(context)],
    refs: dead ? [] : sourced.refs,
    reads: [...answer.reads, ...(answer.patientLine === undefined ? [] : ['Patient'])],
    foreign: sourced.foreign,
    outcome: dead ? 'failed' : missing.length > 0 ? 'partial' : 'ok',
    ...(dead || answer.more === undefined ? {} : { more: answer.more }),
  }
}

/** At most `max` lines, but never fewer than the `critical` ones that stand first; the note says how to see the rest. */
export const limitLines = <T = Line>(
  items: readonly T[],
  limit: { readonly max?: number; readonly critical: number; readonly more: string },
  { t }: Pick<Context, 't'>,
): { readonly shown: readonly T[]; readonly note: Line | undefined } => {
  const count = Math.max(limit.max ?? 10, limit.critical)
  if (items.length <= count) return { shown: items, note: undefined }
  const note: Line = [t.clinical.moreBefore(items.length - count), code(limit.more)]
  return { shown: items.slice(0, count), note }
}
