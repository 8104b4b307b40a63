import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Bundle, Resource } from '@medplum/fhirtypes'
import { clientOf, draftOf } from '../../../test/referral-parts.ts'
import { type FhirCode, FhirError } from '../fhir.ts'
import { createValidator, type Validator } from '../validation/validate.ts'
import { referralBundle, referralIdentifiers } from './bundle.ts'
import { createReferralWriter } from './referral.ts'

const validator = createValidator()
const bundle = referralBundle(draftOf(), '$prompt')
const [asked, assigned] = referralIdentifiers('$prompt')

const stored = (type: 'ServiceRequest' | 'Task', id: string, value: string): Resource => {
  const common = { id, meta: { versionId: '1' }, identifier: [{ value }], intent: 'order' as const }
  return type === 'Task'
    ? { ...common, resourceType: type, status: 'requested' }
    : { ...common, resourceType: type, status: 'active', subject: { reference: 'Patient/123' } }
}

const both = [stored('ServiceRequest', '7', asked), stored('Task', '8', assigned)]
const bothRefs = [
  { ref: 'ServiceRequest/7', versionId: '1' },
  { ref: 'Task/8', versionId: '1' },
]

const answered: Bundle = {
  resourceType: 'Bundle',
  type: 'transaction-response',
  entry: [
    { response: { status: '201', location: 'https://fhir.test/r4/ServiceRequest/7/_history/1' } },
    { response: { status: '200', location: 'Task/8/_history/1' } },
  ],
}

type Look = readonly Resource[] | FhirError

const writerWith = (sent: Bundle | FhirCode, look: Look, check: Validator = validator) => {
  const log: string[] = []
  const client = clientOf({
    transaction: () => {
      log.push('transaction')
      return typeof sent === 'string' ? new FhirError(sent) : sent
    },
    search: (type, params) => {
      log.push(`${type} ${String(params['identifier'])}`)
      return look
    },
  })
  return { writer: createReferralWriter(client, check), log }
}

test('what the server says it stored is what was written, with versions', async () => {
  const { writer, log } = writerWith(answered, [])
  assert.deepEqual(await writer.write(bundle), { kind: 'written', refs: bothRefs })
  assert.deepEqual(log, ['transaction'])
})

test('an answer that does not say where things are is followed by a look', async () => {
  const silent: Bundle = { ...answered, entry: [{ response: { status: '201' } }] }
  const { writer } = writerWith(silent, both)
  assert.deepEqual(await writer.write(bundle), { kind: 'written', refs: bothRefs })
})

test('what does not pass our own check is never sent', async () => {
  const issues = [{ path: 'Bundle', code: 'empty' }]
  const check = { warmUp: async () => {}, validate: async () => issues }
  const { writer, log } = writerWith(answered, [], check)
  assert.deepEqual(await writer.write(bundle), { kind: 'refused', issues })
  assert.deepEqual(log, [])
})

test('after silence both resources are looked for by our identifiers', async () => {
  const { writer, log } = writerWith('timeout', both)
  assert.deepEqual(await writer.write(bundle), { kind: 'written', refs: bothRefs })
  assert.equal(log[1], `ServiceRequest urn:ietf:rfc:3986|${asked}`)
  assert.equal(log[2], `Task urn:ietf:rfc:3986|${assigned}`)
})

const outcomes: readonly (readonly [string, FhirCode, Look, string])[] = [
  ['a time-out with nothing found yet stays unknown', 'timeout', [], 'unknown'],
  ['a broken connection with nothing found yet stays unknown', 'unreachable', [], 'unknown'],
  ['silence that cannot be checked is unknown', 'timeout', new FhirError('timeout'), 'unknown'],
  [
    'a failure that cannot be checked is unknown',
    'unavailable',
    new FhirError('timeout'),
    'unknown',
  ],
  ['a failure with nothing found is a failure', 'unavailable', [], 'failed'],
  ['an unreadable answer with nothing found is a failure', 'not-fhir', [], 'failed'],
  ['a refusal of the content is a failure', 'invalid', new FhirError('timeout'), 'failed'],
  ['a refusal of the sender is a failure', 'forbidden', both, 'failed'],
  ['half of it found needs a person', 'unavailable', both.slice(0, 1), 'ambiguous'],
  ['more than one match needs a person', 'ambiguous', both, 'ambiguous'],
  [
    'two of a kind found needs a person',
    'timeout',
    [...both, stored('Task', '9', assigned)],
    'ambiguous',
  ],
]

for (const [name, code, look, kind] of outcomes) {
  test(name, async () => {
    assert.equal((await writerWith(code, look).writer.write(bundle)).kind, kind)
  })
}

test('resources of others that a server gives are not taken for ours', async () => {
  const others = [stored('ServiceRequest', '1', 'urn:uuid:other'), stored('Task', '2', 'other')]
  assert.equal((await writerWith('unavailable', others).writer.write(bundle)).kind, 'failed')
})

test('given up halfway is unknown, because it may have arrived', async () => {
  const controller = new AbortController()
  const client = {
    ...clientOf({}),
    transaction: async () => {
      controller.abort()
      throw controller.signal.reason
    },
  }
  const writer = createReferralWriter(client, validator)
  assert.deepEqual(await writer.write(bundle, controller.signal), {
    kind: 'unknown',
    code: 'timeout',
  })
})
