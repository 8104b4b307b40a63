import assert from 'node:assert/strict'
import { test } from 'node:test'
import { toText } from '../../src/reply/text.ts'
import { eventOf, runLine } from '../record-context.ts'
import { contextOver, type Holding, type OtherHolding } from '../several-sources.ts'
import { client, patient } from './records.ts'

/** Records that tempt a command to break a rule, and the whole reply that keeps it. */
export type Temptation = Holding & {
  readonly name: string
  readonly line: string
  /** Whose records they are; the client of `records.ts` unless told. */
  readonly of?: string
  readonly at?: string
  readonly others?: readonly OtherHolding[]
  /** What an answer that breaks the rule would say. */
  readonly never: RegExp
  readonly says: readonly string[]
}

const contextOf = (one: Temptation) => {
  const { of = patient, at = '2026-01-12T08:31:00Z', others = [] } = one
  const own = of === patient ? { ...one, records: [client, ...one.records] } : one
  return contextOver(own, others, { patient: of, now: new Date(at) })
}

/** The keys a line may name: of every record there is. */
const keysOf = ({ records, others = [] }: Temptation): ReadonlySet<string> =>
  new Set([
    ...[client, ...records].map((each) => `${each.resourceType}/${each.id}`),
    ...others.flatMap((other) =>
      other.records.map((each) => `${each.resourceType}/${each.id} @${other.label}`),
    ),
  ])

/** The whole reply, held against what every reply must be; each line of facts names records that exist. */
const replyTo = async (one: Temptation): Promise<readonly string[]> => {
  const outcome = await runLine(contextOf(one), one.line)
  assert.ok(outcome.kind === 'answer', `${one.line} gave ${outcome.kind}`)
  eventOf(outcome.document)
  const known = keysOf(one)
  for (const block of outcome.document)
    for (const about of block.kind === 'list' ? (block.about ?? []) : []) {
      assert.ok(about.length > 0, 'a line that is made from no record')
      assert.deepEqual(
        about.filter((key) => !known.has(key)),
        [],
      )
    }
  return toText(outcome.document).split('\n')
}

/** Tests that a rule is kept in each of these cases. */
export const holds = (rule: string, temptations: readonly Temptation[]): void => {
  for (const one of temptations)
    test(`${rule}: !${one.line}, ${one.name}`, async () => {
      const reply = await replyTo(one)
      assert.doesNotMatch(reply.join('\n'), one.never)
      assert.deepEqual(reply, one.says)
    })
}
