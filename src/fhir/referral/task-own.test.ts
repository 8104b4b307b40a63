import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Resource, Task } from '@medplum/fhirtypes'
import type { FhirClient, ResourceOf } from '../fhir.ts'
import { FhirError } from '../fhir.ts'
import { createOwnTaskReader } from './task-own.ts'

const account = '@jansen:zorg.example'
const now = Date.parse('2026-01-12T08:00:00Z')

const task = (id: string, over: Partial<Task> = {}): Task => ({
  resourceType: 'Task',
  id,
  status: 'requested',
  intent: 'order',
  for: { reference: 'Patient/p1' },
  owner: { reference: 'PractitionerRole/jansen' },
  authoredOn: '2026-01-10T09:00:00+01:00',
  ...over,
})

const team = (id: string, patient: string): Resource => ({
  resourceType: 'CareTeam',
  id,
  status: 'active',
  subject: { reference: patient },
  participant: [{ member: { reference: 'PractitionerRole/jansen' } }],
})

const people: readonly Resource[] = [
  {
    resourceType: 'PractitionerRole',
    id: 'jansen',
    active: true,
    practitioner: { reference: 'Practitioner/jansen' },
    telecom: [{ system: 'url', value: 'matrix:u/jansen:zorg.example' }],
  },
  { resourceType: 'Practitioner', id: 'jansen', active: true, name: [{ text: 'J. Jansen' }] },
]

const isOf =
  <K extends Resource['resourceType']>(type: K) =>
  (each: Resource): each is ResourceOf<K> =>
    each.resourceType === type

const clientOver = (records: readonly Resource[], complete = true): FhirClient => {
  const included = new Map(records.map((each) => [`${each.resourceType}/${each.id}`, each]))
  return {
    supports: () => true,
    search: async (type) => ({
      matches: records.filter(isOf(type)),
      included,
      complete: type !== 'Task' || complete,
    }),
    read: async (type, id) => {
      const found = records.filter(isOf(type)).find((each) => each.id === id)
      if (found === undefined) throw new FhirError('not-found')
      return found
    },
    update: async (resource) => resource,
    transaction: async () => {
      throw new FhirError('unavailable')
    },
    check: async () => {},
  }
}

const tasksOf = async (records: readonly Resource[], complete = true) => {
  const options = { label: 'Dossier', timeZone: 'Europe/Amsterdam', clock: () => now }
  const reader = createOwnTaskReader(clientOver([...records, ...people], complete), options)
  const found = await reader.tasksOf(account, AbortSignal.timeout(10_000))
  return { ...found, tasks: found.tasks.map(({ patient, fact }) => [patient, fact.ref]) }
}

test('the open tasks of a person are found over all patients, the urgent first', async () => {
  const found = await tasksOf([
    team('t1', 'Patient/p1'),
    team('t2', 'Patient/p2'),
    task('een'),
    task('twee', { for: { reference: 'Patient/p2' }, priority: 'urgent' }),
    task('drie', { owner: { reference: 'Practitioner/jansen' } }),
  ])
  assert.deepEqual(found, {
    complete: true,
    tasks: [
      ['Patient/p2', 'Task/twee'],
      ['Patient/p1', 'Task/een'],
      ['Patient/p1', 'Task/drie'],
    ],
  })
})

test('what is another’s, done, or about somebody this person does not care for is left out', async () => {
  const found = await tasksOf([
    team('t1', 'Patient/p1'),
    task('ander', { owner: { reference: 'PractitionerRole/other' } }),
    task('klaar', { status: 'completed' }),
    task('vreemd', { for: { reference: 'Patient/p9' } }),
    JSON.parse(JSON.stringify(task('niemands', { for: { display: 'onbekend' } }))),
  ])
  assert.deepEqual(found.tasks, [])
})

test('half an answer is told as half', async () => {
  assert.equal((await tasksOf([team('t1', 'Patient/p1'), task('een')], false)).complete, false)
})
