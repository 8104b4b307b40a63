import { type ChildProcess, spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import { type Log, SetupError, step } from '../progress.ts'
import { runProgram } from '../run-program.ts'
import { configFile } from './config.ts'
import type { Runtime } from './runtime.ts'

const IMAGE = 'matrixdotorg/synapse:v1.163.2'

const nameOf = (dir: string): string =>
  `zorgbot-synapse-${createHash('sha256').update(dir).digest('hex').slice(0, 12)}`

/** The arguments of `docker run` for the Synapse of a folder. On Linux it shares the host's network; elsewhere its port is published. */
export const dockerArguments = (
  dir: string,
  port: number,
  platform: NodeJS.Platform,
  user: string | undefined,
): readonly string[] => {
  const network =
    platform === 'linux' ? ['--network', 'host'] : ['--publish', `127.0.0.1:${port}:${port}`]
  const owner = user === undefined ? [] : ['--user', user]
  const place = ['--volume', `${dir}:${dir}`, '--entrypoint', 'python']
  const program = ['-m', 'synapse.app.homeserver', '-c', configFile(dir)]
  return ['run', '--rm', '--name', nameOf(dir), ...network, ...owner, ...place, IMAGE, ...program]
}

/** Whether a Docker engine answers on this machine. */
export const dockerAnswers = async (): Promise<boolean> => {
  const result = await runProgram('docker', ['version', '--format', '{{.Server.Version}}'], {
    timeoutMs: 10_000,
  })
  return result.code === 0
}

const currentUser = (): string | undefined => {
  const uid = process.getuid?.()
  const gid = process.getgid?.()
  return uid === undefined || gid === undefined ? undefined : `${uid}:${gid}`
}

const startContainer = (dir: string, port: number): ChildProcess =>
  spawn('docker', dockerArguments(dir, port, process.platform, currentUser()), {
    stdio: ['ignore', 'ignore', 'pipe'],
    detached: true,
  })

/** Synapse from its Docker image, for machines without a fitting Python package. */
export const dockerRuntime = async (log: Log): Promise<Runtime> => {
  const known = await runProgram('docker', ['image', 'inspect', IMAGE])
  if (known.code !== 0)
    await step(log, `fetching the image ${IMAGE}`, async () => {
      const pulled = await runProgram('docker', ['pull', '--quiet', IMAGE])
      if (pulled.code !== 0)
        throw new SetupError(
          'no-image',
          `The image ${IMAGE} cannot be fetched: connect this machine to the network and run the same command again.`,
        )
    })
  const shared = process.platform === 'linux'
  return {
    kind: 'docker',
    bindAddress: shared ? '127.0.0.1' : '0.0.0.0',
    hostAddress: shared ? '127.0.0.1' : 'host.docker.internal',
    start: async (dir, port) => {
      await runProgram('docker', ['rm', '--force', nameOf(dir)])
      return startContainer(dir, port)
    },
    signal: async (dir, _child, signal) => {
      await runProgram('docker', ['kill', '--signal', signal, nameOf(dir)])
    },
  }
}
