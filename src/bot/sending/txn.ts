import { createHash } from 'node:crypto'

/**
 * The transaction id of one effect of one event: the same on every try, so that the homeserver makes one event of all
 * of them. The sender is part of it, because one cache serves every user of an appservice.
 */
export const txnIdOf = (itemId: string, step: string, sender: string): string =>
  createHash('sha256').update([itemId, step, sender].join('\0')).digest('base64url')
