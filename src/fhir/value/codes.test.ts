import assert from 'node:assert/strict'
import { test } from 'node:test'
import {
  absentReason,
  conceptWords,
  hasUnknownModifier,
  list,
  referredType,
  SCT,
  textOf,
} from './codes.ts'

test('a code is shown by its text, then a Dutch display, then any display, then the code', () => {
  const english = { system: 'http://snomed.info/sct', code: '1', display: 'Headache' }
  const dutch = { system: 'urn:oid:2.16.840.1.113883.2.4.4.10', code: '2', display: 'Hoofdpijn' }
  assert.equal(conceptWords({ text: ' Pijn ', coding: [english, dutch] }), 'Pijn')
  assert.equal(conceptWords({ coding: [english, dutch] }), 'Hoofdpijn')
  assert.equal(conceptWords({ coding: [english, { code: '3' }] }), 'Headache')
  assert.equal(conceptWords({ coding: [{ code: '3' }] }), 'code 3')
  assert.equal(conceptWords({ coding: [{ system: SCT, code: '3' }] }), 'code 3 (SNOMED CT)')
  assert.equal(conceptWords({ coding: [{}] }), undefined)
})

test('a Dutch translation of a display is preferred', () => {
  const coding = {
    code: '1',
    display: 'Headache',
    _display: {
      extension: [
        {
          url: 'http://hl7.org/fhir/StructureDefinition/translation',
          extension: [
            { url: 'lang', valueCode: 'nl-NL' },
            { url: 'content', valueString: 'Hoofdpijn' },
          ],
        },
      ],
    },
  }
  assert.equal(conceptWords({ coding: [coding] }), 'Hoofdpijn')
})

test('lists and texts of the wrong shape read as empty', () => {
  assert.deepEqual(list<string | null>([null, 'a']), ['a'])
  assert.deepEqual(list('a'), ['a'])
  assert.deepEqual(list(undefined), [])
  assert.equal(textOf('  a\n b '), 'a b')
  assert.equal(textOf(' '), undefined)
  assert.equal(textOf(5), undefined)
})

test('the reason why something is absent is read from an element and from beside a primitive', () => {
  const extension = [
    { url: 'http://hl7.org/fhir/StructureDefinition/data-absent-reason', valueCode: 'masked' },
  ]
  assert.equal(absentReason({ code: { extension } }, 'code'), 'masked')
  assert.equal(absentReason({ _birthDate: { extension } }, 'birthDate'), 'masked')
  assert.equal(absentReason({ birthDate: '2000' }, 'birthDate'), undefined)
})

const deep = (url: unknown) => ({ a: [{ b: { modifierExtension: [{ url }] } }] })

test('an unknown modifier extension is found wherever it stands', () => {
  const known = new Set(['urn:known'])
  assert.equal(hasUnknownModifier(deep('urn:known'), known), false)
  assert.equal(hasUnknownModifier(deep('urn:other'), known), true)
  assert.equal(hasUnknownModifier(deep(undefined), known), true)
  assert.equal(hasUnknownModifier({ extension: [{ url: 'urn:other' }] }, known), false)
})

test('rules of their own to read a record by are an unknown modifier', () => {
  const none = new Set<string>()
  assert.equal(hasUnknownModifier({ implicitRules: 'https://rules.example/1' }, none), true)
  assert.equal(hasUnknownModifier({ contained: [{ implicitRules: 'urn:x' }] }, none), true)
  assert.equal(hasUnknownModifier({ _implicitRules: { extension: [] } }, none), true)
  assert.equal(hasUnknownModifier({ implicitRules: '' }, none), false)
})

const label = (code: unknown) => [{ code: 'N' }, { code }]

test('a record of which parts were left out is marked as one with an unknown modifier', () => {
  const none = new Set<string>()
  for (const code of ['SUBSETTED', 'REDACTED', 'MASKED', ' redacted'])
    for (const field of ['tag', 'security'])
      assert.equal(hasUnknownModifier({ meta: { [field]: label(code) } }, none), true)
  assert.equal(hasUnknownModifier({ meta: { tag: label('demo'), security: [null] } }, none), false)
  assert.equal(hasUnknownModifier({ code: { coding: label('REDACTED') } }, none), false)
})

const numbered = (system: string) => referredType({ identifier: { system, value: '1' } })

test('what a reference points at is known by its type, its address, or the register of its number', () => {
  const register = 'http://fhir.nl/fhir/NamingSystem'
  assert.equal(referredType({ type: 'Location', reference: '#1' }), 'Location')
  assert.equal(referredType({ reference: 'Practitioner/1/_history/2' }), 'Practitioner')
  assert.equal(referredType({ reference: 'https://a.example/r4/Practitioner/1' }), 'Practitioner')
  assert.equal(numbered(`${register}/uzi-nr-pers`), 'Practitioner')
  assert.equal(numbered('urn:oid:2.16.528.1.1007.3.3'), 'Organization')
  for (const unknown of [`${register}/bsn`, `${register}/uzi-nr-sys`, 'urn:other'])
    assert.equal(numbered(unknown), undefined)
  assert.equal(referredType({ reference: 'urn:uuid:1', display: 'Practitioner/1' }), undefined)
  assert.equal(referredType({ reference: 'ftp://a.example/Practitioner/1' }), undefined)
})

test('of two types the one whose name must stay hidden counts', () => {
  const reference = 'https://a.example/r4/RelatedPerson/1'
  assert.equal(referredType({ type: 'Practitioner', reference }), 'RelatedPerson')
  assert.equal(referredType({ type: 'Patient', reference: 'Practitioner/1' }), 'Patient')
})
