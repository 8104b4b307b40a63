import type { Dosage } from '@medplum/fhirtypes'
import { type Amount, conceptWords, list, textOf } from '../value/codes.ts'
import { type DoseStep, stepGroups, stepOf, wordsOf } from './dose-step.ts'

/** How a medicine is to be used: the words of the source, and its structure. */
export type Dose = {
  readonly text: string | undefined
  /** The text is the source's own rendering of the whole dose. */
  readonly rendered: boolean
  /** The text holds a date that the source left unfilled. */
  readonly unfilled: boolean
  /** In the order of the source's sequence. */
  readonly steps: readonly DoseStep[]
  readonly cycle: Amount | undefined
  readonly routes: readonly string[]
  readonly oral: boolean
}

const UNFILLED = /<[^<>]*-?\d*D?\{[^<>]*>/u

const ORAL: ReadonlySet<string> = new Set(['9', '26643006', 'PO'])

const isOral = (dosages: readonly Dosage[]) =>
  dosages.every((dosage) => {
    const codes = list(dosage.route?.coding).map((coding) => textOf(coding.code))
    const words = conceptWords(dosage.route)?.toLowerCase()
    return (
      words === undefined ||
      words.startsWith('oraal') ||
      words.startsWith('oral') ||
      codes.some((code) => code !== undefined && ORAL.has(code))
    )
  })

const ownText = (steps: readonly DoseStep[]) => {
  const said = steps.map((step) => step.text)
  if (steps.length === 0 || said.includes(undefined)) return undefined
  return said.join('; ')
}

/** Reads a dose. `rendering` is the text MP9 systems add (ext-RenderedDosageInstruction); their "wordt gegenereerd" is no text. */
export const doseOf = (
  dosages: readonly Dosage[] | Dosage | undefined,
  rendering: string | undefined,
  cycle: Amount | undefined,
): Dose => {
  const all = list(dosages)
  const steps = stepGroups(all.map(stepOf)).flatMap((group) => group.steps)
  const rendered = wordsOf(rendering)
  const said = rendered ?? ownText(steps)
  const routes = [
    ...all.map((each) => conceptWords(each.route)),
    ...all.map((each) => conceptWords(each.site)),
  ]
  return {
    text: said,
    rendered: rendered !== undefined,
    unfilled: [said, ...steps.map((step) => step.text)].some((text) => UNFILLED.test(text ?? '')),
    steps,
    cycle,
    routes: [...new Set(routes.filter((words) => words !== undefined))],
    oral: isOral(all) && all.every((each) => each.site === undefined),
  }
}
