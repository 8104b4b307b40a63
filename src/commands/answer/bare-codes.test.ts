import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { CodeableConcept, Resource } from '@medplum/fhirtypes'
import { clinicalContext, patient, shown, typed } from '../../../test/clinical-case.ts'
import { eventOf } from '../../../test/record-context.ts'
import { afspraken } from '../afspraken/afspraken.ts'
import { allergie } from '../allergie/allergie.ts'
import { lab } from '../lab/lab.ts'
import { medicatie } from '../medicatie/medicatie.ts'
import { problemen } from '../problemen/problemen.ts'
import { rapportage } from '../rapportage/rapportage.ts'
import { taken } from '../taken/taken.ts'
import { tijdlijn } from '../tijdlijn/tijdlijn.ts'
import { waarschuwingen } from '../waarschuwingen/waarschuwingen.ts'
import { wilsverklaring } from '../wilsverklaring/wilsverklaring.ts'
import { zorgplan } from '../zorgplan/zorgplan.ts'

const subject = { reference: patient }
const sct = (code: string, display?: string): CodeableConcept => ({
  coding: [
    { system: 'http://snomed.info/sct', code, ...(display === undefined ? {} : { display }) },
  ],
})

const commands = {
  afspraken,
  allergie,
  lab,
  medicatie,
  problemen,
  rapportage,
  taken,
  tijdlijn,
  waarschuwingen,
  wilsverklaring,
  zorgplan,
}

const told = async (
  name: keyof typeof commands,
  record: Resource,
  language: 'nl' | 'en' = 'nl',
): Promise<string> => {
  const context = {
    ...clinicalContext({ records: [record] }, undefined, undefined, language),
    place: 'room' as const,
    ownTasks: async () => ({ tasks: [], complete: true }),
  }
  const answer = shown(await commands[name].run(context, typed()))
  eventOf(answer.document)
  return answer.text
}

const stated = 'peildatum 12-01-2026 09:31 – bronnen: Apotheek ✓'
const footer = 'Opgehaald voor J. Jansen. Niet bewaren als dossier.'

const report: Resource = {
  resourceType: 'Observation',
  id: 'r1',
  status: 'final',
  code: sct('11591000146107'),
  subject,
  effectiveDateTime: '2026-01-11T08:00:00+01:00',
}

const plan: Resource = {
  resourceType: 'CarePlan',
  id: 'c1',
  status: 'active',
  intent: 'plan',
  category: [sct('9632001')],
  subject,
}

const problem: Resource = {
  resourceType: 'Condition',
  id: 'p1',
  subject,
  code: { coding: [{ system: 'http://hl7.org/fhir/sid/icpc-1-nl', code: 'T90' }] },
}

const flag: Resource = {
  resourceType: 'Flag',
  id: 'f1',
  status: 'active',
  subject,
  code: sct('75934005'),
}

const allergy: Resource = {
  resourceType: 'AllergyIntolerance',
  id: 'a1',
  patient: subject,
  code: sct('91936005'),
}

const result: Resource = {
  resourceType: 'Observation',
  id: 'l1',
  status: 'final',
  category: [
    {
      coding: [
        {
          system: 'http://terminology.hl7.org/CodeSystem/observation-category',
          code: 'laboratory',
        },
      ],
    },
  ],
  code: { coding: [{ system: 'urn:oid:1.2.3', code: '4548' }] },
  subject,
  effectiveDateTime: '2026-01-11',
  valueQuantity: { value: 5, unit: 'mmol/L' },
}

const appointment: Resource = {
  resourceType: 'Appointment',
  id: 'x1',
  status: 'booked',
  start: '2026-01-20T10:00:00+01:00',
  serviceType: [sct('185349003')],
  reasonCode: [sct('25064002')],
  participant: [{ actor: subject, status: 'accepted' }],
}

const task: Resource = {
  resourceType: 'Task',
  id: 't1',
  status: 'requested',
  intent: 'order',
  for: subject,
  code: sct('225358003'),
}

const medicine: Resource = {
  resourceType: 'MedicationRequest',
  id: 'm1',
  status: 'active',
  intent: 'order',
  subject,
  medicationCodeableConcept: {
    coding: [{ system: 'urn:oid:2.16.840.1.113883.2.4.4.10', code: '1234' }],
  },
}

const directive = (treatment: string): Resource => ({
  resourceType: 'Consent',
  id: 'w1',
  status: 'active',
  patient: subject,
  scope: {
    coding: [{ system: 'http://terminology.hl7.org/CodeSystem/consentscope', code: 'treatment' }],
  },
  category: [sct('129125009')],
  provision: { type: 'deny', code: [sct(treatment)] },
})

type Case = readonly [keyof typeof commands, Resource, string, ...(readonly string[])]

