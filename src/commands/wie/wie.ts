import { FhirError, type Sourced, type SourceState } from '../../fhir/fhir.ts'
import type { CareTeamReader, Team } from '../../fhir/team/care-team.ts'
import type { Related, RelatedPersonReader } from '../../fhir/team/related-person.ts'
import {
  type Block,
  code,
  type Fact,
  facts,
  heading,
  list,
  paragraph,
  strong,
} from '../../reply/document.ts'
import { stamp } from '../answer/date-words.ts'
import { patientLineOf } from '../answer/patient-line.ts'
import { inPlainWords } from '../answer/plain-words.ts'
import { answeredSources, clinicalAnswer, limitLines, readsOf } from '../answer/skeleton.ts'
import { type Context, defineCommand, type Outcome } from '../command.ts'
import { foldWord } from '../typed/normalize.ts'
import { layPersonLine } from './lay.ts'
import { absenceLines, type Presence, personLine } from './line.ts'
import { type Person, peopleOf } from './people.ts'

/** What `!wie` needs; `presence` is who is in a room or invited to it, undefined when it cannot be told. */
export type WiePorts = {
  readonly careTeams: Pick<CareTeamReader, 'team' | 'patientLine'>
  readonly related: RelatedPersonReader
  readonly presence: (roomId: string) => Promise<Presence>
  /** Whether clients and relatives are told the telephone numbers of professionals. */
  readonly phonesForClients?: boolean
}

type Ctx = Context<WiePorts>

const MOST = 25
const ABSENT = new Set(['afwezig', 'absent'])
const ALL = 'alles'

/** The team, or an empty one of a source that failed: the relatives may still be known. */
const readTeam = async ({ careTeams, patient, signal }: Ctx): Promise<Sourced<Team>> => {
  try {
    return await careTeams.team(patient, signal)
  } catch (error) {
    if (!(error instanceof FhirError)) throw error
    const failed = [{ part: 'CareTeam', code: error.code }]
    const unknown: Team = { patient, teams: [], active: true, members: [] }
    return { value: unknown, sources: [{ label: '', failed }], foreign: [], refs: [] }
  }
}

/** One state for each source, whatever it was asked; a state without a label belongs to the others. */
const mergeSources = (states: readonly SourceState[]): readonly SourceState[] => {
  const named = states.find((each) => each.label !== '')?.label ?? ''
  const byLabel = Map.groupBy(states, (each) => each.label || named)
  return [...byLabel].map(([label, each]) => {
    const times = each.flatMap(({ fetchedAt }) => fetchedAt?.getTime() ?? [])
    return {
      label,
      failed: each.flatMap((state) => state.failed),
      ...(times.length === 0 ? {} : { fetchedAt: new Date(Math.min(...times)) }),
    }
  })
}

const together = (
  team: Sourced<Team>,
  related: Sourced<readonly Related[]>,
): Sourced<readonly Person[]> => ({
  value: peopleOf(team.value, related.value),
  sources: mergeSources([...team.sources, ...related.sources]),
  foreign: [...new Set([...team.foreign, ...related.foreign])],
  refs: [
    ...new Map(
      [...team.refs, ...related.refs].map((each) => [`${each.ref} ${each.source ?? ''}`, each]),
    ).values(),
  ],
})

/** A sentence about what was not found, with where and when it was looked for. */
const notFound = (
  words: (sources: string, stamp: string) => string,
  people: Sourced<unknown>,
  context: Ctx,
  asked?: readonly string[],
): Block => paragraph(words(answeredSources(people, context, asked), stamp(context.now, context)))

/** Only the team tells who is in it, and who of them is away. */
const TEAM = ['CareTeam']

/** Why somebody is away is nobody's business but the team's. */
const mayTell = ({ audience }: Ctx): boolean => audience === 'professional'

const isFamily = ({ kind }: Person) => kind === 'related' || kind === 'patient'

const section = (title: string | undefined, all: readonly Fact[]): readonly Block[] => {
  if (all.length === 0) return []
  return title === undefined ? [facts(all)] : [paragraph([strong(title)]), facts(all)]
}

