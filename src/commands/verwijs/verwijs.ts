import { referralIdentifiers } from '../../fhir/referral/bundle.ts'
import { isReferralDraft, type ReferralDraft } from '../../fhir/referral/draft.ts'
import { answerBy } from '../../fhir/referral/priority.ts'
import type { ReferralTarget } from '../../fhir/referral/target.ts'
import { dateTimeIn } from '../../fhir/referral/time.ts'
import type { TeamMember } from '../../fhir/team/care-team.ts'
import { type Context, defineCommand, type Outcome } from '../command.ts'
import { noteTakenBack } from '../taak/carry.ts'
import { holdsBsn } from '../typed/typed-text.ts'
import { misused, notWritten, patientOf, requesterOf } from '../writing/writing.ts'
import { askQuestion, chooseDiscipline, chooseTarget } from './ask.ts'
import { type Attached, attachedOf } from './attached.ts'
import { type CarryPorts, carryOutReferral } from './carry.ts'
import { askAgain, askPart } from './long.ts'
import { meantPerson } from './person.ts'
import { referralPreview } from './preview.ts'
import { problemOf } from './problem.ts'
import { type ReferralRequest, readRequest } from './request.ts'
import { type FoundTargets, findTargets, type TargetPorts } from './targets.ts'
import { type ReferralUndoPorts, undoRequest } from './undo.ts'
import { HURRIES } from './urgency.ts'

/** What `!verwijs` needs; `intentOf` is the policy who may order and who proposes (everybody orders without one). */
export type ReferralPorts = TargetPorts &
  CarryPorts &
  ReferralUndoPorts & { readonly intentOf?: (member: TeamMember) => ReferralDraft['intent'] }

type Here = Context<ReferralPorts>

const targetOf = ({ name, performers, owner, person }: ReferralTarget) => ({
  name,
  performers,
  owner,
  ...(person === undefined ? {} : { person }),
})

const draftOf = (
  { patient, asker, timeZone, now, intentOf }: Here,
  { discipline, question, priority, texts }: ReferralRequest,
  requester: string,
  target: ReferralTarget | undefined,
  supporting: readonly string[],
): ReferralDraft => {
  const ura = asker.member.organization?.ura
  const by = answerBy(priority, now)
  return {
    patient,
    requester,
    ...(ura === undefined ? {} : { ura }),
    ...(discipline === undefined ? {} : { discipline: discipline.word }),
    ...(target === undefined ? {} : { target: targetOf(target) }),
    question,
    ...(Object.keys(texts).length === 0 ? {} : { parts: texts }),
    ...(supporting.length === 0 ? {} : { supporting }),
    priority,
    intent: intentOf?.(asker.member) ?? 'order',
    authoredOn: dateTimeIn(timeZone, now),
    ...(by === undefined ? {} : { respondBy: dateTimeIn(timeZone, by) }),
  }
}

const preview = async (
  context: Here,
  request: ReferralRequest,
  requester: string,
  { targets: [target], complete }: FoundTargets,
  attached: Exclude<Attached, { problem: string }>,
): Promise<Outcome> => {
  const { t } = context
  const who = await patientOf(context)
  if ('code' in who)
    return notWritten(t.verwijs.patientDown(t.clinical.failures[who.code]), ['Patient'])
  const draft = draftOf(context, request, requester, target, attached.refs)
  const parts = { draft, target, patient: who.line, complete, attached }
  return {
    kind: 'confirm',
    sends: true,
    preview: referralPreview(parts, context),
    draft,
    refs: [...(target === undefined ? [] : [target.ref]), ...attached.refs].map((ref) => ({ ref })),
    reads: ['Patient', ...attached.refs],
  }
}

const nobody = (context: Here, request: ReferralRequest): Outcome => {
  const { verwijs } = context.t
  const hint = `${verwijs.targetHint}!verwijs.`
  return misused(request.ref === undefined ? verwijs.targetUnknown : verwijs.targetGone, hint)
}

/** The address book was asked, whatever came of it. */
const afterDirectory = (outcome: Outcome): Outcome => ({
  ...outcome,
  reads: ['directory', ...(outcome.reads ?? [])],
})

const proceed = async (
  context: Here,
  request: ReferralRequest,
  requester: string,
): Promise<Outcome> => {
  const { t } = context
  const found = await findTargets(context, request)
  if (found.kind === 'down')
    return afterDirectory(notWritten(t.verwijs.directoryDown(t.clinical.failures[found.code])))
  const [target, ...others] = found.targets
  if (others.length > 0) return afterDirectory(chooseTarget(context, request, found))
  if (target === undefined) {
    if (!found.complete) return afterDirectory(notWritten(t.verwijs.notComplete))
    // A kind of care without an addressee can be put on record, said so plainly; a name nobody knows cannot.
    if (request.discipline === undefined || request.ref !== undefined)
      return afterDirectory(nobody(context, request))
  }
  if (request.question === '') return afterDirectory(askQuestion(context, request, target))
  const attached = await attachedOf(request.attached, context)
  if ('problem' in attached) {
    const again = askAgain(request, target?.ref, ['bij'], attached.problem, context)
    return afterDirectory(again ?? misused(attached.problem, t.verwijs.nothingSent))
  }
  const part = askPart(request, target?.ref, context)
  return afterDirectory(part ?? (await preview(context, request, requester, found, attached)))
}

/** Refers this patient to a colleague or organization: preview, confirmation by code, then one transaction. */
export const verwijs = defineCommand<ReferralPorts>({
  name: 'verwijs',
  aliases: ['verwijzing', 'verwijzen', 'refer', 'referral'],
  access: 'write',
  place: 'room',
  options: [...Object.keys(HURRIES), 'urgentie', 'urgency', 'uitgebreid', 'long'],
  summary: (t) => t.verwijs.summary,
  usage: (t) => t.verwijs.usage,
  examples: [
    'verwijs huisarts controle bloeddruk, thuismetingen boven streefwaarde',
    'verwijs fysiotherapie valrisico na opname --spoed',
    'verwijs huisarts zsm wond ruikt en is warm',
  ],
  notes: (t) => t.verwijs.helpNotes,
  run: async (context, args) => {
    const { verwijs: words } = context.t
    const requester = requesterOf(context.asker)
    if (requester === undefined) return notWritten(words.requesterUnknown)
    if (holdsBsn(args)) return misused(words.bsn)
    const meant = await meantPerson(context, args)
    if ('kind' in meant) return meant
    const request = readRequest(meant)
    if (request === undefined) return chooseDiscipline(context, args)
    const problem = problemOf(request, context)
    if (problem !== undefined) {
      const again = askAgain(request, request.ref, problem.steps, problem.sentence, context)
      return again ?? misused(problem.sentence, ...problem.more)
    }
    return await proceed(context, request, requester)
  },
  carryOut: carryOutReferral,
  undo: async (context, refs) => {
    const { name: what, undoTaken: taken, undoCall: call } = context.t.verwijs
    return noteTakenBack(context, await undoRequest(context, refs, { what, taken, call }))
  },
  ownIdentifiers: (draft, promptId) =>
    isReferralDraft(draft) ? referralIdentifiers(promptId) : [],
})
