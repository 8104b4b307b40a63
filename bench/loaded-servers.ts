import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { freePort } from '../scripts/ports.ts'
import { hapiUnavailable, startHapi } from '../test/fhir-servers/hapi.ts'
import { startChild } from './child.ts'
import { type ManyRecords, manyRecords } from './many-records.ts'
import type { Bench } from './part.ts'

/** A FHIR server that holds much. */
export type LoadedServer = {
  readonly name: string
  readonly port: number
  readonly resources: number
  readonly loadedInMs: number
  /** On the clock of `performance`. */
  readonly loadedAt: number
}

const sandboxLimitMs = 600_000
const hapiLimitMs = 900_000

/** The embedded server in a process of its own, on a database on disk. */
export const loadedSandbox = async (bench: Bench, much: ManyRecords): Promise<LoadedServer> => {
  const port = await freePort()
  const began = performance.now()
  const child = await startChild(join(import.meta.dirname, 'partners/records.ts'), {
    BENCH_PORT: String(port),
    BENCH_DATABASE: join(bench.dir, 'records.db'),
    BENCH_ROOMS: String(much.rooms),
    BENCH_RESOURCES: String(much.resources),
    BENCH_SERVER_NAME: much.serverName,
  })
  bench.cleanUp(() => child.stop())
  while (!child.said().includes('loaded')) {
    if (child.hasEnded() || performance.now() - began > sandboxLimitMs)
      throw new Error(`the records were not loaded\n${child.said()}`)
    await wait(100)
  }
  const loadedAt = performance.now()
  const loadedInMs = loadedAt - began
  return { name: 'embedded server', port, resources: much.resources, loadedInMs, loadedAt }
}

/** HAPI FHIR with as much of it as can be stored in a quarter of an hour; undefined where it cannot run. */
export const loadedHapi = async (
  bench: Bench,
  much: ManyRecords,
): Promise<LoadedServer | undefined> => {
  const why = hapiUnavailable()
  if (why !== '') {
    bench.log(`catalogue: no HAPI FHIR here: ${why}`)
    return undefined
  }
  const cacheDir = join(import.meta.dirname, '../.cache/hapi')
  const hapi = await startHapi({ cacheDir, heap: '5g', large: true, log: bench.log })
  bench.cleanUp(() => hapi.stop())
  const began = performance.now()
  let resources = 0
  for (const some of manyRecords(much)) {
    if (performance.now() - began > hapiLimitMs) break
    const entry = some.map((resource) => ({
      resource,
      request: { method: 'PUT', url: `${resource.resourceType}/${resource.id}` },
    }))
    const response = await fetch(hapi.baseUrl, {
      method: 'POST',
      headers: { 'content-type': 'application/fhir+json', prefer: 'return=minimal' },
      body: JSON.stringify({ resourceType: 'Bundle', type: 'transaction', entry }),
    })
    if (!response.ok)
      throw new Error(
        `HAPI FHIR answered ${response.status}: ${(await response.text()).slice(0, 500)}`,
      )
    await response.arrayBuffer()
    resources += some.length
  }
  const loadedAt = performance.now()
  const loadedInMs = loadedAt - began
  const port = Number(new URL(hapi.baseUrl).port)
  return { name: 'HAPI FHIR', port, resources, loadedInMs, loadedAt }
}
