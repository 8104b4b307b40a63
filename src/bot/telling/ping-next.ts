import { FhirError } from '../../fhir/fhir.ts'
import { deputyOf } from '../../fhir/team/absence.ts'
import type { Follow } from '../../store/store.ts'
import type { Teams } from '../access/access.ts'

/** Somebody who can be called. */
export type Called = { readonly name: string; readonly userIds: readonly string[] }

/** Who is called when who was asked stays silent: the deputy when the address book says that one is away, else who asked; null when nobody is left. */
export const nextPerson = async (
  teams: Pick<Teams, 'recent'>,
  follow: Pick<Follow, 'patient' | 'owner' | 'requester' | 'requesterName'>,
  signal: AbortSignal,
): Promise<Called | null> => {
  const requester =
    follow.requester === '' ? null : { name: follow.requesterName, userIds: [follow.requester] }
  try {
    const { team } = await teams.recent(follow.patient, 60_000, signal)
    const absent = team.members.find(({ ref }) => ref === follow.owner)
    const deputy = absent && deputyOf(absent, team.members)
    if (deputy === undefined || deputy.userIds.length === 0) return requester
    return { name: deputy.name ?? deputy.userIds[0] ?? '', userIds: deputy.userIds }
  } catch (error) {
    if (error instanceof FhirError) return requester
    throw error
  }
}
