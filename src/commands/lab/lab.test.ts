import assert from 'node:assert/strict'
import { test } from 'node:test'
import { exampleResources } from '../../../packages/fhir-sandbox/src/examples.ts'
import { clinicalContext, shown, typed } from '../../../test/clinical-case.ts'
import { answerOf, deadReply, partialReply, replyWith } from '../../../test/fact-case.ts'
import { judged, loinc, mmol, panel, report, result } from '../../../test/lab-records.ts'
import { lab } from './lab.ts'

const title = 'Laboratoriumuitslagen'
const reply = (...lines: readonly string[]) => replyWith(title, ...lines)
const tail = '08-01-2026 08:00 – Lab Zonnedorp – definitief'

const range = (low: number, high: number) => [{ low: mmol(low), high: mmol(high) }]

test('results: critical first, then out of range, then the rest panel by panel', async () => {
  const { text, outcome, reads } = await answerOf(lab, [
    result('1', { code: loinc('2951-2', 'Natrium'), valueQuantity: mmol(138) }),
    result('2', { code: loinc('2345-7', 'Glucose nuchter'), interpretation: judged('H') }),
    result('3', { interpretation: judged('HH'), referenceRange: range(3.5, 5) }),
    panel('4', 'Leverfuncties', '5', '6'),
    result('5', { code: loinc('1742-6', 'ALAT'), valueQuantity: { value: 31, unit: 'U/L' } }),
    result('6', { code: loinc('1920-8', 'ASAT'), valueQuantity: { value: 29, unit: 'U/L' } }),
  ])
  assert.equal(
    text,
    reply(
      'Opvallend volgens de bron (2)',
      '',
      `• Kalium: 4,2\u00A0mmol/L – referentie 3,5\u00A0mmol/L tot 5\u00A0mmol/L – ⚠\u00A0kritiek hoog – ${tail}`,
      `• Glucose nuchter: 4,2\u00A0mmol/L – ⚠\u00A0hoog – ${tail}`,
      '',
      'Overige uitslagen (3)',
      '',
      `• ALAT: 31\u00A0U/L – 08-01-2026 08:00 – uit: Leverfuncties – Lab Zonnedorp – definitief`,
      `• ASAT: 29\u00A0U/L – 08-01-2026 08:00 – uit: Leverfuncties – Lab Zonnedorp – definitief`,
      `• Natrium: 138\u00A0mmol/L – ${tail}`,
    ),
  )
  assert.equal(outcome, 'ok')
  assert.deepEqual(reads, ['Observation 6', 'DiagnosticReport 0'])
})

test('no records is never "no results"', async () => {
  assert.equal(
    (await answerOf(lab, [])).text,
    reply(
      'Geen gegevens gevonden in Apotheek (peildatum 12-01-2026 09:31). Dat betekent niet dat er niets is.',
    ),
  )
})

test('the value before stands beside the value now, for the same code in the same unit', async () => {
  const { text, refs } = await answerOf(lab, [
    result('now', { valueQuantity: mmol(5.4) }),
    result('before', { effectiveDateTime: '2025-11-02', valueQuantity: mmol(4.6) }),
    result('older', { effectiveDateTime: '2024-11-02', valueQuantity: mmol(9.9) }),
  ])
  assert.equal(
    text,
    reply(
      'Overige uitslagen (1)',
      '',
      `• Kalium: 5,4\u00A0mmol/L – 4,6\u00A0mmol/L → 5,4\u00A0mmol/L (vorige 02-11-2025) – ${tail}`,
    ),
  )
  assert.deepEqual(
    refs.map(({ ref }) => ref),
    ['Observation/now', 'Observation/before'],
  )
})

const of = (display: string) => ({ specimen: { type: 'Specimen' as const, display } })

const before = (more: Parameters<typeof result>[1]) =>
  result('before', { effectiveDateTime: '2025-11-02', ...more })

const line = async (now: Parameters<typeof result>[1], then: Parameters<typeof result>[1]) => {
  const { text } = await answerOf(lab, [result('now', now), before(then)])
  assert.doesNotMatch(text, /→/u)
  return text
}

