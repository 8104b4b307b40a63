import assert from 'node:assert/strict'
import { test } from 'node:test'
import { namespaces, registration } from './registration.ts'

const source = {
  serverName: 'zorg.example',
  publicUrl: 'http://127.0.0.1:9009',
  asToken: 'as-token',
  hsToken: 'hs-token',
  senderLocalpart: '_zorgbot',
  userPrefix: 'zorgbot',
  aliasPrefix: undefined,
}

const owns = (regexes: readonly { readonly regex: string }[]) => (id: string) =>
  regexes.some(({ regex }) => new RegExp(regex).test(id))

test('the people namespace holds the bot and what begins with its name and an underscore, here', () => {
  const ours = owns(namespaces(source).users)
  for (const id of ['@zorgbot:zorg.example', '@zorgbot_jan:zorg.example'])
    assert.equal(ours(id), true, id)
  for (const id of [
    '@zorgbotje:zorg.example',
    '@nurse:zorg.example',
    '@zorgbot:zorg.example.evil',
    '@zorgbot:zorgXexample',
    '@_zorgbot:zorg.example',
  ])
    assert.equal(ours(id), false, id)
})

test('a prefix that ends in an underscore is taken as it is', () => {
  const ours = owns(namespaces({ ...source, userPrefix: '_fhir_' }).users)
  assert.equal(ours('@_fhir_jan:zorg.example'), true)
  assert.equal(ours('@_fhirjan:zorg.example'), false)
})

test('the alias namespace is that of care teams and conversations, or the given one', () => {
  const ours = owns(namespaces(source).aliases)
  assert.equal(ours('#careteam/1:zorg.example'), true)
  assert.equal(ours('#communicationrequest/1:zorg.example'), true)
  assert.equal(ours('#other:zorg.example'), false)
  const given = owns(namespaces({ ...source, aliasPrefix: '_f.' }).aliases)
  assert.equal(given('#_f.1:zorg.example'), true)
  assert.equal(given('#_fx1:zorg.example'), false)
})

test('the registration switches the rate limit off and asks for ephemeral events', () => {
  const { namespaces: spaces, ...rest } = registration(source)
  assert.deepEqual(rest, {
    id: 'zorgbot',
    url: 'http://127.0.0.1:9009',
    as_token: 'as-token',
    hs_token: 'hs-token',
    sender_localpart: '_zorgbot',
    rate_limited: false,
    receive_ephemeral: true,
    'io.element.msc4190': true,
  })
  assert.ok([...spaces.users, ...spaces.aliases].every(({ exclusive }) => exclusive))
})
