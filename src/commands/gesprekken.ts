import type { CareTeamReader, TeamMember } from '../fhir/team/care-team.ts'
import {
  type ConversationFact,
  type ConversationOverview,
  conversationOverview,
} from '../fhir/timeline/conversation-fact.ts'
import { type Block, code, facts, type Inline, link, paragraph, strong } from '../reply/document.ts'
import { cutText } from './answer/cut-text.ts'
import { plainDateWords, stamp } from './answer/date-words.ts'
import { type PatientLinePorts, patientLineOf } from './answer/patient-line.ts'
import { answeredSources, clinicalAnswer, limitLines, readsOf } from './answer/skeleton.ts'
import { type Args, type Context, defineCommand, type RecordPorts } from './command.ts'
import type { ConversationPorts, ConversationRoom } from './gesprek/ports.ts'
import { foldWord } from './typed/normalize.ts'
import { orCode } from './typed/or-code.ts'
import type { Presence } from './wie/line.ts'
import { misused } from './writing/writing.ts'

/** What `!gesprekken` needs; `presence` is who is in a room or invited to it. */
export type GesprekkenPorts = ConversationPorts &
  RecordPorts & {
    readonly careTeams: Pick<CareTeamReader, 'team'> & PatientLinePorts['careTeams']
    readonly presence: (roomId: string) => Promise<Presence>
    readonly botUserId: string
  }

type Ctx = Context<GesprekkenPorts>

/** A conversation, the room it has here, and who is in it. */
type Row = {
  readonly fact: ConversationFact
  readonly room: ConversationRoom | undefined
  readonly presence: Presence
}

const ASKED = ['CommunicationRequest']
const ALL = new Set(['alles', 'all'])
const isRunning = ({ fact }: Row) => !['archived', 'revoked'].includes(fact.state)

const inRoom = (
  { presence }: Row,
  members: readonly TeamMember[],
  { t, botUserId }: Ctx,
): string => {
  const words = t.gesprek.list
  if (presence === undefined) return words.presenceUnknown
  const others = [...presence].filter(([userId]) => userId !== botUserId)
  const nameOf = (userId: string) => members.find(({ userIds }) => userIds.includes(userId))?.name
  const named = (wanted: 'join' | 'invite') =>
    others
      .flatMap(([userId, how]) => (how === wanted ? (nameOf(userId) ?? []) : []))
      .toSorted((one, other) => one.localeCompare(other, t.language))
  const strangers = others.filter(([userId]) => nameOf(userId) === undefined).length
  const all = [
    ...named('join'),
    ...named('invite').map((name) => `${name} (${words.invitedMark})`),
    ...(strangers === 0 ? [] : [words.others(strangers)]),
  ]
  return all.length === 0 ? words.nobodyIn : words.inRoom(all.join(', '))
}

const meantFor = ({ fact }: Row, members: readonly TeamMember[], { t }: Ctx): string => {
  const names = fact.recipients.map(
    (ref) =>
      members.find((one) => one.ref === ref || one.practitioner === ref)?.name ??
      t.clinical.unknownReference,
  )
  return names.length === 0 ? '' : t.gesprek.list.meantFor(names.join(', '))
}

const nameOf = ({ name, href }: ConversationRoom): Inline =>
  href === undefined ? name : link(name, href)

const lineOf = (row: Row, members: readonly TeamMember[], context: Ctx) => {
  const { fact, room } = row
  const { t } = context
  const words = t.gesprek.list
  const since = plainDateWords(fact.authoredOn, context)
  const differs =
    room !== undefined && (fact.state === 'archived') !== room.archived
      ? words.stateDiffers(room.archived ? words.roomArchived : words.roomOpen)
      : undefined
  const place: Inline =
    room === undefined
      ? words.noRoom
      : room.href === undefined
        ? `${room.name} (${words.making})`
        : nameOf(room)
  const parts: readonly (Inline | undefined)[] = [
    place,
    words.states[fact.state],
    differs,
    since === undefined ? undefined : words.since(since),
    room?.roomId === undefined
      ? meantFor(row, members, context) || undefined
      : inRoom(row, members, context),
    fact.source,
    fact.unknownModifier ? t.clinical.unknownModifier : undefined,
  ]
  return [
    strong(fact.subject === undefined ? words.noSubject : cutText(fact.subject, context)),
    ...parts.flatMap((part): readonly Inline[] => (part === undefined ? [] : [' – ', part])),
  ]
}

