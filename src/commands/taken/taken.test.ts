import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Resource, Task } from '@medplum/fhirtypes'
import { clinicalContext, recordOver, shown, typed } from '../../../test/clinical-case.ts'
import { assertSameWords } from '../../../test/flatten.ts'
import { noticeContent } from '../../reply/content.ts'
import { type TakenPorts, taken } from './taken.ts'

const base = (id: string, over: Partial<Task> = {}): Task => ({
  resourceType: 'Task',
  id,
  status: 'requested',
  intent: 'order',
  priority: 'routine',
  description: `Taak ${id}`,
  for: { reference: 'Patient/p1' },
  authoredOn: '2026-01-10T09:00:00+01:00',
  lastModified: '2026-01-10T09:00:00+01:00',
  requester: { reference: 'PractitionerRole/ha' },
  owner: { reference: 'PractitionerRole/jansen' },
  ...over,
})

const people: readonly Resource[] = [
  {
    resourceType: 'PractitionerRole',
    id: 'ha',
    practitioner: { reference: 'Practitioner/ha' },
    code: [{ text: 'Huisarts' }],
    organization: { reference: 'Organization/linde' },
  },
  { resourceType: 'Practitioner', id: 'ha', name: [{ text: 'P. van Pulver' }] },
  { resourceType: 'Organization', id: 'linde', name: 'De Linde' },
  {
    resourceType: 'PractitionerRole',
    id: 'jansen',
    practitioner: { reference: 'Practitioner/jansen', display: 'J. Jansen' },
    code: [{ text: 'Verpleegkundige' }],
  },
]

const ports: Pick<TakenPorts, 'place' | 'ownTasks'> = {
  place: 'room',
  ownTasks: async () => ({ tasks: [], complete: true }),
}

const ask = async (records: readonly Resource[], ...words: readonly string[]) => {
  const context = { ...clinicalContext({ records: [...records, ...people] }), ...ports }
  const answer = shown(await taken.run(context, typed(...words)))
  const content = noticeContent({ document: answer.document })
  assertSameWords(content.formatted_body, content.body)
  return answer
}

const head = 'Taken – peildatum 12-01-2026 09:31 – bronnen: Apotheek ✓'
const foot = 'Opgehaald voor J. Jansen. Niet bewaren als dossier.'
const from = 'gevraagd door P. van Pulver, Huisarts, De Linde, 10-01-2026 09:00'

test('open tasks say what, for whom, from whom and when, before when and how they stand; the urgent first', async () => {
  const { text, more } = await ask([
    base('nieuw', { lastModified: '2026-01-11T09:00:00+01:00' }),
    base('oud', { restriction: { period: { end: '2026-01-20' } } }),
    base('laat', { restriction: { period: { end: '2026-01-11' } } }),
    base('spoed', { priority: 'urgent', status: 'received' }),
    base('meteen', { priority: 'stat', code: { text: 'terugbelverzoek' } }),
    base('klaar', { status: 'completed' }),
  ])
  assert.equal(
    text,
    `${head}

Open (5)

• ONMIDDELLIJK Taak meteen – terugbelverzoek – voor J. Jansen, Verpleegkundige – ${from} – status: gevraagd – bron Apotheek
• SPOED Taak spoed – voor J. Jansen, Verpleegkundige – ${from} – status: ontvangen – bron Apotheek
• Taak laat – voor J. Jansen, Verpleegkundige – ${from} – ⚠ TE LAAT, gevraagd uiterlijk 11-01-2026 – status: gevraagd – bron Apotheek
• Taak nieuw – voor J. Jansen, Verpleegkundige – ${from} – status: gevraagd – bron Apotheek
• Taak oud – voor J. Jansen, Verpleegkundige – ${from} – uiterlijk 20-01-2026 – status: gevraagd – bron Apotheek

Typ het nummer erbij, bijvoorbeeld !taak 1 accepteer.

${foot}`.replace('⚠ ', '⚠\u00A0'),
  )
  assert.equal(more, undefined)
})

test('every line of a task can be named by its number', async () => {
  const { document } = await ask([base('een'), base('twee')])
  const about = document.flatMap((block) => (block.kind === 'list' ? (block.about ?? []) : []))
  assert.deepEqual(about, [['Task/een'], ['Task/twee']])
})

