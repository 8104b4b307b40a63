/** A message that must get exactly one answer. */
export type Typed = {
  readonly eventId: string
  readonly roomId: string
  readonly by: string
  readonly line: string
  /** Whether a line of the audit trail must name it. */
  readonly audited: boolean
}

/** A referral somebody asked for, known by the words of its question. */
export type Referral = {
  readonly question: string
  readonly patient: string
  /** Confirmed by who asked for it, and so to be found in the record. */
  readonly confirmed: boolean
}

/** A change that was made in the record. */
export type Change = { readonly patient: string; readonly kind: 'medicatie' | 'meting' }

/** What was done during a run, to compare with what became of it. */
export type Journal = {
  readonly typed: Typed[]
  readonly referrals: Referral[]
  readonly changes: Change[]
  /** What went wrong on the way, such as an answer that never came. */
  readonly troubles: string[]
}

/** An empty journal. */
export const createJournal = (): Journal => ({
  typed: [],
  referrals: [],
  changes: [],
  troubles: [],
})
