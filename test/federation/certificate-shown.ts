import assert from 'node:assert/strict'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { runProgram } from '../../scripts/run-program.ts'
import type { Identity } from '../../scripts/topology/certificates.ts'
import { writeWhole } from '../../scripts/topology/files.ts'
import type { Network } from '../../scripts/topology/servers.ts'
import { until } from '../story/until.ts'
import { isCertified } from './peer.ts'

const fileOf = ({ place }: Network, name: string): string => join(place.root, 'proxy', name)

/** The certificate and key that the entry shows for a homeserver. */
export const certificateOf = async (network: Network, name: string): Promise<Identity> => ({
  cert: await readFile(`${fileOf(network, name)}.crt`, 'utf8'),
  key: await readFile(`${fileOf(network, name)}.key`, 'utf8'),
})

/** The processes of the entry that serve: at a reload new ones begin, and the old ones finish what they have. */
const workersOf = async (master: number): Promise<readonly string[]> => {
  const { output } = await runProgram('ps', ['-A', '-o', 'ppid=,pid='])
  const pairs = output.split('\n').map((line) => line.trim().split(/\s+/u))
  return pairs.flatMap(([parent, pid = '']) => (parent === String(master) ? [pid] : []))
}

/** From now on the entry shows this certificate, of this authority, for a homeserver; connections that were open are closed. */
export const showCertificate = async (
  network: Network,
  name: string,
  { cert, key }: Identity,
  ca: string,
): Promise<void> => {
  await writeWhole(`${fileOf(network, name)}.key`, key, 'secret')
  await writeWhole(`${fileOf(network, name)}.crt`, cert, 'public')
  const { proxy } = network
  assert.ok(proxy !== undefined, 'there is no nginx')
  const before = await workersOf(proxy.pid)
  assert.ok(before.length > 0, 'nginx has no workers')
  proxy.reload()
  await until('the other certificate', async () =>
    (await isCertified(network, name, ca)) ? true : undefined,
  )
  await until('the end of the old connections', async () =>
    (await workersOf(proxy.pid)).some((worker) => before.includes(worker)) ? undefined : true,
  )
}
