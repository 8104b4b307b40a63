import type { OwnRoom } from '../../commands/mijn.ts'
import { FhirError } from '../../fhir/fhir.ts'
import type { CareTeamReader } from '../../fhir/team/care-team.ts'
import type { Messages } from '../../i18n/messages.ts'
import type { Store } from '../../store/store.ts'
import { conversationName, permalink } from '../rooms/conversations.ts'

/** What knowing in which rooms somebody belongs needs. */
export type OwnRoomsParts = {
  readonly careTeams: Pick<CareTeamReader, 'patientsOf'>
  readonly store: Pick<Store, 'linkOfPatient' | 'conversationsOf'>
  readonly serverName: string
  readonly t: Messages
}

/** The rooms of the patients somebody cares for now, and the open conversations they were asked into. */
export const createOwnRooms =
  ({ careTeams, store, serverName, t }: OwnRoomsParts) =>
  async (
    userId: string,
  ): Promise<{ readonly rooms: readonly OwnRoom[]; readonly complete: boolean }> => {
    const conversations = async (patient: string): Promise<readonly OwnRoom[]> => {
      const own = (await store.conversationsOf(patient)).filter(
        ({ people, archived }) => people.includes(userId) && !archived,
      )
      const rooms = await Promise.all(
        own.map(async (one): Promise<readonly OwnRoom[]> => {
          const { roomId } = one
          if (roomId === undefined) return []
          const name = await conversationName(one, store, t)
          return [{ name, patient, roomId, href: permalink(roomId, serverName) }]
        }),
      )
      return rooms.flat()
    }
    try {
      const patients = await careTeams.patientsOf(userId)
      const links = await Promise.all(patients.map((patient) => store.linkOfPatient(patient)))
      const own = links.flatMap((link): readonly OwnRoom[] => {
        const { name, roomId, patient } = link ?? {}
        return name === undefined || roomId === undefined || patient === undefined
          ? []
          : [{ name, patient, roomId, href: permalink(roomId, serverName), isClients: true }]
      })
      const talks = await Promise.all(patients.map(conversations))
      return { rooms: [...own, ...talks.flat()], complete: own.length === patients.length }
    } catch (error) {
      if (!(error instanceof FhirError)) throw error
      return { rooms: [], complete: false }
    }
  }
