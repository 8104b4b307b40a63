import type { Sourced, SourceState } from '../../fhir/fhir.ts'
import { isObject } from '../../fhir/server/outcome.ts'
import { stamp } from '../answer/date-words.ts'
import type { Args, Context } from '../command.ts'
import { daysIn } from '../tijdlijn/span.ts'
import { typedIn } from '../typed/typed-words.ts'

/** Until when somebody has seen the news of each source in a room. */
export type LookPorts = {
  readonly looked: (roomId: string, userId: string) => Promise<Readonly<Record<string, number>>>
}

type Here = Context<LookPorts>

const dayMs = 86_400_000
const FIRST_DAYS = 7
/** Never typed: where the pages of `!meer` go on from. */
const SINCE = 'sinds'

/** Since when the news is told: for each source its own moment; `moves` when this look counts. */
export type Since = {
  readonly seen: Readonly<Record<string, number>>
  readonly otherwise: number
  readonly days: number | undefined
  readonly moves: boolean
}

const parsed = (json: string): unknown => {
  try {
    return JSON.parse(json)
  } catch {
    return undefined
  }
}

const momentsIn = (json: string): Since['seen'] => {
  const value = parsed(json)
  if (!isObject(value)) return {}
  const moments = Object.entries(value)
  return Object.fromEntries(
    moments.flatMap(([source, at]) => (typeof at === 'number' ? [[source, at] as const] : [])),
  )
}

/** The arguments by which the pages of an answer tell the news since the same moments. */
export const withMoments = (args: Args, { seen }: Since): Args => ({
  ...args,
  options: { ...args.options, [SINCE]: JSON.stringify(seen) },
})

/** Since when is asked; undefined when what was typed is no period. */
export const sinceOf = async (
  args: Args,
  { looked, roomId, asker, now }: Here,
): Promise<Since | undefined> => {
  const typed = typedIn(args)
  const first = now.getTime() - FIRST_DAYS * dayMs
  if (typed !== '') {
    const days = daysIn(typed)
    if (days === undefined) return undefined
    return { seen: {}, otherwise: now.getTime() - days * dayMs, days, moves: false }
  }
  const kept = args.options[SINCE]
  if (typeof kept === 'string')
    return { seen: momentsIn(kept), otherwise: first, days: undefined, moves: false }
  const seen = await looked(roomId, asker.userId)
  return { seen, otherwise: first, days: undefined, moves: true }
}

/** What a source did not give, other than by agreement, may hold news that nobody has seen. */
const isWhole = ({ failed }: SourceState) => failed.every(({ code }) => code === 'not-agreed')

/** It does not know the patient, or is not for who asks: it has no news to miss. */
const isAbsent = ({ failed }: SourceState) =>
  failed.some(({ code }) => code === 'unknown-patient' || code === 'withheld')

/** The sources whose news is not seen by this answer. */
export const missedOf = (sources: readonly SourceState[]): readonly string[] =>
  sources.filter((each) => !isWhole(each) && !isAbsent(each)).map(({ label }) => label)

/** Since when the news is told, in words: in one line when that is the same for all sources. */
export const sinceLines = (
  { sources }: Sourced<unknown>,
  { seen, otherwise }: Since,
  context: Here,
): readonly string[] => {
  const { nieuw } = context.t
  const words = (at: number) => stamp(new Date(at), context)
  const labels = sources.filter((each) => !isAbsent(each)).map(({ label }) => label)
  const [first] = labels
  const moments = labels.map((label) => seen[label])
  if (new Set(moments).size <= 1 && first !== undefined) {
    const at = seen[first]
    return [at === undefined ? nieuw.firstTime(words(otherwise)) : nieuw.since(words(at))]
  }
  return labels.map((label) => {
    const at = seen[label]
    return at === undefined
      ? nieuw.firstTimeAt(label, words(otherwise))
      : nieuw.sinceAt(label, words(at))
  })
}

/** Until when each source's news has been seen now: an answer given from memory is as old as it is. */
export const seenUntil = (
  sources: readonly SourceState[],
  now: Date,
): Readonly<Record<string, number>> =>
  Object.fromEntries(
    sources
      .filter(isWhole)
      .map(({ label, fetchedAt }) => [
        label,
        Math.min(now.getTime(), fetchedAt?.getTime() ?? now.getTime()),
      ]),
  )
