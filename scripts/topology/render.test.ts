import assert from 'node:assert/strict'
import { test } from 'node:test'
import { asEnvironmentValue, asJson, asNginxWord, renderTemplate } from './render.ts'

test('a placeholder nobody knows is refused, and so is a value that has no place', () => {
  assert.throws(() => renderTemplate('name: {{nmae}}', { name: 'vvt' }, asJson), {
    code: 'template',
    message: 'A template cannot be filled: nothing is known for {{nmae}}.',
  })
  assert.throws(() => renderTemplate('name: {{name}}', { name: 'vvt', port: 1 }, asJson), {
    message: 'A template cannot be filled: it has no place for port.',
  })
  for (const strange of ['{{ name }}', '{{}}', '{{constructor}}', '{{na me}}'])
    assert.throws(() => renderTemplate(strange, {}, asJson), /nothing is known for/)
})

test('a value in YAML stays one value, whatever is in it', () => {
  const hostile = 'vvt"\nenable_registration: true # {{other}}'
  const text = renderTemplate(
    'server_name: {{name}}\nport: {{port}}\n',
    { name: hostile, port: 1 },
    asJson,
  )
  const [line, ...rest] = text.split('\n')
  assert.deepEqual(rest, ['port: 1', ''])
  assert.equal(JSON.parse(line?.slice('server_name: '.length) ?? ''), hostile)
})

test('what nginx or an environment file would read as more than a value is refused', () => {
  for (const hostile of ['a"; b', '$host', 'a\\', "a'b", 'a\nb'])
    assert.throws(() => asNginxWord(hostile), { code: 'template' })
  for (const hostile of ["a' b", 'a\nZORGBOT_AS_TOKEN=x'])
    assert.throws(() => asEnvironmentValue(hostile), { code: 'template' })
  assert.equal(asNginxWord('/a folder/vvt.crt'), '"/a folder/vvt.crt"')
  assert.equal(asEnvironmentValue('Dossier $HOME #1'), "'Dossier $HOME #1'")
})

test('a part that was rendered before is put in as it is', () => {
  const text = renderTemplate(
    '{ {{servers}} }',
    { servers: { rendered: 'server "a";' } },
    asNginxWord,
  )
  assert.equal(text, '{ server "a"; }')
})
