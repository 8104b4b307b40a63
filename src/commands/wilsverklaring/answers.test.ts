import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Device, DeviceUseStatement, Observation, Resource } from '@medplum/fhirtypes'
import { ask, reply } from '../../../test/directive-records.ts'
import { huisarts, snomed, subject } from '../../../test/fact-case.ts'

const nothing =
  'Niets vastgelegd gevonden – dit betekent niet dat alles mag/moet. (Gezocht in Apotheek, peildatum 12-01-2026 09:31.)'
const open = 'waarde is niet als tekst te tonen – open het dossier'

const wish = (more: Partial<Observation>): Observation => ({
  resourceType: 'Observation',
  id: 'w',
  status: 'final',
  subject,
  code: snomed('570801000146104', 'Orgaandonatie'),
  effectiveDateTime: '2025-10-01',
  performer: [huisarts],
  ...more,
})

/** The only line of the answer, without its date and author. */
const said = async (...records: readonly Resource[]) => {
  const { text } = await ask(records)
  return /^• (.*) – (?:01-10-2025|2018|zonder datum)(.*) – [^–]*$/mu.exec(text)?.slice(1).join('|')
}

const answered = (more: Partial<Observation>) => said(wish(more))

test('a wish that was answered with no says no, and every other sort of answer is told too', async () => {
  assert.equal(await answered({ valueBoolean: false }), 'Wens: Orgaandonatie – nee|')
  assert.equal(await answered({ valueBoolean: true }), 'Wens: Orgaandonatie – ja|')
  assert.equal(await answered({ valueDateTime: '2020-05' }), 'Wens: Orgaandonatie – mei 2020|')
  assert.equal(
    await answered(Object.assign(wish({}), { valueAttachment: { title: 'x' } })),
    `Wens: Orgaandonatie – ${open}|`,
  )
})

test('answers in the parts of a wish are told by name; those in other records are said to be there', async () => {
  assert.equal(
    await answered({
      component: [
        { code: { text: 'Nieren' }, valueBoolean: true },
        { code: { text: 'Hart' }, valueBoolean: false },
        { code: { text: 'Huid' } },
      ],
    }),
    'Wens: Orgaandonatie – Nieren: ja; Hart: nee; Huid: geen antwoord in de bron|',
  )
  assert.equal(
    await answered({ hasMember: [{ reference: 'Observation/9' }] }),
    `Wens: Orgaandonatie – ${open}|`,
  )
})

test('a wish without an answer says so, and one with an answer and a reason why there is none says both', async () => {
  assert.equal(await answered({}), 'Wens: Orgaandonatie – geen antwoord in de bron|')
  assert.equal(
    await answered({
      valueString: 'alleen mijn nieren',
      dataAbsentReason: { text: 'wilde niet antwoorden' },
    }),
    'Wens: Orgaandonatie – alleen mijn nieren; geen antwoord: wilde niet antwoorden|',
  )
})

const use = (more: Partial<DeviceUseStatement> = {}): DeviceUseStatement => ({
  resourceType: 'DeviceUseStatement',
  id: 'd',
  status: 'active',
  subject,
  device: { reference: 'Device/1' },
  timingPeriod: { start: '2018' },
  ...more,
})

const device = (more: Partial<Device> = {}): Device => ({
  resourceType: 'Device',
  id: '1',
  type: { coding: [{ system: 'http://snomed.info/sct', code: '72506001' }] },
  ...more,
})

test('a defibrillator is known by its code, or by any name it has', async () => {
  assert.equal(
    await said(use(), device()),
    'Geïmplanteerd apparaat: ICD (volgens de code van de bron)|',
  )
  assert.equal(
    await said(use(), device({ deviceName: [{ name: 'Evera MRI', type: 'model-name' }] })),
    'Geïmplanteerd apparaat: ICD (volgens de code van de bron), Evera MRI|',
  )
  assert.equal(
    await said(
      use(),
      device({
        type: snomed('1', 'implantaat'),
        deviceName: [{ name: 'ICD Medtronic', type: 'user-friendly-name' }],
      }),
    ),
    'Geïmplanteerd apparaat: ICD Medtronic|',
  )
  assert.equal(await said(use(), device({ type: snomed('14106009', 'Pacemaker') })), undefined)
})

test('a defibrillator that is no longer in use is not called implanted', async () => {
  const ended = { timingPeriod: { start: '2018', end: '2025-03-01' } }
  const icd = device({ type: { text: 'ICD' } })
  assert.equal(
    await said(use({ status: 'completed', ...ended }), icd),
    'Apparaat, volgens de bron niet meer in gebruik: ICD| – geëindigd 01-03-2025',
  )
  assert.equal(
    await said(use({ status: 'stopped' }), icd),
    'Apparaat, volgens de bron niet meer in gebruik: ICD|',
  )
  assert.equal(
    await said(use(ended), icd),
    'Geïmplanteerd apparaat: ICD| – ⚠\u00A0einddatum voorbij, in de bron niet afgesloten – geëindigd 01-03-2025',
  )
  assert.equal(
    await said(use({ timingPeriod: { start: '2018', end: '2030' } }), icd),
    'Geïmplanteerd apparaat: ICD| – tot en met 2030',
  )
  assert.equal(await said(use({ status: 'intended' }), icd), 'Apparaat, nog niet in gebruik: ICD|')
  assert.equal(
    await said(use(), { ...icd, status: 'inactive' }),
    'Geïmplanteerd apparaat: ICD| – ⚠\u00A0apparaat staat in de bron als niet actief',
  )
})

test('a defibrillator that was entered in error is counted and not shown', async () => {
  const { text } = await ask([use(), device({ status: 'entered-in-error' })])
  assert.equal(text, reply(nothing, '', 'Niet getoond: 1 foutief ingevoerd.'))
})

test('what is unknown about the device itself marks the line', async () => {
  const { text } = await ask([use(), device({ modifierExtension: [{ url: 'urn:x' }] })])
  assert.match(
    text,
    /^• Geïmplanteerd apparaat: [^–]* – ⚠\u00A0bevat onbekende wijzigende informatie – open het dossier – 2018 – bron onbekend$/mu,
  )
})
