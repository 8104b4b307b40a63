import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { test } from 'node:test'
import { commands } from '../../commands/registry.ts'
import { readPolicy } from './policy-file.ts'

const shipped = readFileSync(new URL('../../../config/policy.json', import.meta.url), 'utf8')

const problems = (text: string) => {
  const read = readPolicy(text, commands, [])
  return 'problems' in read ? read.problems : []
}

const replaced = (from: string, to: string) => {
  const text = shipped.replace(from, to)
  assert.notEqual(text, shipped)
  return text
}

test('the policy that comes along is not refused', () => {
  assert.deepEqual(problems(shipped), [])
})

test('a key that stands twice is refused, because what the first one says would be lost', () => {
  assert.deepEqual(problems(replaced('"orders"', '"orders": [], "orders"')), [
    'orders: stands there twice',
  ])
  assert.deepEqual(problems(replaced('"uzi"', '"uzi": [], "\\u0075zi"')), [
    'roles.physician.uzi: stands there twice',
  ])
  assert.deepEqual(problems(replaced('"commands"', '"commands": ["lab"], "commands"')), [
    'rules.0.commands: stands there twice',
  ])
})

test('the same key in two objects, or a text that looks like one, stands there once', () => {
  assert.deepEqual(
    problems(replaced('"about": "', '"about": "x \\"orders\\": {\\"orders\\": [ ')),
    [],
  )
})

test('a rule that gives a client or relative something among professionals is refused', () => {
  const rule = {
    id: 'plain',
    roles: ['client'],
    commands: ['metingen'],
    places: ['team', 'shared'],
  }
  const policy: unknown = JSON.parse(shipped)
  assert.ok(typeof policy === 'object' && policy !== null)
  const among = (places: readonly string[] | undefined) =>
    problems(
      JSON.stringify({
        ...policy,
        rules: [{ ...rule, ...(places === undefined ? {} : { places }) }],
      }),
    )
  assert.deepEqual(among(undefined), [
    'rule plain: a client or relative is never in "team", where professionals are among themselves',
  ])
  assert.deepEqual(among(['shared', 'direct']), [])
})
