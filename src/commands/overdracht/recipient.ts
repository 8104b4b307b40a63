import { isTargetRef, type ReferralTarget } from '../../fhir/referral/target.ts'
import { DISCIPLINES, disciplineOf } from '../../fhir/team/disciplines.ts'
import { heading, numbered, paragraph } from '../../reply/document.ts'
import type { Context, Outcome } from '../command.ts'
import { choiceOf } from '../typed/choice.ts'
import { orCode } from '../typed/or-code.ts'
import { repeated } from '../typed/typed-words.ts'
import { targetWords } from '../verwijs/preview.ts'
import { findTargets } from '../verwijs/targets.ts'
import { misused, notWritten } from '../writing/writing.ts'
import type { OverdrachtPorts } from './ports.ts'
import { argsOf, type HandoverAsked } from './request.ts'

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
): Outcome =>
  choiceOf({
    title: t.overdracht.which(query ?? ''),
    among: targets.map((target) => ({
      words: targetWords(target, t),
      args: argsOf(target.ref, reason === undefined ? {} : { reason }),
    })),
    most: MOST,
    more: t.overdracht.more,
    notes: complete ? [] : [t.overdracht.directoryIncomplete],
    how: (shown) => paragraph(t.overdracht.number(shown)),
    reads: READS,
  })

const MOST_WORDS = 5

/** The longest beginning of the words that names somebody, and what was typed behind it. */
const splitAt = async (query: string, { directory, signal }: Ctx) => {
  const words = query.split(/\s+/u)
  for (let count = Math.min(words.length - 1, MOST_WORDS); count > 0; count -= 1) {
    const name = words
      .slice(0, count)
      .join(' ')
      .replace(/[,:;.]+$/u, '')
    const rest = words.slice(count).join(' ')
    if (disciplineOf(name) !== undefined) return { name, rest }
    const read = await orCode(directory.byName(name, signal))
    if ('value' in read && read.value.targets.length > 0) return { name, rest }
  }
  return undefined
}

/** Nobody is called that: what was understood of it, and how it is typed. */
const unknown = async (query: string, context: Ctx): Promise<Outcome> => {
  const { overdracht } = context.t
  const split = await splitAt(query, context)
  const outcome =
    split === undefined
      ? misused(overdracht.targetUnknown(repeated(query)))
      : misused(overdracht.beyond(repeated(split.name), repeated(split.rest)))
  return { ...outcome, reads: READS }
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
  })
  if (found.kind === 'down')
    return said(notWritten(t.overdracht.directoryDown(t.clinical.failures[found.code]), READS))
  const [target, second] = found.targets
  if (target === undefined)
    return said(
      found.complete
        ? await unknown(query ?? '', context)
        : notWritten(t.overdracht.notComplete, READS),
    )
  const isSure = second === undefined && (found.complete || ref !== undefined)
  return isSure
    ? { kind: 'target', target }
    : said(which(found.targets, found.complete, asked, context))
}
