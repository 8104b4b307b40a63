import assert from 'node:assert/strict'
import { test } from 'node:test'
import type {
  AllergyIntolerance,
  Condition,
  Flag,
  MedicationRequest,
  Observation,
  Resource,
} from '@medplum/fhirtypes'
import { exampleResources } from '../../../packages/fhir-sandbox/src/examples.ts'
import {
  clinicalContext,
  patient,
  recordOver,
  type Source,
  shown,
  typed,
} from '../../../test/clinical-case.ts'
import { eventOf, nurse } from '../../../test/record-context.ts'
import { FhirError, type Sourced } from '../../fhir/fhir.ts'
import type { Team } from '../../fhir/team/care-team.ts'
import { toText } from '../../reply/text.ts'
import { samenvatting } from './samenvatting.ts'

const team: Sourced<Team> = {
  value: { patient, teams: ['CareTeam/t1'], active: true, members: [nurse] },
  sources: [{ label: 'Apotheek', failed: [] }],
  foreign: [],
  refs: [{ ref: 'CareTeam/t1' }],
}

const contextOf = (
  source: Source,
  readTeam: (signal?: AbortSignal) => Promise<Sourced<Team>> = async () => team,
) => {
  const base = clinicalContext(source)
  return {
    ...base,
    careTeams: {
      ...base.careTeams,
      team: (_patient: string, signal?: AbortSignal) => readTeam(signal),
    },
    presence: async () => new Map(),
  }
}

const ask = async (source: Source | readonly Resource[]) => {
  const given = 'records' in source ? source : { records: source }
  const answer = shown(await samenvatting.run(contextOf(given), typed()))
  eventOf(answer.document)
  return answer
}

const subject = { reference: patient }
const active = { coding: [{ code: 'active' }] }
const confirmed = { coding: [{ code: 'confirmed' }] }

const flag: Flag = {
  resourceType: 'Flag',
  id: 'f1',
  status: 'active',
  code: { text: 'Valgevaar' },
  subject,
  period: { start: '2025-10-01' },
}

const directive: Resource = {
  resourceType: 'Consent',
  id: 'd1',
  status: 'active',
  scope: { coding: [{ code: 'treatment' }] },
  category: [{ coding: [{ system: 'http://snomed.info/sct', code: '129125009' }] }],
  patient: subject,
  provision: {
    type: 'deny',
    code: [{ coding: [{ system: 'http://snomed.info/sct', code: '89666000' }] }],
  },
}

const allergy = (id: string, text: string, criticality: 'high' | 'low'): AllergyIntolerance => ({
  resourceType: 'AllergyIntolerance',
  id,
  code: { text },
  criticality,
  clinicalStatus: active,
  verificationStatus: confirmed,
  patient: subject,
  recordedDate: '2024-05-01',
})

const problem = (id: string, text: string): Condition => ({
  resourceType: 'Condition',
  id,
  code: { text },
  subject,
  clinicalStatus: active,
  verificationStatus: confirmed,
  recordedDate: '2024-05-01',
})

const medicine = (id: string, text: string): MedicationRequest => ({
  resourceType: 'MedicationRequest',
  id,
  status: 'active',
  intent: 'order',
  subject,
  authoredOn: '2025-04-03',
  medicationCodeableConcept: { text },
  dosageInstruction: [{ text: '1 maal per dag 1 tablet' }],
})

const weight: Observation = {
  resourceType: 'Observation',
  id: 'o1',
  status: 'final',
  category: [{ coding: [{ code: 'vital-signs' }] }],
  code: { coding: [{ system: 'http://loinc.org', code: '29463-7' }] },
  subject,
  effectiveDateTime: '2026-01-10',
  valueQuantity: { value: 72, unit: 'kg' },
}

const potassium: Observation = {
  resourceType: 'Observation',
  id: 'l1',
  status: 'final',
  category: [{ coding: [{ code: 'laboratory' }] }],
  code: { text: 'Kalium' },
  subject,
  effectiveDateTime: '2026-01-10',
  valueQuantity: { value: 6.1, unit: 'mmol/l' },
  interpretation: [{ coding: [{ code: 'HH' }] }],
}

