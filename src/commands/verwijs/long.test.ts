import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Observation, Resource } from '@medplum/fhirtypes'
import { recordOver } from '../../../test/clinical-case.ts'
import { contextOf } from '../../../test/referral-parts.ts'
import { listed, wordsOf } from '../../../test/task-parts.ts'
import { argsOf } from '../../../test/writing-case.ts'
import { referralBundle } from '../../fhir/referral/bundle.ts'
import { isReferralDraft } from '../../fhir/referral/draft.ts'
import { noteLabels } from '../../fhir/referral/parts.ts'
import { messages } from '../../i18n/messages.ts'
import type { Args, Context, Outcome } from '../command.ts'
import { type ReferralPorts, verwijs } from './verwijs.ts'

const observation = (id: string, over: Partial<Observation> = {}): Observation => ({
  resourceType: 'Observation',
  id,
  meta: { versionId: '1', lastUpdated: '2026-08-20T10:00:00Z' },
  status: 'final',
  category: [{ coding: [{ code: 'vital-signs' }] }],
  code: { text: 'Lichaamstemperatuur' },
  subject: { reference: 'Patient/123' },
  effectiveDateTime: '2026-08-20T12:00:00+02:00',
  valueQuantity: { value: 38.6, unit: '°C' },
  ...over,
})

const records: readonly Resource[] = [
  { resourceType: 'Patient', id: '123' },
  observation('900'),
  observation('901', { status: 'entered-in-error' }),
  observation('902', { subject: { reference: 'Patient/other' } }),
  observation('903', { meta: { lastUpdated: '2026-08-22T12:05:00Z' } }),
]

const here = (over: Partial<Context<ReferralPorts>> = {}) =>
  contextOf({
    record: recordOver({ records }),
    lastList: async () =>
      listed(
        ['Observation/900'],
        ['Observation/901'],
        ['Observation/902'],
        ['Observation/903'],
        ['Observation/904'],
        ['Observation/1 @Apotheek'],
        [],
      ),
    ...over,
  })

const run = (line: string, over: Partial<Context<ReferralPorts>> = {}) =>
  verwijs.run(here(over), argsOf(line).args)

const draftIn = (outcome: Outcome) => {
  assert.ok(outcome.kind === 'confirm', wordsOf(outcome))
  const draft: unknown = JSON.parse(JSON.stringify(outcome.draft))
  assert.ok(isReferralDraft(draft))
  return draft
}

const whole = `!verwijs huisarts zsm vandaag visite mogelijk?
reden: rode, warme wond
met koorts
Beloop: sinds gisteren roder
behandeling: zwachtel
medicatie: metoprolol
sociaal: woont alleen
bij: 1
bellen: 06 12345678, na 17 uur`

test('every part that is named is shown word for word, and what goes along is named', async () => {
  assert.equal(
    wordsOf(await run(whole)),
    `Bevestig verwijzing – nog NIET verstuurd
Cliënt: J.J. (v), geboren in 1948

• Van: A. de Vries, Wijkverpleegkundige, Thuiszorg Om en Bij
• Naar: P. van Pulver, Huisarts, Huisartsenpraktijk De Linde (zorgteam van deze cliënt)
• Vraag: vandaag visite mogelijk?
• Beloop en metingen: sinds gisteren roder
• Behandeling tot nu toe: zwachtel
• Voorgeschiedenis en medicatie: metoprolol
• Sociale situatie: woont alleen
• Terugbellen: 06 12345678, na 17 uur
• Meegestuurd, regel 1 van uw lijst: Meting: Lichaamstemperatuur – 20-08-2026 12:00 – bron onbekend
• Spoed: ja, ZO SNEL MOGELIJK, antwoord gevraagd vóór 22-08-2026 18:10

Reden:
rode, warme wond
met koorts

Bel bij spoed ook: een ontvanger leest dit mogelijk niet meteen.
Dit is geen verwijsbrief in de zin van ZorgDomein.

A. de Vries, typ ja 4821 om te versturen of nee 4821 om te stoppen. Alleen u kunt bevestigen, tot 14:20.`,
  )
})

test('it is written as reason, labelled notes and references, and nothing else', async () => {
  const draft = draftIn(await run(whole))
  const [first] = referralBundle(draft, '$a').entry ?? []
  const request = first?.resource
  assert.ok(request?.resourceType === 'ServiceRequest')
  assert.deepEqual(
    [request.code, request.reasonCode, request.supportingInfo, request.priority],
    [
      { text: 'vandaag visite mogelijk?' },
      [{ text: 'rode, warme wond\nmet koorts' }],
      [{ reference: 'Observation/900' }],
      'asap',
    ],
  )
  assert.deepEqual(
    request.note?.map(({ text }) => text),
    [
      'Beloop en metingen: sinds gisteren roder',
      'Behandeling tot nu toe: zwachtel',
      'Voorgeschiedenis en medicatie: metoprolol',
      'Sociale situatie: woont alleen',
      'Terugbellen: 06 12345678, na 17 uur',
    ],
  )
})

