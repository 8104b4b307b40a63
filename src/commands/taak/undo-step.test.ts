import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type { Task } from '@medplum/fhirtypes'
import { type Sandbox, startSandbox } from '../../../packages/fhir-sandbox/src/server.ts'
import { followOf } from '../../../test/referral-parts.ts'
import { listed, task, taskContext, typedArgs, wordsOf } from '../../../test/task-parts.ts'
import { createRecordWriter } from '../../fhir/record/writing.ts'
import { createTaskReader } from '../../fhir/referral/task-reader.ts'
import { createFhirClient } from '../../fhir/server/client.ts'
import { createValidator } from '../../fhir/validation/validate.ts'
import { toText } from '../../reply/text.ts'
import type { WrittenRef } from '../command.ts'
import { taak } from './taak.ts'

let sandbox: Sandbox
let client: ReturnType<typeof createFhirClient>
const validator = createValidator()

before(async () => {
  const tasks = ['reject', 'done', 'claim', 'later', 'moved'].map((id): Task => {
    const { meta: _, ...rest } = task({ id })
    return rest
  })
  sandbox = await startSandbox({
    seed: [
      { resourceType: 'Patient', id: '123' },
      { resourceType: 'Patient', id: '124' },
      { resourceType: 'PractitionerRole', id: '789' },
      { resourceType: 'PractitionerRole', id: '55' },
      ...tasks,
    ],
  })
  client = createFhirClient({ baseUrl: sandbox.baseUrl, auth: { kind: 'none' } })
})
after(async () => {
  await client.close()
  await sandbox.stop()
})

const withoutMeta = (resource: Task) => {
  const { meta: _, ...rest } = resource
  return rest
}

/** A step that was confirmed, with what its prompt keeps of it. */
const stepped = async (id: string, line: string) => {
  const { follow, told } = followOf()
  const context = taskContext({
    tasks: createTaskReader(client, 'Dossier'),
    writer: createRecordWriter(client, validator),
    lastList: async () => listed([`Task/${id}`]),
    follow,
  })
  const was = await client.read('Task', id)
  const outcome = await taak.run(context, typedArgs(line))
  assert.ok(outcome.kind === 'confirm', wordsOf(outcome))
  const carried = await taak.carryOut?.(context, JSON.parse(JSON.stringify(outcome.draft)), '$p')
  assert.ok(carried?.kind === 'done')
  assert.equal(carried.undoable, undefined)
  const refs: readonly WrittenRef[] = carried.refs.map((each) => ({
    ...each,
    ...(carried.before?.[each.ref] === undefined ? {} : { before: carried.before[each.ref] ?? '' }),
  }))
  const undo = () => {
    const undone = taak.undo?.(context, refs, '$p')
    assert.ok(undone)
    return undone
  }
  return { was, told, undo, now: () => client.read('Task', id) }
}

for (const [id, line, status] of [
  ['reject', '1 weiger geen tijd', 'rejected'],
  ['done', '1 klaar 71,4 kg', 'completed'],
] as const)
  test(`a task that was ${status} is again as it was before, and that is told to nobody again`, async () => {
    const step = await stepped(id, line)
    assert.equal((await step.now()).status, status)
    const undone = await step.undo()
    assert.equal(
      toText(undone.document),
      `Stap teruggedraaid 22-08-2026 14:10. De taak staat weer op: gevraagd.\nEen collega kan de stap al hebben gelezen: overleg zo nodig.\nKenmerk: Task/${id}`,
    )
    const now = await step.now()
    assert.deepEqual(withoutMeta(now), withoutMeta(step.was))
    assert.deepEqual(step.told.at(-1), [`Task/${id}`, 'requested', now.meta?.versionId])
    assert.equal((await step.undo()).kind, 'done')
    assert.equal((await step.now()).meta?.versionId, now.meta?.versionId)
  })

test('who took a task up for all is its owner no more', async () => {
  const now = await client.read('Task', 'claim')
  const { owner: _, ...unowned } = now
  await client.update(unowned, now.meta?.versionId ?? '')
  const step = await stepped('claim', '1 accepteer')
  assert.equal((await step.now()).owner?.reference, 'PractitionerRole/789')
  assert.equal((await step.undo()).kind, 'done')
  const back = await step.now()
  assert.deepEqual([back.status, back.owner], ['requested', undefined])
})

test('a task in which another step followed is left alone', async () => {
  const step = await stepped('later', '1 accepteer')
  const now = await step.now()
  await client.update({ ...now, status: 'in-progress' }, now.meta?.versionId ?? '')
  const undone = await step.undo()
  assert.equal(
    toText(undone.document),
    'NIET teruggedraaid: dit is na uw bevestiging in het dossier gewijzigd. Zet het zo nodig zelf recht in het dossier.',
  )
  assert.equal((await step.now()).status, 'in-progress')
})

test('what was another client’s before is never put back', async () => {
  const writer = createRecordWriter(client, validator)
  const first = await client.read('Task', 'moved')
  const other = await client.update(
    { ...first, for: { reference: 'Patient/124' } },
    first.meta?.versionId ?? '',
  )
  const back = await client.update({ ...first, priority: 'urgent' }, other.meta?.versionId ?? '')
  const of = {
    patient: 'Patient/123',
    ref: 'Task/moved',
    versionId: back.meta?.versionId ?? '',
    before: other.meta?.versionId ?? '',
  }
  assert.deepEqual(await writer.restore(of), { kind: 'no-former' })
  assert.deepEqual(await writer.restore({ ...of, before: 'not-there' }), { kind: 'no-former' })
  assert.equal((await client.read('Task', 'moved')).priority, 'urgent')
})
