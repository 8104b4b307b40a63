import type { Args } from '../command.ts'
import type { Where } from './message.ts'

/** What a message asks of the bot. */
export type Asked =
  /** `tried`: it began like a command, with a word that is none; nothing is said, but its edit may run. */
  | { readonly kind: 'ignore'; readonly tried?: true }
  | ({ readonly kind: 'help' } & Where)
  | ({
      readonly kind: 'command'
      readonly name: string
      readonly args: Args
      /** The word that was typed when it was a near miss; the reply must say so. */
      readonly suggestedFrom: string | undefined
    } & Where)
  /** A command in a message that is longer than is read: nothing of it is done. */
  | ({ readonly kind: 'too-long' } & Where)
  /** Almost a command, but not sure enough to run. */
  | ({ readonly kind: 'suggest'; readonly word: string; readonly names: readonly string[] } & Where)
  /** Only in a direct room: something was said that is no command. */
  | ({ readonly kind: 'unknown'; readonly word: string; readonly text: string } & Where)
  /** `ja 4821`. Without a code it is a bare `ja`, given only when it replies to an event: `replyTo` is set. */
  | ({
      readonly kind: 'confirm' | 'cancel'
      readonly code: string | undefined
      /** Said to the bot: by prefix, by name, or in a direct room. People say "nee 2024" to each other. */
      readonly addressed: boolean
    } & Where)
  /** `ja` or `nee` without a code and as no reply: only a question that waits can use it. */
  | ({ readonly kind: 'loose'; readonly yes: boolean; readonly addressed: boolean } & Where)
  /** `ongedaan 4821`: takes back what was confirmed with this code. */
  | ({
      readonly kind: 'undo'
      readonly code: string | undefined
      readonly addressed: boolean
    } & Where)
  /** Agreement that confirms nothing; worth a hint only when this person has an open prompt. */
  | ({
      readonly kind: 'not-a-confirmation'
      readonly text: string
      /** Words of agreement and nothing else; without it the message nearly answered by code. */
      readonly agrees: boolean
    } & Where)
  | ({ readonly kind: 'number'; readonly value: number; readonly text: string } & Where)
  /** Ordinary words, which only an open question to this person can use. */
  | ({ readonly kind: 'plain'; readonly text: string } & Where)

/** What an event asks of the bot; for an edit, what its new text asks. */
export type Parsed = Asked | { readonly kind: 'edit'; readonly of: string; readonly message: Asked }
