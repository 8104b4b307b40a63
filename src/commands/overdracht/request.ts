import type { ReferralTarget } from '../../fhir/referral/target.ts'
import { stripInvisible } from '../../reply/clean.ts'
import { heading } from '../../reply/document.ts'
import type { Args, Context, Outcome } from '../command.ts'
import { targetWords } from '../verwijs/preview.ts'

/** How long a text may be that the clinician types. */
export const textLimit = 1500

/** How far a handover has come: each answer to a question adds to it. */
export type HandoverAsked = {
  /** The words by which a recipient was named; undefined when one was chosen, or nobody was. */
  readonly query: string | undefined
  /** Reference of the recipient that was chosen. */
  readonly target: string | undefined
  readonly reason: string | undefined
  readonly request: string | undefined
  /** The draft that was shown, as JSON. */
  readonly concept: string | undefined
  /** What was said of the draft. */
  readonly said: string | undefined
  /** The draft is good as it is. */
  readonly ready: boolean
}

const clean = (text: string): string =>
  text
    .replaceAll(/\r\n?/gu, '\n')
    .split('\n')
    .map((line) => stripInvisible(line).trim())
    .join('\n')
    .replaceAll(/\n{3,}/gu, '\n\n')
    .trim()

const textIn = (value: string | true | undefined): string | undefined =>
  typeof value === 'string' && value.trim() !== '' ? value : undefined

const orNone = (text: string): string | undefined => (text === '' ? undefined : text)

/** Reads where the handover stands. What was asked before stands in options that nobody can type. */
export const readHandover = ({ words, options, text }: Args): HandoverAsked => {
  const typed = clean(words.join(' '))
    .replace(/^(?:naar|aan|to)\s+/iu, '')
    .replace(/^(?:de|het)\s+/iu, '')
  const target = textIn(options['target'])
  const reason = textIn(options['reason'])
  const request = textIn(options['request'])
  const concept = textIn(options['concept'])
  const answer = orNone(clean(text))
  const named = orNone(typed) ?? textIn(options['naar'])
  if (target === undefined)
    return {
      query: named ?? answer,
      target,
      reason: named === undefined ? undefined : answer,
      request: undefined,
      concept: undefined,
      said: undefined,
      ready: false,
    }
  return {
    query: undefined,
    target,
    reason: reason ?? answer,
    request: request ?? (reason === undefined ? undefined : answer),
    concept,
    said: concept === undefined ? undefined : answer,
    ready: options['ready'] !== undefined,
  }
}

/** The arguments with which a question goes on. */
export const argsOf = (ref: string, asked: Partial<HandoverAsked>): Args => {
  const { reason, request, concept, ready } = asked
  return {
    words: [],
    options: {
      target: ref,
      ...(reason === undefined ? {} : { reason }),
      ...(request === undefined ? {} : { request }),
      ...(concept === undefined ? {} : { concept }),
      ...(ready === true ? { ready: true as const } : {}),
    },
    text: '',
  }
}

const READS = ['directory'] as const

/** Why: the next message says it. */
export const askReason = (
  { t }: Context,
  target: ReferralTarget,
  _asked: HandoverAsked,
): Outcome => ({
  kind: 'choose',
  document: [heading(t.overdracht.askReason(targetWords(target, t)), t.overdracht.askReasonHow)],
  choices: [],
  free: argsOf(target.ref, {}),
  reads: READS,
})

/** What is asked of the recipient: the next message says it. */
export const askRequest = (
  { t }: Context,
  target: ReferralTarget,
  { reason }: { readonly reason: string },
): Outcome => ({
  kind: 'choose',
  document: [heading(t.overdracht.askRequest, t.overdracht.askRequestHow)],
  choices: [],
  free: argsOf(target.ref, { reason }),
  reads: READS,
})
