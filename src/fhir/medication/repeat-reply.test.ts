import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Communication } from '@medplum/fhirtypes'
import { replyOf } from './repeat-reply.ts'

const system = 'urn:oid:2.16.840.1.113883.2.4.3.11.60.20.77.5.2.17'
const url =
  'http://nictiz.nl/fhir/StructureDefinition/ext-Communication.Payload.ContentCodeableConcept'

/** As it comes from the wire: the answer stands in an extension of a string that is not there. */
const answer = (codings: readonly unknown[], more: object = {}): Communication => {
  const json = JSON.stringify({
    resourceType: 'Communication',
    status: 'completed',
    basedOn: [
      {
        type: 'MedicationRequest',
        identifier: { system: 'urn:ietf:rfc:3986', value: 'urn:uuid:1' },
      },
      { reference: 'MedicationRequest/7' },
    ],
    sent: '2022-12-01T12:30:00+01:00',
    payload: [
      { _contentString: { extension: [{ url, valueCodeableConcept: { coding: codings } }] } },
    ],
    ...more,
  })
  const parsed: Communication = JSON.parse(json)
  return parsed
}

test('the answer is read out of an extension of an empty string, in words of the source', () => {
  const yes = { system, code: '1', display: 'Ja, verstrekkingsverzoek volgt' }
  assert.deepEqual(replyOf(answer([yes])), {
    answers: ['urn:ietf:rfc:3986|urn:uuid:1', 'MedicationRequest/7'],
    outcome: 'accepted',
    words: 'Ja, verstrekkingsverzoek volgt',
    sent: '2022-12-01T12:30:00+01:00',
    counts: true,
    isFinal: true,
    unknownModifier: false,
  })
})

const outcomes: readonly (readonly [string, string, 'accepted' | 'refused' | undefined])[] = [
  ['1', 'Ja, verstrekkingsverzoek volgt', 'accepted'],
  ['2', 'Nee, stoppen medicatie', 'refused'],
  ['11', 'Geaccepteerd', 'accepted'],
  ['99', 'Geaccepteerd met wijzigingen', undefined],
  ['', 'Afgewezen', undefined],
]

for (const [code, display, outcome] of outcomes) {
  test(`code ${code || 'none'} says ${outcome ?? 'nothing that is known here'}, and its words are kept`, () => {
    const reply = replyOf(answer([{ system, code: code || 'x', display }]))
    assert.deepEqual([reply?.outcome, reply?.words], [outcome, display])
  })
}

test('two answers in one message conclude nothing', () => {
  const reply = replyOf(
    answer([
      { system, code: '1', display: 'Ja' },
      { system, code: '2', display: 'Nee' },
    ]),
  )
  assert.equal(reply?.outcome, undefined)
})

test('an answer entered in error or not given does not count', () => {
  for (const status of ['entered-in-error', 'not-done'])
    assert.equal(replyOf(answer([{ system, code: '1' }], { status }))?.counts, false)
})

test('an answer that is not completed counts, and is not final', () => {
  for (const status of ['preparation', 'in-progress', 'on-hold', 'stopped', 'unknown']) {
    const reply = replyOf(answer([{ system, code: '1' }], { status }))
    assert.deepEqual([reply?.counts, reply?.isFinal], [true, false], status)
  }
})

test('an answer with a modifier nobody knows is known as such', () => {
  const modifierExtension = [{ url: 'urn:unknown', valueBoolean: true }]
  assert.equal(
    replyOf(answer([{ system, code: '1' }], { modifierExtension }))?.unknownModifier,
    true,
  )
})

test('an explanation beside the answer is kept with it', () => {
  const reply = replyOf(
    answer([{ system, code: '2', display: 'Nee' }], {
      payload: [
        {
          _contentString: {
            extension: [
              { url, valueCodeableConcept: { coding: [{ system, code: '2', display: 'Nee' }] } },
            ],
          },
        },
        { contentString: 'Kom eerst langs.' },
      ],
    }),
  )
  assert.equal(reply?.words, 'Nee; Kom eerst langs.')
})

for (const [name, payload] of [
  ['a plain message', [{ contentString: 'Ja' }]],
  ['a message without content', undefined],
  ['content that is no object', [null, 5, 'x', {}]],
  ['another extension', [{ _contentString: { extension: [{ url: 'urn:x', valueString: 'Ja' }] } }]],
] as const) {
  test(`${name} is no answer to a proposal`, () => {
    assert.equal(replyOf(answer([], { payload })), undefined)
  })
}

test('a code of another code system is no answer to a proposal', () => {
  assert.equal(replyOf(answer([{ system: 'urn:other', code: '1', display: 'Ja' }])), undefined)
})
