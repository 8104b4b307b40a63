import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Resource, Task } from '@medplum/fhirtypes'
import { taskFact } from '../../fhir/referral/task.ts'
import { messages } from '../../i18n/messages.ts'
import { toText } from '../../reply/text.ts'
import { becameDocument, overdueDocument, quietDocument } from './follow-words.ts'

const subject = { reference: 'Patient/p1' }
const request: Resource = {
  resourceType: 'ServiceRequest',
  id: '1',
  status: 'active',
  intent: 'order',
  doNotPerform: true,
  subject,
  code: { text: 'Katheter verwijderen' },
}
const task: Task = {
  resourceType: 'Task',
  id: '1',
  status: 'accepted',
  intent: 'order',
  for: subject,
  focus: { reference: 'ServiceRequest/1' },
  lastModified: '2026-01-12T09:00:00+01:00',
}
const context = {
  t: messages.nl,
  timeZone: 'Europe/Amsterdam',
  now: new Date('2026-01-12T08:31:00Z'),
}
const fact = taskFact({
  resource: task,
  source: 'Dossier',
  key: 'Task/1',
  included: new Map([['ServiceRequest/1', request]]),
})
const said = (status: string) =>
  toText(becameDocument({ kind: 'referral', status, owner: undefined }, fact, context))

test('what became of a request that something is not done says that it must not be done', () => {
  assert.equal(
    said('requested'),
    [
      'Verwijzing geaccepteerd, 12-01-2026 09:00',
      '⚠\u00A0Let op: in het dossier staat dat dit NIET gedaan moet worden.',
    ].join('\n'),
  )
})

test('so does a change that leaves its status as it was', () => {
  assert.equal(
    said('accepted'),
    [
      'Verwijzing gewijzigd in het dossier, 12-01-2026 09:00. Status nog steeds: geaccepteerd.',
      '⚠\u00A0Let op: in het dossier staat dat dit NIET gedaan moet worden.',
      'Alle taken: !taken.',
    ].join('\n'),
  )
})

const stands = { isRead: true, isForbidden: true }

test('so does the reminder that its time is over', () => {
  assert.equal(
    toText(
      overdueDocument(
        { kind: 'referral' },
        { ...stands, status: 'requested', due: '12-01-2026 09:00' },
        context,
      ),
    ),
    [
      'Herinnering: verwijzing is nog niet geaccepteerd, terwijl dat uiterlijk 12-01-2026 09:00 was gevraagd.',
      '⚠\u00A0Let op: in het dossier staat dat dit NIET gedaan moet worden.',
      'Neem zo nodig zelf contact op.',
    ].join('\n'),
  )
})

test('and the one that nobody took it on', () => {
  assert.equal(
    toText(quietDocument({ kind: 'referral' }, { ...stands, days: 3 }, context)),
    [
      'Herinnering: deze verwijzing is na 3 dagen nog door niemand geaccepteerd.',
      '⚠\u00A0Let op: in het dossier staat dat dit NIET gedaan moet worden.',
      'Neem zo nodig zelf contact op.',
    ].join('\n'),
  )
})
