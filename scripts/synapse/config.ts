import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'

/** A JSON object, as Synapse reads it in place of YAML. */
export type JsonObject = Readonly<Record<string, unknown>>

/** What one server's configuration depends on. */
export type SynapseConfig = {
  readonly dir: string
  readonly port: number
  readonly bindAddress: string
  readonly serverName: string
  readonly sharedSecret: string
  readonly macaroonSecret: string
  readonly registrations: readonly JsonObject[]
  readonly roomVersion: string | undefined
  /** Top-level keys that replace or add to the rest. */
  readonly extra: JsonObject
}

const FREE = { per_second: 100_000, burst_count: 100_000 }

// People in tests and in the demonstration type faster than Synapse's limits allow; an application service has its own.
const RATE_LIMITS = {
  rc_message: FREE,
  rc_registration: FREE,
  rc_login: { address: FREE, account: FREE, failed_attempts: FREE },
  rc_joins: { local: FREE, remote: FREE },
  rc_joins_per_room: FREE,
  rc_invites: { per_room: FREE, per_user: FREE, per_issuer: FREE },
  rc_room_creation: FREE,
  rc_presence: { per_user: FREE },
  rc_admin_redaction: FREE,
  rc_federation: {
    window_size: 1000,
    sleep_limit: 100_000,
    sleep_delay: 1,
    reject_limit: 100_000,
    concurrent: 100,
  },
}

const homeserver = (config: SynapseConfig): JsonObject => ({
  server_name: config.serverName,
  public_baseurl: `http://127.0.0.1:${config.port}/`,
  listeners: [
    {
      port: config.port,
      bind_addresses: [config.bindAddress],
      type: 'http',
      tls: false,
      resources: [{ names: ['client'], compress: false }],
    },
  ],
  database: { name: 'sqlite3', args: { database: join(config.dir, 'homeserver.db') } },
  log_config: join(config.dir, 'log.json'),
  media_store_path: join(config.dir, 'media'),
  signing_key_path: join(config.dir, 'signing.key'),
  pid_file: join(config.dir, 'synapse.pid'),
  registration_shared_secret: config.sharedSecret,
  macaroon_secret_key: config.macaroonSecret,
  form_secret: config.macaroonSecret,
  bcrypt_rounds: 4,
  report_stats: false,
  suppress_key_server_warning: true,
  trusted_key_servers: [],
  enable_registration: false,
  app_service_config_files: config.registrations.map((_, index) => registrationFile(config, index)),
  experimental_features: {
    msc2409_to_device_messages_enabled: true,
    msc3202_transaction_extensions: true,
  },
  ...(config.roomVersion === undefined ? {} : { default_room_version: config.roomVersion }),
  ...RATE_LIMITS,
  ...config.extra,
})

const logging = (config: SynapseConfig): JsonObject => ({
  version: 1,
  formatters: { plain: { format: '%(asctime)s %(levelname)s %(name)s - %(message)s' } },
  handlers: {
    file: {
      class: 'logging.FileHandler',
      formatter: 'plain',
      filename: join(config.dir, 'synapse.log'),
    },
  },
  root: { level: 'WARNING', handlers: ['file'] },
  disable_existing_loggers: false,
})

const registrationFile = (config: SynapseConfig, index: number): string =>
  join(config.dir, `registration-${index}.json`)

/** The file Synapse is started with. */
export const configFile = (dir: string): string => join(dir, 'homeserver.json')

const write = (file: string, value: JsonObject): Promise<void> =>
  writeFile(file, `${JSON.stringify(value, undefined, 2)}\n`, { mode: 0o600 })

/** Writes everything one Synapse needs into its folder. */
export const writeConfig = async (config: SynapseConfig): Promise<void> => {
  await mkdir(config.dir, { recursive: true })
  await write(join(config.dir, 'log.json'), logging(config))
  for (const [index, registration] of config.registrations.entries())
    await write(registrationFile(config, index), registration)
  await write(configFile(config.dir), homeserver(config))
}
