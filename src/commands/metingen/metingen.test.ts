import assert from 'node:assert/strict'
import test from 'node:test'
import type { Observation, Resource } from '@medplum/fhirtypes'
import { exampleResources } from '../../../packages/fhir-sandbox/src/examples.ts'
import {
  ask,
  documentOf,
  FOOT,
  HEAD,
  kg,
  observation,
  PATIENT,
  pressure,
  reply,
  said,
  weight,
} from '../../../test/measurements.ts'
import { toText } from '../../reply/text.ts'

test('the latest of each kind is shown with the value before it and the difference in words', async () => {
  const text = await said([
    weight('1', 70, '2025-12-29T08:00:00+01:00'),
    weight('2', 72.4, '2026-01-12T07:30:00+01:00'),
    pressure('3', 158, 92, '2026-01-09'),
    pressure('4', 165, 92, '2026-01-12'),
  ])
  assert.equal(
    text,
    reply(
      'Metingen',
      [
        '• Bloeddruk: 165/92\u00A0mmHg – 12-01-2026 – vorige: 158/92\u00A0mmHg (09-01-2026) – bovendruk 7\u00A0mmHg hoger (▲), onderdruk gelijk (=) dan 3 dagen eerder – bron onbekend',
        '• Gewicht: 72,4\u00A0kg – 12-01-2026 07:30 – vorige: 70\u00A0kg (29-12-2025 08:00) – 2,4\u00A0kg hoger dan 14 dagen eerder (▲) – bron onbekend',
      ].join('\n'),
    ),
  )
})

test('a measurement marked as entered in error is counted and never shown', async () => {
  const outcome = await ask([
    weight('1', 72.4, '2026-01-12'),
    weight('2', 724, '2026-01-13', { status: 'entered-in-error' }),
    weight('3', 60, '2026-01-13', { status: 'cancelled' }),
  ])
  assert.equal(
    toText(documentOf(outcome)),
    reply(
      'Metingen',
      '• Gewicht: 72,4\u00A0kg – 12-01-2026 – bron onbekend',
      'Niet getoond: 1 meting als foutief gemarkeerd, 1 geannuleerd.',
    ),
  )
  assert.ok(outcome.kind === 'answer')
  assert.deepEqual(
    outcome.refs.map((each) => each.ref),
    ['Observation/1', 'Observation/2', 'Observation/3'],
  )
  assert.deepEqual(outcome.reads, ['Observation 3'])
})

test('a measurement of another patient is dropped, reported and makes the answer incomplete', async () => {
  const outcome = await ask([
    weight('1', 72.4, '2026-01-12'),
    weight('2', 50, '2026-01-13', { subject: { reference: 'Patient/2' } }),
  ])
  assert.ok(outcome.kind === 'answer')
  assert.deepEqual(outcome.foreign, ['Observation/2'])
  assert.equal(outcome.outcome, 'partial')
  assert.equal(
    toText(outcome.document),
    [
      [
        `Metingen – ${HEAD}`,
        'ONVOLLEDIG',
        '1 gegeven is weggelaten omdat het niet bij deze patiënt hoort of geen patiënt noemt. Meld dit aan de beheerder.',
      ].join('\n'),
      '• Gewicht: 72,4\u00A0kg – 12-01-2026 – bron onbekend',
      FOOT,
    ].join('\n\n'),
  )
})

test('a source that failed is named and nothing is said about the patient', async () => {
  const outcome = await ask([], { failed: [{ part: 'Observation', code: 'timeout' }] })
  assert.ok(outcome.kind === 'answer')
  assert.equal(outcome.outcome, 'failed')
  assert.equal(
    toText(outcome.document),
    [
      'Metingen – peildatum 14-01-2026 09:31 – bronnen: Zorgdossier ✗ (geen antwoord (time-out))',
      'Er kon niets worden opgehaald: Zorgdossier – Metingen: geen antwoord (time-out).\nDit zegt niets over deze patiënt (Metingen).',
      FOOT,
    ].join('\n\n'),
  )
})

test('nothing found is not nothing measured', async () => {
  assert.equal(
    await said([], { words: ['gewicht'] }),
    reply(
      'Metingen: Gewicht',
      'Geen gegevens gevonden in Zorgdossier (peildatum 14-01-2026 09:31). Dat betekent niet dat er niets is.',
    ),
  )
})

