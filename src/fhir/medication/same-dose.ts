import type { Dose } from './dose.ts'

const plain = (text: string) =>
  text
    .toLowerCase()
    .replaceAll(/[\s.,;]+/gu, ' ')
    .trim()

const same = (a: string | undefined, b: string | undefined) =>
  a !== undefined && b !== undefined && plain(a) === plain(b)

const structure = ({ steps, cycle }: Dose) =>
  steps.length === 0 ? undefined : JSON.stringify([steps, cycle]).toLowerCase()

/** What stands beside the words and changes the dose: the order of the steps, how long, whether needed, how much at most. */
const beside = ({ steps, cycle }: Dose) =>
  JSON.stringify([
    cycle,
    steps.map(({ bounds, from, until, asNeeded, max, instructions }, index) => [
      steps.length > 1 ? index : 0,
      [bounds, from, until, asNeeded, max, instructions],
    ]),
  ]).toLowerCase()

/** What the words are to say by themselves; a source may leave it out beside them. */
const fields = ({ steps }: Dose) => {
  const read = steps.map((step) => [
    [step.frequency, step.frequencyMax, step.count, step.period, step.periodMax, step.periodUnit],
    [step.times, step.days, step.when, step.code, step.events, step.doses, step.rates].flat(),
  ])
  const said = read.flat(2).some((each) => each !== undefined)
  return said ? JSON.stringify(read).toLowerCase() : undefined
}

const agree = (a: string | undefined, b: string | undefined) =>
  a === undefined || b === undefined || a === b

const sameWords = (a: Dose, b: Dose) =>
  same(a.text, b.text) &&
  (a.rendered || b.rendered || (beside(a) === beside(b) && agree(fields(a), fields(b))))

const says = (dose: Dose) => dose.text !== undefined || dose.steps.length > 0

/** Whether two doses say the same, by their words or by their structure; two that say nothing do not differ. */
export const sameDose = (a: Dose, b: Dose): boolean =>
  sameWords(a, b) || same(structure(a), structure(b)) || (!says(a) && !says(b))