const blocksOf = (
  rows: readonly Row[],
  members: readonly TeamMember[],
  all: boolean,
  context: Ctx,
): readonly Block[] => {
  const { sections, noneOpen } = context.t.gesprek.list
  const running = rows.filter(isRunning)
  const closed = rows.filter((row) => !isRunning(row))
  const ordered = [...running, ...closed]
  const limit = {
    max: all ? ordered.length : 10,
    critical: running.length,
    more: '!gesprekken alles',
  }
  const { shown, note } = limitLines(
    ordered.map((row) => lineOf(row, members, context)),
    limit,
    context,
  )
  const section = (title: string, from: number, to: number): readonly Block[] => {
    const lines = shown.slice(from, to).map((line, at) => ({
      line,
      about: [ordered[from + at]?.fact.key ?? ''],
    }))
    return lines.length === 0 ? [] : [paragraph([strong(title)]), facts(lines)]
  }
  return [
    ...(running.length === 0 && closed.length > 0 ? [paragraph(noneOpen)] : []),
    ...section(sections.running(running.length), 0, running.length),
    ...section(sections.closed(closed.length), running.length, ordered.length),
    ...(note === undefined ? [] : [paragraph(note)]),
  ]
}

const wantsAll = ({ words }: Args) => words.some((word) => ALL.has(foldWord(word)))

/** `!gesprekken`: which conversations about this patient are there, about what, with whom, and where? */
export const gesprekken = defineCommand<GesprekkenPorts>({
  name: 'gesprekken',
  aliases: ['conversaties', 'overleggen', 'conversations'],
  access: 'read',
  place: 'room',
  options: [],
  summary: (t) => t.gesprek.list.summary,
  usage: (t) => t.gesprek.list.usage,
  examples: ['gesprekken', 'gesprekken alles'],
  async run(context, args) {
    const { t, record, patient, signal, conversations, presence, careTeams } = context
    const strange = args.words.find((word) => !ALL.has(foldWord(word)))
    if (strange !== undefined)
      return misused(
        t.gesprek.list.strange(strange),
        [code('!gesprekken')],
        [code('!gesprekken alles')],
      )
    const [sourced, rooms, team, patientLine] = await Promise.all([
      record.ask(patient, [{ type: 'CommunicationRequest' }], signal),
      conversations.ofPatient(patient),
      orCode(careTeams.team(patient, signal)),
      patientLineOf(context),
    ])
    const overview: ConversationOverview = conversationOverview(
      sourced.value.of('CommunicationRequest'),
    )
    const members = 'value' in team ? team.value.value.members : []
    const rows = await Promise.all(
      overview.conversations.map(async (fact): Promise<Row> => {
        const room =
          fact.source === undefined ? rooms.find(({ request }) => request === fact.ref) : undefined
        const roomId = room?.roomId
        return { fact, room, presence: roomId === undefined ? undefined : await presence(roomId) }
      }),
    )
    const { inError } = overview
    // A room is shown whatever became of its conversation in the record.
    const lonely = rooms.filter(({ request }) => !rows.some(({ fact }) => fact.ref === request))
    const none = t.gesprek.list.none(answeredSources(sourced, context), stamp(context.now, context))
    return clinicalAnswer(context, {
      ...patientLine,
      title: t.gesprek.list.title,
      sourced,
      blocks: [
        ...(rows.length === 0 ? [paragraph([none, code(t.gesprek.example)])] : []),
        ...blocksOf(rows, members, wantsAll(args), context),
        ...(lonely.length === 0
          ? []
          : [paragraph(t.gesprek.list.onlyRooms, ...lonely.map((room) => [nameOf(room)]))]),
        ...(inError === 0 ? [] : [paragraph(t.gesprek.list.inError(inError))]),
      ],
      reads: [...readsOf(sourced, ASKED), 'CareTeam'],
      asked: ASKED,
    })
  },
})
