import type { Dose } from '../../fhir/medication/dose.ts'
import { type DoseStep, type StepGroup, stepGroups } from '../../fhir/medication/dose-step.ts'
import type { UsePeriod } from '../../fhir/medication/period.ts'
import type { DateContext } from '../answer/date-words.ts'
import { amountWords } from './amount.ts'
import { textDiffers } from './differs.ts'
import { boundsParts, fieldParts, instructionParts, maxParts, neededParts } from './step.ts'

const stepWords = (step: DoseStep, context: DateContext): string => {
  const { text } = step
  const fields = fieldParts(step, text, context)
  const max = maxParts(step, text, context)
  const differs = text !== undefined && textDiffers(text, step)
  const said = differs ? context.t.medicatie.differs(text, [...fields, ...max].join(', ')) : text
  return [
    ...boundsParts(step, text, undefined, context),
    ...(said === undefined ? [] : [said]),
    ...neededParts(step, text, context),
    ...(differs ? [] : fields),
    ...instructionParts(step, text),
    ...(differs ? [] : max),
  ].join(', ')
}

const groupWords = ({ steps }: StepGroup, context: DateContext) =>
  steps
    .map((step) => stepWords(step, context))
    .filter(Boolean)
    .join(steps.every((step) => step.text !== undefined) ? '; ' : context.t.medicatie.and)

/** All steps in the order of the source; those it gives no place say so. */
const scheduleWords = (steps: readonly DoseStep[], context: DateContext): string => {
  const { afterwards, unordered } = context.t.medicatie
  const groups = stepGroups(steps)
  const placed = groups.filter((group) => group.sequence !== undefined)
  const loose = groups.filter((group) => group.sequence === undefined)
  const [first, last] = [placed, loose].map((each) =>
    each
      .map((group) => groupWords(group, context))
      .filter(Boolean)
      .join(afterwards),
  )
  if (!first || !last) return first || last || ''
  return `${first}${unordered(last)}`
}

/** Whether steps last a time of their own while nothing tells which comes first. */
const lacksOrder = (steps: readonly DoseStep[]) =>
  steps.length > 1 &&
  steps.every((step) => step.sequence === undefined) &&
  steps.some((step) => step.bounds !== undefined)

/** Nobody here knows which of the two is right: the text stands, and the fields beside it. */
const differenceParts = (
  text: string,
  steps: readonly DoseStep[],
  { t }: DateContext,
): readonly string[] =>
  steps.length === 1 && steps.some((step) => textDiffers(text, step))
    ? [t.medicatie.textDiffers]
    : []

/** The text of one dosage as the source wrote it, with what its fields add. */
const besideOwn = (
  text: string,
  step: DoseStep,
  period: UsePeriod | undefined,
  context: DateContext,
): readonly string[] => {
  const fields = fieldParts(step, text, context)
  return [
    ...differenceParts(text, [step], context),
    ...boundsParts(step, text, period, context),
    ...neededParts(step, text, context),
    ...maxParts(step, text, context),
    ...(fields.length === 0 ? [] : [context.t.medicatie.fields(fields.join(', '))]),
    ...instructionParts(step, text),
  ]
}

/** The source's rendering of the whole dose, with the limits, instructions and durations it leaves out. */
const besideRendered = (
  text: string,
  steps: readonly DoseStep[],
  period: UsePeriod | undefined,
  context: DateContext,
): readonly string[] => {
  const bounds = steps.flatMap((step) => boundsParts(step, text, period, context))
  const differs = differenceParts(text, steps, context)
  const fields = steps.flatMap((step) => fieldParts(step, text, context))
  const lasts =
    steps.length > 1 && bounds.length > 0
      ? [context.t.medicatie.fields(scheduleWords(steps, context))]
      : bounds
  return [
    ...differs,
    ...lasts,
    ...(differs.length === 0 || fields.length === 0
      ? []
      : [context.t.medicatie.fields(fields.join(', '))]),
    ...steps.flatMap((step) => neededParts(step, text, context)),
    ...steps.flatMap((step) => maxParts(step, text, context)),
    ...steps.flatMap((step) => instructionParts(step, text)),
  ]
}

const words = (
  { text, rendered, steps }: Dose,
  period: UsePeriod | undefined,
  context: DateContext,
): readonly string[] => {
  const { medicatie } = context.t
  const [only] = steps
  if (text !== undefined && rendered) return [text, ...besideRendered(text, steps, period, context)]
  if (only?.text !== undefined && steps.length === 1)
    return [only.text, ...besideOwn(only.text, only, period, context)]
  const said = scheduleWords(steps, context)
  if (said === '') return [medicatie.noDose]
  return [
    said === text ? said : `${said} ${medicatie.derived}`,
    ...(lacksOrder(steps) ? [medicatie.orderUnknown] : []),
  ]
}

/**
 * A dose in the words of the source with what its fields add; composed from the fields where it has no words or has
 * several steps, and then it says so (S8). `period` is the period of use that is shown beside it.
 */
export const doseWords = (
  dose: Dose,
  context: DateContext,
  period?: UsePeriod,
): readonly string[] => {
  const { medicatie } = context.t
  const whole = dose.rendered || dose.steps.every((step) => step.complete)
  return [
    ...new Set(words(dose, period, context)),
    ...(dose.cycle === undefined ? [] : [medicatie.cycle(amountWords(dose.cycle, context))]),
    ...(dose.unfilled ? [medicatie.unfilled] : []),
    ...(whole ? [] : [medicatie.partial]),
  ]
}
