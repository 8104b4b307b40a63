import assert from 'node:assert/strict'
import test from 'node:test'
import type { Quantity } from '@medplum/fhirtypes'
import { FOOT, kg, loinc, observation, said, weight } from '../../../test/measurements.ts'
import { fc } from '../../../test/properties.ts'

const anything = fc.anything({ maxDepth: 2 })
const fields = [
  'id',
  'status',
  'category',
  'code',
  'effectiveDateTime',
  'effectivePeriod',
  'issued',
  'performer',
  'valueQuantity',
  'valueString',
  'dataAbsentReason',
  'interpretation',
  'note',
  'bodySite',
  'method',
  'referenceRange',
  'hasMember',
  'component',
  'modifierExtension',
  'extension',
  'contained',
  'meta',
] as const

test('a mangled measurement breaks no answer, hides no other and brings back no withdrawn one', async () => {
  const mutation = fc.dictionary(fc.constantFrom(...fields), anything, { maxKeys: 4 })
  await fc.assert(
    fc.asyncProperty(fc.array(mutation, { minLength: 1, maxLength: 4 }), async (mutations) => {
      const mangled = mutations.map((each, index) => ({
        ...weight(String(index), 70 + index, '2026-01-12'),
        ...each,
      }))
      const text = await said([
        ...mangled,
        observation('control', {
          code: loinc('8302-2'),
          valueQuantity: { value: 171, unit: 'cm' },
        }),
        observation('withdrawn', { status: 'entered-in-error', valueQuantity: kg(98_765.4) }),
      ])
      assert.ok(text.endsWith(FOOT))
      assert.ok(text.includes('• Lengte: 171\u00A0cm – 12-01-2026 07:30 – bron onbekend'))
      assert.ok(!text.includes('765,4'))
    }),
    { numRuns: 300 },
  )
})

type Given = {
  readonly value: number
  readonly unit: string | undefined
  readonly comparator: '<' | '>' | undefined
}

const quantity: fc.Arbitrary<Given> = fc.record({
  value: fc.integer({ min: 0, max: 99_999 }).map((tenths) => tenths / 10),
  unit: fc.constantFrom(undefined, 'kg', 'g', 'mmol/L'),
  comparator: fc.constantFrom(undefined, '<' as const, '>' as const),
})

const toQuantity = ({ value, unit, comparator }: Given): Quantity => ({
  value,
  ...(unit === undefined ? {} : { unit }),
  ...(comparator === undefined ? {} : { comparator }),
})

test('a difference is said only between two exact values in one unit, and is the true one', async () => {
  await fc.assert(
    fc.asyncProperty(quantity, quantity, async (later, earlier) => {
      const text = await said([
        observation('1', { valueQuantity: toQuantity(later) }),
        observation('2', { valueQuantity: toQuantity(earlier), effectiveDateTime: '2026-01-02' }),
      ])
      const comparable =
        later.unit !== undefined &&
        later.unit === earlier.unit &&
        (later.comparator ?? earlier.comparator) === undefined
      const difference =
        /– ([\d\u00A0,]+)\u00A0(?:kg|gram|mmol\/L) (hoger|lager) dan 10 dagen eerder/u.exec(text)
      const change = Math.round((later.value - earlier.value) * 10)
      assert.equal(difference !== null, comparable && change !== 0)
      const told = Number(difference?.[1]?.replace('\u00A0', '').replace(',', '.') ?? 0)
      const direction = difference?.[2] === 'lager' ? -1 : 1
      assert.equal(Math.round(told * direction * 10), comparable ? change : 0)
    }),
    { numRuns: 300 },
  )
})
