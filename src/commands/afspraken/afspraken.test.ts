import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Appointment, AppointmentParticipant, Resource } from '@medplum/fhirtypes'
import {
  clinicalContext,
  patient,
  recordOver,
  type Source,
  shown,
  typed,
} from '../../../test/clinical-case.ts'
import {
  answerOf,
  deadReply,
  huisarts,
  partialReply,
  replyWith,
  subject,
} from '../../../test/fact-case.ts'
import { toText } from '../../reply/text.ts'
import { afspraken } from './afspraken.ts'

const title = 'Afspraken'
const reply = (...lines: readonly string[]) => replyWith(title, ...lines)

type Actor = AppointmentParticipant['actor']

const takesPart = (actor: Actor, status: AppointmentParticipant['status'] = 'accepted') => ({
  status,
  ...(actor && { actor }),
})

const visit = (id: string, start: string, more: Partial<Appointment> = {}): Appointment => ({
  resourceType: 'Appointment',
  id,
  status: 'booked',
  description: 'Visite',
  start,
  participant: [takesPart(subject), takesPart(huisarts)],
  ...more,
})

const rest = 'Visite – met Huisarts, Pulver & Partners – plaats niet vermeld – vastgelegd'

const lay = async (given: Source | readonly Resource[], ...words: readonly string[]) => {
  const source = 'records' in given ? given : { records: given }
  const context = { ...clinicalContext(source), audience: 'lay' as const }
  return shown(await afspraken.run(context, typed(...words)))
}

test('appointments: the soonest first, in the clock of Amsterdam, and what was cancelled lately below', async () => {
  const { text, outcome, reads } = await answerOf(afspraken, [
    visit('3', '2026-02-03T09:00:00+01:00', {
      end: '2026-02-03T09:20:00+01:00',
      serviceType: [{ text: 'Huisartszorg' }],
      reasonCode: [{ text: 'Controle hartfalen' }],
      comment: 'Bel eerst aan.',
    }),
    visit('1', '2026-01-12T23:30:00Z'),
    visit('2', '2026-01-20', {
      participant: [
        takesPart(subject),
        takesPart({ type: 'Location', display: 'Polikliniek 4' }),
        takesPart({ type: 'RelatedPerson', display: 'Mw. Van Dam' }),
      ],
    }),
    visit('4', '2026-01-09T10:00:00+01:00', {
      status: 'cancelled',
      cancelationReason: { text: 'Ziekte' },
    }),
    visit('5', '2026-01-14T10:00:00+01:00', { status: 'cancelled' }),
    visit('6', '2026-01-15T10:00:00+01:00', { status: 'entered-in-error', description: 'FOUT' }),
  ])
  assert.equal(
    text,
    reply(
      'Komend (3)',
      '',
      `• 13-01-2026 00:30 – ${rest}`,
      '• 20-01-2026 – Visite – met een naaste – plaats: Polikliniek 4 – vastgelegd',
      '• 03-02-2026 09:00–09:20 – Visite, Huisartszorg – met Huisarts, Pulver & Partners – plaats niet vermeld – reden: Controle hartfalen – opmerking: Bel eerst aan. – vastgelegd',
      '',
      'Vervallen (2)',
      '',
      '• VERVALLEN: 09-01-2026 10:00 – Visite – met Huisarts, Pulver & Partners – plaats niet vermeld – reden van vervallen: Ziekte',
      '• VERVALLEN: 14-01-2026 10:00 – Visite – met Huisarts, Pulver & Partners – plaats niet vermeld',
      '',
      'Niet getoond: 1 foutief ingevoerd.',
    ),
  )
  assert.equal(outcome, 'ok')
  assert.deepEqual(reads, ['Appointment 6'])
})

test('no records is never "no appointments", nor are only cancelled ones', async () => {
  const { text, reads } = await answerOf(afspraken, [])
  assert.equal(
    text,
    reply(
      'Geen gegevens gevonden in Apotheek (peildatum 12-01-2026 09:31). Dat betekent niet dat er niets is.',
    ),
  )
  assert.deepEqual(reads, ['Appointment 0', 'Encounter 0'])
  const gone = await answerOf(afspraken, [visit('1', '2026-01-14', { status: 'cancelled' })])
  assert.match(
    gone.text,
    /Geen komende afspraak gevonden in Apotheek \(peildatum 12-01-2026 09:31\)\. Dat betekent niet dat er geen is\.\n\nVervallen \(1\)/u,
  )
})

