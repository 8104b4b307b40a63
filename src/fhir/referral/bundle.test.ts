import assert from 'node:assert/strict'
import { test } from 'node:test'
import { draftOf } from '../../../test/referral-parts.ts'
import { eventIdentifiers } from '../value/identifiers.ts'
import { referralBundle, referralIdentifiers } from './bundle.ts'
import { isReferralDraft } from './draft.ts'
import { dateTimeIn } from './time.ts'

test('a confirmed referral becomes a ServiceRequest and a Task in one conditional transaction', () => {
  const [asked, assigned] = referralIdentifiers('$abc')
  const requestUrl = eventIdentifiers('$abc', 3).identifiers[0].value
  const taskUrl = eventIdentifiers('$abc', 4).identifiers[0].value
  assert.deepEqual(referralBundle(draftOf(), '$abc'), {
    resourceType: 'Bundle',
    type: 'transaction',
    entry: [
      {
        fullUrl: requestUrl,
        resource: {
          resourceType: 'ServiceRequest',
          meta: {
            profile: ['http://nictiz.nl/fhir/StructureDefinition/nl-core-Procedure-request'],
          },
          identifier: [
            { system: 'https://matrix.org/event-id', value: '$abc' },
            {
              system: 'urn:ietf:rfc:3986',
              value: asked,
              assigner: {
                identifier: { system: 'http://fhir.nl/fhir/NamingSystem/ura', value: '22222222' },
              },
            },
          ],
          status: 'active',
          intent: 'order',
          category: [
            {
              coding: [
                {
                  system: 'http://snomed.info/sct',
                  code: '3457005',
                  display: 'verwijzen van patiënt',
                },
              ],
            },
          ],
          priority: 'urgent',
          code: { text: 'Beoordeling wond linker onderbeen' },
          subject: { reference: 'Patient/123', type: 'Patient' },
          authoredOn: '2026-01-12T09:31:04+01:00',
          requester: { reference: 'PractitionerRole/789', type: 'PractitionerRole' },
          performerType: { text: 'Huisarts' },
          performer: [{ reference: 'Organization/55', type: 'Organization' }],
        },
        request: {
          method: 'POST',
          url: 'ServiceRequest',
          ifNoneExist: `identifier=urn%3Aietf%3Arfc%3A3986%7C${encodeURIComponent(asked)}`,
        },
      },
      {
        fullUrl: taskUrl,
        resource: {
          resourceType: 'Task',
          identifier: [{ system: 'urn:ietf:rfc:3986', value: assigned }],
          status: 'requested',
          intent: 'order',
          priority: 'urgent',
          code: {
            coding: [{ system: 'http://hl7.org/fhir/CodeSystem/task-code', code: 'fulfill' }],
          },
          focus: { reference: requestUrl, type: 'ServiceRequest' },
          for: { reference: 'Patient/123', type: 'Patient' },
          authoredOn: '2026-01-12T09:31:04+01:00',
          requester: { reference: 'PractitionerRole/789', type: 'PractitionerRole' },
          owner: { reference: 'HealthcareService/77', type: 'HealthcareService' },
          restriction: { period: { end: '2026-01-13T09:31:04+01:00' } },
        },
        request: {
          method: 'POST',
          url: 'Task',
          ifNoneExist: `identifier=urn%3Aietf%3Arfc%3A3986%7C${encodeURIComponent(assigned)}`,
        },
      },
    ],
  })
})

test('the four names in a Bundle differ, and differ from those of another prompt', () => {
  const names = ['$a', '$b'].flatMap((prompt) => [
    ...referralIdentifiers(prompt),
    ...(referralBundle(draftOf(), prompt).entry ?? []).map(({ fullUrl }) => fullUrl),
  ])
  assert.equal(new Set(names).size, 8)
})

test('a question of more lines is kept whole in the note', () => {
  const question = 'Wond linker onderbeen\n\nRoodheid sinds gisteren'
  const resource = referralBundle(draftOf({ question }), '$a').entry?.[0]?.resource
  assert.ok(resource?.resourceType === 'ServiceRequest')
  assert.deepEqual(resource.code, { text: 'Wond linker onderbeen' })
  assert.deepEqual(resource.note, [{ text: question }])
})

test('without a recipient there is no performer and no owner', () => {
  const { target: _target, ...draft } = draftOf()
  const [request, task] = referralBundle(draft, '$a').entry ?? []
  assert.ok(request?.resource !== undefined && !('performer' in request.resource))
  assert.ok(task?.resource !== undefined && !('owner' in task.resource))
})

test('a draft survives the store, and what is no draft is recognized', () => {
  const draft = draftOf()
  assert.equal(isReferralDraft(JSON.parse(JSON.stringify(draft))), true)
  const wrong: readonly unknown[] = [
    null,
    [],
    'draft',
    {},
    { ...draft, patient: 'Patient/' },
    { ...draft, requester: 'Organization' },
    { ...draft, question: '' },
    { ...draft, priority: 'ja' },
    { ...draft, urgent: true },
    { ...draft, parts: { reason: '' } },
    { ...draft, parts: { other: 'x' } },
    { ...draft, supporting: ['http://elders.example/Observation/1'] },
    { ...draft, intent: 'plan' },
    { ...draft, authoredOn: '2026-01-12T09:31:04' },
    { ...draft, target: { name: 'x', performers: ['Patient/1'], owner: 'Organization/1' } },
  ]
  assert.deepEqual(
    wrong.map(isReferralDraft),
    wrong.map(() => false),
  )
})

test('a moment is written with the offset of its zone then, summer and winter', () => {
  assert.equal(
    dateTimeIn('Europe/Amsterdam', new Date('2026-08-22T12:10:00Z')),
    '2026-08-22T14:10:00+02:00',
  )
  assert.equal(
    dateTimeIn('Europe/Amsterdam', new Date('2026-01-12T23:31:04Z')),
    '2026-01-13T00:31:04+01:00',
  )
  assert.equal(dateTimeIn('UTC', new Date('2026-01-12T08:31:04Z')), '2026-01-12T08:31:04+00:00')
})
