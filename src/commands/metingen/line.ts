import type { Performer } from '../../fhir/observation/performer.ts'
import type { Vital } from '../../fhir/observation/vitals.ts'
import { type Line, strong } from '../../reply/document.ts'
import { cutText } from '../answer/cut-text.ts'
import { type DateContext, dateWords } from '../answer/date-words.ts'
import { originWords } from '../answer/origin-words.ts'
import { wordFor } from '../answer/word-for.ts'
import { courseWords } from './course.ts'
import { focusWords } from './focus-words.ts'
import type { Row } from './rows.ts'
import { isFuture, isOld, trendWords } from './trend.ts'
import { valueWords } from './value.ts'

const labelOf = (vital: Vital, context: DateContext): string => {
  const { metingen } = context.t
  const name = cutText(vital.name ?? metingen.nameless, context)
  if (vital.kind === 'other') return name
  const kind = metingen.kinds[vital.kind]
  const isPlain = vital.usual || name.toLowerCase() === kind.toLowerCase()
  return isPlain ? kind : metingen.unusual(kind, name)
}

const momentWords = ({ moment }: Vital, context: DateContext): string => {
  const { clinical, metingen } = context.t
  const start = dateWords(moment.start, context)
  const end = dateWords(moment.end, context)
  if (start !== undefined && end !== undefined) return metingen.period(start, end)
  const date = end ?? start
  if (date === undefined) return clinical.undated
  return moment.recorded ? clinical.recordedOn(date) : date
}

/** What makes a value less certain than it looks. */
const doubts = (vital: Vital, context: DateContext): readonly string[] => {
  const { clinical, metingen } = context.t
  return [
    ...focusWords(vital, context),
    ...(vital.modified ? [clinical.unknownModifier] : []),
    ...(vital.ofWithdrawn ? [metingen.ofWithdrawn] : []),
    ...(isFuture(vital, context) ? [metingen.future] : []),
    ...vital.statuses.map((each) => wordFor(metingen.statuses, each) ?? clinical.statusUnknown),
    ...(isOld(vital, context) ? [metingen.old] : []),
  ]
}

const performerWords = (performer: Performer, context: DateContext): string => {
  const { clinical, metingen } = context.t
  const functions = performer.functions.join(' / ')
  if (performer.kind === 'patient') return metingen.byPatient
  if (performer.kind === 'related') return metingen.byRelated(functions || undefined)
  const known = [performer.name, functions, performer.organization].filter(Boolean).join(', ')
  return known === '' ? clinical.unknownReference : cutText(known, context)
}

const whoWords = ({ performers }: Vital, context: DateContext): string =>
  performers.map((each) => performerWords(each, context)).join('; ') ||
  context.t.clinical.sourceUnknown

const circumstances = (vital: Vital, short: boolean, context: DateContext): readonly string[] => {
  const notes = vital.notes.map((note) => context.t.metingen.note(cutText(note, context)))
  return [
    ...valueWords(vital, short, context).slice(1),
    ...vital.conditions.map((each) => cutText(each, context)),
    ...notes,
  ]
}

const earlierWords = (vital: Vital, previous: Vital, context: DateContext): string => {
  const [value, ...parts] = valueWords(previous, true, context)
  const oxygen = vital.kind === 'oxygen-saturation' ? parts : []
  const conditions = previous.conditions.map((each) => cutText(each, context))
  const { fromSource, ownRecord } = context.t.clinical
  const origin = previous.source === vital.source ? [] : [fromSource(previous.source ?? ownRecord)]
  const said = [value, ...oxygen, ...conditions, ...doubts(previous, context), ...origin].join(', ')
  return context.t.metingen.dated(said, momentWords(previous, context))
}

/** What was measured before, and the change in words, when a row has it. */
export const previousWords = (
  { vital, previous }: Row,
  context: DateContext,
): readonly string[] => {
  const { metingen } = context.t
  const [only, ...others] = previous
  if (only === undefined) return []
  const said = previous.map((each) => earlierWords(vital, each, context))
  if (others.length > 0) return [metingen.previousUnordered(said.join('; '))]
  const trend = trendWords(vital, only, context)
  return [metingen.previous(said.join('; ')), ...(trend === undefined ? [] : [trend])]
}

/** One measurement on one line, compared with the one before it when the row has it. */
export const vitalLine = (row: Row, short: boolean, context: DateContext): Line => {
  const { metingen } = context.t
  const { vital, order } = row
  const value = valueWords(vital, short, context)[0] ?? metingen.none
  const rest = [
    ...doubts(vital, context),
    momentWords(vital, context),
    ...(order === undefined ? [] : [metingen.order[order]]),
    ...circumstances(vital, short, context),
    ...previousWords(row, context),
    ...courseWords(row, context),
    [whoWords(vital, context), ...originWords(vital, context)].join(', '),
  ]
  return [strong(`${labelOf(vital, context)}: ${value}`), ` – ${rest.join(' – ')}`]
}
