import type { PractitionerRole } from '@medplum/fhirtypes'
import type { TeamMember } from './care-team.ts'
import { fold } from './disciplines.ts'

type Deputized = Pick<TeamMember, 'kind' | 'ref' | 'practitioner' | 'name' | 'userIds' | 'current'>

const DEPUTY = /waarne(?:mer|mend|ming)|vervang(?:er|ing)|deputy/iu

const isSamePerson = (one: Deputized, other: Deputized): boolean =>
  one.ref === other.ref ||
  (one.practitioner !== undefined && one.practitioner === other.practitioner)

const isNamedIn = ({ name, userIds }: Deputized, text: string): boolean =>
  userIds.some((userId) => text.includes(userId.toLowerCase())) ||
  (name !== undefined && fold(name).length > 3 && text.includes(fold(name)))

/**
 * Who of the team stands in for somebody who is away now, as the text of the absence says. FHIR has no field for it
 * (PractitionerRole.notAvailable), so it is known only when that text names exactly one colleague.
 */
export const deputyOf = (
  absent: TeamMember,
  members: readonly TeamMember[],
): TeamMember | undefined => {
  const texts = absent.absences
    .filter(({ now, text }) => now && text !== undefined && DEPUTY.test(text))
    .map(({ text }) => fold(text ?? ''))
  const named = members.filter(
    (each) =>
      each.kind === 'professional' &&
      each.current &&
      !isSamePerson(each, absent) &&
      texts.some((text) => isNamedIn(each, text)),
  )
  const [only, ...others] = named
  return only !== undefined && others.every((each) => isSamePerson(each, only)) ? only : undefined
}

/** Whether somebody is away now. */
export const isAway = ({ absences }: Pick<TeamMember, 'absences'>): boolean =>
  absences.some(({ now }) => now)

/** An absence as it was shown and confirmed. */
export type Absence = {
  readonly start: string
  readonly end: string
  /** Why and who stands in, as the address book will say it. */
  readonly description: string
}

/** A role after an absence was put in; done again it changes nothing. `id` names the entry. */
export const withAbsence =
  ({ start, end, description }: Absence, id: string) =>
  (now: PractitionerRole): PractitionerRole => {
    const others = (now.notAvailable ?? []).filter((each) => each.id !== id)
    return { ...now, notAvailable: [...others, { id, description, during: { start, end } }] }
  }

/** A role after that absence was taken back. */
export const withoutAbsence =
  (id: string) =>
  (now: PractitionerRole): PractitionerRole => {
    const { notAvailable = [], ...rest } = now
    const others = notAvailable.filter((each) => each.id !== id)
    return others.length === 0 ? rest : { ...rest, notAvailable: others }
  }
