import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type { Observation } from '@medplum/fhirtypes'
import { carriedWords, framed, type WritingCase, writingCase } from '../../../test/writing-case.ts'
import type { ResourceRef } from '../../fhir/fhir.ts'
import { createValidator } from '../../fhir/validation/validate.ts'
import { messages } from '../../i18n/messages.ts'

let world: WritingCase
before(async () => {
  world = await writingCase()
})
after(() => world[Symbol.asyncDispose]())

const who = '• Door: Sanne Dijkstra, Verpleegkundige, Thuiszorg De Linde'
const nu = '• Gemeten: 12-01-2026 09:31'
const geen = '• Vorige: geen eerdere meting gevonden.'

const observation = async (ref: ResourceRef | undefined): Promise<Observation> => {
  const found = await world.stored(ref)
  assert.ok(found.resourceType === 'Observation')
  return found
}

test('a blood pressure is shown whole before it is written, with how, when and what was before', async () => {
  assert.equal(
    await world.said('!rr 165/95 om 07:30 linkerarm zittend'),
    framed(
      'meting',
      '• Bloeddruk: 165/95 mmHg',
      '• Gemeten: 12-01-2026 07:30',
      who,
      '• Hoe: linkerarm, zittend',
      '• Vorige: 166/94 mmHg (11-01-2026 08:30) – niet vergeleken: anders gemeten',
    ),
  )
})

test('a weight is compared with the one before', async () => {
  assert.equal(
    await world.said('!gewicht 72,4'),
    framed(
      'meting',
      '• Gewicht: 72,4 kg',
      nu,
      who,
      '• Vorige: 72,8 kg (11-01-2026 08:25) – 0,4 kg lager dan 1 dag eerder (▼)',
    ),
  )
})

const warnings: readonly (readonly [string, readonly string[]])[] = [
  [
    '!gewicht 85',
    [
      '• Gewicht: 85 kg',
      nu,
      who,
      '• Vorige: 72,8 kg (11-01-2026 08:25) – 12,2 kg hoger dan 1 dag eerder (▲)',
      '',
      '⚠ Let op: groot verschil met de vorige meting. Bevestig alleen als de waarde klopt.',
    ],
  ],
  [
    '!ademhaling 60',
    [
      '• Ademhaling: 60 per min',
      nu,
      who,
      geen,
      '',
      '⚠ Let op: ongewone waarde. Meet zo nodig opnieuw, en bevestig alleen als deze klopt.',
    ],
  ],
  [
    '!meet rr 120/115 gisteren om 20:00',
    [
      '• Bloeddruk: 120/115 mmHg',
      '• Gemeten: 11-01-2026 20:00',
      who,
      '• Vorige: 166/94 mmHg (11-01-2026 08:30) – bovendruk 46 mmHg lager (▼), onderdruk 21 mmHg hoger (▲) dan eerder op dezelfde dag',
      '',
      '⚠ Let op: ongewone waarde. Meet zo nodig opnieuw, en bevestig alleen als deze klopt.',
    ],
  ],
  [
    '!temp 37,1 03-01-2026',
    [
      '• Temperatuur: 37,1 °C',
      '• Gemeten: 03-01-2026',
      who,
      geen,
      '',
      '⚠ Let op: dit is 9 dagen geleden gemeten.',
    ],
  ],
  [
    '!temp 37,1 01-02',
    [
      '• Temperatuur: 37,1 °C',
      '• Gemeten: 01-02-2025',
      who,
      geen,
      '',
      '⚠ Let op: het jaar stond er niet bij, en dit is niet dit jaar. Bedoeld is zaterdag 1 februari 2025.',
      '⚠ Let op: dit is 345 dagen geleden gemeten.',
    ],
  ],
  [
    '!spo2 92',
    [
      '• Saturatie: 92 %',
      nu,
      who,
      '• Vorige: 92 %, O₂-gebruik niet vermeld (11-01-2026 08:36) – gelijk aan 1 dag eerder (=)',
      '',
      'O₂-gebruik staat er niet bij. Typ “met O2” of “zonder O2” achter de waarde om het vast te leggen.',
    ],
  ],
]

