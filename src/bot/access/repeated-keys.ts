/** An object with its keys, or a list with how many objects and lists stand in it so far. */
type Level = { readonly keys: Set<string> | undefined; readonly name: string; inside: number }

const TOKEN = /"(?:[^"\\]|\\.)*"(\s*:)?|[[\]{}]/gu

const keyOf = (written: string): string => {
  const key: unknown = JSON.parse(written)
  return String(key)
}

/**
 * Keys that stand twice in one object of a JSON text, each with the names of what it stands in. JSON itself does not refuse
 * them (RFC 8259 §4): the last one counts, and what the first one says is lost without a word.
 */
export const repeatedKeys = (text: string): readonly string[] => {
  const levels: Level[] = []
  const found: string[] = []
  let named = ''
  for (const [token, colon] of text.matchAll(TOKEN)) {
    if (token === '{' || token === '[') {
      const around = levels.at(-1)
      const name = around === undefined || around.keys !== undefined ? named : `${around.inside}`
      if (around !== undefined) around.inside += 1
      levels.push({ keys: token === '{' ? new Set() : undefined, name, inside: 0 })
    } else if (token === '}' || token === ']') {
      levels.pop()
    } else if (colon !== undefined) {
      named = keyOf(token.slice(0, -colon.length))
      const keys = levels.at(-1)?.keys
      const path = [...levels.map(({ name }) => name), named].filter((each) => each !== '')
      if (keys?.has(named) === true) found.push(path.join('.'))
      keys?.add(named)
    }
  }
  return [...new Set(found)]
}
