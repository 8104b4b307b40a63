import type { MedicationFact } from '../../fhir/medication/fact.ts'
import { namedIngredients } from '../../fhir/medication/ingredient.ts'
import type { Treatment } from '../../fhir/medication/treatment.ts'
import { keyIn } from '../../fhir/server/source.ts'
import { fold } from '../../fhir/team/disciplines.ts'
import { heading, numbered, paragraph } from '../../reply/document.ts'
import { cutText } from '../answer/cut-text.ts'
import { cutWord } from '../answer/cut-word.ts'
import { listedLine } from '../answer/listed-line.ts'
import type { Context, Outcome } from '../command.ts'
import { doseWords } from '../medicatie/dose.ts'
import { named } from '../medicatie/named.ts'
import { productName, productWords } from '../medicatie/words.ts'
import { misused } from '../writing/writing.ts'
import { fewestLetters } from '../zoek/request.ts'
import { type MedicationNow, refsOf } from './medicine.ts'
import { nameOf } from './name-words.ts'
import { argsWith, type RepeatRequest } from './request.ts'
import { wishOf } from './wish.ts'

const MOST_CHOICES = 9

/** The treatment that is meant, or what is said in its place. */
export type Meant = { readonly treatment: Treatment } | { readonly said: Outcome }

const byKeys = (keys: readonly string[], { sourced }: MedicationNow, { t }: Context): Meant => {
  const treatment = sourced.value.treatments.find(({ main }) => main.key === keys[0])
  if (treatment !== undefined) return { treatment }
  const isThere = sourced.refs.some(({ ref, source }) => keyIn(ref, source) === keys[0])
  return { said: misused(isThere ? t.herhaalrecept.notMedicine : t.writing.list.gone) }
}

/** Of what was not read nobody says that it is not there. */
const notFound = ({ sourced }: MedicationNow, sentence: string, { t }: Context): Meant => {
  const isWhole =
    sourced.foreign.length === 0 && sourced.sources.every(({ failed }) => failed.length === 0)
  return { said: misused(isWhole ? sentence : t.herhaalrecept.obstacles.incomplete) }
}

const foldedWords = (text: string): readonly string[] => fold(text).split(/[^\p{L}\p{N}]+/u)

/** Those in use, else those that are no ban: what must not be given is not what is meant while it is also prescribed. */
const likeliest = (found: readonly Treatment[]): readonly Treatment[] => {
  const current = found.filter(({ state }) => state === 'current')
  const allowed = found.filter(({ main }) => !main.forbidden)
  return [current, allowed, found].find(({ length }) => length > 0) ?? []
}

/** Those in the strength and form that were typed, when there are any. */
const asTyped = (
  found: readonly Treatment[],
  request: RepeatRequest,
  context: Context,
): readonly Treatment[] => {
  const fitting = found.filter(({ main }) => {
    const wish = wishOf(request, nameOf(main, context))
    return !('problem' in wish && wish.problem === 'other')
  })
  return fitting.length > 0 ? fitting : found
}

/** The one medicine in use that bears this word, whole. */
const byWholeName = (
  name: string,
  request: RepeatRequest,
  read: MedicationNow,
  context: Context,
): Meant => {
  const typed = foldedWords(name).filter((word) => word !== '')
  const isSaid = typed.some(({ length }) => length >= fewestLetters)
  const whole = named(read.sourced.value, name, context).treatments.filter(
    ({ main: { product } }) => {
      const names = [productName(product, context), ...namedIngredients(product.ingredients)]
      const words = names.flatMap(foldedWords)
      return isSaid && typed.every((word) => words.includes(word))
    },
  )
  const [only, ...others] = likeliest(asTyped(whole, request, context))
  if (only !== undefined && others.length === 0) return { treatment: only }
  return notFound(read, context.t.herhaalrecept.wholeName(cutWord(name)), context)
}

const byName = (
  name: string,
  request: RepeatRequest,
  read: MedicationNow,
  context: Context,
): Meant => {
  const { herhaalrecept } = context.t
  // Where a relative may read along no list of medicines is given, nor one that was found by guessing at letters.
  if (context.audience === 'lay') return byWholeName(name, request, read, context)
  const found = asTyped(named(read.sourced.value, name, context).treatments, request, context)
  const [only, ...others] = likeliest(found)
  if (only === undefined) return notFound(read, herhaalrecept.noMatch(cutWord(name)), context)
  if (others.length === 0) return { treatment: only }
  const shown = [only, ...others].slice(0, MOST_CHOICES)
  const hidden = others.length + 1 - shown.length
  const lines = shown.map((each) => medicineWords(each.main, context))
  return {
    said: {
      kind: 'choose',
      document: [
        heading(herhaalrecept.which(cutWord(name))),
        numbered(lines),
        ...(hidden === 0 ? [] : [paragraph(herhaalrecept.more(hidden))]),
        paragraph(herhaalrecept.choose(shown.length)),
      ],
      choices: shown.map(({ main }) => argsWith(main.key, request)),
      refs: refsOf(shown, read),
    },
  }
}

const medicineWords = (fact: MedicationFact, context: Context): string =>
  [
    cutText(productWords(fact, context), context),
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