test('what is past, took place, or was cancelled long ago is judged here again and not shown', async () => {
  const { text } = await answerOf(afspraken, [
    visit('1', '2026-01-11T10:00:00+01:00'),
    visit('2', '2026-01-12T08:00:00+01:00', { status: 'fulfilled' }),
    visit('3', '2026-01-13', { status: 'noshow' }),
    visit('4', '2026-01-04', { status: 'cancelled' }),
    visit('5', '2026-01-12T08:00:00+01:00', { end: '2026-01-12T08:20:00+01:00' }),
    visit('6', '2026-01-11T23:00:00+01:00', { end: '2026-01-12T10:00:00+01:00' }),
  ])
  assert.equal(
    text,
    reply(
      'Komend (2)',
      '',
      '• 11-01-2026 23:00 t/m 12-01-2026 10:00 – Visite – met Huisarts, Pulver & Partners – plaats niet vermeld – vastgelegd',
      '• 12-01-2026 08:00–08:20 – al voorbij – Visite – met Huisarts, Pulver & Partners – plaats niet vermeld – vastgelegd',
    ),
  )
})

test('unknown statuses, missing dates, unknown modifiers and refusals are said', async () => {
  const { start: _start, ...undated } = visit('1', '')
  const { text } = await answerOf(afspraken, [
    {
      ...undated,
      status: 'waitlist',
      requestedPeriod: [{ start: '2026-02-01', end: '2026-02-07' }],
    },
    Object.assign(visit('2', '2026-02-01'), { status: 'strange' }),
    visit('3', '2026-02-02', {
      modifierExtension: [{ url: 'urn:unknown' }],
      participant: [takesPart(subject, 'declined'), takesPart(huisarts, 'declined')],
    }),
    visit('4', '2026-02-03', { status: 'proposed', participant: [takesPart(subject)] }),
  ])
  assert.equal(
    text,
    reply(
      'Komend (4)',
      '',
      '• Datum niet vermeld, gewenst: 01-02-2026 t/m 07-02-2026 – Visite – met Huisarts, Pulver & Partners – plaats niet vermeld – ⚠\u00A0op de wachtlijst',
      '• 01-02-2026 – Visite – met Huisarts, Pulver & Partners – plaats niet vermeld – status onbekend',
      '• 02-02-2026 – ⚠\u00A0bevat onbekende wijzigende informatie – open het dossier – Visite – met Huisarts, Pulver & Partners (⚠\u00A0heeft afgezegd) – plaats niet vermeld – ⚠\u00A0cliënt heeft afgezegd – vastgelegd',
      '• 03-02-2026 – Visite – met wie is niet vermeld – plaats niet vermeld – ⚠\u00A0voorgesteld, nog niet vastgelegd',
    ),
  )
})

test('an appointment of two patients is dropped and said', async () => {
  const { text, foreign, outcome } = await answerOf(afspraken, [
    visit('1', '2026-02-01', {
      participant: [takesPart(subject), takesPart({ reference: 'Patient/other' })],
    }),
    visit('2', '2026-02-01', { participant: [takesPart({ reference: 'Patient/other' })] }),
  ])
  assert.doesNotMatch(text, /Visite/u)
  assert.deepEqual(foreign, ['Appointment/1', 'Appointment/2'])
  assert.equal(outcome, 'partial')
})

test('planned contacts are told where no appointment is found, and not asked for otherwise', async () => {
  const planned: Resource = {
    resourceType: 'Encounter',
    id: 'e',
    status: 'planned',
    class: { code: 'HH' },
    type: [{ text: 'Huisbezoek' }],
    subject,
    participant: [{ individual: huisarts }],
    period: { start: '2026-01-20T10:00:00+01:00' },
  }
  const { text, reads } = await answerOf(afspraken, [planned])
  assert.equal(
    text,
    reply(
      'Komend (1)',
      '',
      '• 20-01-2026 10:00 – Huisbezoek – met Huisarts, Pulver & Partners – plaats niet vermeld – gepland contact',
    ),
  )
  assert.deepEqual(reads, ['Appointment 0', 'Encounter 1'])
  const both = await answerOf(afspraken, [planned, visit('1', '2026-02-01')])
  assert.doesNotMatch(both.text, /Huisbezoek/u)
  assert.deepEqual(both.reads, ['Appointment 1'])
})

test('ten are shown with a way to see the rest, cancelled ones always', async () => {
  const records = [
    ...Array.from({ length: 12 }, (_, n) => visit(`v${n}`, `2026-02-${10 + n}`)),
    visit('c', '2026-01-14', { status: 'cancelled' }),
  ]
  const { text, more } = await answerOf(afspraken, records)
  assert.equal(text.match(/^• \d/gmu)?.length, 10)
  assert.match(text, /^• VERVALLEN: 14-01-2026/mu)
  assert.match(text, /nog 2 – typ !meer/u)
  assert.deepEqual(more?.words, ['alles'])
})

