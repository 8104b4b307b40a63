import { FhirError } from '../../fhir/fhir.ts'
import { isObject } from '../../fhir/server/outcome.ts'
import { withStatus } from '../../fhir/timeline/conversation-draft.ts'
import { conversationFact } from '../../fhir/timeline/conversation-fact.ts'
import { heading, paragraph } from '../../reply/document.ts'
import { cutWord } from '../answer/cut-word.ts'
import { stamp } from '../answer/date-words.ts'
import type { Args, Carried, Context, Outcome, RecordPorts } from '../command.ts'
import { choiceOf } from '../typed/choice.ts'
import { holdsBsn } from '../typed/typed-text.ts'
import {
  carriedAs,
  changedSince,
  misused,
  notWritten,
  patientOf,
  previewOf,
  referenceLine,
} from '../writing/writing.ts'
import type { ConversationRoom, ConversationWriterPorts } from './ports.ts'

/** What archiving and opening again need. */
export type ConversationStatePorts = ConversationWriterPorts & RecordPorts

type Ctx = Context<ConversationStatePorts>

type Draft = {
  readonly patient: string
  readonly request: string
  readonly versionId: string | undefined
  readonly name: string
}

const isDraft = (value: unknown): value is Draft =>
  isObject(value) &&
  typeof value['patient'] === 'string' &&
  typeof value['request'] === 'string' &&
  /^CommunicationRequest\/[A-Za-z0-9\-.]{1,64}$/u.test(value['request']) &&
  typeof value['name'] === 'string' &&
  (value['versionId'] === undefined || typeof value['versionId'] === 'string')

const MOST_CHOICES = 9

const wordsOf = (archived: boolean, { t }: Ctx) => (archived ? t.gesprek.archive : t.gesprek.reopen)

const numberTyped = (typed: string) => /^(?:gesprek|#)?\s*(\d{1,4})$/iu.exec(typed)?.[1]

const which = (rooms: readonly ConversationRoom[], archived: boolean, context: Ctx): Outcome => {
  const { gesprek } = context.t
  return choiceOf({
    title: wordsOf(archived, context).which,
    among: rooms.map(({ name, number }) => ({
      words: name,
      args: { words: [String(number)], options: {}, text: '' },
    })),
    most: MOST_CHOICES,
    more: gesprek.whichMore,
    how: (shown) => paragraph(gesprek.whichHow(shown)),
  })
}

const preview = async (
  room: ConversationRoom,
  archived: boolean,
  context: Ctx,
): Promise<Outcome> => {
  const { t, patient, record, signal } = context
  const reads = ['CommunicationRequest', 'Patient']
  const looked = await record.look(patient, room.request, signal).catch((error: unknown) => {
    if (error instanceof FhirError) return error
    throw error
  })
  if (looked instanceof FhirError)
    return notWritten(t.writing.readDown(t.clinical.failures[looked.code]), reads)
  const { resource, source, key, included } = looked ?? {}
  if (resource?.resourceType !== 'CommunicationRequest' || source === undefined)
    return notWritten(t.gesprek.onlyRoom, reads)
  const read = await patientOf(context)
  if ('code' in read)
    return notWritten(t.writing.patientDown(t.clinical.failures[read.code]), reads)
  const fact = conversationFact({
    resource,
    source,
    key: key ?? room.request,
    included: included ?? new Map(),
  })
  const words = wordsOf(archived, context)
  const draft: Draft = {
    patient,
    request: room.request,
    versionId: fact.versionId,
    name: room.name,
  }
  return {
    kind: 'confirm',
    draft,
    refs: [],
    reads,
    preview: previewOf(
      {
        what: words.what,
        deed: 'record',
        patient: read.line,
        lines: [
          t.gesprek.room(room.name),
          t.gesprek.subject(fact.subject ?? t.gesprek.list.noSubject),
        ],
        notes: [words.effect],
      },
      context,
    ),
  }
}

/** Which conversation is meant: the one of this room, the numbered one, or the only one; several are offered. */
export const askState = async (context: Ctx, args: Args, archived: boolean): Promise<Outcome> => {
  const { words, text } = args
  const { t, conversations, patient, roomId } = context
  if (holdsBsn(args)) return misused(t.writing.bsn)
  const typed = [...words, text].join(' ').trim()
  const all = await conversations.ofPatient(patient)
  const fitting = all.filter((room) => room.archived !== archived)
  const here = all.find((room) => room.roomId === roomId)
  const number = numberTyped(typed)
  const named =
    typed === '' ? here : all.find((room) => number !== undefined && room.number === Number(number))
  if (named === undefined && typed !== '') return misused(t.gesprek.noNumber(cutWord(typed)))
  if (named !== undefined)
    return named.archived === archived
      ? misused(wordsOf(archived, context).already(named.name))
      : preview(named, archived, context)
  const [only, second] = fitting
  if (only === undefined) return misused(wordsOf(archived, context).none)
  return second === undefined ? preview(only, archived, context) : which(fitting, archived, context)
}

/** Changes the status in the record, and with it what may be done in the room; repeating it changes nothing more. */
export const carryState = async (
  context: Ctx,
  draft: unknown,
  promptId: string,
  archived: boolean,
): Promise<Carried> => {
  const { patient, writer, conversations, now, signal } = context
  if (!isDraft(draft) || draft.patient !== patient) return changedSince(context)
  const [, id = ''] = draft.request.split('/')
  const written = await writer.change(
    'CommunicationRequest',
    id,
    draft.versionId,
    withStatus(archived ? 'completed' : 'active'),
    signal,
  )
  const words = wordsOf(archived, context)
  if (written.kind === 'written') await conversations.setArchived(draft.request, archived, promptId)
  return carriedAs(
    written,
    words.what,
    (refs) => [heading(words.done(stamp(now, context), draft.name), referenceLine(refs, context))],
    context,
  )
}
