import assert from 'node:assert/strict'
import { test } from 'node:test'
import {
  bsnOf,
  canonicalSystem,
  eventIdentifiers,
  identifierIn,
  sameIdentifier,
  systems,
  uuidV5,
} from './identifiers.ts'

test('a name-based UUID is the one of the standard', () => {
  const dns = '6ba7b810-9dad-11d1-80b4-00c04fd430c8'
  assert.equal(uuidV5(dns, 'www.example.com'), '2ed6657d-e927-568b-95e1-2665a8aea6a2')
  assert.throws(() => uuidV5('not a uuid', 'x'), RangeError)
})

test('the identifiers of an event are the same at every try and differ per resource', () => {
  const once = eventIdentifiers('$abc', 0)
  assert.deepEqual(eventIdentifiers('$abc', 0), once)
  assert.notEqual(eventIdentifiers('$abc', 1).ifNoneExist, once.ifNoneExist)
  const [first, second] = once.identifiers
  assert.match(
    String(first.value),
    /^urn:uuid:[0-9a-f]{8}-[0-9a-f]{4}-5[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/,
  )
  assert.deepEqual(second, { system: 'https://matrix.org/event-id', value: '$abc' })
})

test('the search that finds an event’s resource again holds no reserved character', () => {
  const { ifNoneExist, identifiers } = eventIdentifiers('$a,b|c', 0)
  assert.match(ifNoneExist, /^identifier=urn%3Aietf%3Arfc%3A3986%7Curn%3Auuid%3A[0-9a-f-]{36}$/)
  const value = new URLSearchParams(ifNoneExist).get('identifier')
  assert.equal(value, `urn:ietf:rfc:3986|${identifiers[0].value}`)
})

test('test numbers pass the eleven-test, others do not', () => {
  for (const bsn of [
    '111222333',
    '123456782',
    '999900638',
    '999900845',
    '999908509',
    '950000012',
  ]) {
    assert.equal(bsnOf(bsn), bsn)
  }
  for (const other of ['123456789', '000000000', '12345678', '1234567821', 'abc']) {
    assert.equal(bsnOf(other), undefined)
  }
  assert.equal(bsnOf('10000008'), '010000008')
})

test('a register is the same under each of its names', () => {
  const ura = { system: 'urn:oid:2.16.528.1.1007.3.3', value: '1' }
  assert.equal(canonicalSystem(ura.system), systems.ura)
  assert.equal(canonicalSystem('urn:x'), 'urn:x')
  assert.equal(sameIdentifier(ura, { system: systems.ura, value: '1' }), true)
  assert.equal(sameIdentifier(ura, { system: systems.ura, value: '2' }), false)
  assert.equal(sameIdentifier({ value: '1' }, { value: '1' }), false)
  assert.equal(sameIdentifier(undefined, undefined), false)
  assert.equal(identifierIn([{ value: '9' }, ura], systems.ura), '1')
  assert.equal(identifierIn(undefined, systems.ura), undefined)
})
