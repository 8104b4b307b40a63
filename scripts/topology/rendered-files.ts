import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { registration } from '../../src/bot/homeserver/registration.ts'
import type { Organization } from './description.ts'
import type { Place } from './place.ts'
import {
  asEnvironmentValue,
  asJson,
  asNginxWord,
  type Encode,
  type Rendered,
  renderTemplate,
  type Value,
} from './render.ts'
import type { OrganizationSecrets } from './secrets.ts'

/** A file of one organization, by its name in the organization's folder. */
export type RenderedFile = {
  readonly name: string
  readonly text: string
  readonly kind: 'secret' | 'public'
}

const templates = join(import.meta.dirname, '..', '..', 'config', 'templates')

const SENDER = '_zorgbot'
const USER_PREFIX = 'zorgbot'
const POLL_SECONDS = 2

const render = async (
  template: string,
  values: Readonly<Record<string, Value | Rendered>>,
  encode: Encode,
): Promise<string> =>
  renderTemplate(await readFile(join(templates, template), 'utf8'), values, encode)

const homeserver = async (
  place: Place,
  { name }: Organization,
  secrets: OrganizationSecrets,
  roomVersion: string,
): Promise<readonly RenderedFile[]> => {
  const { topology, root } = place
  const { homeserver: own, publicUrl } = place.addresses(name)
  const folder = join(root, name)
  const main = {
    name,
    publicUrl,
    pidFile: join(folder, 'synapse.pid'),
    port: own.port,
    bindAddress: own.host,
    database: join(folder, 'homeserver.db'),
    logConfig: join(folder, 'log.yaml'),
    media: join(folder, 'media'),
    signingKey: join(folder, 'signing.key'),
    registrationSecret: secrets.registrationSecret,
    macaroonSecret: secrets.macaroonSecret,
    registration: join(folder, 'registration.yaml'),
    roomVersion,
    servers: topology.organizations.map((one) => one.name),
    ca: join(folder, 'ca.pem'),
    ipRanges: place.ipRanges(name),
  }
  const tls = {
    port: own.port,
    bindAddress: own.host,
    federationPort: topology.federationPort,
    ipRanges: place.ownTlsRanges,
    certificate: join(root, 'proxy', `${name}.crt`),
    key: join(root, 'proxy', `${name}.key`),
  }
  const log = { format: '%(asctime)s %(levelname)s %(name)s - %(message)s', level: 'WARNING' }
  return [
    {
      name: 'homeserver.yaml',
      text: await render('homeserver.yaml', main, asJson),
      kind: 'secret',
    },
    {
      name: 'homeserver-tls.yaml',
      text: await render('homeserver-tls.yaml', tls, asJson),
      kind: 'public',
    },
    { name: 'log.yaml', text: await render('log.yaml', log, asJson), kind: 'public' },
  ]
}

const bot = async (
  place: Place,
  { name, label }: Organization,
  { asToken, hsToken }: OrganizationSecrets,
): Promise<readonly RenderedFile[]> => {
  const { botUrl, botListen, fhirUrl, homeserverHost } = place.addresses(name)
  const { id, namespaces } = registration({
    serverName: name,
    publicUrl: botUrl,
    asToken,
    hsToken,
    senderLocalpart: SENDER,
    userPrefix: USER_PREFIX,
    aliasPrefix: undefined,
  })
  const service = {
    id,
    url: botUrl,
    asToken,
    hsToken,
    senderLocalpart: SENDER,
    users: namespaces.users,
    aliases: namespaces.aliases,
    rooms: namespaces.rooms,
  }
  const settings = {
    homeserverUrl: `http://${homeserverHost}`,
    name,
    asToken,
    hsToken,
    listen: botListen,
    publicUrl: botUrl,
    fhirUrl,
    fhirName: `Dossier ${label}`,
    pollSeconds: POLL_SECONDS,
    database: join(place.root, name, 'bot', 'zorgbot.db'),
    servers: place.topology.organizations.map((one) => one.name).join(','),
  }
  return [
    {
      name: 'registration.yaml',
      text: await render('registration.yaml', service, asJson),
      kind: 'secret',
    },
    {
      name: 'bot.env',
      text: await render('bot.env', settings, asEnvironmentValue),
      kind: 'secret',
    },
  ]
}

/** All files of one organization. */
export const organizationFiles = async (
  place: Place,
  organization: Organization,
  secrets: OrganizationSecrets,
  roomVersion: string,
): Promise<readonly RenderedFile[]> => {
  const { name, label } = organization
  // A browser wants no slash at the end.
  const baseUrl = place.addresses(name).publicUrl.replace(/\/$/, '')
  const element = await render('element.json', { baseUrl, name, brand: label }, asJson)
  return [
    ...(await homeserver(place, organization, secrets, roomVersion)),
    ...(await bot(place, organization, secrets)),
    { name: 'element.json', text: element, kind: 'public' },
  ]
}

/** The configuration of the TLS entry. */
export const proxyFile = async (place: Place): Promise<string> => {
  const { topology, root, proxy } = place
  const { listen, wellKnownListen, resolver, pidFile, temporary } = proxy
  const blocks: string[] = []
  for (const organization of topology.organizations) {
    const { name } = organization
    const { homeserverHost, element } = place.addresses(name)
    const values = {
      listen,
      wellKnownListen,
      name,
      certificate: join(root, 'proxy', `${name}.crt`),
      key: join(root, 'proxy', `${name}.key`),
      homeserver: homeserverHost,
      delegate: `${name}:${topology.federationPort}`,
    }
    blocks.push(await render('nginx-organization.conf', values, asNginxWord))
    const elementListen = proxy.elementListen(organization)
    if (elementListen === undefined || element === undefined) continue
    const forBrowsers = { listen: elementListen, homeserver: homeserverHost, element }
    blocks.push(await render('nginx-element.conf', forBrowsers, asNginxWord))
  }
  return render(
    'nginx.conf',
    {
      listen,
      wellKnownListen,
      resolver,
      pidFile,
      bodyDir: join(temporary, 'body'),
      proxyDir: join(temporary, 'proxied'),
      otherDir: join(temporary, 'other'),
      organizations: { rendered: blocks.join('\n').trim() },
    },
    asNginxWord,
  )
}
