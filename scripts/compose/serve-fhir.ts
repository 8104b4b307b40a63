import { readTopology } from '../topology/description.ts'
import { startRecords } from '../topology/records.ts'

const PORT = 8080

/** `node serve-fhir.ts <organization> <folder>`: the embedded FHIR server of one organization, in its container. */
const main = async ([name, folder]: readonly string[]): Promise<number> => {
  const { organizations } = await readTopology()
  const organization = organizations.find((one) => one.name === name)
  if (organization === undefined || folder === undefined) {
    process.stderr.write('Say which organization of config/topology.json, and which folder.\n')
    return 64
  }
  const stopping = new Promise<void>((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => resolve())
  })
  const sandbox = await startRecords(organization, { host: '0.0.0.0', port: PORT, folder })
  process.stdout.write(`The record of ${organization.name} is served on port ${PORT}.\n`)
  await stopping
  await sandbox.stop()
  return 0
}

if (import.meta.main) process.exitCode = await main(process.argv.slice(2))
