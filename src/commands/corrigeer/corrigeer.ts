import type { ResourceRef } from '../../fhir/fhir.ts'
import {
  type Correction,
  type CorrectionDraft,
  corrected,
  holdsAlready,
  isCorrectionDraft,
} from '../../fhir/record/correction.ts'
import type { Changed } from '../../fhir/record/writer.ts'
import { dateTimeIn } from '../../fhir/referral/time.ts'
import { systems } from '../../fhir/value/identifiers.ts'
import { resourceRef } from '../../fhir/value/references.ts'
import { heading, paragraph } from '../../reply/document.ts'
import { cutWord } from '../answer/cut-word.ts'
import { stamp } from '../answer/date-words.ts'
import { lineNumber } from '../answer/listed-line.ts'
import {
  type Args,
  type Carried,
  type Context,
  defineCommand,
  type Outcome,
  type RecordPorts,
  type WriterPorts,
} from '../command.ts'
import { cleanTyped, holdsBsn, typedLimit } from '../typed/typed-text.ts'
import { aboutLine } from '../writing/about-line.ts'
import {
  carriedAs,
  changedSince,
  misused,
  notWritten,
  patientOf,
  previewOf,
  referenceLine,
  requesterOf,
  type WritingPorts,
} from '../writing/writing.ts'
import { after, changedOnes, merged, shownOf, wordsOf } from './preview.ts'
import { readsOfTarget, type Target, targetAt } from './target.ts'
import { correctionOf } from './typed.ts'
import { undoCorrection } from './undo.ts'

/** What `!corrigeer` needs besides the context. */
export type CorrigeerPorts = WritingPorts & WriterPorts & RecordPorts

type Here = Context<CorrigeerPorts>

/** What was typed behind the number, as it was typed. */
const splitNumber = ({ words, text }: Args) => {
  const typed = words.join(' ').trim()
  const [first = ''] = typed.split(/\s+/u)
  return { first, rest: cleanTyped([typed.slice(first.length), text]) }
}

const draftOf = (
  target: Target,
  correction: Correction,
  requester: string,
  at: string,
  context: Here,
): CorrectionDraft => {
  const changed = changedOnes(target.observations, correction)
  const said =
    correction.kind === 'error'
      ? target.observations
      : merged(target.observations, after(target, correction, at))
  return {
    patient: context.patient,
    requester,
    targets: changed.map(({ id = '', meta }) => ({ id, versionId: meta?.versionId ?? '' })),
    correction,
    at,
    identifiers: changed.flatMap(({ identifier = [] }) =>
      identifier.flatMap(({ system, value }) =>
        system === systems.uri && value !== undefined ? [value] : [],
      ),
    ),
    words: wordsOf(said, context),
  }
}

const preview = async (
  target: Target,
  correction: Correction,
  requester: string,
  context: Here,
): Promise<Outcome> => {
  const { t, now, timeZone } = context
  const reads = ['Patient', ...readsOfTarget(target)]
  const line = await patientOf(context)
  if ('code' in line)
    return notWritten(t.writing.patientDown(t.clinical.failures[line.code]), reads)
  const at = dateTimeIn(timeZone, now)
  const shown = shownOf(target, correction, at, context)
  return {
    kind: 'confirm',
    preview: previewOf(
      { what: t.corrigeer.what, deed: 'record', patient: line.line, ...shown },
      context,
    ),
    draft: draftOf(target, correction, requester, at, context),
    refs: target.observations.flatMap((each) => resourceRef(each) ?? []),
    reads,
  }
}

const isUnchanged = (target: Target, correction: Correction): boolean =>
  changedOnes(target.observations, correction).every((each) => holdsAlready(each, correction))

/** Changes one after the other; what a first try did is recognised and not done again. */
const changeAll = async (
  draft: CorrectionDraft,
  { writer, signal }: Here,
): Promise<Changed | { readonly kind: 'partly'; readonly writes: readonly string[] }> => {
  const refs: ResourceRef[] = []
  for (const { id, versionId } of draft.targets) {
    const result = await writer.change(
      'Observation',
      id,
      versionId,
      (now) => corrected(now, draft.correction, draft.at),
      signal,
    )
    if (result.kind !== 'written')
      return refs.length > 0 && result.kind !== 'unknown'
        ? { kind: 'partly', writes: refs.map(({ ref }) => ref) }
        : result
    refs.push(...result.refs)
  }
  return { kind: 'written', refs }
}

/** Puts something right that its author put on record: marked as an error, or with another value. */
export const corrigeer = defineCommand<CorrigeerPorts>({
  name: 'corrigeer',
  aliases: ['correctie', 'corrigeren', 'correct'],
  access: 'write',
  place: 'room',
  verbatim: true,
  options: [],
  summary: (t) => t.corrigeer.summary,
  usage: (t) => t.corrigeer.usage,
  examples: ['corrigeer 2', 'corrigeer 2 72,4'],

  async run(context, args) {
    const { t, asker } = context
    const requester = requesterOf(asker)
    if (requester === undefined) return notWritten(t.writing.requesterUnknown)
    if (holdsBsn(args)) return misused(t.writing.bsn)
    const { first, rest } = splitNumber(args)
    if (first === '') return misused(t.corrigeer.how)
    const number = lineNumber(first)
    if (number === undefined) return misused(t.corrigeer.noNumber(cutWord(first)))
    if (rest.length > typedLimit) return misused(t.writing.tooLong(rest.length, typedLimit))
    const target = await targetAt(number, context)
    if ('kind' in target) return target
    const typed = correctionOf(rest, target, context)
    if ('said' in typed) return typed.said
    const { correction } = typed
    if (correction.kind !== 'error' && isUnchanged(target, correction))
      return misused(t.corrigeer.same)
    return preview(target, correction, requester, context)
  },

  async carryOut(context, draft): Promise<Carried> {
    const { t, patient, asker, now } = context
    const fits =
      isCorrectionDraft(draft) &&
      draft.patient === patient &&
      draft.requester === requesterOf(asker)
    if (!fits) return changedSince(context)
    const [changed, about] = await Promise.all([changeAll(draft, context), aboutLine(context)])
    if (changed.kind === 'partly')
      return {
        kind: 'failed',
        document: [paragraph(t.corrigeer.partly)],
        code: 'ambiguous',
        final: true,
        writes: changed.writes,
      }
    const at = stamp(now, context)
    const words = draft.correction.kind === 'error' ? t.corrigeer.doneError : t.corrigeer.doneValue
    const carried = carriedAs(
      changed,
      t.corrigeer.what,
      (refs) => [heading(words(at, draft.words), ...about, referenceLine(refs, context))],
      context,
    )
    const before = Object.fromEntries(
      draft.targets.map(({ id, versionId }) => [`Observation/${id}`, versionId]),
    )
    return carried.kind === 'done' ? { ...carried, before } : carried
  },

  undo: undoCorrection,

  ownIdentifiers: (draft) => (isCorrectionDraft(draft) ? draft.identifiers : []),
})
