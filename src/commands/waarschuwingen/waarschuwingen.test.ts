import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Condition, Flag } from '@medplum/fhirtypes'
import { exampleResources } from '../../../packages/fhir-sandbox/src/examples.ts'
import { clinicalContext, shown, typed } from '../../../test/clinical-case.ts'
import {
  answerOf,
  deadReply,
  huisarts,
  partialReply,
  replyWith,
  subject,
} from '../../../test/fact-case.ts'
import { waarschuwingen } from './waarschuwingen.ts'

const title = 'Waarschuwingen'
const reply = (...lines: readonly string[]) => replyWith(title, ...lines)
const by = 'Huisarts, Pulver & Partners'

const flag = (id: string, text: string, more: Partial<Flag> = {}): Flag => ({
  resourceType: 'Flag',
  id,
  status: 'active',
  code: { text },
  subject,
  period: { start: '2025-03-04' },
  author: huisarts,
  ...more,
})

const about = (reference: string) => ({
  url: 'http://hl7.org/fhir/StructureDefinition/flag-detail',
  valueReference: { reference },
})

const unnamed = {
  coding: [
    {
      system: 'http://terminology.hl7.org/CodeSystem/data-absent-reason',
      code: 'not-applicable',
      display: 'Not Applicable',
    },
  ],
}

const problem = (id: string, text: string, more: Partial<Condition> = {}): Condition => ({
  resourceType: 'Condition',
  id,
  code: { text },
  subject,
  ...more,
})

test('warnings: what is active first and newest first, what is over below, what is in error only counted', async () => {
  const { text, outcome, reads, refs } = await answerOf(waarschuwingen, [
    flag('1', 'Valgevaar', { category: [{ text: 'veiligheid' }] }),
    flag('2', 'Agressie', { period: { start: '2025-11' } }),
    flag('3', 'Isolatie', { status: 'inactive', period: { start: '2024', end: '2024-02-10' } }),
    flag('4', 'FOUT', { status: 'entered-in-error' }),
  ])
  assert.equal(
    text,
    reply(
      'Let op (2)',
      '',
      `• Agressie – actief – sinds nov 2025 – ${by}`,
      `• Valgevaar – veiligheid – actief – sinds 04-03-2025 – ${by}`,
      '',
      'Niet meer actief (1)',
      '',
      `• Isolatie – niet meer actief – sinds 2024 – tot en met 10-02-2024 – ${by}`,
      '',
      'Niet getoond: 1 foutief ingevoerd.',
    ),
  )
  assert.equal(outcome, 'ok')
  assert.deepEqual(reads, ['Flag 4', 'Condition 0'])
  assert.deepEqual(
    refs.map(({ ref }) => ref),
    ['Flag/1', 'Flag/2', 'Flag/3'],
  )
})

test('no records is never "no warnings", nor are only ended ones', async () => {
  assert.equal(
    (await answerOf(waarschuwingen, [])).text,
    reply(
      'Geen gegevens gevonden in Apotheek (peildatum 12-01-2026 09:31). Dat betekent niet dat er niets is.',
    ),
  )
  const { text } = await answerOf(waarschuwingen, [flag('1', 'Isolatie', { status: 'inactive' })])
  assert.match(
    text,
    /Geen actieve waarschuwing gevonden in Apotheek \(peildatum 12-01-2026 09:31\)\. Dat betekent niet dat er geen is\.\n\nNiet meer actief \(1\)/u,
  )
})

test('what is not certainly over stays among what is heeded: unknown status, or active though its end has passed', async () => {
  const { text } = await answerOf(waarschuwingen, [
    Object.assign(flag('1', 'Epilepsie'), { status: 'strange' }),
    flag('2', 'Verward', { period: { start: '2025', end: '2025-12-31' } }),
    flag('3', 'Straks', { period: { start: '2026-02-01' } }),
  ])
  assert.equal(
    text,
    reply(
      'Let op (3)',
      '',
      `• Straks – actief – sinds 01-02-2026 (in de toekomst) – ${by}`,
      `• Epilepsie – status onbekend – sinds 04-03-2025 – ${by}`,
      `• Verward – ⚠\u00A0einddatum voorbij, in de bron nog actief – sinds 2025 – tot en met 31-12-2025 – ${by}`,
    ),
  )
})

test('a warning that only points at a problem is named after it, and says when that problem is in doubt', async () => {
  const { text } = await answerOf(waarschuwingen, [
    flag('1', '', { code: unnamed, extension: [about('Condition/a')] }),
    flag('2', '', { code: unnamed, extension: [about('Condition/b')] }),
    flag('3', '', { code: unnamed, extension: [about('Condition/weg')] }),
    flag('4', 'MRSA', { extension: [about('Condition/a')] }),
    problem('a', 'Zwangerschap'),
    problem('b', 'Tuberculose', { verificationStatus: { coding: [{ code: 'refuted' }] } }),
  ])
  assert.equal(
    text,
    reply(
      'Let op (4)',
      '',
      `• Zwangerschap – actief – sinds 04-03-2025 – ${by}`,
      `• Tuberculose – over: Tuberculose (⚠\u00A0dat probleem is in de bron uitgesloten) – actief – sinds 04-03-2025 – ${by}`,
      `• waarschuwing zonder naam – open het dossier – gaat over een probleem dat niet kon worden opgehaald – open het dossier – actief – sinds 04-03-2025 – ${by}`,
      `• MRSA – over: Zwangerschap – actief – sinds 04-03-2025 – ${by}`,
    ),
  )
  assert.doesNotMatch(text, /Not Applicable/u)
})

