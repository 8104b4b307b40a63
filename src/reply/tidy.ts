import { type CleanOptions, cleanDefaults, cleanSpan, wouldGlue } from './clean.ts'
import type { Block, Document, Inline, Line } from './document.ts'

const lineLimit = 2400
const nothing: Line = ['–']

/** What a span says, without its markup. */
export const textOfSpan = (span: Inline): string => (typeof span === 'string' ? span : span.text)

const address = (href: string): string | undefined => {
  if (href.length > 2000 || !URL.canParse(href)) return undefined
  const url = new URL(href)
  const isWeb = url.protocol === 'https:' || url.protocol === 'http:'
  return isWeb && url.username === '' && url.password === '' ? url.href : undefined
}

const withText = (span: Inline, text: string): Inline => {
  if (typeof span === 'string') return text
  if (span.kind !== 'link') return { kind: span.kind, text }
  const href = address(span.href)
  return href === undefined ? text : { kind: 'link', text, href }
}

/** One line: spans cleaned, kept apart where a digit would run on, no space at either end. */
export const tidyLine = (line: Line, options: CleanOptions = cleanDefaults): Line => {
  const spans: Inline[] = []
  let before = ''
  let space = false
  let length = 0
  for (const span of line) {
    const text = cleanSpan(textOfSpan(span), options)
    const words = text.trim()
    if (words === '') {
      space ||= text !== ''
      continue
    }
    if (before !== '' && (space || !text.startsWith(words) || wouldGlue(before, words)))
      spans.push(' ')
    length += text.length
    if (length > lineLimit) return [...spans, options.cutMark]
    spans.push(withText(span, words))
    before = words
    space = !text.endsWith(words)
  }
  return spans.at(-1) === ' ' ? spans.slice(0, -1) : spans
}

const tidyBlock = (block: Block, options: CleanOptions): Block => {
  const tidied = (line: Line) => tidyLine(line, options)
  if (block.kind === 'paragraph')
    return { kind: 'paragraph', lines: block.lines.map(tidied).filter((line) => line.length > 0) }
  const items = block.items.map(tidied).map((item) => (item.length > 0 ? item : nothing))
  return { kind: 'list', ordered: block.ordered, items }
}

/** The lines of a block, whatever it is. */
export const linesOf = (block: Block): readonly Line[] =>
  block.kind === 'paragraph' ? block.lines : block.items

/**
 * The document both renderers write down: every string cleaned at the leaf, empty lines gone. An empty item becomes
 * `–`, so that the numbers of a list never shift; a document that says nothing becomes `–` too.
 */
export const tidy = (document: Document, options: CleanOptions = cleanDefaults): Document => {
  const blocks = document
    .map((block) => tidyBlock(block, options))
    .filter((block) => linesOf(block).length > 0)
  return blocks.length > 0 ? blocks : [{ kind: 'paragraph', lines: [nothing] }]
}
