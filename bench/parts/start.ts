import type { ContenderName } from '../contenders.ts'
import { median, shown, withRange } from '../numbers.ts'
import type { Bench, Findings, Part } from '../part.ts'

const limitMs = 600
const besides: readonly ContenderName[] = ['bare', 'bare-sqlite', 'sdk']

const run = async (bench: Bench): Promise<Findings> => {
  const starts = bench.quick ? 3 : 10
  const servers = await bench.real()
  const took = new Map<ContenderName, number[]>()

  const start = async (name: ContenderName): Promise<number> => {
    const began = performance.now()
    const child = await servers.contender(name).start(servers)
    const ms = performance.now() - began
    await child.stop()
    return ms
  }

  // The first start makes the rooms, unless an earlier part has.
  const first = await servers.contender('zorgbot').start(servers)
  await servers.room('zorgbot', 0)
  await first.stop()
  for (let n = 0; n < starts; n += 1) {
    bench.log(`start: ${n + 1} of ${starts}`)
    for (const name of ['zorgbot', ...besides] as const)
      took.set(name, [...(took.get(name) ?? []), await start(name)])
  }
  const bot = median(took.get('zorgbot') ?? [])
  return {
    tables: [
      {
        title: 'Start',
        columns: ['', 'zorgbot', ...besides],
        rows: [['process start → ready, ms', ...[...took.values()].map((ms) => withRange(ms))]],
        notes: [
          `${starts} starts each, interleaved, with Synapse and the FHIR server up. Ready: \`/ready\` says 200, so the homeserver and the FHIR server have answered and the homeserver has reached the bot; the partners: their port is open.`,
        ],
      },
    ],
    targets: [
      {
        what: 'start: process start to `/ready`, median',
        limit: `≤ ${limitMs} ms`,
        measured: `${shown(bot)} ms`,
        pass: bot <= limitMs,
      },
    ],
  }
}

/** How long a start takes. */
export const start: Part = { name: 'start', run }
