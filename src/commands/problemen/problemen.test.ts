import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Condition, EpisodeOfCare } from '@medplum/fhirtypes'
import { exampleResources } from '../../../packages/fhir-sandbox/src/examples.ts'
import { clinicalContext, shown, typed } from '../../../test/clinical-case.ts'
import {
  answerOf,
  deadReply,
  huisarts,
  partialReply,
  replyWith,
  snomed,
  subject,
} from '../../../test/fact-case.ts'
import { toText } from '../../reply/text.ts'
import { problemen } from './problemen.ts'

const title = 'Problemen en diagnoses'
const by = 'vastgelegd 01-05-2024, Huisarts, Pulver & Partners'
const reply = (...lines: readonly string[]) => replyWith(title, ...lines)

const codes = (...all: readonly string[]) => ({ coding: all.map((code) => ({ code })) })

const problem = (id: string, text: string, more: Partial<Condition> = {}): Condition => ({
  resourceType: 'Condition',
  id,
  code: { text },
  clinicalStatus: codes('active'),
  verificationStatus: codes('confirmed'),
  subject,
  recordedDate: '2024-05-01',
  recorder: huisarts,
  ...more,
})

const episode = (id: string, of: string, more: Partial<EpisodeOfCare> = {}): EpisodeOfCare => ({
  resourceType: 'EpisodeOfCare',
  id,
  status: 'active',
  patient: subject,
  diagnosis: [{ condition: { reference: of } }],
  period: { start: '2020-02' },
  extension: [
    {
      url: 'http://nictiz.nl/fhir/StructureDefinition/ext-EpisodeOfCare.EpisodeOfCareName',
      valueString: `episode ${id}`,
    },
  ],
  ...more,
})

test('problems of an example: active first, what is known absent under its own heading, what is in error only counted', async () => {
  const who = 'Patient/mp9-patient-groot'
  const records = exampleResources().filter(
    (each) => each.resourceType === 'Condition' && each.subject.reference === who,
  )
  const { text, outcome, reads } = shown(
    await problemen.run(
      clinicalContext({ records: [...records, ...exampleResources().filter(isPerson)] }, who),
      typed(),
    ),
  )
  const author = 'Huisarts, Huisartsenpraktijk Pulver & Partners'
  assert.equal(
    text,
    reply(
      'Actief (3)',
      '',
      `• Hartfalen – actief, vermoed – Interpretatie van diagnose – vastgelegd 12-01-2026, ${author}`,
      `• Atriumfibrilleren – actief, bevestigd – sinds mrt 2021 – Interpretatie van diagnose – vastgelegd 02-04-2021, ${author}`,
      `• Hypertensie – actief, bevestigd – sinds 2015 – Interpretatie van diagnose – vastgelegd 10-09-2015, ${author}`,
      '',
      'Uitgesloten (1)',
      '',
      `• Uitgesloten: Diabetes mellitus type 2 – Interpretatie van diagnose – vastgelegd 01-02-2024, ${author}`,
      '',
      'Niet meer actief (1)',
      '',
      `• Pneumonie – genezen volgens de bron, bevestigd – sinds feb 2025 – Interpretatie van diagnose – vastgelegd 11-02-2025, ${author}`,
      '',
      'Niet getoond: 1 foutief ingevoerd.',
    ),
  )
  assert.equal(outcome, 'ok')
  assert.deepEqual(reads, ['Condition 6', 'EpisodeOfCare 0'])
})

const isPerson = ({ resourceType }: { readonly resourceType: string }) =>
  ['Practitioner', 'PractitionerRole', 'Organization'].includes(resourceType)

test('no records is never "no problems"', async () => {
  const { text } = await answerOf(problemen, [])
  assert.equal(
    text,
    reply(
      'Geen gegevens gevonden in Apotheek (peildatum 12-01-2026 09:31). Dat betekent niet dat er niets is.',
    ),
  )
})

