const unprintable = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu

/** The text on one line, without characters that steer a terminal or turn the reading order. */
export function printable(text: string): string {
  return text.replace(unprintable, '\u{fffd}')
}
