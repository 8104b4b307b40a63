import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { SetupError } from '../progress.ts'
import { places, root } from './places.ts'
import { mustRun, run } from './run.ts'

/** A service as Docker Compose understands it. */
export type Service = {
  readonly image: string
  readonly user?: string
  readonly read_only?: boolean
  readonly privileged?: boolean
  readonly cap_drop?: readonly string[]
  readonly build?: { readonly args?: Readonly<Record<string, string>> }
  readonly healthcheck?: object
  readonly profiles?: readonly string[]
  readonly command?: readonly string[] | null
  readonly ports?: readonly { readonly published?: string; readonly target: number }[]
  readonly networks?: Readonly<Record<string, Attachment | null>>
}

/** How a service stands in a network. */
type Attachment = { readonly aliases?: readonly string[]; readonly ipv4_address?: string }

type Addresses = { readonly subnet?: string; readonly ip_range?: string }

type Subnets = { readonly ipam?: { readonly config?: readonly Addresses[] } }

/** The compose files as one, with everything filled in. */
export type ComposeConfig = {
  readonly services: Readonly<Record<string, Service>>
  readonly networks: Readonly<Record<string, Subnets>>
}

const config = ['--project-directory', root, '--file', join(root, 'compose.yaml')]
const bothProfiles = ['--profile', 'embedded', '--profile', 'hapi']

/** Reads the compose files with Docker Compose itself, which refuses what its schema does not know. */
export const readComposeConfig = async (signal: AbortSignal): Promise<ComposeConfig> => {
  const args = [...config, ...bothProfiles, 'config', '--format', 'json']
  return JSON.parse((await mustRun(places.compose, args, { signal })).stdout)
}

/** Shows that the schema check works: a misspelled key must be refused. */
export const mustRefuseMisspelling = async (signal: AbortSignal): Promise<void> => {
  const wrong = join(places.work, 'misspelled.yaml')
  await writeFile(wrong, 'services: { proxy: { portz: [] } }\n')
  const args = [...config, '--file', wrong, 'config', '--quiet']
  const { code, stderr } = await run(places.compose, args, { signal })
  if (code === 0 || !stderr.includes('portz'))
    throw new SetupError('failed', 'Docker Compose did not refuse a misspelled key.')
}

const IMAGE = /^[^:@]+:[^:@/]*\d[^:@/]*(@sha256:[0-9a-f]{64})?$/

const isPinned = (image: string): boolean => IMAGE.test(image) || image === 'zorgbot:local'

/** What is wrong with the compose files, beyond their form: one line for each finding. */
export const findFaults = ({ services }: ComposeConfig): readonly string[] => {
  const faults: string[] = []
  for (const [name, service] of Object.entries(services)) {
    for (const image of [service.image, ...Object.values(service.build?.args ?? {})])
      if (!isPinned(image)) faults.push(`${name}: the image ${image} has no version or digest`)
    if (service.privileged === true) faults.push(`${name} is privileged`)
    if (!service.cap_drop?.includes('ALL')) faults.push(`${name} keeps capabilities`)
    // HAPI's image has a user of its own and writes beside its program.
    if (service.profiles?.includes('hapi')) continue
    if (service.read_only !== true) faults.push(`${name} can write to its own files`)
    if (service.user !== '1000:1000') faults.push(`${name} runs as ${service.user ?? 'root'}`)
  }
  return faults
}
