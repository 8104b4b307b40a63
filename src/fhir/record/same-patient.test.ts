import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Appointment, AppointmentParticipant, Observation, Resource } from '@medplum/fhirtypes'
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

const meeting = (...actors: readonly AppointmentParticipant['actor'][]): Appointment => ({
  resourceType: 'Appointment',
  id: 'a',
  status: 'booked',
  participant: actors.map((actor) => ({ status: 'accepted', ...(actor && { actor }) })),
})

test('an appointment is the patient’s when those who take part name the patient and no other', () => {
  const own = { reference: 'Patient/1', type: 'Patient' as const }
  const others: readonly AppointmentParticipant['actor'][] = [
    { reference: 'PractitionerRole/2' },
    { reference: 'RelatedPerson/3', type: 'RelatedPerson' },
    { display: 'Huisarts' },
    undefined,
  ]
  assert.equal(samePatient(meeting(own), 'Patient/1'), true)
  assert.equal(samePatient(meeting(...others, own), 'Patient/1'), true)
  assert.equal(samePatient(meeting(own), 'Patient/2'), false)
  assert.equal(samePatient(meeting(...others), 'Patient/1'), false)
  assert.equal(samePatient(meeting(), 'Patient/1'), false)
})

test('an appointment of two patients is nobody’s, however the other one is named', () => {
  const own = { reference: 'Patient/1' }
  const bsn = 'http://fhir.nl/fhir/NamingSystem/bsn'
  const others: readonly NonNullable<AppointmentParticipant['actor']>[] = [
    { reference: 'Patient/2' },
    { reference: 'https://elsewhere.example/Patient/1' },
    { type: 'Patient', display: 'J. Jansen' },
    { identifier: { system: bsn, value: '999990019' } },
    { reference: '#p' },
  ]
  for (const other of others) {
    const contained = [{ resourceType: 'Patient' as const, id: 'p' }]
    const record = { ...meeting(own, other), contained }
    assert.equal(samePatient(record, 'Patient/1'), false)
  }
})

test('who takes part says nothing in a record that has a subject', () => {
  const record = Object.assign(reading(), { participant: [{ actor: { reference: 'Patient/1' } }] })
  assert.equal(samePatient(record, 'Patient/1'), false)
})

test('what is not the patient’s is dropped and named', () => {
  const own = reading({ reference: 'Patient/1' })
  const other = { ...reading({ reference: 'Patient/2' }), id: 'x' }
  const { id: _, ...nameless } = reading()
  const result = keepPatient([own, other, nameless], 'Patient/1')
  assert.deepEqual(result.kept, [own])
  assert.deepEqual(result.foreign, ['Observation/x', 'Observation'])
})
