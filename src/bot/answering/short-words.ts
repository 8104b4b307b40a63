import type { Acknowledge } from '../telling/ping-answer.ts'
import type { createChoose } from './choose.ts'
import type { Confirmation } from './confirm.ts'
import type { createHints } from './hints.ts'
import type { Plan } from './plan.ts'
import type { Message, Words } from './typed-commands.ts'

/** What hearing "ja", "nee" and "ok" needs. */
export type ShortWordsParts = {
  readonly confirm: (asked: Confirmation) => Promise<Plan | undefined>
  /** "ok" by somebody who is being called. */
  readonly acknowledge?: Acknowledge
  readonly choose: ReturnType<typeof createChoose>
  readonly hints: ReturnType<typeof createHints>
  /** Takes the words for a question that waits. */
  readonly choice: (
    message: Message,
    words: Words<'not-a-confirmation'>,
  ) => Promise<Plan | undefined>
}

/** Hears words of agreement and refusal: for what waits for a code, for a question, or for a call; else people say them to each other. */
export const createShortWords = (parts: ShortWordsParts) => {
  const { confirm, choose, hints, choice } = parts

  /** Somebody who is being called for something urgent has seen it. */
  const acknowledged = ({ event, item, signal }: Message, replyTo: string | undefined) =>
    parts.acknowledge?.(event, item.id, replyTo, signal)

  const confirmation = async (message: Message, words: Words<'confirm' | 'cancel'>) => {
    const plan = await confirm({
      itemId: message.item.id,
      event: message.event,
      place: message.place,
      signal: message.signal,
      yes: words.kind === 'confirm',
      addressed: words.addressed,
      code: words.code,
      replyTo: words.replyTo,
    })
    const isBareYes = words.kind === 'confirm' && words.code === undefined
    if (plan !== undefined || !isBareYes) return plan
    return (await acknowledged(message, words.replyTo)) ?? choose.hint(message, words.replyTo)
  }

  /** "nee" without a code stops the question it answers, else what it replies to. */
  const cancellation = async (message: Message, words: Words<'confirm' | 'cancel'>) => {
    const stopped = words.code === undefined ? await choose.stop(message, words.replyTo) : undefined
    return stopped ?? confirmation(message, words)
  }

  /** "ok" is no confirmation; who has one open is told what is. */
  const agreed = async (
    message: Message,
    replyTo: string | undefined,
  ): Promise<Plan | undefined> => {
    const called = replyTo === undefined ? undefined : await acknowledged(message, replyTo)
    if (called !== undefined) return called
    const hint = await hints.confirmation(message)
    const heard =
      hint ?? (replyTo === undefined ? await acknowledged(message, undefined) : undefined)
    return heard ?? choose.hint(message, replyTo)
  }

  /** What nearly answers by code agrees to nothing; it may be words for a question. */
  const almost = async (message: Message, words: Words<'not-a-confirmation'>) =>
    words.agrees
      ? agreed(message, words.replyTo)
      : ((await hints.confirmation(message)) ?? choice(message, words))

  /** People say "ja" and "nee" to each other: only to the bot, or while a question waits, it is heard. */
  const loose = async (message: Message, { yes, addressed }: Words<'loose'>) => {
    if (yes) return addressed ? agreed(message, undefined) : choose.hint(message, undefined)
    const stopped = await choose.stop(message, undefined)
    return stopped ?? (addressed ? hints.confirmation(message) : undefined)
  }

  return { confirmation, cancellation, almost, loose }
}
