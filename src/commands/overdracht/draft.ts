import type { ResourceRef } from '../../fhir/fhir.ts'
import type { ReferralTarget } from '../../fhir/referral/target.ts'
import { dateTimeIn } from '../../fhir/referral/time.ts'
import { partsOfKey } from '../../fhir/server/source.ts'
import type { HandoverDraft } from '../../fhir/timeline/handover-draft.ts'
import { type Block, heading, paragraph } from '../../reply/document.ts'
import { patientWords, personWords } from '../answer/person-words.ts'
import { readsOf } from '../answer/skeleton.ts'
import { saysSomething, standings } from '../answer/source-standing.ts'
import type { Context, Outcome } from '../command.ts'
import { targetWords } from '../verwijs/preview.ts'
import { misused, notWritten, patientOf, previewOf } from '../writing/writing.ts'
import {
  blocksOfLetter,
  isLetter,
  type Letter,
  partsOfLetter,
  sizeOfLetter,
  type Typed,
  textsOfLetter,
} from './letter.ts'
import type { OverdrachtPorts } from './ports.ts'
import { draftLetter, handoverQuestions } from './records.ts'
import { argsOf, type HandoverAsked } from './request.ts'

type Ctx = Context<OverdrachtPorts>
type Ready = HandoverAsked & Typed

/** What fits beside the question to confirm, in one message. */
const MOST_SIGNS = 6000
const WEG = /^(?:weg|zonder|drop)\s+([\d\s,en]+)$/iu

type Made =
  | { readonly kind: 'letter'; readonly letter: Letter; readonly reads: readonly string[] }
  | { readonly kind: 'outcome'; readonly outcome: Outcome }

const fresh = async (context: Ctx, typed: Typed): Promise<Made> => {
  const { t, record, patient, signal } = context
  const questions = handoverQuestions(context)
  const asked = [...new Set(questions.map(({ type }) => type))]
  const sourced = await record.ask(patient, questions, signal)
  const reads = readsOf(sourced, asked)
  const [own] = standings({ sourced, asked })
  if (own === undefined || !saysSomething(own)) {
    const code = own?.source.failed[0]?.code ?? 'unavailable'
    const outcome = notWritten(t.overdracht.nothingRead(t.clinical.failures[code]), reads)
    return { kind: 'outcome', outcome }
  }
  for (let most = 8; most >= 0; most -= 2) {
    const letter = draftLetter(sourced, most, context)
    if (sizeOfLetter(partsOfLetter(letter, typed, t)) <= MOST_SIGNS)
      return { kind: 'letter', letter, reads }
  }
  return { kind: 'outcome', outcome: notWritten(t.overdracht.lettersTooLong, reads) }
}

const parsed = (concept: string | undefined): Letter | undefined => {
  if (concept === undefined) return undefined
  try {
    const value: unknown = JSON.parse(concept)
    return isLetter(value) ? value : undefined
  } catch (error) {
    if (error instanceof SyntaxError) return undefined
    throw error
  }
}

/** What the letter rests on: by it is judged how long it may stand in the room. */
const refsOf = ({ sentences }: Letter): readonly ResourceRef[] =>
  [...new Set(sentences.flatMap(({ about }) => about))]
    .map(partsOfKey)
    .map(({ ref, label }) => (label === undefined ? { ref } : { ref, source: label }))

/** The letter after what was said of it, or a remark when that names no line. */
const edited = (
  letter: Letter,
  said: string | undefined,
  context: Ctx,
): { readonly letter: Letter; readonly remark?: string } => {
  if (said === undefined) return { letter }
  const typed = WEG.exec(said)?.[1]
  if (typed === undefined) return { letter: { ...letter, added: [...letter.added, said] } }
  const numbers = new Set((typed.match(/\d+/gu) ?? []).map(Number))
  const fromRecord = letter.sentences.length
  const last = fromRecord + letter.added.length
  const strange = [...numbers].filter((number) => number < 1 || number > last)
  if (strange.length > 0 || numbers.size === 0)
    return { letter, remark: context.t.overdracht.noSuchLine(strange.join(', ') || typed, last) }
  return {
    letter: {
      ...letter,
      sentences: letter.sentences.filter((_, at) => !numbers.has(at + 1)),
      added: letter.added.filter((_, at) => !numbers.has(fromRecord + at + 1)),
      // Of what was typed nothing need be said: it never stood in the record.
      removed: letter.removed + [...numbers].filter((number) => number <= fromRecord).length,
    },
  }
}

