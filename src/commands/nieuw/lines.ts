import { medicationFact } from '../../fhir/medication/statement.ts'
import type { Change, Changed, News } from '../../fhir/record/news.ts'
import type { Found, Records } from '../../fhir/record/record.ts'
import type { Fact } from '../../reply/document.ts'
import { strong } from '../../reply/document.ts'
import type { DateContext } from '../answer/date-words.ts'
import { productWords } from '../medicatie/words.ts'
import { kindWords, outlineLine, whenWords } from '../tijdlijn/line.ts'
import { type Entry, entriesOf, newEntries, newsSections } from './entries.ts'

const sectionByKind: Readonly<Record<string, Entry['section']>> = {
  AllergyIntolerance: 'allergies',
  Appointment: 'appointments',
  CarePlan: 'plans',
  Condition: 'problems',
  Consent: 'directives',
  DiagnosticReport: 'results',
  EpisodeOfCare: 'problems',
  Flag: 'alerts',
  Goal: 'plans',
  MedicationDispense: 'medication',
  MedicationRequest: 'medication',
  MedicationStatement: 'medication',
  ServiceRequest: 'tasks',
  Task: 'tasks',
}

const sectionOf = ({ kind, category }: Changed['outline']): Entry['section'] => {
  if (category === 'report') return 'reports'
  if (category === 'laboratory') return 'results'
  if (category === 'vital-signs') return 'vitals'
  return (Object.hasOwn(sectionByKind, kind) ? sectionByKind[kind] : undefined) ?? 'other'
}

const productOf = ({ resource, ...found }: Found, context: DateContext): string | undefined =>
  resource.resourceType === 'MedicationRequest' ||
  resource.resourceType === 'MedicationDispense' ||
  resource.resourceType === 'MedicationStatement'
    ? productWords(medicationFact({ ...found, resource }), context)
    : undefined

/** A record without a line of its own kind: what it is and where it stands, and not what about it changed. */
const plainEntry = ({ found, outline }: Changed, context: DateContext): Entry => {
  const name = productOf(found, context) ?? outline.name
  const line = outlineLine({ ...outline, name }, { when: whenWords(outline, context) }, context)
  const section = sectionOf(outline)
  const critical =
    outline.forbidden || section === 'alerts' || section === 'directives' || section === 'allergies'
  return { section, critical, keys: [found.key], fact: { line, about: [found.key] } }
}

/** A line made of several records is new only when all of them are. */
const changeOf = ({ keys }: Entry, { changed }: News): Change => {
  const changes = keys.map((key) => changed.get(key)?.change)
  if (changes.every((each) => each === 'new')) return 'new'
  return changes.every((each) => each === 'either') ? 'either' : 'changed'
}

const withLead = (entry: Entry, news: News, { t }: DateContext): Entry => {
  const { nieuw } = t
  const lead = strong(nieuw.lead(nieuw.changes[changeOf(entry, news)]))
  const fact: Fact = { ...entry.fact, line: [lead, ...[entry.fact.line].flat()] }
  return { ...entry, fact }
}

const place = ({ section }: Entry) => newsSections.indexOf(section)

/** Everything that changed, each record in one line: what must not be missed first, then by kind. */
export const newsEntries = (
  records: Records,
  news: News,
  context: DateContext,
): readonly Entry[] => {
  const told = newEntries(entriesOf(records, context), news)
  const known = new Set(told.flatMap(({ keys }) => keys))
  const rest = [...news.changed.values()].filter(({ found }) => !known.has(found.key))
  const all = [...told, ...rest.map((each) => plainEntry(each, context))]
  return all
    .toSorted((a, b) => Number(b.critical) - Number(a.critical) || place(a) - place(b))
    .map((each) => withLead(each, news, context))
}

/** What was withdrawn as entered in error, by kind, never by what it said (S1). */
export const wrongWords = ({ wrong }: News, context: DateContext): string => {
  const { nieuw } = context.t
  const kinds = Map.groupBy(wrong, (each) => kindWords(each, context))
  return [...kinds].map(([kind, each]) => nieuw.wrongKind(kind, each.length)).join(', ')
}
