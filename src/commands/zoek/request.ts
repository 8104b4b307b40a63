import { type Discipline, disciplineOf, fold } from '../../fhir/team/disciplines.ts'
import { stripInvisible } from '../../reply/clean.ts'
import type { Args } from '../command.ts'

/** What is looked for: a kind of care, and words of a name, an organization or a place. */
export type Sought = {
  readonly discipline: Discipline | undefined
  readonly words: readonly string[]
}

/** How many letters a word must have to be looked for. */
export const fewestLetters = 3

const bare = (word: string) => stripInvisible(word).replaceAll(/^[^\p{L}\p{N}@]+|[,;.!?]+$/gu, '')

/** Reads the words of `!zoek`: two words may name a kind of care together. */
export const readSought = ({ words, text }: Args): Sought => {
  const typed = [...words, ...text.split(/\s+/u)].map(bare).filter((word) => word !== '')
  const rest: string[] = []
  let discipline: Discipline | undefined
  for (let at = 0; at < typed.length; at += 1) {
    const word = typed[at] ?? ''
    const two = disciplineOf(`${word} ${typed[at + 1] ?? ''}`)
    const found = discipline === undefined ? (two ?? disciplineOf(word)) : undefined
    if (found === undefined) rest.push(word)
    else {
      discipline = found
      if (two !== undefined) at += 1
    }
  }
  return { discipline, words: rest }
}

/** Whether every word begins a word of these texts. */
export const holdsAll = (words: readonly string[], texts: readonly (string | undefined)[]) => {
  const all = texts.flatMap((text) => fold(text ?? '').split(/[^\p{L}\p{N}]+/u))
  return words.every((word) =>
    fold(word)
      .split(/[^\p{L}\p{N}]+/u)
      .filter((part) => part !== '')
      .every((part) => all.some((each) => each.startsWith(part))),
  )
}
