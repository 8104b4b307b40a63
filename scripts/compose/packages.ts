import { access } from 'node:fs/promises'
import { delimiter, join } from 'node:path'
import { type Log, SetupError, step } from '../progress.ts'
import { mustRun } from './run.ts'

/** A program and the Debian package it comes from. */
type Tool = { readonly files: readonly string[]; readonly from: string }

const PATHS: readonly string[] = ['/usr/sbin', '/usr/bin', '/sbin', '/bin']

const program = (name: string): readonly string[] =>
  [...(process.env['PATH'] ?? '').split(delimiter), ...PATHS].map((folder) => join(folder, name))

const TOOLS: readonly Tool[] = [
  { files: program('podman'), from: 'podman' },
  { files: program('runc'), from: 'runc' },
  { files: program('conmon'), from: 'conmon' },
  { files: ['/usr/lib/podman/netavark'], from: 'netavark' },
  { files: ['/usr/lib/podman/aardvark-dns'], from: 'aardvark-dns' },
  { files: program('catatonit'), from: 'catatonit' },
  { files: program('iptables'), from: 'iptables' },
  { files: program('ip'), from: 'iproute2' },
  { files: program('unshare'), from: 'util-linux' },
  { files: program('debootstrap'), from: 'debootstrap' },
  { files: ['/usr/share/keyrings/debian-archive-keyring.gpg'], from: 'debian-archive-keyring' },
]

const isThere = async ({ files }: Tool): Promise<boolean> => {
  for (const file of files)
    if (
      await access(file).then(
        () => true,
        () => false,
      )
    )
      return true
  return false
}

const missingPackages = async (): Promise<readonly string[]> => {
  const missing: string[] = []
  for (const tool of TOOLS) if (!(await isThere(tool))) missing.push(tool.from)
  return missing
}

const cannot = (why: string): SetupError =>
  new SetupError('no-engine', `The containers cannot be run on this machine: ${why}.`)

/** Makes sure that podman and what it needs are installed; throws a SetupError `no-engine` where that cannot be. */
export const installPackages = async (log: Log, signal: AbortSignal): Promise<void> => {
  if (process.platform !== 'linux') throw cannot('podman needs Linux')
  if (process.getuid?.() !== 0) throw cannot('a network of its own needs root')
  const missing = await missingPackages()
  if (missing.length === 0) return
  if (!(await isThere({ files: program('apt-get'), from: 'apt' })))
    throw cannot(`${missing.join(', ')} are not installed, and there is no apt-get`)
  const env = { DEBIAN_FRONTEND: 'noninteractive' }
  await step(log, `installing ${missing.join(', ')}`, async () => {
    try {
      await mustRun('apt-get', ['update', '-qq'], { signal, env })
      const install = ['install', '-qq', '-y', '--no-install-recommends', ...missing]
      await mustRun('apt-get', install, { signal, env })
    } catch (error) {
      if (!(error instanceof SetupError)) throw error
      throw cannot(`apt-get could not install ${missing.join(', ')}\n${error.message}`)
    }
  })
}
