import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { places } from './places.ts'

/** A program with its arguments. */
export type Command = { readonly program: string; readonly args: readonly string[] }

const settings: Readonly<Record<string, string>> = {
  CONTAINERS_CONF: places.containersConf,
  CONTAINERS_STORAGE_CONF: places.storageConf,
  CONTAINERS_REGISTRIES_CONF: places.registriesConf,
}

// One limit for all: more than this a container may not get where the test itself is limited.
const LIMIT = 4096

const containersConf = `[containers]
default_ulimits = ["nofile=${LIMIT}:${LIMIT}", "nproc=${LIMIT}:${LIMIT}"]
[engine]
runtime = "runc"
cgroup_manager = "cgroupfs"
events_logger = "file"
static_dir = "${join(places.storage, 'libpod')}"
volume_path = "${join(places.storage, 'volumes')}"
[network]
network_backend = "netavark"
network_config_dir = "${places.networks}"
`

const storageConf = `[storage]
driver = "overlay"
graphroot = "${places.storage}"
runroot = "/run/containers/storage"
`

/** Writes the configuration of a podman that shares nothing with one of the machine. */
export const writeEngineConfig = async (): Promise<void> => {
  await mkdir(places.storage, { recursive: true })
  await mkdir(places.work, { recursive: true })
  await writeFile(places.containersConf, containersConf)
  await writeFile(places.storageConf, storageConf)
  // Images come from this machine alone.
  await writeFile(places.registriesConf, 'unqualified-search-registries = []\n')
}

/** The program in namespaces of its own: processes, mounts and, if asked for, the network. */
export const enclosed = (network: 'own' | 'host', command: Command): Command => {
  const names = ['--pid', '--mount', '--fork', '--kill-child', '--mount-proc']
  const own = network === 'own' ? ['--net', ...names] : names
  const environment = Object.entries(settings).map(([name, value]) => `${name}=${value}`)
  environment.push(`OWN_NETWORK=${network === 'own' ? 'yes' : 'no'}`)
  const script = join(import.meta.dirname, 'enclosure.sh')
  return {
    program: 'env',
    args: [...environment, 'unshare', ...own, 'bash', script, command.program, ...command.args],
  }
}
