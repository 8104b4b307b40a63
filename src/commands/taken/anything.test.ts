import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Task } from '@medplum/fhirtypes'
import { clinicalContext, now, shown, typed } from '../../../test/clinical-case.ts'
import { assertReplyInvariant } from '../../../test/flatten.ts'
import { mutated } from '../../../test/mutated.ts'
import { fc } from '../../../test/properties.ts'
import { becameDocument, callDocument } from '../../bot/telling/follow-words.ts'
import { taskFact } from '../../fhir/referral/task.ts'
import { nl } from '../../i18n/nl.ts'
import { noticeContent } from '../../reply/content.ts'
import { taken } from './taken.ts'

const whole: Task = {
  resourceType: 'Task',
  id: 'x',
  meta: { versionId: '1' },
  status: 'rejected',
  statusReason: { text: 'geen tijd' },
  intent: 'order',
  priority: 'urgent',
  code: { coding: [{ system: 'http://hl7.org/fhir/CodeSystem/task-code', code: 'fulfill' }] },
  description: 'Wegen',
  focus: { reference: 'ServiceRequest/s' },
  for: { reference: 'Patient/p1' },
  authoredOn: '2026-01-10T09:00:00+01:00',
  lastModified: '2026-01-10T09:00:00+01:00',
  requester: { reference: 'PractitionerRole/a', display: 'A' },
  owner: { reference: 'PractitionerRole/b', display: 'B' },
  performerType: [{ text: 'Huisarts' }],
  note: [{ text: 'voor het ontbijt' }],
  restriction: { period: { end: '2026-01-13' } },
  output: [{ type: { text: 'Advies' }, valueString: 'rust' }],
}

const control: Task = { ...whole, id: 'control', status: 'requested', description: 'Controle' }
const context = { t: nl, timeZone: 'Europe/Amsterdam', now }
const follow = {
  kind: 'task',
  status: 'requested',
  owner: undefined,
  ownerName: 'B',
  requesterName: 'A',
} as const

test('a damaged task breaks no answer, hides no other, and is told without a fault', async () => {
  const kept = ['resourceType', 'id', 'for']
  await fc.assert(
    fc.asyncProperty(mutated(whole, kept), async (task) => {
      const answer = await taken.run(
        {
          ...clinicalContext({ records: [task, control] }),
          place: 'room',
          ownTasks: async () => ({ tasks: [], complete: true }),
        },
        typed('alles'),
      )
      const { document, text } = shown(answer)
      assertReplyInvariant(noticeContent({ document }))
      assert.match(text, /SPOED Controle – verwijzing – voor B – gevraagd door A, 10-01-2026 09:00/)
      const fact = taskFact({ resource: task, source: 'x', key: 'Task/x', included: new Map() })
      for (const said of [
        becameDocument(follow, fact, context),
        callDocument(follow, fact, undefined, context),
      ])
        assertReplyInvariant(noticeContent({ document: said }))
    }),
    { numRuns: 300 },
  )
})
