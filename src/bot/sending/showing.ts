import { FhirError } from '../../fhir/fhir.ts'
import type { TeamMember } from '../../fhir/team/care-team.ts'
import type { Messages } from '../../i18n/messages.ts'
import { type Document, paragraph } from '../../reply/document.ts'
import type { Store } from '../../store/store.ts'
import { personOf, type Teams } from '../access/access.ts'
import { type Audience, audienceWith, readersBeside, readersOf } from '../access/audience.ts'
import { type Deed, messageLine, systemLine, teamUnread, whoIs } from '../access/audit-lines.ts'
import type { Members } from '../access/members.ts'
import type { Setting } from '../access/policy.ts'
import { type Asked, type Edit, type Plan, type PrivateReason, saying } from '../answering/plan.ts'
import type { MatrixGateway, RoomEvent } from '../gateway.ts'

/** In which room something of a patient is about to be shown, and whose message asks for it, if anybody's. */
export type Look = {
  readonly roomId: string
  readonly patient: string
  readonly event?: RoomEvent
}

/** What may be done with a plan now: sent as it is, sent to the asker directly, or replaced by another. */
export type Verdict =
  | { readonly kind: 'as-is' }
  | { readonly kind: 'privately'; readonly why: PrivateReason; readonly patient: string }
  | { readonly kind: 'instead'; readonly plan: Plan }

/** What the last look at who would see something needs. */
export type ShowingParts = {
  readonly gateway: Pick<MatrixGateway, 'state' | 'userId'>
  readonly members: Members
  readonly store: Pick<Store, 'audit'>
  readonly teams: Teams
  readonly t: Messages
  readonly clock: () => number
}

const firstLineOf = ([first]: Document): Document =>
  first?.kind === 'paragraph' ? [{ ...first, lines: first.lines.slice(0, 1) }] : []

const asIs: Verdict = { kind: 'as-is' }

/** Whether what is worded for these readers may be seen by those, and its sources may be told of there. */
const suits = (audience: Audience, { reading, shown }: Plan): boolean => {
  const mayBe = (setting: Setting) => shown?.mayBe.includes(setting) ?? true
  return audience === 'professional'
    ? mayBe('team')
    : audience === 'lay' && reading === 'lay' && mayBe('shared')
}

