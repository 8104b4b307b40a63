import type { TakenPorts } from '../../commands/taken/taken.ts'
import { FhirError } from '../../fhir/fhir.ts'
import type { OwnTaskReader } from '../../fhir/referral/task-own.ts'
import type { Store } from '../../store/store.ts'
import { permalink } from '../rooms/conversations.ts'

/** The open tasks of somebody with the rooms in which they can be looked at; a task without a room makes it incomplete. */
export const createOwnTasks =
  (
    reader: OwnTaskReader,
    store: Pick<Store, 'linkOfPatient'>,
    serverName: string,
  ): TakenPorts['ownTasks'] =>
  async (userId, signal) => {
    try {
      const { tasks, complete } = await reader.tasksOf(userId, signal)
      const links = new Map(
        await Promise.all(
          [...new Set(tasks.map(({ patient }) => patient))].map(
            async (patient) => [patient, await store.linkOfPatient(patient)] as const,
          ),
        ),
      )
      const found = tasks.flatMap(({ patient, fact }) => {
        const link = links.get(patient)
        if (link?.roomId === undefined) return []
        return [{ fact, room: { name: link.name, href: permalink(link.roomId, serverName) } }]
      })
      return { tasks: found, complete: complete && found.length === tasks.length }
    } catch (error) {
      if (error instanceof FhirError) return error.code
      throw error
    }
  }
