import type { EpisodeOfCare, EpisodeOfCareDiagnosis } from '@medplum/fhirtypes'
import {
  commentsOf,
  type FactOrigin,
  keyBeside,
  laterFirst,
  originOf,
} from '../record/fact-origin.ts'
import type { Found, Records } from '../record/record.ts'
import { type Agent, agentOf } from '../value/agents.ts'
import {
  allWords,
  conceptWords,
  extensionsOf,
  hasUnknownModifier,
  list,
  textOf,
} from '../value/codes.ts'
import { literalRef, resolveReference } from '../value/references.ts'
import { isInError, verificationOf } from './coded-status.ts'

/** An episode of care: what a general practice puts its contacts about one problem under (zib EpisodeOfCare). */
export type EpisodeFact = FactOrigin & {
  readonly name: string | undefined
  readonly status: string | undefined
  readonly start: string | undefined
  readonly end: string | undefined
  readonly comments: readonly string[]
  /** Keys of the problems it is about. */
  readonly problems: readonly string[]
  /** Who leads it, and for which organization. */
  readonly author: Agent | undefined
  readonly unknownModifier: boolean
}

/** The episodes of a patient; what is no fact is counted. */
export type EpisodeFacts = {
  /** Newest first. */
  readonly real: readonly EpisodeFact[]
  readonly inError: number
  readonly cancelled: number
}

const NAME = 'http://nictiz.nl/fhir/StructureDefinition/ext-EpisodeOfCare.EpisodeOfCareName'
const KNOWN_MODIFIERS: ReadonlySet<string> = new Set()

/** What an episode is about, unless that problem itself says that it is not there. */
const aboutOf = (
  { condition }: EpisodeOfCareDiagnosis,
  { resource, included }: Found<EpisodeOfCare>,
): readonly string[] => {
  const problem = resolveReference(condition, resource, included)
  const said = textOf(condition?.display)
  if (problem?.resourceType !== 'Condition') return said === undefined ? [] : [said]
  const isDenied = isInError(problem) || verificationOf(problem.verificationStatus) === 'refuted'
  return isDenied ? [] : [conceptWords(problem.code) ?? said ?? []].flat()
}

const isProfessional = (agent: Agent | undefined) =>
  agent?.kind === 'professional' || agent?.kind === 'organization'

const authorOf = ({ resource, included }: Found<EpisodeOfCare>): Agent | undefined => {
  const { careManager, managingOrganization } = resource
  // Neither can be a client or a relative (HL7 FHIR R4 EpisodeOfCare), so a name alone may be told.
  const manager =
    careManager && agentOf({ type: 'Practitioner', ...careManager }, resource, included)
  const organization =
    managingOrganization &&
    agentOf({ type: 'Organization', ...managingOrganization }, resource, included)
  const all = [manager, organization].filter((each) => each !== undefined)
  const known = all.filter(isProfessional)
  const [first] = known
  if (first === undefined) return all[0]
  const isDoubtful = known.some((each) => each.doubtful === true)
  return {
    kind: first.kind,
    words: [...new Set(known.flatMap(({ words }) => words))],
    ...(isDoubtful ? { doubtful: true as const } : {}),
  }
}

const episodeFact = (found: Found<EpisodeOfCare>): EpisodeFact => {
  const { resource } = found
  const diagnoses = list(resource.diagnosis)
  const named = extensionsOf(resource, NAME).flatMap((each) => textOf(each.valueString) ?? [])
  const about = [...new Set(diagnoses.flatMap((each) => aboutOf(each, found)))].join(', ')
  return {
    ...originOf(found),
    name: named[0] ?? allWords(resource.type)[0] ?? (about || undefined),
    status: textOf(resource.status),
    start: textOf(resource.period?.start),
    end: textOf(resource.period?.end),
    comments: commentsOf(resource),
    problems: diagnoses.flatMap(({ condition }) => {
      const ref = literalRef(condition)
      return ref === undefined ? [] : [keyBeside(found, ref)]
    }),
    author: authorOf(found),
    unknownModifier: hasUnknownModifier(resource, KNOWN_MODIFIERS),
  }
}

/** The episodes of a patient that took place or will; those entered in error or cancelled are only counted. */
export const episodeFacts = (records: Records): EpisodeFacts => {
  const all = records.of('EpisodeOfCare')
  const of = (status: EpisodeOfCare['status']) =>
    all.filter(({ resource }) => resource.status === status)
  const [wrong, cancelled] = [of('entered-in-error'), of('cancelled')]
  const real = all.filter((each) => !wrong.includes(each) && !cancelled.includes(each))
  return {
    real: real.map(episodeFact).toSorted((one, other) => laterFirst(one.start, other.start)),
    inError: wrong.length,
    cancelled: cancelled.length,
  }
}
