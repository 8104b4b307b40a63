import type { CodeableConcept, Condition } from '@medplum/fhirtypes'
import { type FactOrigin, laterFirst, notesOf, originOf } from '../record/fact-origin.ts'
import type { Found, Question, Records } from '../record/record.ts'
import { type Agent, agentOf } from '../value/agents.ts'
import {
  type Amount,
  absentReason,
  allWords,
  amountOf,
  codesOf,
  conceptWords,
  extensionsOf,
  hasUnknownModifier,
  list,
  SCT,
  textOf,
} from '../value/codes.ts'
import type { Moment } from '../value/period.ts'
import {
  CONTRADICTORY,
  clinicalStatusOf,
  isGone,
  isInError,
  verificationOf,
} from './coded-status.ts'
import { type Ending, endingOf, endOf } from './ending.ts'
import { type EpisodeFact, episodeFacts } from './episode.ts'

/** How sure the source is that somebody has a problem. */
export type Certainty =
  | 'confirmed'
  | 'provisional'
  | 'differential'
  | 'unconfirmed'
  | 'suspected'
  | 'possible'

/** One problem, complaint or diagnosis as the record has it (zib Problem). */
export type ProblemFact = FactOrigin & {
  readonly name: string | undefined
  /** Code of why the source gives no name. */
  readonly nameAbsent: string | undefined
  /** What the source adds to the name (ext-Problem.FurtherSpecificationProblemName). */
  readonly further: readonly string[]
  readonly sites: readonly string[]
  readonly severity: string | undefined
  readonly severe: boolean
  /** Code of the clinical status, its words, or `contradictory`; undefined when the record gives none. */
  readonly clinical: string | undefined
  readonly certainty: Certainty | undefined
  /** The certainty in words of the source when its code is not known here. */
  readonly certaintyWords: string | undefined
  /** Said to be absent and to be there at once. */
  readonly contradiction: boolean
  /** Not over by its status, though its end has passed or an end is told. */
  readonly endedYetActive: 'passed' | 'named' | undefined
  readonly onset: string | undefined
  readonly onsetWords: string | undefined
  readonly onsetAge: Amount | undefined
  readonly ending: Ending
  readonly kinds: readonly string[]
  readonly episodes: readonly EpisodeFact[]
  readonly notes: readonly string[]
  readonly recorded: string | undefined
  readonly author: Agent | undefined
  readonly unknownModifier: boolean
}

/** The problems of one patient; what is no fact is counted. */
export type ProblemFacts = {
  /** Active, or without a status that says otherwise: severe ones first, then newest first. */
  readonly active: readonly ProblemFact[]
  readonly inactive: readonly ProblemFact[]
  /** Known not to be there: never a diagnosis. */
  readonly excluded: readonly ProblemFact[]
  /** Episodes of care whose problem is not among the records. */
  readonly episodes: readonly EpisodeFact[]
  readonly inError: number
  /** Episodes that never took place. */
  readonly cancelled: number
}

/** What to ask for problems; R4 can include an asserter but no recorder. */
export const problemQuestions: readonly Question[] = [
  {
    type: 'Condition',
    params: {
      _sort: '-recorded-date',
      _include: ['Condition:asserter'],
      '_include:iterate': ['PractitionerRole:practitioner', 'PractitionerRole:organization'],
    },
  },
  {
    type: 'EpisodeOfCare',
    params: {
      _include: [
        'EpisodeOfCare:condition',
        'EpisodeOfCare:care-manager',
        'EpisodeOfCare:organization',
      ],
      '_include:iterate': ['PractitionerRole:practitioner', 'PractitionerRole:organization'],
    },
  },
]

const NICTIZ = 'http://nictiz.nl/fhir/StructureDefinition/'
const SEVERE = '24484000'
const KNOWN_MODIFIERS: ReadonlySet<string> = new Set()

const CERTAINTY: ReadonlyMap<string, Certainty> = new Map([
  ['confirmed', 'confirmed'],
  ['410605003', 'confirmed'],
  ['provisional', 'provisional'],
  ['differential', 'differential'],
  ['unconfirmed', 'unconfirmed'],
  ['415684004', 'suspected'],
  ['410590009', 'possible'],
])

