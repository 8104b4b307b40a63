import type { BlockVerdict } from './block.ts'
import type { MedicationFact } from './fact.ts'
import { type Clock, compareDates } from './period.ts'
import { sameDose } from './same-dose.ts'

/** It never reached anybody. */
const NOT_HANDED: ReadonlySet<string> = new Set(['cancelled', 'declined', 'preparation', 'stopped'])

const saysDose = ({ dose }: MedicationFact) => dose.text !== undefined || dose.steps.length > 0

/** How long something handed over after a stop is likely still in use. */
const STOCK_DAYS = 92

const isRecent = (date: string, { now }: Clock) =>
  Date.parse(date) > now.getTime() - STOCK_DAYS * 86_400_000

/** What was handed over last, where it says otherwise than the agreement that leads. */
export const handedOverDifference = (
  { main, state }: BlockVerdict,
  pharmacy: BlockVerdict | undefined,
  dispenses: readonly MedicationFact[],
  clock: Clock,
):
  | { readonly fact: MedicationFact; readonly difference: 'dispense-dose' | 'dispense-after-stop' }
  | undefined => {
  const [fact] = dispenses
    .filter(({ status, handedOver }) => handedOver !== undefined && !NOT_HANDED.has(status ?? ''))
    .toSorted((a, b) => compareDates(b.handedOver, a.handedOver) ?? 0)
  const date = fact?.handedOver
  if (fact === undefined || date === undefined) return undefined
  if (state === 'over') {
    const after = compareDates(date, main.since) === 1 && isRecent(date, clock)
    return after ? { fact, difference: 'dispense-after-stop' } : undefined
  }
  if (state !== 'current' || pharmacy !== undefined || main.fact.kind !== 'agreement')
    return undefined
  const since = compareDates(date, main.fact.recorded)
  const differs = saysDose(fact) && saysDose(main.fact) && !sameDose(main.fact.dose, fact.dose)
  return differs && since !== -1 ? { fact, difference: 'dispense-dose' } : undefined
}
