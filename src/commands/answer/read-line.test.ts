import assert from 'node:assert/strict'
import { test } from 'node:test'
import { readIn, readLine } from './read-line.ts'

test('a line of what was read says back what it was made of, whatever a source is called', () => {
  for (const read of [
    { what: 'Flag 2' },
    { what: 'Flag 2', source: 'Huisarts Pulver' },
    { what: 'Flag', failed: 'timeout' },
    { what: 'Patient search', failed: 'unknown-patient', source: 'Wij @ failed thuis' },
  ])
    assert.deepEqual(readIn(readLine(read)), read)
})
