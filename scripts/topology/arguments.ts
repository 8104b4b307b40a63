import { parseArgs } from 'node:util'
import { SetupError } from '../progress.ts'

/** How the topology was asked for. */
export type TopologyArguments =
  | { readonly kind: 'help' }
  | { readonly kind: 'admin'; readonly organization: string; readonly localpart: string }
  | { readonly kind: 'run'; readonly tour: boolean; readonly reset: boolean }

/** What `npm run topology -- --help` prints. */
export const usage = `npm run topology [-- options]
npm run topology -- admin <organization> [localpart]

  --tour     play the story of three organizations, print both sides and end
  --reset    forget the keys, rooms, accounts and records of earlier runs
  --help     this text

admin makes an account with the rights of an administrator on a topology that runs, and prints its password.`

const LOCALPART = /^[a-z0-9._=/-]{1,60}$/

const readAdmin = (names: readonly string[]): TopologyArguments => {
  const [organization, localpart = 'beheer'] = names
  if (organization === undefined || names.length > 2)
    throw new SetupError('usage', 'Say for which organization: npm run topology -- admin vvt.')
  if (!LOCALPART.test(localpart))
    throw new SetupError(
      'usage',
      'The name of an account has small letters, digits and ._=/- only.',
    )
  return { kind: 'admin', organization, localpart }
}

/** Reads the command line, or throws one sentence. */
export const readArguments = (args: readonly string[]): TopologyArguments => {
  try {
    const { values, positionals } = parseArgs({
      args: [...args],
      allowPositionals: true,
      options: {
        tour: { type: 'boolean', default: false },
        reset: { type: 'boolean', default: false },
        help: { type: 'boolean', default: false },
      },
    })
    const [what, ...names] = positionals
    if (values.help) return { kind: 'help' }
    if (what === 'admin') return readAdmin(names)
    if (what !== undefined)
      throw new SetupError('usage', `There is no "${what}". See "npm run topology -- --help".`)
    return { kind: 'run', tour: values.tour, reset: values.reset }
  } catch (error) {
    if (error instanceof SetupError || !(error instanceof Error)) throw error
    const [problem] = error.message.split('. ')
    throw new SetupError('usage', `${problem}. See "npm run topology -- --help".`)
  }
}
