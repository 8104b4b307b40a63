import assert from 'node:assert/strict'

/** The tags a reply may hold. */
const allowedTags = new Set(['p', 'br', 'strong', 'em', 'ul', 'ol', 'li', 'a', 'code'])
const inlineTags = new Set(['strong', 'em', 'a', 'code'])
const entities = new Map([
  ['amp', '&'],
  ['lt', '<'],
  ['gt', '>'],
  ['quot', '"'],
  ['#39', "'"],
])

type Token =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'open' | 'close'; readonly tag: string; readonly attributes: string }

const decode = (text: string): string =>
  text.replace(/&([^;&]*);?/g, (found, name: string) => {
    const character = entities.get(name)
    assert.ok(character !== undefined && found.endsWith(';'), 'an unescaped & in the HTML')
    return character
  })

const tokensOf = (html: string): readonly Token[] =>
  html
    .split(/(<[^<>]*>)/)
    .filter((piece) => piece !== '')
    .map((piece): Token => {
      const tag = /^<(\/?)([a-z0-9]+)((?:\s[^<>]*)?)>$/i.exec(piece)
      if (tag?.[2] !== undefined)
        return {
          kind: tag[1] === '/' ? 'close' : 'open',
          tag: tag[2].toLowerCase(),
          attributes: tag[3] ?? '',
        }
      assert.ok(!/[<>]/.test(piece), 'a bare < or > in the HTML')
      return { kind: 'text', text: decode(piece) }
    })

type Mode = { readonly breaks: ReadonlySet<string>; readonly bullets: boolean }

const flatten = (html: string, mode: Mode): string => {
  const lists: { ordered: boolean; count: number }[] = []
  let out = ''
  for (const token of tokensOf(html)) {
    if (token.kind === 'text') {
      out += token.text
      continue
    }
    const opens = token.kind === 'open'
    if (token.tag === 'ul' || token.tag === 'ol') {
      if (opens) lists.push({ ordered: token.tag === 'ol', count: 0 })
      else lists.pop()
    }
    if (mode.breaks.has(token.tag)) out += '\n'
    const list = lists.at(-1)
    if (token.tag === 'li' && opens && mode.bullets && list !== undefined) {
      list.count += 1
      out += list.ordered ? `${list.count}. ` : '• '
    }
  }
  return out
}

/** What Element X on Android shows: tags outside its list vanish and their texts are glued. */
export const flattenLikeAndroid = (html: string): string =>
  flatten(html, {
    breaks: new Set(['p', 'br', 'ul', 'ol', 'li', 'pre', 'blockquote']),
    bullets: true,
  })

/** What Element X on iOS shows: a switch over tags it knows, and the children of the others one after another. */
export const flattenLikeIos = (html: string): string =>
  flatten(html, {
    breaks: new Set(['p', 'br', 'ul', 'ol', 'li', 'pre', 'blockquote', 'div', 'hr', 'h1', 'h2']),
    bullets: true,
  })

const wordsOf = (text: string): readonly string[] =>
  text.split(/\s+/u).filter((word) => word !== '' && word !== '•')

const assertTags = (html: string): void => {
  const open: string[] = []
  for (const token of tokensOf(html)) {
    if (token.kind === 'text') continue
    assert.ok(allowedTags.has(token.tag), `tag ${token.tag} is not shown alike by all clients`)
    const href = /^ href="https?:\/\/[^"]*"$/.test(token.attributes)
    assert.ok(token.tag === 'a' && token.kind === 'open' ? href : token.attributes === '')
    if (token.tag === 'br') continue
    if (token.kind === 'open') open.push(token.tag)
    else assert.equal(open.pop(), token.tag, 'tags are not closed in order')
  }
  assert.deepEqual(open, [], 'a tag is never closed')
}

const assertNothingGlued = (html: string): void => {
  let shown = ''
  let border = false
  for (const token of tokensOf(html)) {
    if (token.kind !== 'text') {
      border = true
      if (!inlineTags.has(token.tag)) shown = ''
      continue
    }
    const pair = border ? shown.slice(-2) + token.text.slice(0, 2) : ''
    const at = shown.slice(-2).length
    const left = pair.slice(0, at)
    const right = pair.slice(at)
    const glued =
      (/\p{N}$/u.test(left) && /^[\p{L}\p{N}]/u.test(right)) ||
      (/\p{L}$/u.test(left) && /^\p{N}/u.test(right))
    assert.ok(!glued, 'a digit touches a digit or letter across a tag border')
    shown = token.text
    border = false
  }
}

/** Holds the five rules of a reply: tags, words, digits, white space, size. */
export const assertSameWords = (html: string, body: string): void => {
  assertTags(html)
  const words = wordsOf(body)
  assert.deepEqual(wordsOf(flattenLikeAndroid(html)), words)
  assert.deepEqual(wordsOf(flattenLikeIos(html)), words)
  assertNothingGlued(html)
  assert.ok(!/(?:^|<\/?(?:p|ul|ol|li|br)>)\s+(?:<\/?(?:p|ul|ol|li|br)>|$)/.test(html))
  assert.ok(Buffer.byteLength(html) + Buffer.byteLength(body) < 20_000, 'too large a reply')
  assert.ok(words.length > 0, 'a reply that says nothing')
}

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

const record = (value: unknown): Readonly<Record<string, unknown>> => {
  assert.ok(isRecord(value))
  return value
}

const text = (value: unknown): string => {
  assert.ok(typeof value === 'string')
  return value
}

/** Holds for the content of every reply, notice and edit the bot sends. */
export const assertReplyInvariant = (content: unknown): void => {
  const reply = record(content)
  const replaced = reply['m.new_content']
  assert.equal(reply['msgtype'], 'm.notice')
  assert.deepEqual(reply['m.mentions'], {})
  assert.ok(Buffer.byteLength(JSON.stringify(reply)) < 45_000, 'too large an event')
  if (replaced !== undefined) {
    assert.equal(reply['body'], `* ${text(record(replaced)['body'])}`)
    assertReplyInvariant(replaced)
    return
  }
  assert.equal(reply['format'], 'org.matrix.custom.html')
  const body = text(reply['body'])
  assert.ok(!body.startsWith('>'), 'a body that clients take for a quotation')
  assert.ok(!/@room(?![\p{L}\p{N}_])/iu.test(body), 'a body that calls the room')
  assert.ok(!/[\u202A-\u202E\u2066-\u2069]/u.test(body), 'a body with bidi overrides')
  assertSameWords(text(reply['formatted_body']), body)
}
