import { z } from 'zod'
import { FhirError } from '../../fhir/fhir.ts'
import type { CareTeamReader } from '../../fhir/team/care-team.ts'
import type { Messages } from '../../i18n/messages.ts'
import type { Log } from '../../log.ts'
import { paragraph } from '../../reply/document.ts'
import type { Item, Store } from '../../store/store.ts'
import type { Encryption } from '../access/access.ts'
import {
  type Deed,
  messageLine,
  systemLine,
  teamsSought,
  teamUnread,
} from '../access/audit-lines.ts'
import { expiredPrompt } from '../answering/questions.ts'
import { MatrixError, type MatrixGateway, type RoomEvent } from '../gateway.ts'
import { firstLine } from '../rooms/introduce.ts'
import type { Reply } from '../sending/reply.ts'
import type { Voices } from '../sending/voices.ts'
import { noticeDocument, noticeOf } from '../telling/notify.ts'
import type { Work } from './work.ts'

export type HandleParts = {
  readonly answer: (item: Item, event: RoomEvent, signal: AbortSignal) => Promise<void>
  readonly reply: Reply
  readonly gateway: MatrixGateway
  readonly store: Store
  readonly careTeams: CareTeamReader
  readonly encryption: Encryption
  readonly botName: string
  readonly t: Messages
  readonly voices: Voices
  /** Told of every Matrix event before it is handled. */
  readonly seen: (event: RoomEvent) => void
  readonly log: Log
  /** A time of day as people here read it. */
  readonly timeOf: (at: number) => string
  /** Work of the bot's own, by the `kind` of its body. */
  readonly works: Readonly<Record<string, Work>>
  readonly clock: () => number
}

const ofKind = z.object({ kind: z.string() })

const pushed = z.object({
  type: z.string(),
  event_id: z.string(),
  room_id: z.string(),
  sender: z.string(),
  origin_server_ts: z.number(),
  state_key: z.string().optional(),
  content: z.record(z.string(), z.unknown()),
  unsigned: z.object({ age: z.number().optional() }).optional().catch(undefined),
})

/** So long a refusal to join may still be a matter of time. */
const invitationSettlesMs = 30_000

const expiry = z.object({ kind: z.literal('expiry'), prompt: z.string() })

const memberContent = z.object({ membership: z.string(), is_direct: z.boolean().optional() })

/** The Matrix event in an inbox item, or undefined when it is other work. */
export const eventOf = (body: unknown): RoomEvent | undefined => {
  const parsed = pushed.safeParse(body)
  if (!parsed.success) return undefined
  const { type, event_id, room_id, sender, origin_server_ts, state_key, content } = parsed.data
  return {
    type,
    eventId: event_id,
    roomId: room_id,
    sender,
    originServerTs: origin_server_ts,
    age: parsed.data.unsigned?.age,
    stateKey: state_key,
    content,
  }
}

/** One inbox item goes to the flow it belongs to. */
export const createHandle = (parts: HandleParts) => {
  const { reply, gateway, store, careTeams, encryption, t, log } = parts

  /** Whether the sender is in any care team now; that this was looked up is on the audit trail. */
  const isProfessional = async (event: RoomEvent, signal: AbortSignal): Promise<boolean> => {
    const record = (deeds: readonly Deed[]) =>
      store.audit(deeds.map((deed) => messageLine(parts.clock(), event, deed, {})))
    const patients = await careTeams.patientsOf(event.sender, signal).catch(async (error) => {
      if (error instanceof FhirError) await record(teamUnread(error))
      throw error
    })
    await record([teamsSought])
    return patients.length > 0
  }

  /**
   * Invited by a person: joined when it is a direct message or somebody of this server or a care team asks. While the
   * record does not answer nobody is called a stranger.
   */
  const invited = async (item: Item, event: RoomEvent, isDirect: boolean, signal: AbortSignal) => {
    const { roomId, sender } = event
    const local = sender.endsWith(`:${gateway.serverName}`)
    if (!isDirect && !local && !(await isProfessional(event, signal))) {
      log.info('an invitation of a stranger was left alone', { roomId })
      return
    }
    try {
      await gateway.join(roomId)
    } catch (error) {
      if (!(error instanceof MatrixError) || error.retryable) throw error
      // An invitation from another server can be seen here before that server has stored it itself.
      if (error.status === 403 && parts.clock() - item.receivedAt < invitationSettlesMs)
        throw new MatrixError(error.code, { status: 403, retryable: true })
      return
    }
    if (!isDirect) return
    await store.saveDirectRoom(sender, roomId)
    const professional = await isProfessional(event, signal).catch((error: unknown) => {
      if (error instanceof FhirError) return undefined
      throw error
    })
    // The same invitation may have come twice, delivered and read back: the room is greeted once.
    const voice = await parts.voices.to(sender)
    const greeting = [paragraph(firstLine(voice, parts.botName, professional))]
    await reply.post(`greeting ${roomId}`, roomId, greeting)
  }

  const member = async (item: Item, event: RoomEvent, signal: AbortSignal) => {
    const content = memberContent.safeParse(event.content).data
    if (event.stateKey !== gateway.userId || content?.membership !== 'invite') return
    await invited(item, event, content.is_direct === true, signal)
  }

  const matrixEvent = async (item: Item, event: RoomEvent, signal: AbortSignal) => {
    switch (event.type) {
      case 'm.room.message':
        return parts.answer(item, event, signal)
      case 'm.room.member':
        return member(item, event, signal)
      case 'm.room.encryption':
        return event.stateKey === '' ? encryption.note(event.roomId) : undefined
      case 'm.room.encrypted':
        // Anybody can send one into a plain room, so the room itself is asked.
        await encryption.isEncrypted(event.roomId, 0)
        return undefined
      default:
        return undefined
    }
  }

  /** The first line of a prompt nobody answered says so from then on. */
  const expired = async (item: Item, promptId: string, signal: AbortSignal) => {
    // Whoever carried it out stood before this in the room's lane, and was given up on.
    await store.releasePrompt(promptId, 'unknown')
    const prompt = await store.prompt(promptId)
    if (prompt === undefined || prompt.state !== 'open') return
    const edit = expiredPrompt(prompt, t, parts.timeOf)
    if (edit !== undefined) await reply.edit(item.id, prompt.roomId, edit, signal)
    await store.closePrompt(promptId, 'expired', parts.clock())
  }

  return async (item: Item, signal: AbortSignal): Promise<void> => {
    const body: unknown = JSON.parse(item.body)
    const event = eventOf(body)
    if (event !== undefined) {
      parts.seen(event)
      return matrixEvent(item, event, signal)
    }
    const notice = noticeOf(body)
    if (notice !== undefined) {
      const posted = await reply.post(item.id, item.lane, noticeDocument(notice, t))
      await store.audit([
        systemLine(
          parts.clock(),
          {
            action: 'notice',
            what: Object.keys(notice.counts).join(' '),
            outcome: posted === undefined ? 'encrypted' : 'ok',
          },
          { patient: notice.patient, roomId: item.lane },
        ),
      ])
      return undefined
    }
    const over = expiry.safeParse(body).data
    if (over !== undefined) return expired(item, over.prompt, signal)
    const kind = ofKind.safeParse(body).data?.kind ?? ''
    const work = Object.hasOwn(parts.works, kind) ? parts.works[kind] : undefined
    if (work === undefined) throw new UnknownWork()
    return work(item, body, signal)
  }
}

/** An item that no flow knows: parked at once, because trying again cannot help. */
class UnknownWork extends Error {
  override name = 'UnknownWork'
  readonly code = 'unknown-work'
  readonly retryable = false
}
