import type { RelatedPerson } from '@medplum/fhirtypes'
import { allWords, list, textOf } from './codes.ts'
import {
  type FhirClient,
  FhirError,
  type SearchResult,
  type Sourced,
  type SourceState,
} from './fhir.ts'
import { humanName } from './human-name.ts'
import { coversNow, type Moment } from './period.ts'
import { referenceId, refOf, resourceRef } from './references.ts'
import { keepPatient } from './same-patient.ts'
import { matrixAccounts, phonesIn } from './telecom.ts'

/** Family or another person around the patient, from RelatedPerson. */
export type Related = {
  readonly ref: string | undefined
  readonly name: string | undefined
  /** Relations in words of the source. */
  readonly relations: readonly string[]
  readonly firstContact: boolean
  readonly representative: boolean
  readonly phones: readonly string[]
  readonly userIds: readonly string[]
  /** Active, and its period covers now. */
  readonly current: boolean
}

/** Reads the people around a patient. */
export interface RelatedPersonReader {
  related(patient: string, signal: AbortSignal): Promise<Sourced<readonly Related[]>>
}

const ROLES = 'urn:oid:2.16.840.1.113883.2.4.3.11.22.472'
const FIRST_CONTACT = '01'
const REPRESENTATIVE = '24'

const hasRole = (person: RelatedPerson, role: string) =>
  list(person.relationship)
    .flatMap((each) => list(each.coding))
    .some(({ system, code }) => system === ROLES && code === role)

const toRelated = (person: RelatedPerson, moment: Moment): Related => {
  const active = person.active !== false
  return {
    ref: refOf(person),
    name: humanName(person.name),
    relations: [...new Set(allWords(person.relationship))].flatMap((each) => textOf(each) ?? []),
    firstContact: hasRole(person, FIRST_CONTACT),
    representative: hasRole(person, REPRESENTATIVE),
    phones: phonesIn(person.telecom, moment),
    userIds: active ? matrixAccounts(person.telecom, moment) : [],
    current: active && coversNow(person.period, moment),
  }
}

type Options = {
  readonly label: string
  readonly clock?: () => number
  readonly timeZone?: string
}

/** A reader of RelatedPerson; `label` is the source's name for people, dates without a zone are meant in `timeZone`. */
export const createRelatedPersonReader = (
  client: Pick<FhirClient, 'search'>,
  { label, clock = Date.now, timeZone = 'Europe/Amsterdam' }: Options,
): RelatedPersonReader => ({
  async related(patient, signal) {
    let found: SearchResult<'RelatedPerson'> | undefined
    let failed: SourceState['failed'] = []
    try {
      const id = referenceId({ reference: patient }, 'Patient')
      if (id === undefined) throw new FhirError('invalid', ['value'])
      found = await client.search('RelatedPerson', { patient: id, _count: '100' }, { signal })
      if (!found.complete) failed = [{ part: 'RelatedPerson', code: 'incomplete' }]
    } catch (error) {
      if (!(error instanceof FhirError)) throw error
      failed = [{ part: 'RelatedPerson', code: error.code }]
    }
    const { kept, foreign } = keepPatient(found?.matches ?? [], patient)
    const moment = { now: new Date(clock()), timeZone }
    return {
      value: kept.map((person) => toRelated(person, moment)),
      sources: [{ label, failed }],
      foreign,
      refs: kept.flatMap((person) => resourceRef(person) ?? []),
    }
  },
})
