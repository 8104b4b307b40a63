// DER (X.690): tag, length, content.

/** One value with its tag and length. */
export const der = (tag: number, ...parts: readonly Uint8Array[]): Buffer => {
  const content = Buffer.concat(parts)
  const { length } = content
  const long = length < 0x100 ? [0x81, length] : [0x82, length >> 8, length & 0xff]
  return Buffer.concat([Buffer.from([tag, ...(length < 0x80 ? [length] : long)]), content])
}

/** A sequence of values. */
export const sequence = (...parts: readonly Uint8Array[]): Buffer => der(0x30, ...parts)

/** An object identifier, whose content is given in hexadecimal. */
export const oid = (hex: string): Buffer => der(0x06, Buffer.from(hex, 'hex'))

/** A distinguished name with a common name only (RFC 5280 4.1.2.4). */
export const names = (commonName: string): Buffer =>
  sequence(der(0x31, sequence(oid('550403'), der(0x0c, Buffer.from(commonName)))))

const UTC_UNTIL = 2050

/** A moment (RFC 5280 4.1.2.5): with two digits for the year until 2049, with four from then on. */
export const time = (at: number): Buffer => {
  const date = new Date(at)
  const digits = `${date.toISOString().replaceAll(/\D/g, '').slice(0, 14)}Z`
  return date.getUTCFullYear() < UTC_UNTIL
    ? der(0x17, Buffer.from(digits.slice(2)))
    : der(0x18, Buffer.from(digits))
}

/** An extension of a certificate (RFC 5280 4.2). */
export const extension = (id: string, value: Uint8Array, critical = false): Buffer =>
  sequence(oid(id), ...(critical ? [der(0x01, Buffer.from([0xff]))] : []), der(0x04, value))

/** A certificate as PEM. */
export const pem = (content: Uint8Array): string => {
  const lines =
    Buffer.from(content)
      .toString('base64')
      .match(/.{1,64}/g) ?? []
  return ['-----BEGIN CERTIFICATE-----', ...lines, '-----END CERTIFICATE-----', ''].join('\n')
}
