import type { PatientLine, TeamMember } from '../../fhir/team/care-team.ts'
import type { Messages } from '../../i18n/messages.ts'
import { wordFor } from './word-for.ts'

/** Initials only (S19): `Johanna van Voorbeeld` is `J.V.`, `A.B. de Vries` is `A.B.V.`. */
export const initialsOf = (name: string): string =>
  name
    .split(/[\s.]+/u)
    .flatMap((word) => /^\P{L}*(\p{Lu})/u.exec(word)?.[1] ?? [])
    .map((letter) => `${letter}.`)
    .join('')

/** The patient as a preview shows one: initials, gender, year of birth (S19). */
export const patientWords = (
  { name, gender, birthDate }: PatientLine,
  { verwijs }: Messages,
): string =>
  verwijs.patient(
    initialsOf(name ?? '') || verwijs.nameUnknown,
    wordFor(verwijs.genders, gender) ?? '',
    /^\d{4}/u.exec(birthDate ?? '')?.[0] ?? '',
  )

/** A person as the preview names one: name, function, organization. */
export const personWords = (
  { name, functions, organization }: TeamMember,
  userId: string,
): string =>
  [name ?? userId, functions[0], organization?.name].filter((word) => word !== undefined).join(', ')
