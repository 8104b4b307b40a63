import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type { ResourceType } from '@medplum/fhirtypes'
import { demoResources } from '../packages/fhir-sandbox/src/demo.ts'
import { type Sandbox, startSandbox } from '../packages/fhir-sandbox/src/server.ts'
import { type FhirClient, FhirError } from '../src/fhir/fhir.ts'
import { createFhirClient } from '../src/fhir/server/client.ts'
import { answerTo, recordContext } from './record-context.ts'

const now = new Date('2026-01-12T08:31:00Z')

const unasked = 'wordt daar niet opgevraagd'

let sandbox: Sandbox
let client: ReturnType<typeof createFhirClient>

before(async () => {
  sandbox = await startSandbox({ seed: demoResources({ serverName: 'zorg.test', now }) })
  client = createFhirClient({ baseUrl: sandbox.baseUrl, auth: { kind: 'none' } })
})

after(async () => {
  await client.close()
  await sandbox.stop()
})

/** A server that has all but one type, and says so in its statement or does not. */
const without = (type: ResourceType, isSaid: boolean): FhirClient => ({
  ...client,
  serves: (asked) => !isSaid || asked !== type,
  search: (asked, ...rest) =>
    asked === type ? Promise.reject(new FhirError('not-found')) : client.search(asked, ...rest),
})

const told = async (line: string, type: ResourceType, isSaid: boolean) => {
  const context = recordContext(without(type, isSaid), { patient: 'Patient/demo-client-1', now })
  const { outcome, body } = await answerTo(context, line)
  return { outcome, lines: body.split('\n') }
}

test('what a server says it does not have is said beside an answer that is otherwise whole', async () => {
  const { outcome, lines } = await told('problemen', 'EpisodeOfCare', true)
  assert.equal(outcome, 'ok')
  assert.deepEqual(lines.slice(0, 5), [
    'Problemen en diagnoses – peildatum 12-01-2026 09:31 – bronnen: Dossier ✓',
    'Cliënt: J.V. (v), geboren in 1941',
    `Dossier – Episodes: ${unasked}`,
    '',
    'Actief (3)',
  ])
  const refused = await told('problemen', 'EpisodeOfCare', false)
  assert.equal(refused.outcome, 'partial')
  assert.ok(refused.lines.includes('ONVOLLEDIG'))
})

test('an answer about nothing but a type that the server does not have tells of nobody', async () => {
  const { outcome, lines } = await told('allergie', 'AllergyIntolerance', true)
  assert.equal(outcome, 'failed')
  assert.deepEqual(lines, [
    `Allergieën en intoleranties – peildatum 12-01-2026 09:31 – bronnen: Dossier ✗ (${unasked})`,
    'Cliënt: J.V. (v), geboren in 1941',
    '',
    `Er kon niets worden opgehaald: Dossier – Allergieën: ${unasked}.`,
    'Dit zegt niets over deze patiënt (Allergieën en intoleranties).',
    '',
    'Opgehaald voor Sanne Dijkstra. Niet bewaren als dossier.',
  ])
})

test('a summary names what the server does not have, and its part says nothing of the patient', async () => {
  const { outcome, lines } = await told('samenvatting', 'AllergyIntolerance', true)
  assert.equal(outcome, 'ok')
  const about = lines.filter((line) => /allergie/iu.test(line))
  assert.deepEqual(about, [
    `Dossier – Allergieën: ${unasked}`,
    '⚠\u00A0Niet opgehaald: allergieën. Dat zegt niets over deze patiënt.',
  ])
})
