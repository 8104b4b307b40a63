import assert from 'node:assert/strict'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
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

/** From now on the entry shows this certificate, of this authority, for a homeserver; connections that were open are closed. */
export const showCertificate = async (
  network: Network,
  name: string,
  { cert, key }: Identity,
  ca: string,
): Promise<void> => {
  assert.ok(network.proxy !== undefined, 'there is no nginx')
  await writeWhole(`${fileOf(network, name)}.key`, key, 'secret')
  await writeWhole(`${fileOf(network, name)}.crt`, cert, 'public')
  network.proxy.reload()
  await until('the other certificate', async () =>
    (await isCertified(network, name, ca)) ? true : undefined,
  )
}
