import { createHash } from 'node:crypto'
import { copyFile, mkdir, readFile, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { type Log, SetupError, step } from '../progress.ts'
import type { ComposeConfig } from './config-file.ts'
import { enclosed } from './enclosure.ts'
import { fetchNpm } from './npm-package.ts'
import { places, root } from './places.ts'
import { mustRun, run } from './run.ts'

type StandIn = {
  readonly kind: string
  readonly image: string
  /** The argument of its containerfile that names the image it begins with. */
  readonly from: Readonly<Record<string, string>>
  /** Files beside the containerfile that it copies, by their name there. */
  readonly files: Readonly<Record<string, string>>
  readonly prepare?: (context: string, signal: AbortSignal) => Promise<void>
}

const SUITE = 'bookworm'
const MIRROR = 'http://deb.debian.org/debian'
const BARE = `localhost/zorgbot-stand-in/debootstrap:${SUITE}`
const DEBIAN = `localhost/zorgbot-stand-in/debian:${SUITE}`
const LABEL = 'zorgbot.stand-in'

const own = (name: string): string => join(import.meta.dirname, 'stand-ins', name)

const podman = (args: readonly string[], signal: AbortSignal) => {
  const { program, args: all } = enclosed('host', { program: 'podman', args })
  return { program, all, run: () => run(program, all, { signal, cwd: root }) }
}

/** Runs podman outside the network of the test, as for building; throws when it fails. */
export const mustPodman = async (args: readonly string[], signal: AbortSignal): Promise<void> => {
  const { program, all } = podman(args, signal)
  await mustRun(program, all, { signal, cwd: root })
}

/** The names in the registry of Docker, which are what Docker Compose asks for. */
const fullName = (image: string): string =>
  image.includes('/') ? `docker.io/${image}` : `docker.io/library/${image}`

const imageOf = ({ services }: ComposeConfig, start: string): string => {
  const images = Object.values(services).flatMap(({ image, build }) => [
    image,
    ...Object.values(build?.args ?? {}),
  ])
  const found = images.find((image) => image.startsWith(`${start}:`))
  if (found === undefined) throw new SetupError('failed', `No service has an image ${start}.`)
  if (found.includes('@'))
    throw new SetupError(
      'failed',
      'The images are nailed by digest in .env, and a stand-in has another one: empty the digests for this test.',
    )
  return fullName(found)
}

const standIns = (config: ComposeConfig): readonly StandIn[] => {
  const nginx = imageOf(config, 'nginx')
  return [
    {
      kind: 'debian',
      image: DEBIAN,
      from: { DEBIAN: BARE },
      files: { 'authorities.pem': '/etc/ssl/certs/ca-certificates.crt' },
    },
    {
      kind: 'node',
      image: imageOf(config, 'node'),
      from: { DEBIAN },
      files: { node: process.execPath, 'node-entrypoint.sh': own('node-entrypoint.sh') },
      prepare: fetchNpm,
    },
    {
      kind: 'synapse',
      image: imageOf(config, 'matrixdotorg/synapse'),
      from: { DEBIAN },
      files: {
        'requirements.txt': join(root, 'scripts', 'synapse', 'requirements.txt'),
        'start.py': own('start.py'),
      },
    },
    {
      kind: 'nginx',
      image: nginx,
      from: { DEBIAN },
      files: { 'nginx-entrypoint.sh': own('nginx-entrypoint.sh') },
    },
    {
      kind: 'element',
      image: imageOf(config, 'vectorim/element-web'),
      from: { NGINX: nginx },
      files: { 'element.html': own('element.html') },
    },
  ]
}

const stampOf = async ({ kind, from, files }: StandIn, base: string): Promise<string> => {
  const hash = createHash('sha256').update(base).update(JSON.stringify(from))
  for (const file of [own(`${kind}.containerfile`), ...Object.values(files)])
    hash.update(await readFile(file))
  return hash.digest('hex')
}

const isThere = async (image: string, stamp: string, signal: AbortSignal): Promise<boolean> => {
  const format = `{{index .Labels "${LABEL}"}}`
  const look = await podman(['image', 'inspect', '--format', format, image], signal).run()
  return look.code === 0 && look.stdout.trim() === stamp
}

/** Makes the Debian that all stand-ins begin with, unless it is there already. */
export const makeDebian = async (log: Log, signal: AbortSignal): Promise<void> => {
  if ((await podman(['image', 'exists', BARE], signal).run()).code === 0) return
  const folder = join(places.work, 'debian')
  const archive = `${folder}.tar`
  await rm(folder, { recursive: true, force: true })
  await step(log, `making a Debian ${SUITE} with debootstrap`, async () => {
    const args = ['--variant=minbase', '--include=ca-certificates', SUITE, folder, MIRROR]
    await mustRun('debootstrap', args, { signal })
    await mustRun('tar', ['-C', folder, '-cf', archive, '.'], { signal })
    await mustPodman(['import', archive, BARE], signal)
  })
  await rm(folder, { recursive: true, force: true })
  await rm(archive, { force: true })
}

const build = async (one: StandIn, stamp: string, signal: AbortSignal): Promise<void> => {
  const context = join(places.work, one.kind)
  await rm(context, { recursive: true, force: true })
  await mkdir(context, { recursive: true })
  for (const [name, file] of Object.entries(one.files)) await copyFile(file, join(context, name))
  await one.prepare?.(context, signal)
  const froms = Object.entries(one.from).flatMap(([name, from]) => [
    '--build-arg',
    `${name}=${from}`,
  ])
  const label = ['--label', `${LABEL}=${stamp}`]
  const file = ['--file', own(`${one.kind}.containerfile`)]
  const tag = ['--tag', one.image]
  await mustPodman(
    ['build', '--network', 'host', ...froms, ...label, ...file, ...tag, context],
    signal,
  )
  await rm(context, { recursive: true, force: true })
}

/** Makes an image on this machine for each that the compose files name, under its name, unless it is there already. */
export const makeStandIns = async (
  config: ComposeConfig,
  log: Log,
  signal: AbortSignal,
): Promise<void> => {
  let base = BARE
  for (const one of standIns(config)) {
    const stamp = await stampOf(one, base)
    if (!(await isThere(one.image, stamp, signal)))
      await step(log, `making a stand-in for ${one.image}`, () => build(one, stamp, signal))
    if (one.kind === 'debian' || one.kind === 'nginx') base = stamp
  }
}

/** Builds the image of this repository from its Dockerfile. */
export const buildOwnImage = async (
  config: ComposeConfig,
  log: Log,
  signal: AbortSignal,
): Promise<void> => {
  const file = ['--file', 'compose/Dockerfile', '--ignorefile', 'compose/Dockerfile.dockerignore']
  const base = ['--build-arg', `NODE_IMAGE=${imageOf(config, 'node')}`]
  const tag = ['--tag', fullName('zorgbot:local')]
  const args = ['build', '--layers', '--network', 'host', ...base, ...file, ...tag, '.']
  await step(log, 'building zorgbot:local from compose/Dockerfile', () => mustPodman(args, signal))
}