const records: readonly Resource[] = [
  flag,
  directive,
  allergy('a1', 'Penicilline', 'high'),
  problem('c1', 'Hartfalen'),
  problem('c2', 'Diabetes'),
  problem('c3', 'Artrose'),
  medicine('m1', 'Metoprolol tablet 50 mg'),
  weight,
  potassium,
  {
    resourceType: 'Task',
    id: 't1',
    status: 'requested',
    intent: 'order',
    description: 'Dagelijks wegen',
    for: subject,
    authoredOn: '2026-01-02T09:10:00+01:00',
    restriction: { period: { end: '2026-01-05' } },
  },
  {
    resourceType: 'Appointment',
    id: 'p1',
    status: 'booked',
    start: '2026-01-20T10:00:00+01:00',
    description: 'Controle',
    participant: [{ actor: subject, status: 'accepted' }],
  },
]

const headings = (text: string) =>
  text.split('\n').filter((line) => /^(?:\p{Lu}[\p{L} ]+) \(\d+\)/u.test(line))

test('the whole record on one page: what is most dangerous first, two lines a heading', async () => {
  const { text, outcome, more } = await ask(records)
  assert.deepEqual(headings(text), [
    'Waarschuwingen (1)',
    'Behandelgrenzen en wilsverklaringen (1)',
    'Allergieën en intoleranties (1)',
    'Problemen (3) – !problemen voor alles',
    'Medicatie (1)',
    'Laatste metingen (1)',
    'Afwijkende labuitslagen (1)',
    'Open taken (1)',
    'Komende afspraken (1)',
    'Zorgteam (1)',
  ])
  assert.ok(text.startsWith('Samenvatting – peildatum 12-01-2026 09:31 – bronnen: Apotheek ✓\n'))
  assert.match(text, /• Valgevaar – actief/u)
  assert.match(text, /NIET/u)
  assert.match(text, /• Penicilline – hoog risico/u)
  assert.match(text, /• Metoprolol tablet 50 mg/u)
  assert.match(text, /• Gewicht: 72\u00A0kg/u)
  assert.match(text, /Kalium/u)
  assert.match(text, /\nOpen taken \(1\)\n⚠\u00A01 taak is te laat\n/u)
  assert.match(text, /• Sanne Dijkstra/u)
  assert.doesNotMatch(text, /BgZ/u)
  assert.equal(outcome, 'ok')
  assert.equal(more, undefined)
})

test('only what is shown is referred to, and each line has its records', async () => {
  const { document, refs } = await ask(records)
  const about = document.flatMap((block) => (block.kind === 'list' ? (block.about ?? []) : []))
  assert.ok(about.every((keys) => keys.length > 0))
  assert.deepEqual(refs.map(({ ref }) => ref).toSorted(), [...new Set(about.flat())].toSorted())
})

const many = (count: number, make: (index: number) => Resource) =>
  Array.from({ length: count }, (_, index) => make(index))

test('alerts, directives and high allergies are never cut off', async () => {
  const { text } = await ask([
    ...many(5, (index) => ({ ...flag, id: `f${index}`, code: { text: `Let op ${index}` } })),
    ...many(4, (index) => allergy(`h${index}`, `Hoog ${index}`, 'high')),
    ...many(4, (index) => allergy(`l${index}`, `Laag ${index}`, 'low')),
  ])
  assert.equal(text.match(/• Let op \d/gu)?.length, 5)
  assert.equal(text.match(/• Hoog \d/gu)?.length, 4)
  assert.equal(text.match(/• Laag \d/gu), null)
  assert.match(text, /Allergieën en intoleranties \(8\) – !allergie voor alles/u)
})

test('what is critical is never cut off: a severe reaction, critical results and critical measurements', async () => {
  const severe: AllergyIntolerance = {
    resourceType: 'AllergyIntolerance',
    id: 'ernstig',
    patient: subject,
    clinicalStatus: active,
    code: { text: 'Wespengif' },
    reaction: [{ severity: 'severe', manifestation: [{ text: 'Anafylaxie' }] }],
  }
  const critical = [{ coding: [{ code: 'HH' }] }]
  const vital = (code: string): Observation => ({
    ...weight,
    id: `v${code}`,
    code: { coding: [{ system: 'http://loinc.org', code }] },
    interpretation: critical,
  })
  const { text } = await ask([
    ...many(2, (index) => allergy(`l${index}`, `Laag ${index}`, 'low')),
    severe,
    ...many(3, (index) => ({
      ...potassium,
      id: `k${index}`,
      code: { text: `Bepaling ${index}` },
      interpretation: critical,
    })),
    ...['8867-4', '9279-1', '8310-5'].map(vital),
  ])
  assert.match(text, /• Wespengif – /u)
  assert.equal(text.match(/• Bepaling \d/gu)?.length, 3)
  assert.equal(text.match(/kritiek hoog\) – /gu)?.length, 3)
})

