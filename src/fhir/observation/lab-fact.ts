import type { Observation } from '@medplum/fhirtypes'
import { notesOf } from '../record/fact-origin.ts'
import type { Found } from '../record/record.ts'
import { partsOfKey } from '../server/source.ts'
import {
  allWords,
  conceptWords,
  hasUnknownModifier,
  list,
  referredType,
  textOf,
} from '../value/codes.ts'
import { resolveReference } from '../value/references.ts'
import { type Focus, focusOf, seriesAbout } from './focus.ts'
import type { Danger, Interpretation } from './interpretation.ts'
import { codingsOf } from './kinds.ts'
import { dangerOf, flagsOf, type Side, sideOf } from './lab-flag.ts'
import { momentOf } from './moment.ts'
import { toPerformer } from './performer.ts'
import { componentParts, readingsOf, toParts } from './value.ts'
import type { Vital } from './vitals.ts'

/** One laboratory value: a measurement with its panel, specimen and the laboratory's own judgement. */
export type LabFact = Vital & {
  /** Tells it from every other, a part of a record too. */
  readonly key: string
  /** What is measured, whoever it is about. */
  readonly test: string
  readonly panel: string | undefined
  /** What the panel and the report it stands in are not yet. */
  readonly unsettled: readonly string[]
  readonly flags: readonly Interpretation[]
  readonly danger: Danger | undefined
  /** Outside the range of the source by its own numbers, which it did not flag itself. */
  readonly side: Side | undefined
  readonly specimens: readonly string[]
  /** What is wrong with what was examined: a status, and words of the source. */
  readonly specimenStatus: string | undefined
  readonly specimenConditions: readonly string[]
  readonly methods: readonly string[]
  readonly hasValue: boolean
  /** What a panel named could not be found. */
  readonly lost: boolean
  readonly date: string | undefined
}

const STATUSES = new Set(['registered', 'preliminary', 'final', 'amended', 'corrected', 'unknown'])
const KNOWN_MODIFIERS: ReadonlySet<string> = new Set()

/** Withdrawn by its status: no result. */
export const isWithdrawn = <R extends { readonly status?: string }>(
  record: R,
): record is R & { readonly status: 'entered-in-error' | 'cancelled' } =>
  record.status === 'entered-in-error' || record.status === 'cancelled'

const statusOf = ({ status }: Observation): string => {
  const given: unknown = status
  return typeof given === 'string' && STATUSES.has(given) ? given : 'unknown'
}

/** What makes two values of one kind: LOINC first, a local code only with its system, words never. */
const seriesOf = ({ code }: Observation, key: string): string => {
  const codings = codingsOf(code).filter(({ system }) => system !== '')
  const chosen = codings.find(({ system }) => system === 'http://loinc.org') ?? codings[0]
  return chosen === undefined ? `only ${key}` : `${chosen.system}|${chosen.code}`
}

type Examined = Pick<
  LabFact,
  'specimens' | 'specimenStatus' | 'specimenConditions' | 'modified'
> & {
  readonly remarks: readonly string[]
}

const specimenOf = (observation: Observation, found: Found): Examined => {
  const specimen = resolveReference(observation.specimen, observation, found.included)
  if (specimen?.resourceType === 'Specimen') {
    const { type, collection, condition, note } = specimen
    return {
      specimens: [conceptWords(type), conceptWords(collection?.bodySite)].filter(
        (each) => each !== undefined,
      ),
      specimenStatus: textOf(specimen.status),
      specimenConditions: allWords(condition),
      modified: hasUnknownModifier({ ...specimen, contained: [] }, KNOWN_MODIFIERS),
      remarks: notesOf(note),
    }
  }
  const known = referredType(observation.specimen) === 'Specimen'
  const words = known ? textOf(observation.specimen?.display) : undefined
  return {
    specimens: words === undefined ? [] : [words],
    specimenStatus: undefined,
    specimenConditions: [],
    modified: false,
    remarks: [],
  }
}

const subjectOf = (observation: Observation, { resource }: Found) =>
  observation.subject ??
  (resource.resourceType === 'Observation' || resource.resourceType === 'DiagnosticReport'
    ? resource.subject
    : undefined)

type Origin = { readonly found: Found; readonly key: string; readonly lost: boolean }

/** What stands around a value: its panel and its report, which lend it their name and their doubts. */
export type Around = {
  readonly panel: string | undefined
  readonly keys: readonly string[]
  readonly modified: boolean
  readonly withdrawn: boolean
  readonly unsettled: readonly string[]
  readonly focus: readonly Focus[]
}

/** What a panel or report is not yet: a value in it is not final before it is (HL7 FHIR R4 status). */
export const unsettledOf = (status: unknown): readonly string[] => {
  const code = typeof status === 'string' ? status : 'unknown'
  return ['registered', 'partial', 'preliminary', 'unknown'].includes(code) ? [code] : []
}

/** Reads one value; `around` is the panel and the report it stands in. */
export const labFact = (
  observation: Observation,
  { found, key, lost }: Origin,
  around: Around,
): LabFact => {
  const components = componentParts(observation)
  const own = readingsOf(observation)
  const status = statusOf(observation)
  const moment = momentOf(observation)
  const flags = flagsOf(observation)
  const side = sideOf(observation)
  const { remarks, ...examined } = specimenOf(observation, found)
  const focus = [
    ...around.focus,
    ...focusOf(observation, subjectOf(observation, found), found.included),
  ]
  const test = seriesOf(observation, key)
  const methods = allWords(observation.method)
  const performers = list(observation.performer).map((each) =>
    toPerformer(each, observation, found.included),
  )
  return {
    kind: 'other',
    usual: false,
    coded: false,
    test,
    series: seriesAbout(test, focus, key),
    focus,
    name: conceptWords(observation.code),
    moment,
    statuses: status === 'final' ? [] : [status],
    parts: lost
      ? [{ ...toParts({}, 'value', undefined)[0], ...UNRESOLVED }]
      : [
          ...(own.length > 0 || components.length === 0
            ? toParts(observation, 'value', undefined)
            : []),
          ...components,
        ],
    conditions: [...examined.specimens, ...methods],
    notes: [...notesOf(observation.note), ...remarks],
    performers,
    modified:
      around.modified ||
      hasUnknownModifier(observation, KNOWN_MODIFIERS) ||
      performers.some(({ doubtful }) => doubtful),
    ofWithdrawn: around.withdrawn,
    key,
    source: partsOfKey(found.key).label,
    keys: [key, ...around.keys].filter((each) => !each.includes('#')),
    panel: around.panel,
    unsettled: around.unsettled,
    flags,
    danger: dangerOf(flags, side),
    side,
    specimens: examined.specimens,
    specimenStatus: examined.specimenStatus,
    specimenConditions: examined.specimenConditions,
    methods,
    hasValue: own.length > 0 || components.length > 0,
    lost,
    date: moment.end ?? moment.start,
  }
}

const UNRESOLVED = {
  role: 'value',
  name: undefined,
  reading: { kind: 'unresolved' },
  interpretation: [],
  references: [],
  takenAt: undefined,
} as const
