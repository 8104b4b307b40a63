import assert from 'node:assert/strict'
import test from 'node:test'
import { difference, inKilograms, type Measured, readQuantity } from './quantity.ts'

const system = 'http://unitsofmeasure.org'

const read = (quantity: unknown): Measured => {
  const measured = readQuantity(quantity)
  assert.ok(measured)
  return measured
}

const units: readonly (readonly [unknown, string | undefined, string | undefined])[] = [
  [{ value: 1, unit: 'kg', system, code: 'kg' }, 'kg', 'kg'],
  [{ value: 1, system, code: 'mm[Hg]' }, 'mmHg', 'mm[Hg]'],
  [{ value: 1, unit: 'Cel', system, code: 'Cel' }, '°C', 'Cel'],
  [{ value: 1, unit: '/min' }, 'per min', '/min'],
  [{ value: 1, unit: 'slagen', system, code: '/min' }, 'slagen', '/min'],
  [{ value: 1, unit: 'mmol/l', system, code: 'mmol/l' }, 'mmol/l', 'mmol/L'],
  [{ value: 1, unit: 'stuk' }, 'stuk', 'stuk'],
  [{ value: 1, code: 'kg' }, undefined, undefined],
  [{ value: 1, unit: ' ' }, undefined, undefined],
  [{ value: 1, system, code: '1' }, '', '1'],
]

test('the written unit is shown, else the coded one as people write it', () => {
  assert.deepEqual(
    units.map(([quantity]) => [read(quantity).unit, read(quantity).ucum]),
    units.map(([, unit, ucum]) => [unit, ucum]),
  )
})

test('a code that says another unit than the text is told and compares with nothing', () => {
  const odd = read({ value: 72, unit: 'kg', system, code: 'g' })
  assert.equal(odd.unit, 'kg')
  assert.equal(odd.contradicts, 'gram')
  assert.equal(difference(odd, odd), undefined)
})

test('what is no number is no measurement', () => {
  for (const quantity of [undefined, null, 'kg', {}, { value: '72' }, { value: Number.NaN }])
    assert.equal(readQuantity(quantity), undefined)
})

test('a difference has the digits of its values and no others', () => {
  const kg = (value: number, comparator?: string) =>
    read({ value, unit: 'kg', ...(comparator === undefined ? {} : { comparator }) })
  assert.equal(difference(kg(72.4), kg(70)), 2.4)
  assert.equal(difference(kg(0.3), kg(0.1)), 0.2)
  assert.equal(difference(kg(70), kg(72.25)), -2.25)
  assert.equal(difference(kg(70, '>'), kg(60)), undefined)
  assert.equal(difference(kg(70), read({ value: 70_000, unit: 'g' })), undefined)
  assert.equal(difference(read({ value: 7 }), read({ value: 6 })), undefined)
})

test('only grams become kilograms', () => {
  assert.equal(inKilograms(read({ value: 2400, unit: 'gram' })), 2.4)
  assert.equal(inKilograms(read({ value: 2400.1, unit: 'g' })), 2.4001)
  assert.equal(inKilograms(read({ value: 72, unit: 'kg' })), undefined)
  assert.equal(inKilograms(read({ value: 72 })), undefined)
})
