import assert from 'node:assert/strict'
import { test } from 'node:test'
import { type Failure, failures, serverSecret, startFailingServer } from './failing-fhir-server.ts'
import { failingCase, failingRecords, footer, patientLine } from './failing-records.ts'
import { impatientClient, secretToken } from './fhir-refusal.ts'
import { answerTo, recordContext } from './record-context.ts'

const at = 'peildatum 14-01-2026 11:00'

/** A reply of blocks. */
const reply = (...blocks: readonly string[]) => [...blocks, footer].join('\n\n')

const lost = (title: string, parts: readonly string[], why: string) => {
  const each = parts.map((part) => `Dossier – ${part}: ${why}`).join('; ')
  return reply(
    `${title} – ${at} – bronnen: Dossier ✗ (${why})\n${patientLine}`,
    `Er kon niets worden opgehaald: ${each}.\nDit zegt niets over deze patiënt (${title}).`,
  )
}

const partly = (title: string, part: string, why: string, ...blocks: readonly string[]) =>
  reply(
    `${title} – ${at} – bronnen: Dossier ⚠\u00A0(deels)\n${patientLine}\nONVOLLEDIG\nDossier – ${part}: ${why}`,
    ...blocks,
  )

const prescribed = [
  '• Metoprolol tablet 50 mg',
  '1 maal per dag 1 tablet',
  'sinds 01-11-2025',
  'voorschrift 01-11-2025, Huisarts, Pulver & Partners',
].join(' – ')

const used =
  '• Ibuprofen tablet 400 mg – zo nodig 1 tablet – sinds 01-11-2025 – gebruik 01-11-2025, volgens de cliënt'

/** What fails, what is typed, and the whole answer. */
const cases: readonly {
  readonly failing: readonly string[]
  readonly line: string
  readonly outcome: 'failed' | 'partial'
  readonly answer: (why: string) => string
}[] = [
  {
    failing: ['MedicationRequest', 'MedicationDispense', 'MedicationStatement'],
    line: 'medicatie',
    outcome: 'failed',
    answer: (why) =>
      lost('Medicatie', ['Voorschriften', 'Verstrekkingen', 'Medicatiegebruik'], why),
  },
  {
    failing: ['MedicationDispense'],
    line: 'medicatie',
    outcome: 'partial',
    answer: (why) =>
      partly('Medicatie', 'Verstrekkingen', why, 'Actueel (2)', `${used}\n${prescribed}`),
  },
  {
    failing: ['AllergyIntolerance'],
    line: 'allergie',
    outcome: 'failed',
    answer: (why) => lost('Allergieën en intoleranties', ['Allergieën'], why),
  },
  {
    failing: ['Observation'],
    line: 'metingen',
    outcome: 'failed',
    answer: (why) => lost('Metingen', ['Metingen'], why),
  },
  {
    failing: ['CareTeam', 'RelatedPerson'],
    line: 'wie',
    outcome: 'failed',
    answer: (why) => lost('Zorgnetwerk', ['Zorgteam', 'Contactpersonen'], why),
  },
  {
    failing: ['CareTeam'],
    line: 'wie',
    outcome: 'partial',
    answer: (why) =>
      partly(
        'Zorgnetwerk',
        'Zorgteam',
        why,
        'Naasten en cliënt',
        '• Saar – relatie onbekend – geen telefoonnummer – geen chataccount bekend',
      ),
  },
  {
    failing: ['CareTeam'],
    line: 'wie afwezig',
    outcome: 'failed',
    answer: (why) => lost('Afwezigheid', ['Zorgteam'], why),
  },
]

const tell = async (
  failing: readonly string[],
  failure: Failure,
  patience: number,
  line: string,
) => {
  await using server = await startFailingServer(failingRecords, failing, failure)
  const limits = { requestTimeoutMs: patience, totalTimeoutMs: patience * 2 }
  await using client = impatientClient(server.url, limits)
  const answer = await answerTo(recordContext(client, failingCase), line)
  const shown = JSON.stringify(answer)
  for (const hidden of [secretToken, serverSecret, server.url.slice('http://'.length)])
    assert.ok(!shown.includes(hidden), 'the answer tells what only the server knows')
  return answer
}

for (const { name, failure, why } of failures) {
  const patience = name === 'silence' ? 250 : 5000
  for (const { failing, line, outcome, answer } of cases) {
    const what =
      outcome === 'failed' ? 'is told as unknown, never as none' : 'is told as incomplete'
    test(`!${line} without ${failing.join(' and ')}, because of ${name}, ${what}`, async () => {
      const told = await tell(failing, failure, patience, line)
      assert.equal(told.body, answer(why))
      assert.equal(told.outcome, outcome)
    })
  }
}
