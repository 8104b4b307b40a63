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
import { codingsOf } from './kinds.ts'
import { type Danger, dangerOf, type Flagged, flagsOf, type Side, sideOf } from './lab-flag.ts'
import { momentOf } from './moment.ts'
import { toPerformer } from './performer.ts'
import { componentParts, readingsOf, toParts } from './value.ts'
import type { Vital } from './vitals.ts'

/** One laboratory value: a measurement with its panel, specimen and the laboratory's own judgement. */
export type LabFact = Vital & {
  /** Tells it from every other, a part of a record too. */
  readonly key: string
  readonly panel: string | undefined
  readonly flags: readonly Flagged[]
  readonly danger: Danger | undefined
  /** Outside the range of the source by its own numbers, which it did not flag itself. */
  readonly side: Side | undefined
  readonly specimens: readonly string[]
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

const specimensOf = (observation: Observation, found: Found): readonly string[] => {
  const specimen = resolveReference(observation.specimen, observation, found.included)
  if (specimen?.resourceType === 'Specimen') {
    const { type, collection } = specimen
    return [conceptWords(type), conceptWords(collection?.bodySite)].filter(
      (each) => each !== undefined,
    )
  }
  const known = referredType(observation.specimen) === 'Specimen'
  const words = known ? textOf(observation.specimen?.display) : undefined
  return words === undefined ? [] : [words]
}

type Origin = { readonly found: Found; readonly key: string; readonly lost: boolean }

/** Reads one value; `around` is the panel and the report it stands in. */
export const labFact = (
  observation: Observation,
  { found, key, lost }: Origin,
  around: {
    readonly panel: string | undefined
    readonly keys: readonly string[]
    readonly modified: boolean
    readonly withdrawn: boolean
  },
): LabFact => {
  const components = componentParts(observation)
  const own = readingsOf(observation)
  const status = statusOf(observation)
  const moment = momentOf(observation)
  const flags = flagsOf(observation)
  const side = sideOf(observation)
  const specimens = specimensOf(observation, found)
  const methods = allWords(observation.method)
  return {
    kind: 'other',
    usual: false,
    series: seriesOf(observation, key),
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
    conditions: [...specimens, ...methods],
    notes: notesOf(observation.note),
    performers: list(observation.performer).map((each) =>
      toPerformer(each, observation, found.included),
    ),
    modified: around.modified || hasUnknownModifier(observation, KNOWN_MODIFIERS),
    ofWithdrawn: around.withdrawn,
    key,
    source: partsOfKey(found.key).label,
    keys: [key, ...around.keys].filter((each) => !each.includes('#')),
    panel: around.panel,
    flags,
    danger: dangerOf(flags, side),
    side,
    specimens,
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
