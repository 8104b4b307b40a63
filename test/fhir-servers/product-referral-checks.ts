import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { test } from 'node:test'
import type { Bundle } from '@medplum/fhirtypes'
import { type FhirClient, FhirError } from '../../src/fhir/fhir.ts'
import { referralBundle, referralIdentifiers } from '../../src/fhir/referral/bundle.ts'
import type { ReferralDraft } from '../../src/fhir/referral/draft.ts'
import { createReferralWriter } from '../../src/fhir/referral/referral.ts'
import { createValidator } from '../../src/fhir/validation/validate.ts'
import { systems } from '../../src/fhir/value/identifiers.ts'
import type { Product } from './product.ts'

const draft: ReferralDraft = {
  patient: 'Patient/demo-client-1',
  requester: 'PractitionerRole/demo-role-wijkverpleegkundige',
  ura: '90000102',
  discipline: 'fysiotherapie',
  target: {
    name: 'Fysiotherapie De Brug',
    performers: ['Organization/demo-org-fysio'],
    owner: 'HealthcareService/demo-dienst-fysiotherapie',
  },
  question: 'Valrisico na opname, oefenen op de trap',
  priority: 'urgent',
  intent: 'order',
  authoredOn: '2026-01-14T11:00:00+01:00',
  respondBy: '2026-01-15T11:00:00+01:00',
}

const newPrompt = () => `$${randomUUID()}`

const validator = createValidator()

/** What the server holds of a referral, by plain HTTP. */
const stored = async ({ http }: Product, promptId: string): Promise<readonly string[]> => {
  const [request, task] = referralIdentifiers(promptId)
  const found = async (type: string, value: string) =>
    (await http.ids(type, { identifier: `${systems.uri}|${value}` })).map((id) => `${type}/${id}`)
  return [...(await found('ServiceRequest', request)), ...(await found('Task', task))]
}

/** The server does the work, but its answer is lost. */
const deaf = (client: FhirClient): FhirClient => ({
  ...client,
  transaction: async (bundle: Bundle) => {
    await client.transaction(bundle)
    throw new FhirError('timeout')
  },
})

const writtenRefs = async (client: FhirClient, promptId: string): Promise<readonly string[]> => {
  const writer = createReferralWriter(client, validator)
  const written = await writer.write(referralBundle(draft, promptId))
  assert.equal(written.kind, 'written')
  return written.kind === 'written' ? written.refs.map(({ ref }) => ref) : []
}

/** Writing a referral. */
export const referralTests = (product: () => Product): void => {
  test('a referral written twice is one ServiceRequest and one Task', async () => {
    const promptId = newPrompt()
    const { client } = product()
    const first = await writtenRefs(client, promptId)
    assert.deepEqual(await writtenRefs(client, promptId), first)
    assert.deepEqual(await stored(product(), promptId), first)
    assert.equal(first.length, 2)
  })

  test('the Task points at the ServiceRequest, and both at the client', async () => {
    const { client } = product()
    const [request = '', task = ''] = await writtenRefs(client, newPrompt())
    const asked = await client.read('ServiceRequest', request.replace('ServiceRequest/', ''))
    const work = await client.read('Task', task.replace('Task/', ''))
    assert.equal(work.focus?.reference, request)
    assert.equal(work.owner?.reference, draft.target?.owner)
    assert.deepEqual([asked.subject.reference, work.for?.reference], [draft.patient, draft.patient])
    assert.equal(asked.requester?.reference, draft.requester)
    assert.equal(asked.priority, 'urgent')
  })

  test('eight writes at once of one referral are one referral', async () => {
    const promptId = newPrompt()
    const { client } = product()
    const all = await Promise.all(Array.from({ length: 8 }, () => writtenRefs(client, promptId)))
    const held = await stored(product(), promptId)
    assert.equal(held.length, 2)
    assert.deepEqual(
      all,
      all.map(() => held),
    )
  })

  test('an answer that was lost is found again', async () => {
    const promptId = newPrompt()
    const refs = await writtenRefs(deaf(product().client), promptId)
    assert.deepEqual(await stored(product(), promptId), refs)
    assert.deepEqual(await writtenRefs(product().client, promptId), refs)
  })

  test('a referral that was looked for before it was written is found at once after', async () => {
    const promptId = newPrompt()
    const { client } = product()
    const writer = createReferralWriter(client, validator)
    const look = async () =>
      (await writer.find(referralIdentifiers(promptId))).map(({ ref }) => ref)
    assert.deepEqual(await look(), [])
    const refs = await writtenRefs(client, promptId)
    assert.deepEqual(await look(), refs)
  })

  test('a referral to somebody who does not exist is not written, and is told so', async () => {
    const promptId = newPrompt()
    const target = { name: 'X', performers: ['Organization/nobody'], owner: 'Organization/nobody' }
    const bundle = referralBundle({ ...draft, target }, promptId)
    const written = await createReferralWriter(product().client, validator).write(bundle)
    assert.equal(written.kind, 'failed')
    assert.deepEqual(await stored(product(), promptId), [])
  })
}
