import type { Communication, Extension } from '@medplum/fhirtypes'
import { codingsOf } from '../observation/kinds.ts'
import { isObject } from '../server/outcome.ts'
import {
  conceptWords,
  extensionsOf,
  hasUnknownModifier,
  identifierKey,
  list,
  textOf,
} from '../value/codes.ts'
import { literalRef } from '../value/references.ts'

/** An answer to a proposal for a repeat (MP9 mp-ReplyProposalDispenseRequest), read without judging it. */
export type RepeatReply = {
  /** Identifiers and references of the proposals it answers. */
  readonly answers: readonly string[]
  /** What its code says; undefined for a code that is not known here. */
  readonly outcome: 'accepted' | 'refused' | undefined
  /** The answer in words of the source; undefined when it gives none. */
  readonly words: string | undefined
  readonly sent: string | undefined
  /** Not when it was not given, or entered in error. */
  readonly counts: boolean
  /** It was completed; otherwise it may still change. */
  readonly isFinal: boolean
  readonly unknownModifier: boolean
}

const CODE =
  'http://nictiz.nl/fhir/StructureDefinition/ext-Communication.Payload.ContentCodeableConcept'
const ANSWERS = 'urn:oid:2.16.840.1.113883.2.4.3.11.60.20.77.5.2.17'
const OUTCOMES: ReadonlyMap<string, 'accepted' | 'refused'> = new Map([
  ['1', 'accepted'],
  ['11', 'accepted'],
  ['2', 'refused'],
])
const DEAD: ReadonlySet<unknown> = new Set(['entered-in-error', 'not-done'])

// The string itself is empty: the answer stands in an extension of it (FHIR R4 JSON, primitive elements).
const extensionsOfPayload = (payload: unknown): readonly Extension[] => {
  if (!isObject(payload)) return []
  const primitive = payload['_contentString']
  return isObject(primitive) ? extensionsOf(primitive, CODE) : []
}

/** Reads an answer to a proposal; undefined for every other message. */
export const replyOf = (communication: Communication): RepeatReply | undefined => {
  const payloads = list(communication.payload)
  const concepts = payloads
    .flatMap(extensionsOfPayload)
    .map((each) => each.valueCodeableConcept)
    .filter((each) => each !== undefined)
  const codes = concepts.flatMap(codingsOf).filter(({ system }) => system === ANSWERS)
  if (codes.length === 0) return undefined
  const outcomes = new Set(codes.map(({ code }) => OUTCOMES.get(code)))
  const said = [
    ...concepts.map(conceptWords),
    ...payloads.map((each) => textOf(each.contentString)),
  ].filter((words) => words !== undefined)
  return {
    answers: list(communication.basedOn).flatMap((each) =>
      [identifierKey(each.identifier), literalRef(each)].filter((name) => name !== undefined),
    ),
    // Two answers in one message contradict each other: the words are shown, nothing is concluded.
    outcome: outcomes.size === 1 ? [...outcomes][0] : undefined,
    words: said.length === 0 ? undefined : said.join('; '),
    sent: textOf(communication.sent),
    counts: !DEAD.has(communication.status),
    isFinal: communication.status === 'completed',
    unknownModifier: hasUnknownModifier(communication),
  }
}
