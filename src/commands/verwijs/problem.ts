import { referralParts } from '../../fhir/referral/parts.ts'
import { cutText } from '../answer/cut-text.ts'
import type { Context } from '../command.ts'
import { typedLimit } from '../typed/typed-text.ts'
import type { ReferralRequest } from './request.ts'

/** Why what was typed cannot be used, and with which question of `--uitgebreid` it was asked. */
export type Problem = {
  readonly sentence: string
  readonly more: readonly string[]
  readonly steps: readonly string[]
}

const partLimit = 1000
const callLimit = 200

const steps = {
  reason: 'reden',
  course: 'beloop',
  treatment: 'behandeling',
  history: 'voorgeschiedenis',
  social: 'sociaal',
  call: 'bellen',
} as const

const urgencyProblem = ({ wrong }: ReferralRequest, context: Context): string | undefined => {
  const { verwijs } = context.t
  if (wrong === undefined) return undefined
  return wrong.kind === 'contrary'
    ? verwijs.urgencyContrary
    : verwijs.urgencyUnknown(cutText(wrong.typed, context))
}

/** What is wrong with the words of a referral, before anything is asked of anybody. */
export const problemOf = (request: ReferralRequest, context: Context): Problem | undefined => {
  const { verwijs } = context.t
  const { question, texts } = request
  const more = [verwijs.nothingSent]
  const urgency = urgencyProblem(request, context)
  if (urgency !== undefined) return { sentence: urgency, more, steps: ['urgentie'] }
  if (question.length > typedLimit)
    return { sentence: verwijs.tooLong(question.length, typedLimit), more: [], steps: [] }
  for (const part of referralParts) {
    const { length } = texts[part] ?? ''
    const limit = part === 'call' ? callLimit : partLimit
    if (length > limit)
      return {
        sentence: verwijs.partTooLong(verwijs.labels[part], length, limit),
        more,
        steps: [steps[part]],
      }
  }
  // Three digits: an extension is a number too.
  const digits = texts.call?.replaceAll(/\D/gu, '').length ?? 3
  return digits < 3 ? { sentence: verwijs.callNoNumber, more, steps: [steps.call] } : undefined
}
