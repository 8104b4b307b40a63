import { type CleanOptions, cleanDefaults } from './clean.ts'
import { type Block, type Document, type Line, paragraph } from './document.ts'
import { lineHtml } from './html.ts'
import { lineText } from './text.ts'
import { linesOf, tidyLine } from './tidy.ts'

/** Bytes both bodies of one reply may take together; an event may be 64 KiB, encrypted a third more. */
const replyLimit = 19_000

/** Words for what was left out. */
export type LeftOut = (lines: number) => string

/** Says in any language that lines were left out. */
const leftOutMark: LeftOut = (lines) => `[… +${lines}]`

const bytes = (text: string): number => Buffer.byteLength(JSON.stringify(text))
const tagsOfLine = 40

/** An upper bound for what a line takes in both bodies together. */
const costOf = (line: Line, options: CleanOptions): number => {
  const tidied = tidyLine(line, options)
  return bytes(lineHtml(tidied)) + bytes(lineText(tidied)) + tagsOfLine
}

const withLines = (block: Block, lines: readonly Line[]): Block =>
  block.kind === 'paragraph' ? { ...block, lines } : { ...block, items: lines }

/** How `fit` goes about it. */
export type FitOptions = {
  readonly limit?: number
  readonly leftOut?: LeftOut
  /** Blocks that are cut only when nothing else is left; without it the first and the last block. */
  readonly protect?: ReadonlySet<Block>
  readonly clean?: CleanOptions
}

/**
 * The same document within the limit: whole lines are left out from the end, unprotected blocks first, and a note
 * that stands where they were says how many. What is most dangerous stands first, so it goes last.
 */
export const fit = (document: Document, options: FitOptions = {}): Document => {
  const { limit = replyLimit, leftOut = leftOutMark, clean = cleanDefaults } = options
  const protect = options.protect ?? new Set([...document.slice(0, 1), ...document.slice(-1)])
  const blocks = document.map((block, index) => {
    const costs = linesOf(block).map((line) => costOf(line, clean))
    return { block, index, costs, kept: costs.length, safe: protect.has(block) }
  })
  const lines = blocks.flatMap((each) => each.costs)
  let total = lines.reduce((sum, cost) => sum + cost, 0)
  if (total <= limit) return document
  const budget = limit - costOf([leftOut(lines.length)], clean)
  let left = 0
  let firstCut = document.length
  const order = blocks.toReversed().sort((a, b) => Number(a.safe) - Number(b.safe))
  for (const each of order)
    while (each.kept > 0 && total > budget) {
      each.kept -= 1
      total -= each.costs[each.kept] ?? 0
      left += 1
      firstCut = Math.min(firstCut, each.index)
    }
  return blocks.flatMap(({ block, index, kept }) => [
    ...(kept > 0 ? [withLines(block, linesOf(block).slice(0, kept))] : []),
    ...(index === firstCut ? [paragraph(leftOut(left))] : []),
  ])
}
