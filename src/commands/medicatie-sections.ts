import type { MedicationOverview, Treatment } from '../fhir/medication-overview.ts'
import type { MedicationFact } from '../fhir/medication-statement.ts'
import { type Block, code, type Line, list, paragraph, strong } from '../reply/document.ts'
import { type DateContext, dayOf } from './date-words.ts'
import { looseLine, treatmentLine } from './medicatie-line.ts'
import { productName } from './medicatie-words.ts'
import { limitLines } from './skeleton.ts'

/** What of the medication is shown: what matters now, everything, what was stopped, or what bears a name. */
export type MedicatieView =
  | { readonly kind: 'now' }
  | { readonly kind: 'all' }
  | { readonly kind: 'stopped' }
  | { readonly kind: 'named'; readonly name: string }

type Section =
  | 'unclear'
  | 'interrupted'
  | 'current'
  | 'future'
  | 'recent'
  | 'over'
  | 'proposals'
  | 'bare'

type Entry = { readonly section: Section; readonly critical: boolean; readonly line: Line }

const RECENT_DAYS = 92
const MOST_LINES = 50

const isRecent = ({ since, ending }: Treatment, { now, timeZone }: DateContext) => {
  if (since === undefined) return ending !== 'completed'
  const oldest = dayOf(new Date(now.getTime() - RECENT_DAYS * 86_400_000), timeZone)
  const day = since.slice(0, 10)
  return day >= oldest.slice(0, day.length)
}

const isMarked = (treatment: Treatment) =>
  treatment.unknownModifier ||
  treatment.stopsAt !== undefined ||
  treatment.differences.length > 0 ||
  treatment.also.length > 0 ||
  treatment.next.length > 0

const order: readonly Section[] = [
  'unclear',
  'interrupted',
  'current',
  'future',
  'recent',
  'over',
  'proposals',
  'bare',
]

const sectionOf = (treatment: Treatment, context: DateContext): Section => {
  if (treatment.state !== 'over') return treatment.state
  return isRecent(treatment, context) ? 'recent' : 'over'
}

/** Most dangerous first; then by name, and what was stopped newest first (S14). */
const sorted = (treatments: readonly Treatment[], context: DateContext) => {
  const name = (each: Treatment) => productName(each.main.product, context)
  return treatments.toSorted((a, b) => {
    const place =
      order.indexOf(sectionOf(a, context)) - order.indexOf(sectionOf(b, context)) ||
      Number(isMarked(b)) - Number(isMarked(a))
    if (place !== 0) return place
    const newest = a.state === 'over' ? (b.since ?? '~').localeCompare(a.since ?? '~', 'en') : 0
    return newest || name(a).localeCompare(name(b), context.t.language)
  })
}

const entriesOf = (overview: MedicationOverview, context: DateContext, full: boolean) => [
  ...sorted(overview.treatments, context).map((each): Entry => {
    const section = sectionOf(each, context)
    const critical = section === 'unclear' || section === 'interrupted'
    return {
      section,
      critical: critical || (section === 'current' && isMarked(each)),
      line: treatmentLine(each, context, full),
    }
  }),
  ...overview.proposals.map(
    (fact): Entry => ({
      section: 'proposals',
      critical: false,
      line: looseLine(fact, context),
    }),
  ),
  ...overview.bare.map(
    (fact): Entry => ({ section: 'bare', critical: false, line: looseLine(fact, context) }),
  ),
]

const blocksOf = (
  entries: readonly Entry[],
  max: number,
  context: DateContext,
): readonly Block[] => {
  const lines = entries.map((entry) => entry.line)
  const critical = entries.filter((entry) => entry.critical).length
  const { shown, note } = limitLines(lines, { max, critical, more: '!medicatie alles' }, context)
  const visible = entries.slice(0, shown.length)
  const blocks = order.flatMap((section): readonly Block[] => {
    const mine = visible.filter((entry) => entry.section === section)
    const count = entries.filter((entry) => entry.section === section).length
    if (mine.length === 0) return []
    const title = context.t.medicatie.sections[section](count)
    return [paragraph([strong(title)]), list(mine.map((entry) => entry.line))]
  })
  return note === undefined ? blocks : [...blocks, paragraph(note)]
}

const fold = (text: string) => text.normalize('NFD').replaceAll(/\p{M}/gu, '').toLowerCase()

const namesOf = (facts: readonly (MedicationFact | undefined)[], context: DateContext) =>
  facts
    .filter((fact) => fact !== undefined)
    .flatMap(({ product }) => [
      productName(product, context),
      ...product.ingredients.map((each) => each.name),
    ])
    .map(fold)

/** What of an overview bears a name, without regard to accents and case; each word must occur in one shown name. */
export const named = (
  overview: MedicationOverview,
  name: string,
  context: DateContext,
): MedicationOverview => {
  const words = fold(name).split(/\s+/u).filter(Boolean)
  const matches = (facts: readonly (MedicationFact | undefined)[]) =>
    namesOf(facts, context).some((each) => words.every((word) => each.includes(word)))
  return {
    ...overview,
    treatments: overview.treatments.filter(({ main, pharmacy, use, schedule, also, next }) =>
      matches([main, pharmacy, use, schedule?.fact, ...also, ...next]),
    ),
    proposals: overview.proposals.filter((fact) => matches([fact])),
    bare: overview.bare.filter((fact) => matches([fact])),
  }
}

/** How many lines an overview could give. */
export const sizeOf = (overview: MedicationOverview): number =>
  overview.treatments.length + overview.proposals.length + overview.bare.length

const stoppedOnly = (overview: MedicationOverview, context: DateContext): readonly Block[] => {
  const treatments = overview.treatments.filter((each) => each.state === 'over')
  if (treatments.length === 0) return [paragraph(context.t.medicatie.noStopped)]
  const only = { ...overview, treatments, proposals: [], bare: [] }
  return blocksOf(
    entriesOf(only, context, false).map((entry): Entry => ({ ...entry, section: 'over' })),
    MOST_LINES,
    context,
  )
}

const current = (overview: MedicationOverview, context: DateContext): readonly Block[] => {
  const { medicatie } = context.t
  const entries = entriesOf(overview, context, false)
  const earlier = entries.filter((entry) => entry.section === 'over').length
  const shown = entries.filter((entry) => entry.section !== 'over')
  const inUse = shown.some(
    ({ section }) => section === 'unclear' || section === 'interrupted' || section === 'current',
  )
  return [
    ...(inUse ? [] : [paragraph(medicatie.noCurrent)]),
    ...blocksOf(shown, 10, context),
    ...(earlier === 0 ? [] : [paragraph([medicatie.earlier(earlier), code('!medicatie gestopt')])]),
  ]
}

/** The facts of one view as blocks; an empty overview is the caller's to put in words. */
export const medicatieBlocks = (
  overview: MedicationOverview,
  view: MedicatieView,
  context: DateContext,
): readonly Block[] => {
  if (view.kind === 'now') return current(overview, context)
  if (view.kind === 'stopped') return stoppedOnly(overview, context)
  return blocksOf(entriesOf(overview, context, true), MOST_LINES, context)
}
