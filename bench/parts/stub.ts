import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { runProgram } from '../../scripts/run-program.ts'
import { contenderNames } from '../contenders.ts'
import { median, percentile, shown, withRange } from '../numbers.ts'
import type { Bench, Findings, Part } from '../part.ts'
import { message, type PushedEvent } from '../pusher.ts'
import { type Running, startOnStub, startRecords } from '../stub-world.ts'

const roomCount = 16
const perTransaction = 100
const filler =
  'Mevrouw heeft vannacht goed geslapen en vanochtend twee boterhammen gegeten. '.repeat(4)

type Measured = {
  readonly turnaround: number[][]
  readonly one: number[][]
  readonly hundred: number[][]
  readonly rate: number[]
}

const fresh = (): Measured => ({ turnaround: [], one: [], hundred: [], rate: [] })

/** Chat as people write it: nothing the bots answer. About 600 bytes an event. */
const chat = ({ rooms }: Running, count: number): readonly PushedEvent[] =>
  Array.from({ length: count }, (_, n) => {
    const { roomId, person } = rooms[n % rooms.length] ?? { roomId: '', person: '' }
    return message(roomId, person, `${filler}${n}`)
  })

const turnarounds = async (running: Running, count: number): Promise<number[]> => {
  const took: number[] = []
  for (let n = 0; n < count; n += 1) took.push(await running.ask(n, '!help'))
  return took
}

const acknowledgements = async (running: Running, transactions: number, size: number) => {
  const bodies = Array.from({ length: transactions }, () =>
    JSON.stringify({ events: chat(running, size) }),
  )
  const took: number[] = []
  const began = performance.now()
  for (const body of bodies) took.push(await running.pusher.pushText(body))
  return { took, seconds: (performance.now() - began) / 1000 }
}

const rawInserts = async (bench: Bench, round: number, running: Running, transactions: number) => {
  const batches = Array.from({ length: transactions }, () =>
    chat(running, perTransaction).map((event) => [
      event.event_id,
      event.room_id,
      JSON.stringify(event),
    ]),
  )
  const rows = join(bench.dir, 'rows.json')
  await writeFile(rows, JSON.stringify(batches))
  const program = join(import.meta.dirname, '../partners/raw.ts')
  const { output, code } = await runProgram('env', [
    `BENCH_ROWS=${rows}`,
    `BENCH_DATABASE=${join(bench.dir, `raw-${round}.db`)}`,
    process.execPath,
    program,
  ])
  if (code !== 0) throw new Error(`the raw loop failed: ${output}`)
  const took: number[] = JSON.parse(output)
  return { took, seconds: took.reduce((sum, ms) => sum + ms, 0) / 1000 }
}

/** A cell with the median over the rounds; empty for what was not measured of this one. */
const ranged =
  (of: (one: Measured) => number[][], p: (values: number[]) => number) => (one: Measured) =>
    of(one).length === 0 ? '' : withRange(of(one).map(p))

const p95 = (values: readonly number[]) => percentile(values, 0.95)

const run = async (bench: Bench): Promise<Findings> => {
  const rounds = bench.quick ? 1 : 7
  const asks = bench.quick ? 50 : 200
  const transactions = bench.quick ? 20 : 100
  const records = await startRecords(bench, roomCount)
  const running: Running[] = []
  for (const name of contenderNames)
    running.push(await startOnStub(bench, name, { fhirUrl: records.baseUrl, rooms: roomCount }))
  const [first] = running
  if (first === undefined) throw new Error('nobody to measure')
  const measured = new Map(running.map(({ contender }) => [contender.name, fresh()]))
  const raw = fresh()

  for (const one of running) await turnarounds(one, roomCount * 3)
  for (let round = 0; round < rounds; round += 1) {
    bench.log(`stub: round ${round + 1} of ${rounds}`)
    for (const one of running)
      measured.get(one.contender.name)?.turnaround.push(await turnarounds(one, asks))
    for (const one of running)
      measured.get(one.contender.name)?.one.push((await acknowledgements(one, asks, 1)).took)
    for (const one of running) {
      const { took, seconds } = await acknowledgements(one, transactions, perTransaction)
      const into = measured.get(one.contender.name)
      into?.hundred.push(took)
      into?.rate.push((transactions * perTransaction) / seconds)
      // The next one is not measured beside this one's remaining work.
      await one.ask(0, '!help')
    }
    const { took, seconds } = await rawInserts(bench, round, first, transactions)
    raw.hundred.push(took)
    raw.rate.push((transactions * perTransaction) / seconds)
  }

  const all = [...measured, ['raw inserts', raw] as const]
  const row = (label: string, cell: (one: Measured) => string) => [
    label,
    ...all.map(([, one]) => cell(one)),
  ]
  const relative = (one: Measured) => median(one.rate.map((rate, n) => rate / (raw.rate[n] ?? 1)))
  const bot = measured.get('zorgbot') ?? fresh()
  const turnaround = median(bot.turnaround.map(median))
  const ack = [median(bot.hundred.map(median)), median(bot.hundred.map(p95))] as const
  return {
    tables: [
      {
        title: 'Without Synapse: a stub homeserver that answers at once',
        columns: ['', ...all.map(([name]) => name)],
        rows: [
          row(
            '`!help`: pushed → reply request arrived, p50 ms',
            ranged((o) => o.turnaround, median),
          ),
          row(
            'the same, p95 ms',
            ranged((o) => o.turnaround, p95),
          ),
          row(
            'acknowledgement of 1 event, p50 ms',
            ranged((o) => o.one, median),
          ),
          row(
            'acknowledgement of 100 events, p50 ms',
            ranged((o) => o.hundred, median),
          ),
          row(
            'the same, p95 ms',
            ranged((o) => o.hundred, p95),
          ),
          row('intake, events/s', (one) => withRange(one.rate)),
          row('intake against the raw inserts', (one) => shown(relative(one))),
          ['committed before the acknowledgement', 'yes', 'no', 'yes', 'no', 'yes'],
        ],
        notes: [
          `${rounds} rounds, interleaved: ${asks} commands, ${asks} single events and ${transactions} transactions of ${perTransaction} chat messages of about 600 bytes in ${roomCount} rooms, pushed one after another on one connection. Median over the rounds [lowest–highest].`,
          'Raw inserts: the same rows in the same batches in a process of its own, better-sqlite3 with synchronous=FULL, without HTTP and JSON.',
          'The partners look nothing up and keep no audit trail; only zorgbot and bare-sqlite have the events on disk when they acknowledge.',
        ],
      },
    ],
    targets: [
      {
        what: 'stub: `!help` from push to reply request, p50',
        limit: '≤ 1.5 ms',
        measured: `${shown(turnaround)} ms`,
        pass: turnaround <= 1.5,
      },
      {
        what: 'stub: acknowledgement of 100 committed events, p50 / p95',
        limit: '≤ 1.5 / 5 ms',
        measured: `${shown(ack[0])} / ${shown(ack[1])} ms`,
        pass: ack[0] <= 1.5 && ack[1] <= 5,
      },
      {
        what: 'stub: intake against raw inserts of the same rows',
        limit: '≥ 0.5',
        measured: shown(relative(bot)),
        pass: relative(bot) >= 0.5,
      },
    ],
  }
}

/** From push to reply, acknowledgements and intake, without a homeserver in the way. */
export const stub: Part = { name: 'stub', run }