test('an unknown kind is answered with the list of kinds', async () => {
  const outcome = await ask([], { words: ['schoenmaat'] })
  assert.equal(outcome.kind, 'misused')
  assert.equal(
    toText(documentOf(outcome)),
    [
      '“schoenmaat” ken ik niet als meting. Kies uit:',
      [
        '• !metingen bloeddruk',
        '• !metingen gewicht',
        '• !metingen lengte',
        '• !metingen temp',
        '• !metingen saturatie',
        '• !metingen pols',
        '• !metingen ademhaling',
        '• !metingen pijn',
        '• !metingen glucose',
        '• !metingen ews',
        '• !metingen gcs',
        '• !metingen snaq',
        '• !metingen must',
        '• !metingen barthel',
        '• !metingen dos',
      ].join('\n'),
    ].join('\n\n'),
  )
})

test('one kind is listed newest first, cut with a note, and whole with alles', async () => {
  const days = Array.from({ length: 12 }, (_, index) => String(index + 1).padStart(2, '0'))
  const weights = days.map((day, index) => weight(day, 70 + index, `2026-01-${day}`))
  const change =
    ' – vorige: 80\u00A0kg (11-01-2026) – 1\u00A0kg hoger dan 1 dag eerder (▲) – verloop in 9 dagen (10 metingen): stijgend, 9\u00A0kg hoger'
  const lines = days
    .map((day, index) => {
      const trend = index === 11 ? change : ''
      return `• Gewicht: ${70 + index}\u00A0kg – ${day}-01-2026${trend} – bron onbekend`
    })
    .toReversed()
  assert.equal(
    await said(weights, { words: ['Gewicht'] }),
    reply(
      'Metingen: Gewicht',
      lines.slice(0, 10).join('\n'),
      'nog 2 – typ !metingen Gewicht alles',
    ),
  )
  assert.equal(
    await said(weights, { words: ['gewicht', 'alles'] }),
    reply('Metingen: Gewicht', lines.join('\n')),
  )
})

test('what the source calls critical, and what has no date, is never cut off', async () => {
  const days = Array.from({ length: 12 }, (_, index) => String(index + 1).padStart(2, '0'))
  const text = await said(
    [
      ...days.map((day) => weight(day, 70, `2026-01-${day}`)),
      weight('critical', 40, '2025-12-01', {
        interpretation: [{ coding: [{ code: 'LL', display: 'Critical low' }] }],
      }),
      observation('undated', { valueQuantity: kg(41), effectiveDateTime: '' }),
    ],
    { words: ['gewicht'] },
  )
  const lines = text.split('\n').filter((each) => each.startsWith('•'))
  assert.deepEqual(lines.slice(10), [
    '• Gewicht: 40\u00A0kg (beoordeling bron: kritiek laag) – 01-12-2025 – bron onbekend',
    '• Gewicht: 41\u00A0kg – zonder datum – bron onbekend',
  ])
})

test('who measured is named with function and organization, a client without a name', async () => {
  const resources: readonly Resource[] = [
    {
      resourceType: 'PractitionerRole',
      id: '1',
      practitioner: { reference: 'Practitioner/1' },
      organization: { reference: 'Organization/1' },
      code: [{ text: 'Verpleegkundige' }],
    },
    { resourceType: 'Practitioner', id: '1', name: [{ text: 'Yusuf el Amrani' }] },
    { resourceType: 'Organization', id: '1', name: 'Thuiszorg Om en Bij' },
  ]
  const text = await said(
    [
      weight('1', 72, '2026-01-12', { performer: [{ reference: 'PractitionerRole/1' }] }),
      weight('2', 71, '2026-01-11', {
        performer: [{ reference: PATIENT, display: 'Patient, Saar Groot' }],
      }),
      weight('3', 70, '2026-01-10', { performer: [{ reference: 'PractitionerRole/404' }] }),
    ],
    { words: ['gewicht'], resources },
  )
  assert.equal(
    text,
    reply(
      'Metingen: Gewicht',
      [
        '• Gewicht: 72\u00A0kg – 12-01-2026 – vorige: 71\u00A0kg (11-01-2026) – 1\u00A0kg hoger dan 1 dag eerder (▲) – verloop in 2 dagen (3 metingen): stijgend, 2\u00A0kg hoger – Yusuf el Amrani, Verpleegkundige, Thuiszorg Om en Bij',
        '• Gewicht: 71\u00A0kg – 11-01-2026 – door cliënt zelf',
        '• Gewicht: 70\u00A0kg – 10-01-2026 – onbekende verwijzing',
      ].join('\n'),
    ),
  )
})

const isObservation = (resource: Resource): resource is Observation =>
  resource.resourceType === 'Observation'