const cases: readonly Case[] = [
  [
    'tijdlijn',
    report,
    'Tijdlijn, laatste 30 dagen',
    '11-01-2026',
    '• Rapportage: code 11591000146107 (SNOMED CT) – 08:00 – bron onbekend',
    'Gegevens zonder datum staan niet altijd in de tijdlijn.',
  ],
  [
    'rapportage',
    report,
    'Rapportage, laatste 30 dagen',
    '• 11-01-2026 08:00 – bron onbekend',
    'geen tekst in de bron – open het dossier',
    'Rapportages zonder datum staan alleen in !rapportage alles.',
  ],
  [
    'zorgplan',
    plan,
    'Zorgplan',
    'Plannen en acties (1)',
    '• code 9632001 (SNOMED CT) – loopt – geen acties vermeld – vastgelegd zonder datum, bron onbekend',
  ],
  [
    'problemen',
    problem,
    'Problemen en diagnoses',
    'Actief of status onbekend (1)',
    '• code T90 (ICPC) – status onbekend, zekerheid niet vermeld – vastgelegd zonder datum, bron onbekend',
  ],
  [
    'waarschuwingen',
    flag,
    'Waarschuwingen',
    'Let op (1)',
    '• code 75934005 (SNOMED CT) – actief – zonder datum – bron onbekend',
  ],
  [
    'allergie',
    allergy,
    'Allergieën en intoleranties',
    'Allergie of intolerantie (1)',
    '• code 91936005 (SNOMED CT) – risico niet vermeld – reactie niet vermeld – status onbekend, bevestiging niet vermeld – vastgelegd zonder datum, bron onbekend',
  ],
  [
    'lab',
    result,
    'Laboratoriumuitslagen',
    'Overige uitslagen (1)',
    '• code 4548: 5 mmol/L – 11-01-2026 – bron onbekend – definitief',
  ],
  [
    'afspraken',
    appointment,
    'Afspraken',
    'Komend (1)',
    '• 20-01-2026 10:00 – code 185349003 (SNOMED CT) – met wie is niet vermeld – plaats niet vermeld – reden: code 25064002 (SNOMED CT) – vastgelegd',
  ],
  [
    'taken',
    task,
    'Taken',
    'Open (1)',
    '• code 225358003 (SNOMED CT) – voor niemand in het bijzonder – gevraagd door bron onbekend, zonder datum – status: gevraagd – bron Apotheek',
    'Typ het nummer erbij, bijvoorbeeld !taak 1 accepteer.',
  ],
  [
    'medicatie',
    medicine,
    'Medicatie',
    'Actueel (1)',
    '• code 1234 (G-Standaard) – dosering niet vermeld – voorschrift zonder datum, bron onbekend',
  ],
  [
    'wilsverklaring',
    directive('12345'),
    'Behandelgrenzen en wilsverklaringen',
    'Over reanimatie niets geldigs vastgelegd gevonden – dit betekent niet dat alles mag/moet.',
    'Vastgelegd (1)',
    '• code 12345 (SNOMED CT): NIET – ⚠ datum laatste bespreking niet vermeld – controle niet vastgelegd – bron onbekend',
  ],
  [
    'wilsverklaring',
    directive('89666000'),
    'Behandelgrenzen en wilsverklaringen',
    'Vastgelegd (1)',
    '• Reanimatie: NIET – ⚠ datum laatste bespreking niet vermeld – controle niet vastgelegd – bron onbekend',
  ],
]

/** What is told, without the empty lines, and with plain spaces. */
const linesOf = (text: string): readonly string[] =>
  text
    .replaceAll('\u00A0', ' ')
    .split('\n')
    .filter((line) => line !== '')

for (const [name, record, title, ...lines] of cases)
  test(`a bare code in !${name} (${record.id}, ${title}) is not shown as if it were words`, async () => {
    assert.deepEqual(linesOf(await told(name, record)), [`${title} – ${stated}`, ...lines, footer])
  })

test('a display is shown as it is', async () => {
  const named: Resource = { ...plan, category: [sct('9632001', 'Verpleegkundige interventie')] }
  assert.match(
    await told('zorgplan', named),
    /^• Verpleegkundige interventie – loopt – geen acties vermeld – /mu,
  )
})

test('who reads English is told in English that a code has no words', async () => {
  assert.match(
    await told('zorgplan', plan, 'en'),
    /^• code 9632001 \(SNOMED CT\) – under way – no actions stated – /mu,
  )
})

test('words that look like a code of ours stay words', async () => {
  const coded: Resource = { ...flag, code: { text: 'code rood' } }
  assert.match(await told('waarschuwingen', coded), /^• code rood – actief – /mu)
})