for (const [line, lines] of warnings) {
  test(`${line} is asked about with what is odd about it`, async () => {
    assert.equal(await world.said(line), framed('meting', ...lines))
  })
}

const examples =
  'Typ bijvoorbeeld:\n\n• !rr 125/80\n• !pols 76\n• !hartslag 76\n• !temp 37,2\n• !spo2 96 zonder o2\n• !ademhaling 16\n• !gewicht 72,4\n• !lengte 168\n• !pijn 4\n• !glucose 6,2'
const ambiguous = (word: string) =>
  `“${word}” kan op twee manieren worden gelezen: met een komma of met een scheiding van duizendtallen. Er is niets vastgelegd. Typ het getal zonder punt, of met één of twee cijfers achter de komma.`
const impossible = (value: string, low: string, high: string) =>
  `${value} kan niet: een waarde ligt tussen ${low} en ${high}. Er is niets vastgelegd. Controleer de komma en de soort meting.`
const word = (typed: string) =>
  `“${typed}” begrijp ik niet bij deze meting. Er is niets vastgelegd. Typ de meting opnieuw zonder dat woord.`
const future = (moment: string) =>
  `${moment} ligt in de toekomst. Er is niets vastgelegd. Was het eerder, noem dan de dag: bijvoorbeeld gisteren om 23:50.`