test('a source that fails gives no list; one that answered in part is ONVOLLEDIG', async () => {
  const records = [visit('1', '2026-02-01')]
  const failing = { Appointment: 'timeout', Encounter: 'timeout' } as const
  const dead = await answerOf(afspraken, { records, failing })
  assert.equal(dead.text, deadReply(title, 'Afspraken', 'Contacten'))
  assert.equal(dead.outcome, 'failed')
  const part = await answerOf(afspraken, { records, incomplete: ['Appointment'] })
  assert.equal(
    part.text,
    partialReply(
      title,
      ['Apotheek – Afspraken: niet alles ontvangen'],
      'Komend (1)',
      '',
      `• 01-02-2026 – ${rest}`,
    ),
  )
})

test('with the client or a relative there it is plain Dutch, without reasons or remarks', async () => {
  const { text, reads, refs, outcome } = await lay([
    visit('1', '2026-01-20T14:00:00+01:00', {
      description: 'Bespreken uitslag hiv-test',
      reasonCode: [{ text: 'Hiv' }],
      serviceType: [{ text: 'Infectieziekten' }],
      comment: 'Niet aan familie vertellen',
      participant: [
        takesPart(subject),
        takesPart(huisarts),
        takesPart({ type: 'Location', display: 'Praktijk, Dorpsstraat 1' }),
      ],
    }),
    visit('2', '2026-01-25', { status: 'pending' }),
    visit('3', '2026-01-14T09:00:00+01:00', {
      status: 'cancelled',
      cancelationReason: { text: 'Hiv' },
    }),
    Object.assign(visit('4', '2026-01-26'), {
      status: 'strange',
      modifierExtension: [{ url: 'urn:x' }],
    }),
    visit('5', '2026-01-27', { status: 'entered-in-error' }),
  ])
  assert.equal(
    text,
    [
      'Afspraken',
      'Opgezocht op 12-01-2026 09:31 bij: Apotheek.',
      '',
      'Deze afspraken komen eraan:',
      '',
      '• 20-01-2026 om 14:00 uur – met Huisarts, Pulver & Partners – waar: Praktijk, Dorpsstraat 1 – dit staat vast',
      '• 25-01-2026 – met Huisarts, Pulver & Partners – waar het is, staat er niet bij – dit staat nog niet vast',
      '• 26-01-2026 – met Huisarts, Pulver & Partners – waar het is, staat er niet bij – niet bekend of dit doorgaat: vraag het na – let op: vraag na of dit klopt',
      '',
      'Deze afspraken gaan niet door:',
      '',
      '• GAAT NIET DOOR: 14-01-2026 om 09:00 uur – met Huisarts, Pulver & Partners – waar het is, staat er niet bij',
      '',
      'Vraag het na als iets niet klopt.',
    ].join('\n'),
  )
  assert.deepEqual(reads, ['Appointment 5'])
  assert.deepEqual(
    refs.map(({ ref }) => ref),
    ['Appointment/1', 'Appointment/2', 'Appointment/3', 'Appointment/4'],
  )
  assert.equal(outcome, 'ok')
})

test('in plain words too nothing found is not "none", and what is missing is said', async () => {
  const none = await lay([])
  assert.equal(
    none.text,
    [
      'Afspraken',
      'Opgezocht op 12-01-2026 09:31 bij: Apotheek.',
      '',
      'Er zijn geen komende afspraken gevonden. Er kunnen wel afspraken zijn die hier niet staan.',
      '',
      'Vraag het na als iets niet klopt.',
    ].join('\n'),
  )
  const part = await lay({ records: [visit('1', '2026-01-25')], incomplete: ['Appointment'] })
  assert.equal(
    part.text,
    [
      'Afspraken',
      'Opgezocht op 12-01-2026 09:31 bij: wat er van Apotheek is binnengekomen.',
      'Let op: niet alles kon worden opgezocht (Apotheek: niet alles is binnengekomen). Er kunnen meer afspraken zijn. Vraag het na als u twijfelt.',
      '',
      'Deze afspraken komen eraan:',
      '',
      '• 25-01-2026 – met Huisarts, Pulver & Partners – waar het is, staat er niet bij – dit staat vast',
      '',
      'Vraag het na als iets niet klopt.',
    ].join('\n'),
  )
  const failing = { Appointment: 'timeout', Encounter: 'timeout' } as const
  const dead = await lay({ records: [visit('1', '2026-01-25')], failing })
  assert.equal(
    dead.text,
    'Afspraken\nDe afspraken konden nu niet worden opgezocht (Apotheek: er kwam geen antwoord). Er kunnen wel afspraken zijn. Probeer het later nog eens of vraag het na.',
  )
  const foreign = await lay([
    visit('1', '2026-01-25', { participant: [takesPart({ reference: 'Patient/other' })] }),
  ])
  assert.match(
    foreign.text,
    /\nLet op: niet alles kon worden getoond\. Vraag het na als u twijfelt\.\n/u,
  )
})

