import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Dosage, Medication, MedicationRequest } from '@medplum/fhirtypes'
import { clinicalContext, shown, typed } from '../../../test/clinical-case.ts'
import { agreement, mp9 } from '../../../test/medication-records.ts'
import { medicatie } from './medicatie.ts'

const RENDERED = 'http://nictiz.nl/fhir/StructureDefinition/ext-RenderedDosageInstruction'

const { medicationCodeableConcept: _named, ...nameless } = agreement('1', '', '1x')

const lineOf = async (more: Partial<MedicationRequest>, ...others: readonly Medication[]) => {
  const record = agreement('1', 'Middel', undefined, {
    extension: mp9('A', '2025-04-03', undefined),
    ...more,
  })
  const { text } = shown(
    await medicatie.run(clinicalContext({ records: [record, ...others] }), typed()),
  )
  return /^• (.*)$/mu.exec(text)?.[1] ?? ''
}

const dosed = async (dosages: Dosage[], rendered?: string) => {
  const extension = [
    ...mp9('A', '2025-04-03', undefined),
    ...(rendered === undefined ? [] : [{ url: RENDERED, valueString: rendered }]),
  ]
  const line = await lineOf({ dosageInstruction: dosages, extension })
  return line.replace(/^Middel – /u, '').replace(/ – sinds 03-04-2025 – .*$/u, '')
}

const pill = (value: number): Dosage => ({
  doseAndRate: [{ doseQuantity: { value, unit: 'stuk' } }],
})

test('the rendered text of the source comes first, word for word', async () => {
  assert.equal(
    await dosed([{ ...pill(0.5), text: 'anders' }], '2 maal per dag 0,5 tablet'),
    '2 maal per dag 0,5 tablet',
  )
})

test('a placeholder is no text, so the next source of words is used', async () => {
  for (const placeholder of [
    'Wordt gegenereerd',
    'wordt automatisch gevuld',
    'Wordt gegenereerd ',
  ]) {
    assert.equal(await dosed([{ text: '1x daags' }], placeholder), '1x daags')
  }
  assert.equal(await dosed([], 'Wordt gegenereerd'), 'dosering niet vermeld')
})

test('without any text the fields are joined in words, in the units of the source, and it says so', async () => {
  const timing = { repeat: { frequency: 2, frequencyMax: 3, period: 1, periodUnit: 'd' as const } }
  assert.equal(
    await dosed([{ ...pill(1.5), timing }]),
    '2 tot 3 maal per dag, 1,5\u00A0stuk (samengesteld uit de velden van de bron)',
  )
})

const during = (value: number) => ({ repeat: { boundsDuration: { value, unit: 'dag' } } })

test('steps in sequence follow each other, steps at once stand together, whatever their order', async () => {
  assert.equal(
    await dosed([
      { ...pill(1), sequence: 2, timing: during(7) },
      { ...pill(3), sequence: 1, timing: during(2) },
      { sequence: 1, asNeededCodeableConcept: { text: 'bij pijn' }, ...pill(2) },
    ]),
    'gedurende 2\u00A0dagen, 3\u00A0stuks en zo nodig (bij pijn), 2\u00A0stuks; daarna gedurende 7\u00A0dagen, 1\u00A0stuk (samengesteld uit de velden van de bron)',
  )
})

test('as needed and at most are added when the text does not say them', async () => {
  const maxDosePerPeriod = {
    numerator: { value: 6, unit: 'stuk' },
    denominator: { value: 1, unit: 'dag' },
  }
  const structure: Dosage = { asNeededBoolean: true, maxDosePerPeriod }
  assert.equal(
    await dosed([{ ...structure, text: '1 tablet bij pijn' }]),
    '1 tablet bij pijn – zo nodig – maximaal 6\u00A0stuks per dag',
  )
  assert.equal(
    await dosed([{ ...structure, text: 'zo nodig 1 tablet, max. 6 per dag' }]),
    'zo nodig 1 tablet, max. 6 per dag',
  )
})

