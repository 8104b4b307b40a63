import type { Composition, Observation, Resource } from '@medplum/fhirtypes'
import { keyOfOther, notesOf, originOf } from '../record/fact-origin.ts'
import type { Found } from '../record/record.ts'
import { agentOf } from '../value/agents.ts'
import {
  codesOf,
  conceptWords,
  extensionsOf,
  hasUnknownModifier,
  list,
  textOf,
} from '../value/codes.ts'
import { literalRef, resolveReference } from '../value/references.ts'
import { type ReportFact, type ReportLine, verbatim } from './report-fact.ts'

const CODED = 'http://nictiz.nl/fhir/StructureDefinition/ext-SOAPReport.SOAPLineCode'

const HEADINGS: ReadonlyMap<string, ReportLine['heading']> = new Map([
  ['129265001', 'evaluation'],
  ['51848-0', 'evaluation'],
  ['129271007', 'plan'],
  ['18776-5', 'plan'],
])

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

const entriesOf = (found: Found<Composition>, section: Section) =>
  list(section.entry).map((reference) => {
    const entry = resolveReference(reference, found.resource, found.included)
    return entry?.resourceType === 'Observation' ? entry : undefined
  })

const WITHDRAWN: ReadonlySet<unknown> = new Set(['entered-in-error', 'cancelled'])

/** What an entry says: its words, or the words of its code. */
const saidIn = (entry: Observation): string | undefined =>
  verbatim(entry.valueString) ?? conceptWords(entry.valueCodeableConcept)

const takenIn = (found: Found<Composition>, section: Section): readonly Taken[] => {
  const heading = headingOf(section)
  if (heading === undefined) return []
  return entriesOf(found, section).flatMap((entry): readonly Taken[] => {
    const text = entry === undefined ? undefined : saidIn(entry)
    if (entry === undefined || text === undefined || WITHDRAWN.has(entry.status)) return []
    if (!belongs(entry, found.resource)) return []
    const line = {
      heading,
      text,
      coded: conceptWords(extensionsOf(entry, CODED)[0]?.valueCodeableConcept),
      status: textOf(entry.status) ?? 'unknown',
      notes: notesOf(entry.note),
    }
    return [{ line, key: keyOfOther(found, entry), of: entry }]
  })
}

/** Whether there is more in an entry than the words that were taken; what was withdrawn or is another patient's is not. */
const holdsMore = (entry: Observation | undefined, { resource }: Found<Composition>): boolean => {
  if (entry === undefined) return true
  if (WITHDRAWN.has(entry.status) || !belongs(entry, resource)) return false
  const values = Object.keys(entry).filter((field) => /^value[A-Z]/u.test(field))
  const parts = list(entry.component).length + list(entry.hasMember).length
  return saidIn(entry) === undefined || values.length > 1 || parts > 0
}

/** Whether a section holds more than its lines say. A text that is no copy of its entries stands there for itself. */
const isMore = (found: Found<Composition>, section: Section): boolean => {
  const entries = entriesOf(found, section)
  const isCopy = textOf(section.text?.status) === 'generated' && entries.length > 0
  return (
    headingOf(section) === undefined ||
    list(section.section).length > 0 ||
    (section.text !== undefined && section.text !== null && !isCopy) ||
    entries.some((entry) => holdsMore(entry, found))
  )
}

/** The evaluation and plan of a consultation, as they stand in its entries. */
export const consultation = (found: Found<Composition>): ReportFact => {
  const { resource, included } = found
  const sections = list(resource.section)
  const taken = sections.flatMap((section) => takenIn(found, section))
  return {
    ...originOf(found),
    kind: 'consultation',
    title: textOf(resource.title),
    lines: taken.map(({ line }) => line),
    keys: [...new Set([found.key, ...taken.map(({ key }) => key)])],
    absent: undefined,
    notes: [],
    more: sections.some((section) => isMore(found, section)),
    date: textOf(resource.date),
    status: textOf(resource.status),
    author: agentOf(list(resource.author)[0], resource, included),
    unknownModifier: [resource, ...taken.map(({ of }) => of)].some((each) =>
      hasUnknownModifier(each),
    ),
  }
}

/** Entries of a consultation that are another patient's, by their keys (S13). */
export const foreignIn = (found: Found<Composition>): readonly string[] =>
  list(found.resource.section)
    .flatMap((section) => entriesOf(found, section))
    .flatMap((entry) =>
      entry === undefined || belongs(entry, found.resource) ? [] : [keyOfOther(found, entry)],
    )
