import { createHash } from 'node:crypto'
import type { Identifier } from '@medplum/fhirtypes'
import { isBsn } from '../validation/validate-bsn.ts'

const dutch = 'http://fhir.nl/fhir/NamingSystem/'

/** The naming systems the bot knows, as it writes them. */
export const systems = {
  bsn: `${dutch}bsn`,
  pseudonym: `${dutch}pseudo-bsn`,
  uziPerson: `${dutch}uzi-nr-pers`,
  uziSystem: `${dutch}uzi-nr-sys`,
  ura: `${dutch}ura`,
  agb: `${dutch}agb-z`,
  big: `${dutch}big`,
  uzovi: `${dutch}uzovi`,
  uziRole: `${dutch}uzi-rolcode`,
  kvk: `${dutch}kvk`,
  agbSpecialism: 'urn:oid:2.16.840.1.113883.2.4.6.7',
  uri: 'urn:ietf:rfc:3986',
  matrixEvent: 'https://matrix.org/event-id',
} as const

const aliases: Readonly<Record<string, string>> = {
  'urn:oid:2.16.840.1.113883.2.4.6.3': systems.bsn,
  [`${dutch}uzi`]: systems.uziPerson,
  'urn:oid:2.16.528.1.1007.3.1': systems.uziPerson,
  'urn:oid:2.16.528.1.1007.3.2': systems.uziSystem,
  'urn:oid:2.16.528.1.1007.3.3': systems.ura,
  'urn:oid:2.16.840.1.113883.2.4.6.1': systems.agb,
  'urn:oid:2.16.840.1.113883.2.4.6.4': systems.uzovi,
  'urn:oid:2.16.840.1.113883.2.4.15.111': systems.uziRole,
}

/** A naming system under the name the bot uses for it; unknown ones stay as they are. */
export const canonicalSystem = (system: string): string =>
  (Object.hasOwn(aliases, system) ? aliases[system] : undefined) ?? system

/** Whether two identifiers are the same number of the same register. */
export const sameIdentifier = (one: Identifier | undefined, other: Identifier | undefined) =>
  one?.value !== undefined &&
  one.value === other?.value &&
  one.system !== undefined &&
  other.system !== undefined &&
  canonicalSystem(one.system) === canonicalSystem(other.system)

/** The value an identifier list holds for a system, under any of its names. */
export const identifierIn = (
  identifiers: readonly Identifier[] | undefined,
  system: string,
): string | undefined =>
  identifiers?.find((each) => canonicalSystem(each.system ?? '') === canonicalSystem(system))?.value

/** A citizen service number in its nine digits, when the text is one; eight digits lost their leading zero. */
export const bsnOf = (text: string): string | undefined => {
  const digits = /^\d{8}$/.test(text) ? `0${text}` : text
  return isBsn(digits) ? digits : undefined
}

/** A name-based UUID (RFC 9562 5.5): the same namespace and name give the same UUID. */
export const uuidV5 = (namespace: string, name: string): string => {
  const space = Buffer.from(namespace.replaceAll('-', ''), 'hex')
  if (space.length !== 16) throw new RangeError('The namespace must be a UUID')
  const hash = createHash('sha1').update(space).update(name, 'utf8').digest().subarray(0, 16)
  hash.writeUInt8((hash.readUInt8(6) & 0x0f) | 0x50, 6)
  hash.writeUInt8((hash.readUInt8(8) & 0x3f) | 0x80, 8)
  const hex = hash.toString('hex')
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5')
}

/** More resources than any one message writes. */
const mostOfOne = 8

const eventNamespace = '7d1f0c7e-5f4b-5d0a-9a55-2c1f6c3be1a4'

/** What marks a resource as written for a Matrix event, and the search that finds it again. */
export type EventIdentifiers = {
  /** First one of us without reserved characters, then the event id itself. */
  readonly identifiers: readonly [Identifier, Identifier]
  /** For `request.ifNoneExist`, percent-encoded. */
  readonly ifNoneExist: string
}

/** The identifiers of the `n`th resource written for an event: the same at every try. */
export const eventIdentifiers = (eventId: string, n: number): EventIdentifiers => {
  const value = `urn:uuid:${uuidV5(eventNamespace, `${eventId}#${n}`)}`
  return {
    identifiers: [
      { system: systems.uri, value },
      { system: systems.matrixEvent, value: eventId },
    ],
    ifNoneExist: `identifier=${encodeURIComponent(`${systems.uri}|${value}`)}`,
  }
}

/** What marks the resources of an event as the bot's own, however many it wrote. */
export const identifiersOfEvent = (eventId: string): readonly string[] =>
  Array.from({ length: mostOfOne }, (_, at) => eventIdentifiers(eventId, at + 1)).flatMap(
    ({ identifiers: [own] }) => own.value ?? [],
  )

/** What tells the `n`th resource written for an event: a value without reserved characters. */
export const eventIdentifier = (eventId: string, n: number): string =>
  eventIdentifiers(eventId, n).identifiers[0].value ?? ''
