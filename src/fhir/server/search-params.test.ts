import assert from 'node:assert/strict'
import { test } from 'node:test'
import { escapeSearchValue, toForm } from './search-params.ts'

test('characters FHIR reserves in a search value are escaped', () => {
  assert.equal(escapeSearchValue('a\\b$c,d|e&f'), 'a\\\\b\\$c\\,d\\|e&f')
})

test('an undefined parameter is left out and a list repeats it', () => {
  const form = toForm({ a: undefined, b: ['1', '2'], c: '', 'd:exact': 'x y&z' })
  assert.equal(form.toString(), 'b=1&b=2&c=&d%3Aexact=x+y%26z')
})
