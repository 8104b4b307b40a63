import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Dosage } from '@medplum/fhirtypes'
import { clinicalContext, now, patient, shown, typed } from '../../../test/clinical-case.ts'
import { agreement, mp9 } from '../../../test/medication-records.ts'
import { medicatie } from './medicatie.ts'

const RENDERED = 'http://nictiz.nl/fhir/StructureDefinition/ext-RenderedDosageInstruction'

const dosed = async (dosage: Dosage, rendered?: string) => {
  const record = agreement('1', 'Middel', undefined, {
    extension: [
      ...mp9('A', '2025-04-03', undefined),
      ...(rendered === undefined ? [] : [{ url: RENDERED, valueString: rendered }]),
    ],
    dosageInstruction: [dosage],
  })
  const { text } = shown(await medicatie.run(clinicalContext({ records: [record] }), typed()))
  const line = /^• (.*)$/mu.exec(text)?.[1] ?? ''
  return line
    .replace(/^(?:ONZEKER: )?Middel – (?:⚠\u00A0de duur [^–]* – )?/u, '')
    .replace(/ – sinds 03-04-2025 – voorschrift .*$/u, '')
}

const perDay = (value: number, unit: string, hours = 24) => ({
  numerator: { value, unit },
  denominator: { value: hours, unit: 'uur' },
})

/** Each row: a dosage, and how it is told. */
const rows: readonly (readonly [string, Dosage, string])[] = [
  [
    'another maximum in the text does not take away the one of the source',
    { text: '1-2 tabletten, max 2 per keer', maxDosePerPeriod: perDay(6, 'stuk') },
    '1-2 tabletten, max 2 per keer – maximaal 6\u00A0stuks per 24\u00A0uur',
  ],
  [
    'the same number for another time or in another unit is another maximum',
    { text: '1 tablet, max 6 per keer', maxDosePerPeriod: perDay(6, 'stuk') },
    '1 tablet, max 6 per keer – maximaal 6\u00A0stuks per 24\u00A0uur',
  ],
  [
    'the same number in another unit is another maximum',
    { text: '1 tablet, max 3 tabletten per dag', maxDosePerPeriod: perDay(3, 'gram') },
    '1 tablet, max 3 tabletten per dag – maximaal 3\u00A0gram per 24\u00A0uur',
  ],
  [
    'a maximum that the text says with number, unit and time is not said twice',
    { text: '1 tablet, max. 6 stuks per dag', maxDosePerPeriod: perDay(6, 'stuk') },
    '1 tablet, max. 6 stuks per dag',
  ],
  [
    'a maximum at once and a maximum for life say which they are',
    {
      text: '1 tablet',
      maxDosePerAdministration: { value: 2, unit: 'stuk' },
      maxDosePerLifetime: { value: 400, unit: 'mg' },
    },
    '1 tablet – maximaal 2\u00A0stuks per keer – maximaal 400\u00A0mg in het hele leven',
  ],
  [
    'letters inside a word are not as needed',
    { text: '1 tablet bij enzn', asNeededBoolean: true },
    '1 tablet bij enzn – zo nodig',
  ],
  [
    'a part of the text that is as needed does not make all of it so',
    { text: '1 tablet, niet z.n. verhogen', asNeededBoolean: true },
    '1 tablet, niet z.n. verhogen – zo nodig',
  ],
  [
    'as needed that the text says of the whole dose is not said twice',
    { text: '1 tablet z.n.', asNeededBoolean: true },
    '1 tablet z.n.',
  ],
  [
    'the reason to take it is said when the text does not name it',
    { text: 'zo nodig 1 tablet', asNeededCodeableConcept: { text: 'bij misselijkheid' } },
    'zo nodig 1 tablet – zo nodig (bij misselijkheid)',
  ],
  [
    'an instruction that the text denies is still said',
    {
      text: '1 tablet, niet innemen met melk',
      additionalInstruction: [{ text: 'innemen met melk' }],
    },
    '1 tablet, niet innemen met melk – innemen met melk',
  ],
  [
    'an instruction that the text holds is not said twice',
    { text: '1 tablet, innemen met melk', additionalInstruction: [{ text: 'Innemen met melk' }] },
    '1 tablet, innemen met melk',
  ],
  [
    'a duration that the text says is not said twice',
    { text: '2x, 5 dagen lang', timing: { repeat: { boundsDuration: { value: 5, code: 'd' } } } },
    '2x, 5 dagen lang',
  ],
  [
    'a duration other than the text names is said',
    { text: '2x, 5 dagen lang', timing: { repeat: { boundsDuration: { value: 5, code: 'wk' } } } },
    '2x, 5 dagen lang – gedurende 5\u00A0weken',
  ],
  [
    'a text that does not hold the amounts of the source gets them beside it',
    {
      text: 'volgens afspraak',
      timing: { repeat: { frequency: 2, period: 1, periodUnit: 'd' } },
      doseAndRate: [{ doseQuantity: { value: 1.5, unit: 'stuk' } }],
    },
    'volgens afspraak – volgens de velden van de bron: 2 maal per dag, 1,5\u00A0stuk',
  ],
  [
    'a text that holds the amounts of the source stands alone',
    {
      text: '2x daags 1,5 tablet',
      timing: { repeat: { frequency: 2, period: 1, periodUnit: 'd' } },
      doseAndRate: [{ doseQuantity: { value: 1.5, unit: 'stuk' } }],
    },
    '2x daags 1,5 tablet',
  ],
  [
    'an amount in another unit than the text has is said beside it',
    { text: '1 x daags 5 mg', doseAndRate: [{ doseQuantity: { value: 5, unit: 'ml' } }] },
    '1 x daags 5 mg – volgens de velden van de bron: 5\u00A0ml',
  ],
  [
    'words that only announce a text are no dose when the fields hold one',
    {
      text: 'Wordt gegenereerd',
      timing: { repeat: { frequency: 2, period: 1, periodUnit: 'd' } },
      doseAndRate: [{ doseQuantity: { value: 1, unit: 'tablet' } }],
    },
    '2 maal per dag, 1\u00A0tablet (samengesteld uit de velden van de bron)',
  ],
  [
    'words that only announce a text are no dose when there is nothing else',
    { text: 'wordt automatisch gegenereerd...' },
    'dosering niet vermeld',
  ],
]

