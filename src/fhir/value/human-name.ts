import type { HumanName } from '@medplum/fhirtypes'
import { list, textOf } from './codes.ts'

const initials = /^(\p{Lu}\p{Ll}?\.)+$/u

const order = ['official', undefined, 'usual', 'nickname', 'temp']

const inWords = (name: HumanName): string | undefined => {
  const text = textOf(name.text)
  if (text !== undefined) return text
  const given = list(name.given)
  const whole = given.filter((each) => !initials.test(each))
  const parts = [...list(name.prefix), ...(whole.length > 0 ? whole : given), name.family]
  return textOf([...parts, ...list(name.suffix)].map(textOf).filter(Boolean).join(' '))
}

/** A person's name on one line: the official one, whole before a call name alone; never an old one. */
export const humanName = (names: readonly HumanName[] | undefined): string | undefined => {
  const known = list(names).filter(({ use }) => order.includes(use))
  const whole = known.filter((name) => textOf(name.text) ?? textOf(name.family))
  const ranked = (whole.length > 0 ? whole : known).sort(
    (one, other) => order.indexOf(one.use) - order.indexOf(other.use),
  )
  return ranked.map(inWords).find((words) => words !== undefined)
}
