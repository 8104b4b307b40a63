import assert from 'node:assert/strict'
import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { createServer } from 'node:http'
import { request } from 'node:https'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, describe, test } from 'node:test'
import { isAlive } from '../file-lock.ts'
import { findPython } from '../synapse/python.ts'
import { readTopology } from './description.ts'
import { findNginx, type Proxy, startNginx } from './nginx.ts'
import { nativePlace, type Place } from './place.ts'
import { setUp } from './setup.ts'

const nginx = await findNginx((line) => process.stderr.write(`${line}\n`))
// Where tests decide about a change, a missing nginx is a failure: there is nothing to start then.
const skip = nginx === undefined && !process.env['CI'] ? 'nginx is not installed' : false

type Answer = { readonly status: number; readonly body: string }

describe('the entry of the network, in a real nginx', { skip }, () => {
  const stops = new AsyncDisposableStack()
  let place: Place
  let ca: string
  let proxy: Proxy

  /** Stands in the place of an organization's homeserver and says what it hears. */
  const startHomeserver = async (name: string): Promise<void> => {
    const { host, port } = place.addresses(name).homeserver
    const server = createServer((asked, response) => {
      const heard = ['host', 'x-forwarded-proto', 'x-forwarded-for'].map(
        (one) => asked.headers[one],
      )
      response.end([name, asked.method, asked.url, ...heard].join(' '))
    }).listen(port, host)
    await once(server, 'listening')
    stops.defer(() => {
      server.closeAllConnections()
      server.close()
    })
  }

  const ask = (name: string, path: string, listen = place.proxy.listen): Promise<Answer> =>
    new Promise((resolve, reject) => {
      const [host, port] = listen.split(':')
      const headers = { host: `${name}:${port}` }
      const asked = request({ host, port, servername: name, ca, path, headers }, (response) => {
        let body = ''
        response.setEncoding('utf8').on('data', (text: string) => {
          body += text
        })
        response.on('end', () => resolve({ status: response.statusCode ?? 0, body }))
      })
      asked.on('error', reject)
      asked.end()
    })

  before(async () => {
    const root = await mkdtemp(join(tmpdir(), 'entry-'))
    stops.defer(() => rm(root, { recursive: true, force: true }))
    place = nativePlace(await readTopology(), root, '127.0.62')
    ;({ ca } = await setUp(place))
    for (const { name } of place.topology.organizations) await startHomeserver(name)
    proxy = await startNginx(place, ca, nginx ?? '', (await findPython()).command)
    stops.defer(() => proxy.stop())
  })

  after(() => stops.disposeAsync())

  test('each name leads to its own homeserver, under its own certificate', async () => {
    for (const { name } of place.topology.organizations) {
      const { status, body } = await ask(name, '/_matrix/federation/v1/version?a=%2F')
      assert.equal(status, 200)
      assert.equal(
        body,
        `${name} GET /_matrix/federation/v1/version?a=%2F ${name}:8448 https 127.0.0.1`,
      )
    }
  })

  test('a name that is not in the network gets no certificate', async () => {
    await assert.rejects(ask('zorg', '/_matrix/federation/v1/version'), /unrecognized name/)
  })

  test('each name says where it federates', async () => {
    const { body } = await ask('vvt', '/.well-known/matrix/server', place.proxy.wellKnownListen)
    assert.deepEqual(JSON.parse(body), { 'm.server': 'vvt:8448' })
  })

  test("what is not Matrix, a homeserver's administration above all, is not reached from outside", async () => {
    for (const path of [
      '/',
      '/_synapse/admin/v1/register',
      '/_matrix/../_synapse/admin/v1/register',
    ])
      assert.equal((await ask('vvt', path)).status, 404)
  })

  test('it ends when it is told to', async () => {
    await proxy.stop()
    assert.equal(isAlive(proxy.pid), false)
    await assert.rejects(ask('vvt', '/'), { code: 'ECONNREFUSED' })
  })
})
