import type { FailureCode, Sourced } from '../../fhir/fhir.ts'
import {
  type Block,
  code,
  type Fact,
  facts,
  type Inline,
  type Line,
  paragraph,
  strong,
} from '../../reply/document.ts'
import { stamp } from '../answer/date-words.ts'
import { answeredSources } from '../answer/skeleton.ts'
import { isWithheldLab, saysSomething, standings } from '../answer/source-standing.ts'
import type { Context } from '../command.ts'
import type { Part } from './parts.ts'

const MOST = 2

/** What of a part is shown: two lines, and all that is critical. */
export const shownOf = ({ facts: all, critical }: Part): readonly Fact[] =>
  all.slice(0, Math.max(MOST, critical))

/** No answer by agreement or by right is no failure. */
const settled: ReadonlySet<FailureCode> = new Set(['not-agreed', 'unknown-patient', 'withheld'])

/** Whether something of a part may be missing at a source that was asked for it, or none was asked. */
const isLost = ({ types }: Part, sourced: Sourced<unknown>): boolean =>
  sourced.sources.some(({ failed }) =>
    failed.some(
      ({ part, code: why }) => !settled.has(why) && (part === '' || types.includes(part)),
    ),
  ) || !standings({ sourced, asked: types }).some(saysSomething)

const titleLine = (part: Part, lost: boolean, { t }: Context): Line => {
  const { samenvatting } = t
  const { length } = part.facts
  const rest: readonly Inline[] =
    length > shownOf(part).length ? [samenvatting.dash, code(part.command), samenvatting.all] : []
  return [
    strong(samenvatting.parts[part.name](length)),
    ...rest,
    ...(lost ? [samenvatting.dash, strong(samenvatting.partly)] : []),
  ]
}

const sectionBlocks = (part: Part, lost: boolean, context: Context): readonly Block[] => [
  paragraph(titleLine(part, lost, context), ...part.notes),
  facts(shownOf(part)),
]

/** What a part that was read in full and holds nothing says by itself (S4); undefined when it is only named. */
const ownWords = (
  { name, notes, types }: Part,
  sourced: Sourced<unknown>,
  context: Context,
): readonly (Inline | Line)[] => {
  const { allergie, wilsverklaring } = context.t
  const where = answeredSources(sourced, context, types)
  const when = stamp(context.now, context)
  if (name === 'directives') {
    const none = notes.length === 0 ? wilsverklaring.nothing : wilsverklaring.nothingValid
    return [strong(none(where, when)), ...notes]
  }
  if (name === 'allergies') return [strong(allergie.noneFound(where, when))]
  return notes
}

const names = (parts: readonly Part[], { t }: Context): string =>
  parts.map(({ name }) => t.samenvatting.names[name]).join(', ')

/** Parts that hold nothing, each with the sources that say so. */
const notFound = (
  parts: readonly Part[],
  sourced: Sourced<unknown>,
  context: Context,
): readonly string[] => {
  const when = stamp(context.now, context)
  const groups = Map.groupBy(parts, ({ types }) => answeredSources(sourced, context, types))
  return [...groups].map(([where, each]) =>
    context.t.samenvatting.notFound(names(each, context), where, when),
  )
}

/** All parts of a summary: those that hold something, and what is missing or was not found. */
export const partBlocks = (
  all: readonly Part[],
  sourced: Sourced<unknown>,
  context: Context,
): readonly Block[] => {
  const { samenvatting } = context.t
  // Results that are not for who asks are no results that were not found.
  const withheld = sourced.sources.some(({ failed }) => failed.some(isWithheldLab))
  const parts = withheld
    ? all.filter(({ name, facts: of }) => name !== 'lab' || of.length > 0)
    : all
  const lost = parts.filter((part) => part.facts.length === 0 && isLost(part, sourced))
  const empty = parts.filter((part) => part.facts.length === 0 && !isLost(part, sourced))
  const told = empty.map((part) => ({ part, words: ownWords(part, sourced, context) }))
  const named = told.filter(({ words }) => words.length === 0).map(({ part }) => part)
  const own = new Map(told.map(({ part, words }) => [part, words]))
  return [
    ...(lost.length === 0
      ? []
      : [paragraph([strong(samenvatting.notRetrieved(names(lost, context)))])]),
    ...parts.flatMap((part): readonly Block[] => {
      if (part.facts.length > 0) return sectionBlocks(part, isLost(part, sourced), context)
      const words = own.get(part) ?? []
      return words.length === 0 ? [] : [paragraph(...words)]
    }),
    ...(named.length === 0 ? [] : [paragraph(...notFound(named, sourced, context))]),
  ]
}
