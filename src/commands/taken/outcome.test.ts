import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Task, TaskOutput } from '@medplum/fhirtypes'
import { becameDocument } from '../../bot/telling/follow-words.ts'
import { taskFact } from '../../fhir/referral/task.ts'
import { messages } from '../../i18n/messages.ts'
import { toText } from '../../reply/text.ts'
import { taskLine } from './line.ts'

const context = {
  t: messages.nl,
  timeZone: 'Europe/Amsterdam',
  now: new Date('2026-01-12T08:31:00Z'),
}

const healed = { type: { text: 'Wond genezen' } }

const factOf = (value: object) => {
  const output: TaskOutput = { ...healed, ...value }
  const task: Task = {
    resourceType: 'Task',
    id: '1',
    status: 'completed',
    intent: 'order',
    lastModified: '2026-01-12T09:00:00+01:00',
    output: [output],
  }
  return taskFact({ resource: task, source: 'Dossier', key: 'Task/1', included: new Map() })
}

/** What came of the task, in the list of tasks. */
const said = (value: object) => {
  const line = taskLine(factOf(value), context)
    .map((each) => (typeof each === 'string' ? each : each.text))
    .join('')
  return / – uitkomst: (.*) – bron Dossier$/u.exec(line)?.[1]
}

const open = 'Wond genezen: waarde is niet als tekst te tonen – open het dossier'

test('what came of a task is told with its value, whatever sort of value that is', () => {
  for (const [value, words] of [
    [{ valueBoolean: false }, 'nee'],
    [{ valueBoolean: true }, 'ja'],
    [{ valueQuantity: { value: 2.5, unit: 'cm' } }, '2,5\u00A0cm'],
    [{ valueDuration: { value: 2, unit: 'weken' } }, '2\u00A0weken'],
    [{ valueInteger: 0 }, '0'],
    [{ valueDecimal: 1.5 }, '1,5'],
    [{ valueCode: 'partial' }, 'partial'],
    [{ valueCoding: { code: '1', display: 'deels' } }, 'deels'],
    [{ valueCodeableConcept: { text: 'nee, deels' } }, 'nee, deels'],
    [{ valueDateTime: '2026-01-10' }, '10-01-2026'],
    [{ valueDate: '2026-01' }, 'jan 2026'],
    [{ valueMarkdown: 'bijna' }, 'bijna'],
    [{ valueReference: { reference: 'Observation/1', display: 'Wondfoto' } }, 'Wondfoto'],
  ] as const)
    assert.equal(said(value), `Wond genezen: ${words}`, Object.keys(value)[0])
})

test('a value that no line can hold says where it is, and one that is missing says that', () => {
  assert.equal(said({ valuePeriod: { start: '2026' } }), open)
  assert.equal(said({ valueAttachment: { title: 'foto' } }), open)
  assert.equal(said({ valueReference: {} }), open)
  assert.equal(said({ valueInteger: '3' }), open)
  assert.equal(said({}), 'Wond genezen: geen waarde in de bron')
  assert.equal(
    said({
      _valueBoolean: {
        extension: [
          {
            url: 'http://hl7.org/fhir/StructureDefinition/data-absent-reason',
            valueCode: 'asked-unknown',
          },
        ],
      },
    }),
    'Wond genezen: geen waarde: gevraagd, niet bekend',
  )
})

test('who follows a request hears the same of what came of it', () => {
  const follow = { kind: 'task', status: 'accepted', owner: undefined } as const
  assert.equal(
    toText(becameDocument(follow, factOf({ valueBoolean: false }), context)),
    ['Taak afgerond, 12-01-2026 09:00', 'Uitkomst: Wond genezen: nee'].join('\n'),
  )
})