const show = async (
  letter: Letter,
  remark: string | undefined,
  asked: Ready,
  target: ReferralTarget,
  reads: readonly string[],
  context: Ctx,
): Promise<Outcome> => {
  const { t } = context
  const read = await patientOf(context)
  if ('code' in read)
    return notWritten(t.writing.patientDown(t.clinical.failures[read.code]), [...reads, 'Patient'])
  const parts = partsOfLetter(letter, asked, t, true)
  const next = { ...asked, concept: JSON.stringify(letter) }
  const length = letter.sentences.length + letter.added.length
  const remarks: readonly Block[] = remark === undefined ? [] : [paragraph(remark)]
  return {
    kind: 'choose',
    document: [
      heading(t.overdracht.draftTitle(targetWords(target, t)), patientWords(read.line, t)),
      ...remarks,
      ...blocksOfLetter(parts, letter, t),
      paragraph(length === 0 ? t.overdracht.editEmpty : t.overdracht.editHow(length)),
    ],
    choices: [argsOf(target.ref, { ...next, ready: true })],
    free: argsOf(target.ref, { ...next, ready: false }),
    refs: refsOf(letter),
    reads: [...reads, 'Patient'],
  }
}

const confirm = async (
  letter: Letter,
  asked: Ready,
  target: ReferralTarget,
  requester: string,
  context: Ctx,
): Promise<Outcome> => {
  const { t, asker, patient, now, timeZone } = context
  const read = await patientOf(context)
  if ('code' in read)
    return notWritten(t.writing.patientDown(t.clinical.failures[read.code]), ['Patient'])
  const parts = partsOfLetter(letter, asked, t)
  const own = letter.sentences
    .flatMap(({ about }) => about)
    .map(partsOfKey)
    .filter(({ label }) => label === undefined)
    .map(({ ref }) => ref)
  const draft: HandoverDraft = {
    patient,
    requester,
    target: { name: target.name, owner: target.owner },
    title: t.overdracht.title,
    parts: textsOfLetter(parts, letter, t),
    about: [...new Set(own)],
    authoredOn: dateTimeIn(timeZone, now),
  }
  const { absence } = target
  return {
    kind: 'confirm',
    sends: true,
    draft,
    refs: refsOf(letter),
    reads: ['Patient'],
    preview: previewOf(
      {
        what: t.overdracht.what,
        deed: 'send',
        patient: read.line,
        lines: [
          t.overdracht.from(personWords(asker.member, asker.userId)),
          t.overdracht.to(targetWords(target, t)),
        ],
        below: blocksOfLetter(parts, letter, t),
        notes: [
          ...(absence === undefined ? [] : [t.overdracht.away(absence)]),
          t.overdracht.call,
          t.overdracht.notFormal,
        ],
      },
      context,
    ),
  }
}

/** Shows the draft made from the record now, then what the clinician makes of it, and at last what is to be confirmed. */
export const draftHandover = async (
  context: Ctx,
  asked: Ready,
  target: ReferralTarget,
  requester: string,
): Promise<Outcome> => {
  const { t } = context
  const kept = parsed(asked.concept)
  if (kept !== undefined && asked.ready) return confirm(kept, asked, target, requester, context)
  if (kept === undefined) {
    const made = await fresh(context, asked)
    if (made.kind === 'outcome') return made.outcome
    return show(made.letter, undefined, asked, target, made.reads, context)
  }
  const { letter, remark } = edited(kept, asked.said, context)
  const size = sizeOfLetter(partsOfLetter(letter, asked, t))
  if (size > MOST_SIGNS) return misused(t.overdracht.tooLong(size, MOST_SIGNS))
  return show(letter, remark, asked, target, [], context)
}