test('the record has the labels that the Dutch preview shows', () => {
  const { reason: _, ...others } = messages.nl.verwijs.labels
  assert.deepEqual(noteLabels, others)
})

test('the labels can stand on the first line, in any order, and one that is left empty says nothing', async () => {
  const draft = draftIn(
    await run(
      '!verwijs huisarts Reden: rood\nbeloop:\n- klacht: pijn\nvraag: visite?\nbellen: overslaan',
    ),
  )
  assert.deepEqual([draft.question, draft.parts], ['visite?', { reason: 'rood\npijn' }])
})

test('a web address or a time in the question is no label', async () => {
  const draft = draftIn(await run('!verwijs huisarts zie\nbel://x en 12:30: rood\nNB: let op'))
  assert.deepEqual(
    [draft.question, draft.parts],
    ['zie\nbel://x en 12:30: rood\nNB: let op', undefined],
  )
})

test('a record that changed after the list was asked for is pointed at', async () => {
  assert.match(
    wordsOf(await run('!verwijs huisarts wond\nbij: 4')),
    /\n⚠\u00A0Let op: regel 4 is gewijzigd nadat u de lijst opvroeg\. Hierboven staat wat er nu staat\.\n/u,
  )
})

const nothing = 'Er is niets verstuurd.'
const refused: Readonly<Record<string, string>> = {
  'bij: wond': `Bij “bij:” horen nummers van regels uit uw laatste lijst, bijvoorbeeld bij: 3, 5. Gelezen is “wond”.\n${nothing}`,
  'bij: 1 en twee': `Bij “bij:” horen nummers van regels uit uw laatste lijst, bijvoorbeeld bij: 3, 5. Gelezen is “1 en twee”.\n${nothing}`,
  'bij: 2': `Regel 2 is in het dossier als foutief gemarkeerd en kan niet mee.\n${nothing}`,
  'bij: 3': `Regel 3 staat niet meer in het dossier. Vraag de lijst opnieuw op.\n${nothing}`,
  'bij: 5': `Regel 5 staat niet meer in het dossier. Vraag de lijst opnieuw op.\n${nothing}`,
  'bij: 1, 6': `Regel 6 komt uit een andere bron (Apotheek) en kan niet mee. Noem het zo nodig in uw tekst.\n${nothing}`,
  'bij: 7': `Bij regel 7 hoort geen gegeven dat mee kan.\n${nothing}`,
  'bij: 0': `Uw laatste lijst heeft de nummers 1 tot en met 7.\n${nothing}`,
  'bij: 99': `Uw laatste lijst heeft de nummers 1 tot en met 7.\n${nothing}`,
  'bij: 1 2 3 4 5 6 7 8 9 10 11': `Er kunnen ten hoogste 10 regels mee; u noemt er 11.\n${nothing}`,
  'bellen: straks': `Bij “bellen:” hoort een telefoonnummer.\n${nothing}`,
  [`sociaal: ${'x'.repeat(1001)}`]: `De tekst bij “Sociale situatie” is te lang (1001 tekens, ten hoogste 1000).\n${nothing}`,
  [`bellen: 06${'x'.repeat(199)}`]: `De tekst bij “Terugbellen” is te lang (201 tekens, ten hoogste 200).\n${nothing}`,
  'reden: bsn 111222333':
    'Niet uitgevoerd: uw bericht bevat een burgerservicenummer. De ontvanger krijgt de cliënt al mee; typ de opdracht opnieuw zonder dat nummer en verwijder uw bericht.',
}

for (const [line, sentence] of Object.entries(refused))
  test(`“${line.slice(0, 30)}” is refused, and nothing can be confirmed`, async () => {
    const outcome = await run(`!verwijs huisarts wond\n${line}`)
    assert.equal(outcome.kind, 'misused')
    assert.equal(wordsOf(outcome), sentence)
  })

test('without a list no number names anything', async () => {
  const outcome = await run('!verwijs huisarts wond\nbij: 1', { lastList: async () => undefined })
  assert.equal(
    wordsOf(outcome),
    `U heeft hier nog geen lijst opgevraagd, of te lang geleden. Vraag de lijst eerst op, en noem dan het nummer dat ervoor staat.\n${nothing}`,
  )
})

test('a record that cannot be read now does not go along', async () => {
  const record = recordOver({ records, failing: { Observation: 'timeout' } })
  assert.equal(
    wordsOf(await run('!verwijs huisarts wond\nbij: 1', { record })),
    `Regel 1 kon niet worden gecontroleerd (geen antwoord (time-out)). Probeer het later opnieuw.\n${nothing}`,
  )
})

