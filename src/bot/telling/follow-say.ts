import type { ResourceRef } from '../../fhir/fhir.ts'
import { noticeContent } from '../../reply/content.ts'
import type { Document } from '../../reply/document.ts'
import { type PingContent, pingContent } from '../../reply/ping.ts'
import type { Store } from '../../store/store.ts'
import type { Encryption, Teams } from '../access/access.ts'
import { audienceWith, readersOf } from '../access/audience.ts'
import { type Deed, systemLine } from '../access/audit-lines.ts'
import type { MatrixGateway } from '../gateway.ts'
import { txnIdOf } from '../sending/txn.ts'

/** What saying something about a request needs. */
export type SayParts = {
  readonly gateway: Pick<MatrixGateway, 'userId' | 'send' | 'members' | 'state'>
  readonly store: Pick<Store, 'audit'>
  readonly teams: Pick<Teams, 'recent'>
  readonly encryption: Encryption
  readonly clock: () => number
}

/** Something said unasked in a patient's room, as a reply that starts no thread. */
export type Said = {
  readonly itemId: string
  /** Tells apart what one item says. */
  readonly step: string
  readonly roomId: string
  readonly patient: string
  readonly inReplyTo: string | undefined
  readonly document: Document
  /** In its place when somebody is there who may not see it. */
  readonly unshown: Document
  readonly refs: readonly ResourceRef[]
  /** For the audit trail: what was told, never what it says. */
  readonly what: string
}

/** Calls somebody; nothing in it is about a patient. */
export type Calling = Omit<Parameters<typeof pingContent>[0], 'inReplyTo'> & {
  readonly itemId: string
  readonly roomId: string
  readonly patient: string
  readonly inReplyTo: string | undefined
  readonly what: string
}

/** How the bot tells what becomes of a request: both safe to repeat, both undefined in an encrypted room. */
export type FollowSay = {
  /** Throws FhirError while it cannot be judged who may see it. */
  tell(said: Said, signal: AbortSignal): Promise<string | undefined>
  call(calling: Calling): Promise<string | undefined>
}

/** Says something about a request in its room, or to one person. */
export const createFollowSay = (parts: SayParts): FollowSay => {
  const { gateway, store, teams, encryption, clock } = parts

  const record = ({ patient, roomId }: Pick<Said, 'patient' | 'roomId'>, deeds: readonly Deed[]) =>
    store.audit(deeds.map((deed) => systemLine(clock(), deed, { patient, roomId })))

  const isSafe = async (said: Said, signal: AbortSignal): Promise<boolean> => {
    const { team, deeds } = await teams.recent(said.patient, 60_000, signal)
    if (deeds.length > 0) await record(said, deeds)
    const members = await gateway.members(said.roomId)
    const readers = readersOf(members, team, gateway.userId)
    return (await audienceWith(gateway, said.roomId, readers)) === 'professional'
  }

  const isClosed = async (said: Pick<Said, 'roomId' | 'patient' | 'what'>) => {
    if (!(await encryption.isEncrypted(said.roomId, 0))) return false
    await record(said, [{ action: 'notice', what: said.what, outcome: 'encrypted' }])
    return true
  }

  return {
    async tell(said, signal) {
      if (await isClosed(said)) return undefined
      const safe = await isSafe(said, signal)
      const outcome = safe ? 'ok' : 'audience'
      await record(said, [{ action: 'notice', what: said.what, outcome }])
      const content = noticeContent({
        document: safe ? said.document : said.unshown,
        inReplyTo: said.inReplyTo,
        refs: safe ? said.refs : [],
      })
      const txnId = txnIdOf(said.itemId, said.step, gateway.userId)
      return gateway.send(said.roomId, content, txnId)
    },
    async call(calling) {
      if (await isClosed(calling)) return undefined
      await record(calling, [{ action: 'notice', what: calling.what, outcome: 'ok' }])
      const content: PingContent = pingContent(calling)
      return gateway.send(calling.roomId, content, txnIdOf(calling.itemId, 'call', gateway.userId))
    },
  }
}
