import type { ResourceRef } from '../fhir/fhir.ts'
import type { ReferralWriter } from '../fhir/referral.ts'
import { referralBundle } from '../fhir/referral-bundle.ts'
import { isReferralDraft, type ReferralDraft } from '../fhir/referral-draft.ts'
import { heading, paragraph } from '../reply/document.ts'
import type { Carried, Context } from './command.ts'
import { stamp } from './date-words.ts'
import { requesterOf } from './writing.ts'

/** What carrying out a referral needs. */
export type CarryPorts = { readonly referrals: ReferralWriter }

const failed = (sentence: string, code: string): Carried => ({
  kind: 'failed',
  document: [paragraph(sentence)],
  code,
})

const final = (sentence: string, code: string): Carried => ({
  kind: 'failed',
  document: [paragraph(sentence)],
  code,
  final: true,
})

const done = (context: Context, draft: ReferralDraft, refs: readonly ResourceRef[]): Carried => {
  const { t, asker, now } = context
  const { verwijs } = t
  const at = stamp(now, context)
  const sentence =
    draft.target === undefined
      ? verwijs.doneNobody(at, draft.discipline ?? '')
      : verwijs.done(at, draft.target.name)
  const names = refs.map(({ ref }) => ref)
  return {
    kind: 'done',
    document: [heading(sentence, verwijs.reference(names.join(', ')))],
    promptLine: verwijs.promptDone(asker.member.name ?? asker.userId, at.slice(-'00:00'.length)),
    refs,
    writes: names,
  }
}

/** Carries out a confirmed referral; repeating it with the same prompt writes nothing twice. */
export const carryOutReferral = async (
  context: Context<CarryPorts>,
  draft: unknown,
  promptId: string,
): Promise<Carried> => {
  const { t, referrals, patient, asker, signal } = context
  const fits =
    isReferralDraft(draft) && draft.patient === patient && draft.requester === requesterOf(asker)
  if (!fits) return final(t.verwijs.changed, 'changed')
  const written = await referrals.write(referralBundle(draft, promptId), signal)
  switch (written.kind) {
    case 'written':
      return done(context, draft, written.refs)
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
