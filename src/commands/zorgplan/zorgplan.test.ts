import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { CarePlan, Goal } from '@medplum/fhirtypes'
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
import { zorgplan } from './zorgplan.ts'

const title = 'Zorgplan'
const reply = (...lines: readonly string[]) => replyWith(title, ...lines)

const goal = (id: string, text: string, more: Partial<Goal> = {}): Goal => ({
  resourceType: 'Goal',
  id,
  lifecycleStatus: 'active',
  description: { text },
  subject,
  startDate: '2025-12-01',
  expressedBy: subject,
  ...more,
})

const plan = (id: string, text: string, more: Partial<CarePlan> = {}): CarePlan => ({
  resourceType: 'CarePlan',
  id,
  status: 'active',
  intent: 'plan',
  title: text,
  subject,
  created: '2025-12-01',
  author: huisarts,
  ...more,
})

type Detail = NonNullable<NonNullable<CarePlan['activity']>[number]['detail']>

const activity = (description: string, more: Partial<Detail> = {}) => ({
  detail: { status: 'in-progress' as const, description, ...more },
})

const serves = (id: string) => [{ reference: `Goal/${id}`, type: 'Goal' as const }]

const by = 'vastgelegd 01-12-2025, Huisarts, Pulver & Partners'

test('goals with what is done for them, the first due first; plans with the rest of their actions', async () => {
  const { text, outcome, reads, refs } = await answerOf(zorgplan, [
    goal('later', 'Zelf traplopen', { target: [{ dueDate: '2026-06-01' }] }),
    goal('soon', 'Gewicht onder 71 kg', {
      target: [
        {
          measure: { text: 'gewicht' },
          detailQuantity: { value: 71, unit: 'kg' },
          dueDate: '2026-02',
        },
      ],
      addresses: [{ reference: 'Condition/c' }],
      note: [{ text: 'Voor het ontbijt.' }],
    }),
    goal('none', 'Minder pijn'),
    plan('p', 'Zorg thuis', {
      addresses: [{ reference: 'Condition/c' }],
      goal: serves('soon'),
      activity: [
        activity('Wegen', {
          goal: serves('soon'),
          scheduledString: 'elke ochtend',
          performer: [{ type: 'RelatedPerson', display: 'Mw. Van Dam' }],
        }),
        activity('Wassen', { performer: [huisarts] }),
      ],
    }),
    { resourceType: 'Condition', id: 'c', subject, code: { text: 'Hartfalen' } },
  ])
  assert.equal(
    text,
    reply(
      'Doelen (3)',
      '',
      '• Gewicht onder 71 kg – streven: gewicht: 71\u00A0kg – vóór feb 2026 – loopt – vanaf 01-12-2025 – voor: Hartfalen – acties: Wegen (bezig, elke ochtend, een naaste) – opmerking: Voor het ontbijt. – van de cliënt',
      '• Zelf traplopen – vóór 01-06-2026 – loopt – vanaf 01-12-2025 – van de cliënt',
      '• Minder pijn – loopt – vanaf 01-12-2025 – van de cliënt',
      '',
      'Plannen en acties (1)',
      '',
      `• Zorg thuis – loopt – voor: Hartfalen – acties: Wassen (bezig, Huisarts, Pulver & Partners) – ${by}`,
    ),
  )
  assert.equal(outcome, 'ok')
  assert.deepEqual(reads, ['CarePlan 1', 'Goal 3'])
  assert.deepEqual(
    refs.map(({ ref }) => ref),
    ['CarePlan/p', 'Goal/later', 'Goal/soon', 'Goal/none'],
  )
})

