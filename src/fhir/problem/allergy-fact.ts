import type {
  AllergyIntolerance,
  AllergyIntoleranceReaction,
  CodeableConcept,
} from '@medplum/fhirtypes'
import { type Found, foreignSource } from '../record/record.ts'
import { type Agent, agentOf } from '../value/agents.ts'
import {
  type Amount,
  absentReason,
  allWords,
  amountOf,
  codesOf,
  conceptWords,
  extensionsOf,
  hasUnknownModifier,
  list,
  SCT,
  textOf,
} from '../value/codes.ts'

/** A reaction as recorded. */
export type Reaction = {
  readonly words: readonly string[]
  readonly severity: string | undefined
  /** Severity in the words of the source, such as the SNOMED code beside FHIR's own. */
  readonly severityWords: string | undefined
  /** How bad it was, by either code; for the order, 4 is fatal, 0 is not told. */
  readonly degree: number
  readonly onset: string | undefined
}

/** What a record says nobody is allergic to: anything, medicines, or what its words say. */
type NoneScope = 'all' | 'drugs' | 'other'

/** One record about an allergy or intolerance, or about there being none. */
export type AllergyFact = {
  /** Names it in a kept list. */
  readonly key: string
  /** The source's name, when it is not the own record. */
  readonly source: string | undefined
  readonly none: NoneScope | undefined
  readonly substance: string | undefined
  /** Code of why the source gives no substance. */
  readonly substanceAbsent: string | undefined
  readonly clinical: string | undefined
  readonly verification: string | undefined
  readonly criticality: string | undefined
  readonly criticalityWords: string | undefined
  readonly categories: readonly string[]
  readonly type: string | undefined
  readonly typeWords: string | undefined
  readonly reactions: readonly Reaction[]
  readonly onset: string | undefined
  readonly onsetWords: string | undefined
  readonly onsetAge: Amount | undefined
  readonly lastOccurrence: string | undefined
  readonly recorded: string | undefined
  readonly author: Agent | undefined
  readonly notes: readonly string[]
  readonly unknownModifier: boolean
}

const NONE: ReadonlyMap<string, NoneScope> = new Map([
  ['716186003', 'all'],
  ['409137002', 'drugs'],
  ['429625007', 'other'],
  ['428607008', 'other'],
  ['428197003', 'other'],
  ['716184000', 'other'],
])

const NICTIZ = 'http://nictiz.nl/fhir/StructureDefinition/'
const TYPE = 'http://nictiz.nl/fhir/5.0/StructureDefinition/extension-AllergyIntolerance.type'
const ASSERTED = 'http://hl7.org/fhir/StructureDefinition/allergyintolerance-assertedDate'
const NO_MODIFIERS: ReadonlySet<string> = new Set()

/** The Dutch codes that stand beside a FHIR code (ext-CodeSpecification). */
const specifications = (owner: object, name: string): readonly (CodeableConcept | undefined)[] => {
  const value: unknown = Object.entries(owner).find(([key]) => key === `_${name}`)?.[1]
  const elements: readonly unknown[] = Array.isArray(value) ? value : [value]
  return elements
    .filter(
      (each): each is Pick<AllergyIntolerance, 'extension'> =>
        typeof each === 'object' && each !== null,
    )
    .flatMap((each) => extensionsOf(each, `${NICTIZ}ext-CodeSpecification`))
    .map((each) => each.valueCodeableConcept)
}

const specified = (owner: object, name: string): string | undefined =>
  specifications(owner, name).map(conceptWords).find(Boolean)

const DEGREES: ReadonlyMap<string, number> = new Map([
  ['399166001', 4],
  ['24484000', 3],
  ['severe', 3],
  ['6736007', 2],
  ['moderate', 2],
  ['255604002', 1],
  ['mild', 1],
])

const degreeOf = (reaction: AllergyIntoleranceReaction): number => {
  const codes = specifications(reaction, 'severity').flatMap((each) => codesOf(each, SCT))
  return Math.max(
    0,
    ...[...codes, textOf(reaction.severity) ?? ''].map((each) => DEGREES.get(each) ?? 0),
  )
}

const reactionOf = (reaction: AllergyIntoleranceReaction): Reaction => ({
  words: [
    ...allWords(reaction.manifestation),
    ...[
      textOf(reaction.description),
      ...list(reaction.note).map((note) => textOf(note.text)),
    ].filter((words) => words !== undefined),
  ],
  severity: textOf(reaction.severity),
  severityWords: specified(reaction, 'severity'),
  degree: degreeOf(reaction),
  onset: textOf(reaction.onset),
})

const reactionSubstance = (record: AllergyIntolerance) =>
  list(record.reaction)
    .map((reaction) => conceptWords(reaction.substance))
    .find(Boolean)

const onsetOf = (record: AllergyIntolerance) => ({
  onset: textOf(record.onsetDateTime) ?? textOf(record.onsetPeriod?.start),
  onsetWords: textOf(record.onsetString),
  onsetAge: amountOf(record.onsetAge) ?? amountOf(record.onsetRange?.low),
})

const statusOf = (concept: AllergyIntolerance['clinicalStatus']) =>
  codesOf(concept)[0]?.toLowerCase() ?? conceptWords(concept)

const verificationOf = (concept: AllergyIntolerance['verificationStatus']) => {
  const codes = codesOf(concept).map((code) => code.toLowerCase())
  const decisive =
    codes.find((code) => code === 'entered-in-error') ?? codes.find((code) => code === 'refuted')
  return decisive ?? codes[0] ?? conceptWords(concept)
}

/** Reads one record; the included resources give the names of people. */
export const allergyFact = (found: Found<AllergyIntolerance>): AllergyFact => {
  const { resource: record, included, key } = found
  const none = codesOf(record.code, SCT).map((code) => NONE.get(code))
  const asserted = extensionsOf(record, ASSERTED)[0]?.valueDateTime
  return {
    key,
    source: foreignSource(found),
    none: none.find((scope) => scope !== undefined),
    substance: conceptWords(record.code) ?? reactionSubstance(record),
    substanceAbsent: absentReason(record, 'code'),
    clinical: statusOf(record.clinicalStatus),
    verification: verificationOf(record.verificationStatus),
    criticality: textOf(record.criticality),
    criticalityWords: specified(record, 'criticality'),
    categories: list(record.category)
      .map(textOf)
      .filter((words) => words !== undefined),
    type: textOf(record.type),
    typeWords: conceptWords(extensionsOf(record, TYPE)[0]?.valueCodeableConcept),
    reactions: list(record.reaction).map(reactionOf),
    ...onsetOf(record),
    lastOccurrence: textOf(record.lastOccurrence),
    // When the server stored it says nothing about when it was recorded.
    recorded: textOf(record.recordedDate) ?? textOf(asserted),
    author: agentOf(record.recorder ?? record.asserter, record, included),
    notes: list(record.note)
      .map((note) => textOf(note.text))
      .filter((words) => words !== undefined),
    unknownModifier: hasUnknownModifier(record, NO_MODIFIERS),
  }
}
