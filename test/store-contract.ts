import { conversationsContract } from './store-contract-conversations.ts'
import { feedAndAuditContract } from './store-contract-feed.ts'
import { followsContract } from './store-contract-follows.ts'
import { inboxContract } from './store-contract-inbox.ts'
import { laterContract } from './store-contract-later.ts'
import { linksAndPromptsContract } from './store-contract-links.ts'
import { looksContract } from './store-contract-looks.ts'
import type { MakeStore } from './store-contract-parts.ts'
import { proposalsContract } from './store-contract-proposals.ts'
import { stepsContract } from './store-contract-steps.ts'
import { undoContract } from './store-contract-undo.ts'

/** Registers tests for everything a Store must do; an adapter calls it with a way to make an empty store. */
export function storeContract(name: string, create: MakeStore): void {
  inboxContract(name, create)
  stepsContract(name, create)
  linksAndPromptsContract(name, create)
  feedAndAuditContract(name, create)
  laterContract(name, create)
  followsContract(name, create)
  proposalsContract(name, create)
  conversationsContract(name, create)
  looksContract(name, create)
  undoContract(name, create)
}
