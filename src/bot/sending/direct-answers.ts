import { patientWords } from '../../commands/answer/person-words.ts'
import { FhirError } from '../../fhir/fhir.ts'
import type { CareTeamReader } from '../../fhir/team/care-team.ts'
import { noticeContent } from '../../reply/content.ts'
import { type Block, paragraph, strong } from '../../reply/document.ts'
import type { Links } from '../../store/store.ts'
import type { Asked, Plan } from '../answering/plan.ts'
import { MatrixError, type MatrixGateway } from '../gateway.ts'
import type { DirectRooms } from './direct-rooms.ts'
import type { Showing } from './showing.ts'
import { txnIdOf } from './txn.ts'
import type { Voices } from './voices.ts'

/** What answering in the direct message needs. */
export type DirectAnswersParts = {
  readonly gateway: Pick<MatrixGateway, 'send' | 'userId'>
  readonly store: Pick<Links, 'linkOfPatient'>
  readonly careTeams: Pick<CareTeamReader, 'patientLine'>
  readonly directRooms: DirectRooms
  readonly showing: Pick<Showing, 'record'>
  readonly voices: Voices
}

/** A message that was sent directly. */
export type SentDirectly = { readonly roomId: string; readonly eventId: string }

/** Sends an answer to who asked for it, with whom it is about above it. */
export const createDirectAnswers = (parts: DirectAnswersParts) => {
  const { gateway, store, careTeams, directRooms, showing, voices } = parts

  /** Who it is about: in the direct message no room says so. */
  const headOf = async ({ event }: Asked, patient: string, signal: AbortSignal): Promise<Block> => {
    const t = await voices.to(event.sender)
    const look = { roomId: event.roomId, patient, event }
    const [link, line] = await Promise.all([
      store.linkOfPatient(patient),
      careTeams.patientLine(patient, signal).catch((error: unknown) => {
        if (error instanceof FhirError) return error
        throw error
      }),
    ])
    const outcome = line instanceof FhirError ? line.code : 'ok'
    await showing.record(look, [{ action: 'read', what: 'Patient', outcome }])
    const room = link === undefined ? t.audience.aboutNobody : t.audience.aboutRoom(link.name)
    return line instanceof FhirError
      ? paragraph(room)
      : paragraph([strong(patientWords(line, t))], room)
  }

  /** Undefined when it cannot be sent now. */
  return async (
    asked: Asked,
    plan: Plan,
    patient: string,
    signal: AbortSignal,
  ): Promise<SentDirectly | undefined> => {
    const { sender } = asked.event
    const [head, t] = await Promise.all([headOf(asked, patient, signal), voices.to(sender)])
    // Asked last, right before it is sent.
    const roomId = await directRooms(sender)
    if (roomId === undefined) return undefined
    const content = noticeContent({
      document: [head, ...plan.document],
      refs: plan.refs,
      options: { leftOut: t.bot.leftOut },
    })
    try {
      const txnId = txnIdOf(asked.itemId, 'direct', gateway.userId)
      return { roomId, eventId: await gateway.send(roomId, content, txnId) }
    } catch (error) {
      if (error instanceof MatrixError && !error.retryable) return undefined
      throw error
    }
  }
}

export type DirectAnswers = ReturnType<typeof createDirectAnswers>
