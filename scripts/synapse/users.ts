import { createHmac } from 'node:crypto'

/** A person's account with a session. */
export type Account = {
  readonly userId: string
  readonly accessToken: string
  readonly deviceId: string
}

/** What an account may be made with. */
export type RegisterOptions = { readonly admin?: boolean; readonly displayName?: string }

type Answer = {
  readonly user_id?: string
  readonly access_token?: string
  readonly device_id?: string
  readonly nonce?: string
  readonly errcode?: string
  readonly error?: string
}

const call = async (url: string, body?: Readonly<Record<string, unknown>>): Promise<Answer> => {
  const response = await fetch(url, {
    ...(body === undefined
      ? {}
      : {
          method: 'POST',
          headers: { 'content-type': 'application/json' },
          body: JSON.stringify(body),
        }),
    signal: AbortSignal.timeout(30_000),
  })
  const answer: Answer = JSON.parse(await response.text())
  if (!response.ok)
    throw new Error(
      `Synapse answered ${response.status} ${answer.errcode ?? ''} ${answer.error ?? ''}`,
    )
  return answer
}

const accountOf = (answer: Answer): Account => {
  if (!answer.user_id || !answer.access_token || !answer.device_id)
    throw new Error('Synapse gave an account without a session')
  return {
    userId: answer.user_id,
    accessToken: answer.access_token,
    deviceId: answer.device_id,
  }
}

/** Makes an account by Synapse's shared secret (its admin API), with a session. */
export const registerUser = async (
  baseUrl: string,
  sharedSecret: string,
  user: string,
  password: string,
  options: RegisterOptions = {},
): Promise<Account> => {
  const url = `${baseUrl}/_synapse/admin/v1/register`
  const { nonce } = await call(url)
  const admin = options.admin ?? false
  const mac = createHmac('sha1', sharedSecret)
    .update([nonce, user, password, admin ? 'admin' : 'notadmin'].join('\0'))
    .digest('hex')
  return accountOf(
    await call(url, {
      nonce,
      username: user,
      password,
      admin,
      mac,
      ...(options.displayName === undefined ? {} : { displayname: options.displayName }),
    }),
  )
}

/** A new session for an account that exists. */
export const loginUser = async (
  baseUrl: string,
  user: string,
  password: string,
): Promise<Account> =>
  accountOf(
    await call(`${baseUrl}/_matrix/client/v3/login`, {
      type: 'm.login.password',
      identifier: { type: 'm.id.user', user },
      password,
    }),
  )
