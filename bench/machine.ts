import { readFile, statfs } from 'node:fs/promises'
import { cpus, loadavg, release, totalmem } from 'node:os'
import { join } from 'node:path'

const fileSystems: Readonly<Record<number, string>> = {
  0xef53: 'ext4',
  0x01021994: 'tmpfs (memory, no disk: commits look too fast)',
  0x58465342: 'xfs',
  0x9123683e: 'btrfs',
  0x794c7630: 'overlayfs',
}

const versionOf = async (dependency: string): Promise<string> => {
  const file = join(import.meta.dirname, `../node_modules/${dependency}/package.json`)
  const { version }: { readonly version: string } = JSON.parse(await readFile(file, 'utf8'))
  return `${dependency} ${version}`
}

const synapseVersion = async (): Promise<string> => {
  const file = join(import.meta.dirname, '../scripts/synapse/requirements.txt')
  const version = /^matrix-synapse==(\S+)/m.exec(await readFile(file, 'utf8'))?.[1]
  return `Synapse ${version ?? 'of unknown version'} on SQLite`
}

/** What the measurements ran on, one line each. */
export const describeMachine = async (dir: string): Promise<readonly string[]> => {
  const { type } = await statfs(dir)
  return [
    `${cpus().length} × ${cpus()[0]?.model ?? 'unknown processor'}, ${Math.round(totalmem() / 2 ** 30)} GB, ${process.platform} ${release()}; databases on ${fileSystems[type] ?? `file system 0x${type.toString(16)}`}`,
    `Node ${process.versions.node}, ${(await Promise.all(['better-sqlite3', 'matrix-bot-sdk'].map(versionOf))).join(', ')}, ${await synapseVersion()}`,
    `Load of the last minute at the start: ${(loadavg()[0] ?? 0).toFixed(1)}. Clients, servers and bots share the machine.`,
  ]
}