test('in plain words ten are shown too, with a way to see the rest', async () => {
  const records = Array.from({ length: 12 }, (_, n) => visit(`v${n}`, `2026-02-${10 + n}`))
  const { text, more } = await lay(records)
  assert.equal(text.match(/^• /gmu)?.length, 10)
  assert.match(text, /Er zijn nog 2 afspraken\. Typ !meer/u)
  assert.deepEqual(more?.words, ['alles'])
  const all = await lay(records, 'alles')
  assert.equal(all.text.match(/^• /gmu)?.length, 12)
  assert.equal(all.more, undefined)
})

test('a word it does not know is answered with what it knows', async () => {
  const outcome = await afspraken.run(clinicalContext({ records: [] }, patient), typed('morgen'))
  assert.ok(outcome.kind === 'misused')
  assert.equal(
    toText(outcome.document),
    '“morgen” ken ik hier niet. Kies uit:\n\n• !afspraken\n• !afspraken alles',
  )
})

const planned: Resource = {
  resourceType: 'Encounter',
  id: 'e1',
  status: 'planned',
  class: { code: 'AMB' },
  type: [{ text: 'Wondcontrole' }],
  subject,
  period: { start: '2026-01-20T10:00:00+01:00' },
}

test('planned contacts are told where no appointment could be asked for', async () => {
  const records = [planned]
  const { text, outcome } = await answerOf(afspraken, {
    records,
    failing: { Appointment: 'invalid' },
  })
  assert.equal(
    text,
    partialReply(
      title,
      ['Apotheek – Afspraken: vraag geweigerd door de bron'],
      'Komend (1)',
      '',
      '• 20-01-2026 10:00 – Wondcontrole – met wie is niet vermeld – plaats niet vermeld – gepland contact',
    ),
  )
  assert.equal(outcome, 'partial')
})

test('why a source gave nothing is told once, although it is asked twice', async () => {
  const failing = { Appointment: 'timeout', Encounter: 'timeout' } as const
  const record = recordOver(
    { records: [], failing },
    { label: 'Huisarts', patient: undefined, records: [] },
  )
  const context = { ...clinicalContext({ records: [] }), record }
  const { text } = shown(await afspraken.run(context, typed()))
  assert.match(
    text,
    /\nEr kon niets worden opgehaald: Apotheek – Afspraken: geen antwoord \(time-out\); Apotheek – Contacten: geen antwoord \(time-out\); Huisarts: patiënt daar niet bekend\.\n/u,
  )
})

test('in plain words somebody without a name is nobody in jargon', async () => {
  const { text } = await lay([
    visit('1', '2026-01-25T10:00:00+01:00', {
      participant: [takesPart(subject), takesPart({ display: 'Iemand' })],
    }),
  ])
  assert.match(
    text,
    /^• 25-01-2026 om 10:00 uur – met iemand van wie de naam er niet bij staat – waar/mu,
  )
})

test('in plain words too the answer says who it is about', async () => {
  const context = {
    ...clinicalContext({ records: [visit('1', '2026-01-25T10:00:00+01:00')] }),
    careTeams: {
      patientLine: async () => ({
        name: 'Johanna van Voorbeeld',
        gender: 'female',
        birthDate: '1941-05-02',
      }),
    },
    audience: 'lay' as const,
  }
  const { text } = shown(await afspraken.run(context, typed()))
  assert.equal(
    text,
    [
      'Afspraken',
      'Cliënt: J.V. (v), geboren in 1941',
      'Opgezocht op 12-01-2026 09:31 bij: Apotheek.',
      '',
      'Deze afspraken komen eraan:',
      '',
      '• 25-01-2026 om 10:00 uur – met Huisarts, Pulver & Partners – waar het is, staat er niet bij – dit staat vast',
      '',
      'Vraag het na als iets niet klopt.',
    ].join('\n'),
  )
})