test('the example of a network is answered whole', async () => {
  const resources = exampleResources(['mp9', 'network'])
  const own = resources
    .filter(isObservation)
    .filter((each) => each.subject?.reference === 'Patient/mp9-patient-groot')
  const text = await said(own, { patient: 'Patient/mp9-patient-groot', resources })
  const who = 'Yusuf el XXX_Amrani, Verpleegkundige, Thuiszorg Om en Bij'
  assert.equal(
    text,
    reply(
      'Metingen',
      [
        `• Bloeddruk: 165/95\u00A0mmHg – 12-01-2026 07:30 – vorige: 158/92\u00A0mmHg (09-01-2026 07:55) – bovendruk 7\u00A0mmHg hoger (▲), onderdruk 3\u00A0mmHg hoger (▲) dan 3 dagen eerder – ${who}`,
        `• Hartfrequentie: 96\u00A0per min – 12-01-2026 07:30 – vorige: 84\u00A0per min (09-01-2026 07:55) – 12\u00A0per min hoger dan 3 dagen eerder (▲) – ${who}`,
        `• Saturatie: 92\u00A0% – 12-01-2026 07:30 – O₂-gebruik niet vermeld – ${who}`,
        `• Temperatuur: 37,9\u00A0°C – 12-01-2026 07:30 – vorige: 36,8\u00A0°C (09-01-2026 07:55) – 1,1\u00A0°C hoger dan 3 dagen eerder (▲) – ${who}`,
        `• Gewicht: 72,4\u00A0kg – 12-01-2026 07:30 – vorige: 72,2\u00A0kg (09-01-2026 07:55) – 0,2\u00A0kg hoger dan 3 dagen eerder (▲) – ${who}`,
      ].join('\n'),
      'Niet getoond: 1 meting als foutief gemarkeerd.',
    ),
  )
})

test('every Dutch example measurement with a value is told with that value', async () => {
  const examples = exampleResources(['zib2020'])
    .filter(isObservation)
    .filter((each) => each.subject?.reference === 'Patient/nl-core-Patient-01')
  const text = await said(examples, {
    patient: 'Patient/nl-core-Patient-01',
    words: ['alles'],
  })
  for (const value of [
    'Bloeddruk: 125/75\u00A0mmHg',
    'Pols: 50\u00A0per min',
    'Hartfrequentie: 126\u00A0per min (beoordeling bron: Bradycardie)',
    'Saturatie: 92\u00A0%',
    'Temperatuur: 38,6\u00A0°C',
    'Gewicht: 2400\u00A0gram (= 2,4\u00A0kg)',
    'Lengte: 153\u00A0cm',
    'Pijn: 7',
    'DOS-score: 4',
    'Barthel-index: 14 – zonder datum',
  ])
    assert.ok(text.includes(`• ${value}`), value)
})

test('the words are there in English too', async () => {
  const text = await said([weight('1', 70, '2025-12-29'), weight('2', 72.4, '2026-01-12')], {
    language: 'en',
  })
  assert.ok(
    text.includes(
      'Weight: 72.4\u00A0kg – 12-01-2026 – previous: 70\u00A0kg (29-12-2025) – 2.4\u00A0kg higher than 14 days before (▲)',
    ),
  )
})

test('a value behind the kind is recorded the way !meet does', async () => {
  for (const words of [
    ['gewicht', '71,4'],
    ['rr', '142/84', 'zittend'],
    ['temp', '38,6°C'],
  ]) {
    const outcome = await ask([weight('1', 72.4, '2026-01-12')], { words })
    assert.deepEqual(outcome, {
      kind: 'again',
      command: 'meet',
      args: { words, options: {}, text: '' },
      document: [
        {
          kind: 'paragraph',
          lines: [['Vastleggen? Typ ', { kind: 'code', text: `!meet ${words.join(' ')}` }]],
        },
      ],
    })
  }
  const unknown = await ask([], { words: ['71,4'] })
  assert.equal(unknown.kind, 'misused')
})

test('a whole and its member that are withdrawn are one measurement', async () => {
  const wrong = { status: 'entered-in-error' } as const
  const pulse = observation('1', {
    ...wrong,
    code: { coding: [{ system: 'http://snomed.info/sct', code: '366199006' }] },
    hasMember: [{ reference: 'Observation/2' }],
  })
  const member = observation('2', {
    ...wrong,
    code: { coding: [{ system: 'http://loinc.org', code: '8893-0' }] },
    valueQuantity: { value: 76, unit: '/min' },
  })
  const text = await said([pulse, member, weight('3', 72, '2026-01-12')])
  assert.match(text, /\n\nNiet getoond: 1 meting als foutief gemarkeerd\.\n/u)
})
