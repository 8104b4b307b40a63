/** A span of text in a reply. Plain strings are escaped at the leaf, so text from a record can never become markup. */
export type Inline =
  | string
  | { readonly kind: 'strong'; readonly text: string }
  | { readonly kind: 'em'; readonly text: string }
  | { readonly kind: 'code'; readonly text: string }
  | { readonly kind: 'link'; readonly text: string; readonly href: string }

/** One line of a reply: spans that stand side by side. */
export type Line = readonly Inline[]

/** A block of a reply. `paragraph` holds lines with a line break between them; lists have one level only. */
export type Block =
  | { readonly kind: 'paragraph'; readonly lines: readonly Line[] }
  | {
      readonly kind: 'list'
      readonly ordered: boolean
      readonly items: readonly Line[]
      /** For each item the keys of the records it was made from; such items get numbers to name them by. */
      readonly about?: readonly (readonly string[])[]
    }

/** What a reply says, before anybody decided how it looks. */
export type Document = readonly Block[]

const toLine = (line: Inline | Line): Line =>
  typeof line === 'string' || 'kind' in line ? [line] : line

/** A paragraph of one or more lines. */
export const paragraph = (...lines: readonly (Inline | Line)[]): Block => ({
  kind: 'paragraph',
  lines: lines.map(toLine),
})

/** A heading: a strong first line, because clients drop heading tags; further lines follow plainly. */
export const heading = (title: string, ...lines: readonly (Inline | Line)[]): Block => ({
  kind: 'paragraph',
  lines: [[strong(title)], ...lines.map(toLine)],
})

/** A bulleted list, one line an item. */
export const list = (items: readonly (Inline | Line)[]): Block => ({
  kind: 'list',
  ordered: false,
  items: items.map(toLine),
})

/** A line about something in a record, with the keys of the records it was made from. */
export type Fact = { readonly line: Inline | Line; readonly about: readonly string[] }

/** A bulleted list of facts. Each gets a number when it is shown, by which it can be asked after (`!bron 2`). */
export const facts = (all: readonly Fact[]): Block => ({
  kind: 'list',
  ordered: false,
  items: all.map(({ line }) => toLine(line)),
  about: all.map(({ about }) => about),
})

/** A numbered list that starts at 1 (other starts are not shown right by every client). */
export const numbered = (items: readonly (Inline | Line)[]): Block => ({
  kind: 'list',
  ordered: true,
  items: items.map(toLine),
})

/** Words that carry weight; the words themselves must carry the meaning too. */
export const strong = (text: string): Inline => ({ kind: 'strong', text })

/** Words that are secondary, such as the source of an answer. */
export const em = (text: string): Inline => ({ kind: 'em', text })

/** Something to type. */
export const code = (text: string): Inline => ({ kind: 'code', text })

/** A link; only `https:` and `http:` addresses and `https://matrix.to` permalinks are rendered as one. */
export const link = (text: string, href: string): Inline => ({ kind: 'link', text, href })
