import { randomBytes } from 'node:crypto'
import { asText, type ClientEvent } from '../client/event.ts'
import { type Client, createClient } from '../client.ts'
import { loginUser } from '../synapse/users.ts'
import type { Topology } from '../topology/description.ts'
import { botOf, findRoom, type Person, people, untilEntered } from '../topology/people.ts'
import type { Engine } from './engine.ts'
import { askEntry } from './entry.ts'

/** What was looked at, and whether it was so. */
export type Finding = { readonly what: string; readonly holds: boolean }

const ANSWER_MS = 60_000
const JOIN_MS = 30_000

const addressOf = (topology: Topology, name: string): string => {
  const port = topology.organizations.find((one) => one.name === name)?.element
  return `http://127.0.0.1:${port}`
}

const registerInside = async (
  engine: Engine,
  organization: string,
  localpart: string,
  password: string,
  role: '--admin' | '--no-admin',
): Promise<void> => {
  const who = ['--user', localpart, '--password', password, role]
  const where = ['--config', '/data/homeserver.yaml', 'http://localhost:8008']
  await engine.compose('exec', '-T', organization, 'register_new_matrix_user', ...who, ...where)
}

const joinWhatInvites = (client: Client): void => {
  const invites = ({ type, state_key, content }: ClientEvent): boolean =>
    type === 'm.room.member' && state_key === client.userId && content['membership'] === 'invite'
  const join = async (roomId: string): Promise<void> => {
    const deadline = Date.now() + JOIN_MS
    while (Date.now() < deadline)
      try {
        await client.join(roomId)
        return
      } catch {
        // The inviting homeserver may not have kept its own invitation yet.
      }
  }
  client.listen((event) => {
    if (invites(event)) join(event.room_id).catch(() => undefined)
  })
}

/** Makes the accounts of the three people, each inside the container of the own homeserver. */
export const makeAccounts = async (engine: Engine): Promise<void> => {
  for (const { organization, localpart, password } of Object.values(people))
    await registerInside(engine, organization, localpart, password, '--no-admin')
}

const enter = async (topology: Topology, person: Person): Promise<Client> => {
  const { organization, localpart, password } = person
  const baseUrl = addressOf(topology, organization)
  const client = createClient({ baseUrl, ...(await loginUser(baseUrl, localpart, password)) })
  joinWhatInvites(client)
  await client.start()
  return client
}

/** Looks at the entry, at Element and at an administrator's account, from outside the containers. */
export const lookFromOutside = async (
  engine: Engine,
  topology: Topology,
): Promise<readonly Finding[]> => {
  const findings: Finding[] = []
  const { stdout: ca } = await engine.compose('exec', '-T', 'vvt', 'cat', '/data/ca.pem')
  const { federationPort } = topology
  for (const { name } of topology.organizations) {
    const answer = await askEntry(federationPort, name, ca)
    const holds = 'status' in answer && answer.status === 200
    findings.push({ what: `the entry leads to ${name} with a certificate for that name`, holds })
    const address = addressOf(topology, name)
    const page = await (await fetch(`${address}/`)).text()
    const config = await (await fetch(`${address}/config.json`)).text()
    findings.push({
      what: `Element of ${name} is there and knows its own homeserver`,
      holds: page.includes('<html') && config.includes(`"server_name": "${name}"`),
    })
  }
  const stranger = await askEntry(federationPort, 'elsewhere', ca)
  findings.push({ what: 'the entry has nothing for another name', holds: 'refused' in stranger })
  const password = randomBytes(12).toString('base64url')
  await registerInside(engine, 'vvt', 'beheer', password, '--admin')
  const { userId, accessToken } = await loginUser(addressOf(topology, 'vvt'), 'beheer', password)
  const versionPath = '/_synapse/admin/v1/server_version'
  const outside = await fetch(`${addressOf(topology, 'vvt')}${versionPath}`, {
    headers: { authorization: `Bearer ${accessToken}` },
  })
  findings.push({
    what: 'an administrator made with register_new_matrix_user can log in',
    holds: userId === '@beheer:vvt',
  })
  findings.push({
    what: 'the administration of a homeserver is not reached from outside',
    holds: !outside.headers.get('content-type')?.includes('json'),
  })
  return findings
}

/** Plays the federated story: three people log in on three homeservers, and the bot whose care team it is answers. */
export const playStory = async (
  topology: Topology,
  say: (line: string) => void,
): Promise<readonly Finding[]> => {
  await using stops = new AsyncDisposableStack()
  const clients: Client[] = []
  for (const person of [people.nurse, people.doctor, people.pharmacist]) {
    const client = await enter(topology, person)
    stops.defer(() => client.stop())
    await untilEntered(client, botOf('vvt'))
    clients.push(client)
  }
  const bot = botOf('vvt')
  const everybody = [...clients.map(({ userId }) => userId), bot]
  const findings: Finding[] = []
  const roomIds = await Promise.all(clients.map((client) => findRoom(client, everybody)))
  findings.push({
    what: 'nurse, doctor and pharmacist joined from three homeservers, and each of these sees all of them',
    holds: new Set(roomIds).size === 1,
  })
  const lines = ['!medicatie', '!allergie', '!help']
  for (const [index, client] of clients.entries()) {
    const line = lines[index] ?? '!help'
    const started = performance.now()
    const eventId = await client.send(roomIds[index] ?? '', line)
    const answer = await client.waitForAnswer(eventId, ANSWER_MS)
    const took = Math.round(performance.now() - started)
    const [first = ''] = (asText(answer.content['body']) ?? '').split('\n')
    say(`${client.userId} ${line} → ${answer.sender} in ${took} ms: ${first}`)
    findings.push({ what: `${client.userId} is answered by ${bot}`, holds: answer.sender === bot })
  }
  return findings
}
