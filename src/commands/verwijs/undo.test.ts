import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { type Sandbox, startSandbox } from '../../../packages/fhir-sandbox/src/server.ts'
import { contextOf, draftOf } from '../../../test/referral-parts.ts'
import { type FhirClient, FhirError } from '../../fhir/fhir.ts'
import { createRecordReader } from '../../fhir/record/record.ts'
import { createRecordWriter } from '../../fhir/record/writing.ts'
import { createReferralWriter } from '../../fhir/referral/referral.ts'
import { createFhirClient } from '../../fhir/server/client.ts'
import { ownSource } from '../../fhir/server/source.ts'
import { type HandoverDraft, handoverBundle } from '../../fhir/timeline/handover-draft.ts'
import { createValidator } from '../../fhir/validation/validate.ts'
import { toText } from '../../reply/text.ts'
import { overdracht } from '../overdracht/overdracht.ts'
import { carryOutReferral } from './carry.ts'
import { verwijs } from './verwijs.ts'

let sandbox: Sandbox
let client: ReturnType<typeof createFhirClient>
const validator = createValidator()

before(async () => {
  sandbox = await startSandbox({
    seed: [
      { resourceType: 'Patient', id: '123' },
      { resourceType: 'PractitionerRole', id: '789' },
      { resourceType: 'Organization', id: '55', name: 'Huisartsenpraktijk De Linde' },
      { resourceType: 'HealthcareService', id: '77', name: 'Spreekuur' },
    ],
  })
  client = createFhirClient({ baseUrl: sandbox.baseUrl, auth: { kind: 'none' } })
})
after(async () => {
  await client.close()
  await sandbox.stop()
})

const over = (wire: FhirClient) =>
  contextOf({
    referrals: createReferralWriter(wire, validator),
    record: createRecordReader([ownSource('Dossier', wire)]),
    writer: createRecordWriter(wire, validator),
  })

/** A referral that was sent. */
const sent = async (promptId: string) => {
  const carried = await carryOutReferral(over(client), draftOf(), promptId)
  assert.ok(carried.kind === 'done')
  const [request = '', task = ''] = carried.writes
  return {
    refs: carried.refs,
    request: request.split('/')[1] ?? '',
    task: task.split('/')[1] ?? '',
  }
}

const statuses = async ({ request, task }: { request: string; task: string }) => [
  (await client.read('ServiceRequest', request)).status,
  (await client.read('Task', task)).status,
]

test('a referral nobody took on is taken back: the request revoked, the task cancelled', async () => {
  const referral = await sent('$free')
  const carried = await verwijs.undo?.(over(client), referral.refs, '$free')
  assert.ok(carried?.kind === 'done')
  assert.deepEqual(await statuses(referral), ['revoked', 'cancelled'])
  assert.equal(
    toText(carried.document),
    `Verwijzing teruggedraaid 22-08-2026 14:10. Het blijft in het dossier staan als ingetrokken.\nKenmerk: Task/${referral.task}, ServiceRequest/${referral.request}\n\nDe ontvanger kan de verwijzing al hebben gelezen: bel zo nodig.`,
  )
  const again = await verwijs.undo?.(over(client), referral.refs, '$free')
  assert.equal(again?.kind, 'done')
})

test('a referral that was only received can still be taken back', async () => {
  const referral = await sent('$received')
  const task = await client.read('Task', referral.task)
  await client.update({ ...task, status: 'received' }, task.meta?.versionId ?? '')
  const carried = await verwijs.undo?.(over(client), referral.refs, '$received')
  assert.equal(carried?.kind, 'done')
  assert.deepEqual(await statuses(referral), ['revoked', 'cancelled'])
})

for (const [status, word] of [
  ['accepted', 'aangenomen'],
  ['in-progress', 'in behandeling'],
  ['completed', 'afgerond'],
  ['rejected', 'afgewezen'],
] as const) {
  test(`a referral that is ${status} is not taken back, and that is said`, async () => {
    const referral = await sent(`$${status}`)
    const task = await client.read('Task', referral.task)
    await client.update({ ...task, status }, task.meta?.versionId ?? '')
    const carried = await verwijs.undo?.(over(client), referral.refs, `$${status}`)
    assert.ok(carried?.kind === 'failed')
    assert.equal(carried.final, true)
    assert.equal(
      toText(carried.document),
      `NIET teruggedraaid: deze verwijzing is al ${word}. Neem contact op met de ontvanger.`,
    )
    assert.deepEqual(await statuses(referral), ['active', status])
  })
}

