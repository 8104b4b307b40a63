import { createHash } from 'node:crypto'
import { stamp } from '../../commands/answer/date-words.ts'
import type { Args, Context, Outcome } from '../../commands/command.ts'
import type { Ruled } from './policy.ts'

/** The same for the same question answered with the same words about the same versions, whenever it was asked. */
export const markOf = (
  context: Pick<Context, 'now' | 'timeZone' | 'audience' | 't'>,
  { name }: Ruled,
  args: Args,
  { document, refs, outcome, ...more }: Extract<Outcome, { kind: 'answer' }>,
): string | undefined => {
  const isWhole =
    outcome === 'ok' &&
    more.reads.length > 0 &&
    refs.every(({ versionId }) => versionId !== undefined)
  if (!isWhole || more.picture !== undefined || more.beside === true) return undefined
  const said = JSON.stringify(document).replaceAll(stamp(context.now, context), '')
  const versions = refs.map(({ ref, versionId, source }) => [ref, versionId, source].join(' '))
  const all = [name, args, context.audience, context.t.language, said, versions.toSorted()]
  return createHash('sha256').update(JSON.stringify(all)).digest('base64url')
}
