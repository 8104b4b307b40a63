import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Goal, GoalTarget } from '@medplum/fhirtypes'
import { answerOf, subject } from '../../../test/fact-case.ts'
import { zorgplan } from './zorgplan.ts'

const measure = { text: 'katheter' }

/** What is said of a target. */
const said = async (target: GoalTarget) => {
  const goal: Goal = {
    resourceType: 'Goal',
    id: '1',
    lifecycleStatus: 'active',
    description: { text: 'Doel' },
    subject,
    startDate: '2025-12-01',
    target: [target],
  }
  const { text } = await answerOf(zorgplan, [goal])
  return /^• Doel – (.*) – loopt – vanaf 01-12-2025 – bron onbekend$/mu.exec(text)?.[1]
}

test('what is to be reached is told with its value, whatever sort of value that is', async () => {
  assert.equal(await said({ measure, detailBoolean: false }), 'streven: katheter: nee')
  assert.equal(await said({ measure, detailBoolean: true }), 'streven: katheter: ja')
  assert.equal(await said({ measure, detailInteger: 0 }), 'streven: katheter: 0')
  assert.equal(await said({ measure, detailString: 'eruit' }), 'streven: katheter: eruit')
  assert.equal(
    await said({ measure, detailCodeableConcept: { text: 'verwijderd' } }),
    'streven: katheter: verwijderd',
  )
  assert.equal(
    await said({ measure, detailQuantity: { value: 71, unit: 'kg', comparator: '<' } }),
    'streven: katheter: < 71\u00A0kg',
  )
  assert.equal(
    await said({
      detailRange: { low: { value: 70, unit: 'kg' }, high: { value: 72, unit: 'kg' } },
    }),
    'streven: 70\u00A0kg tot 72\u00A0kg',
  )
  assert.equal(
    await said({
      measure,
      detailRatio: { numerator: { value: 1, unit: 'l' }, denominator: { value: 1, unit: 'dag' } },
    }),
    'streven: katheter: 1\u00A0l : 1\u00A0dag',
  )
})

const typed = (detail: object): GoalTarget => ({ measure, ...detail })

test('a value that cannot be told says where it is to be found, and never leaves only the name', async () => {
  const open = 'streven: katheter: waarde is niet als tekst te tonen – open het dossier'
  assert.equal(await said(typed({ detailQuantity: { value: '71' } })), open)
  assert.equal(await said(typed({ detailPeriod: { start: '2026' } })), open)
  assert.equal(
    await said(
      typed({
        _detailBoolean: {
          extension: [
            {
              url: 'http://hl7.org/fhir/StructureDefinition/data-absent-reason',
              valueCode: 'masked',
            },
          ],
        },
      }),
    ),
    'streven: katheter: geen waarde: afgeschermd',
  )
})

test('a target that is due some time after the start says so', async () => {
  assert.equal(
    await said({ measure, detailBoolean: false, dueDuration: { value: 6, unit: 'wk' } }),
    'streven: katheter: nee – binnen 6\u00A0weken na het begin',
  )
  assert.equal(
    await said({ dueDuration: { value: 1, code: 'mo' } }),
    'binnen 1\u00A0maand na het begin',
  )
})
