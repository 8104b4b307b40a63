import { type ChildProcess, spawn } from 'node:child_process'
import { constants } from 'node:fs'
import { access } from 'node:fs/promises'
import { Agent, get } from 'node:https'
import { delimiter, join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { type Log, SetupError, step } from '../progress.ts'
import { runProgram } from '../run-program.ts'
import type { Place } from './place.ts'

/** The TLS entry as a process. */
export type Proxy = {
  readonly pid: number
  /** Reads its configuration and certificates again. */
  reload(): void
  stop(): Promise<void>
}

const BOOT_LIMIT_MS = 15_000
const STOP_LIMIT_MS = 5000
const POLL_MS = 25

const isProgram = async (file: string): Promise<boolean> => {
  try {
    await access(file, constants.X_OK)
    return true
  } catch {
    return false
  }
}

const installed = async (): Promise<string | undefined> => {
  const folders = [...(process.env['PATH'] ?? '').split(delimiter), '/usr/sbin', '/usr/local/sbin']
  for (const folder of folders)
    if (await isProgram(join(folder, 'nginx'))) return join(folder, 'nginx')
  return undefined
}

const isRoot = (): boolean => process.getuid?.() === 0

/** The nginx of this machine. On Debian and its kin root installs it when it is not there; undefined where it cannot be. */
export const findNginx = async (log: Log): Promise<string | undefined> => {
  const found = await installed()
  if (found !== undefined || !isRoot()) return found
  const known = await runProgram('apt-get', ['--version'])
  if (known.code !== 0) return undefined
  return step(log, 'installing nginx from Debian', async () => {
    await runProgram('apt-get', ['update', '-qq'])
    await runProgram('apt-get', [
      'install',
      '-y',
      '-qq',
      '--no-install-recommends',
      '-o',
      'DPkg::Lock::Timeout=120',
      'nginx-light',
    ])
    return installed()
  })
}

const hasEnded = (child: ChildProcess): boolean =>
  child.exitCode !== null || child.signalCode !== null || child.pid === undefined

const answers = (place: Place, ca: string): Promise<boolean> =>
  new Promise((resolve) => {
    const [host, port] = place.proxy.listen.split(':')
    const servername = place.topology.organizations[0]?.name ?? ''
    const agent = new Agent({ keepAlive: false })
    const request = get(
      { host, port, servername, ca, agent, path: '/', timeout: 2000 },
      (response) => {
        response.resume()
        resolve(true)
      },
    )
    request.on('timeout', () => request.destroy())
    request.on('error', () => resolve(false))
  })

/** Starts nginx with the rendered configuration, through `python` so that it ends when this process ends. */
export const startNginx = async (
  place: Place,
  ca: string,
  nginx: string,
  python: string,
): Promise<Proxy> => {
  const config = join(place.root, 'proxy', 'nginx.conf')
  const program = [nginx, '-c', config, '-g', 'daemon off;']
  const child = spawn(python, [join(import.meta.dirname, 'end_with_parent.py'), ...program], {
    // Its own process group: Ctrl-C reaches this process first, which then stops its servers in order.
    detached: true,
    stdio: ['ignore', 'ignore', 'pipe'],
  })
  let said = ''
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    said = (said + text).slice(-4000)
  })
  child.once('error', (error) => {
    said += error.message
  })
  const gone = new Promise<void>((resolve) => {
    child.once('close', () => resolve())
  })
  const stop = async (): Promise<void> => {
    if (hasEnded(child)) return
    child.kill('SIGTERM')
    const forced = setTimeout(() => child.kill('SIGKILL'), STOP_LIMIT_MS)
    await gone
    clearTimeout(forced)
  }
  const deadline = Date.now() + BOOT_LIMIT_MS
  while (!(await answers(place, ca))) {
    if (hasEnded(child) || Date.now() > deadline) {
      await stop()
      const lines = said.trim().split('\n').slice(-3).join('\n')
      throw new SetupError(
        'proxy',
        `nginx did not start on ${place.proxy.listen}; it said:\n${lines}`,
      )
    }
    await wait(POLL_MS)
  }
  return { pid: child.pid ?? 0, reload: () => child.kill('SIGHUP'), stop }
}
