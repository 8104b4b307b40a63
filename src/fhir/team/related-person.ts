import type { RelatedPerson } from '@medplum/fhirtypes'
import type { Sourced } from '../fhir.ts'
import { type Found, foreignSource, type Question, type RecordReader } from '../record/record.ts'
import { allWords, list, textOf } from '../value/codes.ts'
import { humanName } from '../value/human-name.ts'
import { coversNow, type Moment } from '../value/period.ts'
import { matrixAccounts, phonesIn } from '../value/telecom.ts'

/** Family or another person around the patient, from RelatedPerson. */
export type Related = {
  /** Names it in a kept list. */
  readonly key: string
  /** The source's name, when it is not the own record. */
  readonly source: string | undefined
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

const toRelated = (found: Found<RelatedPerson>, moment: Moment): Related => {
  const { resource: person, key } = found
  const active = person.active !== false
  return {
    key,
    source: foreignSource(found),
    name: humanName(person.name),
    relations: [...new Set(allWords(person.relationship))].flatMap((each) => textOf(each) ?? []),
    firstContact: hasRole(person, FIRST_CONTACT),
    representative: hasRole(person, REPRESENTATIVE),
    phones: phonesIn(person.telecom, moment),
    userIds: active ? matrixAccounts(person.telecom, moment) : [],
    current: active && coversNow(person.period, moment),
  }
}

type Options = { readonly clock?: () => number; readonly timeZone?: string }

/** Everybody around the patient, whatever the dates: who is there now is judged here. */
const relatedQuestions: readonly Question[] = [{ type: 'RelatedPerson' }]

/** A reader of RelatedPerson over all sources; dates without a zone are meant in `timeZone`. */
export const createRelatedPersonReader = (
  record: Pick<RecordReader, 'ask'>,
  { clock = Date.now, timeZone = 'Europe/Amsterdam' }: Options = {},
): RelatedPersonReader => ({
  async related(patient, signal) {
    const { value, ...sourced } = await record.ask(patient, relatedQuestions, signal)
    const moment = { now: new Date(clock()), timeZone }
    return { ...sourced, value: value.of('RelatedPerson').map((found) => toRelated(found, moment)) }
  },
})