const refused: Readonly<Record<string, string>> = {
  '!meet': `Typ de soort en de waarde, bijvoorbeeld:${examples.slice('Typ bijvoorbeeld:'.length)}`,
  '!meet 5': `“5” ken ik niet als soort meting. Er is niets vastgelegd. ${examples}`,
  '!meet blauw 5': `“blauw” ken ik niet als soort meting. Er is niets vastgelegd. ${examples}`,
  '!meet gewicht': 'Gewicht: welke waarde? Er is niets vastgelegd. Typ bijvoorbeeld !gewicht 72,4.',
  '!rr': 'Bloeddruk: welke waarde? Er is niets vastgelegd. Typ bijvoorbeeld !rr 125/80.',
  '!rr 165':
    'Bloeddruk: noem bovendruk en onderdruk. Er is niets vastgelegd. Typ bijvoorbeeld !rr 125/80.',
  '!rr 165/95 170/90':
    'Bloeddruk: er staat meer dan één waarde. Er is niets vastgelegd. Leg één meting per keer vast.',
  '!rr 95/165':
    'Bloeddruk 95/165 mmHg kan niet: de bovendruk is niet hoger dan de onderdruk. Er is niets vastgelegd. Typ eerst de bovendruk.',
  '!rr 120/120':
    'Bloeddruk 120/120 mmHg kan niet: de bovendruk is niet hoger dan de onderdruk. Er is niets vastgelegd. Typ eerst de bovendruk.',
  '!rr 16,5/9,5': 'Bloeddruk: “16,5” moet een heel getal zijn. Er is niets vastgelegd.',
  '!rr 1650/95': impossible('Bloeddruk: 1650/95 mmHg', '30', '300'),
  '!temp 3,8': impossible('Temperatuur: 3,8 °C', '20', '45'),
  '!temp 386': impossible('Temperatuur: 386 °C', '20', '45'),
  '!temp -38': impossible('Temperatuur: -38 °C', '20', '45'),
  '!temp 101 F': word('F'),
  '!temp 101F':
    'Temperatuur: de eenheid “F” kan niet. Gebruik °c, of laat de eenheid weg. Er is niets vastgelegd.',
  '!spo2 101': impossible('Saturatie: 101 %', '30', '100'),
  '!lengte 1,82': impossible('Lengte: 1,82 cm', '20', '250'),
  '!gewicht 1.000': ambiguous('1.000'),
  '!gewicht 72.400': ambiguous('72.400'),
  '!gewicht 1,000': ambiguous('1,000'),
  '!gewicht 72,4,1': '“72,4,1” is geen getal dat ik kan lezen. Er is niets vastgelegd.',
  '!gewicht 72 73':
    'Gewicht: er staat meer dan één waarde. Er is niets vastgelegd. Leg één meting per keer vast.',
  '!gewicht zwaar': word('zwaar'),
  '!gewicht 72,4 vrolijk': word('vrolijk'),
  '!gewicht 72,4 linkerarm': word('linkerarm'),
  '!gewicht 72,4 <b>x</b>': word('<b>x</b>'),
  '!gewicht 72,4 @room': word('@ room'),
  '!pijn 3,5': 'Pijn: “3,5” moet een heel getal zijn. Er is niets vastgelegd.',
  '!pijn 11': impossible('Pijn: 11', '0', '10'),
  '!pols 88 pols 90': word('pols'),
  '!glucose 110': impossible('Glucose: 110 mmol/L', '0,5', '60'),
  '!glucose 110 mg/dl': word('mg/dl'),
  '!temp 38,6 om 23:50': future('12-01-2026 23:50'),
  '!temp 38,6 13-01-2026': future('13-01-2026'),
  '!temp 38,6 om 25:00': word('om'),
  '!temp 38,6 31-02':
    '“31-02” is geen datum. Er is niets vastgelegd. Typ bijvoorbeeld 11-01-2026 of gisteren.',
  '!temp 38,6 30-03-2025 om 02:30':
    '30-03-2025 02:30 bestaat niet of komt twee keer voor, omdat de klok werd verzet. Er is niets vastgelegd. Noem een ander tijdstip.',
  '!temp 38,6 om 07:30 om 08:00':
    '“om” zegt iets wat er al stond. Er is niets vastgelegd. Typ de meting opnieuw.',
  '!temp 38,6\nen 37,2': 'Typ de hele meting op één regel. Er is niets vastgelegd.',
  '!temp bsn 111222333':
    'Niet uitgevoerd: uw bericht bevat een burgerservicenummer. Het dossier weet al om wie het gaat; typ de opdracht opnieuw zonder dat nummer en verwijder uw bericht.',
  [`!temp ${'9'.repeat(5000)}`]: '“…” is geen getal dat ik kan lezen. Er is niets vastgelegd.',
}
for (const [line, sentence] of Object.entries(refused)) {
  test(`${line.slice(0, 40)} is refused, and nothing is written`, async () => {
    const { outcome } = await world.type(line)
    assert.equal(outcome.kind, 'misused')
    assert.equal(await world.said(line), sentence)
  })
}

test('a unit, a decimal comma and filler words may be typed, glued or not', async () => {
  for (const line of [
    '!gewicht 72,4',
    '!gewicht 72.4 kg',
    '!gewicht 72,4kg.',
    '!meet gewicht 72,4 kilo',
    '!Weight 72,4',
  ])
    assert.match(await world.said(line), /^• Gewicht: 72,4 kg$/mu, line)
  for (const line of ['!rr 165 / 95', '!bloeddruk 165/95mmHg', '!tensie 165 over 95', '!bp 165/95'])
    assert.match(await world.said(line), /^• Bloeddruk: 165\/95 mmHg$/mu, line)
  assert.match(await world.said('!gewicht 2400 g'), /^• Gewicht: 2400 gram \(= 2,4 kg\)$/mu)
})

type Expected = {
  readonly codes: readonly string[]
  readonly profile: string | undefined
  readonly value: unknown
  readonly category?: string | undefined
}

const vital = (code: string, profile: string | undefined, value: unknown): Expected => ({
  codes: [code],
  profile,
  value,
  category: 'vital-signs',
})

