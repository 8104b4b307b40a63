import type { Resource } from '@medplum/fhirtypes'
import { demoResources } from '../../packages/fhir-sandbox/src/demo.ts'
import { person } from '../../packages/fhir-sandbox/src/demo-contact.ts'
import { professional } from '../../packages/fhir-sandbox/src/demo-people.ts'
import type { ConversationRoom, ConversationRooms } from '../../src/commands/gesprek/ports.ts'
import type { OwnRoom } from '../../src/commands/mijn.ts'

/** The homeserver of every example. */
export const serverName = 'zorg.test'

/** Whose record it is. */
export const patient = 'Patient/demo-client-1'

const talk = 'gesprek wondzorg linkerbeen met huisarts'

/** What must have been typed before the example says anything. */
export const typedBefore: Readonly<Record<string, readonly string[]>> = {
  bron: ['medicatie'],
  meer: ['medicatie'],
  ververs: ['medicatie'],
  herhaalrecept: ['medicatie'],
  corrigeer: ['metingen'],
  gesprekken: [talk, 'gesprek ontslag donderdag met apotheker', 'archiveer 2'],
  archiveer: [talk],
  heropen: [talk, 'archiveer 1'],
}

/** Somebody of the address book who is in no care team; only where that is what the example is about. */
const locum = professional({
  localpart: 'waarnemer',
  serverName,
  uzi: '900000204',
  org: 'huisartsen',
  name: person('Jan', 'Jansen'),
  roleCode: '01.015',
  role: 'Huisarts',
  phone: '+31201234504',
})
const knowsLocum: ReadonlySet<string> = new Set(['zoek', 'nodiguit'])

/** The record of an example at a moment. */
export const recordFor = (command: string, now: Date): readonly Resource[] => {
  const demo = demoResources({ serverName, now })
  return knowsLocum.has(command) ? [...demo, ...locum] : demo
}

const roomNamed = (name: string, client: string): OwnRoom => {
  const roomId = `!${name.toLowerCase().replaceAll(' ', '-')}:${serverName}`
  return {
    name,
    roomId,
    href: `https://matrix.to/#/${encodeURIComponent(roomId)}`,
    patient: client,
    isClients: true,
  }
}

/** The rooms of the conversations that are opened in an example. */
export const sceneConversations = (): ConversationRooms => {
  const rooms: ConversationRoom[] = []
  return {
    async open({ request }) {
      const known = rooms.find((room) => room.request === request)
      if (known !== undefined) return known
      const number = rooms.length + 1
      const { name, roomId, href } = roomNamed(`Gesprek ${number}`, patient)
      const room = { request, number, name, roomId, href, archived: false }
      rooms.push(room)
      return room
    },
    async setArchived(request, archived) {
      const at = rooms.findIndex((room) => room.request === request)
      const room = rooms[at]
      if (room !== undefined) rooms[at] = { ...room, archived }
    },
    ofPatient: async () => rooms,
    ofRoom: async () => undefined,
    include: async () => {},
  }
}

/** The rooms of who asks. */
export const ownRooms = [
  roomNamed('Blauwe Reiger 41', patient),
  roomNamed('Groene Specht 12', 'Patient/demo-client-2'),
]

/** What is answered when a command asks for words, or for a choice that goes on with more of them. */
export const answers: Readonly<Record<string, readonly string[]>> = {
  overdracht: [
    '1',
    'Kortademig sinds drie dagen; thuis niet meer verantwoord.',
    'Graag vandaag beoordelen en de zorg overnemen.',
    '1',
  ],
  rapporteer: ['Mevrouw at goed en liep met de rollator naar de tafel.'],
  verwijs: ['1', 'Valt vaker sinds een week, graag beoordelen.'],
}
