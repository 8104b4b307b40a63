import { type CleanOptions, cleanDefaults } from './clean.ts'
import type { Block, Document, Line } from './document.ts'
import { textOfSpan, tidy } from './tidy.ts'

/** One tidy line as text. A link shows its words, not its address: both bodies must say the same. */
export const lineText = (line: Line): string => line.map(textOfSpan).join('')

const blockText = (block: Block): string => {
  switch (block.kind) {
    case 'paragraph':
      return block.lines.map(lineText).join('\n')
    case 'list':
      return block.items
        .map((item, index) => `${block.ordered ? `${index + 1}.` : '•'} ${lineText(item)}`)
        .join('\n')
    default:
      return block satisfies never
  }
}

/**
 * The `body` of a reply: the words of the HTML. A first line that starts with `>` gets a space before it, because
 * clients still drop leading `> ` lines of a reply as an old quotation.
 */
export const toText = (document: Document, options: CleanOptions = cleanDefaults): string =>
  tidy(document, options).map(blockText).join('\n\n').replace(/^>/, ' >')
