import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Practitioner, Resource, Task } from '@medplum/fhirtypes'
import { referenceId, refOf, resolveReference, resourceRef } from './references.ts'

const person = (id: string, value: string): Practitioner => ({
  resourceType: 'Practitioner',
  id,
  identifier: [{ system: 'http://fhir.nl/fhir/NamingSystem/uzi-nr-pers', value }],
})

const included: ReadonlyMap<string, Resource> = new Map([
  ['Practitioner/12', person('12', 'twelve')],
  ['Practitioner/a', person('a', 'double')],
  ['Practitioner/b', person('b', 'double')],
])

const task: Task = {
  resourceType: 'Task',
  id: 't',
  status: 'requested',
  intent: 'order',
  contained: [{ resourceType: 'Basic', id: 'c', code: {} }],
}

const found = (reference: Parameters<typeof resolveReference>[0]) =>
  resolveReference(reference, task, included)?.id

test('a reference is followed to what was included or contained', () => {
  assert.equal(found({ reference: 'Practitioner/12' }), '12')
  assert.equal(found({ reference: 'Practitioner/12/_history/3' }), '12')
  assert.equal(found({ reference: '#c' }), 'c')
})

test('a logical reference is followed when one record has the identifier, under any name of its register', () => {
  const system = 'urn:oid:2.16.528.1.1007.3.1'
  assert.equal(found({ identifier: { system, value: 'twelve' } }), '12')
  assert.equal(found({ identifier: { system, value: 'double' } }), undefined)
  assert.equal(found({ identifier: { system } }), undefined)
})

test('a reference that leads nowhere is undefined and never an error', () => {
  const odd: unknown = { reference: 7 }
  assert.equal(found(undefined), undefined)
  for (const reference of [
    'Practitioner/.2',
    '#x',
    '',
    'urn:uuid:1',
    'https://x.example/Practitioner/12',
    '../Practitioner/12',
  ]) {
    assert.equal(found({ reference }), undefined)
  }
  assert.equal(found(Object.assign({}, odd)), undefined)
})

test('a resource is named by type and id, with version and profile where it has them', () => {
  assert.equal(refOf(task), 'Task/t')
  assert.equal(refOf({ resourceType: 'Basic', code: {} }), undefined)
  assert.deepEqual(resourceRef(task), { ref: 'Task/t' })
  const meta = { versionId: '2', profile: ['p', 'q'] }
  assert.deepEqual(resourceRef({ ...task, meta }), { ref: 'Task/t', versionId: '2', profile: 'p' })
})

test('the id of a reference is given for the type that is asked', () => {
  assert.equal(referenceId({ reference: 'Patient/1' }, 'Patient'), '1')
  assert.equal(referenceId({ reference: 'Group/1' }, 'Patient'), undefined)
})
