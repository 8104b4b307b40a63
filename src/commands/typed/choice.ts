import { type Block, heading, numbered, paragraph } from '../../reply/document.ts'
import type { Args, Outcome } from '../command.ts'

/** What can be chosen from by number. */
export type Choices = {
  readonly title: string
  /** Each with the arguments the same command goes on with. */
  readonly among: readonly { readonly words: string; readonly args: Args }[]
  readonly most: number
  /** Says how many are not shown. */
  readonly more: (hidden: number) => string
  readonly notes?: readonly string[]
  /** How one of those that are shown is chosen. */
  readonly how: (shown: number) => Block
  readonly reads?: readonly string[]
}

/** Asks which one is meant; nobody is guessed, and who does not fit in the list is counted. */
export const choiceOf = ({
  title,
  among,
  most,
  more,
  notes = [],
  how,
  reads,
}: Choices): Outcome => {
  const shown = among.slice(0, most)
  const hidden = among.length - shown.length
  const said = [...(hidden === 0 ? [] : [more(hidden)]), ...notes]
  return {
    kind: 'choose',
    document: [
      heading(title),
      numbered(shown.map(({ words }) => words)),
      ...(said.length === 0 ? [] : [paragraph(...said)]),
      how(shown.length),
    ],
    choices: shown.map(({ args }) => args),
    ...(reads === undefined ? {} : { reads }),
  }
}
