/** Whom the bot answers to. */
export type BotNames = { readonly userId: string; readonly names: readonly string[] }

/** How a line calls the bot, and what follows. `name-only` is the bare name without any sign that the bot is meant. */
export type Address = {
  readonly by: 'prefix' | 'name' | 'name-only' | 'none'
  readonly rest: string
}

const bang = /^(?:[!！]|[❗❕]\uFE0F?|\/)/u
const markdownLink = /^\[[^\]]*\]\(<?(https:\/\/matrix\.to\/#\/[^\s)>]+)>?\)/i
const bareLink = /^(https:\/\/matrix\.to\/#\/[^\s,]+)/i

const decoded = (text: string): string => {
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}

const isPermalinkOf = (userId: string, address: string): boolean => {
  const target = decoded(address.slice(address.indexOf('#/') + 2)).replace(/[?:]*$|\?.*$/, '')
  return target.toLowerCase() === userId.toLowerCase()
}

const startsWith = (line: string, start: string): boolean =>
  start !== '' && line.slice(0, start.length).toLowerCase() === start.toLowerCase()

const linkLength = (line: string, { userId }: BotNames): number => {
  const link = markdownLink.exec(line) ?? bareLink.exec(line)
  return link?.[1] !== undefined && isPermalinkOf(userId, link[1]) ? link[0].length : 0
}

const allNames = ({ userId, names }: BotNames): readonly string[] =>
  [userId.slice(1).split(':')[0] ?? '', ...names]
    .map((name) => name.normalize('NFC'))
    .toSorted((left, right) => right.length - left.length)

const nameAt = (line: string, bot: BotNames, mentioned: boolean): Address | undefined => {
  const signs = startsWith(line, bot.userId) ? [bot.userId] : []
  for (const called of [...signs, ...allNames(bot).flatMap((name) => [`@${name}`, name])]) {
    if (!startsWith(line, called)) continue
    const rest = line.slice(called.length)
    if (!/^(?:[\s:,]|$)/.test(rest)) continue
    const meant = mentioned || called.startsWith('@') || /^\s?[:,]/.test(rest)
    return { by: meant ? 'name' : 'name-only', rest }
  }
  return undefined
}

const named = (line: string, bot: BotNames, mentioned: boolean): Address | undefined => {
  const length = linkLength(line, bot)
  const address: Address | undefined =
    length > 0 ? { by: 'name', rest: line.slice(length) } : nameAt(line, bot, mentioned)
  return address && { ...address, rest: address.rest.replace(/^\s*[:,]?\s*/, '') }
}

/** Reads the mention, the name or the prefix at the start of a plain line; a prefix after a mention counts as a prefix. */
export const addressOf = (line: string, bot: BotNames, mentioned: boolean): Address => {
  const name = named(line, bot, mentioned)
  const called = name === undefined || name.by === 'name-only' ? line : name.rest
  const prefix = bang.exec(called)
  if (prefix !== null) return { by: 'prefix', rest: called.slice(prefix[0].length).trimStart() }
  return name ?? { by: 'none', rest: line }
}

/** True when the bot's link or id stands anywhere in the line. */
export const mentionsBot = (line: string, bot: BotNames): boolean => {
  const plain = decoded(line).toLowerCase()
  return plain.includes(bot.userId.toLowerCase())
}
