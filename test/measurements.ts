import assert from 'node:assert/strict'
import type { Observation, ObservationComponent, Quantity, Resource } from '@medplum/fhirtypes'
import type { Outcome } from '../src/commands/command.ts'
import { metingen } from '../src/commands/metingen/metingen.ts'
import { FhirError, type SourceState } from '../src/fhir/fhir.ts'
import type { ObservationReader } from '../src/fhir/observation/observation.ts'
import { readVitals } from '../src/fhir/observation/vitals.ts'
import { keepPatient } from '../src/fhir/record/same-patient.ts'
import type { TeamMember } from '../src/fhir/team/care-team.ts'
import { resourceRef } from '../src/fhir/value/references.ts'
import { messages } from '../src/i18n/messages.ts'
import { toText } from '../src/reply/text.ts'

/** The patient of the literal measurements. */
export const PATIENT = 'Patient/1'
const NOW = '2026-01-14T09:31:00+01:00'
/** The system of coded units. */
export const UCUM = 'http://unitsofmeasure.org'

const asker: TeamMember = {
  kind: 'professional',
  ref: 'PractitionerRole/1',
  practitioner: undefined,
  userIds: ['@vries:vvt.example'],
  name: 'A. de Vries',
  functions: [],
  roleCodes: [],
  organization: undefined,
  phones: [],
  responsible: false,
  absences: [],
  current: true,
}

type Setting = {
  readonly words?: readonly string[]
  readonly patient?: string
  readonly now?: string
  readonly failed?: SourceState['failed']
  readonly resources?: readonly Resource[]
  readonly language?: 'nl' | 'en'
  readonly audience?: 'professional' | 'lay'
}

/** What `!metingen` answers over these observations, read through the real interpretation. */
export const ask = (
  observations: readonly Observation[],
  setting: Setting = {},
): Promise<Outcome> => {
  const { words = [], patient = PATIENT, now = NOW, failed = [], language = 'nl' } = setting
  const included = new Map(
    (setting.resources ?? []).map((each) => [`${each.resourceType}/${each.id}`, each]),
  )
  const reader: ObservationReader = {
    vitals: async (whose, kinds) => {
      const { kept, foreign } = keepPatient(observations, whose)
      return {
        value: readVitals(kept, kinds, included),
        sources: [{ label: 'Zorgdossier', failed }],
        foreign,
        refs: kept.flatMap((each) => resourceRef(each) ?? []),
      }
    },
  }
  return metingen.run(
    {
      observations: reader,
      careTeams: { patientLine: () => Promise.reject(new FhirError('not-found')) },
      patient,
      roomId: '!r',
      eventId: '$e',
      asker: { userId: '@vries:vvt.example', member: asker },
      t: messages[language],
      audience: setting.audience ?? 'professional',
      lastList: async () => undefined,
      timeZone: 'Europe/Amsterdam',
      now: new Date(now),
      signal: new AbortController().signal,
    },
    { words, options: {}, text: '' },
  )
}

/** The document of an answer. */
export const documentOf = (outcome: Outcome) => {
  assert.ok(outcome.kind === 'answer' || outcome.kind === 'misused')
  return outcome.document
}

/** The words of the answer. */
export const said = async (observations: readonly Observation[], setting: Setting = {}) =>
  toText(documentOf(await ask(observations, setting)))

/** What follows the title of an answer of which the one source answered. */
export const HEAD = 'peildatum 14-01-2026 09:31 – bronnen: Zorgdossier ✓'
/** The last line of every clinical answer. */
export const FOOT = 'Opgehaald voor A. de Vries. Niet bewaren als dossier.'

/** A whole reply: title, blocks, source. */
export const reply = (title: string, ...blocks: readonly string[]) =>
  [`${title} – ${HEAD}`, ...blocks, FOOT].join('\n\n')

/** A concept with one LOINC code. */
export const loinc = (code: string, display?: string) => ({
  coding: [{ system: 'http://loinc.org', code, ...(display === undefined ? {} : { display }) }],
})

/** A concept with one SNOMED CT code. */
export const snomed = (code: string, display: string) => ({
  coding: [{ system: 'http://snomed.info/sct', code, display }],
})

/** A weight in kilograms. */
export const kg = (value: number): Quantity => ({ value, unit: 'kg', system: UCUM, code: 'kg' })

/** A final vital sign of the patient, on 12 January 2026. */
export const observation = (id: string, more: Partial<Observation>): Observation => ({
  resourceType: 'Observation',
  id,
  status: 'final',
  category: [{ coding: [{ code: 'vital-signs' }] }],
  code: loinc('29463-7'),
  subject: { reference: PATIENT },
  effectiveDateTime: '2026-01-12T07:30:00+01:00',
  ...more,
})

/** A weight in kilograms on a day. */
export const weight = (id: string, value: number, day: string, more: Partial<Observation> = {}) =>
  observation(id, { valueQuantity: kg(value), effectiveDateTime: day, ...more })

/** One side of a blood pressure. */
export const pressurePart = (code: string, quantity: Quantity): ObservationComponent => ({
  code: loinc(code),
  valueQuantity: quantity,
})

/** A pressure with a coded unit only. */
export const mmHg = (value: number): Quantity => ({ value, system: UCUM, code: 'mm[Hg]' })

/** A blood pressure on a day. */
export const pressure = (id: string, over: number, under: number, day: string): Observation =>
  observation(id, {
    code: loinc('85354-9'),
    effectiveDateTime: day,
    component: [pressurePart('8480-6', mmHg(over)), pressurePart('8462-4', mmHg(under))],
  })
