import type { MedicationFact } from '../fhir/medication-statement.ts'
import type { Treatment } from '../fhir/medication-treatment.ts'
import { keyIn } from '../fhir/source.ts'
import { heading, numbered, paragraph } from '../reply/document.ts'
import type { Context, Outcome } from './command.ts'
import { cutText } from './cut-text.ts'
import { cutWord } from './cut-word.ts'
import type { MedicationNow } from './herhaalrecept-medicine.ts'
import { argsWith, type RepeatRequest } from './herhaalrecept-request.ts'
import { listedLine } from './listed-line.ts'
import { doseWords } from './medicatie-dose.ts'
import { named } from './medicatie-named.ts'
import { productName } from './medicatie-words.ts'
import { misused } from './writing.ts'

const MOST_CHOICES = 9

/** The treatment that is meant, or what is said in its place. */
export type Meant = { readonly treatment: Treatment } | { readonly said: Outcome }

const byKeys = (keys: readonly string[], { sourced }: MedicationNow, { t }: Context): Meant => {
  const treatment = sourced.value.treatments.find(({ main }) => main.key === keys[0])
  if (treatment !== undefined) return { treatment }
  const isThere = sourced.refs.some(({ ref, source }) => keyIn(ref, source) === keys[0])
  return { said: misused(isThere ? t.herhaalrecept.notMedicine : t.writing.list.gone) }
}

const byName = (
  name: string,
  request: RepeatRequest,
  read: MedicationNow,
  context: Context,
): Meant => {
  const { herhaalrecept } = context.t
  const found = named(read.sourced.value, name, context).treatments
  const current = found.filter(({ state }) => state === 'current')
  const [only, ...others] = current.length === 0 ? found : current
  if (only === undefined) return { said: misused(herhaalrecept.noMatch(cutWord(name))) }
  if (others.length === 0) return { treatment: only }
  const shown = [only, ...others].slice(0, MOST_CHOICES)
  const lines = shown.map((each) => medicineWords(each.main, context))
  return {
    said: {
      kind: 'choose',
      document: [
        heading(herhaalrecept.which(cutWord(name))),
        numbered(lines),
        paragraph(herhaalrecept.choose(shown.length)),
      ],
      choices: shown.map(({ main }) => argsWith(main.key, request)),
    },
  }
}

const medicineWords = (fact: MedicationFact, context: Context): string =>
  [
    cutText(productName(fact.product, context), context),
    ...doseWords(fact.dose, context, fact.period).map((words) => cutText(words, context)),
  ].join(' – ')

/** Finds the medicine that is meant in what was read now. */
export const meant = async (
  request: RepeatRequest,
  read: MedicationNow,
  context: Context,
): Promise<Meant> => {
  const { which } = request
  if (which.kind === 'name') return byName(which.name, request, read, context)
  if (which.kind === 'key') return byKeys([which.key], read, context)
  const line = await listedLine(which.number, context)
  if ('problem' in line) return { said: misused(line.problem) }
  if (line.list.command !== 'medicatie')
    return { said: misused(context.t.writing.list.other(context.t.herhaalrecept.otherList)) }
  return byKeys(line.keys, read, context)
}
