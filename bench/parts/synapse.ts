import type { Trip } from '../asker.ts'
import type { Child } from '../child.ts'
import { type ContenderName, contenderNames } from '../contenders.ts'
import { median, percentile, shown, unionLength, withRange } from '../numbers.ts'
import type { Bench, Findings, Part } from '../part.ts'
import { type RealServers, roomCount } from '../real-servers.ts'

/** What is asked, and of whom. */
type Line = { readonly label: string; readonly name: ContenderName; readonly body: string }

const lines: readonly Line[] = [
  ...contenderNames.map((name) => ({ label: `${name} \`!help\``, name, body: '!help' })),
  { label: 'zorgbot `!medicatie`', name: 'zorgbot', body: '!medicatie' },
]
const medication = lines.length - 1
const bare = contenderNames.indexOf('bare')
const tolerance = 1.15
const memoryLimitMb = 120

const p95 = (values: readonly number[]) => percentile(values, 0.95)

/** One round: everybody is asked once, again and again. Milliseconds per line, and of them in FHIR requests. */
const round = async (servers: RealServers, rooms: readonly string[], count: number) => {
  const trips: Trip[][] = lines.map(() => [])
  const [asker] = servers.askers
  for (let n = 0; n < count; n += 1)
    for (const [at, { body }] of lines.entries()) {
      const trip = await asker?.ask(rooms[at] ?? '', body)
      if (trip !== undefined) trips[at]?.push(trip)
    }
  const asked = trips[medication] ?? []
  const began = asked[0]?.from ?? 0
  const times = servers.fhirTimes.filter(([, to]) => to >= began)
  return {
    ms: trips.map((some) => some.map(({ ms }) => ms)),
    fhir: asked.map(({ from, to }) => unionLength(times, from, to)),
  }
}

/** Every room asks, and asks again when it is answered: seconds until all were answered. */
const together = async (servers: RealServers, name: ContenderName, each: number) => {
  const rooms = await Promise.all(servers.askers.map((_, n) => servers.room(name, n)))
  const ms: number[] = []
  const began = performance.now()
  await Promise.all(
    servers.askers.map(async (asker, n) => {
      for (let asked = 0; asked < each; asked += 1)
        ms.push((await asker.ask(rooms[n] ?? '', '!help')).ms)
    }),
  )
  return { seconds: (performance.now() - began) / 1000, ms }
}

const run = async (bench: Bench): Promise<Findings> => {
  const rounds = bench.quick ? 1 : 5
  const count = bench.quick ? 10 : 40
  const crowds = bench.quick ? 1 : 3
  const each = bench.quick ? 3 : 10
  const servers = await bench.real()
  const children = new Map<ContenderName, Child>()
  for (const name of contenderNames) {
    const child = await servers.contender(name).start(servers)
    children.set(name, child)
    bench.cleanUp(() => child.stop())
  }
  const rooms = await Promise.all(lines.map(({ name }) => servers.room(name, 0)))
  for (const name of contenderNames) await together(servers, name, 1)
  await round(servers, rooms, 5)

  const found: Awaited<ReturnType<typeof round>>[] = []
  for (let n = 0; n < rounds; n += 1) {
    bench.log(`synapse: round ${n + 1} of ${rounds}`)
    found.push(await round(servers, rooms, count))
  }
  const crowd = new Map(contenderNames.map((name) => [name, { seconds: [0], ms: [[0]] }]))
  for (const one of crowd.values()) {
    one.seconds.length = 0
    one.ms.length = 0
  }
  for (let n = 0; n < crowds; n += 1) {
    bench.log(`synapse: ${roomCount} rooms at once, ${n + 1} of ${crowds}`)
    for (const [name, into] of crowd) {
      const { seconds, ms } = await together(servers, name, each)
      into.seconds.push(seconds)
      into.ms.push(ms)
    }
  }

  const perRound = (at: number, f: (ms: readonly number[]) => number) =>
    found.map(({ ms }) => f(ms[at] ?? []))
  const against = (at: number, less: (n: number) => number = () => 0) =>
    found.map(({ ms }, n) => (median(ms[at] ?? []) - less(n)) / median(ms[bare] ?? []))
  // Per command, so that a slow FHIR answer is taken off the command it slowed down.
  const without = found.map(({ ms, fhir }) =>
    median((ms[medication] ?? []).map((one, n) => one - (fhir[n] ?? 0))),
  )
  const helpRatio = median(against(contenderNames.indexOf('zorgbot')))
  const medicationRatio = median(without.map((ms, n) => ms / median(found[n]?.ms[bare] ?? [])))
  const wall = (name: ContenderName) => crowd.get(name)?.seconds ?? []
  const wallRatios = (name: ContenderName) =>
    wall(name).map((seconds, n) => seconds / (wall('bare')[n] ?? 1))
  const wallRatio = median(wallRatios('zorgbot'))
  const memory = await Promise.all([...children.values()].map((child) => child.rssMb()))
  const botMb = memory[contenderNames.indexOf('zorgbot')] ?? Number.NaN
  const synapseMemory = await servers.synapseRssMb()
  const limit = `≤ ${tolerance} × bare`
  const target = (what: string, ratio: number) => ({
    what: `synapse: ${what}`,
    limit,
    measured: shown(ratio),
    pass: ratio <= tolerance,
  })
  return {
    tables: [
      {
        title: 'Round trip on a real Synapse: send → answer in the asker’s own sync',
        columns: [
          '',
          'p50 ms',
          'p95 ms',
          'p50 against bare',
          'in FHIR, p50 ms',
          'without FHIR, p50 ms',
        ],
        rows: lines.map(({ label }, at) => [
          label,
          withRange(perRound(at, median)),
          withRange(perRound(at, p95)),
          withRange(against(at)),
          at === medication ? withRange(found.map(({ fhir }) => median(fhir))) : '',
          at === medication ? withRange(without) : '',
        ]),
        notes: [
          `${rounds} rounds of ${count}, all four running, one asked at a time in turn. Median over the rounds [lowest–highest round]; against bare: of the same round.`,
          'Time in FHIR: at least one request to the FHIR server is under way, seen from a proxy in front of it.',
        ],
      },
      {
        title: `${roomCount} rooms at once on a real Synapse`,
        columns: ['', ...contenderNames],
        rows: [
          ['wall s', ...contenderNames.map((name) => withRange(wall(name)))],
          ['wall against bare', ...contenderNames.map((name) => withRange(wallRatios(name)))],
          [
            'round trip p50 ms',
            ...contenderNames.map((name) => withRange((crowd.get(name)?.ms ?? []).map(median))),
          ],
          ['memory after all this, MB RSS', ...memory.map((mb) => String(Math.round(mb)))],
        ],
        notes: [
          `${crowds} rounds of ${roomCount} × ${each} \`!help\`; each room asks again when it is answered. Synapse itself: ${synapseMemory} MB.`,
        ],
      },
    ],
    targets: [
      target('round trip of `!help`, p50', helpRatio),
      target('round trip of `!medicatie` without its FHIR time, p50', medicationRatio),
      target(`${roomCount} rooms at once, wall time`, wallRatio),
      {
        what: 'synapse: memory after these measurements',
        limit: `≤ ${memoryLimitMb} MB`,
        measured: `${Math.round(botMb)} MB`,
        pass: botMb <= memoryLimitMb,
      },
    ],
  }
}

/** Round trips on a real Synapse, beside the partners. */
export const synapse: Part = { name: 'synapse', run }
