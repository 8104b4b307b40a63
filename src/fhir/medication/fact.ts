import type { Agent } from '../value/agents.ts'
import type { Dose } from './dose.ts'
import type { UsePeriod } from './period.ts'
import type { Product } from './product.ts'

/** The building block of MP9 a record is: what was agreed, what the pharmacy made of it, what is used, and the rest. */
export type MedicationKind =
  | 'agreement'
  | 'pharmacy'
  | 'use'
  | 'schedule'
  | 'dispense-request'
  | 'dispense'

/** A stop of MP9 (ext-StopType): what kind, and which statements it says it stops. */
export type Stop = {
  readonly kind: 'stopped' | 'interrupted' | 'cancelled' | 'unknown'
  readonly words: string | undefined
}

/** One record about a medicine, read without judging it. */
export type MedicationFact = {
  /** Names it in a kept list. */
  readonly key: string
  /** The source's name, when it is not the own record. */
  readonly source: string | undefined
  readonly kind: MedicationKind
  /** A proposal, plan or draft: nobody has agreed to it yet. */
  readonly proposal: boolean
  readonly treatment: string | undefined
  /** This record's own identifiers and reference. */
  readonly names: readonly string[]
  /** Identifiers and references of records it follows or stops. */
  readonly follows: readonly string[]
  readonly product: Product
  readonly dose: Dose
  readonly period: UsePeriod | undefined
  readonly status: string | undefined
  /** MP9 leaves status unknown on purpose: there the period decides. */
  readonly periodDecides: boolean
  readonly stop: Stop | undefined
  readonly forbidden: boolean
  readonly asAgreed: boolean | undefined
  /** When it was recorded, for what is newest. */
  readonly recorded: string | undefined
  /** When it was given to somebody, of a dispense. */
  readonly handedOver: string | undefined
  readonly author: Agent | undefined
  readonly informant: Agent | undefined
  readonly reasons: readonly string[]
  /** Why it was changed, interrupted or stopped. */
  readonly statusReasons: readonly string[]
  readonly notes: readonly string[]
  readonly unknownModifier: boolean
  readonly inError: boolean
}
