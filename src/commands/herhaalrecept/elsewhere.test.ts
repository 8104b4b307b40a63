import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { MedicationRequest } from '@medplum/fhirtypes'
import { clientOver } from '../../../test/clinical-case.ts'
import { carriedWords, type WritingCase, writingCase } from '../../../test/writing-case.ts'
import { createRecordReader } from '../../fhir/record/record.ts'
import { ownSource, type Source } from '../../fhir/server/source.ts'
import type { Carried } from '../command.ts'

/** A medicine only another source knows of. */
const amiodarone: MedicationRequest = {
  resourceType: 'MedicationRequest',
  id: 'there',
  meta: { versionId: '4' },
  status: 'active',
  intent: 'order',
  medicationCodeableConcept: { text: 'Amiodaron tablet 200 mg' },
  subject: { reference: 'Patient/there' },
  authoredOn: '2026-01-02',
  dosageInstruction: [{ text: '1 maal per dag 1 tablet' }],
}

const label = 'Apotheek De Gaper'
const foreign = { ref: 'MedicationRequest/there', versionId: '4', source: label }

/** The pharmacy has these medicines of the patient. */
const withPharmacy = (world: WritingCase, ...records: readonly MedicationRequest[]) => {
  const pharmacy: Source = {
    label,
    own: false,
    client: clientOver(records),
    patientOf: async () => 'Patient/there',
  }
  const record = createRecordReader([ownSource('Dossier', world.client), pharmacy])
  world.context = { ...world.context, record }
}

test('a preview names every record it shows something of, with its source', async () => {
  await using world = await writingCase()
  withPharmacy(world, amiodarone)
  const { outcome } = await world.type('!herhaalrecept amiodaron 30')
  assert.ok(outcome.kind === 'confirm')
  assert.deepEqual(outcome.refs, [foreign])
})

test('a list of medicines to choose from names them all', async () => {
  await using world = await writingCase()
  const second = { ...amiodarone, id: 'there-2', dosageInstruction: [{ text: 'zo nodig' }] }
  withPharmacy(world, amiodarone, {
    ...second,
    medicationCodeableConcept: { text: 'Amiodaron drank' },
  })
  const { outcome } = await world.type('!herhaalrecept amiodaron 30')
  assert.ok(outcome.kind === 'choose')
  assert.deepEqual(outcome.refs, [foreign, { ...foreign, ref: 'MedicationRequest/there-2' }])
})

test('that a medicine was stopped elsewhere is a fact of that source', async () => {
  await using world = await writingCase()
  withPharmacy(world, { ...amiodarone, status: 'stopped' })
  const { outcome } = await world.type('!herhaalrecept amiodaron 30')
  assert.ok(outcome.kind === 'misused')
  assert.deepEqual(outcome.refs, [foreign])
})

test('what is said of a confirmed proposal stays, so it does not name a medicine of another source', async () => {
  await using world = await writingCase()
  withPharmacy(world, amiodarone)
  assert.equal(
    carriedWords(await world.confirm('!herhaalrecept amiodaron 30')),
    'Voorstel voor een herhaalrecept vastgelegd 12-01-2026 09:31. Welk middel: zie !herhaalrecept.\nCliënt: J.V. (v), geboren in 1941\nKenmerk: MedicationRequest/…',
  )
})

test('nor does it say what became of the medicine there since it was shown', async () => {
  await using world = await writingCase()
  withPharmacy(world, amiodarone)
  const { outcome, command } = await world.type('!herhaalrecept amiodaron 30')
  assert.ok(outcome.kind === 'confirm')
  for (const now of [[{ ...amiodarone, status: 'stopped' as const }], []]) {
    withPharmacy(world, ...now)
    const carried: Carried | undefined = await command.carryOut?.(
      world.context,
      outcome.draft,
      '$stopped',
    )
    assert.ok(carried?.kind === 'failed')
    assert.equal(
      carriedWords(carried),
      'Over dit middel is het dossier veranderd sinds u het aanvroeg: zie !medicatie. Er is niets aangevraagd. Neem contact op met de voorschrijver of de apotheek.',
    )
  }
})
