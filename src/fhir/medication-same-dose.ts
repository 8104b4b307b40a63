import type { Dose } from './medication-dose.ts'

const same = (a: string | undefined, b: string | undefined) =>
  a !== undefined &&
  b !== undefined &&
  a
    .toLowerCase()
    .replaceAll(/[\s.,;]+/gu, ' ')
    .trim() ===
    b
      .toLowerCase()
      .replaceAll(/[\s.,;]+/gu, ' ')
      .trim()

const structure = ({ steps }: Dose) =>
  steps.length === 0 ? undefined : JSON.stringify(steps).toLowerCase()

const says = (dose: Dose) => dose.text !== undefined || dose.steps.length > 0

/** Whether two doses say the same, by their words or by their structure; two that say nothing do not differ. */
export const sameDose = (a: Dose, b: Dose): boolean =>
  same(a.text, b.text) || same(structure(a), structure(b)) || (!says(a) && !says(b))
