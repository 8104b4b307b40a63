import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Patient, Resource, ResourceType } from '@medplum/fhirtypes'
import { type FhirClient, FhirError, type ResourceOf } from '../fhir.ts'
import { createPatientFinder } from './source-patient.ts'

const signal = new AbortController().signal
const system = 'http://fhir.nl/fhir/NamingSystem/bsn'
// Numbers of the publisher's test range, which are nobody's.
const number = '999911120'
const otherNumber = '999990342'

const person = (id: string, value: string | undefined, more: Partial<Patient> = {}): Patient => ({
  resourceType: 'Patient',
  id,
  ...(value === undefined ? {} : { identifier: [{ system, value }] }),
  ...more,
})

const isType =
  <K extends ResourceType>(type: K) =>
  (resource: Resource): resource is ResourceOf<K> =>
    resource.resourceType === type

type Case = {
  readonly own?: Patient | FhirError
  readonly there?: readonly Patient[] | FhirError
  readonly complete?: boolean
  readonly strict?: boolean
}

const finder = ({ own = person('1', number), there = [], complete = true, strict }: Case) => {
  const asked: { readonly params: unknown; readonly post: boolean | undefined }[] = []
  const tries: unknown[] = []
  let read = 0
  const reads: FhirClient['read'] = async (type) => {
    read += 1
    if (own instanceof FhirError) throw own
    const known: readonly Resource[] = [own]
    const [found] = known.filter(isType(type))
    if (found === undefined) throw new FhirError('not-found')
    return found
  }
  const search: FhirClient['search'] = async (type, params, options) => {
    asked.push({ params, post: options?.post })
    tries.push(options?.once)
    if (there instanceof FhirError) throw there
    const known: readonly Resource[] = there
    return { matches: known.filter(isType(type)), included: new Map(), complete }
  }
  const clock = { now: 0 }
  const made = createPatientFinder({
    own: { read: reads },
    there: { search },
    clock: () => clock.now,
    ...(strict === undefined ? {} : { strict }),
  })
  return { ...made, asked, tries, clock, reads: () => read }
}

const found = (given: Case) => finder(given).find('Patient/1', signal)

test('the patient is found by number, which goes in the body of a POST', async () => {
  const made = finder({ there: [person('x', number)] })
  assert.equal(await made.find('Patient/1', signal), 'Patient/x')
  assert.deepEqual(made.asked, [{ params: { identifier: `${system}|${number}` }, post: true }])
})

test('a number that is written in the old way is the same number', async () => {
  const old = { system: 'urn:oid:2.16.840.1.113883.2.4.6.3', value: number }
  assert.equal(
    await found({ there: [{ ...person('x', undefined), identifier: [old] }] }),
    'Patient/x',
  )
})

test('nobody there is nobody', async () => {
  assert.equal(await found({ there: [] }), undefined)
})

test('who is not surely the same person is ambiguous, never a guess', async () => {
  const cases: readonly Case[] = [
    { there: [person('x', number), person('y', number)] },
    { there: [person('x', number)], complete: false },
    { there: [], complete: false },
    // A server that ignores what it was asked gives everybody.
    { there: [person('x', otherNumber)] },
    { there: [person('x', undefined)] },
    { there: [person('x', number), person('y', otherNumber)] },
    { there: [person('x', number, { link: [{ type: 'replaced-by', other: {} }] })] },
    {
      own: person('1', number, { birthDate: '1948-03-12' }),
      there: [person('x', number, { birthDate: '1984-03-12' })],
    },
  ]
  for (const given of cases) await assert.rejects(found(given), { code: 'ambiguous' })
})

test('without a number in the own record nobody is looked for', async () => {
  for (const own of [person('1', undefined), person('1', '123456789'), new FhirError('timeout')]) {
    const made = finder({ own, there: [person('x', number)] })
    await assert.rejects(made.find('Patient/1', signal), { code: 'no-number' })
    assert.deepEqual(made.asked, [])
  }
})

test('a failure of the other source is told as it is, and the next one asks anew', async () => {
  const made = finder({ there: new FhirError('unreachable') })
  await assert.rejects(made.find('Patient/1', signal), { code: 'unreachable' })
  await assert.rejects(made.find('Patient/1', signal), { code: 'unreachable' })
  assert.equal(made.asked.length, 2)
})

test('who is found is known for a quarter of an hour, who is not for a minute', async () => {
  const known = finder({ there: [person('x', number)] })
  await Promise.all([known.find('Patient/1', signal), known.find('Patient/1', signal)])
  known.clock.now = 15 * 60_000 - 1
  await known.find('Patient/1', signal)
  assert.equal(known.asked.length, 1)
  known.clock.now += 1
  await known.find('Patient/1', signal)
  assert.equal(known.asked.length, 2)
  known.forget('Patient/1')
  await known.find('Patient/1', signal)
  assert.equal(known.asked.length, 3)

  const unknown = finder({ there: [] })
  await unknown.find('Patient/1', signal)
  unknown.clock.now = 59_999
  await unknown.find('Patient/1', signal)
  assert.equal(unknown.asked.length, 1)
  unknown.clock.now = 60_000
  await unknown.find('Patient/1', signal)
  assert.equal(unknown.asked.length, 2)
})

test('by agreement nobody is looked up twice within five minutes, whatever came of it, unless it is forgotten', async () => {
  const unknown = { strict: true, there: [] }
  const failing = { strict: true, there: new FhirError('unavailable') }
  const several = { strict: true, there: [person('x', number), person('y', number)] }
  for (const given of [unknown, failing, several]) {
    const made = finder(given)
    const find = () => made.find('Patient/1', signal).catch((error: unknown) => error)
    const first = await find()
    made.clock.now = 5 * 60_000 - 1
    assert.equal(await find(), first)
    assert.equal(made.asked.length, 1)
    made.clock.now = 5 * 60_000
    await find()
    assert.equal(made.asked.length, 2)
    made.forget('Patient/1')
    await find()
    assert.equal(made.asked.length, 3)
    assert.deepEqual(made.tries, [true, true, true])
  }
})

test('what the own record did not give was not asked there, and so may be asked anew', async () => {
  const made = finder({ strict: true, own: person('1', undefined) })
  for (const _ of [1, 2])
    await assert.rejects(made.find('Patient/1', signal), { code: 'no-number' })
  assert.equal(made.reads(), 2)
})