test('a problem of another patient is never what a warning is about', async () => {
  const { text, foreign } = await answerOf(waarschuwingen, [
    flag('1', '', { code: unnamed, extension: [about('Condition/a')] }),
    problem('a', 'Hiv', { subject: { reference: 'Patient/other' } }),
  ])
  assert.doesNotMatch(text, /Hiv/u)
  assert.match(text, /• waarschuwing zonder naam – open het dossier/u)
  assert.deepEqual(foreign, ['Condition/a'])
})

test('a warning of another patient is dropped and said', async () => {
  const { text, foreign, outcome } = await answerOf(waarschuwingen, [
    flag('1', 'Agressie', { subject: { reference: 'Patient/other' } }),
  ])
  assert.equal(
    text,
    replyWith(
      title,
      'Geen gegevens gevonden in Apotheek (peildatum 12-01-2026 09:31). Dat betekent niet dat er niets is.',
    ).replace(
      'Apotheek ✓\n',
      'Apotheek ✓\nONVOLLEDIG\n1 gegeven is weggelaten omdat het niet bij deze patiënt hoort of geen patiënt noemt. Meld dit aan de beheerder.\n',
    ),
  )
  assert.deepEqual(foreign, ['Flag/1'])
  assert.equal(outcome, 'partial')
})

test('priority, exceptions and decisions are told; high priority stands first, an unknown modifier is marked', async () => {
  const nictiz = 'http://nictiz.nl/fhir/StructureDefinition/'
  const { text } = await answerOf(waarschuwingen, [
    flag('1', 'Nieuw', { period: { start: '2026-01-01' }, modifierExtension: [{ url: 'urn:x' }] }),
    flag('2', '', {
      code: {
        text: 'Penicillines',
        extension: [
          {
            url: `${nictiz}ext-SurveillanceDecision.SafeWithinUnsafeGroup`,
            valueCodeableConcept: { text: 'Flucloxacilline' },
          },
        ],
      },
      extension: [
        {
          url: 'http://hl7.org/fhir/StructureDefinition/flag-priority',
          valueCodeableConcept: { coding: [{ code: 'PH', display: 'hoog' }] },
        },
        { url: `${nictiz}ext-Comment`, valueString: 'Bespreek met de apotheek.' },
      ],
    }),
  ])
  assert.equal(
    text,
    reply(
      'Let op (2)',
      '',
      `• Penicillines – uitzondering: Flucloxacilline – prioriteit: hoog – actief – sinds 04-03-2025 – opmerking: Bespreek met de apotheek. – ${by}`,
      `• Nieuw – ⚠\u00A0bevat onbekende wijzigende informatie – open het dossier – actief – sinds 01-01-2026 – ${by}`,
    ),
  )
})

const many = (status: Flag['status']) =>
  Array.from({ length: 14 }, (_, n) => flag(`${status}${n}`, `Gevaar ${n}`, { status }))

test('active warnings are never cut off, ended ones are', async () => {
  const active = await answerOf(waarschuwingen, many('active'))
  assert.equal(active.text.match(/^• /gmu)?.length, 14)
  assert.equal(active.more, undefined)
  const ended = await answerOf(waarschuwingen, many('inactive'))
  assert.equal(ended.text.match(/^• /gmu)?.length, 10)
  assert.match(ended.text, /nog 4 – typ !meer/u)
})

test('without warnings nothing is told; without problems the warnings are', async () => {
  const records = [flag('1', 'Valgevaar')]
  const dead = await answerOf(waarschuwingen, { records, failing: { Flag: 'timeout' } })
  assert.equal(dead.text, deadReply(title, 'Waarschuwingen'))
  const part = await answerOf(waarschuwingen, { records, failing: { Condition: 'forbidden' } })
  assert.equal(
    part.text,
    partialReply(
      title,
      ['Apotheek – Problemen: geen toegang'],
      'Let op (1)',
      '',
      `• Valgevaar – actief – sinds 04-03-2025 – ${by}`,
    ),
  )
  assert.equal(part.outcome, 'partial')
})

test('the Dutch examples: a carrier is warned of, a pregnancy that is over is not', async () => {
  const who = 'Patient/nl-core-Patient-01'
  const records = exampleResources().filter(
    (each) =>
      (each.resourceType === 'Flag' || each.resourceType === 'Condition') &&
      each.subject.reference === who,
  )
  const { text } = shown(await waarschuwingen.run(clinicalContext({ records }, who), typed()))
  assert.equal(
    text,
    reply(
      'Let op (1)',
      '',
      '• Drager van meticillineresistente Staphylococcus aureus – Alert – actief – sinds 01-06-2010 – bron onbekend',
      '',
      'Niet meer actief (2)',
      '',
      '• Zwangerschap – contra-indicatie met betrekking op medicatiebewaking – niet meer actief – sinds 08-06-2020 – tot en met 18-03-2021 – reden einde: Beindigd – opmerking: Alles is goed gegaan – J.H.R. Peters',
      '• zwangerschap – condition – niet meer actief – sinds 15-09-2012 – tot en met 30-12-2012 – bron onbekend',
    ),
  )
})