/** The last look at who would see something: the homeserver is asked, because somebody may have come in (D.8, 4). */
export const createShowing = (parts: ShowingParts) => {
  const { gateway, members, store, teams, t, clock } = parts

  const record = async (look: Look, deeds: readonly Deed[], asker?: TeamMember): Promise<void> => {
    const { event, patient, roomId } = look
    const lineOf = (deed: Deed) =>
      event === undefined
        ? systemLine(clock(), deed, { patient, roomId })
        : messageLine(clock(), event, deed, whoIs(asker, patient))
    if (deeds.length > 0) await store.audit(deeds.map(lineOf))
  }

  /** The team by which it is judged who may see an answer; if it was read for this, that is on the trail at once. */
  const teamFor = async (look: Look, signal: AbortSignal) => {
    try {
      const { team, deeds } = await teams.recent(look.patient, 60_000, signal)
      const asker = look.event && personOf(team, look.event.sender)
      await record(look, deeds, asker)
      return { team, asker }
    } catch (error) {
      if (error instanceof FhirError) await record(look, teamUnread(error))
      throw error
    }
  }

  const audienceNow = async (
    roomId: string,
    team: Parameters<typeof readersOf>[1],
  ): Promise<Audience> =>
    audienceWith(gateway, roomId, readersOf(await members.now(roomId), team, gateway.userId))

  /** Who could read what is for its asker alone. */
  const besides = async ({ roomId, sender: userId }: RoomEvent) =>
    readersBeside(gateway, { roomId, members: await members.now(roomId), userId })

  const refusals: Readonly<Record<Exclude<Audience, 'professional'>, string>> = {
    nobody: t.bot.audience,
    'later-readers': t.audience.laterReaders,
    lay: t.audience.notHere,
  }

  /** What an edit may show: it repeats what was asked, also to those who came in since. */
  const shownIn = async (
    look: Look,
    edit: Edit,
    signal: AbortSignal,
  ): Promise<{ readonly document: Document; readonly isWhole: boolean }> => {
    try {
      const { team } = await teamFor(look, signal)
      if ((await audienceNow(look.roomId, team)) === 'professional')
        return { document: edit.document, isWhole: true }
    } catch (error) {
      if (!(error instanceof FhirError)) throw error
    }
    return { document: firstLineOf(edit.document), isWhole: false }
  }

  /**
   * Asked again before a second part of an answer is sent to the room: somebody may have come in since the first. What
   * cannot be looked up now is not sent, because the first part says the same.
   */
  const suitsStill = async (asked: Asked, plan: Plan, signal: AbortSignal): Promise<boolean> => {
    const { event } = asked
    if (plan.isOwn === true) return (await besides(event)) === 'nobody'
    const { clinicalFor: patient } = plan
    if (patient === undefined) return true
    const look = { roomId: event.roomId, patient, event }
    const denied = async (outcome: string, asker?: TeamMember): Promise<boolean> => {
      const what = 'audience-recheck picture'
      await record(look, [{ action: 'denial', what, outcome }], asker)
      return false
    }
    try {
      const { team, asker } = await teamFor(look, signal)
      const audience = await audienceNow(event.roomId, team)
      if (suits(audience, plan)) return true
      return await denied(audience === 'nobody' ? 'audience' : `audience ${audience}`, asker)
    } catch (error) {
      if (!(error instanceof FhirError)) throw error
      return denied(`access-unknown ${error.code}`)
    }
  }

  const judge = async (asked: Asked, plan: Plan, signal: AbortSignal): Promise<Verdict> => {
    const { clinicalFor: patient, shown, unshown, edits } = plan
    const { event } = asked
    if (plan.isOwn === true) {
      const readers = await besides(event)
      if (readers === 'nobody') return asIs
      const { bot, audience } = asked.t ?? t
      const why = readers === 'others' ? bot.notAlone : audience.laterReaders
      return { kind: 'instead', plan: saying([paragraph(why)]) }
    }
    if (patient === undefined) return asIs
    const look = { roomId: event.roomId, patient, event }
    const instead = async (
      document: Document,
      outcome: string,
      asker?: TeamMember,
    ): Promise<Verdict> => {
      await record(look, [{ action: 'denial', what: 'audience-recheck', outcome }], asker)
      const rest = { document, refs: [], audit: [], clinicalFor: undefined }
      // What became of a prompt is shown there too; who may see the rest of it is judged on its own.
      const keepsEdits = unshown !== undefined && edits !== undefined
      return { kind: 'instead', plan: keepsEdits ? { ...rest, edits } : rest }
    }
    try {
      const { team, asker } = await teamFor(look, signal)
      if (shown?.privately !== undefined) {
        if (asker === undefined || !shown.mayBe.includes('direct'))
          return await instead([paragraph(t.bot.noRights)], 'no-rights direct', asker)
        return { kind: 'privately', why: shown.privately, patient }
      }
      const audience = await audienceNow(event.roomId, team)
      if (suits(audience, plan)) return asIs
      if (audience === 'professional')
        return await instead(unshown ?? [paragraph(t.bot.noRights)], 'no-rights team', asker)
      const isForProfessional =
        asker?.kind === 'professional' && shown?.mayBe.includes('direct') === true
      if (audience === 'lay' && isForProfessional)
        return { kind: 'privately', why: 'audience', patient }
      const outcome = audience === 'nobody' ? 'audience' : `audience ${audience}`
      return await instead(unshown ?? [paragraph(refusals[audience])], outcome, asker)
    } catch (error) {
      // A read is tried again; a write that was done is told, whatever cannot be looked up now.
      if (!(error instanceof FhirError) || unshown === undefined) throw error
      return instead(unshown, `access-unknown ${error.code}`)
    }
  }

  return { judge, suitsStill, shownIn, record }
}

/** The last look at who would see something. */
export type Showing = ReturnType<typeof createShowing>