test('no records is never "no plan", nor are only closed ones', async () => {
  assert.equal(
    (await answerOf(zorgplan, [])).text,
    reply(
      'Geen gegevens gevonden in Apotheek (peildatum 12-01-2026 09:31). Dat betekent niet dat er niets is.',
    ),
  )
  const { text } = await answerOf(zorgplan, [
    goal('1', 'Wond dicht', {
      lifecycleStatus: 'completed',
      statusDate: '2026-01-05',
      achievementStatus: { text: 'behaald' },
    }),
    goal('2', 'Lang geleden', { lifecycleStatus: 'completed', statusDate: '2025-11-01' }),
    goal('3', 'Gestaakt', { lifecycleStatus: 'cancelled' }),
    goal('4', 'FOUT', { lifecycleStatus: 'entered-in-error' }),
    plan('5', 'Oud plan', { status: 'revoked' }),
    plan('6', 'FOUT', { status: 'entered-in-error' }),
  ])
  assert.equal(
    text,
    reply(
      'Geen lopend doel of plan gevonden in Apotheek (peildatum 12-01-2026 09:31). Dat betekent niet dat er geen is.',
      '',
      'Afgerond in de laatste 30 dagen (1)',
      '',
      '• Wond dicht – afgerond 05-01-2026 – voortgang: behaald – vanaf 01-12-2025 – van de cliënt',
      '',
      'Niet getoond: 2 foutief ingevoerd.',
    ),
  )
})

test('a goal that is no longer worked on is not called reached', async () => {
  const { text } = await answerOf(zorgplan, [
    goal('1', 'Wond dicht', { lifecycleStatus: 'completed', statusDate: '2026-01-05' }),
  ])
  assert.match(text, /• Wond dicht – afgerond 05-01-2026 – of het is behaald, is niet vermeld –/u)
})

test('what must not be done says so first, and is never left out', async () => {
  const many = Array.from({ length: 6 }, (_, n) => activity(`Actie ${n}`))
  const { text } = await answerOf(zorgplan, [
    ...Array.from({ length: 11 }, (_, n) => plan(`p${n}`, `Plan ${n}`)),
    plan('last', 'Hygiëne', {
      created: '2020',
      activity: [...many, activity('Alleen douchen', { doNotPerform: true })],
    }),
  ])
  assert.match(
    text,
    /^• Hygiëne – loopt – acties: NIET doen: Alleen douchen \(bezig\); Actie 0 \(bezig\); Actie 1 \(bezig\); Actie 2 \(bezig\); nog 3 in het dossier – vastgelegd 2020, Huisarts, Pulver & Partners$/mu,
  )
})

test('unknown statuses are said and never dropped; drafts, proposals and passed dates are marked', async () => {
  const { text } = await answerOf(zorgplan, [
    Object.assign(goal('1', 'Vreemd'), { lifecycleStatus: 'strange' }),
    goal('2', 'Te laat', { target: [{ dueDate: '2026-01-11' }] }),
    goal('3', 'Onderbroken', { lifecycleStatus: 'on-hold' }),
    plan('4', 'Onbekend', { status: 'unknown' }),
    plan('5', 'Concept', { status: 'draft', intent: 'proposal' }),
    plan('6', 'Voorbij', { period: { start: '2025', end: '2025-12-31' } }),
  ])
  assert.equal(
    text,
    reply(
      'Doelen (3)',
      '',
      '• Te laat – ⚠\u00A0streefdatum 11-01-2026 is voorbij – loopt – vanaf 01-12-2025 – van de cliënt',
      '• Vreemd – status onbekend – vanaf 01-12-2025 – van de cliënt',
      '• Onderbroken – ⚠\u00A0onderbroken – vanaf 01-12-2025 – van de cliënt',
      '',
      'Plannen en acties (3)',
      '',
      `• Onbekend – status onbekend – geen acties vermeld – ${by}`,
      `• Concept – ⚠\u00A0voorstel, nog geen afspraak – ⚠\u00A0concept – geen acties vermeld – ${by}`,
      `• Voorbij – loopt – ⚠\u00A0einddatum voorbij, in de bron niet afgesloten – vanaf 2025 – tot en met 31-12-2025 – geen acties vermeld – ${by}`,
    ),
  )
})

test('an unknown modifier marks the line, a goal without a text says so', async () => {
  const modifierExtension = [{ url: 'urn:unknown' }]
  const { expressedBy: _by, startDate: _start, ...bare } = goal('1', '', { modifierExtension })
  const { text } = await answerOf(zorgplan, [bare, plan('2', 'Zorg', { modifierExtension })])
  const doubt = '⚠\u00A0bevat onbekende wijzigende informatie – open het dossier'
  assert.equal(
    text,
    reply(
      'Doelen (1)',
      '',
      `• doel zonder tekst – open het dossier – ${doubt} – loopt – zonder datum – bron onbekend`,
      '',
      'Plannen en acties (1)',
      '',
      `• Zorg – ${doubt} – loopt – geen acties vermeld – ${by}`,
    ),
  )
})

