import assert from 'node:assert/strict'
import test from 'node:test'
import type { Observation, Resource, ResourceType } from '@medplum/fhirtypes'
import { type FhirClient, FhirError, type ResourceOf, type SearchParams } from '../fhir.ts'
import { createRecordReader } from '../record/record.ts'
import { ownSource } from '../server/source.ts'
import type { VitalKind } from './kinds.ts'
import { createObservationReader } from './observation.ts'

const signal = new AbortController().signal

const weight = (id: string, more: Partial<Observation> = {}): Observation => ({
  resourceType: 'Observation',
  id,
  status: 'final',
  category: [{ coding: [{ code: 'vital-signs' }] }],
  code: { coding: [{ system: 'http://loinc.org', code: '29463-7' }] },
  subject: { reference: 'Patient/1' },
  effectiveDateTime: '2026-01-12',
  valueQuantity: { value: 72.4, unit: 'kg' },
  ...more,
})

type Found = {
  readonly matches: readonly Observation[]
  readonly included?: readonly Resource[]
  readonly complete?: boolean
}

const isType =
  <K extends ResourceType>(type: K) =>
  (resource: Resource): resource is ResourceOf<K> =>
    resource.resourceType === type

const read = () => Promise.reject(new FhirError('not-found'))

/** A client that answers each question with the next of these and remembers what was asked. */
const client = (answers: readonly (Found | FhirError)[], unsupported: readonly string[] = []) => {
  const asked: SearchParams[] = []
  const search: FhirClient['search'] = async (type, params) => {
    const answer = answers[asked.length] ?? { matches: [] }
    asked.push(params)
    if (answer instanceof FhirError) throw answer
    const all: readonly Resource[] = answer.matches
    const included = (answer.included ?? []).map(
      (each) => [`${each.resourceType}/${each.id}`, each] as const,
    )
    return {
      matches: all.filter(isType(type)),
      included: new Map(included),
      complete: answer.complete ?? true,
    }
  }
  const supports = (_: string, parameter: string) => !unsupported.includes(parameter)
  return { asked, search, read, supports }
}

const vitals = (
  door: ReturnType<typeof client>,
  kinds: readonly VitalKind[] = [],
  patient = 'Patient/1',
) =>
  createObservationReader(createRecordReader([ownSource('Dossier', door)])).vitals(
    patient,
    kinds,
    signal,
  )

const includes = {
  _include: ['Observation:has-member', 'Observation:performer'],
  '_include:iterate': ['PractitionerRole:practitioner', 'PractitionerRole:organization'],
}

test('one kind is searched by its codes, and by category because the newest may have a name only', async () => {
  const door = client([])
  await vitals(door, ['pulse-rate'])
  const shape = { patient: 'Patient/1', _sort: '-date', _count: '50', ...includes }
  assert.deepEqual(door.asked, [
    { category: 'vital-signs', ...shape },
    {
      code: 'http://snomed.info/sct|366199006,http://loinc.org|8893-0,http://snomed.info/sct|78564009',
      ...shape,
    },
  ])
})

test('all kinds are searched by category and by code, because some carry no category', async () => {
  const door = client([])
  await vitals(door)
  const [first, second] = door.asked
  assert.equal(first?.['category'], 'vital-signs')
  assert.equal(first?.['code'], undefined)
  const codes = second?.['code']
  assert.ok(typeof codes === 'string')
  for (const code of ['http://loinc.org|85354-9', 'http://snomed.info/sct|225908003'])
    assert.ok(codes.split(',').includes(code), code)
})

test('a server that does not search by code is asked for everything, and what is not asked for is left out', async () => {
  const lab = weight('lab', {
    category: [{ coding: [{ code: 'laboratory' }] }],
    code: { coding: [{ system: 'http://loinc.org', code: '14682-9' }] },
  })
  const door = client([{ matches: [weight('1'), lab] }], ['code'])
  const { value } = await vitals(door)
  assert.deepEqual(door.asked, [
    { patient: 'Patient/1', _sort: '-date', _count: '50', ...includes },
  ])
  assert.deepEqual(
    value.vitals.map((each) => each.keys[0]),
    ['Observation/1'],
  )
})

test('a measurement found twice is told once', async () => {
  const door = client([{ matches: [weight('1')] }, { matches: [weight('1')] }])
  const { value, refs } = await vitals(door)
  assert.deepEqual(
    value.vitals.map((each) => each.keys[0]),
    ['Observation/1'],
  )
  assert.deepEqual(refs, [{ ref: 'Observation/1' }])
})

test('matches and members of another patient, or of none, are dropped and named', async () => {
  const panel = weight('1', {
    code: { coding: [{ system: 'http://snomed.info/sct', code: '366199006' }] },
    hasMember: [{ reference: 'Observation/2' }],
  })
  delete panel.valueQuantity
  const member = weight('2', {
    code: { coding: [{ system: 'http://loinc.org', code: '8893-0' }] },
    subject: { reference: 'Patient/2' },
  })
  const nobody = weight('3')
  delete nobody.subject
  const door = client([{ matches: [panel, nobody], included: [member] }])
  const { value, foreign } = await vitals(door, ['pulse-rate'])
  assert.deepEqual([...foreign].sort(), ['Observation/2', 'Observation/3'])
  assert.deepEqual(
    value.vitals.flatMap((each) => each.parts.map((part) => part.reading.kind)),
    ['none', 'unresolved'],
  )
})

test('a question that failed or came in part is told beside what was found', async () => {
  const half = await vitals(client([new FhirError('timeout'), { matches: [weight('1')] }]))
  assert.deepEqual(half.sources, [
    { label: 'Dossier', failed: [{ part: 'Observation', code: 'timeout' }] },
  ])
  assert.equal(half.value.vitals.length, 1)
  const part = await vitals(client([{ matches: [weight('1')], complete: false }]))
  assert.deepEqual(part.sources, [
    { label: 'Dossier', failed: [{ part: 'Observation', code: 'incomplete' }] },
  ])
})

test('a failure that is not of the source is not swallowed', async () => {
  const door = { ...client([]), search: () => Promise.reject(new TypeError('defect')) }
  await assert.rejects(vitals(door), TypeError)
})

test('a patient that is no reference is never searched for', async () => {
  const door = client([])
  const { sources } = await vitals(door, ['body-weight'], 'Group/1')
  assert.deepEqual(door.asked, [])
  assert.deepEqual(sources, [
    { label: 'Dossier', failed: [{ part: 'Observation', code: 'invalid' }] },
  ])
})
