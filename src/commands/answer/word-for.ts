/** The word for a code in a list of words, or undefined when the list does not know it. */
export const wordFor = (
  words: Readonly<Record<string, string>>,
  key: string | undefined,
): string | undefined => (key !== undefined && Object.hasOwn(words, key) ? words[key] : undefined)
