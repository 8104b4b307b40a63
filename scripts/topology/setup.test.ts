import assert from 'node:assert/strict'
import { createPrivateKey, X509Certificate } from 'node:crypto'
import { cp, mkdtemp, readdir, readFile, rm, stat, truncate, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, relative } from 'node:path'
import { afterEach, beforeEach, test } from 'node:test'
import { parseEnv } from 'node:util'
import { readConfig } from '../../src/config.ts'
import { parseTopology, readTopology, type Topology } from './description.ts'
import { containerPlace, nativePlace } from './place.ts'
import { howToReach, setUp } from './setup.ts'

const DAY = 86_400_000
const now = Date.parse('2026-01-14T10:00:00Z')
const network = { resolver: '127.0.0.11' }
let root: string
let topology: Topology

beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'topology-'))
  topology = await readTopology()
})

afterEach(() => rm(root, { recursive: true, force: true }))

const filesOf = async (folder: string): Promise<ReadonlyMap<string, string>> => {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true })
  const files = entries
    .filter((entry) => entry.isFile())
    .map((one) => join(one.parentPath, one.name))
  const read = files.map(
    async (file) => [relative(folder, file), await readFile(file, 'utf8')] as const,
  )
  return new Map(await Promise.all(read))
}

const certificate = async (name: string): Promise<X509Certificate> =>
  new X509Certificate(await readFile(join(root, 'proxy', `${name}.crt`)))

/** The lines of a file that name no address. */
const settings = (text = ''): readonly string[] =>
  text.split('\n').filter((line) => !/127\.0\.18|172\.28|matrix_|localhost|0\.0\.0\.0/.test(line))

test('setting up again keeps every key, certificate and secret', async () => {
  const place = nativePlace(topology, root)
  await setUp(place, { now })
  const first = await filesOf(root)
  await setUp(place, { now: now + DAY })
  assert.deepEqual(await filesOf(root), first)
  assert.ok(first.has('vvt/homeserver.yaml') && first.has('proxy/nginx.conf'))
})

test('what holds a secret can be read by its owner only', async () => {
  const { secrets } = await setUp(nativePlace(topology, root), { now })
  const values = [...secrets.values()].flatMap((one) => Object.values(one))
  assert.equal(new Set(values).size, 12)
  const files = await filesOf(root)
  const holding = [...files].filter(
    ([, text]) => text.includes('PRIVATE KEY') || values.some((value) => text.includes(value)),
  )
  assert.equal(holding.length, 1 + 1 + 3 + 3 * 3)
  for (const [name] of holding) assert.equal((await stat(join(root, name))).mode & 0o777, 0o600)
})

test('an organization that comes later gets secrets of its own, and the others keep theirs', async () => {
  const [one, ...others] = topology.organizations
  const small = parseTopology({ ...topology, organizations: others })
  const before = await setUp(nativePlace(small, root), { now })
  const after = await setUp(nativePlace(topology, root), { now })
  assert.equal(after.ca, before.ca)
  assert.deepEqual(after.secrets.get('vvt'), before.secrets.get('vvt'))
  assert.equal(after.secrets.get(one?.name ?? '')?.asToken.length, 64)
})

test('a certificate that is about to end is made anew by the same authority', async () => {
  const place = nativePlace(topology, root)
  const { ca } = await setUp(place, { now })
  const first = await certificate('vvt')
  await setUp(place, { now: now + 300 * DAY })
  assert.equal((await certificate('vvt')).fingerprint256, first.fingerprint256)
  const later = now + 340 * DAY
  assert.equal((await setUp(place, { now: later })).ca, ca)
  const second = await certificate('vvt')
  assert.notEqual(second.fingerprint256, first.fingerprint256)
  assert.ok(second.verify(new X509Certificate(ca).publicKey))
  assert.ok(new Date(second.validTo).getTime() > later + 300 * DAY)
})

test('a certificate and a key that do not belong together are made anew, together', async () => {
  const place = nativePlace(topology, root)
  const file = (name: string): string => join(root, 'proxy', name)
  const damages: readonly (() => Promise<unknown>)[] = [
    () => truncate(file('vvt.key')),
    () => truncate(file('vvt.crt')),
    () => cp(file('apotheek.key'), file('vvt.key')),
    () => rm(file('vvt.key')),
  ]
  const { ca } = await setUp(place, { now })
  for (const damage of damages) {
    await damage()
    await setUp(place, { now })
    const made = await certificate('vvt')
    assert.ok(made.checkPrivateKey(createPrivateKey(await readFile(file('vvt.key')))))
    assert.ok(made.verify(new X509Certificate(ca).publicKey))
  }
})

