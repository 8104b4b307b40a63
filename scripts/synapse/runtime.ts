import { type ChildProcess, spawn } from 'node:child_process'
import { join } from 'node:path'
import { configFile } from './config.ts'

/** A way to run Synapse on this machine. */
export type Runtime = {
  readonly kind: 'native' | 'docker'
  /** The address Synapse binds to. */
  readonly bindAddress: string
  /** How Synapse reaches a server on this machine's loopback address. */
  readonly hostAddress: string
  /** Starts it from these configuration files; from the one in its folder when none are named. */
  start(
    dir: string,
    port: number,
    env: Readonly<Record<string, string>>,
    configs?: readonly string[],
  ): Promise<ChildProcess>
  signal(dir: string, child: ChildProcess, signal: 'SIGTERM' | 'SIGKILL'): Promise<void>
}

/** Synapse in the virtual environment of this Python; it ends when this process ends. */
export const nativeRuntime = (python: string): Runtime => ({
  kind: 'native',
  bindAddress: '127.0.0.1',
  hostAddress: '127.0.0.1',
  start: async (dir, _port, extra, configs = [configFile(dir)]) => {
    const database = join(dir, 'homeserver.db')
    const env: NodeJS.ProcessEnv = { ...process.env, SYNAPSE_DATABASE: database, ...extra }
    // With it Synapse compiles its modules at every start, which takes 4 s instead of 1.3 s.
    delete env['PYTHONDONTWRITEBYTECODE']
    const named = configs.flatMap((file) => ['-c', file])
    return spawn(python, [join(import.meta.dirname, 'launch.py'), ...named], {
      cwd: dir,
      env,
      // Its own process group: Ctrl-C reaches this process first, which then stops its servers in order.
      detached: true,
      stdio: ['ignore', 'ignore', 'pipe'],
    })
  },
  signal: async (_dir, child, signal) => {
    child.kill(signal)
  },
})
