/** What was asked of one source: the own record when no other is named; with why it failed, if it did. */
export type Read = {
  readonly what: string
  readonly source?: string
  readonly failed?: string
}

const failing = ' failed '
const at = ' @'

/** One line of what was read, for the audit trail: `Flag 2`, `Flag 2 @Huisarts`, `Flag failed timeout @Huisarts`. */
export const readLine = ({ what, source, failed }: Read): string =>
  [
    what,
    ...(failed === undefined ? [] : [failing, failed]),
    ...(source === undefined ? [] : [at, source]),
  ].join('')

const halves = (text: string, between: string): readonly [string, string | undefined] => {
  const place = text.indexOf(between)
  return place === -1
    ? [text, undefined]
    : [text.slice(0, place), text.slice(place + between.length)]
}

/** What such a line says. */
export const readIn = (line: string): Read => {
  const [asked, source] = halves(line, at)
  const [what, failed] = halves(asked, failing)
  return {
    what,
    ...(source === undefined ? {} : { source }),
    ...(failed === undefined ? {} : { failed }),
  }
}
