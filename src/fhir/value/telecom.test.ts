import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { ContactPoint } from '@medplum/fhirtypes'
import { matrixAccounts, phonesIn } from './telecom.ts'

const moment = { now: new Date('2026-01-15T09:00:00+01:00'), timeZone: 'Europe/Amsterdam' }
const url = 'http://hl7.org/fhir/StructureDefinition/contactpoint-purpose'
const purpose = [{ url, valueString: 'matrix-messaging' }]
const concept = [{ url, valueCodeableConcept: { coding: [{ code: 'matrix-messaging' }] } }]
const other = [{ url, valueString: 'pager' }]

const rows: readonly (readonly [string, ContactPoint, string | undefined])[] = [
  ['an id with its purpose', { system: 'other', value: '@a:hs', extension: purpose }, '@a:hs'],
  ['a coded purpose', { system: 'other', value: '@a:hs', extension: concept }, '@a:hs'],
  [
    'a server with a port',
    { system: 'other', value: '@a:hs.nl:8448', extension: purpose },
    '@a:hs.nl:8448',
  ],
  ['an old localpart', { system: 'other', value: '@A/b+C:hs', extension: purpose }, '@A/b+C:hs'],
  ['a URI', { system: 'url', value: 'matrix:u/a:hs?action=chat' }, '@a:hs'],
  ['an encoded URI', { system: 'other', value: 'matrix:u/a%3Ahs', extension: purpose }, '@a:hs'],
  ['a URI with a broken code', { system: 'other', value: 'matrix:u/a%E0:hs' }, undefined],
  ['a URI of a room', { system: 'other', value: 'matrix:r/a:hs' }, undefined],
  [
    'a URI for another purpose',
    { system: 'other', value: 'matrix:u/a:hs', extension: other },
    undefined,
  ],
  ['an id without a purpose', { system: 'other', value: '@a:hs' }, undefined],
  ['an id for another purpose', { system: 'other', value: '@a:hs', extension: other }, undefined],
  ['an id as e-mail', { system: 'email', value: '@a:hs', extension: purpose }, undefined],
  ['an old entry', { system: 'other', value: '@a:hs', extension: purpose, use: 'old' }, undefined],
  [
    'an entry that has ended',
    { system: 'other', value: '@a:hs', extension: purpose, period: { end: '2026-01-14' } },
    undefined,
  ],
  ['no server', { system: 'other', value: '@a', extension: purpose }, undefined],
  ['a space inside', { system: 'other', value: '@a b:hs', extension: purpose }, undefined],
  [
    'an endless id',
    { system: 'other', value: `@${'a'.repeat(255)}:hs`, extension: purpose },
    undefined,
  ],
  ['no value', { system: 'other', extension: purpose }, undefined],
]

for (const [name, point, expected] of rows) {
  test(`${name} is ${expected === undefined ? 'no account' : 'an account'}`, () => {
    assert.deepEqual(matrixAccounts([point], moment), expected === undefined ? [] : [expected])
  })
}

test('telephone numbers in use are given, those of work first', () => {
  const phones: readonly ContactPoint[] = [
    { system: 'phone', value: '1', use: 'home' },
    { system: 'phone', value: '2', use: 'old' },
    { system: 'fax', value: '3' },
    { system: 'phone', value: '4', use: 'work' },
    { system: 'phone', value: '5', use: 'mobile' },
  ]
  assert.deepEqual(phonesIn(phones, moment), ['4', '5', '1'])
  assert.deepEqual(phonesIn(undefined, moment), [])
})
