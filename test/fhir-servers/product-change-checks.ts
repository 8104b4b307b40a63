import assert from 'node:assert/strict'
import { test } from 'node:test'
import {
  type Changed,
  createChangeReader,
  type FollowedType,
} from '../../src/fhir/server/changes.ts'
import type { FhirHttp, Sent } from './fhir-http.ts'
import type { Product } from './product.ts'
import { patient, SYSTEM, uniqueWord } from './samples.ts'

const MANY = 230

const flag = (who: string, value: string): Sent => ({
  resourceType: 'Flag',
  identifier: [{ system: SYSTEM, value }],
  status: 'active',
  code: { text: 'Valgevaar' },
  subject: { reference: who },
})

/** A new patient, and the server's own time of then: its clock need not be ours. */
const newPatient = async (http: FhirHttp) => {
  const { body } = await http.create(patient(uniqueWord()))
  const since = body.meta?.lastUpdated
  assert.ok(body.id !== undefined && since !== undefined)
  return { who: `Patient/${body.id}`, since }
}

const storeAll = async (http: FhirHttp, resources: readonly Sent[]): Promise<void> => {
  const entry = resources.map((resource) => ({
    resource,
    request: { method: 'POST', url: resource.resourceType },
  }))
  const sent = { resourceType: 'Bundle', type: 'transaction', entry }
  assert.equal((await http.ask('POST', '', sent)).status, 200)
}

const changesOf = async (
  { client }: Product,
  type: FollowedType,
  who: string,
  since: string,
): Promise<readonly Changed[]> => {
  const reader = createChangeReader(client)
  const { changes } = await reader.since(type, since, AbortSignal.timeout(30_000))
  return changes.filter((each) => each.patient === who)
}

/** What changed since a moment. */
export const changeTests = (product: () => Product): void => {
  test('more changes than fit on a page are all given, each once and oldest first', async () => {
    const { http } = product()
    const { who, since } = await newPatient(http)
    const values = Array.from({ length: MANY }, () => uniqueWord())
    await storeAll(
      http,
      values.map((value) => flag(who, value)),
    )
    const changes = await changesOf(product(), 'Flag', who, since)
    assert.equal(new Set(changes.map(({ id }) => id)).size, MANY)
    assert.deepEqual(
      changes.flatMap(({ identifiers }) => identifiers).toSorted(),
      values.toSorted(),
    )
    const moments = changes.map(({ lastUpdated }) => Date.parse(lastUpdated ?? ''))
    assert.deepEqual(
      moments,
      moments.toSorted((a, b) => a - b),
    )
  })

  test('a look that overlaps the one before gives the last change again, under the same version', async () => {
    const { http } = product()
    const { who, since } = await newPatient(http)
    await http.store(flag(who, uniqueWord()))
    const [first] = await changesOf(product(), 'Flag', who, since)
    assert.ok(first?.lastUpdated !== undefined)
    assert.deepEqual(await changesOf(product(), 'Flag', who, first.lastUpdated), [first])
  })

  test('a record that changes is given again with a new version, once and at once', async () => {
    const { http } = product()
    const { who, since } = await newPatient(http)
    const value = uniqueWord()
    const id = await http.store(flag(who, value))
    const [first] = await changesOf(product(), 'Flag', who, since)
    await http.put('Flag', id, { ...flag(who, value), status: 'inactive' })
    const after = await changesOf(product(), 'Flag', who, since)
    assert.deepEqual(
      after.map((each) => each.id),
      [id],
    )
    assert.notEqual(after[0]?.versionId, first?.versionId)
  })

  test('the patient of a task and of a care team is known', async () => {
    const { http } = product()
    const { who, since } = await newPatient(http)
    const task = { resourceType: 'Task', status: 'requested', intent: 'order' }
    await http.store({ ...task, for: { reference: who } })
    await http.store({ resourceType: 'CareTeam', status: 'active', subject: { reference: who } })
    for (const type of ['Task', 'CareTeam'] as const)
      assert.equal((await changesOf(product(), type, who, since)).length, 1)
  })
}
