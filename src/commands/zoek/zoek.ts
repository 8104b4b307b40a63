import type { ReferralTarget } from '../../fhir/referral/target.ts'
import type { Directory } from '../../fhir/team/directory.ts'
import type { FoundPeople, PeopleDirectory } from '../../fhir/team/directory-people.ts'
import type { ListedPerson } from '../../fhir/team/directory-person.ts'
import { isOfDiscipline } from '../../fhir/team/disciplines.ts'
import {
  type Block,
  code,
  heading,
  type Inline,
  type Line,
  list,
  paragraph,
  strong,
} from '../../reply/document.ts'
import { cutText } from '../answer/cut-text.ts'
import { plainDateWords } from '../answer/date-words.ts'
import { type Context, defineCommand, type Outcome } from '../command.ts'
import type { OwnRoomsPorts } from '../mijn.ts'
import { orCode } from '../typed/or-code.ts'
import { misused } from '../writing/writing.ts'
import { fewestLetters, holdsAll, readSought, type Sought } from './request.ts'

/** What `!zoek` needs; `mayTakePart` tells whether an account's server is among those that may. */
export type ZoekPorts = OwnRoomsPorts & {
  readonly people: PeopleDirectory
  readonly directory: Directory
  readonly mayTakePart: (userId: string) => boolean
  readonly searches: {
    readonly most: number
    /** Counts a search; in how many milliseconds the next may be done when this one may not. */
    readonly ask: (userId: string) => number
  }
}

type Ctx = Context<ZoekPorts>

const MOST = 5
const READS = ['directory'] as const

const dashed = (first: Inline, parts: readonly (string | undefined)[]): Line => [
  first,
  ...parts.flatMap((part): readonly Inline[] => (part === undefined ? [] : [' – ', part])),
]

/** Somebody of the address book on one line. */
const personLine = (person: ListedPerson, context: Ctx): Line => {
  const { zoek } = context.t
  const { absence, organization, place, userIds } = person
  const text = absence?.text === undefined ? undefined : cutText(absence.text, context)
  return dashed(strong(person.name ?? zoek.nameless), [
    cutText(person.functions.join(' / '), context) || zoek.noFunction,
    organization === undefined ? undefined : cutText(organization, context),
    place,
    userIds.some(context.mayTakePart) ? zoek.reachable : zoek.unreachable,
    absence && zoek.absent(plainDateWords(absence.end, context), text),
  ])
}

const targetLine = ({ name, discipline, place }: ReferralTarget, { t }: Ctx): Line =>
  dashed(strong(name), [
    discipline === undefined || name.includes(discipline) ? t.zoek.organization : discipline,
    place,
  ])

const isOfKind = (
  { discipline }: Sought,
  texts: readonly string[],
  codes: ListedPerson['roleCodes'],
) => discipline === undefined || isOfDiscipline(discipline, { codes, texts })

const peopleOf = ({ people }: FoundPeople, sought: Sought) =>
  people.filter(
    ({ name, functions, organization, place, roleCodes }) =>
      isOfKind(sought, functions, roleCodes) &&
      holdsAll(sought.words, [name, organization, place, ...functions]),
  )

const targetsOf = (targets: readonly ReferralTarget[], sought: Sought) =>
  targets.filter(({ name, discipline, place }) => {
    const texts = [name, ...(discipline === undefined ? [] : [discipline])]
    return isOfKind(sought, texts, []) && holdsAll(sought.words, [...texts, place])
  })

const answer = (document: readonly Block[], isWhole: boolean): Outcome => ({
  kind: 'answer',
  document,
  refs: [],
  reads: READS,
  foreign: [],
  outcome: isWhole ? 'ok' : 'partial',
})

const ask = async (context: Ctx, sought: Sought, name: string | undefined) => {
  const { people, directory, signal } = context
  const nobody: FoundPeople = { people: [], complete: true }
  const { discipline } = sought
  const [persons, targets] = await Promise.all([
    orCode(name === undefined ? Promise.resolve(nobody) : people.byName([name], signal)),
    orCode(
      discipline === undefined
        ? directory.byName(name ?? '', signal)
        : directory.byDiscipline(discipline, signal),
    ),
  ])
  if ('code' in persons && 'code' in targets) return persons
  const found = 'value' in persons ? persons.value : nobody
  const others = 'value' in targets ? targets.value.targets : []
  const lines = [
    ...peopleOf(found, sought).map((person) => personLine(person, context)),
    ...targetsOf(others, sought).map((target) => targetLine(target, context)),
  ]
  const complete =
    'value' in persons && persons.value.complete && 'value' in targets && targets.value.complete
  return { lines, complete }
}

const roomBlocks = async (context: Ctx, words: readonly string[]): Promise<readonly Block[]> => {
  const { t, roomsOf, asker } = context
  // A kind of care alone names no room.
  if (words.length === 0) return []
  const { rooms } = await roomsOf(asker.userId)
  const named = rooms.filter(({ name }) => holdsAll(words, [name])).slice(0, MOST)
  if (named.length === 0) return []
  const lines = named.map(({ name, href }): Line => [{ kind: 'link', text: name, href }])
  return [heading(t.zoek.rooms(named.length)), list(lines)]
}

/** `!zoek`: who is this, where do they work, can they be reached here? Professionals only, and not too often. */
export const zoek = defineCommand<ZoekPorts>({
  name: 'zoek',
  aliases: ['zoeken', 'find', 'search'],
  access: 'open',
  place: 'direct',
  options: [],
  summary: (t) => t.zoek.summary,
  usage: (t) => t.zoek.usage,
  examples: ['zoek jansen', 'zoek jansen huisarts utrecht', 'zoek reiger'],
  async run(context, args) {
    const { t, asker, people, signal, searches } = context
    const sought = readSought(args)
    const name = sought.words.find(({ length }) => length >= fewestLetters)
    if (name === undefined && (sought.discipline === undefined || sought.words.length > 0))
      return misused([t.zoek.tooShort(fewestLetters), code(t.zoek.example)])
    const known = await orCode(people.byAccount(asker.userId, signal))
    if ('code' in known)
      return answer([paragraph(t.zoek.down(t.clinical.failures[known.code]))], false)
    if (known.value.people.length === 0) return answer([paragraph(t.zoek.stranger)], true)
    const wait = searches.ask(asker.userId)
    if (wait > 0) return misused(t.zoek.tooOften(searches.most, Math.ceil(wait / 60_000)))
    const [found, rooms] = await Promise.all([
      ask(context, sought, name),
      roomBlocks(context, sought.words),
    ])
    if ('code' in found)
      return answer([...rooms, paragraph(t.zoek.down(t.clinical.failures[found.code]))], false)
    const shown = found.lines.slice(0, MOST)
    const none = shown.length === 0 && found.complete && rooms.length > 0
    return answer(
      [
        ...(found.complete ? [] : [paragraph([strong(t.zoek.incomplete)], t.zoek.incompleteWhy)]),
        ...rooms,
        ...(shown.length === 0
          ? none
            ? []
            : [paragraph(t.zoek.none)]
          : [heading(t.zoek.title(shown.length)), list(shown)]),
        ...(found.lines.length > MOST ? [paragraph(t.zoek.more)] : []),
      ],
      found.complete,
    )
  },
})
