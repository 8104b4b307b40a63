import type {
  AllergyIntolerance,
  AllergyIntoleranceReaction,
  CodeableConcept,
} from '@medplum/fhirtypes'
import { allWords, codesOf, conceptWords, extensionsOf, list, SCT, textOf } from '../value/codes.ts'

/** A reaction as recorded. */
export type Reaction = {
  /** What it was a reaction to, when that is not the name of the allergy itself. */
  readonly substance: string | undefined
  readonly words: readonly string[]
  readonly severity: string | undefined
  /** Severity in the words of the source, such as the SNOMED code beside FHIR's own. */
  readonly severityWords: string | undefined
  /** How bad it was, by either code; for the order, 4 is fatal, 0 is not told. */
  readonly degree: number
  readonly onset: string | undefined
  /** How somebody came into contact with it. */
  readonly route: string | undefined
}

const NICTIZ = 'http://nictiz.nl/fhir/StructureDefinition/'

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

/** The words of the Dutch code that stands beside a FHIR code. */
export const specified = (owner: object, name: string): string | undefined =>
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

/** From this degree on a reaction was dangerous to life, or fatal. */
export const SEVERE = 3

const degreeOf = (reaction: AllergyIntoleranceReaction): number => {
  const codes = specifications(reaction, 'severity').flatMap((each) => codesOf(each, SCT))
  return Math.max(
    0,
    ...[...codes, textOf(reaction.severity)?.toLowerCase() ?? ''].map(
      (each) => DEGREES.get(each) ?? 0,
    ),
  )
}

const reactionOf = (reaction: AllergyIntoleranceReaction, name: string | undefined): Reaction => {
  const substance = conceptWords(reaction.substance)
  return {
    substance: substance?.toLowerCase() === name?.toLowerCase() ? undefined : substance,
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
    route: conceptWords(reaction.exposureRoute),
  }
}

/** The name of an allergy, or all that was reacted to, and each reaction with what it was to when that is something else. */
export const namedReactions = (
  record: AllergyIntolerance,
): { readonly substance: string | undefined; readonly reactions: readonly Reaction[] } => {
  const all = list(record.reaction)
  const met = new Map(
    all
      .flatMap((each) => conceptWords(each.substance) ?? [])
      .map((words) => [words.toLowerCase(), words] as const),
  )
  const substance = conceptWords(record.code) ?? ([...met.values()].join(', ') || undefined)
  return { substance, reactions: all.map((each) => reactionOf(each, substance)) }
}
