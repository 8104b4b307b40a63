import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { test } from 'node:test'
import type { Bundle, Task } from '@medplum/fhirtypes'
import { type FhirClient, FhirError } from '../../src/fhir/fhir.ts'
import { repeatBundle } from '../../src/fhir/medication/repeat-proposal.ts'
import { measurementBundle } from '../../src/fhir/observation/measurement-bundle.ts'
import { withdraw } from '../../src/fhir/record/withdrawal.ts'
import { createRecordWriter } from '../../src/fhir/record/writing.ts'
import { reportBundle } from '../../src/fhir/timeline/report-draft.ts'
import { createValidator } from '../../src/fhir/validation/validate.ts'
import { eventIdentifiers } from '../../src/fhir/value/identifiers.ts'
import type { Product } from './product.ts'

const validator = createValidator()
const newPrompt = () => `$${randomUUID()}`

const taskOf = (promptId: string, n: number): Task => ({
  resourceType: 'Task',
  identifier: [eventIdentifiers(promptId, n).identifiers[0]],
  status: 'requested',
  intent: 'order',
  description: `Wond verzorgen ${n}`,
  for: { reference: 'Patient/demo-client-1' },
})

/** One transaction of three Tasks. */
const bundleOf = (promptId: string): Bundle => ({
  resourceType: 'Bundle',
  type: 'transaction',
  entry: [1, 2, 3].map((n) => ({
    resource: taskOf(promptId, n),
    request: {
      method: 'POST' as const,
      url: 'Task',
      ifNoneExist: eventIdentifiers(promptId, n).ifNoneExist,
    },
  })),
})

const idOf = (ref: string | undefined): string => ref?.split('/')[1] ?? ''
const accept = (task: Task): Task => ({ ...task, status: 'accepted' })
const cancel = (task: Task): Task => ({ ...task, status: 'cancelled' })

/** The server does the work, but its answer is lost. */
const deaf = (client: FhirClient): FhirClient => ({
  ...client,
  transaction: async (bundle) => {
    await client.transaction(bundle)
    throw new FhirError('timeout')
  },
  update: async (resource, versionId) => {
    await client.update(resource, versionId)
    throw new FhirError('timeout')
  },
})

const made = async (client: FhirClient) => {
  const written = await createRecordWriter(client, validator).create(bundleOf(newPrompt()))
  assert.ok(written.kind === 'written', written.kind)
  return written.refs
}

const common = {
  patient: 'Patient/demo-client-1',
  requester: 'PractitionerRole/demo-role-wijkverpleegkundige',
}
const moment = '2026-01-14T11:00:00+01:00'

/** What the commands write, of each one that is most to ask of a server. */
const bundles: Readonly<Record<string, (promptId: string) => Bundle>> = {
  'a pulse': (promptId) =>
    measurementBundle(
      {
        ...common,
        kind: 'pulse-rate',
        values: [88],
        unit: '/min',
        effective: moment,
        issued: moment,
      },
      promptId,
    ),
  'a blood pressure': (promptId) =>
    measurementBundle(
      {
        ...common,
        kind: 'blood-pressure',
        values: [165, 95],
        unit: 'mm[Hg]',
        effective: '2026-01-14',
        issued: moment,
        arm: 'left',
        position: 'sitting',
      },
      promptId,
    ),
  'a report': (promptId) =>
    reportBundle(
      {
        ...common,
        text: 'Slaapt goed.\nGewicht 72,4 kg & "rustig"',
        effective: moment,
        issued: moment,
        informant: { words: 'van een collega', at: moment },
      },
      promptId,
    ),
  'a proposal for a repeat': (promptId) =>
    repeatBundle(
      {
        ...common,
        key: 'x',
        name: 'Metoprolol',
        medicine: { kind: 'concept', concept: { text: 'Metoprolol tablet mga 50 mg' } },
        treatment: { system: 'urn:oid:2.16.840.1.113883.2.4.3.11.999.77.1.1', value: 'MBH_1' },
        agreement: {
          identifier: { system: 'urn:oid:2.16.840.1.113883.2.4.3.11.999.77', value: 'MBH_1_MA' },
        },
        amount: { value: 90, unit: 'stuk' },
        comment: 'voor de vakantie',
        authoredOn: moment,
      },
      promptId,
    ),
}

