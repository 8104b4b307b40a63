import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type { Bundle } from '@medplum/fhirtypes'
import { type Sandbox, startSandbox } from '../packages/fhir-sandbox/src/server.ts'
import { carryOutReferral } from '../src/commands/verwijs/carry.ts'
import { type FhirClient, FhirError } from '../src/fhir/fhir.ts'
import { referralBundle, referralIdentifiers } from '../src/fhir/referral/bundle.ts'
import { createReferralWriter, type ReferralWriter } from '../src/fhir/referral/referral.ts'
import { createFhirClient } from '../src/fhir/server/client.ts'
import { createDirectory } from '../src/fhir/team/directory.ts'
import { disciplineOf } from '../src/fhir/team/disciplines.ts'
import { createValidator } from '../src/fhir/validation/validate.ts'
import { contextOf, draftOf } from './referral-parts.ts'

let sandbox: Sandbox
let client: ReturnType<typeof createFhirClient>
let writer: ReferralWriter
const validator = createValidator()

const organization = (id: string, name: string, active: boolean) => ({
  resourceType: 'Organization' as const,
  id,
  active,
  name,
})

before(async () => {
  sandbox = await startSandbox({
    seed: [
      { resourceType: 'Patient', id: '123' },
      { resourceType: 'PractitionerRole', id: '789' },
      organization('55', 'Huisartsenpraktijk De Linde', true),
      organization('56', 'Fysiotherapie De Brug', true),
      organization('57', 'Fysiotherapie De Dijk', false),
      { resourceType: 'HealthcareService', id: '77', name: 'Spreekuur', active: true },
    ],
  })
  client = createFhirClient({ baseUrl: sandbox.baseUrl, auth: { kind: 'none' } })
  writer = createReferralWriter(client, validator)
})

after(async () => {
  await client.close()
  await sandbox.stop()
})

const confirm = (referrals: ReferralWriter, promptId: string) =>
  carryOutReferral(contextOf({ referrals }), draftOf(), promptId)

const stored = async (promptId: string): Promise<readonly string[]> =>
  (await writer.find(referralIdentifiers(promptId))).map(({ ref }) => ref)

test('a referral carried out twice is one ServiceRequest and one Task, and both answers name them', async () => {
  const first = await confirm(writer, '$twice')
  const second = await confirm(writer, '$twice')
  assert.ok(first.kind === 'done' && second.kind === 'done')
  assert.deepEqual(second.writes, first.writes)
  assert.deepEqual(await stored('$twice'), first.writes)
  assert.equal(first.writes.length, 2)
})

test('eight confirmations of one prompt at once still write it once', async () => {
  const all = await Promise.all(Array.from({ length: 8 }, () => confirm(writer, '$parallel')))
  assert.deepEqual(
    all.map(({ kind }) => kind),
    all.map(() => 'done'),
  )
  assert.equal((await stored('$parallel')).length, 2)
})

test('the Task points at the ServiceRequest of the same referral', async () => {
  const carried = await confirm(writer, '$focus')
  assert.ok(carried.kind === 'done')
  const [request = '', task = ''] = carried.writes
  const { focus, owner } = await client.read('Task', task.replace('Task/', ''))
  assert.equal(focus?.reference, request)
  assert.equal(owner?.reference, 'HealthcareService/77')
})

// The server does the work, but its answer is lost.
const deaf = (found: FhirClient): FhirClient => ({
  ...found,
  transaction: async (bundle: Bundle) => {
    await found.transaction(bundle)
    throw new FhirError('timeout')
  },
})

test('an answer that was lost is found again, and the referral is told as sent', async () => {
  const carried = await confirm(createReferralWriter(deaf(client), validator), '$deaf')
  assert.ok(carried.kind === 'done')
  assert.deepEqual(await stored('$deaf'), carried.writes)
})

test('an answer that was lost and cannot be looked up is unknown, and the next try writes nothing twice', async () => {
  const blind: FhirClient = {
    ...deaf(client),
    search: async () => {
      throw new FhirError('unreachable')
    },
  }
  const carried = await confirm(createReferralWriter(blind, validator), '$blind')
  assert.ok(carried.kind === 'failed')
  assert.equal(carried.code, 'unknown')
  const again = await confirm(writer, '$blind')
  assert.ok(again.kind === 'done')
  assert.deepEqual(await stored('$blind'), again.writes)
})

test('two copies made by somebody else stop everything', async () => {
  const copy = referralBundle(draftOf(), '$copies').entry?.[0]?.resource
  assert.ok(copy)
  sandbox.put({ ...copy, id: 'copy-1' })
  sandbox.put({ ...copy, id: 'copy-2' })
  const carried = await confirm(writer, '$copies')
  assert.ok(carried.kind === 'failed')
  assert.deepEqual([carried.code, carried.final], ['ambiguous', true])
})

test('the address book of a server gives active organizations of a kind of care, and by name', async () => {
  const directory = createDirectory(client)
  const fysio = disciplineOf('fysio')
  assert.ok(fysio)
  const found = await directory.byDiscipline(fysio)
  assert.deepEqual(
    [found.targets.map(({ ref }) => ref), found.complete],
    [['Organization/56'], true],
  )
  const named = await directory.byName('de linde')
  assert.deepEqual(
    [named.targets.map(({ ref }) => ref), named.complete],
    [['Organization/55'], true],
  )
  assert.equal((await directory.byRef('HealthcareService/77'))?.name, 'Spreekuur')
})
