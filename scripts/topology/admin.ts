import { randomBytes } from 'node:crypto'
import { join } from 'node:path'
import { SetupError } from '../progress.ts'
import { registerUser } from '../synapse/users.ts'
import type { Place } from './place.ts'
import { readSecrets } from './secrets.ts'

/** A new account of an administrator. */
export type AdminAccount = { readonly userId: string; readonly password: string }

/** The sentence for an account that was not made; what has none is a defect and is thrown on. */
const sentenceFor = (error: unknown, organization: string, userId: string): SetupError => {
  if (error instanceof TypeError || (error instanceof Error && error.name === 'TimeoutError'))
    return new SetupError(
      'not-running',
      `The homeserver of ${organization} does not answer: start it with "npm run topology".`,
    )
  const message = error instanceof Error ? error.message : ''
  if (message.includes('M_USER_IN_USE'))
    return new SetupError('in-use', `${userId} exists already: choose another name.`)
  if (message.includes('M_EXCLUSIVE'))
    return new SetupError('in-use', `${userId} belongs to the bot: choose another name.`)
  if (message.startsWith('Synapse answered 400 '))
    return new SetupError(
      'refused',
      `The homeserver of ${organization} takes no account ${userId}: choose another name.`,
    )
  throw error
}

/** Makes an administrator's account on an organization's running homeserver. */
export const makeAdmin = async (
  place: Place,
  organization: string,
  localpart: string,
): Promise<AdminAccount> => {
  const names = place.topology.organizations.map(({ name }) => name)
  if (!names.includes(organization))
    throw new SetupError(
      'usage',
      `There is no organization "${organization}": ${names.join(', ')}.`,
    )
  const secrets = (await readSecrets(join(place.root, 'secrets.json'))).get(organization)
  if (secrets === undefined)
    throw new SetupError(
      'not-running',
      'There is no topology yet: start it with "npm run topology".',
    )
  const password = randomBytes(12).toString('base64url')
  const baseUrl = `http://${place.addresses(organization).homeserverHost}`
  const options = { admin: true }
  try {
    const { userId } = await registerUser(
      baseUrl,
      secrets.registrationSecret,
      localpart,
      password,
      options,
    )
    return { userId, password }
  } catch (error) {
    throw sentenceFor(error, organization, `@${localpart}:${organization}`)
  }
}
