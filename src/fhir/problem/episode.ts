import type { EpisodeOfCare } from '@medplum/fhirtypes'
import {
  commentsOf,
  type FactOrigin,
  keyBeside,
  laterFirst,
  originOf,
} from '../record/fact-origin.ts'
import type { Found, Records } from '../record/record.ts'
import { allWords, extensionsOf, hasUnknownModifier, list, textOf } from '../value/codes.ts'
import { literalRef } from '../value/references.ts'

/** An episode of care: what a general practice puts its contacts about one problem under (zib EpisodeOfCare). */
export type EpisodeFact = FactOrigin & {
  readonly name: string | undefined
  readonly status: string | undefined
  readonly start: string | undefined
  readonly end: string | undefined
  readonly comments: readonly string[]
  /** Keys of the problems it is about. */
  readonly problems: readonly string[]
  readonly unknownModifier: boolean
}

const NAME = 'http://nictiz.nl/fhir/StructureDefinition/ext-EpisodeOfCare.EpisodeOfCareName'
const KNOWN_MODIFIERS: ReadonlySet<string> = new Set()

const episodeFact = (found: Found<EpisodeOfCare>): EpisodeFact => {
  const { resource } = found
  const named = extensionsOf(resource, NAME).flatMap((each) => textOf(each.valueString) ?? [])
  return {
    ...originOf(found),
    name: named[0] ?? allWords(resource.type)[0],
    status: textOf(resource.status),
    start: textOf(resource.period?.start),
    end: textOf(resource.period?.end),
    comments: commentsOf(resource),
    problems: list(resource.diagnosis).flatMap(({ condition }) => {
      const ref = literalRef(condition)
      return ref === undefined ? [] : [keyBeside(found, ref)]
    }),
    unknownModifier: hasUnknownModifier(resource, KNOWN_MODIFIERS),
  }
}

/** The episodes of a patient, newest first; those entered in error or cancelled are left out. */
export const episodeFacts = (records: Records): readonly EpisodeFact[] =>
  records
    .of('EpisodeOfCare')
    .filter(({ resource }) => !['entered-in-error', 'cancelled'].includes(resource.status))
    .map(episodeFact)
    .toSorted((one, other) => laterFirst(one.start, other.start))
