import type { ContactPoint } from '@medplum/fhirtypes'
import { list, textOf } from './codes.ts'
import { coversNow, type Moment } from './period.ts'

const purposeUrl = 'http://hl7.org/fhir/StructureDefinition/contactpoint-purpose'

const inUse = (telecom: readonly ContactPoint[] | undefined, moment: Moment) =>
  list(telecom).filter((point) => point.use !== 'old' && coversNow(point.period, moment))

const purposes = (point: ContactPoint): readonly unknown[] =>
  list(point.extension)
    .filter(({ url }) => url === purposeUrl)
    .flatMap(({ valueString, valueCodeableConcept: concept }) => [
      ...(valueString === undefined ? [] : [valueString]),
      ...(concept?.text === undefined ? [] : [concept.text]),
      ...list(concept?.coding).map((coding) => coding.code),
    ])

/** A Matrix user id in the historical grammar too (Matrix specification, appendices, user identifiers). */
const userIdOf = (text: string): string | undefined =>
  /^@[!-9;-~]+:[A-Za-z0-9.\-[\]:]+$/.test(text) && text.length <= 255 ? text : undefined

/** The user id of `matrix:u/person:server` (Matrix specification, appendices, Matrix URI scheme). */
const fromUri = (uri: string): string | undefined => {
  const part = /^matrix:u(?:ser)?\/([^?#/]+)(?:[?#].*)?$/.exec(uri)?.[1]
  if (part === undefined) return undefined
  try {
    return userIdOf(`@${decodeURIComponent(part)}`)
  } catch {
    return undefined
  }
}

const accountOf = (point: ContactPoint): string | undefined => {
  const value = textOf(point.value)
  if (value === undefined) return undefined
  const said = purposes(point)
  const meant = said.includes('matrix-messaging')
  if (value.startsWith('matrix:')) {
    const place = point.system === 'other' || point.system === 'url'
    return place && (meant || said.length === 0) ? fromUri(value) : undefined
  }
  return point.system === 'other' && meant ? userIdOf(value) : undefined
}

/**
 * The Matrix accounts a telecom list names: `system` other with the purpose `matrix-messaging` and a user id, or a
 * `matrix:u/` URI, which says what it is by itself. A bare user id without the purpose is no account: it was not put there
 * to give access.
 */
export const matrixAccounts = (
  telecom: readonly ContactPoint[] | undefined,
  moment: Moment,
): readonly string[] => [
  ...new Set(
    inUse(telecom, moment)
      .map(accountOf)
      .filter((account) => account !== undefined),
  ),
]

const rank = ({ use, rank: given }: ContactPoint): number =>
  (given ?? 99) * 10 + (use === 'work' ? 0 : use === 'mobile' ? 1 : 2)

/** The closed network for post between those who give care, under its two names; of other addresses nobody can tell. */
const secure = /@(?:[a-z0-9-]+\.)*(?:zorgmail|lifeline)\.nl$/iu

/** The addresses for secure post in use, the preferred first. */
export const secureMailIn = (
  telecom: readonly ContactPoint[] | undefined,
  moment: Moment,
): readonly string[] => {
  const mail = inUse(telecom, moment).filter(({ system }) => system === 'email')
  const addresses = mail.toSorted((one, other) => rank(one) - rank(other))
  return [...new Set(addresses.flatMap((each) => textOf(each.value) ?? []))].filter((each) =>
    secure.test(each),
  )
}

/** The telephone numbers in use, the preferred first. */
export const phonesIn = (
  telecom: readonly ContactPoint[] | undefined,
  moment: Moment,
): readonly string[] => {
  const phones = inUse(telecom, moment).filter(({ system }) => system === 'phone')
  const numbers = phones.sort((one, other) => rank(one) - rank(other)).map((each) => each.value)
  return [...new Set(numbers.map(textOf).filter((number) => number !== undefined))]
}
