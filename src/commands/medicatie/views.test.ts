import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Resource } from '@medplum/fhirtypes'
import { clinicalContext, now, patient, shown, typed } from '../../../test/clinical-case.ts'
import { agreement, mp9, stopType, use } from '../../../test/medication-records.ts'
import { medicatie } from './medicatie.ts'

const ask = async (records: readonly Resource[], ...words: readonly string[]) =>
  shown(await medicatie.run(clinicalContext({ records }), typed(...words))).text

const FROM = '2025-04-03'

const running = (id: string, name: string, dose = '1x') =>
  agreement(id, name, dose, { extension: mp9(id, FROM, undefined) })

const stopped = (id: string, name: string, end: string) =>
  agreement(id, name, '1x', {
    extension: mp9(id, FROM, end, end),
    modifierExtension: stopType('410546004'),
  })

const plain = (id: string, name: string, status: 'active' | 'stopped' | 'on-hold' | 'cancelled') =>
  agreement(id, name, '1x', { status, category: [], authoredOn: '2025-12-01' })

test('an ordinary server: active is current, stopped is stopped, on hold is interrupted', async () => {
  const text = await ask([
    plain('1', 'Alfa', 'active'),
    plain('2', 'Beta', 'stopped'),
    plain('3', 'Gamma', 'on-hold'),
    plain('4', 'Delta', 'cancelled'),
  ])
  assert.match(text, /Onderbroken \(1\)\n\n• ONDERBROKEN: Gamma/u)
  assert.match(text, /Actueel \(1\)\n\n• Alfa/u)
  assert.match(
    text,
    /\nGestopt, datum niet vermeld \(2\)\n\n• GESTOPT \(datum niet vermeld\): Beta – stop afgesproken[^\n]*\n• GESTOPT \(datum niet vermeld\): Delta – geannuleerd/u,
  )
})

test('an ordinary server: a second active prescription of the same medicine is never hidden', async () => {
  const text = await ask([
    agreement('1', 'Metoprolol', '1x ochtend', {
      status: 'active',
      category: [],
      authoredOn: '2025-11-01',
    }),
    agreement('2', 'Metoprolol', '2x avond', {
      status: 'active',
      category: [],
      authoredOn: '2025-12-01',
    }),
  ])
  assert.match(text, /• Metoprolol – 2x avond[^\n]*⚠\u00A0ook in de bron: 1x ochtend/u)
})

test('an order not to give a medicine is never listed as current', async () => {
  const text = await ask([
    agreement('1', 'Diclofenac', '1x', { status: 'active', doNotPerform: true, category: [] }),
  ])
  assert.match(text, /• NIET GEVEN: Diclofenac/u)
  assert.doesNotMatch(text, /Actueel/u)
})

test('current medicines stand in order of name, those that need attention first', async () => {
  const text = await ask([
    running('1', 'Zopiclon'),
    running('2', 'Atenolol'),
    { ...running('3', 'Metoprolol'), modifierExtension: [{ url: 'urn:unknown' }] },
    agreement('4', 'Warfarine', '1x', { extension: mp9('4', undefined, undefined) }),
  ])
  const names = ['Warfarine', 'Metoprolol', 'Atenolol', 'Zopiclon']
  assert.deepEqual(
    names.toSorted((a, b) => text.indexOf(a) - text.indexOf(b)),
    names,
  )
})

test('more than ten lines are cut with a note, those that need attention never', async () => {
  const many = Array.from({ length: 14 }, (_, index) => running(`${index}`, `Middel ${index + 10}`))
  const uncertain = Array.from({ length: 12 }, (_, index) =>
    agreement(`u${index}`, `Onzeker ${index + 10}`, '1x', {
      extension: mp9(`u${index}`, undefined, undefined),
    }),
  )
  const text = await ask(many)
  assert.match(text, /Actueel \(14\)/u)
  assert.equal(text.match(/^• /gmu)?.length, 10)
  assert.match(text, /nog 4 – typ !medicatie alles/u)
  assert.equal((await ask(many, 'alles')).match(/^• /gmu)?.length, 14)
  const attention = await ask([...many, ...uncertain])
  assert.equal(attention.match(/^• ONZEKER/gmu)?.length, 12)
  assert.match(attention, /nog 14 – typ/u)
})

