import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import { takeFileLock } from '../file-lock.ts'
import { type Log, SetupError, step } from '../progress.ts'
import { interrupted, runToEnd } from '../run-to-end.ts'
import { makeAdmin } from './admin.ts'
import { readArguments, usage } from './arguments.ts'
import { readTopology } from './description.ts'
import { hostsLine } from './hosts-line.ts'
import { botOf, findRoom, hasTeam, logTeamIn, people, userIdOf } from './people.ts'
import { nativePlace, type Place } from './place.ts'
import { mustBeFree, type Network, startNetwork } from './servers.ts'
import { countReferrals, giveNetworkTour, readCount } from './tour.ts'

const root = join(import.meta.dirname, '..', '..', '.topology')

const welcome = (network: Network): string => {
  const { place, all } = network
  const accounts = hasTeam(place.topology) ? Object.values(people) : []
  return [
    '',
    `Entry (TLS, by name)  https://${place.proxy.listen}  ${network.proxy ? 'nginx' : 'none: each homeserver has its own'}`,
    `Authority             ${join(place.root, 'ca.pem')}`,
    ...all.flatMap(({ organization: { name, label }, homeserver, fhir, bot }) => [
      '',
      `${name} (${label})`,
      `  homeserver   ${homeserver.baseUrl}`,
      `  FHIR server  ${fhir.baseUrl}`,
      `  bot          ${bot.baseUrl}`,
      ...accounts
        .filter(({ organization }) => organization === name)
        .map((person) => `  account      ${userIdOf(person)}  password ${person.password}`),
    ]),
    '',
    'Log in with Element (the desktop program, or app.element.io in Chrome or Firefox):',
    '"Sign in", "Edit" beside the homeserver, and then its address above.',
    'To use the names themselves, add this line to /etc/hosts and trust the authority:',
    `  ${hostsLine(place)}`,
    '',
  ].join('\n')
}

const stopping = 'Ctrl-C stops everything.'

const noTeam =
  'their organizations are vvt, huisarts and apotheek, and config/topology.json does not name all three.'

/** Keeps every other topology away from these files until this one has stopped. */
const claim = async (place: Place, stops: AsyncDisposableStack): Promise<void> => {
  const file = `${place.root}.lock`
  const release = await takeFileLock(file)
  if (release === undefined)
    throw new SetupError(
      'running',
      `A topology in ${place.root} runs or is starting: stop it and run the same command again. (If there is none, remove ${file}.)`,
    )
  stops.defer(release)
}

const seconds = (since: number): string => ((performance.now() - since) / 1000).toFixed(1)

const run = async (
  place: Place,
  tour: boolean,
  stops: AsyncDisposableStack,
  say: Log,
  ended: Promise<number>,
): Promise<number> => {
  const started = performance.now()
  const network = await startNetwork({ place, stops, log: say })
  if (!hasTeam(place.topology)) {
    say(`ready in ${seconds(started)} s, without the people of the demonstration: ${noTeam}`)
    say(welcome(network))
    say(stopping)
    return ended
  }
  const present = await step(say, 'logging the people in', () => logTeamIn(network, stops))
  const { nurse, doctor, pharmacist } = present
  const clients = [nurse, doctor, pharmacist]
  const everybody = [...clients.map(({ userId }) => userId), botOf('vvt')]
  const [roomId = ''] = await step(say, 'waiting for the room of three organizations', () =>
    Promise.all(clients.map((client) => findRoom(client, everybody))),
  )
  say(`ready in ${seconds(started)} s`)
  say(welcome(network))
  if (!tour) {
    say(stopping)
    return ended
  }
  const toured = performance.now()
  const referrals = async (): Promise<number> => {
    const { baseUrl } = network.of('vvt').fhir
    return readCount(await (await fetch(`${baseUrl}/${countReferrals}`)).text())
  }
  const findings = await giveNetworkTour({ network, referrals, roomId, ...present, print: say })
  for (const { what, holds } of findings) say(`${holds ? 'yes' : 'NO '}  ${what}`)
  const good = findings.filter(({ holds }) => holds).length
  say(`\n${good} of ${findings.length} as it must be, in ${seconds(toured)} s.`)
  return good === findings.length ? 0 : 1
}

/** The command `npm run topology`: gives the exit code when everything is stopped. `elsewhere` is another place than its own. */
export const topology = (words: readonly string[], say: Log, elsewhere?: Place): Promise<number> =>
  runToEnd(async (stops) => {
    const asked = readArguments(words)
    if (asked.kind === 'help') {
      say(usage)
      return 0
    }
    const place = elsewhere ?? nativePlace(await readTopology(), root)
    if (asked.kind === 'admin') {
      const { userId, password } = await makeAdmin(place, asked.organization, asked.localpart)
      say(`${userId}  password ${password}`)
      return 0
    }
    if (asked.tour && !hasTeam(place.topology))
      throw new SetupError('topology', `There is nobody to play the story with: ${noTeam}`)
    await claim(place, stops)
    await mustBeFree(place)
    if (asked.reset) await rm(place.root, { recursive: true, force: true })
    const ended = interrupted()
    return Promise.race([run(place, asked.tour, stops, say, ended), ended])
  })
