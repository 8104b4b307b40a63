import type { Composition, Observation, Resource } from '@medplum/fhirtypes'
import {
  type FactOrigin,
  keyOfOther,
  laterFirst,
  notesOf,
  originOf,
} from '../record/fact-origin.ts'
import type { Found, Question, Records } from '../record/record.ts'
import { type Agent, agentOf } from '../value/agents.ts'
import {
  absentReason,
  codesOf,
  conceptWords,
  extensionsOf,
  hasUnknownModifier,
  list,
  SCT,
  textOf,
} from '../value/codes.ts'
import { literalRef, resolveReference } from '../value/references.ts'
import { authorIncludes } from './includes.ts'

/** What is said under one heading of a report; `text` is verbatim, with its line breaks. */
export type ReportLine = {
  readonly heading: 'evaluation' | 'plan' | undefined
  readonly text: string
  /** The words of the code that stands beside it, such as an ICPC code. */
  readonly coded: string | undefined
}

/** What somebody wrote about a patient: a nursing report, or the evaluation and plan of a consultation. */
export type ReportFact = FactOrigin & {
  readonly kind: 'nursing' | 'consultation'
  /** What a consultation was about. */
  readonly title: string | undefined
  readonly lines: readonly ReportLine[]
  /** Keys of the records the lines were taken from, its own first. */
  readonly keys: readonly string[]
  /** Code of why there is no text. */
  readonly absent: string | undefined
  readonly notes: readonly string[]
  /** Holds more than the lines say. */
  readonly more: boolean
  readonly date: string | undefined
  readonly status: string | undefined
  readonly author: Agent | undefined
  readonly unknownModifier: boolean
}

/** The reports of one patient, newest first; those that are no facts are counted. */
export type ReportFacts = {
  readonly reports: readonly ReportFact[]
  readonly inError: number
  readonly cancelled: number
  /** Parts of reports that name another patient, by their keys (S13). */
  readonly foreign: readonly string[]
}

const CODED = 'http://nictiz.nl/fhir/StructureDefinition/ext-SOAPReport.SOAPLineCode'
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

const HEADINGS: ReadonlyMap<string, ReportLine['heading']> = new Map([
  ['129265001', 'evaluation'],
  ['51848-0', 'evaluation'],
  ['129271007', 'plan'],
  ['18776-5', 'plan'],
])

/** Verbatim: only what nobody sees is taken from its ends. */
const verbatim = (value: unknown): string | undefined =>
  typeof value === 'string' && value.trim() !== '' ? value.trim() : undefined

const nursing = (found: Found<Observation>): ReportFact => {
  const { resource, included } = found
  const said = verbatim(resource.valueString) ?? conceptWords(resource.valueCodeableConcept)
  const texts = [said].filter((each) => each !== undefined)
  return {
    ...originOf(found),
    kind: 'nursing',
    title: undefined,
    lines: texts.map((text) => ({ heading: undefined, text, coded: undefined })),
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
    unknownModifier: hasUnknownModifier(resource, new Set()),
  }
}

type Section = NonNullable<Composition['section']>[number]

const headingOf = ({ code, title }: Section): ReportLine['heading'] => {
  const coded = codesOf(code).map((each) => HEADINGS.get(each))
  const known = coded.find((each) => each !== undefined)
  if (known !== undefined) return known
  const said = [...codesOf(code), conceptWords(code) ?? textOf(title) ?? '']
  const words = said.map((each) => each.toLowerCase())
  if (words.some((each) => /^e(?:valuati(?:e|on))?$/u.test(each))) return 'evaluation'
  return words.some((each) => /^(?:p(?:lan)?|beleid)$/u.test(each)) ? 'plan' : undefined
}

/** An entry without a subject belongs to the report that holds it; one that names another patient does not. */
const belongs = (entry: Observation, owner: Composition): boolean =>
  entry.subject === undefined || literalRef(entry.subject) === literalRef(owner.subject)

type Taken = { readonly line: ReportLine; readonly key: string; readonly of: Resource }

const entriesOf = (found: Found<Composition>) =>
  list(found.resource.section).flatMap((section) =>
    list(section.entry).flatMap((reference) => {
      const entry = resolveReference(reference, found.resource, found.included)
      return entry?.resourceType === 'Observation' ? [{ section, entry }] : []
    }),
  )

const takenFrom = (found: Found<Composition>): readonly Taken[] =>
  entriesOf(found).flatMap(({ section, entry }): readonly Taken[] => {
    const heading = headingOf(section)
    const text = verbatim(entry.valueString)
    const isFact = entry.status !== 'entered-in-error' && entry.status !== 'cancelled'
    if (heading === undefined || text === undefined || !isFact) return []
    if (!belongs(entry, found.resource)) return []
    const coded = conceptWords(extensionsOf(entry, CODED)[0]?.valueCodeableConcept)
    return [{ line: { heading, text, coded }, key: keyOfOther(found, entry), of: entry }]
  })

const consultation = (found: Found<Composition>): ReportFact => {
  const { resource, included } = found
  const taken = takenFrom(found)
  return {
    ...originOf(found),
    kind: 'consultation',
    title: textOf(resource.title),
    lines: taken.map(({ line }) => line),
    keys: [...new Set([found.key, ...taken.map(({ key }) => key)])],
    absent: undefined,
    notes: [],
    more: list(resource.section).some((section) => headingOf(section) === undefined),
    date: textOf(resource.date),
    status: textOf(resource.status),
    author: agentOf(list(resource.author)[0], resource, included),
    unknownModifier: [resource, ...taken.map(({ of }) => of)].some((each) =>
      hasUnknownModifier(each, new Set()),
    ),
  }
}

const foreignIn = (found: Found<Composition>): readonly string[] =>
  entriesOf(found)
    .filter(({ entry }) => !belongs(entry, found.resource))
    .map(({ entry }) => keyOfOther(found, entry))

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