test('only what is excluded or over is not "no problems" either', async () => {
  const { text } = await answerOf(problemen, [
    problem('1', 'COPD', { verificationStatus: codes('refuted') }),
    problem('2', 'Griep', { clinicalStatus: codes('remission'), abatementDateTime: '2024-06' }),
  ])
  assert.equal(
    text,
    reply(
      'Geen actief probleem gevonden in Apotheek (peildatum 12-01-2026 09:31). Dat betekent niet dat er geen is.',
      '',
      'Uitgesloten (1)',
      '',
      `• Uitgesloten: COPD – ${by}`,
      '',
      'Niet meer actief (1)',
      '',
      `• Griep – in remissie, bevestigd – geëindigd jun 2024 – ${by}`,
    ),
  )
})

test('known absent by the Dutch code alone is no diagnosis, and a contradiction beside it is said', async () => {
  const { text } = await answerOf(problemen, [
    problem('1', 'Astma', { verificationStatus: snomed('410516002', 'bekend afwezig') }),
    problem('2', 'Jicht', { verificationStatus: codes('confirmed', '410516002') }),
  ])
  assert.match(text, /Uitgesloten \(2\)/u)
  assert.doesNotMatch(text, /^• (?:Astma|Jicht)/mu)
  assert.match(
    text,
    /^• Uitgesloten: Jicht – ⚠\u00A0tegenstrijdig: de bron noemt het zowel aanwezig als afwezig – /mu,
  )
})

test('what is entered in error is counted, not told, in whichever status it says so', async () => {
  const { text } = await answerOf(problemen, [
    problem('1', 'FOUT', { verificationStatus: codes('entered-in-error') }),
    problem('2', 'FOUT', { clinicalStatus: codes('entered-in-error') }),
  ])
  assert.equal(
    text,
    reply(
      'Geen actief probleem gevonden in Apotheek (peildatum 12-01-2026 09:31). Dat betekent niet dat er geen is.',
      '',
      'Niet getoond: 2 foutief ingevoerd.',
    ),
  )
})

test('a missing or unknown status is said, and counts as neither over nor confirmed', async () => {
  const { clinicalStatus: _a, verificationStatus: _b, ...bare } = problem('1', 'Pijn')
  const { text } = await answerOf(problemen, [
    bare,
    problem('2', 'Jeuk', {
      clinicalStatus: codes('unknown'),
      verificationStatus: { text: 'wie weet' },
    }),
    problem('3', 'Kramp', { abatementDateTime: '2023-01-01' }),
  ])
  assert.equal(
    text,
    reply(
      'Actief of status onbekend (3)',
      '',
      `• Pijn – status onbekend, zekerheid niet vermeld – ${by}`,
      `• Jeuk – status onbekend, zekerheid: wie weet – ${by}`,
      `• Kramp – actief, bevestigd – geëindigd 01-01-2023 – ⚠\u00A0einddatum voorbij, in de bron niet als beëindigd gemarkeerd – ${by}`,
    ),
  )
})

test('side, severity, onset, what the source adds and an unknown modifier are told; severe ones stand first', async () => {
  const nictiz = 'http://nictiz.nl/fhir/StructureDefinition/'
  const { text } = await answerOf(problemen, [
    problem('1', 'Eczeem', { recordedDate: '2025-12-01' }),
    problem('2', 'Artrose', {
      severity: snomed('24484000', 'ernstig'),
      bodySite: [
        {
          text: 'knie',
          extension: [
            {
              url: `${nictiz}ext-AnatomicalLocation.Laterality`,
              valueCodeableConcept: { text: 'links' },
            },
          ],
        },
      ],
      code: {
        text: 'Artrose',
        extension: [
          { url: `${nictiz}ext-Problem.FurtherSpecificationProblemName`, valueString: 'bij lopen' },
        ],
      },
      onsetAge: { value: 61, unit: 'jaar' },
      note: [{ text: 'Wacht op foto.' }],
      modifierExtension: [{ url: 'urn:unknown' }],
    }),
  ])
  assert.equal(
    text,
    reply(
      'Actief (2)',
      '',
      `• Artrose (bij lopen) – actief, bevestigd – ⚠\u00A0bevat onbekende wijzigende informatie – open het dossier – knie links – ernst: ernstig – sinds leeftijd 61\u00A0jaar – opmerking: Wacht op foto. – ${by}`,
      '• Eczeem – actief, bevestigd – vastgelegd 01-12-2025, Huisarts, Pulver & Partners',
    ),
  )
})