/** The least sure of what the codes say: a Dutch code may stand beside FHIR's own. */
const DOUBT: readonly Certainty[] = [
  'possible',
  'suspected',
  'differential',
  'provisional',
  'unconfirmed',
  'confirmed',
]

const lower = (concept: CodeableConcept | undefined) =>
  codesOf(concept).map((code) => code.toLowerCase())

const certaintyOf = (concept: CodeableConcept | undefined): Certainty | undefined => {
  const found = lower(concept).map((code) => CERTAINTY.get(code))
  return DOUBT.find((each) => found.includes(each))
}

const isExcluded = ({ verificationStatus }: Condition) =>
  [verificationOf(verificationStatus)].some((each) => each === 'refuted' || each === CONTRADICTORY)

const sitesOf = ({ bodySite }: Condition): readonly string[] =>
  list(bodySite).flatMap((site) => {
    const side = extensionsOf(site, `${NICTIZ}ext-AnatomicalLocation.Laterality`)
    const words = [
      conceptWords(site),
      ...allWords(side.flatMap((x) => x.valueCodeableConcept ?? [])),
    ]
    const said = words.filter((each) => each !== undefined)
    return said.length === 0 ? [] : [said.join(' ')]
  })

const problemFact = (
  found: Found<Condition>,
  episodes: readonly EpisodeFact[],
  moment: Moment,
): ProblemFact => {
  const { resource: record, included } = found
  const clinical = clinicalStatusOf(record.clinicalStatus)
  const certainty = certaintyOf(record.verificationStatus)
  const isBoth = verificationOf(record.verificationStatus) === CONTRADICTORY
  const ending = endingOf(record)
  const further = extensionsOf(record.code, `${NICTIZ}ext-Problem.FurtherSpecificationProblemName`)
  return {
    ...originOf(found),
    name: conceptWords(record.code),
    nameAbsent: absentReason(record, 'code'),
    further: further.flatMap((each) => textOf(each.valueString) ?? []),
    sites: sitesOf(record),
    severity: conceptWords(record.severity),
    severe: codesOf(record.severity, SCT).includes(SEVERE),
    clinical,
    certainty,
    certaintyWords: certainty === undefined ? conceptWords(record.verificationStatus) : undefined,
    contradiction: isBoth || (isExcluded(record) && certainty !== undefined),
    endedYetActive: isGone(clinical) ? undefined : endOf(ending, moment),
    onset: textOf(record.onsetDateTime) ?? textOf(record.onsetPeriod?.start),
    onsetWords: textOf(record.onsetString),
    onsetAge: amountOf(record.onsetAge) ?? amountOf(record.onsetRange?.low),
    ending,
    kinds: list(record.category)
      .filter((each) => codesOf(each, SCT).length > 0)
      .flatMap((each) => conceptWords(each) ?? []),
    episodes: episodes.filter((each) => each.problems.includes(found.key)),
    notes: notesOf(record.note),
    recorded: textOf(record.recordedDate),
    author: agentOf(record.recorder ?? record.asserter, record, included),
    unknownModifier: hasUnknownModifier(record, KNOWN_MODIFIERS),
  }
}

const byDanger = (one: ProblemFact, other: ProblemFact) =>
  Number(other.severe) - Number(one.severe) ||
  laterFirst(one.recorded ?? one.onset, other.recorded ?? other.onset)

/** Sorts the Conditions of a patient into what is there, what is over, and what is known not to be there. */
export const problemFacts = (records: Records, moment: Moment): ProblemFacts => {
  const all = records.of('Condition')
  const real = all.filter(({ resource }) => !isInError(resource))
  const { real: episodes, ...left } = episodeFacts(records)
  const judge = (each: Found<Condition>) => problemFact(each, episodes, moment)
  const excluded = real.filter(({ resource }) => isExcluded(resource)).map(judge)
  const present = real.filter(({ resource }) => !isExcluded(resource)).map(judge)
  const known = new Set(all.map(({ key }) => key))
  return {
    active: present.filter(({ clinical }) => !isGone(clinical)).toSorted(byDanger),
    inactive: present.filter(({ clinical }) => isGone(clinical)).toSorted(byDanger),
    excluded: excluded.toSorted(byDanger),
    episodes: episodes.filter(({ problems }) => !problems.some((key) => known.has(key))),
    inError: all.length - real.length + left.inError,
    cancelled: left.cancelled,
  }
}
