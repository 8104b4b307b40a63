import type { Context, KeptList } from '../command.ts'

/** A line of the asker's last list, or the sentence why there is none. */
export type ListedLine =
  | { readonly list: KeptList; readonly keys: readonly string[] }
  | { readonly problem: string }

/** The number in `3`, `#3`, `3.` and `nr. 3`; undefined when a word is no number of a line. */
export const lineNumber = (word: string): number | undefined => {
  const digits = /^(?:#|nr\.?)?\s*(\d{1,3})[.)]?$/iu.exec(word.trim())?.[1]
  return digits === undefined ? undefined : Number(digits)
}

/** The line with this number in the list that was shown last to the asker in this room. */
export const listedLine = async (
  number: number,
  { t, lastList }: Pick<Context, 't' | 'lastList'>,
): Promise<ListedLine> => {
  const { list: words } = t.writing
  const list = await lastList()
  if (list === undefined) return { problem: words.none }
  const keys = list.lines[number - 1]
  if (keys === undefined) return { problem: words.noLine(list.lines.length) }
  return { list, keys: [...new Set(keys)] }
}