const kinds: Readonly<Record<string, Expected>> = {
  '!gewicht 72,4': vital('29463-7', 'nl-core-BodyWeight', [72.4, 'kg']),
  '!lengte 168': vital('8302-2', 'nl-core-BodyHeight', [168, 'cm']),
  '!temp 38,6': vital('8310-5', 'nl-core-BodyTemperature', [38.6, 'Cel']),
  '!temp 38,6 oor': {
    ...vital('8310-5', 'nl-core-BodyTemperature', [38.6, 'Cel']),
    codes: ['8310-5', '415974002'],
  },
  '!spo2 92 met o2': {
    ...vital('2708-6', 'nl-core-O2Saturation', [92, '%']),
    codes: ['2708-6', '59408-5'],
  },
  '!hartslag 88': vital('8867-4', 'nl-core-HeartRate', [88, '/min']),
  '!ademhaling 16': vital('9279-1', undefined, [16, '/min']),
  '!glucose 6,2': {
    ...vital('15074-8', undefined, [6.2, 'mmol/L']),
    category: 'laboratory',
  },
  '!pijn 4': {
    codes: ['225908003'],
    profile: 'nl-core-PainScore',
    value: 4,
    category: undefined,
  },
}

for (const [line, { codes, profile, value, category }] of Object.entries(kinds)) {
  test(`${line} is written with the codes, the unit and the profile of its kind`, async () => {
    const [ref] = await world.wrote(line)
    const found = await observation(ref)
    const { valueQuantity, valueInteger, meta } = found
    assert.deepEqual(
      (found.code.coding ?? []).map((each) => each.code),
      codes,
    )
    assert.deepEqual(valueInteger ?? [valueQuantity?.value, valueQuantity?.code], value)
    assert.equal(meta?.profile?.[0]?.split('/').at(-1), profile)
    assert.equal(found.category?.[0]?.coding?.[0]?.code, category)
    assert.deepEqual(
      [found.status, found.effectiveDateTime, found.performer?.[0]?.reference],
      ['final', '2026-01-12T09:31:00+01:00', 'PractitionerRole/demo-role-wijkverpleegkundige'],
    )
  })
}

test('a blood pressure holds both pressures, the arm and the position', async () => {
  const [ref] = await world.wrote('!rr 165/95 rechts liggend')
  const found = await observation(ref)
  assert.deepEqual(
    found.component?.map(({ code, valueQuantity }) => [
      code.coding?.[0]?.code,
      valueQuantity?.value,
      valueQuantity?.code,
    ]),
    [
      ['8480-6', 165, 'mm[Hg]'],
      ['8462-4', 95, 'mm[Hg]'],
    ],
  )
  assert.equal(found.bodySite?.coding?.[0]?.code, '368209003')
  assert.equal(found.extension?.[0]?.valueCodeableConcept?.coding?.[0]?.code, '102538003')
})

test('whether extra oxygen was given is written as such', async () => {
  for (const [words, given] of [
    ['met o2', true],
    ['zonder zuurstof', false],
  ] as const) {
    const [ref] = await world.wrote(`!spo2 92 ${words}`)
    const { component } = await observation(ref)
    assert.deepEqual(
      component?.map(({ code, valueBoolean }) => [code.coding?.[0]?.code, valueBoolean]),
      [['266702001', given]],
    )
  }
})

test('a pulse is a whole without a value and a member that holds it, and is read back as one', async () => {
  const [whole, member] = await world.wrote('!pols 88')
  const found = await observation(whole)
  assert.equal(found.code.coding?.[0]?.code, '366199006')
  assert.deepEqual(
    found.hasMember?.map(({ reference }) => reference),
    [member?.ref],
  )
  const value = await observation(member)
  assert.deepEqual(
    [value.code.coding?.[0]?.code, value.valueQuantity?.value, value.valueQuantity?.code],
    ['8893-0', 88, '/min'],
  )
  // Another test may have put a heart rate at this very minute: the number of the line says nothing.
  assert.match(await world.list('!metingen pols'), /Pols: 88 per min – 12-01-2026 09:31/u)
})

