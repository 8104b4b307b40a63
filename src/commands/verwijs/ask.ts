import type { ReferralTarget } from '../../fhir/referral/target.ts'
import { DISCIPLINES } from '../../fhir/team/disciplines.ts'
import { code, type Document, heading, numbered, paragraph } from '../../reply/document.ts'
import type { Args, Context, Outcome } from '../command.ts'
import { choiceOf } from '../typed/choice.ts'
import { targetWords } from './preview.ts'
import { argsFor, type ReferralRequest } from './request.ts'
import type { FoundTargets } from './targets.ts'

const MOST_CHOICES = 9

const chooseLine = (count: number, { t }: Context): Document[number] =>
  paragraph([
    t.verwijs.chooseNumber(count),
    t.verwijs.chooseOther,
    code(t.verwijs.chooseExample),
    '.',
  ])

/** Nobody was named: the kinds of care by number. */
export const chooseDiscipline = (context: Context, { options, text }: Args): Outcome => {
  const common = DISCIPLINES.filter((discipline) => discipline.common)
  return {
    kind: 'choose',
    document: [
      heading(context.t.verwijs.chooseDiscipline),
      numbered(common.map(({ word }) => word)),
      chooseLine(common.length, context),
    ],
    choices: common.map(({ word }) => ({ words: [word], options, text })),
  }
}

/** Several can be meant: who, by number. */
export const chooseTarget = (
  context: Context,
  request: ReferralRequest,
  found: FoundTargets,
): Outcome => {
  const { t } = context
  return choiceOf({
    title: t.verwijs.chooseTarget(request.discipline?.word ?? request.name ?? ''),
    among: found.targets.map((target) => ({
      words: targetWords(target, t),
      args: argsFor(request, target.ref),
    })),
    most: MOST_CHOICES,
    more: t.verwijs.more,
    notes: found.complete ? [] : [t.verwijs.directoryIncomplete],
    how: (shown) => chooseLine(shown, context),
  })
}

/** Nothing was asked yet: the next message is the question. */
export const askQuestion = (
  { t }: Context,
  request: ReferralRequest,
  target: ReferralTarget | undefined,
): Outcome => {
  const to = target === undefined ? (request.discipline?.word ?? '') : targetWords(target, t)
  return {
    kind: 'choose',
    document: [heading(t.verwijs.askQuestion(to), t.verwijs.askQuestionHow)],
    choices: [],
    free: argsFor(request, target?.ref),
  }
}
