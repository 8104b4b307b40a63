import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import type { Carried, Context } from '../../src/commands/command.ts'
import type { Ports } from '../../src/commands/registry.ts'
import { toText } from '../../src/reply/text.ts'
import { eventOf, recordContext } from '../record-context.ts'
import { argsOf } from '../writing-case.ts'
import type { Product } from './product.ts'
import { turn } from './told-by.ts'

const patient = 'Patient/demo-client-1'

/** The room of the first client, where a list may have been shown before. */
export const contextOf = async (
  { client, now }: Product,
  list?: string,
): Promise<Context<Ports>> => {
  const context = recordContext(client, { patient, now })
  if (list === undefined) return context
  const shown = await turn(context, list)
  return { ...context, lastList: async () => shown.list }
}

const done = (carried: Carried | undefined) => {
  assert.ok(carried !== undefined)
  assert.ok(carried.kind === 'done', toText(carried.document))
  eventOf(carried.document)
  return carried
}

/** Types a line and answers what is asked back, the last question with its first choice. */
const typed = async (context: Context<Ports>, line: string, answers: readonly string[]) => {
  const { command, args } = argsOf(line)
  let outcome = await command.run(context, args)
  for (const text of answers) {
    assert.ok(outcome.kind === 'choose' && outcome.free !== undefined, outcome.kind)
    outcome = await command.run(context, { ...outcome.free, text })
  }
  const [first] = outcome.kind === 'choose' ? outcome.choices : []
  return { command, outcome: first === undefined ? outcome : await command.run(context, first) }
}

/** Types a line, confirms it, and confirms it once more as after a crash. */
export const confirmed = async (
  context: Context<Ports>,
  line: string,
  answers: readonly string[] = [],
) => {
  const { command, outcome } = await typed(context, line, answers)
  assert.ok(outcome.kind === 'confirm', outcome.kind === 'confirm' ? '' : toText(outcome.document))
  eventOf(outcome.preview('4821', context.now))
  const draft: unknown = JSON.parse(JSON.stringify(outcome.draft))
  const promptId = `$${randomUUID()}`
  const first = done(await command.carryOut?.(context, draft, promptId))
  const again = done(await command.carryOut?.(context, draft, promptId))
  const names = first.refs.map(({ ref }) => ref)
  assert.deepEqual(
    again.refs.map(({ ref }) => ref),
    names,
  )
  const undo = async () => done(await command.undo?.(context, first.refs, promptId))
  return { refs: names, undo }
}

/** Type and status of each, as the server tells them over plain HTTP. */
export const standing = ({ http }: Product, refs: readonly string[]): Promise<readonly string[]> =>
  Promise.all(
    refs.map(async (ref) => {
      const { body } = await http.ask('GET', ref)
      return [body.resourceType, body.status].join(' ')
    }),
  )

const minuteMs = 60_000

/** What an answer says a minute later, spaces that keep a number with its unit as plain ones. */
export const told = async ({ client, now }: Product, line: string): Promise<string> => {
  const later = new Date(now.getTime() + minuteMs)
  const { body } = (await turn(recordContext(client, { patient, now: later }), line)).told
  return body.replaceAll('\u00A0', ' ')
}

/** The number by which a list names the line with these words. */
export const numberOf = async (product: Product, list: string, words: string): Promise<string> => {
  const body = await told(product, list)
  const line = body.split('\n').find((each) => each.includes(words))
  const number = /\[(\d+)\]/u.exec(line ?? '')?.[1]
  assert.ok(number !== undefined, body)
  return number
}
