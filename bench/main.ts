import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describeMachine } from './machine.ts'
import type { Bench, Findings, Part } from './part.ts'
import { catalogue } from './parts/catalogue.ts'
import { crash } from './parts/crash.ts'
import { federation } from './parts/federation.ts'
import { memory } from './parts/memory.ts'
import { slowRoom } from './parts/slow-room.ts'
import { start } from './parts/start.ts'
import { stub } from './parts/stub.ts'
import { synapse } from './parts/synapse.ts'
import { type RealServers, startRealServers } from './real-servers.ts'
import { asText, resultsFile, targetTable } from './report.ts'

const usual: readonly Part[] = [stub, slowRoom, synapse, start, crash, memory]
/** The others run only when they are asked for by name. */
const parts: readonly Part[] = [...usual, federation, catalogue]
const resultsPath = join(import.meta.dirname, 'results.md')

const print = (line: string) => {
  process.stdout.write(`${line}\n`)
}

const runPart = async (
  part: Part,
  shared: Omit<Bench, 'dir' | 'cleanUp'> & { readonly dir: string },
): Promise<Findings> => {
  const cleaning: (() => Promise<void>)[] = []
  const dir = join(shared.dir, part.name)
  await mkdir(dir, { recursive: true })
  try {
    return await part.run({ ...shared, dir, cleanUp: (work) => cleaning.push(work) })
  } finally {
    for (const work of cleaning.toReversed()) await work()
  }
}

const usage = `npm run bench -- [--quick] [${parts.map(({ name }) => name).join('|')} …]`

const main = async (args: readonly string[]): Promise<number> => {
  const quick = args.includes('--quick')
  const names = args.filter((arg) => arg !== '--quick')
  const chosen = names.length === 0 ? usual : parts.filter(({ name }) => names.includes(name))
  if (names.some((name) => !parts.some((part) => part.name === name))) {
    print(usage)
    return 64
  }
  const cache = join(import.meta.dirname, '../.cache')
  await mkdir(cache, { recursive: true })
  const dir = await mkdtemp(join(cache, 'bench-'))
  const began = performance.now()
  const machine = await describeMachine(dir)
  let real: Promise<RealServers> | undefined
  const servers = () => {
    real ??= startRealServers(join(dir, 'real'), print)
    return real
  }
  const findings: Findings[] = []
  try {
    for (const part of chosen) {
      const found = await runPart(part, { quick, dir, log: print, real: servers })
      for (const table of found.tables) print(asText(table))
      findings.push(found)
    }
  } finally {
    if (real !== undefined) await (await real).stop()
    await rm(dir, { recursive: true, force: true })
  }
  const targets = findings.flatMap((one) => one.targets)
  print(asText(targetTable(targets)))
  const minutes = ((performance.now() - began) / 60_000).toFixed(1)
  const scope = quick ? ' Quick run: few rounds, the numbers mean little.' : ''
  const about = [
    `${new Date().toISOString().slice(0, 10)}, parts: ${chosen.map(({ name }) => name).join(', ')}; took ${minutes} minutes.${scope}`,
    ...machine,
  ]
  await writeFile(resultsPath, resultsFile(about, findings))
  print(`\nwritten to bench/results.md after ${minutes} minutes`)
  return targets.every(({ pass }) => pass) ? 0 : 1
}

process.exitCode = await main(process.argv.slice(2))
