import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Resource } from '@medplum/fhirtypes'
import { allergy, amount, directive, flag, lab, problem, report, task } from './records.ts'
import { replyOver } from './wire.ts'

/** The record with its status, coded or not, spelled in this way. */
const spelled = (record: Resource, as: string): object => {
  const text = JSON.stringify(record)
  assert.ok(text.includes('"entered-in-error"'), 'the record is not entered in error')
  return JSON.parse(text.replaceAll('"entered-in-error"', JSON.stringify(as)))
}

const status = 'entered-in-error' as const
const verificationStatus = { coding: [{ code: status }] }

const cases: readonly (readonly [string, Resource])[] = [
  ['waarschuwingen', flag('1', 'MRSA', { status })],
  ['wilsverklaring', directive('1', 'resuscitation', 'deny', { status })],
  ['allergie', allergy('1', 'Penicilline', { verificationStatus })],
  ['problemen', problem('1', 'Hartfalen', { verificationStatus })],
  ['lab', lab('1', 'Kalium', { status, valueQuantity: amount(7.9, 'mmol/L') })],
  ['rapportage', report('1', 'Gevallen in de badkamer', { status })],
  ['taken', task('1', 'Wond verbinden', { status })],
]

for (const [line, record] of cases)
  test(`a record entered in error is known as such in any spelling: !${line}`, async () => {
    const plain = await replyOver([record], line)
    assert.doesNotMatch(plain, /MRSA|NIET|Penicilline|Hartfalen|Kalium|Gevallen|Wond/u)
    for (const as of ['Entered-in-error', ' entered-in-error', 'ENTERED-IN-ERROR '])
      assert.equal(await replyOver([spelled(record, as)], line), plain)
  })
