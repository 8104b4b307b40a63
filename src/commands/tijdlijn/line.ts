import type { Outline } from '../../fhir/timeline/outline.ts'
import { type Inline, type Line, strong } from '../../reply/document.ts'
import { agentWords } from '../answer/agent-words.ts'
import { cutText } from '../answer/cut-text.ts'
import { type DateContext, dateWords } from '../answer/date-words.ts'
import { originWords } from '../answer/origin-words.ts'
import { wordFor } from '../answer/word-for.ts'

/** What kind of thing a record is, in a word. */
export const kindWords = (
  { kind, category }: Pick<Outline, 'kind' | 'category'>,
  { t }: Pick<DateContext, 't'>,
): string => {
  const { kinds, observations, other } = t.tijdlijn
  const narrower = kind === 'Observation' ? wordFor(observations, category) : undefined
  return narrower ?? wordFor(kinds, kind) ?? other
}

/** A code of another system stands beside one everybody knows, and says nothing then. */
const isNumber = (status: string) => /^\d+$/u.test(status)

/** What every record of its kind is says nothing. */
const isPlain = (status: string, kind: string | undefined) =>
  status === 'final' || status === 'current' || (kind === 'Communication' && status === 'completed')

/** Where a record stands, in the words of its status codes; what is plainly final says nothing. */
export const standingWords = (
  { statuses, kind }: Pick<Outline, 'statuses'> & Partial<Pick<Outline, 'kind'>>,
  { t }: Pick<DateContext, 't'>,
): string | undefined => {
  const said = statuses.filter((each) => !isPlain(each, kind))
  if (statuses.length === 0 || said.includes('unknown')) return t.clinical.statusUnknown
  const words = said.flatMap((each) => {
    const known = wordFor(t.tijdlijn.statuses, each)
    if (known !== undefined) return [known]
    return isNumber(each) && statuses.length > 1 ? [] : [t.tijdlijn.status(each)]
  })
  return words.length === 0 ? undefined : [...new Set(words)].join(', ')
}

/** The name of a record, never more than one line. */
export const nameWords = ({ name }: Pick<Outline, 'name'>, context: DateContext): string =>
  name === undefined ? context.t.tijdlijn.nameless : cutText(name, context)

/** Before everything else of a record: what it asks must NOT be done. */
export const mustNotWords = (
  { kind, forbidden }: Pick<Outline, 'kind' | 'forbidden'>,
  { t }: Pick<DateContext, 't'>,
): readonly string[] => {
  if (!forbidden) return []
  return [kind.startsWith('Medication') ? t.medicatie.lead.forbidden : `${t.taken.mustNot} `]
}

/** What a record that ends a medicine does to it. */
export const stopWords = (
  { stop }: Pick<Outline, 'stop'>,
  { t }: Pick<DateContext, 't'>,
): readonly string[] => (stop === undefined ? [] : [t.tijdlijn.stops[stop.kind]])

/** How an outline is told: beneath its day, by its time; elsewhere with its date. */
export type OutlineParts = {
  /** Said before anything else, such as what became of it. */
  readonly lead?: readonly string[]
  readonly when?: string | undefined
}

/** A record in its outlines on one line: kind and name, where it stands, when, who, and which source if not the own one. */
export const outlineLine = (outline: Outline, parts: OutlineParts, context: DateContext): Line => {
  const { t } = context
  const label = `${kindWords(outline, context)}: ${nameWords(outline, context)}`
  const author =
    outline.author === undefined ? undefined : cutText(agentWords(outline.author, context), context)
  const rest = [
    ...(outline.proposal ? [strong(t.tijdlijn.proposal)] : []),
    ...stopWords(outline, context).map(strong),
    ...(outline.modified ? [strong(t.clinical.unknownModifier)] : []),
    standingWords(outline, context),
    parts.when,
    author ?? t.clinical.sourceUnknown,
    ...originWords(outline, context),
  ]
  return [
    ...[...(parts.lead ?? []), ...mustNotWords(outline, context)].map(strong),
    strong(label),
    ...rest.flatMap((each): readonly Inline[] => (each === undefined ? [] : [' – ', each])),
  ]
}

/** The date of a record in words: when it was so, else when it was put on record. */
export const whenWords = (
  { date, recorded }: Pick<Outline, 'date' | 'recorded'>,
  context: DateContext,
): string => {
  const { clinical } = context.t
  const clinicalDate = dateWords(date, context)
  if (clinicalDate !== undefined) return clinicalDate
  const put = dateWords(recorded, context)
  return put === undefined ? clinical.undated : clinical.recordedOn(put)
}
