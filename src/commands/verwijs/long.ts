import { heading } from '../../reply/document.ts'
import type { Context, Outcome } from '../command.ts'
import { argsFor, type ReferralRequest } from './request.ts'

/** The parts that are asked one by one, in this order. */
const STEPS = [
  'reden',
  'beloop',
  'behandeling',
  'voorgeschiedenis',
  'sociaal',
  'bij',
  'urgentie',
  'bellen',
] as const

type Step = (typeof STEPS)[number]

const isStep = (word: string): word is Step => STEPS.some((step) => step === word)

/** The step after the one that was asked last, past what was said already. */
const nextStep = ({
  guided = '',
  texts,
  attached,
  priority,
}: ReferralRequest): Step | undefined => {
  const said: Readonly<Record<Step, boolean>> = {
    reden: texts.reason !== undefined,
    beloop: texts.course !== undefined,
    behandeling: texts.treatment !== undefined,
    voorgeschiedenis: texts.history !== undefined,
    sociaal: texts.social !== undefined,
    bij: attached !== undefined,
    urgentie: priority !== 'routine',
    bellen: texts.call !== undefined,
  }
  const from = isStep(guided) ? STEPS.indexOf(guided) + 1 : 0
  return STEPS.slice(from).find((step) => !said[step])
}

const ask = (
  request: ReferralRequest,
  ref: string | undefined,
  step: Step,
  before: readonly string[],
  { t }: Context,
): Outcome => {
  const { long } = t.verwijs
  const at = STEPS.indexOf(step) + 1
  const typed = `${request.typed}\n${step}:`
  return {
    kind: 'choose',
    document: [heading(long.title(at, STEPS.length, long.ask[step]), ...before, long.how)],
    choices: [],
    free: argsFor({ ...request, typed, guided: step }, ref),
  }
}

/** With `--uitgebreid` the next part is asked; undefined when all were. */
export const askPart = (
  request: ReferralRequest,
  ref: string | undefined,
  context: Context,
): Outcome | undefined => {
  if (request.guided === undefined) return undefined
  const step = nextStep(request)
  return step === undefined ? undefined : ask(request, ref, step, [], context)
}

/** What was answered last cannot be used: it is asked again, and nothing that was said before is lost. */
export const askAgain = (
  request: ReferralRequest,
  ref: string | undefined,
  steps: readonly string[],
  problem: string,
  context: Context,
): Outcome | undefined => {
  const { guided = '', typed } = request
  if (!isStep(guided) || !steps.includes(guided)) return undefined
  const cut = typed.lastIndexOf(`\n${guided}:`)
  if (cut < 0) return undefined
  return ask({ ...request, typed: typed.slice(0, cut) }, ref, guided, [problem], context)
}
