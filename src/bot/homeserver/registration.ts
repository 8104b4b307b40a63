/** What the registration file is made from. */
export type RegistrationSource = {
  readonly serverName: string
  readonly publicUrl: string
  readonly asToken: string
  readonly hsToken: string
  readonly senderLocalpart: string
  readonly userPrefix: string
  readonly aliasPrefix: string | undefined
}

/** The id of the appservice at the homeserver; also in the address of its ping. */
export const registrationId = 'zorgbot'

const escape = (text: string): string => text.replace(/[.*+?^${}()|[\]\\/]/g, '\\$&')

type Namespace = { readonly exclusive: boolean; readonly regex: string }

const exclusive = (regex: string): Namespace => ({ exclusive: true, regex })

/** Patterns for people and aliases. Synapse anchors only at the start, so each is closed by the server name and `$`. */
export const namespaces = (source: RegistrationSource) => {
  const server = escape(source.serverName)
  const user = escape(source.userPrefix)
  // A prefix that ends in `_` is taken as a plain prefix, as the original bridge had it.
  const users = source.userPrefix.endsWith('_')
    ? `^@${user}.*:${server}$`
    : `^@${user}(_.*)?:${server}$`
  const aliases =
    source.aliasPrefix === undefined
      ? [`^#careteam/.*:${server}$`, `^#communicationrequest/.*:${server}$`]
      : [`^#${escape(source.aliasPrefix)}.*:${server}$`]
  return { users: [exclusive(users)], aliases: aliases.map(exclusive), rooms: [] as Namespace[] }
}

/** The registration file for the homeserver, as an object; its JSON text is YAML as well. */
export const registration = (source: RegistrationSource) => ({
  id: registrationId,
  url: source.publicUrl,
  as_token: source.asToken,
  hs_token: source.hsToken,
  sender_localpart: source.senderLocalpart,
  rate_limited: false,
  receive_ephemeral: true,
  'io.element.msc4190': true,
  namespaces: namespaces(source),
})
