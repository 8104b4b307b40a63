import { z } from 'zod'
import type { RecordReader } from '../../fhir/record/record.ts'
import type { CareTeamReader } from '../../fhir/team/care-team.ts'
import { subjectOf } from '../../fhir/timeline/conversation-fact.ts'
import type { Messages } from '../../i18n/messages.ts'
import { type Document, heading, paragraph } from '../../reply/document.ts'
import type { Conversation, Item, Store } from '../../store/store.ts'
import { professionals } from '../access/access.ts'
import { systemLine, teamRead } from '../access/audit-lines.ts'
import { MatrixError, type MatrixGateway } from '../gateway.ts'
import type { Work } from '../inbox/work.ts'
import type { Reply } from '../sending/reply.ts'
import { createRoomMaker } from './client-rooms-maker.ts'
import { type ConversationDeed, conversationName } from './conversations.ts'
import { levelsWhen } from './conversations-levels.ts'
import { type MembershipPorts, syncConversation } from './membership.ts'
import { roomPowerLevels } from './power-levels.ts'

/** What making and closing conversation rooms needs. */
export type ConversationWorkParts = {
  readonly gateway: MatrixGateway
  readonly store: Store
  readonly reply: Pick<Reply, 'post'>
  readonly careTeams: Pick<CareTeamReader, 'team'>
  readonly record: Pick<RecordReader, 'look'>
  readonly t: Messages
  readonly aliasPrefix: string | undefined
  readonly roomVersion: string | undefined
  /** The servers that may take part in the rooms; every server when undefined. */
  readonly servers?: readonly string[] | undefined
  readonly clock: () => number
}

const deeds = ['opened', 'archived', 'reopened', 'included'] as const
const shape = z.object({
  kind: z.literal('conversation'),
  request: z.string(),
  deed: z.enum(deeds),
})

/**
 * Makes the room of a conversation, once, and brings it in step: who may write, who is asked in. The subject, which a
 * clinician typed, is told inside and stands in no name or state.
 */
export const createConversationWork = (parts: ConversationWorkParts): Work => {
  const { gateway, store, reply, t, clock, servers } = parts
  const maker = createRoomMaker(parts)
  const membership: MembershipPorts = { gateway, store, t, clock, servers }

  const roomOf = async (item: Item, conversation: Conversation, people: readonly string[]) => {
    const { request, patient, nonce, number, roomId } = conversation
    if (roomId !== undefined) return roomId
    const link = await store.linkOfPatient(patient)
    // The command was typed in the client's room, whose space is there; after a repair it may take a moment.
    if (link?.spaceId === undefined) throw new MatrixError('no-space', { retryable: true })
    const { spaceId } = link
    let resumed = true
    await store.step(item.id, 'begun', async () => {
      resumed = false
      return true
    })
    const made = await maker.ensureRoom(
      {
        aliasLocalpart:
          parts.aliasPrefix === undefined
            ? `communicationrequest/${nonce}`
            : `${parts.aliasPrefix}${nonce}`,
        name: await conversationName(conversation, store, t),
        topic: t.bot.roomTopic,
        space: false,
        marker: `${nonce}/room`,
        powerLevels: roomPowerLevels(people),
        roomVersion: parts.roomVersion,
      },
      { resumed, spaceId },
    )
    await maker.place(spaceId, made, String(number + 1).padStart(2, '0'))
    await store.saveConversationRoom(request, made)
    return made
  }

  const syncArchived = async (roomId: string, archived: boolean) => {
    const levels = levelsWhen(archived, await gateway.state(roomId, 'm.room.power_levels', ''))
    if (levels !== undefined) await gateway.setState(roomId, 'm.room.power_levels', '', levels)
  }

  const words = async (
    deed: ConversationDeed,
    { request, patient }: Conversation,
    signal: AbortSignal,
  ): Promise<Document | undefined> => {
    const { gesprek } = t
    const client = (await store.linkOfPatient(patient))?.name ?? ''
    switch (deed) {
      case 'opened': {
        const found = await parts.record.look(patient, request, signal)
        const resource = found?.resource
        const subject =
          resource?.resourceType === 'CommunicationRequest' ? subjectOf(resource) : undefined
        const first =
          subject === undefined ? gesprek.firstNoticeUnknown : gesprek.firstNotice(subject)
        return [heading(first), paragraph(gesprek.firstNoticeHow(client), t.bot.reading)]
      }
      case 'archived':
        return [paragraph(gesprek.archivedNotice(client))]
      case 'reopened':
        return [paragraph(gesprek.reopenedNotice)]
      case 'included':
        return undefined
      default:
        return deed satisfies never
    }
  }

  return async (item, body, signal) => {
    const { request, deed } = shape.parse(body)
    const conversation = await store.conversation(request)
    if (conversation === undefined) return
    const { patient } = conversation
    const sourced = await parts.careTeams.team(patient, signal)
    await store.audit(teamRead(sourced).map((line) => systemLine(clock(), line, { patient })))
    const team = professionals(sourced.value)
    const roomId = await roomOf(item, conversation, team)
    await syncConversation(membership, { ...conversation, roomId }, team)
    await syncArchived(roomId, conversation.archived)
    const document = await words(deed, conversation, signal)
    if (document !== undefined) await reply.post(item.id, roomId, document)
  }
}
