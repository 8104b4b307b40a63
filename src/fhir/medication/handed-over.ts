import type { BlockVerdict } from './block.ts'
import type { MedicationFact } from './fact.ts'
import { isCalledOtherwise, isOtherProduct } from './other-product.ts'
import { type Clock, compareDates } from './period.ts'
import { sameDose } from './same-dose.ts'

/** It never reached anybody. */
const NOT_HANDED: ReadonlySet<string> = new Set(['cancelled', 'declined', 'preparation', 'stopped'])

const saysDose = ({ dose }: MedicationFact) => dose.text !== undefined || dose.steps.length > 0

/** How long something handed over after a stop is likely still in use. */
const STOCK_DAYS = 92

const isRecent = (date: string, { now }: Clock) =>
  Date.parse(date) > now.getTime() - STOCK_DAYS * 86_400_000

/** What was handed over says otherwise than what was agreed. */
export type DispenseDifference = 'dispense-dose' | 'dispense-product' | 'dispense-after-stop'

/** What was handed over last, and what it says otherwise; nothing when it only has a name of its own. */
export type HandedOver = {
  readonly fact: MedicationFact
  readonly differences: readonly DispenseDifference[]
}

const isLastDay = (fact: MedicationFact, last: MedicationFact) =>
  fact.handedOver?.slice(0, 10) === last.handedOver?.slice(0, 10)

/** What was handed over last, where it says otherwise than the agreement that leads, or bears a name that nobody else says. */
export const handedOverOtherwise = (
  { main, state }: BlockVerdict,
  pharmacy: BlockVerdict | undefined,
  dispenses: readonly MedicationFact[],
  clock: Clock,
): HandedOver | undefined => {
  const [last, ...earlier] = dispenses
    .filter(({ status, handedOver }) => handedOver !== undefined && !NOT_HANDED.has(status ?? ''))
    .toSorted((a, b) => compareDates(b.handedOver, a.handedOver) ?? 0)
  const date = last?.handedOver
  if (last === undefined || date === undefined) return undefined
  if (state === 'over') {
    const after = compareDates(date, main.since) === 1 && isRecent(date, clock)
    return after ? { fact: last, differences: ['dispense-after-stop'] } : undefined
  }
  if (state !== 'current' && state !== 'unclear') return undefined
  if (compareDates(date, main.fact.recorded) === -1) return undefined
  const agreed = [main, pharmacy?.main].flatMap((each) => each?.fact.product ?? [])
  const given = [last, ...earlier.filter((each) => isLastDay(each, last))]
  const other = given.find((each) =>
    agreed.every((product) => isOtherProduct(product, each.product)),
  )
  const isDose =
    state === 'current' &&
    pharmacy === undefined &&
    main.fact.kind === 'agreement' &&
    saysDose(last) &&
    saysDose(main.fact) &&
    !sameDose(main.fact.dose, last.dose)
  const differences: readonly DispenseDifference[] = [
    ...(other === undefined ? [] : ['dispense-product' as const]),
    ...(isDose && (other ?? last) === last ? ['dispense-dose' as const] : []),
  ]
  const named = given.find(({ product }) => isCalledOtherwise(product, agreed))
  const fact = other ?? (isDose ? last : named)
  return fact === undefined ? undefined : { fact, differences }
}
