import { randomBytes } from 'node:crypto'
import type { ConversationRoom, ConversationRooms } from '../../commands/gesprek/ports.ts'
import type { Messages } from '../../i18n/messages.ts'
import type { Conversation, Incoming, Store } from '../../store/store.ts'
import type { MatrixGateway } from '../gateway.ts'

/** What asking for conversation rooms needs. */
export type ConversationRoomsParts = {
  readonly store: Store
  readonly gateway: Pick<MatrixGateway, 'serverName'>
  readonly t: Messages
  readonly newNonce?: () => string
}

/** What is done in a conversation's room once it was written in the record. */
export type ConversationDeed = 'opened' | 'archived' | 'reopened' | 'included'

/** The work that follows; one of each for a confirmation, in order for a patient. */
const conversationWork = (
  { request, patient }: Pick<Conversation, 'request' | 'patient'>,
  deed: ConversationDeed,
  id: string,
): Incoming => ({
  id: `conversation:${deed}:${id}`,
  lane: `patient:${patient}`,
  body: JSON.stringify({ kind: 'conversation', request, deed }),
  late: false,
})

/** A room as people are shown it: a permalink that says which server knows it. */
export const permalink = (roomId: string, serverName: string): string =>
  `https://matrix.to/#/${encodeURIComponent(roomId)}?via=${encodeURIComponent(serverName)}`

/** The neutral name of a conversation's room: its number, and the name of the client's room. */
export const conversationName = async (
  { patient, number }: Pick<Conversation, 'patient' | 'number'>,
  store: Pick<Store, 'linkOfPatient'>,
  t: Messages,
): Promise<string> => t.gesprek.roomName(number, (await store.linkOfPatient(patient))?.name ?? '')

/** The rooms of conversations as commands see them: what is asked is kept at once, and done soon after. */
export const createConversationRooms = (parts: ConversationRoomsParts): ConversationRooms => {
  const { store, gateway, t } = parts
  const newNonce = parts.newNonce ?? (() => randomBytes(12).toString('hex'))

  const toRoom = async (conversation: Conversation): Promise<ConversationRoom> => {
    const { request, number, roomId, archived } = conversation
    const href = roomId === undefined ? undefined : permalink(roomId, gateway.serverName)
    const name = await conversationName(conversation, store, t)
    return { request, number, name, roomId, href, archived }
  }

  return {
    async open({ request, patient, people }) {
      const opened = await store.openConversation({ request, patient, people, nonce: newNonce() })
      await store.accept([conversationWork(opened, 'opened', request)])
      return toRoom(opened)
    },
    async setArchived(request, archived, deed) {
      const conversation = await store.conversation(request)
      if (conversation === undefined) return
      await store.archiveConversation(request, archived)
      await store.accept([
        conversationWork(conversation, archived ? 'archived' : 'reopened', `${request} ${deed}`),
      ])
    },
    async ofPatient(patient) {
      return Promise.all((await store.conversationsOf(patient)).map(toRoom))
    },
    async ofRoom(roomId) {
      const conversation = await store.conversationOfRoom(roomId)
      return conversation === undefined ? undefined : toRoom(conversation)
    },
    async include(request, people, deed) {
      const conversation = await store.conversation(request)
      if (conversation === undefined) return
      await store.addToConversation(request, people)
      await store.accept([conversationWork(conversation, 'included', `${request} ${deed}`)])
    },
  }
}