test('a referral says what is referred for, and what must not be done says so first', async () => {
  const request = {
    resourceType: 'ServiceRequest',
    id: 's1',
    status: 'active',
    intent: 'order',
    code: { text: 'Wond beoordelen' },
    subject: { reference: 'Patient/p1' },
    doNotPerform: true,
  } as const
  const { description: _, ...referral } = base('r', { focus: { reference: 'ServiceRequest/s1' } })
  const { text } = await ask([referral, request])
  assert.match(text, /• ⚠\u00A0NIET DOEN: Wond beoordelen – verwijzing – voor J\. Jansen/)
  const foreign = { ...request, subject: { reference: 'Patient/p2' } }
  assert.match((await ask([referral, foreign])).text, /• zonder omschrijving – verwijzing – /)
})

test('what was entered in error is counted, and never shown (S1)', async () => {
  const { text } = await ask([base('fout', { status: 'entered-in-error', priority: 'stat' })])
  assert.equal(
    text,
    `${head}

Geen open taken gevonden in Apotheek (peildatum 12-01-2026 09:31). Dat betekent niet dat er niets te doen is.

1 taak is per vergissing vastgelegd en wordt niet getoond.

${foot}`,
  )
})

test('a task without a status is shown as unknown, and counts as open (S2)', async () => {
  const { status: _, ...nameless } = base('x')
  const { text } = await ask([JSON.parse(JSON.stringify(nameless))])
  assert.match(text, /Open \(1\)\n\n• Taak x – .* – status: onbekend – /)
})

test('what changes the meaning of a task and is not known is said (S3)', async () => {
  const { text } = await ask([
    base('x', { modifierExtension: [{ url: 'https://example.org/x', valueBoolean: true }] }),
  ])
  assert.match(
    text,
    /bron Apotheek – ⚠\u00A0bevat onbekende wijzigende informatie – open het dossier\n/,
  )
})

test('a task of another client is dropped and told (S13)', async () => {
  const answer = await ask([base('x', { for: { reference: 'Patient/p2' } })])
  assert.deepEqual(answer.foreign, ['Task/x'])
  assert.match(answer.text, /1 gegeven is weggelaten omdat het niet bij deze patiënt hoort/)
  assert.doesNotMatch(answer.text, /Taak x/)
})

test('the list in a room says whose tasks they are', async () => {
  const context = {
    ...clinicalContext({ records: people }),
    ...ports,
    careTeams: {
      patientLine: async () => ({ name: 'J.V.', gender: 'female', birthDate: '1941-03-12' }),
    },
  }
  const { text } = shown(await taken.run(context, typed()))
  assert.equal(
    text,
    `${head}
Cliënt: J.V. (v), geboren in 1941

Geen open taken gevonden in Apotheek (peildatum 12-01-2026 09:31). Dat betekent niet dat er niets te doen is.

${foot}`,
  )
})

test('a source that fails is named, and its silence is not taken for nothing to do (S4, S5)', async () => {
  const context = clinicalContext({ records: [], failing: { Task: 'timeout' } })
  const { text, outcome } = shown(await taken.run({ ...context, ...ports }, typed()))
  assert.equal(outcome, 'failed')
  assert.equal(
    text,
    `Taken – peildatum 12-01-2026 09:31 – bronnen: Apotheek ✗ (geen antwoord (time-out))

Er kon niets worden opgehaald: Apotheek – Taken: geen antwoord (time-out).
Dit zegt niets over deze patiënt (Taken).

${foot}`,
  )
})

test('at most ten lines, but what is urgent is never cut off (S15)', async () => {
  const many = Array.from({ length: 14 }, (_, at) => base(`t${at}`))
  const { text, more } = await ask(many)
  assert.match(text, /\n\nnog 4 – typ !taken open\n\n/)
  assert.deepEqual(more, { words: ['open'], options: {}, text: '' })
  assert.equal((await ask(many, 'open')).text.match(/^• /gm)?.length, 14)
  const urgent = many.map((one) => ({ ...one, priority: 'urgent' as const }))
  assert.equal((await ask(urgent)).text.match(/^• SPOED /gm)?.length, 14)
})

