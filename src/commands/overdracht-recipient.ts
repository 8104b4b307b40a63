import { DISCIPLINES, disciplineOf } from '../fhir/disciplines.ts'
import { isTargetRef, type ReferralTarget } from '../fhir/referral-target.ts'
import { type Block, heading, numbered, paragraph } from '../reply/document.ts'
import type { Context, Outcome } from './command.ts'
import type { OverdrachtPorts } from './overdracht-ports.ts'
import { argsOf, type HandoverAsked } from './overdracht-request.ts'
import { targetWords } from './verwijs-preview.ts'
import { findTargets } from './verwijs-targets.ts'
import { misused, notWritten } from './writing.ts'

type Ctx = Context<OverdrachtPorts>

/** Who the handover goes to, or what is said instead. */
export type FoundRecipient =
  | { readonly kind: 'target'; readonly target: ReferralTarget }
  | { readonly kind: 'outcome'; readonly outcome: Outcome }

const MOST = 9
const READS = ['directory'] as const

const said = (outcome: Outcome): FoundRecipient => ({ kind: 'outcome', outcome })

const toWhom = ({ t }: Ctx): Outcome => {
  const common = DISCIPLINES.filter((discipline) => discipline.common)
  return {
    kind: 'choose',
    document: [
      heading(t.overdracht.toWhom),
      numbered(common.map(({ word }) => word)),
      paragraph(t.overdracht.toWhomHow(common.length)),
    ],
    choices: common.map(({ word }) => ({ words: [word], options: {}, text: '' })),
    free: { words: [], options: {}, text: '' },
  }
}

const which = (
  targets: readonly ReferralTarget[],
  complete: boolean,
  { query, reason }: HandoverAsked,
  { t }: Ctx,
): Outcome => {
  const shown = targets.slice(0, MOST)
  const hidden = targets.length - shown.length
  const notes = [
    ...(hidden === 0 ? [] : [t.overdracht.more(hidden)]),
    ...(complete ? [] : [t.overdracht.directoryIncomplete]),
  ]
  const noted: readonly Block[] = notes.length === 0 ? [] : [paragraph(...notes)]
  return {
    kind: 'choose',
    document: [
      heading(t.overdracht.which(query ?? '')),
      numbered(shown.map((target) => targetWords(target, t))),
      ...noted,
      paragraph(t.overdracht.number(shown.length)),
    ],
    choices: shown.map(({ ref }) => argsOf(ref, reason === undefined ? {} : { reason })),
    reads: READS,
  }
}

/** Finds the recipient by kind of care, by name, or the one that was chosen; nobody is guessed. */
export const findRecipient = async (
  context: Ctx,
  asked: HandoverAsked,
): Promise<FoundRecipient> => {
  const { t } = context
  const { query, target: ref } = asked
  if (query === undefined && ref === undefined) return said(toWhom(context))
  const discipline = disciplineOf(query ?? '')
  const isRef = isTargetRef(query)
  const found = await findTargets(context, {
    discipline,
    ref: ref ?? (isRef ? query : undefined),
    name: discipline === undefined ? query : undefined,
    question: '',
    urgent: false,
  })
  if (found.kind === 'down')
    return said(notWritten(t.overdracht.directoryDown(t.clinical.failures[found.code]), READS))
  const [target, second] = found.targets
  if (target === undefined)
    return said(
      found.complete
        ? misused(t.overdracht.targetUnknown)
        : notWritten(t.overdracht.notComplete, READS),
    )
  const isSure = second === undefined && (found.complete || ref !== undefined)
  return isSure
    ? { kind: 'target', target }
    : said(which(found.targets, found.complete, asked, context))
}
