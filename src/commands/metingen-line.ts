import type { Performer } from '../fhir/observation-performer.ts'
import type { Vital } from '../fhir/observation-vitals.ts'
import { type Line, strong } from '../reply/document.ts'
import { cutText } from './cut-text.ts'
import { type DateContext, dateWords } from './date-words.ts'
import { isFuture, isOld, trendWords } from './metingen-trend.ts'
import { valueWords } from './metingen-value.ts'
import { wordFor } from './skeleton.ts'

const labelOf = (vital: Vital, context: DateContext): string => {
  const { metingen } = context.t
  const name = cutText(vital.name ?? metingen.nameless, context)
  if (vital.kind === 'other') return name
  const kind = metingen.kinds[vital.kind]
  return vital.usual ? kind : metingen.unusual(kind, name)
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

const previousWords = (vital: Vital, previous: Vital, context: DateContext): readonly string[] => {
  const [value, ...parts] = valueWords(previous, true, context)
  const oxygen = vital.kind === 'oxygen-saturation' ? parts : []
  const conditions = previous.conditions.map((each) => cutText(each, context))
  const said = [value, ...oxygen, ...conditions, ...doubts(previous, context)].join(', ')
  const trend = trendWords(vital, previous, context)
  return [
    context.t.metingen.previous(said, momentWords(previous, context)),
    ...(trend === undefined ? [] : [trend]),
  ]
}

/** One measurement on one line; `previous` is the one before it, when the line is to compare. */
export const vitalLine = (
  vital: Vital,
  short: boolean,
  context: DateContext,
  previous?: Vital,
): Line => {
  const value = valueWords(vital, short, context)[0] ?? context.t.metingen.none
  const rest = [
    ...doubts(vital, context),
    momentWords(vital, context),
    ...circumstances(vital, short, context),
    ...(previous === undefined ? [] : previousWords(vital, previous, context)),
    whoWords(vital, context),
  ]
  return [strong(`${labelOf(vital, context)}: ${value}`), ` – ${rest.join(' – ')}`]
}