test('!taken mijn shows what is asked of the asker alone', async () => {
  const records = [base('mijn'), base('ander', { owner: { reference: 'PractitionerRole/ha' } })]
  const { text } = await ask(records, 'mijn')
  assert.match(text, /Open \(1\)\n\n• Taak mijn – /)
  const none = await ask([records[1] ?? base('x')], 'mijn')
  assert.match(
    none.text,
    /Geen open taken op uw naam gevonden in Apotheek \(peildatum 12-01-2026 09:31\)\. Andere taken bij deze cliënt staan in !taken\./,
  )
})

test('!taken alles shows what was done too, with why and what came of it', async () => {
  const { text } = await ask(
    [
      base('open'),
      base('nee', { status: 'rejected', statusReason: { text: 'geen tijd' } }),
      base('ja', {
        status: 'completed',
        output: [{ type: { text: 'Gewicht' }, valueString: '71,4 kg' }],
      }),
    ],
    'alles',
  )
  assert.match(text, /Klaar, geweigerd of ingetrokken \(2\)\n/)
  assert.match(text, /status: geweigerd – reden: geen tijd – /)
  assert.match(text, /status: afgerond – uitkomst: Gewicht: 71,4 kg – /)
})

test('another source says which it is, and its tasks are told apart', async () => {
  const record = recordOver(
    { records: [base('een'), ...people] },
    {
      label: 'Ziekenhuis',
      patient: 'Patient/z1',
      records: [base('een', { for: { reference: 'Patient/z1' }, description: 'Controle' })],
    },
  )
  const context = { ...clinicalContext({ records: [] }), ...ports, record }
  const { text, document } = shown(await taken.run(context, typed()))
  assert.match(text, /• Controle – .* – bron Ziekenhuis\n/)
  const about = document.flatMap((block) => (block.kind === 'list' ? (block.about ?? []) : []))
  assert.deepEqual(about.flat().toSorted(), ['Task/een', 'Task/een @Ziekenhuis'])
})

test('a word nobody knows is answered with what can be typed', async () => {
  const context = { ...clinicalContext({ records: [] }), ...ports }
  const outcome = await taken.run(context, typed('<b>morgen'))
  assert.equal(outcome.kind, 'misused')
})

test('in a direct message the own tasks of all rooms are listed, without a word of the record', async () => {
  const secret = 'Mevrouw Jansen bellen over de wond'
  const { taskFact } = await import('../../fhir/referral/task.ts')
  const fact = taskFact({
    resource: base('x', {
      description: secret,
      priority: 'urgent',
      restriction: { period: { end: '2026-01-20' } },
    }),
    source: 'Apotheek',
    key: 'Task/x',
    included: new Map(),
  })
  const room = { name: 'Zorgteam Blauwe Reiger', href: 'https://matrix.to/#/!a' }
  const context = {
    ...clinicalContext({ records: [] }),
    place: 'direct' as const,
    ownTasks: async () => ({ tasks: [{ fact, room }], complete: false }),
  }
  const { text } = shown(await taken.run(context, typed()))
  assert.equal(
    text,
    `ONVOLLEDIG
Niet alle taken of ruimtes konden worden nagegaan.

1 open taak voor u

• SPOED taak – Zorgteam Blauwe Reiger – 10-01-2026 09:00 – uiterlijk 20-01-2026 – status: gevraagd

Wat er moet gebeuren staat in de ruimte zelf: typ daar !taken.`,
  )
  const down = { ...context, ownTasks: async () => 'timeout' as const }
  assert.equal(
    shown(await taken.run(down, typed())).text,
    'Niet uitgevoerd: uw taken konden niet worden opgehaald (geen antwoord (time-out)). Probeer het later opnieuw.',
  )
})

test('a referral says why it was made, as the source has it', async () => {
  const { text } = await ask([
    base('r', { focus: { reference: 'ServiceRequest/s' }, description: 'Wond beoordelen' }),
    {
      resourceType: 'ServiceRequest',
      id: 's',
      status: 'active',
      intent: 'order',
      subject: { reference: 'Patient/p1' },
      code: { text: 'Wond beoordelen' },
      reasonCode: [{ text: 'Rood <b>warm</b>' }],
      note: [{ text: 'Terugbellen: tst 123' }],
    },
  ])
  assert.match(
    text,
    /• Wond beoordelen – verwijzing – .* – status: gevraagd – aanleiding: Rood <b>warm<\/b> – opmerking: Terugbellen: tst 123 – bron Apotheek\n/u,
  )
})
