import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { memoryOfTree, type ProcessMemory } from './process-memory.ts'

/** A topology as `npm run topology` starts it, in processes of its own. */
export type StartedTopology = {
  /** From the start of the first process until it said that it is ready. */
  readonly seconds: number
  memory(): Promise<readonly ProcessMemory[]>
  stop(): Promise<void>
}

const readyLimitMs = 240_000
const stopLimitMs = 60_000

const bootstrap = join(import.meta.dirname, '../scripts/bootstrap.mjs')
const program = join(import.meta.dirname, 'partners/topology.ts')

/** Starts one with its files in `root`, on the loopback addresses of `block`, and waits until it is ready. */
export const startTopology = async (root: string, block: string): Promise<StartedTopology> => {
  const began = performance.now()
  const child = spawn(process.execPath, [bootstrap, program, root, block], {
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let said = ''
  const { promise: ready, resolve, reject } = Promise.withResolvers<number>()
  for (const stream of [child.stdout, child.stderr])
    stream.setEncoding('utf8').on('data', (text: string) => {
      said = (said + text).slice(-8000)
      if (/^ready in /mu.test(said)) resolve((performance.now() - began) / 1000)
    })
  const gone = once(child, 'exit')
  child.once('exit', () => reject(new Error(`the topology ended\n${said}`)))
  const stop = async () => {
    child.kill('SIGTERM')
    const forced = setTimeout(() => child.kill('SIGKILL'), stopLimitMs)
    await gone
    clearTimeout(forced)
  }
  const late = setTimeout(
    () => reject(new Error(`the topology is not ready\n${said}`)),
    readyLimitMs,
  )
  try {
    const seconds = await ready
    return { seconds, memory: () => memoryOfTree(child.pid ?? 0), stop }
  } catch (error) {
    await stop()
    throw error
  } finally {
    clearTimeout(late)
  }
}
