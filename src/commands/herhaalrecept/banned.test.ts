import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Medication, MedicationRequest } from '@medplum/fhirtypes'
import { clientOver } from '../../../test/clinical-case.ts'
import { carriedWords, framed, type WritingCase, writingCase } from '../../../test/writing-case.ts'
import { createRecordReader } from '../../fhir/record/record.ts'
import { ownSource } from '../../fhir/server/source.ts'

const naproxen: MedicationRequest = {
  resourceType: 'MedicationRequest',
  id: 'naproxen',
  status: 'active',
  intent: 'order',
  medicationCodeableConcept: {
    text: 'Naproxen tablet 250 mg',
    coding: [{ system: 'http://www.whocc.no/atc', code: 'M01AE02' }],
  },
  subject: { reference: 'Patient/demo-client-1' },
  authoredOn: '2026-01-02',
  dosageInstruction: [{ text: '2 maal per dag 1 tablet' }],
}
const { dosageInstruction: _none, ...undosed } = naproxen
const ban: MedicationRequest = { ...undosed, id: 'ban', doNotPerform: true }
const named = (text: string, more: Partial<MedicationRequest> = {}): MedicationRequest => ({
  ...ban,
  medicationCodeableConcept: { text },
  ...more,
})

const refused =
  'Over dit middel is het dossier niet duidelijk: zie !medicatie. Er is niets aangevraagd. Neem contact op met de voorschrijver of de apotheek.'

const bans: readonly (readonly [string, MedicationRequest])[] = [
  ['in the same words', ban],
  ['as a proposal', { ...ban, intent: 'proposal' }],
  ['as a request to hand it out', { ...ban, category: [{ coding: [{ code: '52711000146108' }] }] }],
  ['in another strength', named('NAPROXEN TABLET 500MG')],
  ['for the substance as a whole', named('naproxen')],
  [
    'by its code',
    {
      ...named('NSAID'),
      medicationCodeableConcept: { ...ban.medicationCodeableConcept, text: 'NSAID' },
    },
  ],
]

for (const [how, record] of bans)
  test(`no repeat is asked of a medicine that is forbidden ${how}`, async () => {
    await using world = await writingCase([naproxen, record])
    const { outcome } = await world.type('!herhaalrecept naproxen 30')
    assert.equal(outcome.kind, 'misused')
    assert.equal(await world.said('!herhaalrecept naproxen 30'), refused)
    assert.ok(outcome.kind === 'misused')
    assert.deepEqual(outcome.refs?.map(({ ref }) => ref).toSorted(), [
      'MedicationRequest/ban',
      'MedicationRequest/naproxen',
    ])
  })

const allowing: readonly (readonly [string, MedicationRequest])[] = [
  ['a ban on another medicine', named('Diclofenac tablet 250 mg')],
  ['a ban that was entered in error', { ...ban, status: 'entered-in-error' }],
  [
    'a proposal to forbid it that was withdrawn',
    { ...ban, intent: 'proposal', status: 'cancelled' },
  ],
]

for (const [what, record] of allowing)
  test(`${what} is no obstacle`, async () => {
    await using world = await writingCase([naproxen, record])
    const { outcome } = await world.type('!herhaalrecept naproxen 30')
    assert.equal(outcome.kind, 'confirm')
  })

const withRecords = (world: WritingCase, ...records: Parameters<typeof clientOver>[0]) => {
  const record = createRecordReader([ownSource('Dossier', clientOver(records))])
  world.context = { ...world.context, record }
}

test('a ban that comes after the preview stops the proposal', async () => {
  await using world = await writingCase()
  withRecords(world, naproxen)
  const { outcome, command } = await world.type('!herhaalrecept naproxen 30')
  assert.ok(outcome.kind === 'confirm')
  withRecords(world, naproxen, ban)
  const carried = await command.carryOut?.(world.context, outcome.draft, '$banned')
  assert.ok(carried?.kind === 'failed')
  assert.equal(carriedWords(carried), refused)
})

test('a product with an unknown modifier is not asked for again', async () => {
  await using world = await writingCase()
  const { medicationCodeableConcept: _concept, ...rest } = naproxen
  const product: Medication = {
    resourceType: 'Medication',
    id: 'a',
    code: { text: 'Naproxen tablet 250 mg' },
    modifierExtension: [{ url: 'urn:unknown', valueBoolean: true }],
  }
  withRecords(world, { ...rest, medicationReference: { reference: 'Medication/a' } }, product)
  assert.equal(await world.said('!herhaalrecept naproxen 30'), refused)
})

test('the preview names everything that is in a medicine made to order', async () => {
  const { medicationCodeableConcept: _concept, ...rest } = naproxen
  const made: MedicationRequest = {
    ...rest,
    id: 'made',
    medicationReference: { reference: '#product' },
    contained: [
      { resourceType: 'Medication', id: 'ketamine', code: { text: 'Ketamine' } },
      {
        resourceType: 'Medication',
        id: 'product',
        code: { text: 'Morfinedrank' },
        ingredient: [
          { itemCodeableConcept: { text: 'Morfine' } },
          { itemReference: { reference: '#ketamine' } },
        ],
      },
    ],
  }
  await using world = await writingCase([made])
  assert.equal(
    await world.said('!herhaalrecept morfinedrank 30'),
    framed(
      'voorstel herhaalrecept',
      '• Middel: Morfinedrank – bestanddelen: Morfine + Ketamine',
      '• Gebruik volgens voorschrift: 2 maal per dag 1 tablet',
      '• Aantal: 30 stuks',
      '• Aan: niet genoemd, de apotheek van dit middel staat niet in het dossier',
      '• Door: Sanne Dijkstra, Verpleegkundige, Thuiszorg De Linde',
      '',
      'Dit is een voorstel, geen recept: de voorschrijver beslist.',
      'Niemand krijgt hiervan bericht via dit gesprek. Bel als het haast heeft.',
    ),
  )
})

test('the list of proposals says of each what it forbids and where it stands', async () => {
  await using world = await writingCase()
  const proposal: MedicationRequest = { ...naproxen, intent: 'proposal' }
  withRecords(
    world,
    { ...proposal, id: '1', doNotPerform: true },
    { ...proposal, id: '2', status: 'stopped', statusReason: { text: 'maagbloeding' } },
    { ...proposal, id: '3', status: 'unknown' },
    { ...proposal, id: '4', modifierExtension: [{ url: 'urn:unknown', valueBoolean: true }] },
  )
  const line = 'Naproxen tablet 250 mg – voorgesteld 02-01-2026'
  const none = 'nog geen antwoord gevonden'
  assert.deepEqual(
    (await world.said('!herhaalrecept')).split('\n').filter((each) => each.startsWith('•')),
    [
      `• NIET GEVEN: ${line} – ${none}`,
      `• ${line} – gestopt – reden van wijzigen of stoppen: maagbloeding – ${none}`,
      `• ${line} – status onbekend – ${none}`,
      `• ${line} – ⚠ bevat onbekende wijzigende informatie – open het dossier – ${none}`,
    ],
  )
})