test('a referral that is accepted at that very moment is not taken back', async () => {
  const referral = await sent('$race')
  const racing: FhirClient = {
    ...client,
    update: async (resource, versionId) => {
      const task = await client.read('Task', referral.task)
      if (task.status === 'requested')
        await client.update({ ...task, status: 'accepted' }, task.meta?.versionId ?? '')
      return client.update(resource, versionId)
    },
  }
  const carried = await verwijs.undo?.(over(racing), referral.refs, '$race')
  assert.ok(carried?.kind === 'failed')
  assert.equal(
    toText(carried.document),
    'NIET teruggedraaid: dit is na uw bevestiging in het dossier gewijzigd. Zet het zo nodig zelf recht in het dossier.',
  )
  assert.deepEqual(await statuses(referral), ['active', 'accepted'])
})

test('half of it taken back is told, and a second try finishes it', async () => {
  const referral = await sent('$half')
  let updates = 0
  const failing: FhirClient = {
    ...client,
    update: async (resource, versionId) => {
      updates += 1
      if (updates > 1) throw new FhirError('forbidden')
      return client.update(resource, versionId)
    },
  }
  const half = await verwijs.undo?.(over(failing), referral.refs, '$half')
  assert.ok(half?.kind === 'failed')
  assert.match(toText(half.document), /^Nog niet alles is teruggedraaid\. NIET teruggedraaid: /u)
  assert.deepEqual(await statuses(referral), ['active', 'cancelled'])
  const rest = await verwijs.undo?.(over(client), referral.refs, '$half')
  assert.equal(rest?.kind, 'done')
  assert.deepEqual(await statuses(referral), ['revoked', 'cancelled'])
})

test('a record that does not answer is told, and nothing is changed', async () => {
  const referral = await sent('$silent')
  const silent: FhirClient = {
    ...client,
    read: async () => {
      throw new FhirError('timeout')
    },
  }
  const carried = await verwijs.undo?.(over(silent), referral.refs, '$silent')
  assert.ok(carried?.kind === 'failed')
  assert.equal(toText(carried.document), 'NIET teruggedraaid: geen antwoord (time-out).')
  assert.deepEqual(await statuses(referral), ['active', 'requested'])
})

test('what is another client’s is not taken back', async () => {
  const referral = await sent('$other')
  const elsewhere = { ...over(client), patient: 'Patient/999' }
  const carried = await verwijs.undo?.(elsewhere, referral.refs, '$other')
  assert.ok(carried?.kind === 'failed')
  assert.equal(toText(carried.document), 'NIET teruggedraaid: dit staat niet meer in het dossier.')
  assert.deepEqual(await statuses(referral), ['active', 'requested'])
})

const letter: HandoverDraft = {
  patient: 'Patient/123',
  requester: 'PractitionerRole/789',
  target: { name: 'Huisartsenpraktijk De Linde', owner: 'Organization/55' },
  title: 'Overdracht',
  parts: ['Reden: opname'],
  about: [],
  authoredOn: '2026-08-22T14:09:00+02:00',
}

test('a handover nobody took on is taken back: the letter as wrong, the task cancelled; one that was taken on is not', async () => {
  const context = over(client)
  for (const [status, expected] of [
    ['requested', ['entered-in-error', 'cancelled']],
    ['accepted', ['completed', 'accepted']],
  ] as const) {
    const written = await context.writer.create(handoverBundle(letter, `$letter-${status}`))
    assert.ok(written.kind === 'written')
    const [communication = '', task = ''] = written.refs.map(({ ref }) => ref.split('/')[1] ?? '')
    const stands = await client.read('Task', task)
    if (status === 'accepted')
      await client.update({ ...stands, status }, stands.meta?.versionId ?? '')
    const carried = await overdracht.undo?.(context, written.refs, `$letter-${status}`)
    assert.deepEqual(
      [
        (await client.read('Communication', communication)).status,
        (await client.read('Task', task)).status,
      ],
      expected,
    )
    assert.ok(carried !== undefined)
    assert.equal(
      toText(carried.document).split('\n')[0],
      status === 'requested'
        ? 'Overdracht teruggedraaid 22-08-2026 14:10. Het blijft in het dossier staan als ingetrokken.'
        : 'NIET teruggedraaid: deze overdracht is al aangenomen. Neem contact op met de ontvanger.',
    )
  }
})
