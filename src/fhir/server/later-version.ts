import { isDeepStrictEqual } from 'node:util'
import type { Resource } from '@medplum/fhirtypes'
import { textOf } from '../value/codes.ts'

const instantOf = ({ meta }: Resource): number => Date.parse(textOf(meta?.lastUpdated) ?? '')

const numberOf = ({ meta }: Resource): number => {
  const version = textOf(meta?.versionId) ?? ''
  return /^\d+$/u.test(version) ? Number(version) : Number.NaN
}

/**
 * Which of two copies of one record is the later. The name of a version has no order (Meta.versionId of HL7 FHIR R4 is an
 * id), so that of two that differ only the moment they were stored tells surely; a higher number is the better guess.
 */
export const laterOf = <R extends Resource>(
  known: R,
  other: R,
): { readonly later: R; readonly isSure: boolean } => {
  const [before, after] = [instantOf(known), instantOf(other)]
  if (after > before) return { later: other, isSure: true }
  if (after < before) return { later: known, isSure: true }
  if (known === other || isDeepStrictEqual(known, other)) return { later: other, isSure: true }
  return { later: numberOf(known) > numberOf(other) ? known : other, isSure: false }
}
