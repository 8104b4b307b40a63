import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Observation } from '@medplum/fhirtypes'
import { canonical, testProfiles, unitSet } from '../../../test/profile-fixtures.ts'
import { isObject } from '../server/outcome.ts'
import { readProfiles } from './profile-folder.ts'
import { createValidator } from './validate.ts'

const read = readProfiles(
  [...testProfiles, unitSet].map((each, at) => ({
    name: `${at}.json`,
    text: JSON.stringify(each),
  })),
)
assert.ok('definitions' in read)
const validator = createValidator(read)

const weight: Observation = {
  resourceType: 'Observation',
  meta: { profile: [`${canonical}weight`] },
  status: 'final',
  category: [{ coding: [{ system: 'urn:category', code: 'vital-signs', display: 'Vitaal' }] }],
  code: { coding: [{ system: 'http://loinc.org', code: '29463-7', display: 'Body weight' }] },
  subject: { reference: 'Patient/1' },
  effectiveDateTime: '2026-01-12',
  valueQuantity: { value: 72.4, unit: 'kg', system: 'http://unitsofmeasure.org', code: 'kg' },
}

const issuesOf = async (resource: Observation) => validator.validate(resource)

test('a resource that meets its profile, and those below it, passes', async () => {
  assert.deepEqual(await issuesOf(weight), [])
  assert.deepEqual(
    await issuesOf({
      ...weight,
      extension: [
        { url: `${canonical}scale`, valueString: 'stoelweegschaal' },
        { url: 'urn:other', valueInteger: 3 },
      ],
      category: [{ text: 'andere' }, ...(weight.category ?? [])],
      component: [
        {
          code: { coding: [{ system: 'urn:sct', code: '248159006' }] },
          valueCodeableConcept: { text: 'luier' },
        },
        { code: { text: 'iets anders' }, valueString: 'vrij' },
      ],
    }),
    [],
  )
})

const { category: _category, ...uncategorized } = weight
const { valueQuantity: _value, ...empty } = weight

const faults: Readonly<Record<string, readonly [Observation, string]>> = {
  'another code': [
    { ...weight, code: { coding: [{ system: 'http://loinc.org', code: '8302-2' }] } },
    'code',
  ],
  'a code of another system': [
    { ...weight, code: { coding: [{ system: 'urn:other', code: '29463-7' }] } },
    'code',
  ],
  'no category': [uncategorized, 'category'],
  'another category': [{ ...weight, category: [{ text: 'meting' }] }, 'category'],
  'the category twice': [
    { ...weight, category: [...(weight.category ?? []), ...(weight.category ?? [])] },
    'category',
  ],
  'another kind of value': [{ ...empty, valueString: '72,4 kg' }, 'valueString'],
  'another unit': [
    {
      ...empty,
      valueQuantity: {
        value: 160,
        unit: 'lb',
        system: 'http://unitsofmeasure.org',
        code: '[lb_av]',
      },
    },
    'valueQuantity',
  ],
  'two notes': [{ ...weight, note: [{ text: 'a' }, { text: 'b' }] }, 'note'],
  'what the profile forbids': [{ ...weight, method: { text: 'x' } }, 'method'],
  'a part of another type': [
    {
      ...weight,
      component: [
        { code: { coding: [{ system: 'urn:sct', code: '248159006' }] }, valueString: 'luier' },
      ],
    },
    'component[0].valueString',
  ],
  'a part without a value': [
    { ...weight, component: [{ code: { coding: [{ system: 'urn:sct', code: '248159006' }] } }] },
    'component[0].value',
  ],
  'an extension of another type': [
    { ...weight, extension: [{ url: `${canonical}scale`, valueInteger: 3 }] },
    'extension[0].valueInteger',
  ],
}

for (const [name, [resource, path]] of Object.entries(faults)) {
  test(`${name} is refused by the profile, and the issue says where and never what`, async () => {
    assert.ok(
      (await issuesOf(resource)).some(
        (issue) => issue.code === 'profile' && issue.path === `Observation.${path}`,
      ),
    )
  })
}

test('a rule of the profile is worked out, and one that cannot be says nothing', async () => {
  assert.deepEqual(await issuesOf(empty), [{ path: 'Observation', code: 'profile' }])
  assert.deepEqual(await issuesOf({ ...empty, status: 'registered' }), [])
})

test('a profile nobody supplied is not checked, nor a resource that names none', async () => {
  const { meta: _meta, ...bare } = weight
  const wrong = { ...bare, code: { text: 'x' } }
  assert.deepEqual(await issuesOf(wrong), [])
  assert.deepEqual(await issuesOf({ ...wrong, meta: { profile: ['urn:unknown'] } }), [])
})

const bundle = (resource: Observation) => ({
  resourceType: 'Bundle' as const,
  type: 'transaction' as const,
  entry: [
    {
      fullUrl: 'urn:uuid:00000000-0000-5000-8000-000000000001',
      resource,
      request: { method: 'POST' as const, url: 'Observation' },
    },
  ],
})

test('in a Bundle every entry is checked, and references to other entries count by their type', async () => {
  assert.deepEqual(await validator.validate(bundle(weight)), [])
  const issues = await validator.validate(
    bundle({ ...weight, note: [{ text: 'a' }, { text: 'b' }] }),
  )
  assert.deepEqual(issues, [{ path: 'Bundle.entry[0].resource.note', code: 'profile' }])
})

test('the same profiles as snapshots say the same', async () => {
  const snapshots = testProfiles.map(({ differential, ...rest }) => ({
    ...rest,
    snapshot: { element: differential?.element ?? [] },
  }))
  const again = readProfiles(
    [...snapshots, unitSet].map((each, at) => ({ name: `${at}.json`, text: JSON.stringify(each) })),
  )
  assert.ok('definitions' in again)
  const other = createValidator(again)
  assert.deepEqual(await other.validate(weight), [])
  assert.ok((await other.validate({ ...weight, method: { text: 'x' } })).length > 0)
})

const bad: Readonly<Record<string, readonly [unknown, string]>> = {
  'a file that is no JSON': ['{', 'a.json is no JSON'],
  'a profile without elements': [
    { ...testProfiles[0], differential: undefined },
    'a.json is no whole StructureDefinition',
  ],
  'a profile of another FHIR version': [
    { ...testProfiles[0], fhirVersion: '3.0.2' },
    'a.json is not of FHIR R4 (4.0)',
  ],
  'no profile at all': [unitSet, 'there is no StructureDefinition in this folder'],
}

for (const [name, [content, problem]] of Object.entries(bad)) {
  test(`${name} makes no folder of profiles`, () => {
    const text = typeof content === 'string' ? content : JSON.stringify(content)
    assert.deepEqual(readProfiles([{ name: 'a.json', text }]), { problem })
  })
}

test('one profile in two files is refused, because nobody knows which counts', () => {
  const text = JSON.stringify(testProfiles[0])
  assert.deepEqual(
    readProfiles([
      { name: 'a.json', text },
      { name: 'b.json', text },
    ]),
    { problem: 'b.json defines what another file defines too' },
  )
})

test('other files of a package are passed over', () => {
  const others = ['package.json', '.index.json', 'CapabilityStatement-x.json'].map((name) => ({
    name,
    text: JSON.stringify({ name, resourceType: name.split('-')[0] }),
  }))
  const profiles = readProfiles([
    ...others,
    { name: 'p.json', text: JSON.stringify(testProfiles[4]) },
  ])
  assert.ok(isObject(profiles) && 'definitions' in profiles)
})
