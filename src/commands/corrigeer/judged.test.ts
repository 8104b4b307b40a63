import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type { Narrative, Observation } from '@medplum/fhirtypes'
import { carriedWords, framed, type WritingCase, writingCase } from '../../../test/writing-case.ts'

const loinc = (code: string) => ({ coding: [{ system: 'http://loinc.org', code }] })
const snomed = (code: string) => ({ coding: [{ system: 'http://snomed.info/sct', code }] })
const verdict = (code: string) => [
  {
    coding: [
      { system: 'http://terminology.hl7.org/CodeSystem/v3-ObservationInterpretation', code },
    ],
  },
]
const quantity = (value: number, code: string) => ({
  value,
  unit: code,
  system: 'http://unitsofmeasure.org',
  code,
})
const told = (words: string): Narrative => ({
  status: 'generated',
  div: `<div xmlns="http://www.w3.org/1999/xhtml">${words}</div>`,
})

/** As another application records in the same person's name. */
const base: Omit<Observation, 'code'> = {
  resourceType: 'Observation',
  status: 'final',
  subject: { reference: 'Patient/demo-client-1' },
  effectiveDateTime: '2026-01-12T08:00:00+01:00',
  performer: [{ reference: 'PractitionerRole/demo-role-wijkverpleegkundige' }],
}

const saturation: Observation = {
  ...base,
  id: 'below',
  code: loinc('2708-6'),
  valueQuantity: { ...quantity(70, '%'), comparator: '<' },
  component: [{ code: snomed('266702001'), valueBoolean: true, interpretation: verdict('A') }],
}
const pressure: Observation = {
  ...base,
  id: 'pressure',
  text: told('210/110'),
  code: loinc('85354-9'),
  interpretation: verdict('HH'),
  component: [
    {
      code: loinc('8480-6'),
      valueQuantity: quantity(210, 'mm[Hg]'),
      interpretation: verdict('HH'),
    },
    { code: loinc('8462-4'), valueQuantity: quantity(110, 'mm[Hg]') },
    { code: snomed('6797001'), valueQuantity: quantity(143, 'mm[Hg]') },
  ],
}
const temperature: Observation = {
  ...base,
  id: 'warm',
  text: told('39,4 graden'),
  code: loinc('8310-5'),
  valueQuantity: quantity(39.4, 'Cel'),
  interpretation: verdict('H'),
  referenceRange: [{ low: quantity(36, 'Cel'), high: quantity(38, 'Cel') }],
}
const pulse: Observation = {
  ...base,
  id: 'pulse',
  code: snomed('366199006'),
  interpretation: verdict('H'),
  hasMember: [{ reference: 'Observation/pulse-value' }],
}
const pulseValue: Observation = {
  ...base,
  id: 'pulse-value',
  code: loinc('8893-0'),
  valueQuantity: quantity(130, '/min'),
}
const upper: Observation = {
  ...base,
  id: 'upper',
  code: loinc('8480-6'),
  valueQuantity: quantity(210, 'mm[Hg]'),
}

let world: WritingCase
before(async () => {
  world = await writingCase([saturation, pressure, temperature, pulse, pulseValue, upper])
})
after(() => world[Symbol.asyncDispose]())

const stored = async (id: string): Promise<Observation> => {
  const found = await world.stored({ ref: `Observation/${id}` })
  assert.ok(found.resourceType === 'Observation')
  const { meta: _, issued: _at, ...rest } = found
  return rest
}

const goes =
  'Wat bij de oude waarde hoorde, zoals een beoordeling of een gemiddelde, vervalt met de correctie.'

test('a comparator of the old value does not stay before the new one', async () => {
  world.listed(['Observation/below'])
  assert.equal(
    await world.said('!corrigeer 1 96'),
    framed(
      'correctie',
      '• Nu: Saturatie: < 70 %, met O₂ (beoordeling bron: afwijkend)',
      '• Gemeten: 12-01-2026 08:00',
      '• Wordt: Saturatie: 96 %, met O₂ (beoordeling bron: afwijkend)',
    ),
  )
  const carried = await world.confirm('!corrigeer 1 96', '$below')
  assert.match(carriedWords(carried), /Saturatie: 96 %/u)
  assert.deepEqual(await stored('below'), {
    ...saturation,
    status: 'amended',
    valueQuantity: quantity(96, '%'),
  })
})

test('with only the comparator another it is another value', async () => {
  world.sandbox.put({ ...saturation, id: 'at-most' })
  world.listed(['Observation/at-most'])
  assert.match(await world.said('!corrigeer 1 70'), /\n• Wordt: Saturatie: 70 %/u)
})

test('what was judged of old pressures, and their mean, go with them', async () => {
  world.listed(['Observation/pressure'])
  const said = await world.said('!corrigeer 1 120/80')
  assert.match(
    said,
    /• Nu: Bloeddruk: 210\/110 mmHg bovendruk \(beoordeling bron: kritiek hoog\), gemiddeld 143 mmHg/u,
  )
  assert.match(said, /\n• Wordt: Bloeddruk: 120\/80 mmHg\n/u)
  assert.ok(said.includes(`\n${goes}\n`))
  await world.confirm('!corrigeer 1 120/80', '$pressure')
  const { text: _t, interpretation: _i, ...kept } = pressure
  assert.deepEqual(await stored('pressure'), {
    ...kept,
    status: 'amended',
    component: [
      { code: loinc('8480-6'), valueQuantity: quantity(120, 'mm[Hg]') },
      { code: loinc('8462-4'), valueQuantity: quantity(80, 'mm[Hg]') },
    ],
  })
})

test('a judgement and the text of the old temperature go, the limits it is held against stay', async () => {
  world.listed(['Observation/warm'])
  await world.confirm('!corrigeer 1 36,4', '$warm')
  const { text: _t, interpretation: _i, ...kept } = temperature
  assert.deepEqual(await stored('warm'), {
    ...kept,
    status: 'amended',
    valueQuantity: quantity(36.4, 'Cel'),
  })
})

test('a judgement of the whole goes when the value of its member is put right', async () => {
  world.listed(['Observation/pulse', 'Observation/pulse-value'])
  await world.confirm('!corrigeer 1 80', '$pulse')
  const { interpretation: _i, ...kept } = pulse
  assert.deepEqual(await stored('pulse'), { ...kept, status: 'amended' })
  assert.equal((await stored('pulse-value')).valueQuantity?.value, 80)
})

test('the same value is no correction, whatever was judged of it', async () => {
  world.sandbox.put({ ...temperature, id: 'same' })
  world.listed(['Observation/same'])
  assert.equal(
    await world.said('!corrigeer 1 39,4'),
    'De nieuwe waarde is gelijk aan wat er staat. Er is niets gewijzigd.',
  )
})

test('one pressure by itself takes no pair', async () => {
  world.listed(['Observation/upper'])
  assert.equal(
    await world.said('!corrigeer 1 120/80'),
    'Deze regel heeft geen waarde die hier kan worden vervangen. Typ alleen het nummer om hem als foutief te markeren. Er is niets gewijzigd.',
  )
})