test('another unit, no unit or another specimen is never compared, another code never mentioned', async () => {
  const milligrams = { valueQuantity: { value: 16, unit: 'mg/dL' } }
  assert.match(await line({}, milligrams), /– vorige niet vergeleken: andere eenheid –/u)
  const bare = { valueQuantity: { value: 4 } }
  assert.match(
    await line(bare, bare),
    /• Kalium: 4 \(zonder eenheid\) – vorige niet vergeleken: andere eenheid –/u,
  )
  assert.match(
    await line(of('bloed'), of('urine')),
    /– vorige niet vergeleken: ander materiaal of andere methode – [^\n]*materiaal: bloed/u,
  )
  const other = await line({}, { code: loinc('6298-4', 'Kalium') })
  assert.doesNotMatch(other, /vorige/u)
  assert.equal(other.match(/^• Kalium/gmu)?.length, 2)
})

test('what makes the value before doubtful is said beside it', async () => {
  const { text } = await answerOf(lab, [
    result('now'),
    before({ status: 'preliminary', modifierExtension: [{ url: 'urn:unknown' }] }),
  ])
  assert.match(
    text,
    /– 4,2\u00A0mmol\/L → 4,2\u00A0mmol\/L \(vorige 02-11-2025, ⚠\u00A0voorlopig, ⚠\u00A0bevat onbekende wijzigende informatie – open het dossier\) –/u,
  )
})

test('the same words without a code of a system are not the same test', async () => {
  const { text } = await answerOf(lab, [
    result('now', { code: { text: 'Kalium' }, valueQuantity: mmol(5) }),
    result('before', { code: { text: 'Kalium' }, effectiveDateTime: '2025' }),
  ])
  assert.doesNotMatch(text, /→|vorige/u)
  assert.equal(text.match(/^• Kalium/gmu)?.length, 2)
})

test('when nobody knows which of two came last both are shown, and nothing is compared', async () => {
  const { text } = await answerOf(lab, [
    result('a', { effectiveDateTime: '2026-01-08' }),
    result('b', { effectiveDateTime: '2026-01-08T12:00:00+01:00', valueQuantity: mmol(6) }),
  ])
  assert.equal(
    text.match(/⚠\u00A0zelfde datum als een andere uitslag, volgorde onbekend/gu)?.length,
    2,
  )
  assert.doesNotMatch(text, /→/u)
})

test('comparators, missing values and missing units are told as they are', async () => {
  const { valueQuantity: _value, ...empty } = result('3', { code: loinc('3', 'Ferritine') })
  const { text } = await answerOf(lab, [
    result('1', {
      code: loinc('1', 'CRP'),
      valueQuantity: { value: 5, comparator: '<', unit: 'mg/L' },
    }),
    {
      ...empty,
      dataAbsentReason: { coding: [{ code: 'error' }] },
    },
    result('4', { code: loinc('4', 'BSE'), valueQuantity: { value: 12 } }),
    { ...empty, id: '5', code: loinc('5', 'TSH') },
    { ...empty, id: '6', code: loinc('6', 'Kweek'), valueString: 'E. coli, meer dan 10⁵/mL' },
  ])
  assert.deepEqual(
    [...text.matchAll(/^• ([^–]*) –/gmu)].map((match) => match[1]),
    [
      'CRP: < 5\u00A0mg/L',
      'Ferritine: geen waarde: fout bij de bron',
      'BSE: 12 (zonder eenheid)',
      'TSH: geen waarde in de bron',
      'Kweek: E. coli, meer dan 10⁵/mL',
    ],
  )
})