test('what was written is told with a reference, and written once however often it is confirmed', async () => {
  const first = await world.confirm('!gewicht 70,1', '$once')
  assert.equal(
    carriedWords(first),
    'Meting vastgelegd 12-01-2026 09:31: Gewicht: 70,1 kg.\nCliënt: J.V. (v), geboren in 1941\nKenmerk: Observation/…',
  )
  const again = await world.confirm('!gewicht 70,1', '$once')
  assert.ok(first.kind === 'done' && again.kind === 'done')
  assert.deepEqual(again.writes, first.writes)
})

test('what is taken back stays in the record and is no longer shown as a fact', async () => {
  const refs = await world.wrote('!lengte 171')
  const { command } = await world.type('!lengte 171')
  const carried = await command.undo?.(world.context, refs, '$x')
  assert.ok(carried)
  assert.equal(
    carriedWords(carried),
    'Meting teruggedraaid 12-01-2026 09:31. Het blijft in het dossier staan als ingetrokken.\nKenmerk: Observation/…',
  )
  assert.equal((await observation(refs[0])).status, 'entered-in-error')
  assert.doesNotMatch(await world.said('!metingen lengte'), /171/u)
})

test('what another changed after it was written is not taken back', async () => {
  const refs = await world.wrote('!lengte 172')
  const now = await observation(refs[0])
  await world.client.update({ ...now, status: 'amended' }, now.meta?.versionId ?? '')
  const { command } = await world.type('!lengte 172')
  const carried = await command.undo?.(world.context, refs, '$y')
  assert.ok(carried?.kind === 'failed')
  assert.equal(
    carriedWords(carried),
    'NIET teruggedraaid: dit is na uw bevestiging in het dossier gewijzigd. Zet het zo nodig zelf recht in het dossier.',
  )
  assert.equal((await observation(refs[0])).status, 'amended')
})

test('a draft of another patient, of another person, or with an impossible value is not carried out', async () => {
  const { outcome, command } = await world.type('!temp 38,6')
  assert.ok(outcome.kind === 'confirm')
  const draft = Object(outcome.draft)
  for (const over of [
    { patient: 'Patient/demo-client-2' },
    { requester: 'PractitionerRole/demo-role-huisarts' },
    { values: [3.8] },
    { values: [] },
    { kind: 'early-warning' },
  ]) {
    const carried = await command.carryOut?.(world.context, { ...draft, ...over }, '$z')
    assert.ok(carried)
    assert.equal(carriedWords(carried), messages.nl.writing.changed)
  }
})

test('a previous value that cannot be asked for is said, and the measurement can still be written', async () => {
  const context = world.context
  const observations = {
    vitals: async () => ({
      value: { vitals: [], enteredInError: [], cancelled: [] },
      sources: [{ label: 'Dossier', failed: [{ part: 'Observation', code: 'timeout' as const }] }],
      foreign: [],
      refs: [],
    }),
  }
  const { command } = await world.type('!temp 37')
  const outcome = await command.run(
    { ...context, observations },
    { words: ['37'], options: {}, text: '', called: 'temp' },
  )
  assert.ok(outcome.kind === 'confirm')
  const text = JSON.stringify(outcome.preview('1', new Date()))
  assert.match(text, /Vorige: kon nu niet volledig worden opgevraagd\./u)
  assert.doesNotMatch(text, /geen eerdere meting/u)
})

test('everything the command can write passes the check of what is written', async () => {
  const validator = createValidator()
  for (const line of [...Object.keys(kinds), '!pols 70', '!rr 120/80 li staand']) {
    const refs = await world.wrote(line)
    for (const ref of refs) assert.deepEqual(await validator.validate(await world.stored(ref)), [])
  }
})
