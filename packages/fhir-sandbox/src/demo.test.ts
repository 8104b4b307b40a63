import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Resource } from '@medplum/fhirtypes'
import { demoResources } from './demo.ts'
import { createDemoTime } from './demo-time.ts'
import { pointersOf } from './references.ts'
import { checkResource } from './validation.ts'

const now = new Date('2026-01-14T10:00:00Z')
const demo = (): readonly Resource[] => demoResources({ serverName: 'zorg.test', now })

const elevenTest = (bsn: string): boolean => {
  const digits = bsn.split('').map(Number)
  const last = digits.pop() ?? 0
  const sum = digits.reduce((total, digit, n) => total + digit * (9 - n), 0) - last
  return digits.length === 8 && sum % 11 === 0
}

test('every record of the demonstration is valid', () => {
  for (const resource of demo()) checkResource(resource, resource.resourceType)
})

test('every reference of the demonstration leads to one of its records, and no id is used twice', () => {
  const ids = demo().map((r) => `${r.resourceType}/${r.id}`)
  assert.equal(new Set(ids).size, ids.length)
  const lost = demo()
    .flatMap((r) => pointersOf(r))
    .filter((p) => !ids.includes(`${p.type}/${p.id}`))
  assert.deepEqual(lost, [])
})

test('the two clients have test numbers that pass the eleven-test', () => {
  const patients = demo().filter((r) => r.resourceType === 'Patient')
  const numbers = patients.map((p) => p.identifier?.[0]?.value ?? '')
  assert.equal(numbers.length, 2)
  for (const bsn of numbers) {
    assert.match(bsn, /^9999/)
    assert.ok(elevenTest(bsn))
  }
})

test('the three professionals have an account on the given server', () => {
  const roles = demo().filter((r) => r.resourceType === 'PractitionerRole')
  const accounts = roles.flatMap((r) =>
    (r.telecom ?? []).filter((t) => t.system === 'other').map((t) => t.value ?? ''),
  )
  assert.deepEqual(accounts.sort(), [
    '@apotheker:zorg.test',
    '@huisarts:zorg.test',
    '@wijkverpleegkundige:zorg.test',
  ])
})

test('agreements of medication never have the status active', () => {
  const blocks = demo().filter((r) => r.resourceType === 'MedicationRequest')
  assert.ok(blocks.length > 5)
  assert.deepEqual(new Set(blocks.map((b) => b.status)), new Set(['unknown']))
})

test('the newest measurement was made the day before', () => {
  const moments = demo().flatMap((r) =>
    r.resourceType === 'Observation' ? [r.effectiveDateTime ?? ''] : [],
  )
  assert.equal(moments.sort().at(-1), '2026-01-13T08:36:00+01:00')
})

test('in summer the clock of Amsterdam is two hours ahead', () => {
  const summer = demoResources({ serverName: 'zorg.test', now: new Date('2026-07-14T10:00:00Z') })
  const temperature = summer.find((r) => r.id === 'demo-meting-temp-1')
  assert.ok(temperature?.resourceType === 'Observation')
  assert.equal(temperature.effectiveDateTime, '2026-07-13T08:35:00+02:00')
})

test('two days of the demonstration are two days, also around midnight and when the clock changes', () => {
  for (const at of ['2026-11-23T22:35:00Z', '2026-04-27T22:30:00Z', '2026-04-27T21:30:00Z']) {
    const { day } = createDemoTime(new Date(at))
    const days = Array.from({ length: 400 }, (_, index) => day(-index))
    assert.equal(new Set(days).size, 400, at)
    const gaps = days
      .slice(1)
      .map((each, index) => Date.parse(days[index] ?? '') - Date.parse(each))
    assert.deepEqual([...new Set(gaps)], [86_400_000], at)
  }
})
