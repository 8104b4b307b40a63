import assert from 'node:assert/strict'
import { once } from 'node:events'
import { test } from 'node:test'
import { connect, createServer } from 'node:tls'
import { type Authority, createAuthority } from './certificates.ts'

/** Whether somebody who trusts `trusted` accepts a server with this certificate under this name. */
const accepts = async (trusted: Authority, issuer: Authority, servername: string) => {
  const held = issuer.issue({ name: 'vvt', dns: ['vvt'], use: 'server' })
  const server = createServer(held, (socket) => socket.end()).listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  const port = typeof address === 'object' ? (address?.port ?? 0) : 0
  const socket = connect({ port, host: '127.0.0.1', servername, ca: trusted.ca })
  try {
    await once(socket, 'secureConnect')
    return 'accepted'
  } catch (error) {
    return error instanceof Error && 'code' in error ? error.code : error
  } finally {
    socket.destroy()
    server.close()
  }
}

test('a certificate counts for its name, and with those who know its authority', async () => {
  const ours = createAuthority('One name', Date.now())
  const theirs = createAuthority('One name', Date.now())
  assert.equal(await accepts(ours, ours, 'vvt'), 'accepted')
  assert.equal(await accepts(ours, ours, 'huisarts'), 'ERR_TLS_CERT_ALTNAME_INVALID')
  assert.notEqual(await accepts(ours, theirs, 'vvt'), 'accepted')
})
