import type { FactOrigin } from '../record/fact-origin.ts'
import type { Agent } from '../value/agents.ts'
import type { Verification } from './people.ts'
import type { Decision, Treatment } from './provision.ts'

/** Why a directive does not hold any more. */
export type Lapse = 'inactive' | 'rejected' | 'ended'

/** One treatment in one directive, or one living will (zib TreatmentDirective2, zib AdvanceDirective). */
export type DirectiveFact = FactOrigin &
  Decision & {
    /** `will`: what the patient wrote; `treatment`: what was agreed about a treatment. */
    readonly kind: 'treatment' | 'will'
    readonly treatment: Treatment
    /** The decision in the words of the source, verbatim; empty when it gives none. */
    readonly specifications: readonly string[]
    readonly lapse: Lapse | undefined
    readonly reasons: readonly string[]
    readonly status: string | undefined
    /** The end of its period cannot be read, or it begins later. */
    readonly doubt: 'unreadable-period' | 'not-yet' | undefined
    readonly start: string | undefined
    readonly end: string | undefined
    /** The document it rests on; empty when that has no title. */
    readonly document: string | undefined
    /** When it was last discussed; of a living will, the date of the document. */
    readonly discussed: string | undefined
    readonly parties: readonly Agent[]
    readonly representatives: readonly Agent[]
    readonly verifications: readonly Verification[]
    readonly author: Agent | undefined
    readonly comments: readonly string[]
    /** Bound to purposes, exceptions or parts that are not told here. */
    readonly conditional: boolean
    readonly contradiction: boolean
    readonly unknownModifier: boolean
  }

/** The directives of one patient; what is no fact is counted. */
export type DirectiveFacts = {
  /** In force, or not certainly not: resuscitation first, newest first within a treatment. All of it is critical. */
  readonly current: readonly DirectiveFact[]
  readonly lapsed: readonly DirectiveFact[]
  readonly inError: number
}