test('a missing amount or unit is said, a comparator kept, nothing computed', async () => {
  assert.match(
    await dosed([{ doseAndRate: [{ doseQuantity: { unit: 'stuk' } }] }]),
    /^hoeveelheid niet vermeld /u,
  )
  assert.match(
    await dosed([{ doseAndRate: [{ doseQuantity: { value: 2, code: '1' } }] }]),
    /^2 zonder eenheid /u,
  )
  assert.match(
    await dosed([{ doseAndRate: [{ doseQuantity: { value: 2, comparator: '<', unit: 'ml' } }] }]),
    /^<2\u00A0ml /u,
  )
  assert.match(
    await dosed([
      {
        doseAndRate: [
          { doseRange: { low: { value: 1, unit: 'dosis' }, high: { value: 2, unit: 'dosis' } } },
        ],
      },
    ]),
    /^1 tot 2\u00A0doses /u,
  )
})

test('a dose that says more than can be shown is marked', async () => {
  const repeat = { frequency: 1, period: 1, periodUnit: 'd' as const, offset: 30 }
  assert.match(
    await dosed([{ ...pill(1), timing: { repeat } }]),
    /⚠\u00A0niet alles van de dosering is weergegeven/u,
  )
})

test('a date the source left unfilled is marked, its text kept', async () => {
  assert.equal(
    await dosed([], 'Vanaf <T-10D{00:00:00}>, 1 maal per dag'),
    'Vanaf <T-10D{00:00:00}>, 1 maal per dag – ⚠\u00A0de doseertekst bevat een niet ingevulde datum',
  )
})

const route = (code: string, display: string) => ({ coding: [{ code, display }] })

test('a route is named unless it is by mouth', async () => {
  assert.equal(await dosed([{ text: '1x', route: route('9', 'oraal') }]), '1x')
  assert.equal(
    await dosed([{ text: '1x', route: route('21', 'subcutaan') }]),
    '1x – toediening: subcutaan',
  )
})

test('a very long dose text is cut with a mark, and the warnings still stand', async () => {
  const line = await lineOf({
    extension: mp9('A', undefined, undefined),
    dosageInstruction: Array.from({ length: 9 }, (_, index) => ({
      text: 'x '.repeat(2000),
      patientInstruction: `${index} ${'y '.repeat(2000)}`,
    })),
  })
  assert.match(line, /\[…\]/u)
  assert.match(line, /⚠\u00A0status onbekend en geen gebruiksperiode vermeld/u)
})

test('a medicine contained in the record or included is named; one that is missing keeps its own words', async () => {
  const medication: Medication = {
    resourceType: 'Medication',
    id: 'm',
    code: { text: 'Uit de lijst' },
    form: { text: 'drank' },
  }
  const named = async (reference: string, more: Partial<MedicationRequest> = {}) => {
    const record: MedicationRequest = {
      ...nameless,
      extension: mp9('A', '2025-04-03', undefined),
      medicationReference: { reference, display: 'Eigen woorden' },
      ...more,
    }
    const { text } = shown(
      await medicatie.run(clinicalContext({ records: [record, medication] }), typed()),
    )
    return /^• (.*?) – /mu.exec(text)?.[1]
  }
  assert.equal(await named('Medication/m'), 'Uit de lijst drank')
  assert.equal(
    await named('#in', { contained: [{ ...medication, id: 'in', code: { text: 'Van binnen' } }] }),
    'Van binnen drank',
  )
  assert.equal(await named('Medication/gone'), 'Eigen woorden')
  assert.equal(await named('https://elsewhere.example/Medication/m'), 'Eigen woorden')
  assert.equal(
    await named('Medication/gone', { medicationReference: { reference: 'Medication/gone' } }),
    'onbekende verwijzing naar geneesmiddel',
  )
})

test('a product made to order names its ingredients with their strength', async () => {
  const ointment: Medication = {
    resourceType: 'Medication',
    id: 'm',
    code: { text: 'Zalf volgens recept' },
    ingredient: [
      {
        itemCodeableConcept: { text: 'Triamcinolon' },
        strength: { numerator: { value: 1, unit: 'mg' }, denominator: { value: 1, unit: 'g' } },
      },
      { itemCodeableConcept: { text: 'Vaseline' } },
    ],
  }
  const record = { ...nameless, extension: mp9('A', '2025-04-03', undefined) }
  const source = {
    records: [{ ...record, medicationReference: { reference: 'Medication/m' } }, ointment],
  }
  const { text } = shown(await medicatie.run(clinicalContext(source), typed()))
  assert.match(
    text,
    /^• Zalf volgens recept – bestanddelen: Triamcinolon 1\u00A0mg per 1\u00A0g \+ Vaseline – /mu,
  )
})