test('a problem without a name says so, with the reason of the source', async () => {
  const url = 'http://hl7.org/fhir/StructureDefinition/data-absent-reason'
  const { text } = await answerOf(problemen, [
    problem('1', '', { code: { extension: [{ url, valueCode: 'masked' }] } }),
    problem('2', ''),
  ])
  assert.match(text, /^• probleem zonder naam \(afgeschermd\) – actief/mu)
  assert.match(text, /^• probleem zonder naam – actief/mu)
})

test('episodes stand on the line of their problem, or by themselves when it was not found', async () => {
  const { text } = await answerOf(problemen, [
    problem('1', 'Diabetes'),
    episode('a', 'Condition/1'),
    episode('b', 'Condition/elders', {
      status: 'finished',
      period: { start: '2014', end: '2015' },
    }),
    episode('c', 'Condition/elders', { status: 'entered-in-error' }),
  ])
  assert.equal(
    text,
    reply(
      'Actief (1)',
      '',
      `• Diabetes – actief, bevestigd – episode: episode a – ${by}`,
      '',
      'Episodes zonder gevonden probleem (1)',
      '',
      '• episode: episode b – afgesloten – sinds 2014 – geëindigd 2015 – bron onbekend',
      '',
      'Niet getoond: 1 foutief ingevoerd.',
    ),
  )
})

test('only the active ones when asked', async () => {
  const { text } = await answerOf(
    problemen,
    [problem('1', 'Hartfalen'), problem('2', 'Griep', { clinicalStatus: codes('resolved') })],
    'actief',
  )
  assert.equal(text, reply('Actief (1)', '', `• Hartfalen – actief, bevestigd – ${by}`))
})

const many = (count: number, more: Partial<Condition>) =>
  Array.from({ length: count }, (_, n) => problem(`p${n}`, `Klacht ${n}`, more))

test('ten lines are shown, more when they are severe, and the rest can be asked for', async () => {
  const severity = snomed('24484000', 'ernstig')
  const { text, more, refs } = await answerOf(problemen, many(13, {}))
  assert.equal(text.match(/^• /gmu)?.length, 10)
  assert.match(text, /\n\nnog 3 – typ !meer\n/u)
  assert.deepEqual(more?.words, ['alles'])
  assert.equal(refs.length, 10)
  assert.equal((await answerOf(problemen, many(13, {}), 'alles')).text.match(/^• /gmu)?.length, 13)
  assert.equal((await answerOf(problemen, many(13, { severity }))).text.match(/^• /gmu)?.length, 13)
})

test('a record of another patient is dropped and said', async () => {
  const { text, foreign } = await answerOf(problemen, [
    problem('1', 'Hartfalen', { subject: { reference: 'Patient/other' } }),
  ])
  assert.deepEqual(foreign, ['Condition/1'])
  assert.doesNotMatch(text, /Hartfalen/u)
  assert.match(text, /ONVOLLEDIG\n1 gegeven is weggelaten/u)
})

test('without problems nothing is told; without episodes the rest is', async () => {
  const records = [problem('1', 'Hartfalen')]
  const dead = await answerOf(problemen, { records, failing: { Condition: 'timeout' } })
  assert.equal(dead.text, deadReply(title, 'Problemen'))
  assert.equal(dead.outcome, 'failed')
  const part = await answerOf(problemen, { records, failing: { EpisodeOfCare: 'timeout' } })
  assert.equal(
    part.text,
    partialReply(
      title,
      ['Apotheek – Episodes: geen antwoord (time-out)'],
      'Actief (1)',
      '',
      `• Hartfalen – actief, bevestigd – ${by}`,
    ),
  )
})

test('a word it does not know is answered with what it knows', async () => {
  const outcome = await problemen.run(clinicalContext({ records: [] }), typed('hart'))
  assert.ok(outcome.kind === 'misused')
  assert.equal(
    toText(outcome.document),
    '“hart” ken ik hier niet. Kies uit:\n\n• !problemen\n• !problemen actief\n• !problemen alles',
  )
})
