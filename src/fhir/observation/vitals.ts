import type { Observation, Resource } from '@medplum/fhirtypes'
import { keyIn } from '../server/source.ts'
import { conceptWords, extensionsOf, hasUnknownModifier, list, textOf } from '../value/codes.ts'
import { type Focus, focusOf, seriesAbout } from './focus.ts'
import { type Classified, codingsOf, type VitalKind } from './kinds.ts'
import { type Moment, momentOf } from './moment.ts'
import { type Performer, toPerformer } from './performer.ts'
import type { Part } from './value.ts'
import { isDrawnIn, membersOf, type Pool, partsOf, type Seen, toSeen } from './whole.ts'

/** One measurement as the record has it, members drawn in; nothing about it is decided yet. */
export type Vital = Classified & {
  /** Names it, and the members drawn in, in a kept list. */
  readonly keys: readonly string[]
  /** The source's name, when it is not the own record. */
  readonly source: string | undefined
  /** Name in words of the source. */
  readonly name: string | undefined
  /** Who or what it is about, when not the one whose record it is in. */
  readonly focus: readonly Focus[]
  readonly moment: Moment
  /** Every status that is not plainly final, of the measurement and its members; `unknown` when there is none. */
  readonly statuses: readonly string[]
  readonly parts: readonly Part[]
  /** Place on the body, position, method: what the value was measured under. */
  readonly conditions: readonly string[]
  readonly notes: readonly string[]
  readonly performers: readonly Performer[]
  /** Carries a modifierExtension, none of which is known here (S3). */
  readonly modified: boolean
  /** Belongs to a whole that was withdrawn. */
  readonly ofWithdrawn: boolean
}

/** Measurements newest first, and the keys of those that were left out because they were withdrawn. */
export type Vitals = {
  readonly vitals: readonly Vital[]
  readonly enteredInError: readonly string[]
  readonly cancelled: readonly string[]
}

const POSITION = 'http://hl7.org/fhir/StructureDefinition/observation-bodyPosition'
const STATUSES = new Set(['registered', 'preliminary', 'final', 'amended', 'corrected', 'unknown'])
const KNOWN_MODIFIERS: ReadonlySet<string> = new Set()

const statusOf = ({ status }: Observation): string => {
  const given: unknown = status
  return typeof given === 'string' && STATUSES.has(given) ? given : 'unknown'
}

const conditionsOf = ({ observation, classified }: Seen): readonly string[] => {
  const codings = list(observation.code?.coding)
  const places = classified.kind === 'body-temperature' ? codings.slice(1) : []
  const positions = extensionsOf(observation, POSITION).map((each) => each.valueCodeableConcept)
  const concepts = [
    ...places.map((coding) => ({ coding: [coding] })),
    ...positions,
    observation.bodySite,
    observation.method,
  ]
  return concepts.flatMap((each) => conceptWords(each) ?? [])
}

const notesOf = ({ observation }: Seen) =>
  list(observation.note).flatMap((note) => textOf(note.text) ?? [])

const toVital = (
  whole: Seen,
  pool: Pool,
  included: ReadonlyMap<string, Resource>,
  source: string | undefined,
): Omit<Vital, 'ofWithdrawn'> => {
  const { observation, classified } = whole
  const members = membersOf(whole, pool).flatMap(({ seen }) => seen ?? [])
  const drawn = [whole, ...members.filter((each) => !each.withdrawn && isDrawnIn(each, whole))]
  const statuses = drawn
    .map((each) => statusOf(each.observation))
    .filter((each) => each !== 'final')
  const performers = list(observation.performer).map((each) =>
    toPerformer(each, observation, included),
  )
  const focus = drawn.flatMap((each) =>
    focusOf(each.observation, each.observation.subject ?? observation.subject, included),
  )
  return {
    ...classified,
    series: seriesAbout(classified.series, focus, keyIn(whole.ref, source)),
    focus,
    keys: drawn.flatMap(({ ref }) => (ref.includes('#') ? [] : [keyIn(ref, source)])),
    source,
    name: conceptWords(observation.code),
    moment: momentOf(observation),
    statuses: [...new Set(statuses)],
    parts: partsOf(whole, pool),
    conditions: [...new Set(drawn.flatMap(conditionsOf))],
    notes: [...new Set(drawn.flatMap(notesOf))],
    performers,
    modified:
      drawn.some((each) => hasUnknownModifier(each.observation, KNOWN_MODIFIERS)) ||
      performers.some(({ doubtful }) => doubtful),
  }
}

