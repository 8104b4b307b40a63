import { randomBytes } from 'node:crypto'
import type { Log } from '../progress.ts'
import { loginUser } from '../synapse/users.ts'
import type { Topology } from '../topology/description.ts'
import { botOf, findRoom, logTeamIn } from '../topology/people.ts'
import { containerPlace } from '../topology/place.ts'
import { howToReach } from '../topology/setup.ts'
import { countReferrals, type Finding, giveNetworkTour, readCount } from '../topology/tour.ts'
import { addressOf, homeserversIn, registerInside } from './accounts.ts'
import type { Engine } from './engine.ts'
import { askEntry } from './entry.ts'

const drawing = ['node', 'src/main.ts', 'charts']

const succeeds = (act: Promise<unknown>): Promise<boolean> =>
  act.then(
    () => true,
    () => false,
  )

/** Looks at the entry, at Element, at an administrator's account and at what the setup told, from outside the containers. */
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
  const { stdout: told } = await engine.compose('logs', '--no-log-prefix', 'setup')
  findings.push({
    what: 'the setup tells the line for the hosts file and the addresses of Element',
    holds: howToReach(containerPlace(topology, '/data', { resolver: '127.0.0.11' })).every((line) =>
      told.includes(line),
    ),
  })
  for (const { name } of topology.organizations)
    findings.push({
      what: `the bot of ${name} can draw a chart`,
      holds: await succeeds(engine.compose('exec', '-T', `bot_${name}`, ...drawing)),
    })
  return findings
}

// The FHIR servers are not reached from outside: it is asked in its own container.
const askRecord = async (engine: Engine, question: string): Promise<string> => {
  const program = `process.stdout.write(await (await fetch('http://127.0.0.1:8080/fhir/${question}')).text())`
  const node = ['node', '--input-type=module', '--eval', program]
  return (await engine.compose('exec', '-T', 'fhir_vvt', ...node)).stdout
}

/** Plays the federated story of the native topology: the people log in on three homeservers in containers. */
export const playStory = async (
  engine: Engine,
  topology: Topology,
  print: Log,
): Promise<readonly Finding[]> => {
  await using stops = new AsyncDisposableStack()
  const network = homeserversIn(engine, topology)
  const team = await logTeamIn(network, stops)
  const clients = Object.values(team)
  const everybody = [...clients.map(({ userId }) => userId), botOf('vvt')]
  const [roomId = ''] = await Promise.all(clients.map((client) => findRoom(client, everybody)))
  const referrals = async (): Promise<number> => readCount(await askRecord(engine, countReferrals))
  // The people stay logged in until it has been played.
  return await giveNetworkTour({ network, referrals, roomId, ...team, print })
}
