import type { Context } from '../command.ts'
import { type QuietHours, type Subscribable, subscribable } from './request.ts'

/** What somebody is told of in the record of a patient. */
export type OwnSubscription = {
  readonly kinds: readonly string[]
  readonly daily: boolean
  readonly quiet: QuietHours | undefined
}

type Here = Pick<Context, 't'>

/** Whether a kept word is a kind that can be subscribed to. */
export const isSubscribable = (kind: unknown): kind is Subscribable =>
  subscribable.some((known) => known === kind)

/** The kinds in words, in the order they are always named in. */
export const kindWords = (kinds: readonly string[], { t }: Here): string =>
  subscribable
    .filter((kind) => kinds.includes(kind))
    .map((kind) => t.abonneer.kinds[kind])
    .join(', ')

/** When it is told, and when not; `digest` is when those are told who want it once a day. */
export const timeLines = (
  { daily, quiet }: OwnSubscription,
  digest: string,
  { t: { abonneer } }: Here,
): readonly string[] => [
  daily ? abonneer.daily(digest) : abonneer.direct,
  quiet === undefined ? abonneer.noQuiet : abonneer.quiet(quiet.from, quiet.to),
]

/** All of a subscription in one line. */
export const subscriptionWords = (
  { kinds, daily, quiet }: OwnSubscription,
  context: Here,
): string => context.t.abonneer.line(kindWords(kinds, context), daily, quiet)