const isVitalSign = ({ category }: Observation) =>
  list(category).some((each) => codingsOf(each).some((coding) => coding.code === 'vital-signs'))

const isAsked = ({ observation, classified }: Seen, kinds: readonly VitalKind[]) =>
  classified.kind === 'other'
    ? kinds.length === 0 && isVitalSign(observation)
    : kinds.length === 0 || kinds.includes(classified.kind)

/** Newest first; those of one moment always in the same order. */
export const newestFirst = (one: Vital, other: Vital): number =>
  (other.moment.instant ?? -Infinity) - (one.moment.instant ?? -Infinity) ||
  (one.keys[0] ?? '').localeCompare(other.keys[0] ?? '')

const refsOf = (seen: readonly Seen[], pool: Pool) =>
  new Set(seen.flatMap((each) => membersOf(each, pool).map((member) => member.ref)))

/**
 * Draws members into their wholes, leaves out what was withdrawn and what was not asked for, newest first.
 * The caller has already dropped what belongs to another patient, and asks for each source
 * by itself, because a reference means something in its own source only.
 */
export const readVitals = (
  observations: readonly Observation[],
  kinds: readonly VitalKind[],
  included: ReadonlyMap<string, Resource>,
  source?: string,
): Vitals => {
  const resources = new Map(
    observations.map((each, index) => [`Observation/${textOf(each.id) ?? `#${index}`}`, each]),
  )
  const seen = [...resources].map(([ref, each]) => toSeen(each, ref))
  const pool: Pool = { resources, seen: new Map(seen.map((each) => [each.ref, each])) }
  const asked = seen.filter((each) => !each.withdrawn && isAsked(each, kinds))
  const withdrawn = seen.filter((each) => each.withdrawn)
  const ofWithdrawn = refsOf(withdrawn, pool)
  const ofWhole = refsOf(asked, pool)
  const wholesFirst = [
    ...asked.filter((each) => !ofWhole.has(each.ref)),
    ...asked.filter((each) => ofWhole.has(each.ref)),
  ]
  const drawnIn = new Set<string>()
  const vitals: Vital[] = []
  for (const whole of wholesFirst) {
    if (drawnIn.has(whole.ref)) continue
    for (const member of membersOf(whole, pool)) {
      if (member.seen !== undefined && isDrawnIn(member.seen, whole)) drawnIn.add(member.ref)
    }
    const vital = toVital(whole, pool, included, source)
    if (vital.parts.length === 0) continue
    vitals.push({ ...vital, ofWithdrawn: ofWithdrawn.has(whole.ref) })
  }
  const leftInWhole = new Set(
    withdrawn
      .filter((whole) => isAsked(whole, kinds))
      .flatMap((whole) =>
        membersOf(whole, pool).flatMap(({ ref, seen: member }) =>
          member !== undefined && isDrawnIn(member, whole) ? [ref] : [],
        ),
      ),
  )
  const left = (status: string) =>
    withdrawn
      .filter((each) => each.observation.status === status && isAsked(each, kinds))
      .filter((each) => !leftInWhole.has(each.ref))
      .map((each) => keyIn(each.ref, source))
  return {
    vitals: vitals.toSorted(newestFirst),
    enteredInError: left('entered-in-error'),
    cancelled: left('cancelled'),
  }
}
