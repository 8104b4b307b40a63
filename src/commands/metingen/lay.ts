import type { Performer } from '../../fhir/observation/performer.ts'
import type { Vital } from '../../fhir/observation/vitals.ts'
import { type Line, strong } from '../../reply/document.ts'
import { cutText } from '../answer/cut-text.ts'
import { type DateContext, dateWords } from '../answer/date-words.ts'
import { originWords } from '../answer/origin-words.ts'
import { wordFor } from '../answer/word-for.ts'
import { courseWords } from './course.ts'
import { focusWords } from './focus-words.ts'
import { previousWords } from './line.ts'
import type { Row } from './rows.ts'
import { isFuture, isOld } from './trend.ts'
import { valueWords } from './value.ts'

const labelOf = ({ kind, name, usual }: Vital, context: DateContext): string => {
  const { metingen } = context.t
  const named = cutText(name ?? metingen.nameless, context)
  if (kind === 'other') return named
  const plain = metingen.kinds[kind]
  const isPlain = usual || named.toLowerCase() === plain.toLowerCase()
  return isPlain ? plain : metingen.unusual(plain, named)
}

const momentWords = ({ moment }: Vital, context: DateContext): string => {
  const { lay } = context.t
  const start = dateWords(moment.start, context)
  const end = dateWords(moment.end, context)
  if (start !== undefined && end !== undefined) return lay.between(start, end)
  const date = end ?? start
  if (date === undefined) return lay.noDate
  return moment.recorded ? lay.written(date) : lay.measured(date)
}

const doubts = (vital: Vital, context: DateContext): readonly string[] => {
  const { lay } = context.t
  return [
    ...focusWords(vital, context),
    ...(vital.modified ? [lay.modified] : []),
    ...(vital.ofWithdrawn ? [lay.withdrawn] : []),
    ...(isFuture(vital, context) ? [lay.future] : []),
    ...vital.statuses.map((each) => wordFor(lay.statuses, each) ?? lay.statusUnknown),
    ...(isOld(vital, context) ? [lay.old] : []),
  ]
}

const performerWords = (
  { kind, name, organization }: Performer,
  context: DateContext,
): string | undefined => {
  const { lay } = context.t
  if (kind === 'patient') return lay.bySelf
  if (kind === 'related') return lay.byRelative
  const known = [name, organization].filter(Boolean).join(', ')
  return known === '' ? undefined : lay.by(cutText(known, context))
}

const whoWords = ({ performers }: Vital, context: DateContext): string => {
  const known = performers.flatMap((each) => performerWords(each, context) ?? [])
  return known.join('; ') || context.t.lay.byNobody
}

/**
 * A measurement in plain words: what it is, when and by whom it was measured, what is uncertain about it, and what it
 * was before. What was remarked about it is not told, only that there is a remark.
 */
export const layVitalLine = (row: Row, _short: boolean, context: DateContext): Line => {
  const { metingen, lay } = context.t
  const { vital, order } = row
  const [value = metingen.none, ...parts] = valueWords(vital, true, context)
  const rest = [
    ...doubts(vital, context),
    momentWords(vital, context),
    ...(order === undefined ? [] : [metingen.order[order]]),
    ...parts,
    ...vital.conditions.map((each) => cutText(each, context)),
    ...(vital.notes.length === 0 ? [] : [lay.note]),
    ...previousWords(row, context),
    ...courseWords(row, context),
    whoWords(vital, context),
    ...originWords(vital, context),
  ]
  return [strong(`${labelOf(vital, context)}: ${value}`), ` – ${rest.join(' – ')}`]
}
