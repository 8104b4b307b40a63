import { createRequest } from '../client/http.ts'
import { type Account, loginUser, type RegisterOptions } from '../synapse/users.ts'
import type { Topology } from '../topology/description.ts'
import type { Homeservers } from '../topology/people.ts'
import type { Engine } from './engine.ts'

/** Where Element and the client API of an organization are reached from outside the containers. */
export const addressOf = (topology: Topology, name: string): string => {
  const port = topology.organizations.find((one) => one.name === name)?.element
  return `http://127.0.0.1:${port}`
}

/** Makes an account inside the container of an organization's homeserver, as an operator does. */
export const registerInside = async (
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

const nameThem = async (baseUrl: string, account: Account, displayName: string): Promise<void> => {
  const path = `/_matrix/client/v3/profile/${encodeURIComponent(account.userId)}/displayname`
  const request = createRequest({ baseUrl, ...account })
  await request('PUT', path, { body: { displayname: displayName } })
}

/** The homeservers in the containers: who logs in comes from outside, an account is made inside. */
export const homeserversIn = (engine: Engine, topology: Topology): Homeservers => ({
  of: (organization) => {
    const baseUrl = addressOf(topology, organization)
    const login = (user: string, password: string): Promise<Account> =>
      loginUser(baseUrl, user, password)
    const register = async (
      user: string,
      password: string,
      { admin = false, displayName }: RegisterOptions = {},
    ): Promise<Account> => {
      await registerInside(engine, organization, user, password, admin ? '--admin' : '--no-admin')
      const account = await login(user, password)
      if (displayName !== undefined) await nameThem(baseUrl, account, displayName)
      return account
    }
    return { homeserver: { baseUrl, login, register } }
  },
})