const nobody = async () => ({ ...team, value: { ...team.value, members: [] }, refs: [] })

test('a source that gave nothing is no part of an answer, and none was asked for the care team but the own record', async () => {
  const failing = Object.fromEntries(everyType.split(' ').map((type) => [type, 'timeout' as const]))
  const record = recordOver(
    { records },
    { label: 'Huisarts', patient: 'Patient/9', records: [], failing },
    { label: 'Ziekenhuis', patient: 'Patient/8', records: [] },
  )
  const { text } = shown(
    await samenvatting.run({ ...contextOf({ records }, nobody), record }, typed()),
  )
  assert.match(
    text,
    /bronnen: Apotheek ✓, Huisarts ✗ \(geen antwoord \(time-out\)\), Ziekenhuis ✓\nONVOLLEDIG\nHuisarts – Waarschuwingen, [^\n]*Afspraken: geen antwoord \(time-out\)\n\n/u,
  )
  assert.match(text, /\nNiet gevonden in Apotheek \([^\n]*: zorgteam\. /u)
})

test('medicines that are uncertain or differ stand first and are counted', async () => {
  const { text } = await ask([
    medicine('m1', 'Aspirine tablet 80 mg'),
    medicine('m2', 'Bisoprolol tablet 5 mg'),
    { ...medicine('m3', 'Zolpidem tablet 10 mg'), status: 'on-hold' },
  ])
  assert.match(
    text,
    /\nMedicatie \(3\) – !medicatie voor alles\n⚠\u00A01 middel is onzeker, onderbroken, of heeft een verschil tussen partijen\n\n• ONDERBROKEN[^\n]*Zolpidem/u,
  )
})

test('medicines stand in the order of their own command, whatever the server gives first', async () => {
  const { text } = await ask([
    medicine('m1', 'Metoprolol tablet 50 mg'),
    { ...medicine('m2', 'Colecalciferol capsule 800 IE'), authoredOn: '2026-02-01' },
    medicine('m3', 'Bisoprolol tablet 5 mg'),
  ])
  assert.match(
    text,
    /\nMedicatie \(3\) – !medicatie voor alles\n\n• Bisoprolol [^\n]*\n• (?:Colecalciferol|Metoprolol) /u,
  )
})

test('a planned contact is told where no appointment is found', async () => {
  const contact: Resource = {
    resourceType: 'Encounter',
    id: 'e1',
    status: 'planned',
    class: { code: 'AMB' },
    subject,
    period: { start: '2026-01-20T10:00:00+01:00' },
    type: [{ text: 'Polibezoek' }],
  }
  const { text, reads } = await ask([contact])
  assert.match(
    text,
    /\nKomende afspraken \(1\)\n\n• 20-01-2026 10:00 – Polibezoek [^\n]*gepland contact\n/u,
  )
  assert.doesNotMatch(text, /Niet gevonden[^\n]*afspraken/u)
  assert.ok(reads.includes('Encounter 1'))
  assert.doesNotMatch((await ask([...records, contact])).text, /Polibezoek/u)
})

test('an empty record is no "none": directives and allergies say so apart', async () => {
  const { text } = await ask([])
  assert.match(
    text,
    /\nGeen actieve allergie of intolerantie gevonden in Apotheek \(peildatum 12-01-2026 09:31\)\. Dat betekent niet dat er geen is\.\n/u,
  )
  assert.match(
    text,
    /\nNiet gevonden in Apotheek \(peildatum 12-01-2026 09:31\): actieve waarschuwingen, actieve problemen, actuele medicatie, metingen, afwijkende labuitslagen, open taken, komende afspraken\. Dat betekent niet dat er niets is\.\n/u,
  )
  assert.match(text, /Niets vastgelegd gevonden/u)
})

test('a result that the source does not call abnormal is no abnormal one, and no "none"', async () => {
  const { text } = await ask([{ ...potassium, interpretation: [] }])
  assert.match(text, /\nDe bron noemt geen uitslag afwijkend; er is 1 uitslag\.\n/u)
  assert.doesNotMatch(text, /Afwijkende labuitslagen|Kalium/u)
})

test('each part that failed is named and never told as empty', async () => {
  const { text, outcome } = await ask({
    records,
    failing: { AllergyIntolerance: 'timeout', Consent: 'forbidden', Task: 'unreachable' },
    incomplete: ['Condition'],
  })
  assert.match(text, /bronnen: Apotheek ⚠\u00A0\(deels\)\nONVOLLEDIG\n/u)
  assert.match(text, /\nApotheek – Allergieën: geen antwoord \(time-out\)\n/u)
  assert.match(
    text,
    /\n⚠\u00A0Niet opgehaald: behandelgrenzen en wilsverklaringen, allergieën, open taken\. Dat zegt niets over deze patiënt\.\n/u,
  )
  assert.match(
    text,
    /\nProblemen \(3\) – !problemen voor alles – ⚠\u00A0niet alles hiervan is opgehaald\n/u,
  )
  assert.doesNotMatch(text, /Geen actieve allergie|Niets vastgelegd|Niet gevonden[^\n]*taken/u)
  assert.equal(outcome, 'partial')
})

const everyType =
  'Flag Consent AllergyIntolerance Condition EpisodeOfCare MedicationRequest MedicationDispense MedicationStatement Observation DiagnosticReport Task Appointment'
const dead = () => Promise.reject(new FhirError('unreachable'))
const never = () => new Promise<never>(() => {})
const stopped = (signal?: AbortSignal) => {
  const given = Promise.withResolvers<never>()
  signal?.addEventListener('abort', () => given.reject(signal.reason), { once: true })
  return given.promise
}

test('a dead record says nothing about the patient', async () => {
  const failing = Object.fromEntries(
    everyType.split(' ').map((type) => [type, 'unreachable' as const]),
  )
  const { text, outcome } = shown(
    await samenvatting.run(contextOf({ records, failing }, dead), typed()),
  )
  assert.match(text, /Er kon niets worden opgehaald: /u)
  assert.doesNotMatch(text, /•|Geen actieve|Niet gevonden/u)
  assert.equal(outcome, 'failed')
})

test('a care team that is late is named and not waited for', async () => {
  const started = performance.now()
  const { text, outcome } = shown(await samenvatting.run(contextOf({ records }, never), typed()))
  assert.ok(performance.now() - started < 1500)
  assert.match(text, /\nApotheek – Zorgteam: geen antwoord \(time-out\)\n/u)
  assert.match(text, /\n⚠\u00A0Niet opgehaald: zorgteam\. Dat zegt niets over deze patiënt\.\n/u)
  assert.match(text, /• Penicilline/u)
  assert.equal(outcome, 'partial')
})

test('a care team that is stopped when it is late is named too', async () => {
  const { text } = shown(await samenvatting.run(contextOf({ records }, stopped), typed()))
  assert.match(text, /\nApotheek – Zorgteam: geen antwoord \(time-out\)\n/u)
})

test('what another source adds says so', async () => {
  const other = { ...flag, id: 'f9', subject: { reference: 'Patient/9' }, code: { text: 'MRSA' } }
  const record = recordOver(
    { records: [] },
    { label: 'Ziekenhuis', patient: 'Patient/9', records: [other] },
  )
  const { text } = shown(await samenvatting.run({ ...contextOf({ records: [] }), record }, typed()))
  assert.match(text, /bronnen: Apotheek ✓, Ziekenhuis ✓/u)
  assert.match(text, /• MRSA[^\n]* – uit Ziekenhuis\n/u)
})

test('hostile words become no markup and no mention', async () => {
  const { text } = await ask([{ ...flag, code: { text: '<b>@room</b>\u202E\n• x' } }])
  assert.match(text, /• <b>@ room<\/b> • x – actief/u)
})

test('the Dutch examples give a page that fits, without an empty line', async () => {
  for (const who of ['Patient/mp9-patient-groot', 'Patient/nl-core-Patient-01']) {
    const base = clinicalContext({ records: exampleResources() }, who)
    const given = {
      ...base,
      careTeams: { ...base.careTeams, team: async () => team },
      presence: async () => undefined,
    }
    const { text, document } = shown(await samenvatting.run(given, typed()))
    eventOf(document)
    assert.doesNotMatch(text, /undefined|\[object|^• *$/mu)
    assert.doesNotMatch(text, /regels niet getoond/u)
  }
})

test('nothing may stand behind the command', async () => {
  const given = contextOf({ records: [] })
  for (const words of [['alles'], ['7d'], ['<b>'], ['x'.repeat(10_000)]]) {
    const outcome = await samenvatting.run(given, typed(...words))
    assert.ok(outcome.kind === 'misused')
    assert.ok(toText(outcome.document).endsWith('hoort hier niet bij. Typ alleen !samenvatting.'))
  }
})