for (const [name, dosage, expected] of rows)
  test(name, async () => {
    assert.equal(await dosed(dosage), expected)
  })

test('the duration of a cycle is said beside a rendered text that does not hold it', async () => {
  const timing = { repeat: { boundsDuration: { value: 14, unit: 'dag', code: 'd' } } }
  const cycle = 'ext-InstructionsForUse.RepeatPeriodCyclicalSchedule'
  const record = agreement('1', 'Middel', undefined, {
    extension: [
      ...mp9('A', '2025-04-03', undefined),
      { url: RENDERED, valueString: '2 maal daags 4 stuks' },
    ],
    modifierExtension: [
      {
        url: `http://nictiz.nl/fhir/StructureDefinition/${cycle}`,
        valueDuration: { value: 21, unit: 'dag' },
      },
    ],
    dosageInstruction: [{ timing }],
  })
  const { text } = shown(await medicatie.run(clinicalContext({ records: [record] }), typed()))
  assert.match(
    text,
    /^• Middel – 2 maal daags 4 stuks – gedurende 14\u00A0dagen – herhaald schema van 21\u00A0dagen – sinds/mu,
  )
})

test('a dose that says more than fits a line is marked beside its text too', async () => {
  assert.equal(
    await dosed({ text: '1 zakje', timing: { repeat: { duration: 30, durationUnit: 'min' } } }),
    '1 zakje – ⚠\u00A0niet alles van de dosering is weergegeven – open het dossier',
  )
})

test('a very long text is told in time, with what its fields say beside it', async () => {
  const started = performance.now()
  const text = `max 1${' '.repeat(200_000)}`
  const line = await dosed({ text: `${text}1`, maxDosePerPeriod: perDay(6, 'stuk') })
  assert.match(line, /maximaal 6\u00A0stuks per 24\u00A0uur/u)
  assert.ok(performance.now() - started < 5000)
})

test('why a medicine was stopped or interrupted is said, as the source says it', async () => {
  const reason = { text: 'anafylaxie' }
  const records = [
    agreement('1', 'Amoxicilline', undefined, {
      status: 'stopped',
      statusReason: reason,
      extension: mp9('a', '2025-12-01', '2025-12-08'),
    }),
    agreement('2', 'Metoprolol', '1 maal per dag 1 tablet', {
      status: 'on-hold',
      statusReason: { text: 'bradycardie' },
      extension: mp9('b', '2025-12-01', undefined),
    }),
  ]
  const { text } = shown(await medicatie.run(clinicalContext({ records }), typed()))
  assert.match(
    text,
    /^• GESTOPT op 08-12-2025: Amoxicilline – [^\n]*reden van wijzigen of stoppen: anafylaxie/mu,
  )
  assert.match(
    text,
    /^• ONDERBROKEN[^\n]*Metoprolol – [^\n]*reden van wijzigen of stoppen: bradycardie/mu,
  )
})

test('in English once a week is one time', async () => {
  const record = agreement('1', 'Methotrexaat', undefined, {
    extension: mp9('m', '2025-12-01', undefined),
    dosageInstruction: [{ timing: { repeat: { frequency: 1, period: 1, periodUnit: 'wk' } } }],
  })
  const context = clinicalContext({ records: [record] }, patient, now, 'en')
  const { text } = shown(await medicatie.run(context, typed()))
  assert.match(text, /^• Methotrexaat – 1 time per week/mu)
})
