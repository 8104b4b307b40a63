import { FhirError } from '../../fhir/fhir.ts'
import { deputyOf } from '../../fhir/team/absence.ts'
import type { Follow } from '../../store/store.ts'
import type { Teams } from '../access/access.ts'
import type { MatrixGateway } from '../gateway.ts'

/** Somebody who can be called. */
export type Called = { readonly name: string; readonly userIds: readonly string[] }

/** What finding out who is called next needs. */
export type NextParts = {
  readonly teams: Pick<Teams, 'recent'>
  readonly gateway: Pick<MatrixGateway, 'members'>
}

/** Who stands in for whom was asked, when the address book says that one is away. */
const deputyNow = async (
  { teams }: NextParts,
  follow: Pick<Follow, 'patient' | 'owner'>,
  signal: AbortSignal,
): Promise<readonly Called[]> => {
  try {
    const { team } = await teams.recent(follow.patient, 60_000, signal)
    const absent = team.members.find(({ ref }) => ref === follow.owner)
    const deputy = absent && deputyOf(absent, team.members)
    return deputy === undefined
      ? []
      : [{ name: deputy.name ?? deputy.userIds[0] ?? '', userIds: deputy.userIds }]
  } catch (error) {
    if (error instanceof FhirError) return []
    throw error
  }
}

/**
 * Who is called when who was asked stays silent: the deputy, else who asked. Only somebody who is in the room: a call
 * reaches nobody else, and an account that is merely invited reads nothing there yet. Null when nobody is left.
 */
export const nextPerson = async (
  parts: NextParts,
  follow: Pick<Follow, 'patient' | 'roomId' | 'owner' | 'requester' | 'requesterName'>,
  signal: AbortSignal,
): Promise<Called | null> => {
  const { requester, requesterName, roomId } = follow
  const [deputies, members] = await Promise.all([
    deputyNow(parts, follow, signal),
    parts.gateway.members(roomId),
  ])
  const joined = new Set(
    members.filter(({ membership }) => membership === 'join').map(({ userId }) => userId),
  )
  const asked = requester === '' ? [] : [{ name: requesterName, userIds: [requester] }]
  const here = [...deputies, ...asked]
    .map(({ name, userIds }) => ({ name, userIds: userIds.filter((one) => joined.has(one)) }))
    .filter(({ userIds }) => userIds.length > 0)
  return here[0] ?? null
}