test('cancelled actions are not told, an action without words or status says so', async () => {
  const { text } = await answerOf(zorgplan, [
    plan('1', 'Zorg', {
      activity: [
        activity('FOUT', { status: 'entered-in-error' }),
        activity('Gestaakt', { status: 'stopped' }),
        {},
        { reference: { type: 'ServiceRequest', display: 'Fysiotherapie' } },
      ],
    }),
  ])
  assert.equal(
    text,
    reply(
      'Plannen en acties (1)',
      '',
      `• Zorg – loopt – acties: actie zonder naam (status onbekend); Fysiotherapie (status onbekend) – ${by}`,
    ),
  )
})

test('a goal or plan of another patient is dropped and said', async () => {
  const { text, foreign } = await answerOf(zorgplan, [
    goal('1', 'Vreemd doel', { subject: { reference: 'Patient/other' } }),
    plan('2', 'Vreemd plan', { subject: { reference: 'Patient/other' } }),
  ])
  assert.doesNotMatch(text, /Vreemd/u)
  assert.match(text, /ONVOLLEDIG\n2 gegevens zijn weggelaten/u)
  assert.deepEqual(foreign, ['CarePlan/2', 'Goal/1'])
})

test('ten lines are shown, and the rest can be asked for', async () => {
  const records = Array.from({ length: 12 }, (_, n) => goal(`g${n}`, `Doel ${n}`))
  const { text, more } = await answerOf(zorgplan, records)
  assert.equal(text.match(/^• /gmu)?.length, 10)
  assert.match(text, /nog 2 – typ !meer/u)
  assert.deepEqual(more?.words, ['alles'])
  assert.equal((await answerOf(zorgplan, records, 'alles')).text.match(/^• /gmu)?.length, 12)
})

test('without goals and plans nothing is told; with one of them the rest is', async () => {
  const records = [goal('1', 'Minder pijn')]
  const both = { CarePlan: 'timeout', Goal: 'timeout' } as const
  const dead = await answerOf(zorgplan, { records, failing: both })
  assert.equal(dead.text, deadReply(title, 'Zorgplannen', 'Doelen'))
  const part = await answerOf(zorgplan, { records, failing: { CarePlan: 'forbidden' } })
  assert.equal(
    part.text,
    partialReply(
      title,
      ['Apotheek – Zorgplannen: geen toegang'],
      'Doelen (1)',
      '',
      '• Minder pijn – loopt – vanaf 01-12-2025 – van de cliënt',
    ),
  )
})

test('the Dutch examples: help from others, and goals with their problem', async () => {
  const who = 'Patient/nl-core-Patient-01'
  const records = exampleResources().filter(
    (each) =>
      (each.resourceType === 'CarePlan' || each.resourceType === 'Goal') &&
      each.subject.reference === who,
  )
  const { text } = shown(await zorgplan.run(clinicalContext({ records }, who), typed()))
  assert.match(
    text,
    /^• Vanaf december 2021 weer kunnen lopen\. – loopt – zonder datum – bron onbekend$/mu,
  )
  assert.match(
    text,
    /^• ondersteuning – loopt – acties: ondersteuning voor verzorger, Boodschappen doen \(bezig, 1 keer per week, een naaste\) – vastgelegd zonder datum, bron onbekend$/mu,
  )
  assert.doesNotMatch(text, /de Boer/u)
})

test('a plan with something that must not be done stands before the goals (S14)', async () => {
  const { text } = await answerOf(zorgplan, [
    goal('g', 'Traplopen'),
    plan('1', 'Zorg thuis'),
    plan('2', 'Hygiëne', { activity: [activity('Alleen douchen', { doNotPerform: true })] }),
  ])
  assert.equal(
    text,
    reply(
      'Plannen met iets dat NIET mag (1)',
      '',
      `• Hygiëne – loopt – acties: NIET doen: Alleen douchen (bezig) – ${by}`,
      '',
      'Doelen (1)',
      '',
      '• Traplopen – loopt – vanaf 01-12-2025 – van de cliënt',
      '',
      'Plannen en acties (1)',
      '',
      `• Zorg thuis – loopt – geen acties vermeld – ${by}`,
    ),
  )
})
