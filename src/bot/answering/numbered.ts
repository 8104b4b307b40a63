import type { Block, Document } from '../../reply/document.ts'

/** A document whose facts have numbers, and for each number, from 1, the records its line was made from. */
export type Numbered = {
  readonly document: Document
  readonly lines: readonly (readonly string[])[]
}

/** Gives every line that was made from records a number before it, counted through all lists: `[3] …`. `after`: how many were numbered before. */
export const numbered = (document: Document, after = 0): Numbered => {
  const lines: (readonly string[])[] = []
  const numberedBlock = (block: Block): Block => {
    if (block.kind !== 'list' || block.about === undefined) return block
    const { about, ...list } = block
    const items = list.items.map((item, index) => {
      const keys = about[index] ?? []
      if (keys.length === 0) return item
      lines.push(keys)
      return [`[${after + lines.length}] `, ...item]
    })
    return { ...list, items }
  }
  return { document: document.map(numberedBlock), lines }
}
