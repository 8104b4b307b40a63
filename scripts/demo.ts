import { type DemoArguments, readArguments, usage } from './demo/arguments.ts'
import { type Conversation, createConversation } from './demo/conversation.ts'
import { findRoom, logIn, people, roomName } from './demo/people.ts'
import { createPrompt, pipedLines } from './demo/prompt.ts'
import { mustBeFree, type Servers, serverName, startServers } from './demo/servers.ts'
import { loadState, resetState } from './demo/state.ts'
import { giveTour, typeLines } from './demo/tour.ts'
import { type Log, step } from './progress.ts'
import { interrupted, runToEnd } from './run-to-end.ts'

const say: Log = (line) => {
  process.stdout.write(`${line}\n`)
}

const welcome = ({ synapse, fhir }: Servers, room: string): string =>
  [
    '',
    `Homeserver   ${synapse.baseUrl}  (server name ${serverName})`,
    `FHIR server  ${fhir.baseUrl}`,
    'Bot          its log is in .demo/zorgbot.log',
    '',
    'Log in with Element (the desktop program, or app.element.io in Chrome or Firefox):',
    `"Sign in", "Edit" beside the homeserver, ${synapse.baseUrl}, and then one of`,
    ...people.map(({ localpart, password }) => `  ${localpart.padEnd(20)} password ${password}`),
    '',
    `This is the room "${room}".`,
    '',
  ].join('\n')

const talk = async (
  args: DemoArguments,
  servers: Servers,
  converse: (print: Log, echo: boolean) => Conversation,
): Promise<number> => {
  if (!args.tour && process.stdin.isTTY) {
    say('Type !help and Enter; Ctrl-C stops everything.\n')
    const prompt = createPrompt(process.stdin, process.stdout, people[0].localpart)
    const conversation = converse(prompt.print, false)
    await prompt.run((line) => conversation.type(line))
    return 0
  }
  const lines = args.tour ? undefined : await pipedLines(process.stdin)
  const conversation = converse(say, true)
  const started = performance.now()
  const complete = await (lines === undefined
    ? giveTour(conversation, servers.fhir, say)
    : typeLines(conversation, lines))
  const { typed, answered } = conversation.count
  const took = ((performance.now() - started) / 1000).toFixed(1)
  say(`${answered} of ${typed} commands answered in ${took} s.`)
  return complete ? 0 : 1
}

const demonstrate = async (args: DemoArguments, stops: AsyncDisposableStack): Promise<number> => {
  const started = performance.now()
  await mustBeFree(args.port)
  if (args.reset) await resetState()
  const servers = await startServers(args.port, await loadState(), stops, say)
  const clients = await step(say, 'logging the people in', () =>
    Promise.all(people.map((person) => logIn(servers.synapse, person))),
  )
  for (const client of clients) stops.defer(() => client.stop())
  const [nurse] = clients
  if (nurse === undefined) throw new Error('nobody was logged in')
  const everybody = clients.map((client) => client.userId)
  const roomId = await step(say, 'waiting for the rooms', () => findRoom(nurse, everybody))
  say(`ready in ${((performance.now() - started) / 1000).toFixed(1)} s`)
  say(welcome(servers, await roomName(nurse, roomId)))
  return talk(args, servers, (print, echo) =>
    createConversation({ client: nurse, roomId, print, echo }),
  )
}

const main = async (stops: AsyncDisposableStack): Promise<number> => {
  const args = readArguments(process.argv.slice(2))
  if (args.help) {
    say(usage)
    return 0
  }
  return Promise.race([demonstrate(args, stops), interrupted()])
}

// What an interruption left half started ends with this process.
process.exit(await runToEnd(main))
