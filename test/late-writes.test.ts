import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Observation } from '@medplum/fhirtypes'
import { startSandbox } from '../packages/fhir-sandbox/src/server.ts'
import { creationOf } from '../src/fhir/record/write-bundle.ts'
import type { Changed } from '../src/fhir/record/writer.ts'
import { createRecordWriter } from '../src/fhir/record/writing.ts'
import { createValidator } from '../src/fhir/validation/validate.ts'
import { eventIdentifiers } from '../src/fhir/value/identifiers.ts'
import { impatientClient } from './fhir-refusal.ts'
import { type Seen, startLoopbackServer } from './loopback-server.ts'

const patient = 'Patient/p1'
const promptId = '$prompt'

const weight: Observation = {
  resourceType: 'Observation',
  identifier: [...eventIdentifiers(promptId, 1).identifiers],
  status: 'final',
  code: { coding: [{ system: 'http://loinc.org', code: '29463-7' }] },
  subject: { reference: patient },
  effectiveDateTime: '2026-01-12',
  valueQuantity: { value: 72.4, unit: 'kg', system: 'http://unitsofmeasure.org', code: 'kg' },
}
const bundle = creationOf(promptId, [weight])

const isWrite = ({ method, path }: Seen) => method !== 'GET' && !path.includes('_search')

/** A gateway before a record: while it is `late` it says `status` to every write, and passes them on when it is told to. */
const lateRecord = async (status: number) => {
  const sandbox = await startSandbox({ seed: [{ resourceType: 'Patient', id: 'p1' }] })
  const held: Seen[] = []
  const gateway = { isLate: false }
  const pass = ({ method, path, headers, body }: Seen) =>
    fetch(new URL(path, sandbox.baseUrl), {
      method,
      headers: Object.entries(headers).flatMap(([name, value]): [string, string][] =>
        typeof value === 'string' && ['content-type', 'if-match'].includes(name)
          ? [[name, value]]
          : [],
      ),
      ...(body === '' ? {} : { body }),
    })
  const server = await startLoopbackServer((seen, response) => {
    if (gateway.isLate && isWrite(seen)) {
      held.push(seen)
      response.writeHead(status, { 'content-type': 'text/html' }).end('<html></html>')
      return
    }
    pass(seen).then(
      async (given) =>
        response
          .writeHead(given.status, { 'content-type': 'application/fhir+json' })
          .end(await given.text()),
      () => response.destroy(),
    )
  })
  const client = impatientClient(server.url)
  return {
    gateway,
    client,
    writer: createRecordWriter(client, createValidator()),
    /** What was held back arrives, and from now on everything at once. */
    async arrive() {
      gateway.isLate = false
      const [first] = held.splice(0)
      assert.ok(first)
      assert.ok((await pass(first)).ok)
    },
    weights: async () => (await client.search('Observation', { patient })).matches,
    async [Symbol.asyncDispose]() {
      await client.close()
      await server[Symbol.asyncDispose]()
      await sandbox.stop()
    },
  }
}

/** The one thing that was written, with its version. */
const only = (changed: Changed) => {
  assert.ok(changed.kind === 'written')
  const [{ ref, versionId } = {}] = changed.refs
  assert.ok(ref !== undefined && versionId !== undefined)
  return { ref, versionId }
}

const heavier = (now: Observation): Observation => ({
  ...now,
  valueQuantity: { ...now.valueQuantity, value: 73.1 },
})

// A gateway answers so when the server behind it does not, and may have passed on what it was sent.
for (const status of [502, 504]) {
  test(`what is written after the server said ${status} is not known, and then written once`, async () => {
    await using record = await lateRecord(status)
    record.gateway.isLate = true
    assert.deepEqual(await record.writer.create(bundle), { kind: 'unknown', code: 'timeout' })
    await record.arrive()
    const again = await record.writer.create(bundle)
    assert.equal(again.kind, 'written')
    assert.equal((await record.weights()).length, 1)
  })

  test(`what is changed after the server said ${status} is not known, and then changed once`, async () => {
    await using record = await lateRecord(status)
    const created = await record.writer.create(bundle)
    const { ref, versionId } = only(created)
    const id = ref.slice('Observation/'.length)
    record.gateway.isLate = true
    const change = () => record.writer.change('Observation', id, versionId, heavier)
    assert.deepEqual(await change(), { kind: 'unknown', code: 'timeout' })
    await record.arrive()
    assert.deepEqual(await change(), { kind: 'written', refs: [{ ref, versionId: '2' }] })
    assert.equal((await record.client.read('Observation', id)).valueQuantity?.value, 73.1)
  })

  test(`what is put back after the server said ${status} is not known, and then put back once`, async () => {
    await using record = await lateRecord(status)
    const created = await record.writer.create(bundle)
    const { ref, versionId: before } = only(created)
    const id = ref.slice('Observation/'.length)
    const changed = await record.writer.change('Observation', id, before, heavier)
    const { versionId } = only(changed)
    record.gateway.isLate = true
    const restore = () => record.writer.restore({ patient, ref, versionId, before })
    assert.deepEqual(await restore(), { kind: 'unknown', code: 'timeout' })
    await record.arrive()
    assert.equal((await restore()).kind, 'restored')
    const now = await record.client.read('Observation', id)
    assert.deepEqual([now.meta?.versionId, now.valueQuantity?.value], ['3', 72.4])
  })
}
