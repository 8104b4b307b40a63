import { numbered } from '../../src/bot/answering/numbered.ts'
import type { Args, Command, Context, KeptList, Outcome } from '../../src/commands/command.ts'
import type { Ports } from '../../src/commands/registry.ts'
import { messages } from '../../src/i18n/messages.ts'
import { eventOf } from '../record-context.ts'
import { argsOf } from '../writing-case.ts'

/** What somebody is told, without versions and the times of storing, which each server has of its own. */
export type Told = {
  readonly body: string
  readonly formatted: string
  readonly kind: string
  readonly caption: string | undefined
  readonly reads: readonly string[]
  readonly refs: readonly string[]
  readonly foreign: readonly string[]
}

/** One answer as it is compared, and what follows from it: the list its numbers name, and what `!meer` runs. */
export type Turn = { readonly told: Told; readonly list: KeptList | undefined }

const CODE = '4821'

// Of a source only this line tells when the server got it.
const timeless = (words: string): string =>
  words.replaceAll(/(?<=laatst gewijzigd: )\d[^\n<]*/gu, '…')

const documentOf = (outcome: Outcome, { now }: Context) =>
  outcome.kind === 'confirm' ? outcome.preview(CODE, now) : outcome.document

const turnOf = (
  outcome: Outcome,
  { name }: Command<Ports>,
  args: Args,
  context: Context<Ports>,
): Turn => {
  const { document, lines } = numbered(documentOf(outcome, context))
  const { body, formatted_body: formatted } = eventOf(document)
  const isAnswer = outcome.kind === 'answer'
  const told = {
    body: timeless(body),
    formatted: timeless(formatted),
    kind: isAnswer ? outcome.outcome : outcome.kind,
    caption: isAnswer ? outcome.picture?.caption : undefined,
    reads: outcome.reads ?? [],
    refs: isAnswer ? outcome.refs.map(({ ref }) => ref).toSorted() : [],
    foreign: isAnswer ? outcome.foreign.toSorted() : [],
  }
  const more = isAnswer ? outcome.more : undefined
  const kept = isAnswer && outcome.beside !== true
  return {
    told,
    list: kept ? { command: name, args, more, at: context.now, lines } : undefined,
  }
}

/** What a line is answered with; a person may have been shown a list before. */
export const turn = async (
  context: Context<Ports>,
  line: string,
  list?: KeptList,
): Promise<Turn> => {
  const { command, args } = argsOf(line)
  const here = { ...context, t: messages.nl, lastList: async () => list }
  return turnOf(await command.run(here, args), command, args, here)
}

/** What `!meer` gives after a list that left something out. */
export const nextPage = async (context: Context<Ports>, list: KeptList): Promise<Turn> => {
  const { command } = argsOf(`!${list.command}`)
  const args = list.more ?? list.args
  return turnOf(await command.run(context, args), command, args, context)
}