/** Writing whatever was confirmed, and changing it. */
export const writerTests = (product: () => Product): void => {
  test('resources of one type are named in the order they were given, also when the answer was lost', async () => {
    const { client } = product()
    for (const wire of [client, deaf(client)]) {
      const refs = await made(wire)
      const words = await Promise.all(
        refs.map(async ({ ref }) => (await client.read('Task', idOf(ref))).description),
      )
      assert.deepEqual(words, ['Wond verzorgen 1', 'Wond verzorgen 2', 'Wond verzorgen 3'])
    }
  })

  test('a change of the version that was shown is made once, however often it is told', async () => {
    const { client } = product()
    const writer = createRecordWriter(client, validator)
    const [first] = await made(client)
    const change = () => writer.change('Task', idOf(first?.ref), first?.versionId, accept)
    const once = await change()
    assert.ok(once.kind === 'written', once.kind)
    assert.deepEqual(await change(), once)
    const now = await client.read('Task', idOf(first?.ref))
    assert.deepEqual([now.status, now.meta?.versionId], ['accepted', once.refs[0]?.versionId])
  })

  test('a version that somebody else replaced is stale, and stays as it is', async () => {
    const { client } = product()
    const writer = createRecordWriter(client, validator)
    const [first] = await made(client)
    await writer.change('Task', idOf(first?.ref), first?.versionId, cancel)
    const late = await writer.change('Task', idOf(first?.ref), first?.versionId, accept)
    assert.deepEqual(late, { kind: 'stale' })
    assert.equal((await client.read('Task', idOf(first?.ref))).status, 'cancelled')
  })

  test('the server itself refuses a stale version as a conflict', async () => {
    const { client } = product()
    const [first] = await made(client)
    const task = await client.read('Task', idOf(first?.ref))
    const version = task.meta?.versionId ?? ''
    await client.update(accept(task), version)
    const late = await client.update(cancel(task), version).catch((error: unknown) => error)
    assert.ok(late instanceof FhirError)
    assert.equal(late.code, 'conflict')
  })

  test('of eight who change one version at once one wins and the others are told', async () => {
    const { client } = product()
    const writer = createRecordWriter(client, validator)
    const [first] = await made(client)
    const all = await Promise.all(
      Array.from({ length: 8 }, (_, n) =>
        writer.change('Task', idOf(first?.ref), first?.versionId, (task) => ({
          ...task,
          description: `keuze ${n}`,
        })),
      ),
    )
    assert.deepEqual(all.map(({ kind }) => kind).toSorted(), [
      ...Array.from({ length: 7 }, () => 'stale'),
      'written',
    ])
  })

  test('a change whose answer was lost is found again', async () => {
    const { client } = product()
    const [first] = await made(client)
    const writer = createRecordWriter(deaf(client), validator)
    const changed = await writer.change('Task', idOf(first?.ref), first?.versionId, accept)
    assert.ok(changed.kind === 'written', changed.kind)
    assert.equal((await client.read('Task', idOf(first?.ref))).status, 'accepted')
  })

  for (const [name, bundleFor] of Object.entries(bundles)) {
    test(`${name} is written once, found again after a lost answer, and taken back`, async () => {
      const { client } = product()
      const promptId = newPrompt()
      const writer = createRecordWriter(client, validator)
      const lost = await createRecordWriter(deaf(client), validator).create(bundleFor(promptId))
      const again = await writer.create(bundleFor(promptId))
      assert.ok(lost.kind === 'written' && again.kind === 'written', `${lost.kind} ${again.kind}`)
      assert.deepEqual(
        again.refs.map(({ ref }) => ref),
        lost.refs.map(({ ref }) => ref),
      )
      for (const ref of again.refs) assert.equal((await withdraw(writer, ref)).kind, 'written')
    })
  }

  test('what others wrote in a resource is still there after a change', async () => {
    const { client, http } = product()
    const value = {
      resourceType: 'Observation' as const,
      status: 'final' as const,
      code: { coding: [{ system: 'http://loinc.org', code: '29463-7' }] },
      subject: { reference: 'Patient/demo-client-1' },
      effectiveDateTime: '2026-01-14',
      valueQuantity: { value: 72.4, unit: 'kg', system: 'http://unitsofmeasure.org', code: 'kg' },
      extension: [{ url: 'https://example.org/van-een-ander', valueString: 'blijft' }],
    }
    const id = await http.store(value)
    const writer = createRecordWriter(client, validator)
    const changed = await writer.change('Observation', id, undefined, (now) => ({
      ...now,
      status: 'entered-in-error',
    }))
    assert.equal(changed.kind, 'written')
    const { meta: _meta, id: _id, ...kept } = await client.read('Observation', id)
    assert.deepEqual(kept, { ...value, status: 'entered-in-error' })
  })
}
