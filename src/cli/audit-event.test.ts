import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { AuditLine } from '../store/store.ts'
import { auditEventOf } from './audit-event.ts'

const line = (more: Partial<AuditLine> = {}): AuditLine => ({
  seq: 7,
  at: Date.parse('2026-01-12T08:31:05Z'),
  who: '@victor:apotheek.example',
  role: 'PractitionerRole/7',
  action: 'read',
  what: 'AllergyIntolerance 2',
  patient: 'Patient/123',
  roomId: '!abc:hs.example',
  eventId: '$e1',
  outcome: 'ok',
  rule: 'professionals-read',
  codes: 'uzi:17.075 sct:46255001',
  source: 'Huisarts Pulver',
  version: '1.2.3',
  hash: 'aa',
  ...more,
})

test('a read is an AuditEvent with who, in which role, by which rule, of which source and by which bot', () => {
  assert.deepEqual(auditEventOf(line()), {
    resourceType: 'AuditEvent',
    type: { system: 'http://terminology.hl7.org/CodeSystem/audit-event-type', code: 'rest' },
    subtype: [{ system: 'http://hl7.org/fhir/restful-interaction', code: 'search-type' }],
    action: 'R',
    recorded: '2026-01-12T08:31:05.000Z',
    outcome: '0',
    outcomeDesc: 'ok',
    purposeOfEvent: [
      {
        coding: [{ system: 'http://terminology.hl7.org/CodeSystem/v3-ActReason', code: 'TREAT' }],
      },
    ],
    agent: [
      {
        who: { reference: 'PractitionerRole/7' },
        altId: '@victor:apotheek.example',
        requestor: true,
        role: [
          {
            coding: [{ system: 'http://fhir.nl/fhir/NamingSystem/uzi-rolcode', code: '17.075' }],
          },
          { coding: [{ system: 'http://snomed.info/sct', code: '46255001' }] },
        ],
        network: { address: 'apotheek.example', type: '1' },
      },
      {
        type: {
          coding: [
            {
              system: 'http://dicom.nema.org/resources/ontology/DCM',
              code: '110150',
              display: 'Application',
            },
          ],
        },
        who: { display: 'zorgbot 1.2.3' },
        requestor: false,
      },
    ],
    source: {
      observer: { display: 'zorgbot' },
      type: [{ system: 'http://terminology.hl7.org/CodeSystem/security-source-type', code: '4' }],
    },
    entity: [
      {
        what: { reference: 'Patient/123' },
        type: { system: 'http://terminology.hl7.org/CodeSystem/audit-entity-type', code: '1' },
        role: { system: 'http://terminology.hl7.org/CodeSystem/object-role', code: '1' },
      },
      {
        type: { system: 'http://terminology.hl7.org/CodeSystem/audit-entity-type', code: '2' },
        role: { system: 'http://terminology.hl7.org/CodeSystem/object-role', code: '24' },
        detail: [
          { type: 'read', valueString: 'AllergyIntolerance 2' },
          { type: 'source', valueString: 'Huisarts Pulver' },
          { type: 'rule', valueString: 'professionals-read' },
          { type: 'room', valueString: '!abc:hs.example' },
          { type: 'event', valueString: '$e1' },
          { type: 'line', valueString: '7' },
          { type: 'hash', valueString: 'aa' },
        ],
      },
    ],
  })
})

test('what was written is named, and what the bot did unasked is done by the bot for no purpose of its own', () => {
  const written = auditEventOf(line({ action: 'write', what: 'Observation/9' }))
  assert.deepEqual(
    written.entity?.map(({ what, role }) => [what?.reference, role?.code]),
    [
      ['Patient/123', '1'],
      ['Observation/9', '4'],
      [undefined, '24'],
    ],
  )
  const unasked = auditEventOf(line({ who: 'system', role: undefined, action: 'notice' }))
  assert.equal(unasked.purposeOfEvent, undefined)
  assert.deepEqual(
    unasked.agent.map(({ who, requestor }) => [who?.display, requestor]),
    [['zorgbot 1.2.3', true]],
  )
})

test('an old line, without right, source or version, is an event all the same', () => {
  const { rule: _rule, codes: _codes, source: _source, version: _version, ...old } = line()
  const event = auditEventOf({ ...old, role: undefined })
  assert.deepEqual(
    event.agent.map(({ who, altId, role }) => [who?.display, altId, role]),
    [
      [undefined, '@victor:apotheek.example', undefined],
      ['zorgbot', undefined, undefined],
    ],
  )
})

for (const [outcome, action, code] of [
  ['ok', 'read', '0'],
  ['partial', 'read', '4'],
  ['timeout', 'read', '8'],
  ['confirm', 'command', '0'],
  ['unknown', 'write', '8'],
  ['audience', 'denial', '8'],
] as const)
  test(`a ${action} that came to ${outcome} has outcome ${code}`, () => {
    assert.equal(auditEventOf(line({ outcome, action })).outcome, code)
  })
