import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Observation, Resource } from '@medplum/fhirtypes'
import { keepPatient, samePatient } from './same-patient.ts'

const reading = (subject?: Observation['subject']): Observation => ({
  resourceType: 'Observation',
  id: 'o',
  status: 'final',
  code: {},
  ...(subject === undefined ? {} : { subject }),
})

const base = 'https://fhir.example/r4/'

test('a record is the patient’s when it names the patient, in whatever field its type uses', () => {
  const reference = { reference: 'Patient/1' }
  const records: readonly Resource[] = [
    reading(reference),
    { resourceType: 'AllergyIntolerance', patient: reference },
    { resourceType: 'Task', status: 'requested', intent: 'order', for: reference },
    { resourceType: 'Patient', id: '1' },
  ]
  for (const record of records) {
    assert.equal(samePatient(record, 'Patient/1'), true)
    assert.equal(samePatient(record, 'Patient/2'), false)
  }
})

test('an absolute reference counts only on the own server', () => {
  const own = reading({ reference: `${base}Patient/1/_history/2` })
  assert.equal(samePatient(own, 'Patient/1', base), true)
  assert.equal(samePatient(own, 'Patient/1'), false)
  for (const reference of [
    'https://fhir.example.evil/r4/Patient/1',
    'https://fhir.example/Patient/1',
    'x/Patient/1',
    'Patient/1/2',
  ]) {
    assert.equal(samePatient(reading({ reference }), 'Patient/1', base), false)
  }
})

test('a record without a subject, or with one by identifier or name only, is nobody’s', () => {
  const subjects = [undefined, {}, { display: 'Patient/1' }, { identifier: { value: 'Patient/1' } }]
  for (const subject of subjects) {
    assert.equal(samePatient(reading(subject), 'Patient/1'), false)
  }
})

test('a record that names two patients is neither’s', () => {
  const both = Object.assign(reading({ reference: 'Patient/1' }), {
    patient: { reference: 'Patient/2' },
  })
  assert.equal(samePatient(both, 'Patient/1'), false)
  assert.equal(samePatient(both, 'Patient/2'), false)
})

test('what is not the patient’s is dropped and named', () => {
  const own = reading({ reference: 'Patient/1' })
  const other = { ...reading({ reference: 'Patient/2' }), id: 'x' }
  const { id: _, ...nameless } = reading()
  const result = keepPatient([own, other, nameless], 'Patient/1')
  assert.deepEqual(result.kept, [own])
  assert.deepEqual(result.foreign, ['Observation/x', 'Observation'])
})
