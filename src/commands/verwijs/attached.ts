import { partsOfKey } from '../../fhir/server/source.ts'
import { outlineOf } from '../../fhir/timeline/outline.ts'
import type { Line } from '../../reply/document.ts'
import { cutText } from '../answer/cut-text.ts'
import { lineNumber, listedLine } from '../answer/listed-line.ts'
import { type Looked, lookAt } from '../bron/look.ts'
import type { Context, RecordPorts } from '../command.ts'
import { outlineLine, whenWords } from '../tijdlijn/line.ts'

/** The records that go with a referral and how the preview names them, or why they cannot. */
export type Attached =
  | {
      readonly refs: readonly string[]
      readonly lines: readonly Line[]
      readonly notes: readonly string[]
    }
  | { readonly problem: string }

type Here = Context<RecordPorts>

const MOST = 10

const numbersIn = (typed: string): readonly number[] | undefined => {
  const numbers = typed
    .split(/[\s,;+&]+|\ben\b/u)
    .filter((word) => word !== '')
    .map(lineNumber)
  return numbers.length > 0 && numbers.every((number) => number !== undefined)
    ? [...new Set(numbers)]
    : undefined
}

/** The record a number stands for: what its line is about first of all. */
const keyOf = async (number: number, context: Here) => {
  const { verwijs } = context.t
  const line = await listedLine(number, context)
  if ('problem' in line) return line
  const [key = ''] = line.keys
  const { label } = partsOfKey(key)
  if (label !== undefined)
    return { problem: verwijs.attachedElsewhere(number, cutText(label, context)) }
  return key === '' ? { problem: verwijs.attachedNothing(number) } : { key, at: line.list.at }
}

const problemOf = (number: number, looked: Looked | undefined, { t }: Here): string | undefined => {
  if (looked?.kind === 'failed')
    return t.verwijs.attachedDown(number, t.clinical.failures[looked.code])
  if (looked?.kind !== 'found') return t.verwijs.attachedGone(number)
  return outlineOf(looked.found).standing === 'wrong' ? t.verwijs.attachedWrong(number) : undefined
}

/** Finds the records that the typed numbers of the last list stand for: this patient's own, as they are now. */
export const attachedOf = async (typed: string | undefined, context: Here): Promise<Attached> => {
  const { verwijs } = context.t
  if (typed === undefined) return { refs: [], lines: [], notes: [] }
  const numbers = numbersIn(typed)
  if (numbers === undefined) return { problem: verwijs.attachedHow(cutText(typed, context)) }
  if (numbers.length > MOST) return { problem: verwijs.attachedMany(numbers.length, MOST) }
  const keys: { readonly number: number; readonly key: string; readonly at: Date }[] = []
  for (const number of numbers) {
    const found = await keyOf(number, context)
    if ('problem' in found) return found
    keys.push({ number, ...found })
  }
  const looked = await lookAt(
    keys.map(({ key }) => key),
    context,
  )
  const refs: string[] = []
  const lines: Line[] = []
  const notes: string[] = []
  for (const [at, { number, key, at: shown }] of keys.entries()) {
    const one = looked[at]
    const problem = problemOf(number, one, context)
    if (one?.kind !== 'found' || problem !== undefined)
      return { problem: problem ?? verwijs.attachedGone(number) }
    const outline = outlineOf(one.found)
    const when = whenWords(outline, context)
    refs.push(partsOfKey(key).ref)
    lines.push([verwijs.attached(number), ...outlineLine(outline, { when }, context)])
    if (Date.parse(one.found.resource.meta?.lastUpdated ?? '') > shown.getTime())
      notes.push(verwijs.attachedNewer(number))
  }
  return { refs: [...new Set(refs)], lines, notes }
}