test('a value outside the range of its source is shown among what asks for attention, flagged or not', async () => {
  const { text } = await answerOf(lab, [
    result('1', { valueQuantity: mmol(6), referenceRange: range(3.5, 5) }),
    result('2', {
      code: loinc('2', 'Natrium'),
      valueQuantity: mmol(120),
      referenceRange: range(135, 145),
      interpretation: judged('N'),
    }),
    result('3', {
      code: loinc('3', 'Calcium'),
      valueQuantity: mmol(9),
      referenceRange: [{ ...range(2, 3)[0], appliesTo: [{ text: 'vrouw' }] }],
    }),
  ])
  assert.equal(
    text,
    reply(
      'Opvallend volgens de bron (2)',
      '',
      `• Kalium: 6\u00A0mmol/L – referentie 3,5\u00A0mmol/L tot 5\u00A0mmol/L – ⚠\u00A0boven de referentie van de bron – ${tail}`,
      `• Natrium: 120\u00A0mmol/L – referentie 135\u00A0mmol/L tot 145\u00A0mmol/L – beoordeling bron: normaal – ⚠\u00A0onder de referentie van de bron – ${tail}`,
      '',
      'Overige uitslagen (1)',
      '',
      `• Calcium: 9\u00A0mmol/L – referentie 2\u00A0mmol/L tot 3\u00A0mmol/L (geldt voor vrouw) – ${tail}`,
    ),
  )
})

test('a judgement nobody here knows asks for attention too, in the words of the source', async () => {
  const { text } = await answerOf(lab, [
    result('1', { interpretation: [{ text: 'sterk verhoogd' }] }),
    result('2', { code: loinc('2', 'ANA'), interpretation: [{ text: 'Negatief' }] }),
  ])
  assert.match(text, /Opvallend volgens de bron \(1\)\n\n• Kalium: [^\n]*⚠\u00A0sterk verhoogd/u)
  assert.match(text, /Overige uitslagen \(1\)\n\n• ANA: [^\n]*beoordeling bron: Negatief/u)
})

test('what is preliminary, unknown or corrected says so; what was withdrawn is only counted', async () => {
  const { text } = await answerOf(lab, [
    result('1', { status: 'preliminary' }),
    result('2', { code: loinc('2', 'Natrium'), status: 'registered' }),
    Object.assign(result('3', { code: loinc('3', 'Calcium') }), { status: 'strange' }),
    result('4', { code: loinc('4', 'Chloride'), status: 'corrected' }),
    result('5', { code: loinc('5', 'FOUT'), status: 'entered-in-error' }),
    result('6', { code: loinc('6', 'FOUT'), status: 'cancelled' }),
  ])
  assert.equal(
    text,
    reply(
      'Overige uitslagen (4)',
      '',
      '• Kalium: 4,2\u00A0mmol/L – ⚠\u00A0voorlopig – 08-01-2026 08:00 – Lab Zonnedorp',
      '• Natrium: 4,2\u00A0mmol/L – ⚠\u00A0voorlopig (geregistreerd) – 08-01-2026 08:00 – Lab Zonnedorp',
      '• Calcium: 4,2\u00A0mmol/L – status onbekend – 08-01-2026 08:00 – Lab Zonnedorp',
      '• Chloride: 4,2\u00A0mmol/L – ⚠\u00A0gecorrigeerd – 08-01-2026 08:00 – Lab Zonnedorp',
      '',
      'Niet getoond: 1 foutief ingevoerd, 1 geannuleerd.',
    ),
  )
})

test('an unknown modifier, on a value or on its panel, marks the line; old and future results too', async () => {
  const modifierExtension = [{ url: 'urn:unknown' }]
  const { text } = await answerOf(lab, [
    { ...panel('p', 'Nierfuncties', '1'), modifierExtension },
    result('1'),
    result('2', { code: loinc('2', 'Natrium'), modifierExtension, effectiveDateTime: '2023-02' }),
    result('3', { code: loinc('3', 'Calcium'), effectiveDateTime: '2026-02-01' }),
  ])
  const doubt = '⚠\u00A0bevat onbekende wijzigende informatie – open het dossier'
  assert.match(text, new RegExp(`• Kalium: 4,2\u00A0mmol/L – ${doubt} – 08-01-2026`, 'u'))
  assert.match(
    text,
    new RegExp(`• Natrium: [^\n]*${doubt} – ⚠\u00A0ouder dan 14 maanden – feb 2023`, 'u'),
  )
  assert.match(
    text,
    /• Calcium: [^\n]*⚠\u00A0datum in de toekomst – 01-02-2026 \(in de toekomst\)/u,
  )
})

