import { z } from 'zod'
import { queryMode, type SourceConfig } from './source-settings.ts'

const localpart = z.string().regex(/^[a-z0-9._=/+-]+$/, 'must be a Matrix localpart')
const seconds = z.coerce.number().int().min(1).max(86_400)
const minutes = z.coerce.number().min(0.01).max(1440)
const httpUrl = z.url({ protocol: /^https?$/, error: 'must be an http(s) address' })
const timeZone = z.string().refine((zone) => {
  try {
    return Intl.DateTimeFormat('nl-NL', { timeZone: zone }).resolvedOptions().timeZone !== ''
  } catch {
    return false
  }
}, 'must be an IANA time zone such as Europe/Amsterdam')
const listen = z
  .string()
  .regex(/^[^\s:]+:\d{1,5}$|^\[[0-9a-f:]+\]:\d{1,5}$/i, 'must be host:port')
  .transform((value) => ({
    host: value.slice(0, value.lastIndexOf(':')).replace(/^\[|\]$/g, ''),
    port: Number(value.slice(value.lastIndexOf(':') + 1)),
  }))
const dayTime = z
  .string()
  .regex(/^(?:[01]\d|2[0-3]):[0-5]\d$/, 'must be a time of day such as 07:30')
  .transform((value) => ({ hour: Number(value.slice(0, 2)), minute: Number(value.slice(3)) }))
const serverName = z.string().regex(/^[A-Za-z0-9.:[\]-]+$/, 'must be a Matrix server name')
const serverNames = z
  .string()
  .transform((value) => value.split(/[\s,]+/).filter((name) => name !== ''))
  .pipe(z.array(serverName).min(1, 'must name at least one server'))
const secret = z.string().min(8, 'must have at least 8 characters')

/** What is said of a setting beside its check: a secret one can come from a file, named by `…_FILE`. */
export type SettingNote = {
  readonly about: string
  readonly example: string
  readonly secret?: true
  /** Shown as a comment in `config/example.env`, because there is a default or no need. */
  readonly commented?: true
}

const notes = z.registry<SettingNote>()

const setting = <S extends z.ZodType>(
  schema: S,
  about: string,
  example: string,
  flags: { readonly secret?: true; readonly commented?: true } = {},
): S => {
  // A copy of its own, because a shared check would carry one note for all.
  const own = schema.clone()
  notes.add(own, { about, example, ...flags })
  return own
}

