import { mkdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { installSynapse } from '../../scripts/synapse/install.ts'
import { readTopology } from '../../scripts/topology/description.ts'
import { findNginx } from '../../scripts/topology/nginx.ts'
import { nativePlace } from '../../scripts/topology/place.ts'
import { type Recovery, recover } from '../backlog.ts'
import { type NetworkWorld, startNetworkWorld } from '../network-world.ts'
import { median, percentile, shown, withRange } from '../numbers.ts'
import type { Bench, Findings, Part, Table } from '../part.ts'
import { memoryOfTree, type ProcessMemory } from '../process-memory.ts'
import { startTopology } from '../topology-start.ts'

/** Loopback addresses that neither `npm run topology` nor a test takes. */
const block = '127.0.63'
const warmLimitS = 30
const backlog = 20
const downMs = 5000

const lines = [
  { label: 'bot of vvt `!help`', room: 'botRoom', body: '!help' },
  { label: 'bot of vvt `!allergie`', room: 'botRoom', body: '!allergie' },
  { label: 'bare `!help`', room: 'bareRoom', body: '!help' },
] as const
const bare = lines.length - 1

/** Milliseconds since the doctor began to send. */
type Trip = { readonly seen: number; readonly answered: number }

const p95 = (values: readonly number[]) => percentile(values, 0.95)

/** Everybody is asked once, again and again; one list of trips per line. */
const round = async ({ nurse, doctor, ...rooms }: NetworkWorld, count: number) => {
  const arrivals = new Map<string, number>()
  const stopListening = nurse.listen(({ event_id: id }) => arrivals.set(id, performance.now()))
  const trips: Trip[][] = lines.map(() => [])
  for (let n = 0; n < count; n += 1)
    for (const [at, { room, body }] of lines.entries()) {
      const from = performance.now()
      const id = await doctor.send(rooms[room], body)
      await doctor.waitForAnswer(id, 60_000)
      const answered = performance.now() - from
      await nurse.waitFor(({ event_id }) => event_id === id, 60_000)
      trips[at]?.push({ answered, seen: (arrivals.get(id) ?? Number.NaN) - from })
    }
  stopListening()
  return trips
}

const latency = async (bench: Bench, world: NetworkWorld): Promise<Table> => {
  const rounds = bench.quick ? 1 : 5
  const count = bench.quick ? 10 : 40
  await round(world, 5)
  const found: Trip[][][] = []
  for (let n = 0; n < rounds; n += 1) {
    bench.log(`federation: round ${n + 1} of ${rounds}`)
    found.push(await round(world, count))
  }
  const answered = (trips: readonly Trip[] = []) => trips.map((trip) => trip.answered)
  const seen = (trips: readonly Trip[] = []) => trips.map((trip) => trip.seen)
  return {
    title: 'Federated: sent by the GP on huisarts → answer of vvt in the GP’s own sync',
    columns: ['', 'p50 ms', 'p95 ms', 'p50 against bare', 'seen on vvt, p50 ms', 'p95 ms'],
    rows: lines.map(({ label }, at) => [
      label,
      withRange(found.map((trips) => median(answered(trips[at])))),
      withRange(found.map((trips) => p95(answered(trips[at])))),
      withRange(found.map((trips) => median(answered(trips[at])) / median(answered(trips[bare])))),
      withRange(found.map((trips) => median(seen(trips[at])))),
      withRange(found.map((trips) => p95(seen(trips[at])))),
    ]),
    notes: [
      `${rounds} rounds of ${count}, one asked at a time in turn; people of three organizations in both rooms. Median over the rounds [lowest–highest round].`,
      'Seen on vvt: sent by the GP → the message itself in the sync of the nurse, which is one way.',
    ],
  }
}

/** The retry settings as the homeserver was given them. */
const retrySettings = async (root: string): Promise<string> => {
  const text = await readFile(join(root, 'vvt', 'homeserver.yaml'), 'utf8')
  const [, settings = ''] = /^federation:\n((?: {2}.+\n)+)/mu.exec(text) ?? []
  return settings.trim().replaceAll(/\s*\n\s*/gu, ', ')
}

const recovery = async (bench: Bench, world: NetworkWorld): Promise<Table> => {
  const rounds = bench.quick ? 1 : 5
  const cases = [
    { label: 'nobody types', types: false, found: [] as Recovery[] },
    { label: 'the GP types once more', types: true, found: [] as Recovery[] },
  ]
  for (let n = 0; n < rounds; n += 1)
    for (const { label, types, found } of cases) {
      bench.log(`federation: vvt away, ${label}, ${n + 1} of ${rounds}`)
      found.push(await recover(world, { count: backlog, downMs, types }))
    }
  return {
    title: `Federated: the homeserver of vvt is back → ${backlog} messages of huisarts delivered`,
    columns: ['', 'first, s', 'all, s', 'answer to the command among them, s'],
    rows: cases.map(({ label, found }) => [
      label,
      withRange(found.map(({ first }) => first)),
      withRange(found.map(({ all }) => all)),
      withRange(found.map(({ answered }) => answered)),
    ]),
    notes: [
      `${rounds} rounds; away for ${downMs / 1000} s and more. From the first answer of the homeserver to the nurse’s sync on vvt; the answer to the GP’s sync on huisarts. The client of the nurse comes back by itself.`,
      `Retry settings of config/templates/homeserver.yaml: ${await retrySettings(world.network.place.root)}.`,
    ],
  }
}

/** Cold: nothing but the programs is there. Warm: the same a second time. The memory is that of the last warm one. */
const starts = async (bench: Bench) => {
  const rounds = bench.quick ? 1 : 3
  const cold: number[] = []
  const warm: number[] = []
  let memory: readonly ProcessMemory[] = []
  await installSynapse({ log: bench.log })
  const nginx = await findNginx(bench.log)
  for (let n = 0; n < rounds; n += 1)
    for (const into of [cold, warm]) {
      bench.log(`federation: ${into === cold ? 'cold' : 'warm'} start, ${n + 1} of ${rounds}`)
      const started = await startTopology(join(bench.dir, `start-${n}`), block)
      into.push(started.seconds)
      try {
        memory = await started.memory()
      } finally {
        await started.stop()
      }
    }
  return { rounds, cold, warm, memory, entry: nginx === undefined ? 'Synapse itself' : 'nginx' }
}

const sum = (some: readonly ProcessMemory[]) => some.reduce((total, { mb }) => total + mb, 0)

const memoryTable = (ready: readonly ProcessMemory[], after: readonly ProcessMemory[]): Table => {
  const cells = (some: readonly ProcessMemory[]) =>
    some.length === 0
      ? ['', '']
      : [some.map(({ mb }) => Math.round(mb)).join(', '), String(Math.round(sum(some)))]
  const kinds = [...new Set(ready.map(({ kind }) => kind))]
  return {
    title: 'Memory of the topology',
    columns: ['', 'at ready, MB RSS each', 'sum', 'after these measurements', 'sum'],
    rows: [
      ...kinds.map((one) => [
        one,
        ...cells(ready.filter(({ kind }) => kind === one)),
        ...cells(after.filter(({ kind }) => kind === one)),
      ]),
      ['everything', '', String(Math.round(sum(ready))), '', ''],
    ],
    notes: [
      'Pages that processes share are counted in each of them. During the measurements the FHIR servers are in the process of the bench, which is not counted.',
    ],
  }
}

const run = async (bench: Bench): Promise<Findings> => {
  const { rounds, cold, warm, memory, entry } = await starts(bench)
  const stops = new AsyncDisposableStack()
  bench.cleanUp(() => stops.disposeAsync())
  const place = nativePlace(await readTopology(), join(bench.dir, 'network'), block)
  const dir = join(bench.dir, 'bare')
  await mkdir(dir, { recursive: true })
  const world = await startNetworkWorld(place, dir, stops, bench.log)
  const trips = await latency(bench, world)
  const backlogs = await recovery(bench, world)
  const after = (await memoryOfTree(process.pid)).filter(({ kind }) =>
    ['Synapse', 'bot', 'nginx'].includes(kind),
  )
  const start: Table = {
    title: 'Start of `npm run topology` until it is ready',
    columns: ['', 's'],
    rows: [
      ['cold: new keys, databases, accounts and rooms', withRange(cold)],
      ['warm: a second time on the same', withRange(warm)],
    ],
    notes: [
      `${rounds} of each, from the start of scripts/bootstrap.mjs; Synapse and nginx are installed. Ready: the people of three organizations are in the client’s room with the bot. TLS ends at ${entry}.`,
    ],
  }
  const slowest = Math.max(...warm)
  return {
    tables: [trips, backlogs, memoryTable(memory, after), start],
    targets: [
      {
        what: 'federation: warm start of the topology, slowest',
        limit: `≤ ${warmLimitS} s`,
        measured: `${shown(slowest)} s`,
        pass: slowest <= warmLimitS,
      },
    ],
  }
}

/** Three organizations on this machine: latency, backlog, memory, start. */
export const federation: Part = { name: 'federation', run }
