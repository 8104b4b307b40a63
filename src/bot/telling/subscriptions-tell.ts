import { z } from 'zod'
import type { TeamMember } from '../../fhir/team/care-team.ts'
import type { Messages } from '../../i18n/messages.ts'
import { noticeContent } from '../../reply/content.ts'
import {
  type Block,
  code,
  type Document,
  type Line,
  link,
  list,
  paragraph,
} from '../../reply/document.ts'
import type { News, Store } from '../../store/store.ts'
import { professionalOf, type Teams } from '../access/access.ts'
import { systemLine } from '../access/audit-lines.ts'
import type { Policy } from '../access/policy.ts'
import { MatrixError, type MatrixGateway } from '../gateway.ts'
import type { Work } from '../inbox/work.ts'
import { permalink } from '../rooms/conversations.ts'
import type { DirectRooms } from '../sending/direct-rooms.ts'
import { txnIdOf } from '../sending/txn.ts'
import type { Voices } from '../sending/voices.ts'
import { commandFor, type NoticeKind, noticeKinds } from './notify.ts'

/** What telling news to who subscribed needs. */
export type TellNewsParts = {
  readonly gateway: Pick<MatrixGateway, 'send' | 'userId' | 'serverName'>
  readonly store: Store
  readonly teams: Pick<Teams, 'fresh'>
  readonly directRooms: DirectRooms
  /** The name of the organization's own record, for people. */
  readonly label: string
  readonly voices: Pick<Voices, 'to'>
  /** Whether somebody may use the command that shows news of a kind. */
  readonly policy: Pick<Policy, 'mayRead'>
  readonly clock: () => number
}

const shape = z.object({ kind: z.literal('tell-news'), userId: z.string() })

/** What is told of one patient: the link of the room, and how many changes of each kind. */
export type RoomNews = {
  readonly name: string
  readonly href: string
  readonly news: readonly Pick<News, 'kind' | 'isNew'>[]
}

const lineOf = (
  kind: NoticeKind,
  news: RoomNews['news'],
  { abonneer, bot }: Messages,
): Line | undefined => {
  const some = news.filter((one) => one.kind === kind)
  if (some.length === 0) return undefined
  const fresh = some.filter(({ isNew }) => isNew).length
  const words = abonneer.news(bot.noticeKinds[kind], fresh, some.length - fresh)
  const command = commandFor[kind]
  return command === undefined ? [words] : [words, ' – ', code(command)]
}

/** Kinds, counts, what to type and where: nothing that says what changed, because phones show it on their lock screens. */
const newsDocument = (rooms: readonly RoomNews[], t: Messages): Document => [
  paragraph(t.abonneer.newsTitle),
  ...rooms.flatMap(({ name, href, news }): readonly Block[] => [
    paragraph([link(name, href)]),
    list(
      noticeKinds.flatMap((kind) => {
        const line = lineOf(kind, news, t)
        return line === undefined ? [] : [line]
      }),
    ),
  ]),
]

/** Tells one person what is due, in one message: once, also when the process ends in between. */
export const createTellNews = (parts: TellNewsParts): Work => {
  const { gateway, store, teams, directRooms, voices, policy, clock } = parts

  /** News of a patient is for who is of the team at this moment. */
  const memberNow = async (userId: string, patient: string, signal: AbortSignal) => {
    const { team, deeds } = await teams.fresh(patient, signal)
    await store.audit(deeds.map((deed) => systemLine(clock(), deed, { patient })))
    return professionalOf(team, userId)
  }

  const mayKnow = (member: TeamMember, kind: string): boolean => {
    const known = noticeKinds.find((one) => one === kind)
    const command = (known && commandFor[known]?.slice(1)) ?? 'wilsverklaring'
    // The news is of the own record: a rule for the direct message that leaves it out does not count.
    const own = { label: parts.label, own: true }
    return policy.mayRead(member, { name: command, access: 'read' }, 'direct', own)
  }

  const audit = async (patients: readonly string[], what: string, outcome: string) =>
    store.audit(
      patients.map((patient) =>
        systemLine(clock(), { action: 'notice', what, outcome }, { patient }),
      ),
    )

  const post = async (itemId: string, userId: string, rooms: readonly RoomNews[]) => {
    const roomId = await directRooms(userId)
    if (roomId === undefined) return 'no-room'
    const t = await voices.to(userId)
    const document = newsDocument(rooms, t)
    const content = noticeContent({ document, options: { leftOut: t.bot.leftOut } })
    try {
      await gateway.send(roomId, content, txnIdOf(itemId, 'news', gateway.userId))
      return 'ok'
    } catch (error) {
      if (error instanceof MatrixError && !error.retryable) return 'refused'
      throw error
    }
  }

  return async (item, body, signal) => {
    const { userId } = shape.parse(body)
    const news = await store.takeNews(userId, item.id, clock())
    const rooms: RoomNews[] = []
    const patients: string[] = []
    for (const [patient, some] of Map.groupBy(news, (one) => one.patient)) {
      const linked = await store.linkOfPatient(patient)
      if (linked?.roomId === undefined) continue
      const member = await memberNow(userId, patient, signal)
      if (member === undefined) {
        await store.dropSubscription(userId, patient)
        await audit([patient], userId, 'not-of-team')
        continue
      }
      const told = some.filter(({ kind }) => mayKnow(member, kind))
      if (told.length === 0) continue
      patients.push(patient)
      rooms.push({
        name: linked.name,
        href: permalink(linked.roomId, gateway.serverName),
        news: told,
      })
    }
    if (rooms.length === 0) return
    await audit(patients, userId, await post(item.id, userId, rooms))
  }
}
