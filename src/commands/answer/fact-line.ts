import type { Agent } from '../../fhir/value/agents.ts'
import { clean } from '../../reply/clean.ts'
import type { Inline, Line } from '../../reply/document.ts'
import { agentWords } from './agent-words.ts'
import { cutText } from './cut-text.ts'
import { type DateContext, dateWords } from './date-words.ts'

/** What is said of a record beside its name: one part after another, those that are missing left out. */
export const joinedLine = (lead: Inline, parts: readonly (Inline | undefined)[]): Line => [
  lead,
  ...parts.flatMap((part): readonly Inline[] =>
    part === undefined || part === '' ? [] : [' – ', part],
  ),
]

/** Who recorded something, never longer than a line. */
export const whoWords = (agent: Agent | undefined, context: DateContext): string =>
  cutText(agentWords(agent, context), context)

/** When and by whom something was recorded (S6). */
export const recordedWords = (
  date: string | undefined,
  agent: Agent | undefined,
  context: DateContext,
): string => {
  const { clinical, facts } = context.t
  return facts.recorded(dateWords(date, context) ?? clinical.undated, whoWords(agent, context))
}

/** What ends every line: a modifier nobody here knows (S3), and the source when it is not the own record (S6). */
export const tailWords = (
  fact: { readonly unknownModifier: boolean; readonly source: string | undefined },
  { t }: Pick<DateContext, 't'>,
): { readonly doubt: string | undefined; readonly from: string | undefined } => ({
  doubt: fact.unknownModifier ? t.clinical.unknownModifier : undefined,
  from: fact.source === undefined ? undefined : t.clinical.fromSource(fact.source),
})

/** Remarks of the source, each shortened. */
export const noteWords = (notes: readonly string[], context: DateContext): readonly string[] =>
  notes.map((each) => context.t.facts.note(cutText(each, context)))

const LONGEST = 500

/** Words of the source that must be read in full: cut only where a page would not hold them, and never without saying so. */
export const verbatim = (text: string, context: Pick<DateContext, 't'>): string => {
  const { cut: cutMark } = context.t.clinical
  return clean(text, { limit: LONGEST + cutMark.length, cutMark })
}
