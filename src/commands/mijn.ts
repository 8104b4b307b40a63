import {
  type Block,
  code,
  heading,
  type Inline,
  type Line,
  link,
  list,
  paragraph,
  strong,
} from '../reply/document.ts'
import { type Context, defineCommand } from './command.ts'
import type { TakenPorts } from './taken/taken.ts'

/** A room of the asker, under its neutral name. */
export type OwnRoom = {
  readonly name: string
  readonly roomId: string
  readonly href: string
  /** Whose room it is: a client's rooms stand together. */
  readonly patient?: string
  /** The room of the whole team, not one of a conversation. */
  readonly isClients?: boolean
}

/** Which rooms somebody has: those of patients this person cares for; `complete` is false when some could not be checked. */
export type OwnRoomsPorts = {
  readonly roomsOf: (
    userId: string,
  ) => Promise<{ readonly rooms: readonly OwnRoom[]; readonly complete: boolean }>
}

/** What `!mijn` needs. */
export type MijnPorts = OwnRoomsPorts & Pick<TakenPorts, 'ownTasks'>

type Ctx = Context<MijnPorts>
type Tasks = { readonly open: number; readonly urgent: number }

const MOST = 40
const NO_TASKS: Tasks = { open: 0, urgent: 0 }

/** How many open tasks the asker has in each room; undefined when that could not be read. */
const tasksByRoom = async ({ ownTasks, asker, signal }: Ctx) => {
  const found = await ownTasks(asker.userId, signal)
  if (typeof found === 'string') return undefined
  const counts = new Map<string, Tasks>()
  for (const { fact, room } of found.tasks) {
    const { open, urgent } = counts.get(room.href) ?? NO_TASKS
    counts.set(room.href, { open: open + 1, urgent: urgent + (fact.isUrgent ? 1 : 0) })
  }
  return found.complete ? counts : undefined
}

/** Rooms with urgent tasks first, then those with tasks, then by name; a client's conversations follow the client's room. */
const ordered = (
  rooms: readonly OwnRoom[],
  counts: ReadonlyMap<string, Tasks>,
  language: string,
): readonly OwnRoom[] => {
  const byName = (one: OwnRoom, other: OwnRoom) =>
    one.name.localeCompare(other.name, language, { numeric: true })
  const groups = [...Map.groupBy(rooms, ({ patient, roomId }) => patient ?? roomId).values()].map(
    (group) => {
      const sorted = group.toSorted(
        (one, other) =>
          Number(other.isClients === true) - Number(one.isClients === true) || byName(one, other),
      )
      const all = sorted.map(({ href }) => counts.get(href) ?? NO_TASKS)
      return {
        rooms: sorted,
        open: all.reduce((sum, { open }) => sum + open, 0),
        urgent: all.reduce((sum, { urgent }) => sum + urgent, 0),
      }
    },
  )
  return groups
    .toSorted((one, other) => {
      const [first, second] = [one.rooms[0], other.rooms[0]]
      const names = first === undefined || second === undefined ? 0 : byName(first, second)
      return other.urgent - one.urgent || other.open - one.open || names
    })
    .flatMap((group) => group.rooms)
}

const roomLine = ({ name, href }: OwnRoom, tasks: Tasks | undefined, { t }: Ctx): Line => {
  const { open, urgent } = tasks ?? NO_TASKS
  const words: readonly Inline[] = [
    ...(open === 0 ? [] : [' – ', t.mijn.tasks(open)]),
    ...(urgent === 0 ? [] : [', ', strong(t.mijn.urgent(urgent))]),
  ]
  return [link(name, href), ...words]
}

const roomBlocks = (
  rooms: readonly OwnRoom[],
  counts: ReadonlyMap<string, Tasks>,
  part: string,
  context: Ctx,
): readonly Block[] => {
  const { t } = context
  if (rooms.length === 0) return [paragraph(part === '' ? t.mijn.none : t.mijn.noneNamed(part))]
  const shown = rooms.slice(0, MOST)
  const left = rooms.length - shown.length
  const example = rooms[MOST]?.name.split(' ').at(-1) ?? ''
  return [
    heading(t.mijn.title(rooms.length)),
    list(shown.map((room) => roomLine(room, counts.get(room.href), context))),
    ...(left === 0 ? [] : [paragraph([t.mijn.more(left), code(`!mijn ${example}`)])]),
  ]
}

/** `!mijn`: which rooms are mine, and where is something to do? Names, links and counts only, nothing of the record. */
export const mijn = defineCommand<MijnPorts>({
  name: 'mijn',
  aliases: ['ruimtes', 'kamers', 'mine', 'rooms'],
  access: 'open',
  place: 'direct',
  options: [],
  summary: (t) => t.mijn.summary,
  usage: (t) => t.mijn.usage,
  examples: ['mijn', 'mijn reiger'],
  async run(context, { words }) {
    const { t, asker, roomsOf } = context
    const part = words.join(' ').trim()
    const [{ rooms, complete }, counts] = await Promise.all([
      roomsOf(asker.userId),
      tasksByRoom(context),
    ])
    const wanted = rooms.filter(({ name }) => name.toLowerCase().includes(part.toLowerCase()))
    const tasks = counts ?? new Map<string, Tasks>()
    const missing = [
      ...(complete ? [] : [t.mijn.incomplete]),
      ...(counts === undefined && wanted.length > 0 ? [t.mijn.tasksUnknown] : []),
    ]
    return {
      kind: 'answer',
      document: [
        ...(missing.length === 0 ? [] : [paragraph([strong(t.clinical.incomplete)], ...missing)]),
        ...roomBlocks(ordered(wanted, tasks, t.language), tasks, part, context),
      ],
      refs: [],
      reads: ['CareTeam', 'Task'],
      foreign: [],
      outcome: missing.length === 0 ? 'ok' : 'partial',
    }
  },
})
