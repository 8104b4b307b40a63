import type { MedicationRequest } from '@medplum/fhirtypes'
import type { RepeatReply } from '../../fhir/medication/repeat-reply.ts'
import { medicationFact } from '../../fhir/medication/statement.ts'
import type { Found } from '../../fhir/record/record.ts'
import type { Messages } from '../../i18n/messages.ts'
import { code, type Document, type Line, paragraph, strong } from '../../reply/document.ts'
import { cutText } from '../answer/cut-text.ts'
import { type DateContext, dateWords } from '../answer/date-words.ts'
import { productWords } from '../medicatie/words.ts'

/** What an answer says, in words of the source beside what its code says. */
export const replyWords = (reply: RepeatReply, context: DateContext): string => {
  const { herhaalrecept, clinical } = context.t
  const { words, outcome, sent } = reply
  const date = dateWords(sent, context) ?? clinical.undated
  const said = [
    ...(outcome === undefined ? [] : [herhaalrecept.outcomes[outcome]]),
    ...(words === undefined ? [] : [`“${cutText(words, context)}”`]),
  ]
  const doubts = [
    ...(reply.isFinal ? [] : [herhaalrecept.notFinal]),
    ...(reply.unknownModifier ? [clinical.unknownModifier] : []),
  ]
  const whole =
    said.length === 0
      ? herhaalrecept.replyWithout(date)
      : herhaalrecept.reply(date, said.join(', '))
  return [whole, ...doubts].join(' – ')
}

/** What is told of an answer to a proposal. */
export type ToldReply = {
  /** The proposal as it stands in the record; undefined when it is not there any more. */
  readonly proposal: Found<MedicationRequest> | undefined
  /** Undefined when the answer was taken back. */
  readonly reply: RepeatReply | undefined
  /** Something was told of this answer before. */
  readonly isAgain: boolean
}

const titleOf = ({ reply, isAgain }: ToldReply, { herhaalrecept }: Messages): string => {
  if (reply === undefined) return herhaalrecept.replyGone
  return isAgain ? herhaalrecept.replyChanged : herhaalrecept.replied
}

/** Told unasked, below the answer that said that the proposal was made: which medicine, and what was answered. */
export const repliedDocument = (told: ToldReply, context: DateContext): Document => {
  const { herhaalrecept } = context.t
  const { proposal, reply } = told
  const title = titleOf(told, context.t)
  const fact = proposal === undefined ? undefined : medicationFact(proposal)
  const name = fact === undefined ? undefined : cutText(productWords(fact, context), context)
  const doubts = [
    ...(fact?.forbidden === true ? [context.t.medicatie.doubts.forbidden] : []),
    ...(fact?.unknownModifier === true ? [context.t.clinical.unknownModifier] : []),
  ]
  const words = reply === undefined ? undefined : replyWords(reply, context)
  return [
    paragraph(
      [strong(name === undefined ? title : herhaalrecept.about(title, name))],
      ...doubts.map((each): Line => [strong(each)]),
      ...(words === undefined
        ? [herhaalrecept.doNotRely]
        : [words.charAt(0).toUpperCase() + words.slice(1)]),
      [herhaalrecept.all, code('!herhaalrecept'), '.'],
    ),
  ]
}
