import assert from 'node:assert/strict'
import { test } from 'node:test'
import { absentReason, conceptWords, hasUnknownModifier, list, SCT, textOf } from './codes.ts'

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
