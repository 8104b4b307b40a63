const literal = /^([A-Za-z]+\/[A-Za-z0-9\-.]{1,64})(?:\/_history\/[^/]+)?$/

/** A reference as `Type/id`: relative as it is, absolute only under our own base (ends in a slash), without its version. */
export const literalReference = (reference: string, base: string): string | undefined => {
  const own = base !== '' && reference.startsWith(base)
  return literal.exec(own ? reference.slice(base.length) : reference)?.[1]
}
