import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { createCharts } from '../../src/chart/draw.ts'
import { commands } from '../../src/commands/registry.ts'
import { type LoadedServer, loadedHapi, loadedSandbox } from '../loaded-servers.ts'
import { median, percentile, shown } from '../numbers.ts'
import type { Bench, Findings, Part, Table, Target } from '../part.ts'
import { type Passing, type Proxy, startProxy } from '../proxy.ts'
import { type Running, startOnStub } from '../stub-world.ts'

const roomCount = 16
const resources = 100_000
const serverName = 'bench.test'
const summaryLimitMs = 1000
const slowSourceMs = 1500
const chartLimitMs = 100
const feedLooksBackMs = 130_000
const askedLater: ReadonlySet<string> = new Set(['bron', 'meer', 'ververs'])

const p95 = (values: readonly number[]) => percentile(values, 0.95)

/** The read commands of a client's room; those that go on from a list come after one. */
const lines: readonly string[] = commands
  .filter(
    ({ access, place, name }) => access === 'read' && place !== 'direct' && !askedLater.has(name),
  )
  .map(({ name }) => `!${name}`)

/** What was asked of the FHIR server: how often, and of how many types of records. */
type Asked = { readonly requests: number; readonly types: number }

/** The server behind a proxy that counts, and can make one type of record late. */
type Watched = {
  readonly proxy: Proxy
  readonly asked: () => Asked
  readonly forget: () => void
  /** Resolves when nothing has been asked for so long. */
  readonly quiet: (ms: number) => Promise<void>
  delay: string | undefined
}

const typeIn = ({ path }: Passing): string => /\/fhir\/([A-Z][A-Za-z]+)/u.exec(path)?.[1] ?? ''

const watch = async (port: number): Promise<Watched> => {
  let seen: string[] = []
  let last = performance.now()
  const watched: Watched = {
    proxy: await startProxy(port, {
      before(passing) {
        const type = typeIn(passing)
        last = performance.now()
        seen.push(type)
        return type !== '' && type === watched.delay ? wait(slowSourceMs) : undefined
      },
    }),
    asked: () => ({ requests: seen.length, types: new Set(seen).size }),
    forget: () => {
      seen = []
    },
    async quiet(ms) {
      while (performance.now() - last < ms) await wait(100)
    },
    delay: undefined,
  }
  return watched
}

/** All rooms ask the same at once, some times over. */
const atOnce = async (running: Running, line: string, rounds: number): Promise<number[]> => {
  const took: number[] = []
  for (let round = 0; round < rounds; round += 1)
    took.push(...(await Promise.all(running.rooms.map((_, n) => running.ask(n, line)))))
  return took
}

/** The fewest requests of some single questions: what polls the record meanwhile is not the command's. */
const counted = async (running: Running, watched: Watched, line: string): Promise<Asked> => {
  const all: Asked[] = []
  for (let round = 0; round < 5; round += 1) {
    watched.forget()
    await running.ask(0, line)
    all.push(watched.asked())
  }
  return all.toSorted((one, other) => one.requests - other.requests)[0] ?? { requests: 0, types: 0 }
}

const summaryTargets = async (
  running: Running,
  watched: Watched,
  server: LoadedServer,
  rounds: number,
): Promise<Target> => {
  watched.delay = 'Consent'
  const took: number[] = []
  for (let round = 0; round < rounds; round += 1) took.push(await running.ask(0, '!samenvatting'))
  watched.delay = undefined
  const own = p95(took) - slowSourceMs
  return {
    what: `catalogue: \`!samenvatting\` beyond its slowest source (${slowSourceMs} ms late), ${server.name}, p95`,
    limit: `≤ ${summaryLimitMs} ms`,
    measured: `${shown(own)} ms`,
    pass: own <= summaryLimitMs,
  }
}

