import type { AdvanceCareFact } from '../../fhir/directive/advance-care.ts'
import { type Fact, strong } from '../../reply/document.ts'
import { type DateContext, dateWords } from '../answer/date-words.ts'
import { joinedLine, noteWords, tailWords, whoWords } from '../answer/fact-line.ts'
import { wordFor } from '../answer/word-for.ts'

const FINAL: ReadonlySet<string> = new Set(['final', 'active', 'completed', 'accepted'])

const statusWords = ({ status }: AdvanceCareFact, { t }: DateContext): string | undefined => {
  if (status !== undefined && FINAL.has(status)) return undefined
  const words = wordFor(t.wilsverklaring.care.statuses, status)
  return words ?? (status === undefined ? t.clinical.statusUnknown : t.facts.statusOther(status))
}

const valueWords = (fact: AdvanceCareFact, { t }: DateContext): string | undefined => {
  const { care } = t.wilsverklaring
  if (fact.value !== undefined) return fact.value
  if (fact.kind === 'talk' || fact.kind === 'device') return undefined
  if (fact.absent === undefined) return care.valueless
  return care.absent(wordFor(t.clinical.absent, fact.absent) ?? t.clinical.absentOther)
}

/** A wish, an aim, a talk or a defibrillator on one line. */
export const advanceCareLine = (fact: AdvanceCareFact, context: DateContext): Fact => {
  const { clinical, wilsverklaring } = context.t
  const { care } = wilsverklaring
  const { doubt, from } = tailWords(fact, context)
  const kind = care.kinds[fact.kind]
  const lead = fact.name === undefined ? kind : care.named(kind, fact.name)
  const who = fact.authors.map((each) => whoWords(each, context)).join('; ')
  return {
    line: joinedLine(strong(lead), [
      valueWords(fact, context),
      doubt,
      statusWords(fact, context),
      dateWords(fact.date, context) ?? clinical.undated,
      ...noteWords(fact.notes, context),
      who === '' ? clinical.sourceUnknown : who,
      from,
    ]),
    about: [fact.key],
  }
}
