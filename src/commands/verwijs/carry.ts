import type { ResourceRef } from '../../fhir/fhir.ts'
import { referralBundle } from '../../fhir/referral/bundle.ts'
import { isReferralDraft, priorityOfDraft, type ReferralDraft } from '../../fhir/referral/draft.ts'
import type { ReferralWriter } from '../../fhir/referral/referral.ts'
import type { TeamMember } from '../../fhir/team/care-team.ts'
import { code, heading, type Line, paragraph } from '../../reply/document.ts'
import { clockTime, stamp } from '../answer/date-words.ts'
import type { Carried, Context } from '../command.ts'
import { placeOf, presenceLine } from '../taak/carry.ts'
import type { FollowPorts } from '../taak/follow.ts'
import { referenceLine, requesterOf } from '../writing/writing.ts'

/** What carrying out a referral needs. */
export type CarryPorts = FollowPorts & {
  readonly referrals: ReferralWriter
  /** Who may order and who proposes, now. */
  readonly intentOf?: (member: TeamMember) => ReferralDraft['intent']
}

const failed = (sentence: string, why: string): Carried => ({
  kind: 'failed',
  document: [paragraph(sentence)],
  code: why,
})

const final = (sentence: string, why: string): Carried => ({
  kind: 'failed',
  document: [paragraph(sentence)],
  code: why,
  final: true,
})

/** From now on it is told what becomes of it; and whether the other will see this room. */
const followed = async (
  draft: ReferralDraft,
  refs: readonly ResourceRef[],
  context: Context<CarryPorts>,
): Promise<readonly (string | Line)[]> => {
  const { follow, asker, t } = context
  const { target, respondBy, authoredOn, requester } = draft
  const task = refs.find(({ ref }) => ref.startsWith('Task/'))
  if (task === undefined) return []
  const place = placeOf(context)
  const person = target?.person
  await follow.add(
    {
      ref: task.ref,
      versionId: task.versionId,
      kind: 'referral',
      requesterName: asker.member.name ?? asker.userId,
      owner:
        target === undefined
          ? undefined
          : {
              ref: target.owner,
              name: person?.name ?? target.name,
              userIds: person?.userIds ?? [],
            },
      dueAt: respondBy === undefined ? undefined : Date.parse(respondBy),
      isUrgent: priorityOfDraft(draft) !== 'routine',
      at: Date.parse(authoredOn),
    },
    place,
  )
  if (target === undefined) return []
  if (person === undefined)
    return [[t.taak.presence.outside(target.name), code('!nodiguit'), '.'], t.taak.willFollow]
  if (target.owner === requester) return [t.taak.willFollow]
  const brought = await follow.bringIn(place, person.userIds)
  const line = presenceLine(brought, person.name, context)
  return [...(line === undefined ? [] : [line]), t.taak.willFollow]
}

const done = (
  context: Context,
  draft: ReferralDraft,
  refs: readonly ResourceRef[],
  notes: readonly (string | Line)[],
): Carried => {
  const { t, asker, now } = context
  const { verwijs } = t
  const at = stamp(now, context)
  const sentence =
    draft.target === undefined
      ? verwijs.doneNobody(at, draft.discipline ?? '')
      : verwijs.done(at, draft.target.name)
  return {
    kind: 'done',
    document: [heading(sentence, referenceLine(refs, context), ...notes)],
    promptLine: t.writing.promptDone(
      verwijs.name,
      asker.member.name ?? asker.userId,
      clockTime(now, context),
    ),
    refs,
    writes: refs.map(({ ref }) => ref),
  }
}

/** Carries out a confirmed referral; repeating it with the same prompt writes nothing twice. */
export const carryOutReferral = async (
  context: Context<CarryPorts>,
  draft: unknown,
  promptId: string,
): Promise<Carried> => {
  const { t, referrals, patient, asker, intentOf, signal } = context
  const fits =
    isReferralDraft(draft) &&
    draft.patient === patient &&
    draft.requester === requesterOf(asker) &&
    draft.intent === (intentOf?.(asker.member) ?? draft.intent)
  if (!fits) return final(t.verwijs.changed, 'changed')
  const written = await referrals.write(referralBundle(draft, promptId), signal)
  switch (written.kind) {
    case 'written':
      return done(context, draft, written.refs, await followed(draft, written.refs, context))
    case 'refused':
      return final(t.verwijs.refused, 'refused')
    case 'failed':
      return failed(t.verwijs.failed(t.clinical.failures[written.code]), written.code)
    case 'unknown':
      return failed(t.verwijs.unknown, 'unknown')
    case 'ambiguous':
      return final(t.verwijs.ambiguous, 'ambiguous')
    default:
      return written satisfies never
  }
}
