import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { AllergyIntolerance, Observation, Resource } from '@medplum/fhirtypes'
import { type Failure, startFailingServer } from './failing-fhir-server.ts'
import { failingCase, failingRecords, footer, patientLine } from './failing-records.ts'
import { impatientClient } from './fhir-refusal.ts'
import { giveJson, startLoopbackServer } from './loopback-server.ts'
import { weight } from './measurements.ts'
import { agreement, mp9 } from './medication-records.ts'
import { answerTo, recordContext } from './record-context.ts'
import { careTeam, relative } from './team-records.ts'

const at = 'peildatum 14-01-2026 11:00'
const MEDICATION = ['MedicationRequest', 'MedicationDispense', 'MedicationStatement']
const left =
  '1 gegeven is weggelaten omdat het niet bij deze patiënt hoort of geen patiënt noemt. Meld dit aan de beheerder.'

const reply = (...blocks: readonly string[]) => [...blocks, footer].join('\n\n')

const tell = async (
  records: readonly Resource[],
  line: string,
  failing: readonly string[] = [],
  failure: Failure = () => {},
) => {
  await using server = await startFailingServer(records, failing, failure)
  await using client = impatientClient(server.url)
  return await answerTo(recordContext(client, failingCase), line)
}

/** A first page with these records, and the next one on another server. */
const goesOnAt =
  (url: string, entry: readonly Resource[]): Failure =>
  (_, response) =>
    giveJson(response, {
      resourceType: 'Bundle',
      type: 'searchset',
      entry: entry.map((resource) => ({ resource })),
      link: [{ relation: 'next', url: `${url}/fhir?page=2` }],
    })

const metoprolol = agreement('1', 'Metoprolol tablet 50 mg', '1 maal per dag 1 tablet', {
  extension: mp9('A', '2025-11-01', undefined),
})

test('a list that goes on at another server is told as incomplete, and that server is never asked', async () => {
  await using other = await startLoopbackServer((_, response) => giveJson(response, {}))
  const failure = goesOnAt(other.url, [metoprolol])
  const told = await tell(failingRecords, 'medicatie', ['MedicationRequest'], failure)
  assert.equal(
    told.body,
    reply(
      `Medicatie – ${at} – bronnen: Dossier ⚠\u00A0(deels)\n${patientLine}\nONVOLLEDIG\nDossier – Voorschriften: niet alles ontvangen`,
      'Actueel (2)',
      [
        '• Ibuprofen tablet 400 mg – zo nodig 1 tablet – sinds 01-11-2025 – gebruik 01-11-2025, volgens de cliënt',
        '• Metoprolol tablet 50 mg – 1 maal per dag 1 tablet – sinds 01-11-2025 – voorschrift 01-11-2025, Huisarts, Pulver & Partners',
      ].join('\n'),
    ),
  )
  assert.equal(told.outcome, 'partial')
  assert.equal(other.seen.length, 0)
})

test('a list that is empty here and goes on at another server is not told as empty', async () => {
  await using other = await startLoopbackServer((_, response) => giveJson(response, {}))
  const failure = goesOnAt(other.url, [])
  for (const [line, types, title, parts] of [
    ['medicatie', MEDICATION, 'Medicatie', ['Voorschriften', 'Verstrekkingen', 'Medicatiegebruik']],
    ['allergie', ['AllergyIntolerance'], 'Allergieën en intoleranties', ['Allergieën']],
    ['metingen', ['Observation'], 'Metingen', ['Metingen']],
  ] as const) {
    const told = await tell(failingRecords, line, types, failure)
    const missing = parts.map((part) => `Dossier – ${part}: niet alles ontvangen`)
    assert.equal(
      told.body,
      reply(
        [
          `${title} – ${at} – bronnen: Dossier ⚠\u00A0(deels)`,
          patientLine,
          'ONVOLLEDIG',
          ...missing,
        ].join('\n'),
        `Geen gegevens gevonden in wat er van Dossier is ontvangen (${at}). Dat betekent niet dat er niets is.`,
      ),
    )
    assert.equal(told.outcome, 'partial')
  }
  assert.equal(other.seen.length, 0)
})

const another = { reference: 'Patient/p2' }

const latex: AllergyIntolerance = {
  resourceType: 'AllergyIntolerance',
  id: '9',
  patient: another,
  code: { text: 'Vreemde stof' },
}

const panel: Observation = {
  ...weight('8', 72, '2026-01-13', { subject: { reference: failingCase.patient } }),
  hasMember: [{ reference: 'Observation/9' }],
}

/** A record of somebody else among the answers, the command that reads it, and its reference. */
const strangers: readonly {
  readonly line: string
  readonly records: readonly Resource[]
  readonly ref: string
}[] = [
  {
    line: 'medicatie',
    records: [agreement('9', 'Vreemd middel', '3 maal per dag', { subject: another })],
    ref: 'MedicationRequest/9',
  },
  { line: 'allergie', records: [latex], ref: 'AllergyIntolerance/9' },
  {
    line: 'metingen',
    records: [panel, weight('9', 999, '2026-01-13', { subject: another })],
    ref: 'Observation/9',
  },
  {
    line: 'wie',
    records: [relative('9', { patient: another, name: [{ text: 'Vreemde naam' }] })],
    ref: 'RelatedPerson/9',
  },
  {
    line: 'wie',
    records: [careTeam(['PractitionerRole/vreemd'], { id: '9', subject: another })],
    ref: 'CareTeam/9',
  },
]

for (const { line, records, ref } of strangers)
  test(`!${line} drops ${ref} of another patient, says so, and names it for the audit trail`, async () => {
    const told = await tell([...failingRecords, ...records], line)
    const own = await tell([...failingRecords, ...records.slice(0, -1)], line)
    const [header = '', ...rest] = own.body.split('\n\n')
    assert.equal(told.body, [`${header}\nONVOLLEDIG\n${left}`, ...rest].join('\n\n'))
    assert.deepEqual(told.foreign, [ref])
    assert.equal(told.outcome, 'partial')
    assert.doesNotMatch(JSON.stringify(told.formatted_body), /vreemd|999/iu)
    assert.equal(
      told.refs.some((each) => each.ref === ref),
      false,
    )
    assert.equal(own.outcome, 'ok')
  })

test('a record that names no patient at all is dropped as well', async () => {
  const { subject: _subject, ...nameless } = agreement('9', 'Vreemd middel', undefined)
  const record = { ...nameless, subject: { display: 'Mevrouw Jansen' } }
  const told = await tell([...failingRecords, record], 'medicatie')
  assert.deepEqual(told.foreign, ['MedicationRequest/9'])
  assert.doesNotMatch(told.body, /Vreemd|Jansen/u)
  assert.match(told.body, /\nONVOLLEDIG\n1 gegeven is weggelaten/u)
})

test('what only others have is never told as an answer about this patient', async () => {
  const told = await tell([latex], 'allergie')
  assert.equal(
    told.body,
    reply(
      `Allergieën en intoleranties – ${at} – bronnen: Dossier ✓\nONVOLLEDIG\n${left}`,
      `Geen gegevens gevonden in Dossier (${at}). Dat betekent niet dat er niets is.`,
    ),
  )
})
