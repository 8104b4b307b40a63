import type { CareTeam, CareTeamParticipant } from '@medplum/fhirtypes'
import { isObject } from '../server/outcome.ts'
import { list } from '../value/codes.ts'
import { eventIdentifier } from '../value/identifiers.ts'
import { literalRef } from '../value/references.ts'

/** Somebody who is added to a care team, as it was shown and confirmed. */
export type TeamDraft = {
  readonly patient: string
  /** `CareTeam/1`, and the version that was shown. */
  readonly team: string
  readonly versionId: string | undefined
  /** `PractitionerRole/12` or `Practitioner/3`. */
  readonly person: string
  readonly name: string
  readonly userIds: readonly string[]
  readonly role?: string
  /** `yyyy-mm-dd`. */
  readonly since: string
}

const isText = (value: unknown): value is string => typeof value === 'string' && value !== ''

/** Whether what came back from the store can be carried out. */
export const isTeamDraft = (value: unknown): value is TeamDraft =>
  isObject(value) &&
  isText(value['patient']) &&
  typeof value['team'] === 'string' &&
  /^CareTeam\/[A-Za-z0-9\-.]{1,64}$/u.test(value['team']) &&
  (value['versionId'] === undefined || isText(value['versionId'])) &&
  typeof value['person'] === 'string' &&
  /^(?:PractitionerRole|Practitioner)\/[A-Za-z0-9\-.]{1,64}$/u.test(value['person']) &&
  isText(value['name']) &&
  Array.isArray(value['userIds']) &&
  value['userIds'].every(isText) &&
  (value['role'] === undefined || isText(value['role'])) &&
  typeof value['since'] === 'string' &&
  /^\d{4}-\d\d-\d\d$/u.test(value['since'])

/** Names the participant that a confirmed invitation adds, so that it can be found again. */
const participantId = (promptId: string): string =>
  eventIdentifier(promptId, 1).replace('urn:uuid:', '')

const typeOf = (ref: string) =>
  ref.startsWith('PractitionerRole/') ? ('PractitionerRole' as const) : ('Practitioner' as const)

/** The team with this person in it from a day on; unchanged when they are in it by this confirmation. */
export const withPerson =
  (draft: TeamDraft, promptId: string) =>
  (team: CareTeam): CareTeam => {
    const id = participantId(promptId)
    if (list(team.participant).some((one) => one.id === id)) return team
    const { person, role, since } = draft
    const added: CareTeamParticipant = {
      id,
      ...(role === undefined ? {} : { role: [{ text: role }] }),
      member: { reference: person, type: typeOf(person) },
      period: { start: since },
    }
    return { ...team, participant: [...list(team.participant), added] }
  }

/** The team in which the person that this confirmation added has left at a moment; others are left as they are. */
export const withoutPerson =
  (promptId: string, at: string) =>
  (team: CareTeam): CareTeam => {
    const id = participantId(promptId)
    const participant = list(team.participant).map((one) =>
      one.id === id && one.period?.end === undefined
        ? { ...one, period: { ...one.period, end: at } }
        : one,
    )
    return { ...team, participant }
  }

/** Whether somebody takes part in a team by this reference, ended or not. */
export const isParticipant = (team: CareTeam, ref: string | undefined): boolean =>
  ref !== undefined && list(team.participant).some(({ member }) => literalRef(member) === ref)
