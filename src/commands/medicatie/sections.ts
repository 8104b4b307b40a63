import type { MedicationFact } from '../../fhir/medication/fact.ts'
import type { MedicationOverview } from '../../fhir/medication/overview.ts'
import { isClosedProposal } from '../../fhir/medication/proposal.ts'
import type { Treatment } from '../../fhir/medication/treatment.ts'
import {
  type Block,
  code,
  type Fact,
  facts as factList,
  paragraph,
  strong,
} from '../../reply/document.ts'
import { type DateContext, dayOf } from '../answer/date-words.ts'
import { limitLines } from '../answer/skeleton.ts'
import { treatmentLine } from './line.ts'
import { looseLine } from './loose-line.ts'
import { productName } from './words.ts'

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
  | 'undated'
  | 'recent'
  | 'over'
  | 'proposals'
  | 'bare'
  | 'closed'

type Entry = Fact & { readonly section: Section; readonly critical: boolean }

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
  treatment.next.length > 0 ||
  treatment.elsewhere.some(({ same }) => !same)

const order: readonly Section[] = [
  'unclear',
  'interrupted',
  'current',
  'future',
  'undated',
  'recent',
  'over',
  'proposals',
  'bare',
  'closed',
]

const sectionOf = (treatment: Treatment, context: DateContext): Section => {
  if (treatment.state !== 'over') return treatment.state
  if (!isRecent(treatment, context)) return 'over'
  return treatment.since === undefined ? 'undated' : 'recent'
}

/** Most dangerous first; then by name, and what was stopped newest first (S14). */
export const sorted = (treatments: readonly Treatment[], context: DateContext) => {
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

/** What must not be given stands with what is uncertain, also when it is only proposed. */
const sectionFor = (fact: MedicationFact, section: Section): Section => {
  if (isClosedProposal(fact)) return 'closed'
  return fact.forbidden ? 'unclear' : section
}

const loose =
  (section: Section, context: DateContext) =>
  (fact: MedicationFact): Entry => ({
    section: sectionFor(fact, section),
    critical: fact.forbidden && !isClosedProposal(fact),
    line: looseLine(fact, context),
    about: [fact.key],
  })

const entriesOf = (
  overview: MedicationOverview,
  context: DateContext,
  full: boolean,
): readonly Entry[] => {
  const treatments = sorted(overview.treatments, context).map((each): Entry => {
    const section = sectionOf(each, context)
    const critical = section === 'unclear' || section === 'interrupted'
    return {
      section,
      critical: critical || (section === 'current' && isMarked(each)),
      line: treatmentLine(each, context, full),
      about: each.about,
    }
  })
  const apart = [
    ...overview.proposals.map(loose('proposals', context)),
    ...overview.bare.map(loose('bare', context)),
  ]
  const place = ({ section }: Entry) => order.indexOf(section)
  return [...treatments, ...apart].toSorted((a, b) => place(a) - place(b))
}

/** Blocks of an answer, and how many lines of the view are shown when others follow. */
export type MedicatieBlocks = {
  readonly blocks: readonly Block[]
  readonly shownOf: number | undefined
}

const blocksOf = (
  entries: readonly Entry[],
  limit: { readonly max: number; readonly more: string },
  context: DateContext,
): MedicatieBlocks => {
  const critical = entries.filter((entry) => entry.critical).length
  const { shown, note } = limitLines(entries, { ...limit, critical }, context)
  const blocks = order.flatMap((section): readonly Block[] => {
    const mine = shown.filter((entry) => entry.section === section)
    const count = entries.filter((entry) => entry.section === section).length
    if (mine.length === 0) return []
    const title = context.t.medicatie.sections[section](count)
    return [paragraph([strong(title)]), factList(mine)]
  })
  return note === undefined
    ? { blocks, shownOf: undefined }
    : { blocks: [...blocks, paragraph(note)], shownOf: shown.length }
}

/** How many lines an overview could give. */
export const sizeOf = (overview: MedicationOverview): number =>
  overview.treatments.length + overview.proposals.length + overview.bare.length

const page = (entries: readonly Entry[], from: number, context: DateContext) =>
  blocksOf(entries.slice(from), { max: MOST_LINES, more: '!meer' }, context)

const stoppedOnly = (
  overview: MedicationOverview,
  from: number,
  context: DateContext,
): MedicatieBlocks => {
  const treatments = overview.treatments.filter((each) => each.state === 'over')
  if (treatments.length === 0)
    return { blocks: [paragraph(context.t.medicatie.noStopped)], shownOf: undefined }
  const only = { ...overview, treatments, proposals: [], bare: [] }
  const entries = entriesOf(only, context, false)
  return page(
    entries.map((entry): Entry => ({ ...entry, section: 'over' })),
    from,
    context,
  )
}

const current = (overview: MedicationOverview, context: DateContext): MedicatieBlocks => {
  const { medicatie } = context.t
  const entries = entriesOf(overview, context, false)
  const earlier = entries.filter((entry) => entry.section === 'over').length
  const here = entries.filter((entry) => entry.section !== 'over')
  const inUse = here.some(
    ({ section }) => section === 'unclear' || section === 'interrupted' || section === 'current',
  )
  const { blocks, shownOf } = blocksOf(here, { max: 10, more: '!medicatie alles' }, context)
  const left = [medicatie.earlier(earlier), code('!medicatie gestopt')]
  return {
    blocks: [
      ...(inUse ? [] : [paragraph(medicatie.noCurrent)]),
      ...blocks,
      ...(earlier === 0 ? [] : [paragraph(left)]),
    ],
    shownOf: shownOf ?? (earlier === 0 ? undefined : here.length),
  }
}

/** The facts of one view as blocks, from a line on; an empty overview is the caller's to put in words. */
export const medicatieBlocks = (
  overview: MedicationOverview,
  view: MedicatieView,
  from: number,
  context: DateContext,
): MedicatieBlocks => {
  if (view.kind === 'now') return current(overview, context)
  if (view.kind === 'stopped') return stoppedOnly(overview, from, context)
  return page(entriesOf(overview, context, true), from, context)
}
