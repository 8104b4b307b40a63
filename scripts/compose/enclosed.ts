import { SetupError, step } from '../progress.ts'
import { readTopology } from '../topology/description.ts'
import type { Finding } from '../topology/tour.ts'
import { type Engine, startEngine } from './engine.ts'
import { describeIll, waitUntilHealthy } from './health.ts'
import { findLeftovers, removeLeftovers } from './leftovers.ts'
import { lookFromOutside, playStory } from './tour.ts'

const LIMIT_MS = 10 * 60_000

const say = (line: string): void => {
  process.stdout.write(`${line}\n`)
}

/** Rejects when the test must end early: a signal, the end of the process that started this, or too long a time. */
const interrupted = (): Promise<never> =>
  new Promise((_resolve, reject) => {
    const end = (why: string) => () => reject(new SetupError('interrupted', why))
    process.once('SIGINT', end('Stopped.'))
    process.once('SIGTERM', end('Stopped.'))
    process.stdin.once('end', end('Stopped.'))
    process.stdin.resume()
    setTimeout(end('The containers took more than ten minutes.'), LIMIT_MS).unref()
  })

const bringUp = async (engine: Engine): Promise<void> => {
  await step(say, 'docker compose up', () =>
    engine.compose('up', '--detach', '--no-build', '--pull', 'never'),
  )
  const count = await step(say, 'waiting until every container is healthy', () =>
    waitUntilHealthy(engine),
  )
  say(`${count} containers`)
}

const play = async (engine: Engine): Promise<readonly Finding[]> => {
  const topology = await readTopology()
  await bringUp(engine)
  const outside = await step(say, 'looking from outside', () => lookFromOutside(engine, topology))
  const story = await step(say, 'playing the federated story', () =>
    playStory(engine, topology, say),
  )
  await step(say, 'docker compose stop', () => engine.compose('stop'))
  await bringUp(engine)
  const again = await step(say, 'playing it again after the stop', () =>
    playStory(engine, topology, say),
  )
  return [...outside, ...story, ...again]
}

const takeDown = async (engine: Engine): Promise<Finding> => {
  await step(say, 'docker compose down -v', () => engine.compose('down', '--volumes'))
  const left = await findLeftovers(engine)
  for (const one of left) say(`left behind: ${one}`)
  return { what: 'down -v leaves nothing', holds: left.length === 0 }
}

const main = async (): Promise<number> => {
  const ended = interrupted()
  // It may come before it is waited for.
  ended.catch(() => undefined)
  const engine = await startEngine()
  const findings: Finding[] = []
  try {
    await removeLeftovers(engine)
    findings.push(...(await Promise.race([play(engine), ended])))
  } catch (error) {
    findings.push({ what: error instanceof Error ? error.message : 'unknown', holds: false })
    say(await describeIll(engine))
  }
  try {
    findings.push(await takeDown(engine))
  } finally {
    await removeLeftovers(engine)
    await engine.stop()
  }
  for (const { what, holds } of findings) say(`${holds ? 'yes' : 'NO '}  ${what}`)
  return findings.every(({ holds }) => holds) ? 0 : 1
}

// Nothing that a broken-off test left open may keep this going.
if (import.meta.main) process.exit(await main())