const everybody = (
  people: Sourced<readonly Person[]>,
  { all, noTeam }: { readonly all: boolean; readonly noTeam: boolean },
  presence: Presence,
  context: Ctx,
): readonly Block[] => {
  const { t } = context
  const words = context.audience === 'lay' ? t.clinical.lay : t.clinical
  const active = people.value.filter((each) => each.current)
  const groups = [
    { title: undefined, of: active.filter((each) => !isFamily(each)) },
    { title: t.wie.family, of: active.filter(isFamily) },
    { title: t.wie.inactive, of: people.value.filter((each) => !each.current) },
  ]
  const ordered = groups.flatMap(({ of }) => of)
  const { shown, note } = limitLines(
    ordered.map((each) => ({
      line:
        context.audience === 'lay'
          ? layPersonLine(each, presence, context)
          : personLine(each, presence, context),
      about: each.about,
    })),
    { max: all ? ordered.length : MOST, critical: 0, more: `!wie ${ALL}` },
    context,
  )
  let start = 0
  const blocks = groups.flatMap(({ title, of }) => {
    const lines = shown.slice(start, start + of.length)
    start += of.length
    return section(title, lines)
  })
  const absences = absenceLines(people.value, { later: false, reasons: mayTell(context) }, context)
  return [
    ...(absences.length === 0 ? [] : [paragraph(...absences.map(({ line }) => line))]),
    ...(noTeam ? [notFound(t.wie.noTeam, people, context, TEAM)] : []),
    ...(!noTeam && ordered.length === 0 ? [notFound(words.nothingFound, people, context)] : []),
    ...blocks,
    ...(note === undefined ? [] : [paragraph(note)]),
  ]
}

const misused = (word: string, { t }: Ctx): Outcome => ({
  kind: 'misused',
  document: [
    heading(t.wie.misused(word)),
    list([[code('!wie')], [code('!wie afwezig')], [code(`!wie ${ALL}`)]]),
  ],
})

/** `!wie`: who cares for this patient, how are they reached, who is away? */
export const wie = defineCommand<WiePorts>({
  name: 'wie',
  aliases: ['zorgnetwerk', 'contact', 'team', 'careteam', 'who'],
  access: 'read',
  lay: true,
  place: 'room',
  options: [],
  summary: (t) => t.wie.summary,
  usage: (t) => t.wie.usage,
  examples: ['wie', 'wie afwezig'],

  async run(typedContext, { words }) {
    const context = inPlainWords(typedContext)
    const { t, patient, roomId, signal } = context
    const asked = words.map(foldWord)
    const strange = words.find((_, at) => !ABSENT.has(asked[at] ?? '') && asked[at] !== ALL)
    if (strange !== undefined) return misused(strange, context)
    const [team, related, presence, patientLine] = await Promise.all([
      readTeam(context),
      context.related.related(patient, signal),
      context.presence(roomId),
      patientLineOf(context),
    ])
    const people = together(team, related)
    const all = asked.includes(ALL)
    const absentOnly = asked.some((word) => ABSENT.has(word))
    const absences = absentOnly
      ? absenceLines(people.value, { later: true, reasons: mayTell(context) }, context)
      : []
    const absentBlock =
      absences.length === 0 ? notFound(t.wie.noAbsence, people, context, TEAM) : facts(absences)
    return clinicalAnswer(context, {
      title: absentOnly ? t.wie.titleAbsent : t.wie.title,
      ...patientLine,
      sourced: people,
      blocks: absentOnly
        ? [absentBlock]
        : everybody(people, { all, noTeam: !team.value.active }, presence, context),
      reads: readsOf(people, ['CareTeam', 'RelatedPerson']),
      // Only the team tells who is away: without it nobody can say that nobody is.
      ...(absentOnly ? { asked: TEAM } : {}),
      ...(!absentOnly && !all && people.value.length > MOST
        ? { more: { words: [ALL], options: {}, text: '' } }
        : {}),
    })
  },
})
