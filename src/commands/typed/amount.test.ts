import assert from 'node:assert/strict'
import test from 'node:test'
import { parseAmount } from './amount.ts'

const number = (value: number, decimal: string) => ({ kind: 'number', value, decimal })
const ambiguous = { kind: 'ambiguous' }
const invalid = { kind: 'invalid' }

const amounts: Readonly<Record<string, object>> = {
  '71,4': number(71.4, '71.4'),
  '71.4': number(71.4, '71.4'),
  '71,40': number(71.4, '71.40'),
  '71': number(71, '71'),
  '007': number(7, '7'),
  '0,125': number(0.125, '0.125'),
  '-3,5': number(-3.5, '-3.5'),
  '12345': number(12345, '12345'),
  '1.000': ambiguous,
  '1,000': ambiguous,
  '71,400': ambiguous,
  '1.000,5': ambiguous,
  '1.000.000': ambiguous,
  '': invalid,
  ',5': invalid,
  '71,': invalid,
  '1e3': invalid,
  '0x10': invalid,
  '165/95': invalid,
  '71kg': invalid,
  '٧١': invalid,
}

test('an amount with a decimal comma or point is read, one that may be thousands is refused', () => {
  for (const [word, expected] of Object.entries(amounts))
    assert.deepEqual(parseAmount(word), expected, word)
})
