import assert from 'node:assert/strict'
import { test } from 'node:test'
import { readArguments } from './arguments.ts'

test('without words the topology is started, and an account of an administrator is asked for by name', () => {
  assert.deepEqual(readArguments([]), { kind: 'run', tour: false, reset: false })
  assert.deepEqual(readArguments(['--tour', '--reset']), { kind: 'run', tour: true, reset: true })
  assert.deepEqual(readArguments(['admin', 'vvt']), {
    kind: 'admin',
    organization: 'vvt',
    localpart: 'beheer',
  })
  assert.deepEqual(readArguments(['admin', 'vvt', 'eva']), {
    kind: 'admin',
    organization: 'vvt',
    localpart: 'eva',
  })
})

test('what cannot be meant is told in one sentence', () => {
  for (const words of [
    ['admin'],
    ['admin', 'vvt', 'a', 'b'],
    ['admin', 'vvt', 'A B'],
    ['go'],
    ['--go'],
  ])
    assert.throws(() => readArguments(words), { code: 'usage', message: /^[^\n]+\.$/ })
})
