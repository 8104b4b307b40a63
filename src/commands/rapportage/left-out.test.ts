import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Composition, Observation } from '@medplum/fhirtypes'
import { clinicalContext, patient, shown, typed } from '../../../test/clinical-case.ts'
import { rapportage } from './rapportage.ts'

const subject = { reference: patient }
const plan = {
  coding: [{ system: 'http://snomed.info/sct', code: '129271007', display: 'Beleid' }],
}

type Section = NonNullable<Composition['section']>[number]

const consult = (...section: readonly Section[]): Composition => ({
  resourceType: 'Composition',
  id: 'c',
  status: 'final',
  type: { coding: [{ system: 'http://loinc.org', code: '67781-5' }] },
  subject,
  date: '2026-01-10',
  author: [{ type: 'PractitionerRole', display: 'Huisarts' }],
  title: 'Pijn',
  section: [...section],
})

const entry = (id: string, more: Partial<Observation>): Observation => ({
  resourceType: 'Observation',
  id,
  status: 'final',
  code: { text: 'x' },
  subject,
  ...more,
})

const planOf = (...ids: readonly string[]): Section => ({
  code: plan,
  entry: ids.map((id) => ({ reference: `Observation/${id}` })),
})

const told = entry('a', { valueString: 'Paracetamol' })

/** What stands beneath the head of the consultation. */
const said = async (...records: readonly (Composition | Observation)[]) => {
  const { text } = shown(await rapportage.run(clinicalContext({ records }), typed('alles')))
  return /consult: Pijn\n\n([^]*?)\n\nOpgehaald voor/u.exec(text)?.[1]?.split('\n')
}

const more = 'bevat meer dan hier staat – open het dossier'

test('a consultation that is told in full does not say that there is more', async () => {
  assert.deepEqual(await said(consult(planOf('a')), told), ['Plan: Paracetamol'])
})

test('what an entry says by a code is told, and so are its remarks and a status that is not final', async () => {
  assert.deepEqual(
    await said(
      consult(planOf('a', 'b', 'c')),
      entry('a', {
        status: 'preliminary',
        valueString: 'Paracetamol zo nodig',
        note: [{ text: 'NIET bij leverfalen' }],
      }),
      entry('b', { valueCodeableConcept: { text: 'Stop metoprolol' } }),
      entry('c', { status: 'unknown', valueString: 'Rust' }),
    ),
    [
      'Plan: Paracetamol zo nodig (voorlopig)',
      'opmerking: NIET bij leverfalen',
      'Plan: Stop metoprolol',
      'Plan: Rust (status onbekend)',
    ],
  )
})

const text = (status: 'additional' | 'generated') => ({
  status,
  div: '<div xmlns="http://www.w3.org/1999/xhtml">x</div>',
})

test('every entry, section or text that is not told makes the consultation hold more', async () => {
  const cases: readonly (readonly [string, Section, ...(readonly Observation[])])[] = [
    ['an entry that was not found', planOf('a', 'gone')],
    ['an entry without words', planOf('a', 'b'), entry('b', {})],
    ['a value without words', planOf('a', 'b'), entry('b', { valueBoolean: false })],
    [
      'an entry with parts',
      planOf('a', 'b'),
      entry('b', { valueString: 'Paracetamol', component: [{ code: { text: 'x' } }] }),
    ],
    ['a section within it', { ...planOf('a'), section: [planOf('a')] }],
    ['a text of its own', { ...planOf('a'), text: text('additional') }],
  ]
  for (const [why, section, ...records] of cases)
    assert.equal((await said(consult(section), told, ...records))?.at(-1), more, why)
  assert.deepEqual(await said(consult({ ...planOf('a'), text: text('generated') }), told), [
    'Plan: Paracetamol',
  ])
  assert.deepEqual(await said(consult({ code: plan, text: text('generated') })), [
    'geen evaluatie of plan als tekst – open het dossier',
    more,
  ])
})

test('an entry that was withdrawn is not more', async () => {
  assert.deepEqual(
    await said(
      consult(planOf('a', 'b')),
      told,
      entry('b', { status: 'entered-in-error', valueString: 'FOUT' }),
    ),
    ['Plan: Paracetamol'],
  )
})
