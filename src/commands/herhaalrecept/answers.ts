import type { Communication, MedicationRequest } from '@medplum/fhirtypes'
import type { MedicationFact } from '../../fhir/medication/fact.ts'
import { type RepeatReply, replyOf } from '../../fhir/medication/repeat-reply.ts'
import { medicationFact } from '../../fhir/medication/statement.ts'
import type { Found, Question } from '../../fhir/record/record.ts'
import { identifierKey } from '../../fhir/value/codes.ts'
import { refOf } from '../../fhir/value/references.ts'
import { type Fact, facts, type Inline, paragraph, strong } from '../../reply/document.ts'
import { cutText } from '../answer/cut-text.ts'
import { type DateContext, dateWords, stamp } from '../answer/date-words.ts'
import { answeredSources, clinicalAnswer, readsOf } from '../answer/skeleton.ts'
import { wordFor } from '../answer/word-for.ts'
import type { Context, Outcome, RecordPorts } from '../command.ts'
import { productWords } from '../medicatie/words.ts'
import { replyWords } from './told.ts'

const ASKED = ['MedicationRequest', 'Communication'] as const
const questions: readonly Question[] = [
  { type: 'MedicationRequest', params: { _include: ['MedicationRequest:medication'] } },
  { type: 'Communication' },
]

const namesOf = (request: MedicationRequest): readonly string[] =>
  [...(request.identifier ?? []).map(identifierKey), refOf(request)].filter(
    (name) => name !== undefined,
  )

type Reply = { readonly found: Found<Communication>; readonly reply: RepeatReply }

/** What became of a proposal by its own word; one that is open says nothing. */
const standing = (fact: MedicationFact, { t }: DateContext): readonly string[] => {
  const { herhaalrecept, clinical, medicatie, tijdlijn } = t
  const status = fact.status ?? 'unknown'
  const known = {
    ...tijdlijn.statuses,
    active: '',
    cancelled: herhaalrecept.withdrawn,
    unknown: clinical.statusUnknown,
  }
  return [
    wordFor(known, status) ?? tijdlijn.status(status),
    fact.unknownModifier ? clinical.unknownModifier : '',
    fact.product.wrong ? medicatie.doubts.product : '',
    ...fact.statusReasons.map((words) => medicatie.statusReason(cutText(words, { t }))),
  ].filter((words) => words !== '')
}

const lineOf = (
  found: Found<MedicationRequest>,
  replies: readonly Reply[],
  context: Context<RecordPorts>,
): Fact => {
  const { herhaalrecept, clinical } = context.t
  const fact = medicationFact(found)
  const names = namesOf(found.resource)
  const mine = replies
    .filter(({ reply }) => reply.answers.some((name) => names.includes(name)))
    .toSorted((one, other) => (other.reply.sent ?? '').localeCompare(one.reply.sent ?? ''))
  const name = cutText(productWords(fact, context), context)
  const date = dateWords(found.resource.authoredOn, context) ?? clinical.undated
  const said = mine.map(({ reply }) => replyWords(reply, context))
  const rest = [...standing(fact, context), ...(said.length === 0 ? [herhaalrecept.noReply] : said)]
  return {
    line: [
      ...(fact.forbidden ? [strong(context.t.medicatie.lead.forbidden)] : []),
      herhaalrecept.line(name, date),
      ...rest.flatMap((words): readonly Inline[] => [' – ', words]),
    ],
    about: [found.key, ...mine.map((each) => each.found.key)],
  }
}

const isProposal = ({ resource }: Found<MedicationRequest>): boolean => {
  const { intent, status } = resource
  return (intent === 'plan' || intent === 'proposal') && status !== 'entered-in-error'
}

/** The proposals of this patient, newest first, with what was answered to each. */
export const repeatAnswers = async (context: Context<RecordPorts>): Promise<Outcome> => {
  const { t, record, patient, signal, now } = context
  const sourced = await record.ask(patient, questions, signal)
  // Which medicines others asked for is not for everybody who reads along.
  const isLay = context.audience === 'lay'
  const { kind, ref, practitioner } = context.asker.member
  const own = [ref, practitioner, kind === 'patient' ? patient : undefined].filter(
    (each) => each !== undefined,
  )
  const requests = sourced.value
    .of('MedicationRequest')
    .filter(isProposal)
    .filter((found) => !isLay || own.includes(found.resource.requester?.reference ?? ''))
    .filter((found) => medicationFact(found).kind === 'dispense-request' || !hasCategory(found))
    .toSorted((one, other) =>
      (other.resource.authoredOn ?? '').localeCompare(one.resource.authoredOn ?? ''),
    )
  const replies = sourced.value.of('Communication').flatMap((found): readonly Reply[] => {
    const reply = replyOf(found.resource)
    return reply?.counts === true ? [{ found, reply }] : []
  })
  const said =
    requests.length === 0
      ? paragraph(
          t.clinical.nothingFound(answeredSources(sourced, context, ASKED), stamp(now, context)),
        )
      : facts(requests.map((each) => lineOf(each, replies, context)))
  return clinicalAnswer(context, {
    title: t.herhaalrecept.answersTitle,
    sourced,
    blocks: [said, paragraph(...(isLay ? [t.herhaalrecept.onlyOwn] : []), t.herhaalrecept.how)],
    reads: readsOf(sourced, ASKED),
    asked: ASKED,
  })
}

const hasCategory = ({ resource }: Found<MedicationRequest>): boolean =>
  (resource.category ?? []).length > 0
