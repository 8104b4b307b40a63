import type { Condition, Flag } from '@medplum/fhirtypes'
import {
  commentsOf,
  type FactOrigin,
  isContained,
  keyOfOther,
  laterFirst,
  originOf,
} from '../record/fact-origin.ts'
import type { Found, Question, Records } from '../record/record.ts'
import { samePatient } from '../record/same-patient.ts'
import { type Agent, agentOf } from '../value/agents.ts'
import {
  allWords,
  codesOf,
  conceptWords,
  extensionsOf,
  hasUnknownModifier,
  textOf,
} from '../value/codes.ts'
import { hasEnded, type Moment } from '../value/period.ts'
import { refOf, resolveReference } from '../value/references.ts'
import { clinicalStatusOf, isGone, isInError, verificationOf } from './coded-status.ts'

/** The problem a warning is about, when it names one (flag-detail). */
export type Concern = {
  readonly words: string | undefined
  /** Why the problem itself says that it is not there. */
  readonly doubt: 'in-error' | 'excluded' | 'over' | undefined
  /** Key of the problem's record; undefined when the reference could not be followed. */
  readonly key: string | undefined
  /** The problem carries something unknown that may change it (S3). */
  readonly unknownModifier: boolean
}

/** A warning on a patient's record (zib Alert, and the surveillance decisions of medication monitoring). */
export type FlagFact = FactOrigin & {
  readonly name: string | undefined
  readonly concerns: readonly Concern[]
  readonly categories: readonly string[]
  /** `past-end`: active by its status, though its end has passed. `unknown`: the status says neither. */
  readonly state: 'active' | 'past-end' | 'unknown' | 'ended'
  readonly high: boolean
  readonly priority: string | undefined
  readonly start: string | undefined
  readonly end: string | undefined
  /** What the warning does not hold for, and the decision of whoever keeps watch. */
  readonly exceptions: readonly string[]
  readonly decisions: readonly string[]
  readonly closure: readonly string[]
  readonly comments: readonly string[]
  readonly author: Agent | undefined
  readonly unknownModifier: boolean
}

/** The warnings of one patient; what is no fact is counted. */
export type FlagFacts = {
  /** Active, or not certainly ended: high priority first, then newest first. */
  readonly current: readonly FlagFact[]
  readonly ended: readonly FlagFact[]
  readonly inError: number
}

/** What to ask for warnings. A warning may only point at a problem, and no include follows that, so problems are asked too. */
export const flagQuestions: readonly Question[] = [
  {
    type: 'Flag',
    params: {
      _include: ['Flag:author'],
      '_include:iterate': ['PractitionerRole:practitioner', 'PractitionerRole:organization'],
    },
  },
  { type: 'Condition' },
]

const HL7 = 'http://hl7.org/fhir/StructureDefinition/'
const NICTIZ = 'http://nictiz.nl/fhir/StructureDefinition/'
const ABSENT_SYSTEM = 'http://terminology.hl7.org/CodeSystem/data-absent-reason'
const KNOWN_MODIFIERS: ReadonlySet<string> = new Set()

const doubtOf = (condition: Condition): Concern['doubt'] => {
  if (isInError(condition)) return 'in-error'
  if (verificationOf(condition.verificationStatus) === 'refuted') return 'excluded'
  return isGone(clinicalStatusOf(condition.clinicalStatus)) ? 'over' : undefined
}

const concernsOf = (found: Found<Flag>, records: Records): readonly Concern[] => {
  const { resource, source, included } = found
  const patient = textOf(resource.subject?.reference) ?? ''
  const here = records.of('Condition').filter((each) => each.source === source)
  const pool = new Map([
    ...included,
    ...here.map((each) => [refOf(each.resource) ?? '', each.resource] as const),
  ])
  return extensionsOf(resource, `${HL7}flag-detail`).map(({ valueReference }): Concern => {
    const detail = resolveReference(valueReference, resource, pool)
    const own = detail !== undefined && isOwn(detail, found, patient)
    if (detail?.resourceType !== 'Condition' || !own)
      return { words: undefined, doubt: undefined, key: undefined, unknownModifier: false }
    return {
      words: conceptWords(detail.code),
      doubt: doubtOf(detail),
      key: keyOfOther(found, detail),
      unknownModifier: hasUnknownModifier(detail, KNOWN_MODIFIERS),
    }
  })
}

/** Contained details have no subject of their own; every other one must name the same patient (S13). */
const isOwn = (detail: Parameters<typeof samePatient>[0], found: Found<Flag>, patient: string) =>
  isContained(found.resource, detail) || samePatient(detail, patient)

const stateOf = ({ status, period }: Flag, moment: Moment): FlagFact['state'] => {
  if (status === 'inactive') return 'ended'
  const past = period?.end !== undefined && hasEnded(period, moment)
  if (status === 'active') return past ? 'past-end' : 'active'
  return 'unknown'
}

const conceptsIn = (owner: Parameters<typeof extensionsOf>[0], url: string) =>
  allWords(extensionsOf(owner, url).flatMap((each) => each.valueCodeableConcept ?? []))

const flagFact = (found: Found<Flag>, records: Records, moment: Moment): FlagFact => {
  const { resource, included } = found
  const named = codesOf(resource.code, ABSENT_SYSTEM).length === 0 || textOf(resource.code?.text)
  const priority = extensionsOf(resource, `${HL7}flag-priority`)[0]?.valueCodeableConcept
  const concerns = concernsOf(found, records)
  return {
    ...originOf(found),
    name: named ? conceptWords(resource.code) : undefined,
    concerns,
    categories: allWords(resource.category),
    state: stateOf(resource, moment),
    high: codesOf(priority).includes('PH'),
    priority: conceptWords(priority),
    start: textOf(resource.period?.start),
    end: textOf(resource.period?.end),
    exceptions: conceptsIn(
      resource.code,
      `${NICTIZ}ext-SurveillanceDecision.SafeWithinUnsafeGroup`,
    ),
    decisions: conceptsIn(resource, `${NICTIZ}ext-SurveillanceDecision.SurveillanceDecision`),
    closure: extensionsOf(
      resource,
      `${NICTIZ}ext-MedicationContraIndication.ReasonClosure`,
    ).flatMap((each) => textOf(each.valueString) ?? []),
    comments: commentsOf(resource),
    author: agentOf(resource.author, resource, included),
    unknownModifier:
      hasUnknownModifier(resource, KNOWN_MODIFIERS) ||
      concerns.some((concern) => concern.unknownModifier),
  }
}

const byDanger = (one: FlagFact, other: FlagFact) =>
  Number(other.high) - Number(one.high) || laterFirst(one.start, other.start)

/** Sorts the Flags of a patient into what must be heeded and what is over; what is not certainly over is heeded. */
export const flagFacts = (records: Records, moment: Moment): FlagFacts => {
  const all = records.of('Flag')
  const real = all.filter(({ resource }) => resource.status !== 'entered-in-error')
  const facts = real.map((each) => flagFact(each, records, moment)).toSorted(byDanger)
  return {
    current: facts.filter(({ state }) => state !== 'ended'),
    ended: facts.filter(({ state }) => state === 'ended'),
    inError: all.length - real.length,
  }
}
