import { parseArgs } from 'node:util'
import { SetupError } from '../progress.ts'

/** How the demonstration was asked for. */
export type DemoArguments = {
  /** Types the fixed conversation and ends. */
  readonly tour: boolean
  /** Forgets what earlier runs kept. */
  readonly reset: boolean
  /** The homeserver's port; the bot and the FHIR server take the two after it. */
  readonly port: number
  readonly help: boolean
}

const FIRST_PORT = 18_008

/** What `npm run demo -- --help` prints. */
export const usage = `npm run demo [-- options]

  --tour       type a fixed conversation, print both sides and end
  --reset      forget the rooms, accounts and records of earlier runs
  --port N     ports N (homeserver), N+1 (bot) and N+2 (FHIR server) instead of ${FIRST_PORT}
  --help       this text

Lines on standard input are typed into the room one by one; "ja CODE" takes the code of the last answer.`

const readPort = (text: string | undefined): number => {
  if (text === undefined) return FIRST_PORT
  const port = Number(text)
  if (Number.isInteger(port) && port >= 1024 && port <= 65_533) return port
  throw new SetupError('usage', 'The value of --port must be a number from 1024 to 65533.')
}

/** Reads the command line, or throws one sentence. */
export const readArguments = (args: readonly string[]): DemoArguments => {
  try {
    const { values } = parseArgs({
      args: [...args],
      options: {
        tour: { type: 'boolean', default: false },
        reset: { type: 'boolean', default: false },
        port: { type: 'string' },
        help: { type: 'boolean', default: false },
      },
    })
    const { tour, reset, help } = values
    return { tour, reset, help, port: readPort(values.port) }
  } catch (error) {
    if (error instanceof SetupError || !(error instanceof Error)) throw error
    throw new SetupError('usage', `${error.message.split('. ')[0]}. See "npm run demo -- --help".`)
  }
}
