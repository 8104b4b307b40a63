import assert from 'node:assert/strict'
import { test } from 'node:test'
import { FhirError } from '../../fhir/fhir.ts'
import type { CareTeamReader } from '../../fhir/team/care-team.ts'
import { keepingPatientLines } from './patient-lines.ts'

const never = () => Promise.reject(new FhirError('not-found'))

const readerOf = (patientLine: CareTeamReader['patientLine']): CareTeamReader => ({
  patients: never,
  team: never,
  patientsOf: never,
  patientLine,
})

const line = (name: string) => ({ name, gender: undefined, birthDate: undefined })

test('who a patient is is read once a minute, for each patient by itself', async () => {
  let now = 0
  const asked: string[] = []
  const reader = keepingPatientLines(
    readerOf(async (patient) => {
      asked.push(patient)
      return line(`${patient} ${asked.length}`)
    }),
    () => now,
  )
  assert.equal((await reader.patientLine('Patient/1')).name, 'Patient/1 1')
  now = 59_999
  assert.equal((await reader.patientLine('Patient/1')).name, 'Patient/1 1')
  assert.equal((await reader.patientLine('Patient/2')).name, 'Patient/2 2')
  now = 60_000
  assert.equal((await reader.patientLine('Patient/1')).name, 'Patient/1 3')
  assert.deepEqual(asked, ['Patient/1', 'Patient/2', 'Patient/1'])
})

test('a patient that could not be read is asked for again', async () => {
  let asked = 0
  const reader = keepingPatientLines(
    readerOf(async () => {
      asked += 1
      if (asked === 1) throw new FhirError('timeout')
      return line('J. Jansen')
    }),
    () => 0,
  )
  await assert.rejects(reader.patientLine('Patient/1'), { code: 'timeout' })
  assert.equal((await reader.patientLine('Patient/1')).name, 'J. Jansen')
})
