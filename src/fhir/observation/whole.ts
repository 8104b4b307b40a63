import type { Observation, Reference, Resource } from '@medplum/fhirtypes'
import { conceptWords, list, textOf } from '../value/codes.ts'
import { refOf, resolveReference } from '../value/references.ts'
import { type Classified, classify, codingsOf } from './kinds.ts'
import { momentOf } from './moment.ts'
import { componentParts, type Part, readingsOf, toParts } from './value.ts'

/** An observation with what it measures and whether it still counts. */
export type Seen = {
  readonly observation: Observation
  readonly ref: string
  readonly classified: Classified
  readonly withdrawn: boolean
}

/** All observations of the answer by reference. */
export type Pool = {
  readonly seen: ReadonlyMap<string, Seen>
  readonly resources: ReadonlyMap<string, Resource>
}

const WITHDRAWN = new Set<unknown>(['entered-in-error', 'cancelled'])

/** Classifies one observation; `ref` is how others refer to it. */
export const toSeen = (observation: Observation, ref: string): Seen => ({
  observation,
  ref,
  classified: classify(codingsOf(observation.code), conceptWords(observation.code), ref),
  withdrawn: WITHDRAWN.has(observation.status),
})

/** A member of a whole: undefined when it was not found. */
export type Member = { readonly ref: string; readonly seen: Seen | undefined }

const memberOf = (reference: Reference, whole: Seen, pool: Pool): Member => {
  const target = textOf(reference.reference) ?? ''
  const found = resolveReference(reference, whole.observation, pool.resources)
  const ref = target.startsWith('#') ? `${whole.ref}${target}` : ((found && refOf(found)) ?? target)
  if (found?.resourceType !== 'Observation') return { ref, seen: undefined }
  return { ref, seen: pool.seen.get(ref) ?? toSeen(found, ref) }
}

/** The members a whole names, itself left out. */
export const membersOf = (whole: Seen, pool: Pool): readonly Member[] =>
  list(whole.observation.hasMember)
    .map((reference) => memberOf(reference, whole, pool))
    .filter((member) => member.ref !== whole.ref)

/** A member is drawn into its whole unless its code makes it a measure of its own, such as a weight in a panel. */
export const isDrawnIn = (member: Seen, whole: Seen): boolean =>
  !member.classified.coded ||
  member.classified.kind === whole.classified.kind ||
  member.ref.includes('#')

const SIDES = ['systolic', 'diastolic'] as const

const ownParts = (seen: Seen, name: string | undefined): readonly Part[] => {
  const { observation, classified } = seen
  const components = componentParts(observation)
  const hasOwn = readingsOf(observation).length > 0
  const role = name === undefined ? 'value' : 'other'
  const own = hasOwn || components.length === 0 ? toParts(observation, role, name) : []
  const isPressure = classified.kind === 'blood-pressure' && classified.usual
  const halved = isPressure && !hasOwn && components.length > 0
  const lacking = halved
    ? SIDES.filter((side) => !components.some((part) => part.role === side))
    : []
  return [...own, ...lacking.flatMap((side) => toParts({}, side, undefined)), ...components]
}

const memberParts = (member: Seen, whole: Seen): readonly Part[] => {
  const { kind } = whole.classified
  const { kind: measured, coded } = member.classified
  const same = kind !== 'other' && measured === kind && coded
  const name = same ? undefined : (conceptWords(member.observation.code) ?? '')
  const parts = ownParts(member, name)
  const moment = momentOf(member.observation)
  const differs =
    moment.start !== undefined && moment.instant !== momentOf(whole.observation).instant
  const takenAt = differs ? (moment.end ?? moment.start) : undefined
  return member.withdrawn
    ? parts.slice(0, 1).map((part) => ({ ...part, reading: { kind: 'withdrawn' }, takenAt }))
    : parts.map((part) => ({ ...part, takenAt }))
}

const UNRESOLVED: Part = {
  role: 'other',
  name: undefined,
  reading: { kind: 'unresolved' },
  interpretation: [],
  references: [],
  takenAt: undefined,
}

/** Measures that are one value: a part alone never stands for it. */
const isSingle = ({ kind }: Classified) => kind !== 'other' && kind !== 'blood-pressure'

/** Every value of a whole: its own, its components, and its members; empty when all of it stands on lines of its own. */
export const partsOf = (whole: Seen, pool: Pool): readonly Part[] => {
  const members = membersOf(whole, pool)
  const drawn = members.flatMap(({ seen }) => {
    if (seen === undefined) return [UNRESOLVED]
    return isDrawnIn(seen, whole) ? memberParts(seen, whole) : []
  })
  const own = ownParts(whole, undefined)
  const bare = own.every((part) => part.reading.kind === 'none' && part.role === 'value')
  const parts = bare && members.length > 0 ? drawn : [...own, ...drawn]
  const lacksValue =
    parts.length > 0 && isSingle(whole.classified) && !parts.some((part) => part.role === 'value')
  return lacksValue ? [...toParts({}, 'value', undefined), ...parts] : parts
}
