import assert from 'node:assert/strict'
import { test } from 'node:test'
import { impatientClient } from '../../../test/fhir-refusal.ts'
import { giveJson, startLoopbackServer } from '../../../test/loopback-server.ts'

const allergy = (id: string, more: object = {}) => ({
  resourceType: 'AllergyIntolerance',
  id,
  patient: { reference: 'Patient/p1' },
  ...more,
})

const match = (resource: object) => ({ resource, search: { mode: 'match' } })
const include = (resource: object) => ({ resource, search: { mode: 'include' } })

const page = (entry: readonly unknown[], more: object = {}) => ({
  resourceType: 'Bundle',
  type: 'searchset',
  entry,
  ...more,
})

/** What a search for allergies gives over these pages. */
const found = async (...pages: readonly object[]) => {
  await using server = await startLoopbackServer(({ headers }, response) => {
    const at = server.seen.length
    const next = { relation: 'next', url: `http://${String(headers['host'])}/fhir?page=${at}` }
    giveJson(response, { ...(at < pages.length ? { link: [next] } : {}), ...pages[at - 1] })
  })
  await using client = impatientClient(server.url)
  const { matches, included, complete } = await client.search('AllergyIntolerance', {})
  const shown = matches.map(
    ({ id, meta, criticality }) => `${id} ${meta?.versionId} ${criticality}`,
  )
  return { shown, included: [...included.keys()], complete }
}

const version = (versionId: string, lastUpdated: string | undefined, criticality: string) =>
  match(allergy('1', { criticality, meta: { versionId, ...(lastUpdated && { lastUpdated }) } }))

test('of two versions of one record the later stands, whichever comes first', async () => {
  const older = version('10', '2026-01-10T23:30:00+01:00', 'low')
  const newer = version('2', '2026-01-10T22:45:00Z', 'high')
  const whole = { shown: ['1 2 high'], included: [], complete: true }
  assert.deepEqual(await found(page([older]), page([newer])), whole)
  assert.deepEqual(await found(page([newer]), page([older])), whole)
  assert.deepEqual(await found(page([newer, older])), whole)
})

test('a later version that came along as an include stands for the match as well', async () => {
  const older = version('1', '2026-01-10T22:30:00Z', 'low')
  const { resource } = version('2', '2026-01-10T22:45:00Z', 'high')
  assert.deepEqual(await found(page([older]), page([include(resource)])), {
    shown: ['1 2 high'],
    included: ['AllergyIntolerance/1'],
    complete: true,
  })
})

test('two versions of which nothing tells the later leave an incomplete answer', async () => {
  const one = version('1', undefined, 'low')
  const two = version('2', undefined, 'high')
  const unsure = { shown: ['1 2 high'], included: [], complete: false }
  assert.deepEqual(await found(page([one]), page([two])), unsure)
  assert.deepEqual(await found(page([two]), page([one])), unsure)
  const opaque = version('a', '2026-01-10T22:30:00Z', 'low')
  const other = version('b', '2026-01-10T22:30:00Z', 'low')
  assert.equal((await found(page([opaque, other]))).complete, false)
})

test('one record twice, the same in everything, is a complete answer', async () => {
  const one = version('1', '2026-01-10T22:30:00Z', 'low')
  const bare = match(allergy('2'))
  const { shown, complete } = await found(page([one, bare]), page([bare, one]))
  assert.deepEqual(shown, ['1 1 low', '2 undefined undefined'])
  assert.equal(complete, true)
})

const role = (code: string, lastUpdated?: string) =>
  include({ resourceType: 'PractitionerRole', id: 'r', code, meta: { lastUpdated } })

test('two versions of what was included are told apart in the same way', async () => {
  const sure = [role('a', '2026-01-10T22:30:00Z'), role('b', '2026-01-11T22:30:00Z')]
  assert.equal((await found(page(sure))).complete, true)
  assert.equal((await found(page([role('a'), role('b')]))).complete, false)
})

