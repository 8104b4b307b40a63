import type { DiagnosticReport, Observation } from '@medplum/fhirtypes'
import { isContained, keyBeside, laterFirst } from '../record/fact-origin.ts'
import type { Found, Question, Records } from '../record/record.ts'
import { codesOf, conceptWords, hasUnknownModifier, list } from '../value/codes.ts'
import { refOf, resolveReference } from '../value/references.ts'
import { focusOf } from './focus.ts'
import { type Around, isWithdrawn, type LabFact, labFact, unsettledOf } from './lab-fact.ts'
import { type LabReport, labReport } from './lab-report.ts'

/** The laboratory results of one patient, each value by itself; what is no fact is counted. */
export type LabFacts = {
  /** Newest first; a panel is no result, its members are. */
  readonly results: readonly LabFact[]
  /** Reports that say something themselves, or whose results are not there. */
  readonly reports: readonly LabReport[]
  readonly inError: number
  readonly cancelled: number
}

const roles = ['PractitionerRole:practitioner', 'PractitionerRole:organization']

/** What to ask for laboratory results. */
export const labQuestions: readonly Question[] = [
  {
    type: 'Observation',
    params: {
      category: 'laboratory',
      _sort: '-date',
      _include: ['Observation:has-member', 'Observation:specimen', 'Observation:performer'],
      '_include:iterate': roles,
    },
  },
  {
    type: 'DiagnosticReport',
    params: {
      category: 'LAB',
      _sort: '-date',
      _include: ['DiagnosticReport:result', 'DiagnosticReport:performer'],
      '_include:iterate': roles,
    },
  },
]

const KNOWN_MODIFIERS: ReadonlySet<string> = new Set()

/** Whether the record calls it a laboratory result (http://terminology.hl7.org/CodeSystem/observation-category). */
export const isLaboratory = ({ category }: Pick<Observation, 'category'>): boolean =>
  codesOf(category).includes('laboratory')

/** Whether it is the report of a laboratory. */
export const isLabReport = ({ category }: Pick<DiagnosticReport, 'category'>): boolean =>
  codesOf(category).some((code) => code === 'LAB' || code === 'laboratory')

const NOTHING: Around = {
  panel: undefined,
  keys: [],
  modified: false,
  withdrawn: false,
  unsettled: [],
  focus: [],
}

type Place = { readonly found: Found; readonly around: Around }

type Walk = {
  readonly results: Map<string, LabFact>
  readonly dropped: Map<string, 'entered-in-error' | 'cancelled'>
  readonly pool: Map<string, Found<Observation>>
}

const keyIn = ({ found }: Place, observation: Observation) => {
  const ref = refOf(observation)
  if (ref === undefined) return `${found.key}#`
  const own = isContained(found.resource, observation)
  return own ? `${found.key}#${observation.id}` : keyBeside(found, ref)
}

const lost = (place: Place, reference: unknown): LabFact =>
  labFact(
    { resourceType: 'Observation', status: 'unknown', code: {} },
    { found: place.found, key: `${place.found.key}#${JSON.stringify(reference)}`, lost: true },
    { ...place.around, keys: [place.found.key, ...place.around.keys] },
  )

/** Puts a value, or every member of a panel, among the results; each once, members before what stands alone. */
const visit = (observation: Observation, place: Place, walk: Walk, depth = 0): void => {
  const key = keyIn(place, observation)
  if (walk.results.has(key) || walk.dropped.has(key) || depth > 4) return
  if (isWithdrawn(observation)) walk.dropped.set(key, observation.status)
  const members = list(observation.hasMember)
  // A panel may come from elsewhere than what led to it: its own includes resolve its members.
  const found: Found = walk.pool.get(key) ?? place.found
  const { around } = place
  const inner: Around = {
    panel: conceptWords(observation.code) ?? around.panel,
    keys: [key, ...around.keys],
    modified:
      around.modified || hasUnknownModifier({ ...observation, hasMember: [] }, KNOWN_MODIFIERS),
    withdrawn: around.withdrawn || isWithdrawn(observation),
    unsettled: [...new Set([...around.unsettled, ...unsettledOf(observation.status)])],
    focus: [...around.focus, ...focusOf(observation, observation.subject, found.included)],
  }
  for (const reference of members) {
    const member = resolveReference(reference, observation, found.included)
    const there = { found, around: inner }
    if (member?.resourceType === 'Observation') visit(member, there, walk, depth + 1)
    else {
      const fact = lost(there, reference)
      walk.results.set(fact.key, fact)
    }
  }
  if (isWithdrawn(observation)) return
  const fact = labFact(observation, { found, key, lost: false }, around)
  if (members.length === 0 || fact.hasValue) walk.results.set(key, fact)
}

/** Reads every laboratory value once, out of its panel and its report, and the reports that say more. */
export const labFacts = (records: Records): LabFacts => {
  const all = records.of('Observation').filter(({ resource }) => isLaboratory(resource))
  const reports = records.of('DiagnosticReport').filter(({ resource }) => isLabReport(resource))
  const walk: Walk = {
    results: new Map(),
    dropped: new Map(),
    pool: new Map(records.of('Observation').map((each) => [each.key, each])),
  }
  const real = reports.filter(({ resource }) => !isWithdrawn(resource))
  for (const found of reports) {
    const { resource, included, key } = found
    const around: Around = {
      panel: conceptWords(resource.code),
      keys: [key],
      modified: hasUnknownModifier({ ...resource, contained: [] }, KNOWN_MODIFIERS),
      withdrawn: isWithdrawn(resource),
      unsettled: unsettledOf(resource.status),
      focus: [],
    }
    for (const reference of list(resource.result)) {
      const known = resolveReference(reference, resource, included)
      if (known?.resourceType === 'Observation') visit(known, { found, around }, walk)
    }
  }
  const panelsFirst = all.toSorted(
    (one, other) => list(other.resource.hasMember).length - list(one.resource.hasMember).length,
  )
  for (const found of panelsFirst) visit(found.resource, { found, around: NOTHING }, walk)
  const count = (status: string) => [...walk.dropped.values()].filter((each) => each === status)
  const wrong = reports.filter(({ resource }) => resource.status === 'entered-in-error').length
  return {
    results: [...walk.results.values()].toSorted((one, other) => laterFirst(one.date, other.date)),
    reports: real
      .flatMap((found) => labReport(found) ?? [])
      .toSorted((one, other) => laterFirst(one.date, other.date)),
    inError: count('entered-in-error').length + wrong,
    cancelled: count('cancelled').length + (reports.length - real.length - wrong),
  }
}