test('in English the same is asked for in English words, and the record keeps its own labels', async () => {
  const outcome = await run(
    '!refer huisarts asap visit today?\nreason: red\ncourse: worse\nattach: 1\ncall: 06 12345678',
    { t: messages.en },
  )
  assert.match(
    wordsOf(outcome),
    /• Question: visit today\?\n• Reason: red\n• Course and measurements: worse\n• Call back: 06 12345678\n• Sent along, line 1 of your list: /u,
  )
  const [first] = referralBundle(draftIn(outcome), '$a').entry ?? []
  assert.ok(first?.resource?.resourceType === 'ServiceRequest')
  assert.deepEqual(
    first.resource.note?.map(({ text }) => text),
    ['Beloop en metingen: worse', 'Terugbellen: 06 12345678'],
  )
})

/** What somebody answers to each question, one after the other. */
const answering = async (line: string, answers: readonly string[]) => {
  let outcome = await run(line)
  const asked = [wordsOf(outcome)]
  for (const answer of answers) {
    const free: Args | undefined = outcome.kind === 'choose' ? outcome.free : undefined
    assert.ok(free, wordsOf(outcome))
    const text = [free.text, answer].filter((one) => one !== '').join('\n')
    outcome = await verwijs.run(here(), JSON.parse(JSON.stringify({ ...free, text })))
    asked.push(wordsOf(outcome))
  }
  return { asked, outcome }
}

const how = 'Typ het in één bericht, zonder burgerservicenummer, of typ overslaan.'

test('with --uitgebreid each part is asked in turn, what is skipped is left out', async () => {
  const { asked, outcome } = await answering('!verwijs huisarts --uitgebreid', [
    'wond beoordelen',
    'rood\nen warm',
    'overslaan',
    'zwachtel',
    'Overslaan.',
    'overslaan',
    '1',
    'onmiddellijk',
    'tst 123',
  ])
  assert.deepEqual(asked.slice(1, -1), [
    `Verwijzing, 1 van 8: wat is de klacht of de reden?\n${how}`,
    `Verwijzing, 2 van 8: hoe is het beloop, en wat is er gemeten?\n${how}`,
    `Verwijzing, 3 van 8: wat is er tot nu toe aan gedaan?\n${how}`,
    `Verwijzing, 4 van 8: welke voorgeschiedenis en medicatie doen ertoe?\n${how}`,
    `Verwijzing, 5 van 8: hoe is de thuissituatie?\n${how}`,
    `Verwijzing, 6 van 8: welke regels van uw laatste lijst gaan mee? Typ de nummers, bijvoorbeeld 3, 5.\n${how}`,
    `Verwijzing, 7 van 8: hoe dringend is het: gewoon, spoed, zo-snel-mogelijk of onmiddellijk?\n${how}`,
    `Verwijzing, 8 van 8: op welk nummer bent u te bereiken?\n${how}`,
  ])
  const draft = draftIn(outcome)
  assert.deepEqual(
    [draft.question, draft.parts, draft.supporting, draft.priority],
    [
      'wond beoordelen',
      { reason: 'rood\nen warm', treatment: 'zwachtel', call: 'tst 123' },
      ['Observation/900'],
      'stat',
    ],
  )
})

test('an answer that cannot be used is asked for again, and what was said before is kept', async () => {
  const { asked, outcome } = await answering(
    '!verwijs huisarts wond --uitgebreid --spoed\nreden: rood\nbeloop: x\nbehandeling: x\nsociaal: x',
    ['overslaan', 'de wond', '1', 'straks', '06 12345678'],
  )
  assert.deepEqual(
    asked.slice(0, -1).map((text) => text.split('\n').slice(0, 2)),
    [
      ['Verwijzing, 4 van 8: welke voorgeschiedenis en medicatie doen ertoe?', how],
      [
        'Verwijzing, 6 van 8: welke regels van uw laatste lijst gaan mee? Typ de nummers, bijvoorbeeld 3, 5.',
        how,
      ],
      [
        'Verwijzing, 6 van 8: welke regels van uw laatste lijst gaan mee? Typ de nummers, bijvoorbeeld 3, 5.',
        'Bij “bij:” horen nummers van regels uit uw laatste lijst, bijvoorbeeld bij: 3, 5. Gelezen is “de wond”.',
      ],
      ['Verwijzing, 8 van 8: op welk nummer bent u te bereiken?', how],
      [
        'Verwijzing, 8 van 8: op welk nummer bent u te bereiken?',
        'Bij “bellen:” hoort een telefoonnummer.',
      ],
    ],
  )
  const draft = draftIn(outcome)
  assert.deepEqual(
    [draft.parts?.reason, draft.supporting, draft.parts?.call, draft.priority],
    ['rood', ['Observation/900'], '06 12345678', 'urgent'],
  )
})
