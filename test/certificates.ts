import { generateKeyPairSync, type KeyObject, randomBytes, sign } from 'node:crypto'

/** A certificate and its private key, as PEM. */
export type Identity = { readonly cert: string; readonly key: string }

/** An authority of one test, that lives as long as that test. */
export type Authority = {
  /** Its own certificate, as PEM. */
  readonly ca: string
  /** For a server on 127.0.0.1. */
  readonly server: () => Identity
  readonly client: () => Identity
}

// DER (X.690): tag, length, content.
const der = (tag: number, ...parts: readonly Uint8Array[]): Buffer => {
  const content = Buffer.concat(parts)
  const { length } = content
  const long = length < 0x100 ? [0x81, length] : [0x82, length >> 8, length & 0xff]
  return Buffer.concat([Buffer.from([tag, ...(length < 0x80 ? [length] : long)]), content])
}

const sequence = (...parts: readonly Uint8Array[]) => der(0x30, ...parts)
const bytes = (hex: string) => Buffer.from(hex, 'hex')
const oid = (hex: string) => der(0x06, bytes(hex))
const bits = (content: Uint8Array, unused = 0) => der(0x03, Buffer.from([unused]), content)

const ecdsaWithSha256 = sequence(oid('2a8648ce3d040302'))

const named = (name: string) =>
  sequence(der(0x31, sequence(oid('550403'), der(0x0c, Buffer.from(name)))))

const time = (at: number) =>
  der(0x18, Buffer.from(`${new Date(at).toISOString().replaceAll(/\D/g, '').slice(0, 14)}Z`))

// RFC 5280 4.2: which extension, and its value.
const extension = (id: string, value: Uint8Array) => sequence(oid(id), der(0x04, value))
const authority = extension('551d13', sequence(der(0x01, bytes('ff'))))
const signs = extension('551d0f', bits(bytes('04'), 2))
const loopback = extension('551d11', sequence(der(0x87, bytes('7f000001'))))
const forServer = extension('551d25', sequence(oid('2b06010505070301')))
const forClient = extension('551d25', sequence(oid('2b06010505070302')))

const pem = (content: Uint8Array): string => {
  const lines =
    Buffer.from(content)
      .toString('base64')
      .match(/.{1,64}/g) ?? []
  return ['-----BEGIN CERTIFICATE-----', ...lines, '-----END CERTIFICATE-----', ''].join('\n')
}

type Subject = { readonly name: string; readonly key: KeyObject }

/** An X.509 version 3 certificate (RFC 5280 4.1) from an hour before `now` to an hour after it. */
const certify = (
  subject: Subject,
  issuer: { readonly name: string; readonly privateKey: KeyObject },
  extensions: readonly Uint8Array[],
  now: number,
): string => {
  const hour = 3_600_000
  const content = sequence(
    der(0xa0, der(0x02, bytes('02'))),
    der(0x02, bytes('01'), randomBytes(15)),
    ecdsaWithSha256,
    named(issuer.name),
    sequence(time(now - hour), time(now + hour)),
    named(subject.name),
    subject.key.export({ type: 'spki', format: 'der' }),
    der(0xa3, sequence(...extensions)),
  )
  const signature = sign('sha256', content, issuer.privateKey)
  return pem(sequence(content, ecdsaWithSha256, bits(signature)))
}

const newKeys = () => generateKeyPairSync('ec', { namedCurve: 'P-256' })

/** Makes an authority; Node can check certificates but not make them, so their few fields are written here. */
export const createAuthority = (name: string, now: number): Authority => {
  const { publicKey, privateKey } = newKeys()
  const issuer = { name, privateKey }
  const issue = (subject: string, extensions: readonly Uint8Array[]): Identity => {
    const keys = newKeys()
    const key = keys.privateKey.export({ type: 'pkcs8', format: 'pem' })
    const cert = certify({ name: subject, key: keys.publicKey }, issuer, extensions, now)
    return { cert, key: key.toString() }
  }
  return {
    ca: certify({ name, key: publicKey }, issuer, [authority, signs], now),
    server: () => issue('FHIR server', [loopback, forServer]),
    client: () => issue('zorgbot', [forClient]),
  }
}
