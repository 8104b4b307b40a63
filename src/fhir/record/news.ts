import type { ResourceType } from '@medplum/fhirtypes'
import { directiveQuestions } from '../directive/directive.ts'
import { medicationQuestions } from '../medication/medication.ts'
import { labQuestions } from '../observation/lab-result.ts'
import { allergyQuestions } from '../problem/allergy.ts'
import { flagQuestions } from '../problem/flag.ts'
import { problemQuestions } from '../problem/problem.ts'
import { allTaskQuestions } from '../referral/task.ts'
import { authorIncludes } from '../timeline/includes.ts'
import { type Outline, outlineOf } from '../timeline/outline.ts'
import { textOf } from '../value/codes.ts'
import type { Found, Question, Records } from './record.ts'

/**
 * `new`: put on record since then, by its version or its own date. `changed`: a later version.
 * `either`: the server's versions do not tell.
 */
export type Change = 'new' | 'changed' | 'either'

/** A record that came or changed since somebody looked. */
export type Changed = {
  readonly found: Found
  readonly outline: Outline
  readonly change: Change
}

/** What changed in a record; `unclear` counts for each source what does not tell when it changed. */
export type News = {
  readonly changed: ReadonlyMap<string, Changed>
  /** Entered in error since: what was read before does not hold. By kind of record. */
  readonly wrong: readonly Outline[]
  readonly unclear: ReadonlyMap<string, number>
}

/** Clocks differ: what changed just before somebody looked is rather shown twice than never. */
const overlapMs = 2 * 60_000

/** Judged together, so asked whole: one record changes what the others of its kind mean. */
const whole: readonly Question[] = [
  // Those of problems ask for the same Conditions.
  ...flagQuestions.filter(({ type }) => type === 'Flag'),
  ...directiveQuestions,
  ...allergyQuestions,
  ...medicationQuestions,
  ...problemQuestions,
]

const since = (questions: readonly Question[], moment: string): readonly Question[] =>
  questions.map(({ type, params = {} }) => ({ type, params: { ...params, _lastUpdated: moment } }))

const others: readonly ResourceType[] = [
  'Observation',
  'ServiceRequest',
  'Appointment',
  'CarePlan',
  'Goal',
  'Procedure',
  'Immunization',
  'Encounter',
  'DocumentReference',
]

const questionFor = (type: ResourceType): Question => {
  const include = ['Observation:performer', 'Observation:has-member', 'Observation:specimen']
  const more = type === 'Observation' ? { _include: include } : {}
  return { type, params: { ...authorIncludes(type), ...more } }
}

/** What to ask for what changed since a moment. */
export const newsQuestions = (moment: number): readonly Question[] => {
  const from = `ge${new Date(moment - overlapMs).toISOString()}`
  const reports = labQuestions.filter(({ type }) => type === 'DiagnosticReport')
  return [...whole, ...since([...reports, ...allTaskQuestions, ...others.map(questionFor)], from)]
}

/** The resource types that are looked at. */
export const newsTypes: readonly ResourceType[] = [
  ...new Set(newsQuestions(0).map(({ type }) => type)),
]

const recordedSince = ({ recorded, date }: Outline, moment: number): boolean => {
  const at = Date.parse(recorded ?? date ?? '')
  return !Number.isNaN(at) && at >= moment - overlapMs
}

const changeOf = (found: Found, outline: Outline, moment: number): Change => {
  const version = textOf(found.resource.meta?.versionId) ?? ''
  if (version === '1' || recordedSince(outline, moment)) return 'new'
  return /^\d+$/u.test(version) ? 'changed' : 'either'
}

/** What of these records changed since; `moment` is when the news of a source was seen last. */
export const newsOf = (records: Records, moment: (source: string) => number): News => {
  const all = newsTypes.flatMap((type): readonly Found[] => records.of(type))
  const unclear = new Map<string, number>()
  const changed = new Map<string, Changed>()
  const wrong: Outline[] = []
  for (const found of all) {
    const at = Date.parse(textOf(found.resource.meta?.lastUpdated) ?? '')
    const from = moment(found.source)
    if (Number.isNaN(at)) unclear.set(found.source, (unclear.get(found.source) ?? 0) + 1)
    if (Number.isNaN(at) || at < from - overlapMs) continue
    const outline = outlineOf(found)
    if (outline.standing === 'wrong') wrong.push(outline)
    else changed.set(found.key, { found, outline, change: changeOf(found, outline, from) })
  }
  return { changed, wrong, unclear }
}
