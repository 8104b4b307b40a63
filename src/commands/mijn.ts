import { type Block, code, heading, link, list, paragraph, strong } from '../reply/document.ts'
import { type Context, defineCommand } from './command.ts'

/** A room of the asker, under its neutral name. */
export type OwnRoom = { readonly name: string; readonly roomId: string; readonly href: string }

/** What `!mijn` needs: the rooms of patients this person cares for; `complete` is false when some could not be checked. */
export type MijnPorts = {
  readonly roomsOf: (
    userId: string,
  ) => Promise<{ readonly rooms: readonly OwnRoom[]; readonly complete: boolean }>
}

const MOST = 40

const roomBlocks = (
  rooms: readonly OwnRoom[],
  part: string,
  { t }: Context<MijnPorts>,
): readonly Block[] => {
  if (rooms.length === 0) return [paragraph(part === '' ? t.mijn.none : t.mijn.noneNamed(part))]
  const shown = rooms.slice(0, MOST)
  const left = rooms.length - shown.length
  const example = rooms[MOST]?.name.split(' ').at(-1) ?? ''
  return [
    heading(t.mijn.title(rooms.length)),
    list(shown.map(({ name, href }) => link(name, href))),
    ...(left === 0 ? [] : [paragraph([t.mijn.more(left), code(`!mijn ${example}`)])]),
  ]
}

/** `!mijn`: which rooms are mine? Names and links only, nothing of the record. */
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
    const { rooms, complete } = await roomsOf(asker.userId)
    const wanted = rooms
      .filter(({ name }) => name.toLowerCase().includes(part.toLowerCase()))
      .toSorted((one, other) => one.name.localeCompare(other.name, t.language))
    return {
      kind: 'answer',
      document: [
        ...(complete ? [] : [paragraph([strong(t.clinical.incomplete)], t.mijn.incomplete)]),
        ...roomBlocks(wanted, part, context),
      ],
      refs: [],
      reads: ['CareTeam'],
      foreign: [],
      outcome: complete ? 'ok' : 'partial',
    }
  },
})
