import assert from 'node:assert/strict'
import { test } from 'node:test'
import { inOneSpelling } from './one-spelling.ts'

const base = 'https://fhir.example/r4/'
const read = (body: unknown) => inOneSpelling(body, base)

test('a known status is read as its code, whatever its capitals and the spaces around it', () => {
  for (const spelled of ['Entered-in-error', ' entered-in-error', 'ENTERED-IN-ERROR\n'])
    for (const field of ['status', 'lifecycleStatus', 'docStatus'])
      assert.deepEqual(read({ [field]: spelled }), { [field]: 'entered-in-error' })
  assert.deepEqual(read({ contained: [{ activity: { status: ' Active' } }] }), {
    contained: [{ activity: { status: 'active' } }],
  })
})

const coded = (code: string) => ({
  coding: [{ system: 's', code, display: 'Active' }],
  text: 'A',
})

test('a known coded status is read as its code, and its words stay', () => {
  for (const field of ['clinicalStatus', 'verificationStatus'])
    assert.deepEqual(read({ [field]: coded(' Refuted') }), { [field]: coded('refuted') })
})

test('what is no known status keeps its spelling', () => {
  const same = {
    status: 'Local-Status',
    clinicalStatus: { coding: [{ code: 'A1' }], text: 'Resolved' },
    code: { coding: [{ code: 'Active' }], text: 'Active' },
    title: 'Active',
    valueCode: 'Active',
    note: [{ text: ' Entered-in-error' }],
  }
  assert.deepEqual(read(same), same)
})

test('only what is spelled otherwise is copied, and what came in stays as it was', () => {
  const untouched = { resourceType: 'Flag', id: '1', status: 'active', code: { text: 'Valgevaar' } }
  const odd = { resourceType: 'Flag', id: '2', status: 'Active', code: { text: 'MRSA' } }
  const body = { resourceType: 'Bundle', entry: [{ resource: untouched }, { resource: odd }] }
  const result: unknown = JSON.parse(JSON.stringify(body))
  const given = read(body)
  assert.deepEqual(body, result)
  assert.ok(typeof given === 'object' && given !== null && 'entry' in given)
  const { entry } = given
  assert.ok(Array.isArray(entry))
  assert.equal(entry[0].resource, untouched)
  assert.notEqual(entry[1].resource, odd)
  assert.equal(entry[1].resource.code, odd.code)
})

test('a key that is special in JavaScript stays a plain field', () => {
  const body: unknown = JSON.parse('{"__proto__":{"status":"Active"},"status":"Active"}')
  assert.equal(JSON.stringify(read(body)), '{"__proto__":{"status":"active"},"status":"active"}')
})
