import assert from 'node:assert/strict'
import { test } from 'node:test'
import { humanName } from './human-name.ts'

test('the official name goes before the others, a whole one before a call name', () => {
  const call = { use: 'usual', given: ['Jo'] } as const
  const whole = { use: 'official', given: ['J.P.', 'Johanna'], family: 'van Putten' } as const
  assert.equal(
    humanName([
      { ...call, given: ['Jo'] },
      { ...whole, given: ['J.P.', 'Johanna'] },
    ]),
    'Johanna van Putten',
  )
  assert.equal(humanName([{ ...whole, given: ['J.P.'] }]), 'J.P. van Putten')
  assert.equal(humanName([{ ...call, given: ['Jo'] }]), 'Jo')
})

test('an old name, an empty one and none are no name', () => {
  assert.equal(humanName([{ use: 'old', text: 'Oud' }]), undefined)
  assert.equal(humanName([{ use: 'official', text: ' ' }]), undefined)
  assert.equal(humanName(undefined), undefined)
})