test('a match without an id makes the answer incomplete', async () => {
  for (const id of [undefined, null, ''])
    assert.equal((await found(page([match({ ...allergy('1'), id })]))).complete, false)
})

test('a role in another spelling is read, one that nobody knows goes by the type and is incomplete', async () => {
  const high = allergy('1', { criticality: 'high', meta: { versionId: '1' } })
  const by = (mode: unknown) => found(page([{ resource: high, search: { mode } }]))
  const shown = ['1 1 high']
  assert.deepEqual(await by(' Match'), { shown, included: [], complete: true })
  assert.deepEqual(await by(undefined), { shown, included: [], complete: true })
  assert.deepEqual(await by('outcome'), { shown, included: [], complete: false })
  assert.deepEqual(await by('hit'), { shown, included: [], complete: false })
  assert.deepEqual(await by(5), { shown, included: [], complete: false })
})

test('an include of the type that was asked for counts only when something refers to it', async () => {
  const other = allergy('2', { note: [{ authorReference: { reference: 'x' } }] })
  const stray = await found(page([match(allergy('1')), include(other)]))
  assert.equal(stray.complete, false)
  assert.deepEqual(stray.included, ['AllergyIntolerance/2'])
  const refers = (reference: string) =>
    match(allergy('1', { extension: [{ url: 'urn:x', valueReference: { reference } }] }))
  for (const reference of [
    'AllergyIntolerance/2',
    'AllergyIntolerance/2/_history/3',
    'https://fhir.example/r4/AllergyIntolerance/2',
  ])
    assert.equal((await found(page([refers(reference), include(other)]))).complete, true)
  assert.equal((await found(page([include(other)]), page([match(other)]))).complete, true)
})

test('a match of another type makes the answer incomplete; without a role it is an include', async () => {
  const problem = { resourceType: 'Condition', id: '9' }
  const asMatch = await found(page([match(allergy('1')), match(problem)]))
  assert.deepEqual([asMatch.included, asMatch.complete], [[], false])
  const silent = await found(page([match(allergy('1')), { resource: problem }]))
  assert.deepEqual([silent.included, silent.complete], [['Condition/9'], true])
})

const links = (...link: readonly unknown[]) => page([match(allergy('1'))], { link })

const next = (url: string) => ({ relation: 'next', url })

test('a next link that leads nowhere, or to two places, leaves an incomplete answer', async () => {
  for (const link of [
    [{ relation: 'next' }],
    [next('')],
    [{ relation: 'next', url: 5 }],
    [next('AllergyIntolerance?page=2'), next('AllergyIntolerance?page=3')],
  ])
    assert.equal((await found(links(...link))).complete, false)
})

test('a next link in other capitals is followed', async () => {
  const second = page([match(allergy('2'))])
  const first = links({ relation: ' Next', url: 'AllergyIntolerance?page=2' })
  const both = { ...(await found(first, second)) }
  assert.deepEqual(both.shown.length, 2)
  assert.equal(both.complete, true)
})

const remark = (...issue: readonly object[]) =>
  page([match(allergy('1')), { resource: { resourceType: 'OperationOutcome', issue } }])

test('a remark that something was left out makes the answer incomplete', async () => {
  for (const code of ['suppressed', 'incomplete', ' Suppressed', 'forbidden', 'timeout'])
    assert.equal((await found(remark({ severity: 'information', code }))).complete, false)
  assert.equal((await found(remark())).complete, false)
  const plain = { severity: 'information', code: 'informational' }
  assert.equal((await found(remark(plain, plain))).complete, true)
})

test('a part of an answer (206) is incomplete, and no record by itself', async () => {
  const whole = page([match(allergy('1'))])
  await using server = await startLoopbackServer(({ path }, response) =>
    giveJson(response, path.includes('/1') ? allergy('1') : whole, 206),
  )
  await using client = impatientClient(server.url)
  const { matches, complete } = await client.search('AllergyIntolerance', {})
  assert.deepEqual([matches.length, complete], [1, false])
  await assert.rejects(client.read('AllergyIntolerance', '1'), { code: 'not-fhir' })
})
