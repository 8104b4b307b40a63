import type { AdvanceCareFact, Answer } from '../../fhir/directive/advance-care.ts'
import { hasEnded } from '../../fhir/value/period.ts'
import { type Fact, strong } from '../../reply/document.ts'
import { cutText } from '../answer/cut-text.ts'
import { type DateContext, dateWords, plainDateWords } from '../answer/date-words.ts'
import { joinedLine, noteWords, tailWords, verbatim, whoWords } from '../answer/fact-line.ts'
import { wordFor } from '../answer/word-for.ts'
import { readingWords } from '../metingen/reading-words.ts'

const FINAL: ReadonlySet<string> = new Set(['final', 'active', 'completed', 'accepted'])

const statusWords = (
  { status, device }: AdvanceCareFact,
  { t }: DateContext,
): string | undefined => {
  if (device?.use !== undefined || (status !== undefined && FINAL.has(status))) return undefined
  const words = wordFor(t.wilsverklaring.care.statuses, status)
  return words ?? (status === undefined ? t.clinical.statusUnknown : t.facts.statusOther(status))
}

const readWords = (reading: Answer['reading'], context: DateContext): string => {
  const { clinical, wilsverklaring } = context.t
  const { care } = wilsverklaring
  if (reading.kind === 'text') return verbatim(reading.text, context)
  if (reading.kind === 'none') return care.valueless
  if (reading.kind !== 'absent') return readingWords(reading, 'other', context)
  const reason = wordFor(clinical.absent, reading.code) ?? reading.text ?? clinical.absentOther
  return care.absent(cutText(reason, context))
}

const answerWords = ({ name, reading }: Answer, context: DateContext): string => {
  const { care } = context.t.wilsverklaring
  const value = readWords(reading, context)
  return name === undefined ? value : care.named(cutText(name, context), value)
}

const valueWords = (fact: AdvanceCareFact, context: DateContext): string | undefined => {
  if (fact.answers.length > 0)
    return fact.answers.map((each) => answerWords(each, context)).join('; ')
  const isAnswered = fact.kind === 'talk' || fact.kind === 'device'
  return isAnswered ? undefined : context.t.wilsverklaring.care.valueless
}

/** What stands before a line: a device that is no longer, or not yet, in use is not called implanted. */
const leadWords = ({ kind, name, device }: AdvanceCareFact, { t }: DateContext): string => {
  const { care } = t.wilsverklaring
  const kindWords = device?.use === undefined ? care.kinds[kind] : care.uses[device.use]
  const names = [device?.onlyCoded === true ? care.defibrillator : undefined, name]
  const said = names.filter((each) => each !== undefined).join(', ')
  return said === '' ? kindWords : care.named(kindWords, said)
}

const deviceWords = (
  { device }: AdvanceCareFact,
  context: DateContext,
): readonly (string | undefined)[] => {
  const { clinical, wilsverklaring } = context.t
  const { care } = wilsverklaring
  if (device === undefined) return []
  const { end, use, inactive } = device
  const date = plainDateWords(end, context)
  const isPast = end !== undefined && hasEnded({ end }, context)
  return [
    inactive ? care.inactive : undefined,
    isPast && use !== 'ended' ? care.pastEnd : undefined,
    date === undefined || date === clinical.unreadableDate
      ? date
      : isPast
        ? care.ended(date)
        : care.until(date),
  ]
}

/** A wish, an aim, a talk or a defibrillator on one line. */
export const advanceCareLine = (fact: AdvanceCareFact, context: DateContext): Fact => {
  const { clinical } = context.t
  const { doubt, from } = tailWords(fact, context)
  const who = fact.authors.map((each) => whoWords(each, context)).join('; ')
  return {
    line: joinedLine(strong(leadWords(fact, context)), [
      valueWords(fact, context),
      doubt,
      statusWords(fact, context),
      dateWords(fact.date, context) ?? clinical.undated,
      ...deviceWords(fact, context),
      ...noteWords(fact.notes, context),
      who === '' ? clinical.sourceUnknown : who,
      from,
    ]),
    about: [fact.key],
  }
}
