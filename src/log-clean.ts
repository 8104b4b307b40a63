const secretKey = /token|password|secret|authorization|cookie|assertion|private.?key|bsn/i
const bearer = /\b(Bearer|Basic)\s+[\w.~+/=-]+/gi
const secretInUrl = /\b(access_token|client_secret|client_assertion)=[^&\s"]+/gi
const userInUrl = /(\w+:\/\/)[^\s/@:]+:[^\s/@]+@/g
const nineDigits = /(?<!\d)\d{9}(?!\d)/g
const frame = /^\s+at .*:\d+:\d+\)?$/
const plainCode = /^[\w.:-]{1,64}$/
const longestText = 2000
const longestList = 50
const deepest = 5

/** The text with secrets and citizen service numbers (BSN) masked, cut when it is very long. */
export function cleanText(text: string): string {
  const cut = text.length > longestText ? `${text.slice(0, longestText)}…` : text
  return cut
    .replace(bearer, '$1 [secret]')
    .replace(secretInUrl, '$1=[secret]')
    .replace(userInUrl, '$1[secret]@')
    .replace(nineDigits, (digits) => (passesElevenTest(digits) ? '[bsn]' : digits))
}

/** The value as it may be logged: secrets masked by the name of their field, errors as name, code and place. */
export function cleanValue(value: unknown, depth = 0): unknown {
  if (typeof value === 'string') return cleanText(value)
  if (typeof value === 'bigint' || typeof value === 'number') return cleanNumber(value)
  if (typeof value !== 'object' || value === null) return value
  if (depth > deepest) return '[…]'
  if (value instanceof Error) return cleanError(value, depth)
  if (value instanceof Date) return Number.isNaN(value.getTime()) ? '[date]' : value.toISOString()
  if (ArrayBuffer.isView(value)) return '[bytes]'
  if (value instanceof Set) return cleanList([...value], depth)
  if (value instanceof Map) return cleanList([...value], depth)
  if (Array.isArray(value)) return cleanList(value, depth)
  return Object.fromEntries(
    Object.entries(value).map(([key, field]) => [
      cleanText(key),
      secretKey.test(key) && field !== undefined ? '[secret]' : cleanValue(field, depth + 1),
    ]),
  )
}

/** The code of an error, or its name: never its message, which may hold what it failed on. */
export function codeOf(error: unknown): string {
  if (!(error instanceof Error)) return 'unknown'
  if ('code' in error && typeof error.code === 'string' && plainCode.test(error.code)) {
    return error.code
  }
  return plainCode.test(error.name) ? error.name : 'Error'
}

function cleanError(error: Error, depth: number) {
  const isCoded = 'code' in error && typeof error.code === 'string'
  const frames = (error.stack ?? '').split('\n').filter((line) => frame.test(line))
  return {
    name: cleanText(plainCode.test(error.name) ? error.name : 'Error'),
    code: cleanText(codeOf(error)),
    ...(isCoded ? {} : { at: frames.slice(0, 8).map((line) => cleanText(line.trim())) }),
    ...(error.cause === undefined ? {} : { cause: cleanCause(error.cause, depth) }),
  }
}

/** A cause that is no error may be anything, payload too. */
function cleanCause(cause: unknown, depth: number): unknown {
  return cause instanceof Error ? cleanValue(cause, depth + 1) : '[…]'
}

function cleanList(values: readonly unknown[], depth: number) {
  const kept = values.slice(0, longestList).map((value) => cleanValue(value, depth + 1))
  return values.length > longestList ? [...kept, `… ${values.length - longestList} more`] : kept
}

function cleanNumber(value: number | bigint): unknown {
  if (typeof value === 'bigint') return cleanText(String(value))
  return nineDigits.test(String(value)) && cleanText(String(value)) !== String(value)
    ? '[bsn]'
    : value
}

/** The "elfproef" of the Dutch citizen service number. */
function passesElevenTest(digits: string): boolean {
  const weights = [9, 8, 7, 6, 5, 4, 3, 2, -1]
  const sum = weights.reduce((total, weight, place) => total + weight * Number(digits[place]), 0)
  return sum % 11 === 0 && Number(digits) !== 0
}
