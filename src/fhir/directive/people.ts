import type { Consent, ConsentProvision, ConsentVerification } from '@medplum/fhirtypes'
import type { Found } from '../record/record.ts'
import { type Agent, agentOf } from '../value/agents.ts'
import { codesOf, list, textOf } from '../value/codes.ts'

/** Whether somebody checked that it is still so, with whom and when. */
export type Verification = {
  readonly verified: boolean
  readonly with: Agent | undefined
  readonly date: string | undefined
}

/** Reads one check. */
export const verificationOf = (
  { verified, verifiedWith, verificationDate }: ConsentVerification,
  { resource, included }: Found<Consent>,
): Verification => {
  const given: unknown = verified
  return {
    verified: given === true,
    with: agentOf(verifiedWith, resource, included),
    date: textOf(verificationDate),
  }
}

/** Who agreed to it, or who speaks for the patient. */
export const actorsOf = (
  provisions: readonly ConsentProvision[],
  role: 'CONSENTER' | 'RESPRSN',
  { resource, included }: Found<Consent>,
): readonly Agent[] =>
  provisions
    .flatMap((each) => list(each.actor))
    .filter((actor) => codesOf(actor.role).includes(role))
    .flatMap(({ reference }) => agentOf(reference, resource, included) ?? [])