test('a damaged authority or secrets file is told in one sentence, and nothing is replaced', async () => {
  const place = nativePlace(topology, root)
  await setUp(place, { now })
  const others = await mkdtemp(join(tmpdir(), 'topology-'))
  await setUp(nativePlace(topology, others), { now })
  const damages: readonly (readonly [string, string, string])[] = [
    ['ca.pem', '', 'authority'],
    ['ca.key', '', 'authority'],
    ['ca.pem', await readFile(join(others, 'ca.pem'), 'utf8'), 'authority'],
    ['secrets.json', '', 'secrets'],
    ['secrets.json', '{"vvt":{"asToken":"a"', 'secrets'],
    ['secrets.json', '{"vvt":{"asToken":"a"}}', 'secrets'],
  ]
  await rm(others, { recursive: true })
  const key = await readFile(join(root, 'ca.key'))
  await rm(join(root, 'ca.key'))
  await assert.rejects(setUp(place, { now }), { code: 'authority' })
  await writeFile(join(root, 'ca.key'), key)
  for (const [name, text, code] of damages) {
    const good = await readFile(join(root, name))
    await writeFile(join(root, name), text)
    const before = await filesOf(root)
    await assert.rejects(setUp(place, { now }), { code, message: /^[^\n]+--reset[^\n]+\.$/ })
    assert.deepEqual(await filesOf(root), before)
    await writeFile(join(root, name), good)
  }
  await setUp(place, { now })
})

test('a folder that cannot be written is told in one sentence', async () => {
  const file = join(root, 'file')
  await writeFile(file, '')
  await assert.rejects(setUp(nativePlace(topology, join(file, 'network')), { now }), {
    code: 'files',
    message: /cannot be used \(ENOTDIR\): give this user the right/,
  })
})

test('in containers people are told the addresses of Element and the line for the hosts file', () => {
  assert.deepEqual(howToReach(containerPlace(topology, root, network)), [
    'Element of apotheek (Apotheek De Vijzel): http://localhost:8001/',
    'Element of huisarts (Huisartsenpraktijk De Brink): http://localhost:8002/',
    'Element of vvt (Thuiszorg De Linde): http://localhost:8003/',
    'To use the names themselves on this machine, add this line to /etc/hosts:',
    '  127.0.0.1 apotheek huisarts vvt',
    'and trust the authority that "docker compose exec apotheek cat /data/ca.pem" prints.',
  ])
})

test('a certificate holds for its own organization only', async () => {
  await setUp(nativePlace(topology, root), { now })
  const vvt = await certificate('vvt')
  assert.equal(vvt.checkHost('vvt'), 'vvt')
  assert.equal(vvt.checkHost('huisarts'), undefined)
  assert.equal(vvt.checkIP('127.0.18.3'), '127.0.18.3')
  assert.equal(vvt.ca, false)
})

test('in containers the same files are made, with other addresses and nothing else', async () => {
  const native = await setUp(nativePlace(topology, root), { now })
  const natively = await filesOf(root)
  const { secrets } = await setUp(containerPlace(topology, root, network), { now })
  const contained = await filesOf(root)
  assert.deepEqual(secrets, native.secrets)
  assert.deepEqual([...contained.keys()], [...natively.keys()])
  const file = 'vvt/homeserver.yaml'
  assert.deepEqual(settings(contained.get(file)), settings(natively.get(file)))
  assert.match(contained.get(file) ?? '', /^ip_range_whitelist: \["172\.28\.18\.202\/32"\]$/m)
  assert.match(natively.get(file) ?? '', /^ip_range_whitelist: \["127\.0\.18\.10\/32"\]$/m)
  assert.match(
    natively.get('vvt/homeserver-tls.yaml') ?? '',
    /^ip_range_whitelist: \["127\.0\.18\.1\/32","127\.0\.18\.2\/32","127\.0\.18\.3\/32"\]$/m,
  )
})

test('each homeserver verifies the certificates of the three it talks with, and of nobody else', async () => {
  await setUp(containerPlace(topology, root, network), { now })
  for (const { name } of topology.organizations) {
    const text = await readFile(join(root, name, 'homeserver.yaml'), 'utf8')
    assert.match(text, /^federation_verify_certificates: true$/m)
    assert.match(text, /^federation_domain_whitelist: \["apotheek","huisarts","vvt"\]$/m)
    assert.ok(text.includes(`federation_custom_ca_list: ["${join(root, name, 'ca.pem')}"]`))
    assert.match(text, /^trusted_key_servers: \[\]$/m)
  }
})

test('the bot accepts the settings that are rendered for it', async () => {
  await setUp(containerPlace(topology, root, network), { now })
  const config = readConfig(parseEnv(await readFile(join(root, 'vvt', 'bot.env'), 'utf8')))
  assert.equal(config.HOMESERVER_URL, 'http://matrix_vvt:8008')
  assert.equal(config.FHIR_NAME, 'Dossier Thuiszorg De Linde')
  assert.equal(config.FHIR_URL, 'http://fhir-vvt:8080/fhir')
  assert.deepEqual(config.FEDERATION_SERVERS, ['apotheek', 'huisarts', 'vvt'])
  assert.deepEqual(config.LISTEN, { host: '0.0.0.0', port: 9009 })
})

test('Element of each organization begins at its own homeserver', async () => {
  await setUp(containerPlace(topology, root, network), { now })
  const config: unknown = JSON.parse(await readFile(join(root, 'vvt', 'element.json'), 'utf8'))
  assert.partialDeepStrictEqual(config, {
    default_server_config: {
      'm.homeserver': { base_url: 'http://localhost:8003', server_name: 'vvt' },
    },
  })
})
