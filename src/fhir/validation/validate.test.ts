import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Bundle } from '@medplum/fhirtypes'
import { draftOf } from '../../../test/referral-parts.ts'
import { referralBundle } from '../referral/bundle.ts'
import { isObject } from '../server/outcome.ts'
import { createValidator } from './validate.ts'

const validator = createValidator()

const codesOf = async (bundle: Bundle) => (await validator.validate(bundle)).map(({ code }) => code)

// The same Bundle with one value put in place of another, by its path in the JSON.
const withValue = (path: string, value: unknown): Bundle => {
  const bundle: Bundle = structuredClone(referralBundle(draftOf(), '$prompt'))
  const keys = path.split('.')
  let at: unknown = bundle
  for (const key of keys.slice(0, -1)) at = Reflect.get(Object(at), key)
  assert.ok(isObject(at) || Array.isArray(at), path)
  Reflect.set(Object(at), keys.at(-1) ?? '', value)
  return bundle
}

const request = 'entry.0.resource'
const task = 'entry.1.resource'

test('a referral as it is built passes, urgent or not, with one line or more, with a recipient or none', async () => {
  const { target: _target, respondBy: _respondBy, ura: _ura, ...bare } = draftOf()
  const drafts = [
    draftOf(),
    draftOf({
      priority: 'stat',
      parts: { reason: 'a', course: 'b', treatment: 'c', history: 'd', social: 'e', call: 'f' },
      supporting: ['Observation/900', 'MedicationRequest/3'],
    }),
    {
      ...bare,
      priority: 'routine' as const,
      question: 'Regel één\n\nRegel drie',
      intent: 'proposal' as const,
    },
  ]
  for (const draft of drafts) {
    assert.deepEqual(await validator.validate(referralBundle(draft, '$prompt')), [])
  }
})

const faults: readonly (readonly [string, string, unknown, string])[] = [
  ['a status that does not exist', `${request}.status`, 'activ', 'code-invalid'],
  ['an intent that does not exist', `${task}.intent`, 'wish', 'code-invalid'],
  ['a priority that does not exist', `${request}.priority`, 'spoed', 'code-invalid'],
  ['a method that does not exist', 'entry.0.request.method', 'SEND', 'code-invalid'],
  ['a missing status', `${task}.status`, undefined, 'structure'],
  ['a missing subject', `${request}.subject`, undefined, 'structure'],
  ['an unknown element', `${request}.urgency`, 'high', 'structure'],
  ['one value where a list belongs', `${request}.note`, { text: 'x' }, 'structure'],
  ['a list where one value belongs', `${request}.code`, [{ text: 'x' }], 'structure'],
  ['a number where text belongs', `${request}.code.text`, 5, 'structure'],
  ['a reference to a wrong type', `${task}.owner.reference`, 'Medication/1', 'structure'],
  ['a date that does not exist', `${task}.authoredOn`, '2026-02-30T10:00:00+01:00', 'structure'],
  ['a time without a zone', `${request}.authoredOn`, '2026-01-12T09:31:04', 'zone'],
  ['an empty list', `${request}.performer`, [], 'empty'],
  ['an empty text', `${request}.performerType.text`, '', 'empty'],
  ['a text of spaces', `${request}.code.text`, '  ', 'empty'],
  ['an empty object', `${request}.performerType`, {}, 'empty'],
  ['an id of other characters', `${request}.id`, 'a/b', 'id'],
  [
    'a period that ends before it starts',
    `${task}.restriction.period.start`,
    '2026-02-01T00:00:00+01:00',
    'period',
  ],
  ['a citizen service number in a text', `${request}.code.text`, 'bsn 111.222.333', 'bsn'],
  [
    'a citizen service number as identifier',
    `${request}.identifier.0.system`,
    'http://fhir.nl/fhir/NamingSystem/bsn',
    'bsn',
  ],
  [
    'a script in the narrative',
    `${request}.text`,
    {
      status: 'generated',
      div: '<div xmlns="http://www.w3.org/1999/xhtml"><script>1</script></div>',
    },
    'narrative',
  ],
  ['a value that is null', `${request}.code`, null, 'empty'],
  ['a number that is none', `${request}.quantityQuantity`, { value: Number.NaN }, 'number'],
  ['a text that turns around', `${request}.code.text`, 'wond \u202Elinks', 'characters'],
  ['a control character in a text', `${request}.code.text`, 'wond\u0007', 'characters'],
  ['half a character', `${request}.code.text`, 'wond \uD83D', 'characters'],
  ['a code without its code system', `${request}.code.coding`, [{ code: '1' }], 'coding-system'],
  [
    'a unit without its code system',
    `${request}.quantityQuantity`,
    { value: 3, unit: 'kg', code: 'kg' },
    'quantity',
  ],
  ['a unit without a value', `${request}.quantityQuantity`, { unit: 'kg' }, 'quantity'],
  [
    'a range that ends below its start',
    `${request}.quantityRange`,
    { low: { value: 5 }, high: { value: 3 } },
    'range',
  ],
  ['a reference of no form', `${request}.requester.reference`, 'Jan de Vries', 'reference'],
  [
    'a reference to an entry that is not there',
    `${task}.focus.reference`,
    'urn:uuid:00000000-0000-5000-8000-000000000000',
    'reference',
  ],
  ['a second client', `${task}.for.reference`, 'Patient/999', 'patient'],
  [
    'two entries that are told apart by nothing',
    'entry.1.request.ifNoneExist',
    referralBundle(draftOf(), '$prompt').entry?.[0]?.request?.ifNoneExist,
    'duplicate',
  ],
  ['two kinds of one value', `${request}.occurrencePeriod`, { start: '2026-01-01' }, 'structure'],
]

for (const [name, path, value, code] of faults) {
  test(`${name} is refused before it is sent`, async () => {
    const bundle = withValue(path, value)
    if (path.endsWith('occurrencePeriod')) {
      Reflect.set(Object(bundle.entry?.[0]?.resource), 'occurrenceDateTime', '2026-01-01')
    }
    assert.ok((await codesOf(bundle)).includes(code))
  })
}

test('a telecom without a system is refused', async () => {
  const bundle = withValue(`${request}.contained`, [
    { resourceType: 'Task', id: 'x', status: 'draft', intent: 'order', telecom: [{ value: '1' }] },
  ])
  assert.ok((await codesOf(bundle)).includes('telecom-system'))
})

test('a resource the bot never writes is refused, alone or in a Bundle', async () => {
  const patient = { resourceType: 'Patient' } as const
  assert.deepEqual(await validator.validate(patient), [{ path: 'Patient', code: 'not-supported' }])
  const bundle: Bundle = { resourceType: 'Bundle', type: 'batch', entry: [{ resource: patient }] }
  assert.deepEqual(await codesOf(bundle), ['not-supported'])
})

test('an issue says where, never what', async () => {
  const issues = await validator.validate(withValue(`${request}.code.text`, 'bsn 111222333'))
  assert.deepEqual(issues, [{ path: 'Bundle.entry[0].resource.code.text', code: 'bsn' }])
})
