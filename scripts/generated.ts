/** A file, or the marked part of one, whose text is made from the code. */
export type Generated = { readonly path: string; readonly content: () => Promise<string> }

/** Everything that is made from the code; `npm run generate` writes it and `npm run check` compares it. */
export const generated: readonly Generated[] = []
