import { startSandbox } from '../../packages/fhir-sandbox/src/server.ts'
import { manyRecords } from '../many-records.ts'

// The embedded FHIR server in a process of its own, with many clients of whom a few have a care team.
const { BENCH_PORT, BENCH_SERVER_NAME = '', BENCH_DATABASE = '' } = process.env
const { BENCH_ROOMS, BENCH_RESOURCES } = process.env
const sandbox = await startSandbox({ port: Number(BENCH_PORT), file: BENCH_DATABASE })
for (const some of manyRecords({
  rooms: Number(BENCH_ROOMS),
  resources: Number(BENCH_RESOURCES),
  serverName: BENCH_SERVER_NAME,
}))
  sandbox.load(some)
process.stdout.write('loaded\n')
