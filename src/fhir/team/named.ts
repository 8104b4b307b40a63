import { fold } from './disciplines.ts'

type Named = { readonly name: string | undefined }

/** Titles and particles: what many names share names nobody. */
const SHARED =
  /^(?:dr|drs|prof|ir|ing|mr|mrs|ms|dhr|mw|mevr|mevrouw|meneer|heer|van|von|de|der|den|ten|ter|te|het|la|le|el|al|t)$/u

const partsOf = (name: string | undefined): readonly string[] =>
  fold(name ?? '')
    .split(/[^\p{L}\p{N}]+/u)
    .filter((part) => part !== '' && !SHARED.test(part))

/** Whether what was typed names somebody: every word of it begins a part of the name, and one is no initial. */
export const isNamed = (name: string | undefined, typed: string): boolean => {
  const wanted = partsOf(typed)
  const parts = partsOf(name)
  return (
    wanted.some(({ length }) => length > 1) &&
    wanted.every((word) => parts.some((part) => part.startsWith(word)))
  )
}

/** Whether every typed word is a whole part of the name, and so hardly a word of something else. */
export const isSpelledOut = (name: string | undefined, typed: string): boolean => {
  const wanted = partsOf(typed)
  const parts = partsOf(name)
  return wanted.length > 0 && wanted.every((word) => parts.includes(word))
}

/** Whether the last part of the name, the family name, is what was typed. */
export const isFamilyName = (name: string | undefined, typed: string): boolean => {
  const wanted = partsOf(typed)
  return wanted.length === 1 && partsOf(name).at(-1) === wanted[0]
}

const isWhole = (name: string | undefined, typed: string): boolean =>
  partsOf(name).join(' ') === partsOf(typed).join(' ')

/** Everybody whom the words may mean; whoever is called exactly that goes before those whose names begin so. */
export const namedAmong = <P extends Named>(people: readonly P[], typed: string): readonly P[] => {
  const found = people.filter(({ name }) => isNamed(name, typed))
  const whole = found.filter(({ name }) => isWhole(name, typed))
  return whole.length > 0 ? whole : found
}