test('members of a panel that was withdrawn say so, and those that are not there are not passed over', async () => {
  const { text } = await answerOf(lab, [
    { ...panel('p', 'Bloedgassen', '1'), status: 'entered-in-error' },
    result('1'),
    panel('q', 'Nierfuncties', 'weg'),
  ])
  assert.equal(
    text,
    reply(
      'Niet opgehaald (1)',
      '',
      '• Nierfuncties: een uitslag kon niet worden opgehaald – open het dossier',
      '',
      'Overige uitslagen (1)',
      '',
      '• Kalium: 4,2\u00A0mmol/L – ⚠\u00A0hoort bij een panel of verslag dat als foutief of geannuleerd is gemarkeerd – 08-01-2026 08:00 – uit: Bloedgassen – Lab Zonnedorp – definitief',
      '',
      'Niet getoond: 1 foutief ingevoerd.',
    ),
  )
})

test('a panel that names itself ends, and each value is told once', async () => {
  const { text } = await answerOf(lab, [
    panel('p', 'Rond', 'p', '1'),
    panel('q', 'Ook', 'p', '1'),
    result('1'),
  ])
  assert.equal(text.match(/^• /gmu)?.length, 1)
})

test('reports are told when they say something themselves', async () => {
  const { text } = await answerOf(lab, [
    report('1', 'Urinekweek', { status: 'preliminary', conclusion: 'Nog geen groei.' }),
    report('2', 'Bloedbeeld', { result: [{ reference: 'Observation/1' }] }),
    report('3', 'Stolling', { result: [{ reference: 'Observation/weg' }] }),
    report('4', 'PA-verslag', { presentedForm: [{ contentType: 'application/pdf' }] }),
    report('5', 'FOUT', { status: 'entered-in-error', conclusion: 'FOUT' }),
    result('1'),
    {
      ...report('6', 'Röntgen', { conclusion: 'Geen fractuur' }),
      category: [{ coding: [{ code: 'RAD' }] }],
    },
  ])
  assert.equal(
    text,
    reply(
      'Verslagen (3)',
      '',
      '• Verslag: Urinekweek – ⚠\u00A0voorlopig – conclusie: “Nog geen groei.” – 08-01-2026 – Lab Zonnedorp',
      '• Verslag: Stolling – ⚠\u00A01 uitslag van dit verslag kon niet worden opgehaald – 08-01-2026 – Lab Zonnedorp – definitief',
      '• Verslag: PA-verslag – geen tekst in de bron – open het dossier – met bijlage in het dossier – 08-01-2026 – Lab Zonnedorp – definitief',
      '',
      'Overige uitslagen (1)',
      '',
      '• Kalium: 4,2\u00A0mmol/L – 08-01-2026 08:00 – uit: Bloedbeeld – Lab Zonnedorp – definitief',
      '',
      'Niet getoond: 1 foutief ingevoerd.',
    ),
  )
})

test('one test over time, by its name or its code', async () => {
  const records = [
    result('1', { effectiveDateTime: '2025-11-02', valueQuantity: mmol(4.6) }),
    result('2'),
    result('3', { code: loinc('2951-2', 'Natrium') }),
  ]
  const { text } = await answerOf(lab, records, 'kalium')
  assert.equal(
    text,
    replyWith(
      `${title}: kalium`,
      'Van nieuw naar oud (2)',
      '',
      `• Kalium: 4,2\u00A0mmol/L – ${tail}`,
      '• Kalium: 4,6\u00A0mmol/L – 02-11-2025 – Lab Zonnedorp – definitief',
    ),
  )
  assert.match((await answerOf(lab, records, '2951-2')).text, /^• Natrium/mu)
  assert.equal(
    (await answerOf(lab, records, 'ferritine')).text,
    replyWith(
      `${title}: ferritine`,
      'Geen uitslag gevonden met “ferritine” in de naam, in Apotheek (peildatum 12-01-2026 09:31). Dat betekent niet dat er geen is.',
    ),
  )
})