/** Every setting of the bot, in the order `config/example.env` shows them; the names get the prefix `ZORGBOT_`. */
export const settings = z.object({
  HOMESERVER_URL: setting(
    httpUrl,
    'Where the bot reaches your homeserver (client API).',
    'http://127.0.0.1:8008',
  ),
  SERVER_NAME: setting(
    serverName.clone(),
    'The name in your Matrix ids, after the colon.',
    'zorg.example',
  ),
  AS_TOKEN: setting(
    secret,
    'Token the bot shows to the homeserver; as in the registration.',
    'change-me-as-token',
    { secret: true },
  ),
  HS_TOKEN: setting(
    secret,
    'Token the homeserver shows to the bot; as in the registration.',
    'change-me-hs-token',
    { secret: true },
  ),
  LISTEN: setting(
    listen.default({ host: '127.0.0.1', port: 9009 }),
    'Where the bot listens (host:port): transactions, /health and /ready.',
    '127.0.0.1:9009',
    { commented: true },
  ),
  PUBLIC_URL: setting(
    httpUrl.optional(),
    'Where the homeserver reaches the bot; only for the registration. Default: http:// and the listen address.',
    'http://127.0.0.1:9009',
    { commented: true },
  ),
  FHIR_URL: setting(
    httpUrl.clone(),
    'Base address of the FHIR R4 server.',
    'http://127.0.0.1:8080/fhir',
  ),
  FHIR_NAME: setting(
    z.string().min(1).max(80).optional(),
    'Name of that source as clinicians know it. Default: its host name.',
    'Dossier Thuiszorg',
    { commented: true },
  ),
  FHIR_MODE: setting(
    queryMode.default('open'),
    'How that source may be searched: open, or strict-nl (with the agreed Dutch parameters only).',
    'open',
    { commented: true },
  ),
  FHIR_SOURCES: setting(
    z.string().min(1).optional(),
    'JSON file with other FHIR servers that are asked about the same patients; see docs/sources.md.',
    '/etc/zorgbot/sources.json',
    { commented: true },
  ),
  FHIR_POLL_SECONDS: setting(
    seconds.default(30),
    'How often changes in the record are looked for.',
    '30',
    { commented: true },
  ),
  FHIR_TIMEOUT_SECONDS: setting(
    seconds.default(8),
    'Deadline of one request to the FHIR server; a command waits three times as long at most.',
    '8',
    { commented: true },
  ),
  FHIR_TOKEN: setting(
    secret.optional(),
    'Fixed bearer token, if the FHIR server wants one.',
    'change-me',
    { secret: true, commented: true },
  ),
  FHIR_TOKEN_URL: setting(
    httpUrl.optional(),
    'OAuth2 token endpoint. Default: found through .well-known/smart-configuration.',
    'https://fhir.example/token',
    { commented: true },
  ),
  FHIR_CLIENT_ID: setting(
    z.string().min(1).optional(),
    'OAuth2 client id; with a secret or a private key below.',
    'zorgbot',
    { commented: true },
  ),
  FHIR_CLIENT_SECRET: setting(secret.optional(), 'OAuth2 client secret.', 'change-me', {
    secret: true,
    commented: true,
  }),
  FHIR_PRIVATE_KEY: setting(
    secret.optional(),
    'Private key (PKCS8 PEM or JWK) for private_key_jwt.',
    '-----BEGIN PRIVATE KEY-----',
    { secret: true, commented: true },
  ),
  FHIR_KEY_ID: setting(z.string().min(1).optional(), 'Key id of that private key.', 'key-1', {
    commented: true,
  }),
  FHIR_SCOPE: setting(z.string().min(1).optional(), 'OAuth2 scope.', 'system/*.rs', {
    commented: true,
  }),
  FHIR_TLS_CA_FILE: setting(
    z.string().min(1).optional(),
    "PEM file of the authority that signed the FHIR server's certificate.",
    '/etc/zorgbot/ca.pem',
    { commented: true },
  ),
  FHIR_TLS_CERT_FILE: setting(
    z.string().min(1).optional(),
    'Client certificate for mutual TLS (PEM file).',
    '/etc/zorgbot/client.pem',
    { commented: true },
  ),
  FHIR_TLS_KEY_FILE: setting(
    z.string().min(1).optional(),
    'Its private key (PEM file).',
    '/etc/zorgbot/client.key',
    { commented: true },
  ),
  PING_MINUTES: setting(
    minutes.default(10),
    'After how many minutes without an answer somebody who is called for something urgent is called again; after as many more the next person is called.',
    '10',
    { commented: true },
  ),
  DATABASE: setting(
    z.string().min(1).default('zorgbot.db'),
    "SQLite file with the bot's state and audit trail.",
    '/var/lib/zorgbot/zorgbot.db',
    { commented: true },
  ),
  LANGUAGE: setting(
    z.enum(['nl', 'en']).default('nl'),
    'Language of the answers: nl or en.',
    'nl',
    { commented: true },
  ),
  TIME_ZONE: setting(
    timeZone.default('Europe/Amsterdam'),
    'Time zone of the dates in answers.',
    'Europe/Amsterdam',
    { commented: true },
  ),
  DIGEST_TIME: setting(
    dayTime.default({ hour: 7, minute: 30 }),
    'When those are told of changes who want that once a day (!abonneer dagelijks), in that time zone.',
    '07:30',
    { commented: true },
  ),
  LOG_LEVEL: setting(
    z.enum(['debug', 'info', 'warn', 'error']).default('info'),
    'debug, info, warn or error.',
    'info',
    { commented: true },
  ),
  BOT_LOCALPART: setting(
    localpart.default('zorgbot'),
    'The bot people see; must lie in the user namespace. Default: the prefix below, with zorgbot behind it when it ends in _.',
    'zorgbot',
    { commented: true },
  ),
  BOT_NAME: setting(z.string().min(1).max(60).default('Zorgbot'), 'Its display name.', 'Zorgbot', {
    commented: true,
  }),
  SENDER_LOCALPART: setting(
    localpart.default('_zorgbot'),
    'The technical user of the registration, which nobody meets.',
    '_zorgbot',
    { commented: true },
  ),
  USER_PREFIX: setting(
    localpart.default('zorgbot'),
    'User namespace: this name, and this name with _ and more; one that ends in _ with anything behind it.',
    'zorgbot',
    { commented: true },
  ),
  ALIAS_PREFIX: setting(
    z
      .string()
      .regex(/^[^\s:#]+$/)
      .optional(),
    'Alias namespace in the place of #careteam/ and #communicationrequest/.',
    '_fhir_bridge_',
    { commented: true },
  ),
  POLICY: setting(
    z.string().min(1).optional(),
    'JSON file that says who may use which command; see docs/policy.md. Default: config/policy.json of the bot.',
    '/etc/zorgbot/policy.json',
    { commented: true },
  ),
  PROFILES: setting(
    z.string().min(1).optional(),
    'Folder with the profiles (StructureDefinition as JSON) that what is written must meet too; see docs/validation.md.',
    '/etc/zorgbot/nl-core',
    { commented: true },
  ),
  REPEAT_SECONDS: setting(
    z.coerce.number().int().min(0).max(3600).default(0),
    'Within this time the very same answer to the same question of the same person is not given again in full, but pointed at; 0: always in full.',
    '120',
    { commented: true },
  ),
  EPHEMERAL_SECONDS: setting(
    seconds.default(900),
    'After how long answers with data of other sources are removed from a room; see docs/policy.md.',
    '900',
    { commented: true },
  ),
  FEDERATION_SERVERS: setting(
    serverNames.optional(),
    'Names of the homeservers whose people may take part in the rooms (m.room.server_acl). Default: every server.',
    'apotheek.example,huisarts.example,zorg.example',
    { commented: true },
  ),
  ROOM_VERSION: setting(
    z.string().min(1).max(32).optional(),
    "Room version for new rooms. Default: the homeserver's own.",
    '12',
    { commented: true },
  ),
})

/** The settings, without the prefix, and the sources beside the own record that one of them names. */
export type Config = Readonly<z.infer<typeof settings>> & {
  readonly sources: readonly SourceConfig[]
}

/** The servers that may take part in the rooms, the own one among them; every server when undefined. */
export const federationServers = ({
  FEDERATION_SERVERS: others,
  SERVER_NAME: own,
}: Pick<Config, 'FEDERATION_SERVERS' | 'SERVER_NAME'>): readonly string[] | undefined =>
  others && [...new Set([own, ...others])]

/** What is said of each setting, in order. */
export const settingNotes: ReadonlyMap<string, SettingNote> = new Map(
  Object.entries(settings.shape).flatMap(([name, schema]) => {
    const note = notes.get(schema)
    return note === undefined ? [] : [[name, note]]
  }),
)