test('what was stopped long ago is counted, and listed by gestopt and alles, newest first', async () => {
  const records = [
    stopped('1', 'Oud', '2020-05-01'),
    stopped('2', 'Nieuw', '2025-12-24'),
    running('3', 'Nu'),
  ]
  const text = await ask(records)
  assert.match(text, /• GESTOPT op 24-12-2025: Nieuw/u)
  assert.doesNotMatch(text, /Oud/u)
  assert.match(text, /Eerder gestopt of afgelopen: 1 – typ !medicatie gestopt/u)
  const gestopt = await ask(records, 'Gestopt')
  assert.match(
    gestopt,
    /Gestopt \(2\)\n\n• GESTOPT op 24-12-2025: Nieuw[^\n]*\n• GESTOPT op 01-05-2020: Oud/u,
  )
  assert.doesNotMatch(gestopt, /• Nu/u)
  assert.match(await ask(records, 'alles'), /• Nu[^]*Nieuw[^]*Oud/u)
})

test('gestopt without anything stopped does not claim that nothing ever was', async () => {
  assert.match(
    await ask([running('1', 'Nu')], 'gestopt'),
    /Dat betekent niet dat er nooit iets is gestopt/u,
  )
})

test('a name finds medicines without regard to accents and case', async () => {
  const records = [
    running('1', 'Prednisolon capsule'),
    running('2', 'Ångström drank'),
    running('3', 'Nu'),
  ]
  const text = await ask(records, 'angstrom', 'DRANK')
  assert.match(text, /^Medicatie met “angstrom DRANK” – peildatum/u)
  assert.match(text, /• Ångström drank/u)
  assert.doesNotMatch(text, /Prednisolon/u)
})

test('a name that matches nothing says that there is other medication', async () => {
  const text = await ask([running('1', 'Prednisolon')], 'metoprolol')
  assert.match(
    text,
    /Geen medicatie met “metoprolol” in de naam gevonden\. Er is wel andere medicatie \(1\): typ !medicatie alles/u,
  )
  assert.match(await ask([], 'metoprolol'), /Geen gegevens gevonden in Apotheek/u)
})

test('a medicine without dose, name, source or date says so instead of leaving it out', async () => {
  const text = await ask([
    {
      resourceType: 'MedicationRequest',
      id: '1',
      status: 'active',
      intent: 'order',
      subject: { reference: patient },
    },
    agreement('2', '', undefined, {
      status: 'active',
      medicationCodeableConcept: { coding: [{ code: '123' }] },
      requester: { reference: 'PractitionerRole/gone' },
    }),
  ])
  assert.match(
    text,
    /• geneesmiddel zonder naam – dosering niet vermeld – voorschrift zonder datum, bron onbekend/u,
  )
  assert.match(
    text,
    /• code 123 – dosering niet vermeld – voorschrift zonder datum, onbekende verwijzing/u,
  )
})

test('a patient or relative as source is not named', async () => {
  const text = await ask([
    use('1', 'Alfa', '1x'),
    use('2', 'Beta', '1x', { informationSource: { type: 'RelatedPerson', display: 'Geheim' } }),
  ])
  assert.match(text, /• Alfa[^\n]*volgens de cliënt\n• Beta[^\n]*volgens een naaste/u)
  assert.doesNotMatch(text, /Geheim/u)
})

test('a start that lies ahead is not current', async () => {
  const text = await ask([
    agreement('1', 'Alfa', '1x', { extension: mp9('A', '2026-02-01', undefined, '2026-01-01') }),
  ])
  assert.match(
    text,
    /Nog niet gestart \(1\)\n\n• NOG NIET GESTART: Alfa – 1x – vanaf 01-02-2026 – voorschrift/u,
  )
})

test('the words exist in English', async () => {
  const context = clinicalContext(
    { records: [running('1', 'Alfa'), stopped('2', 'Beta', '2026-01-02')] },
    patient,
    now,
    'en',
  )
  const { text } = shown(await medicatie.run(context, typed()))
  assert.match(
    text,
    /^Medication – as of 12-01-2026 09:31 – sources: Apotheek ✓\n\nCurrent \(1\)\n\n• Alfa – 1x – since 03-04-2025/u,
  )
  assert.match(text, /• STOPPED on 02-01-2026: Beta/u)
})
