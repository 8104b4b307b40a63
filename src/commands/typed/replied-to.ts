/** The message somebody typed a command in reply to. */
export type RepliedTo =
  | { readonly kind: 'none' }
  /** It is encrypted, was taken away, or holds no text. */
  | { readonly kind: 'unreadable' }
  | {
      readonly kind: 'message'
      readonly sender: string
      /** Written by the bot itself. */
      readonly own: boolean
      readonly body: string
      readonly at: Date
    }

/** What a command that can take over a message needs. */
export type RepliedToPorts = { readonly repliedTo: () => Promise<RepliedTo> }
