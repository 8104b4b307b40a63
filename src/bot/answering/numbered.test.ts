import assert from 'node:assert/strict'
import { test } from 'node:test'
import { facts, list, paragraph } from '../../reply/document.ts'
import { toText } from '../../reply/text.ts'
import { numbered } from './numbered.ts'

test('lines made from records are numbered through all lists, other lines are not', () => {
  const { document, lines } = numbered([
    paragraph('Actueel (2)'),
    facts([
      { line: 'een', about: ['MedicationRequest/1'] },
      { line: 'zonder bron', about: [] },
    ]),
    list(['los']),
    facts([{ line: ['twee'], about: ['MedicationRequest/2', 'MedicationDispense/3'] }]),
  ])
  assert.equal(toText(document), 'Actueel (2)\n\n• [1] een\n• zonder bron\n\n• los\n\n• [2] twee')
  assert.deepEqual(lines, [
    ['MedicationRequest/1'],
    ['MedicationRequest/2', 'MedicationDispense/3'],
  ])
})