const perDay = (frequency: number): Pick<Dosage, 'timing'> => ({
  timing: { repeat: { frequency, period: 1, periodUnit: 'd' } },
})

const DIFFERS = '⚠\u00A0tekst en velden verschillen'

const atMost = (value: number): Pick<Dosage, 'maxDosePerPeriod'> => ({
  maxDosePerPeriod: {
    numerator: { value, unit: 'tablet' },
    denominator: { value: 1, unit: 'd', code: 'd' },
  },
})

test('a text and fields that say something else both stand, and it is said that they differ', async () => {
  const differing: readonly (readonly [Dosage, string])[] = [
    [{ text: '1x per dag', ...perDay(2) }, 'volgens de velden van de bron: 2 maal per dag'],
    [{ text: '1x per dag 1 tablet', ...pill(2) }, 'volgens de velden van de bron: 2\u00A0stuks'],
    [
      { text: '1-2x per dag 1 tablet', ...perDay(1) },
      'volgens de velden van de bron: 1 maal per dag',
    ],
    [
      {
        text: '1x per dag 1 tablet',
        timing: { repeat: { frequency: 1, period: 2, periodUnit: 'd' } },
      },
      'volgens de velden van de bron: 1 maal per 2\u00A0dagen',
    ],
    [
      { text: '1 tablet, max 6 tabletten per dag', ...atMost(8) },
      'maximaal 8\u00A0tabletten per dag',
    ],
  ]
  for (const [dosage, fields] of differing) {
    assert.equal(await dosed([dosage]), `${dosage.text} – ${DIFFERS} – ${fields}`)
  }
})

test('a rendered text that the fields of its one dosage contradict says so too', async () => {
  assert.equal(
    await dosed([perDay(2)], '1 maal per dag 1 tablet'),
    `1 maal per dag 1 tablet – ${DIFFERS} – volgens de velden van de bron: 2 maal per dag`,
  )
})

test('in a schedule the step whose text and fields differ says it', async () => {
  assert.equal(
    await dosed([
      { sequence: 1, text: '1x per dag', ...perDay(2) },
      { sequence: 2, text: '3x per dag', ...perDay(3) },
    ]),
    `1x per dag (${DIFFERS}; volgens de velden van de bron: 2 maal per dag); daarna 3x per dag (samengesteld uit de velden van de bron)`,
  )
})

test('fields that only say more, or the same in other words, do not differ', async () => {
  const alike: readonly Dosage[] = [
    { text: '1x per dag', ...perDay(1) },
    { text: 'volgens schema', ...perDay(2), ...pill(2) },
    { text: '2x per dag', timing: { repeat: { frequency: 1, period: 12, periodUnit: 'h' } } },
    {
      text: '2 tabletten van 500 mg',
      doseAndRate: [{ doseQuantity: { value: 1000, unit: 'mg' } }],
    },
    { text: '1 tablet na 2 dagen', ...pill(1) },
    { text: '1 tablet 3 maal', ...pill(1) },
  ]
  for (const dosage of alike)
    assert.ok(!(await dosed([dosage])).includes('verschillen'), dosage.text)
})

const most = async (value: number, unit: string, per: number, span: string) =>
  dosed([
    {
      text: '1 tablet',
      maxDosePerPeriod: { numerator: { value, unit }, denominator: { value: per, unit: span } },
    },
  ])

test('the most that may be taken is said as people say it, never worked out', async () => {
  assert.equal(await most(6, 'tablet', 1, 'd'), '1 tablet – maximaal 6\u00A0tabletten per dag')
  assert.equal(await most(1, 'tablet', 1, 'dag'), '1 tablet – maximaal 1\u00A0tablet per dag')
  assert.equal(await most(4, 'g', 24, 'h'), '1 tablet – maximaal 4\u00A0g per 24\u00A0uur')
  assert.equal(
    await most(2.5, 'tablet', 2, 'wk'),
    '1 tablet – maximaal 2,5\u00A0tablet per 2\u00A0weken',
  )
  assert.equal(await most(3, 'schepje', 1, 'mo'), '1 tablet – maximaal 3\u00A0schepje per maand')
})
