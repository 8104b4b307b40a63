import { asText, type ClientEvent } from '../client/event.ts'
import type { Client } from '../client.ts'
import type { Log } from '../progress.ts'
import { bringIn, membersOf, putOut, untilStands } from './membership.ts'
import { botOf, type Homeservers, impostor, logIn, userIdOf } from './people.ts'

/** What the tour is played with: the people of the client's room, logged in. */
export type TourParts = {
  readonly network: Homeservers
  /** How many referrals the record of home care holds now. */
  readonly referrals: () => Promise<number>
  readonly roomId: string
  readonly nurse: Client
  readonly doctor: Client
  readonly pharmacist: Client
  readonly print: Log
}

/** Something the tour looked at, and whether it was so. */
export type Finding = { readonly what: string; readonly holds: boolean }

type Find = (what: string, holds: boolean) => void

type Told = { readonly eventId: string; readonly sender: string; readonly body: string }

const ANSWER_MS = 45_000
const CODE = /\b(?:ja|yes) (\d{4})\b/
const REFERRAL = '!verwijs fysiotherapie Valt vaker sinds een week, graag beoordelen.'

const home = botOf('vvt')
const guest = botOf('apotheek')

const indent = (text: string): string => text.replaceAll(/^/gm, '    ')

const bodyOf = (event: ClientEvent): string => asText(event.content['body']) ?? ''

/** Types a line as somebody and prints it with the first answer that reaches that person's own homeserver. */
const ask = async (print: Log, client: Client, roomId: string, line: string): Promise<Told> => {
  print(`${client.userId}:\n${indent(line)}\n`)
  const eventId = await client.send(roomId, line)
  try {
    const event = await client.waitForAnswer(eventId, ANSWER_MS)
    const body = bodyOf(event)
    print(`${event.sender}:\n${indent(body)}\n`)
    return { eventId, sender: event.sender, body }
  } catch {
    print(`(no answer within ${ANSWER_MS / 1000} s)\n`)
    return { eventId, sender: '', body: '' }
  }
}

/** The search that counts the referrals of a FHIR server. */
export const countReferrals = 'ServiceRequest?_summary=count'

/** Reads what a FHIR server answers to a search that counts. */
export const readCount = (text: string): number => {
  const answer: { readonly total?: number } = JSON.parse(text)
  return answer.total ?? 0
}

/** Whether it came to pass. */
const happens = (act: Promise<unknown>): Promise<boolean> =>
  act.then(
    () => true,
    () => false,
  )

/** Asks a bot something in a direct message: when it has answered, it also had what was sent before. */
const askDirectly = async (print: Log, client: Client, userId: string): Promise<Told> => {
  const roomId = await client.createRoom({ preset: 'trusted_private_chat', is_direct: true })
  await bringIn(client, roomId, userId)
  return ask(print, client, roomId, '!help')
}

const saidBy = (client: Client, roomId: string, userId: string): number =>
  client.events(roomId).filter(({ sender, type }) => sender === userId && type === 'm.room.message')
    .length

/** Another organization's bot in the room: it hears what is asked there and says nothing. */
const besideGuest = async (parts: TourParts, find: Find): Promise<void> => {
  const { roomId, nurse, doctor, pharmacist, print } = parts
  const clients = [nurse, doctor, pharmacist]
  const said = () => clients.reduce((sum, client) => sum + saidBy(client, roomId, guest), 0)
  const before = said()
  print('(the pharmacist invites the bot of apotheek)\n')
  find('the bot of apotheek is a member', await happens(bringIn(pharmacist, roomId, guest)))
  for (const line of ['!allergie', '!help']) {
    const { eventId, sender } = await ask(print, doctor, roomId, line)
    find(`beside that bot ${line} is answered by the bot of vvt`, sender === home)
    // From here on its own homeserver has it too.
    await pharmacist.waitFor(({ event_id: id }) => id === eventId, ANSWER_MS, line)
  }
  const direct = await askDirectly(print, pharmacist, guest)
  find('the bot of apotheek answers in a direct message', direct.sender === guest)
  find('the bot of apotheek said nothing in the room', said() === before)
  print('(the pharmacist removes the bot of apotheek)\n')
  await untilStands(doctor, roomId, guest, 'leave', () => putOut(pharmacist, roomId, guest))
}

/** The federated story: reading and referring from three homeservers, and those who must not be able to. */
export const giveNetworkTour = async (parts: TourParts): Promise<readonly Finding[]> => {
  const { network, referrals, roomId, nurse, doctor, pharmacist, print } = parts
  const findings: Finding[] = []
  const find: Find = (what, holds) => {
    findings.push({ what, holds })
  }
  const expected = [nurse.userId, doctor.userId, pharmacist.userId, home]
  const seen = await Promise.all(
    [nurse, doctor, pharmacist].map((client) => membersOf(client, roomId)),
  )
  find(
    'each of the three homeservers sees nurse, doctor, pharmacist and the bot of vvt in the room',
    seen.every((members) => expected.every((userId) => members.includes(userId))),
  )
  // Left behind by a tour that was broken off.
  for (const stranger of [guest, userIdOf(impostor)])
    if ((await membersOf(nurse, roomId)).includes(stranger))
      await untilStands(nurse, roomId, stranger, 'leave', () =>
        putOut(pharmacist, roomId, stranger),
      )

  const medication = await ask(print, nurse, roomId, '!medicatie')
  find(
    'the nurse on vvt is answered about medication by the bot of vvt',
    medication.sender === home,
  )

  const allergies = await ask(print, doctor, roomId, '!allergie')
  find(
    'the doctor on huisarts is answered about allergies by vvt',
    allergies.sender === home && allergies.body.includes('Penicilline'),
  )

  const before = await referrals()
  // Two are offered: the service and its organization.
  await ask(print, doctor, roomId, REFERRAL)
  const preview = await ask(print, doctor, roomId, '1')
  const code = CODE.exec(preview.body)?.[1] ?? '0000'
  find('the doctor gets a code for the referral', preview.sender === home && code !== '0000')

  print(
    `(the pharmacist invites ${userIdOf(impostor)}, who calls himself ${impostor.displayName})\n`,
  )
  const other = await logIn(network, impostor)
  try {
    find(
      'somebody on apotheek with the name of the doctor is in the room',
      await happens(bringIn(pharmacist, roomId, other.userId)),
    )
    await ask(print, other, roomId, `ja ${code}`)
    // What the doctor says next comes after this at home care too.
    await untilStands(doctor, roomId, other.userId, 'leave', () => other.leave(roomId))
  } finally {
    await other.stop()
  }
  find('that person cannot confirm it', (await referrals()) === before)
  await ask(print, doctor, roomId, `ja ${code}`)
  find('the doctor confirms it from the other homeserver', (await referrals()) === before + 1)
  await besideGuest(parts, find)
  return findings
}
