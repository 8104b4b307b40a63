import type { Team, TeamMember } from '../team/care-team.ts'
import { type Discipline, isOfDiscipline } from '../team/disciplines.ts'

/** Somebody a referral can be sent to. */
export type ReferralTarget = {
  /** `Organization/55`: how the same target is found again. */
  readonly ref: string
  readonly kind: 'member' | 'service' | 'organization'
  readonly name: string
  /** Text of the source about the kind of care. */
  readonly discipline: string | undefined
  readonly place: string | undefined
  /** References for `ServiceRequest.performer`, the most precise first. */
  readonly performers: readonly string[]
  /** Reference for `Task.owner`. */
  readonly owner: string
  /** What the record says about being absent now; empty when it gives no text. */
  readonly absence: string | undefined
  /** Only of a colleague of the care team. */
  readonly person?: { readonly name: string; readonly userIds: readonly string[] }
}

/** A literal reference of a type that can receive a referral. */
export const isTargetRef = (text: string | undefined): text is string =>
  text !== undefined &&
  /^(?:Organization|HealthcareService|PractitionerRole|Practitioner)\/[A-Za-z0-9\-.]{1,64}$/u.test(
    text,
  )

const toTarget = (member: TeamMember): ReferralTarget | undefined => {
  const { ref, name, functions, organization, absences } = member
  if (!isTargetRef(ref)) return undefined
  const organizationRef = organization?.ref
  const away = absences.find((absence) => absence.now)
  const words = [name, functions[0], organization?.name].filter((word) => word !== undefined)
  return {
    ref,
    kind: 'member',
    name: words.join(', ') || ref,
    discipline: functions[0],
    place: undefined,
    performers: isTargetRef(organizationRef) ? [ref, organizationRef] : [ref],
    owner: ref,
    absence: away === undefined ? undefined : (away.text ?? ''),
    person: { name: name ?? ref, userIds: member.userIds },
  }
}

const isSame = (member: TeamMember, other: TeamMember) =>
  member.ref === other.ref ||
  (member.practitioner !== undefined && member.practitioner === other.practitioner)

/** Somebody of the care team by reference, but not the one who asks. */
export const memberTarget = (
  team: Team,
  ref: string,
  asker: TeamMember,
): ReferralTarget | undefined => {
  const member = team.members.find((each) => each.ref === ref)
  const fits = member?.kind === 'professional' && member.current && !isSame(member, asker)
  return fits ? toTarget(member) : undefined
}

/** The patient's own caregivers of a discipline, but not the one who asks. */
export const teamTargets = (
  team: Team,
  discipline: Discipline,
  asker: TeamMember,
): readonly ReferralTarget[] =>
  team.members
    .filter((member) => member.kind === 'professional' && member.current && !isSame(member, asker))
    .filter(({ roleCodes, functions }) =>
      isOfDiscipline(discipline, { codes: roleCodes, texts: functions }),
    )
    .flatMap((member) => toTarget(member) ?? [])
