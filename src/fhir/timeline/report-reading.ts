import type { Composition, Observation } from '@medplum/fhirtypes'
import { laterFirst, notesOf, originOf } from '../record/fact-origin.ts'
import type { Found, Question, Records } from '../record/record.ts'
import { agentOf } from '../value/agents.ts'
import {
  absentReason,
  codesOf,
  conceptWords,
  hasUnknownModifier,
  list,
  SCT,
  textOf,
} from '../value/codes.ts'
import { consultation, foreignIn } from './consultation.ts'
import { authorIncludes } from './includes.ts'
import { type ReportFact, verbatim } from './report-fact.ts'

/** The reports of one patient, newest first; those that are no facts are counted. */
export type ReportFacts = {
  readonly reports: readonly ReportFact[]
  readonly inError: number
  readonly cancelled: number
  /** Parts of reports that name another patient, by their keys (S13). */
  readonly foreign: readonly string[]
}

const REPORT = '11591000146107'
const SOAP = '67781-5'
const types = `http://loinc.org|${SOAP},${SCT}|${REPORT}`

/** What to ask for reports; `since` is a date parameter such as `ge2025-12-13`, and without it everything is asked. */
export const reportQuestions = (since: string | undefined): readonly Question[] => [
  {
    type: 'Observation',
    params: {
      code: `${SCT}|${REPORT}`,
      date: since,
      _sort: '-date',
      ...authorIncludes('Observation'),
    },
  },
  {
    type: 'Composition',
    params: {
      type: types,
      date: since,
      _sort: '-date',
      ...authorIncludes('Composition'),
      _include: ['Composition:author', 'Composition:entry'],
    },
  },
]

const nursing = (found: Found<Observation>): ReportFact => {
  const { resource, included } = found
  const said = verbatim(resource.valueString) ?? conceptWords(resource.valueCodeableConcept)
  const texts = [said].filter((each) => each !== undefined)
  return {
    ...originOf(found),
    kind: 'nursing',
    title: undefined,
    lines: texts.map((text) => ({
      heading: undefined,
      text,
      coded: undefined,
      status: undefined,
      notes: [],
    })),
    keys: [found.key],
    absent:
      codesOf(resource.dataAbsentReason)[0] ??
      conceptWords(resource.dataAbsentReason) ??
      absentReason(resource, 'valueString'),
    notes: notesOf(resource.note),
    more: list(resource.component).length + list(resource.hasMember).length > 0,
    date:
      textOf(resource.effectiveDateTime) ??
      textOf(resource.effectivePeriod?.start) ??
      textOf(resource.effectiveInstant) ??
      textOf(resource.issued),
    status: textOf(resource.status),
    author: agentOf(list(resource.performer)[0], resource, included),
    unknownModifier: hasUnknownModifier(resource),
  }
}

const isReport = ({ resource }: Found<Observation>) => codesOf(resource.code, SCT).includes(REPORT)

const isConsultation = ({ resource }: Found<Composition>) =>
  codesOf(resource.type).some((code) => code === SOAP || code === REPORT)

/** Reads the reports of a patient from all records; the type is judged here too, whatever the server gave. */
export const reportFacts = (records: Records): ReportFacts => {
  const compositions = records.of('Composition').filter(isConsultation)
  const all = [
    ...records.of('Observation').filter(isReport).map(nursing),
    ...compositions.map(consultation),
  ]
  const valid = all.filter(({ status }) => status !== 'entered-in-error')
  const reports = valid.filter(({ status }) => status !== 'cancelled')
  return {
    reports: reports.toSorted((one, other) => laterFirst(one.date, other.date)),
    inError: all.length - valid.length,
    cancelled: valid.length - reports.length,
    foreign: [...new Set(compositions.flatMap(foreignIn))],
  }
}
