import { setTimeout as wait } from 'node:timers/promises'
import { median, percentile, withRange } from '../numbers.ts'
import type { Bench, Findings, Part } from '../part.ts'
import { type Passing, startProxy } from '../proxy.ts'
import { message } from '../pusher.ts'
import { clientId } from '../records.ts'
import { type Running, startOnStub, startRecords } from '../stub-world.ts'

const roomCount = 16
const askingRooms = [1, 2, 3]
const queued = 60
const slowMs = 1000
const tolerance = 1.2

const isOfSlowRoom = ({ path, body }: Passing): boolean => {
  const asked = path.includes('MedicationRequest') || path.includes('MedicationStatement')
  return asked && new RegExp(`${clientId(0)}(?!\\d)`).test(path + body)
}

const p95 = (values: readonly number[]) => percentile(values, 0.95)

const row = (label: string, rounds: readonly (readonly number[])[]) => [
  label,
  withRange(rounds.map(median)),
  withRange(rounds.map(p95)),
  String(rounds.flat().length),
]

/** The other rooms ask and ask again, for this long. */
const others = async (running: Running, ms: number): Promise<number[]> => {
  const took: number[] = []
  const end = performance.now() + ms
  await Promise.all(
    askingRooms.map(async (n) => {
      while (performance.now() < end) took.push(await running.ask(n, '!medicatie'))
    }),
  )
  return took
}

const run = async (bench: Bench): Promise<Findings> => {
  const cycles = bench.quick ? 1 : 5
  const phaseMs = bench.quick ? 2000 : 4000
  const records = await startRecords(bench, roomCount)
  let isSlow = false
  const proxy = await startProxy(records.port, {
    before: (passing) => (isSlow && isOfSlowRoom(passing) ? wait(slowMs) : undefined),
  })
  bench.cleanUp(() => proxy.stop())
  const running = await startOnStub(bench, 'zorgbot', {
    fhirUrl: `${proxy.baseUrl}/fhir`,
    rooms: roomCount,
  })
  const { roomId, person } = running.rooms[0] ?? { roomId: '', person: '' }
  await others(running, 1000)

  const without: number[][] = []
  const beside: number[][] = []
  const slow: number[] = []
  for (let cycle = 0; cycle < cycles; cycle += 1) {
    bench.log(`slow-room: ${cycle + 1} of ${cycles}`)
    without.push(await others(running, phaseMs))
    isSlow = true
    slow.push(await running.ask(0, '!medicatie'))
    await running.pusher.push(
      Array.from({ length: queued }, () => message(roomId, person, '!medicatie')),
    )
    beside.push(await others(running, phaseMs))
    isSlow = false
    // The last of the queue: what is left of it goes quickly.
    await running.ask(0, '!help')
  }
  const ratios = beside.map((took, n) => p95(took) / p95(without[n] ?? []))
  const ratio = median(ratios)
  return {
    tables: [
      {
        title: 'A slow room beside others',
        columns: ['other rooms, `!medicatie`', 'p50 ms', 'p95 ms', 'commands'],
        rows: [row('alone', without), row(`beside a room with ${queued} queued`, beside)],
        notes: [
          `${cycles} cycles of ${phaseMs / 1000} s without and ${phaseMs / 1000} s with, stub homeserver; ${askingRooms.length} rooms ask again as soon as they are answered. The slow room's record answers ${slowMs} ms late: its commands take ${withRange(slow)} ms.`,
        ],
      },
    ],
    targets: [
      {
        what: 'slow-room: p95 of the other rooms beside it',
        limit: `< ${tolerance} × without`,
        measured: withRange(ratios),
        pass: ratio < tolerance,
      },
    ],
  }
}

/** Whether one slow room slows down the others. */
export const slowRoom: Part = { name: 'slow-room', run }