const many = (count: number, flag: string) =>
  Array.from({ length: count }, (_, n) =>
    result(`${flag}${n}`, { code: loinc(`${flag}${n}`, `T${n}`), interpretation: judged(flag) }),
  )

test('what asks for attention is never cut off, the rest is with a way to see it', async () => {
  const { text, more } = await answerOf(lab, [...many(12, 'L'), ...many(3, 'N')])
  assert.equal(text.match(/⚠\u00A0laag/gu)?.length, 12)
  assert.doesNotMatch(text, /normaal/u)
  assert.match(text, /nog 3 – typ !meer/u)
  assert.deepEqual(more?.words, ['alles'])
  const all = await answerOf(lab, [...many(12, 'L'), ...many(3, 'N')], 'alles')
  assert.equal(all.text.match(/^• /gmu)?.length, 15)
})

test('vital signs and results of another patient are not among the results', async () => {
  const { text, foreign } = await answerOf(lab, [
    { ...result('1'), category: [{ coding: [{ code: 'vital-signs' }] }] },
    result('2', { subject: { reference: 'Patient/other' } }),
    panel('3', 'Panel', '2'),
  ])
  assert.doesNotMatch(text, /Kalium/u)
  assert.match(text, /• Panel: een uitslag kon niet worden opgehaald/u)
  assert.deepEqual(foreign, ['Observation/2'])
})

test('without either kind of record nothing is told; with one of them the rest is', async () => {
  const records = [result('1')]
  const both = { Observation: 'timeout', DiagnosticReport: 'timeout' } as const
  const dead = await answerOf(lab, { records, failing: both })
  assert.equal(dead.text, deadReply(title, 'Uitslagen', 'Verslagen van uitslagen'))
  const part = await answerOf(lab, { records, failing: { DiagnosticReport: 'timeout' } })
  assert.equal(
    part.text,
    partialReply(
      title,
      ['Apotheek – Verslagen van uitslagen: geen antwoord (time-out)'],
      'Overige uitslagen (1)',
      '',
      `• Kalium: 4,2\u00A0mmol/L – ${tail}`,
    ),
  )
})

test('the Dutch examples: members of a panel by themselves, a Dutch judgement without a flag, specimens', async () => {
  const who = 'Patient/nl-core-Patient-01'
  const records = exampleResources().filter(
    (each) =>
      (each.resourceType === 'Observation' || each.resourceType === 'Specimen') &&
      each.subject?.reference === who,
  )
  const { text } = shown(await lab.run(clinicalContext({ records }, who), typed()))
  const old = '⚠\u00A0ouder dan 14 maanden'
  assert.equal(
    text,
    reply(
      'Opvallend volgens de bron (2)',
      '',
      `• Hemoglobine: 11,5\u00A0mmol/l – ${old} – referentie 12\u00A0mmol/l tot 16\u00A0mmol/l – ⚠\u00A0Onder referentiebereik – 02-01-2022 12:00 – materiaal: Bloed – uit: hemoglobine & hematocriet panel – bron onbekend – definitief`,
      `• Chloride: 109\u00A0mmol/l – ${old} – referentie 99\u00A0mmol/l tot 108\u00A0mmol/l – ⚠\u00A0hoog – 23-05-2012 08:08 – materiaal: bloed – bron onbekend – definitief`,
      '',
      'Overige uitslagen (3)',
      '',
      `• Hematocriet: 45\u00A0% – ${old} – referentie 39\u00A0% tot 51\u00A0% – 02-01-2022 12:00 – materiaal: Bloed – uit: hemoglobine & hematocriet panel – bron onbekend – definitief`,
      `• Sodium [Moles/volume] in Blood: 138\u00A0mmol/l – ${old} – referentie 136\u00A0mmol/l tot 146\u00A0mmol/l – 12-06-2021 13:15 – materiaal: bloed – bron onbekend – definitief`,
      `• Hepatitis A virus IgM Ab [Presence] in Serum: hepatitis A-test negatief – ${old} – 16-01-2012 11:12 – materiaal: bloed – bron onbekend – definitief`,
    ),
  )
})
