import type { AllergyIntolerance } from '@medplum/fhirtypes'
import { type Found, foreignSource } from '../record/record.ts'
import { type Agent, agentOf } from '../value/agents.ts'
import {
  type Amount,
  absentReason,
  amountOf,
  codesOf,
  conceptWords,
  extensionsOf,
  hasUnknownModifier,
  list,
  SCT,
  textOf,
} from '../value/codes.ts'
import { namedReactions, type Reaction, specified } from './allergy-reaction.ts'
import { clinicalStatusOf, verificationOf } from './coded-status.ts'

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
  /** Code of a status of HL7, its words, or `contradictory`. */
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

const TYPE = 'http://nictiz.nl/fhir/5.0/StructureDefinition/extension-AllergyIntolerance.type'
const ASSERTED = 'http://hl7.org/fhir/StructureDefinition/allergyintolerance-assertedDate'

const onsetOf = (record: AllergyIntolerance) => ({
  onset: textOf(record.onsetDateTime) ?? textOf(record.onsetPeriod?.start),
  onsetWords: textOf(record.onsetString),
  onsetAge: amountOf(record.onsetAge) ?? amountOf(record.onsetRange?.low),
})

/** Reads one record; the included resources give the names of people. */
export const allergyFact = (found: Found<AllergyIntolerance>): AllergyFact => {
  const { resource: record, included, key } = found
  const none = codesOf(record.code, SCT).map((code) => NONE.get(code))
  const asserted = extensionsOf(record, ASSERTED)[0]?.valueDateTime
  return {
    key,
    source: foreignSource(found),
    none: none.find((scope) => scope !== undefined),
    ...namedReactions(record),
    substanceAbsent: absentReason(record, 'code'),
    clinical: clinicalStatusOf(record.clinicalStatus),
    verification: verificationOf(record.verificationStatus),
    criticality: textOf(record.criticality)?.toLowerCase(),
    criticalityWords: specified(record, 'criticality'),
    categories: list(record.category)
      .map(textOf)
      .filter((words) => words !== undefined),
    type: textOf(record.type),
    typeWords: conceptWords(extensionsOf(record, TYPE)[0]?.valueCodeableConcept),
    ...onsetOf(record),
    lastOccurrence: textOf(record.lastOccurrence),
    // When the server stored it says nothing about when it was recorded.
    recorded: textOf(record.recordedDate) ?? textOf(asserted),
    author: agentOf(record.recorder ?? record.asserter, record, included),
    notes: list(record.note)
      .map((note) => textOf(note.text))
      .filter((words) => words !== undefined),
    unknownModifier: hasUnknownModifier(record),
  }
}
