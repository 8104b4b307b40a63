import type { AllergyIntolerance, CodeableConcept, Coding, Condition } from '@medplum/fhirtypes'
import { conceptWords, list, SCT, textOf } from '../value/codes.ts'

/** What is said when the codes of one status contradict each other. */
export const CONTRADICTORY = 'contradictory'

const WRONG = 'entered-in-error'

/** Codes that mean what a code of HL7 does (zib ProbleemStatus, ProbleemVerificatieStatus). */
const DUTCH: ReadonlyMap<string, string> = new Map([
  ['55561003', 'active'],
  ['73425007', 'inactive'],
  ['413322009', 'resolved'],
  ['410605003', 'confirmed'],
  ['410516002', 'refuted'],
])

const CLINICAL: ReadonlySet<string> = new Set(
  'active recurrence relapse inactive remission resolved unknown'.split(' '),
)
const GONE: ReadonlySet<string> = new Set(['inactive', 'remission', 'resolved'])
const VERIFICATION: ReadonlySet<string> = new Set(
  'confirmed unconfirmed presumed provisional differential refuted'.split(' '),
)

/** Some sources write the code as the words for it. */
const codeIn = ({ code, display }: Coding) =>
  (textOf(code) ?? textOf(display))?.toLowerCase().replaceAll(' ', '-')

const codingsIn = (concept: CodeableConcept | undefined): readonly Coding[] => {
  const codings = list(concept?.coding)
  const text = textOf(concept?.text)
  return codings.length > 0 || text === undefined ? codings : [{ display: text }]
}

/** A code of a system that is neither HL7's nor SNOMED CT means what that system says, whatever it looks like. */
const isForeign = ({ system }: Coding) => {
  const named = textOf(system)
  return named !== undefined && named !== SCT && !/\bhl7\.org\//u.test(named)
}

const meaningOf = (coding: Coding): string | undefined => {
  const code = codeIn(coding)
  return DUTCH.get(code ?? '') ?? code
}

/** What the codes say in the words of HL7: those that can be known first, any other only when there is none of these. */
const meanings = (
  concept: CodeableConcept | undefined,
  known: ReadonlySet<string>,
): readonly string[] => {
  const codings = codingsIn(concept)
  const said = (from: readonly Coding[]) =>
    from.flatMap((each) => meaningOf(each) ?? []).filter((each) => known.has(each))
  const sure = said(codings.filter((each) => !isForeign(each)))
  return sure.length > 0 ? sure : said(codings)
}

const isWrong = (concept: CodeableConcept | undefined) =>
  codingsIn(concept).some((each) => codeIn(each) === WRONG) ||
  codeIn({ display: textOf(concept?.text) ?? '' }) === WRONG

/** Whether a record is marked as one that was entered in error, by either of its statuses (S1). */
export const isInError = ({
  clinicalStatus,
  verificationStatus,
}: Condition | AllergyIntolerance): boolean =>
  isWrong(clinicalStatus) || isWrong(verificationStatus)

/** Code of a clinical status, or its words; `contradictory` when it is said to be there and to be over. */
export const clinicalStatusOf = (concept: CodeableConcept | undefined): string | undefined => {
  if (isWrong(concept)) return WRONG
  const found = meanings(concept, CLINICAL)
  const sides = new Set(found.filter((each) => each !== 'unknown').map((each) => GONE.has(each)))
  return sides.size > 1 ? CONTRADICTORY : (found[0] ?? conceptWords(concept))
}

/** Whether a clinical status says that it is over. */
export const isGone = (clinical: string | undefined): boolean => GONE.has(clinical ?? '')

/** Code of how sure it is, or its words; `contradictory` when it is said to be so and not to be so. */
export const verificationOf = (concept: CodeableConcept | undefined): string | undefined => {
  if (isWrong(concept)) return WRONG
  const found = meanings(concept, VERIFICATION)
  if (!found.includes('refuted')) return found[0] ?? conceptWords(concept)
  return found.every((each) => each === 'refuted') ? 'refuted' : CONTRADICTORY
}