const measure = async (bench: Bench, server: LoadedServer): Promise<Findings> => {
  const rounds = bench.quick ? 2 : 5
  const watched = await watch(server.port)
  bench.cleanUp(() => watched.proxy.stop())
  // A database of its own: the rooms of another server's clients are no rooms here.
  const dir = join(bench.dir, String(server.port))
  await mkdir(dir)
  const running = await startOnStub({ ...bench, dir }, 'zorgbot', {
    fhirUrl: `${watched.proxy.baseUrl}/fhir`,
    rooms: roomCount,
  })
  // The feed of changes looks two minutes back: until then it reads again and again what was just put in.
  bench.log(`catalogue: ${server.name}, until the bot has read what is new`)
  await wait(Math.max(0, server.loadedAt + feedLooksBackMs - performance.now()))
  await watched.quiet(3000)
  const rows: string[][] = []
  for (const line of lines) {
    bench.log(`catalogue: ${server.name} ${line}`)
    await running.ask(0, line)
    const { requests, types } = await counted(running, watched, line)
    const took = await atOnce(running, line, rounds)
    rows.push([line, shown(median(took)), shown(p95(took)), String(requests), String(types)])
  }
  const target = await summaryTargets(running, watched, server, bench.quick ? 3 : 10)
  await running.child.stop()
  const held = server.resources.toLocaleString('en-US')
  return {
    tables: [
      {
        title: `Read commands on ${server.name} with ${held} resources`,
        columns: ['16 rooms at once', 'p50 ms', 'p95 ms', 'FHIR requests', 'least'],
        rows,
        notes: [
          `${rounds} rounds of 16 questions at the same moment, stub homeserver. Requests: of one question alone, seen from a proxy, those for the care team and the client's name included. Least: one search for each type of record it reads.`,
          `The server was loaded in ${shown(server.loadedInMs / 1000)} s.`,
        ],
      },
    ],
    targets: [target],
  }
}

const chartTime = async (bench: Bench): Promise<Findings> => {
  const charts = createCharts()
  const day = 86_400_000
  const points = Array.from({ length: 30 }, (_, n) => ({
    at: new Date(Date.UTC(2026, 0, 1) + n * day),
    value: 120 + ((n * 37) % 50),
  }))
  const spec = {
    title: 'Bloeddruk',
    series: [
      { name: 'bovendruk', points },
      { name: 'onderdruk', points: points.map(({ at, value }) => ({ at, value: value - 50 })) },
    ],
    targets: [{ value: 140, words: 'streefwaarde 140' }],
    footer: ['Bron: Dossier Thuiszorg', 'Opgehaald 31-01-2026 09:00'],
    dayWords: (at: Date) => at.toISOString().slice(5, 10),
    valueWords: String,
  }
  const draw = async () => {
    const began = performance.now()
    await charts.draw(spec)
    return performance.now() - began
  }
  const first = await draw()
  const took: number[] = []
  for (let round = 0; round < (bench.quick ? 5 : 30); round += 1) took.push(await draw())
  return {
    tables: [
      {
        title: 'A chart of 60 values, with its thumbnail and blur',
        columns: ['', 'ms'],
        rows: [
          ['the first, which loads renderer and font', shown(first)],
          ['p50', shown(median(took))],
          ['p95', shown(p95(took))],
        ],
        notes: [],
      },
    ],
    targets: [
      {
        what: 'catalogue: drawing a chart, p95',
        limit: `≤ ${chartLimitMs} ms`,
        measured: `${shown(p95(took))} ms`,
        pass: p95(took) <= chartLimitMs,
      },
    ],
  }
}

const run = async (bench: Bench): Promise<Findings> => {
  const much = { rooms: roomCount, resources: bench.quick ? 5000 : resources, serverName }
  const found: Findings[] = [await chartTime(bench)]
  found.push(await measure(bench, await loadedSandbox(bench, much)))
  const hapi = await loadedHapi(bench, much)
  if (hapi !== undefined) found.push(await measure(bench, hapi))
  const tables: readonly Table[] = found.flatMap((one) => one.tables)
  return { tables, targets: found.flatMap((one) => one.targets) }
}

/** The read commands with a FHIR server that holds much, and the drawing of a chart. */
export const catalogue: Part = { name: 'catalogue', run }
