import type { Sourced, SourceState } from '../../fhir/fhir.ts'
import { laboratoryPart } from '../../fhir/observation/laboratory.ts'
import type { Context } from '../command.ts'
import { clockTime } from './date-words.ts'
import { wordFor } from './word-for.ts'

/** What of a source failed. */
export type Failure = SourceState['failed'][number]

/** Whether it is that laboratory results are not for who asks, which an answer says by itself. */
export const isWithheldLab = ({ part, code }: Failure): boolean =>
  part === laboratoryPart && code === 'withheld'

/** The care team is asked of the own record alone: another source neither gave nor failed it. */
export const ofOwnRecord: ReadonlySet<string> = new Set(['CareTeam'])

type Asked = { readonly sourced: Sourced<unknown>; readonly asked?: readonly string[] }

/** What became of a source: `unknown` and `unasked` ones did not fail, and yet say nothing about the patient. */
export type Standing = 'answered' | 'partly' | 'failed' | 'unknown' | 'unasked'

const standingOf = (
  { label, failed: states }: SourceState,
  { asked: all, sourced }: Asked,
  own: boolean,
): Standing => {
  const asked = own ? all : all?.filter((type) => !ofOwnRecord.has(type))
  if (asked?.length === 0) return 'unasked'
  // What is not for who asks was given all the same.
  const failed = states.filter((each) => !isWithheldLab(each))
  if (failed.length === 0) return 'answered'
  if (failed.some(({ code }) => code === 'unknown-patient')) return 'unknown'
  const lost = failed.filter(({ code }) => code !== 'incomplete')
  const gave = sourced.refs.some(({ source }) => source === label || (source === undefined && own))
  const nothing =
    asked === undefined
      ? lost.length > 0 && !gave
      : asked.every((type) => lost.some((each) => each.part === type))
  if (lost.some(({ part }) => part === '')) return 'failed'
  if (failed.every(({ code }) => code === 'not-agreed')) return nothing ? 'unasked' : 'answered'
  return nothing ? 'failed' : 'partly'
}

/** What became of each source. The own record is the first of them; references without a source's name are of it. */
export const standings = (answer: Asked) =>
  answer.sourced.sources.map((source, at) => ({
    source,
    standing: standingOf(source, answer, at === 0),
  }))

/** Whether what was found or not found there says something about the patient. */
export const saysSomething = ({ standing }: { readonly standing: Standing }) =>
  standing === 'answered' || standing === 'partly'

const why = (failure: Failure, { t }: Context) => t.clinical.failures[failure.code]

const partWords = ({ part }: Failure, { t }: Context) => wordFor(t.clinical.resources, part) ?? part

/** What of a source is missing, all for the same reason, and why. */
export const failuresWords = (label: string, failures: readonly Failure[], context: Context) =>
  failures
    .slice(0, 1)
    .map((first) =>
      context.t.clinical.failedPart(
        label,
        failures.map((each) => partWords(each, context)).join(', '),
        why(first, context),
      ),
    )

/** What of a source is missing, and why. */
export const failureWords = (label: string, failure: Failure, context: Context) => {
  const { clinical } = context.t
  const name = partWords(failure, context)
  const reason = why(failure, context)
  return name === ''
    ? clinical.failedWhole(label, reason)
    : clinical.failedPart(label, name, reason)
}

/** One source for the first line of an answer. */
export const sourceWords = (
  { label, failed, fetchedAt }: SourceState,
  standing: Standing,
  context: Context,
) => {
  const { clinical } = context.t
  const [first] = failed
  const time = fetchedAt === undefined ? undefined : clockTime(fetchedAt, context)
  if (first !== undefined && !saysSomething({ standing })) {
    const failure = clinical.failed(label, why(first, context))
    return time === undefined ? failure : clinical.askedAt(failure, time)
  }
  const words = standing === 'partly' ? clinical.partly(label) : clinical.answered(label)
  return time === undefined ? words : clinical.fetchedAt(words, time)
}
