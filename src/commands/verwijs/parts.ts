import type { ReferralPart, ReferralTexts } from '../../fhir/referral/parts.ts'
import { fold } from '../../fhir/team/disciplines.ts'
import { saidUrgency } from './urgency.ts'

/** A label at the beginning of a line: a part of the referral, its question, its urgency, or numbers of lines. */
export type Label = ReferralPart | 'question' | 'urgency' | 'attached'

const words: Readonly<Record<Label, readonly string[]>> = {
  question: ['vraag', 'hulpvraag', 'question'],
  reason: ['reden', 'klacht', 'klachten', 'aanleiding', 'reason', 'complaint'],
  course: ['beloop', 'verloop', 'metingen', 'beloop en metingen', 'course'],
  treatment: ['behandeling', 'behandeling tot nu toe', 'treatment'],
  history: ['voorgeschiedenis', 'medicatie', 'voorgeschiedenis en medicatie', 'history'],
  social: ['sociaal', 'sociale situatie', 'thuissituatie', 'social'],
  attached: ['bij', 'bijlage', 'bijlagen', 'attach'],
  urgency: ['urgentie', 'urgency'],
  call: ['bellen', 'bel', 'terugbellen', 'telefoon', 'tel', 'call'],
}

const LABELS: ReadonlyMap<string, Label> = new Map(
  (
    [
      ...(['question', 'reason', 'course', 'treatment', 'history'] as const),
      ...(['social', 'attached', 'urgency', 'call'] as const),
    ] as const
  ).flatMap((label) => words[label].map((word): readonly [string, Label] => [word, label])),
)

/** Every part is bounded: a line of nothing but spaces is tried in one way only. */
const LINE = /^\s{0,40}(?:[-•*]\s{0,10})?(\p{L}[\p{L} ]{1,39}?)\s{0,20}:(?!\/\/)\s*(.*)$/u
const SKIPPED = /^(?:overslaan|sla over|skip)[.!]?$/iu

const labelOf = (line: string) => {
  const [, word = '', rest = ''] = LINE.exec(line) ?? []
  // "spoed: ja" says how urgent it is; "spoed: wond" is a question that begins with a word of urgency.
  const isSpoed = fold(word) === 'spoed' && saidUrgency(rest) !== undefined
  const label = isSpoed ? 'urgency' : LABELS.get(fold(word))
  return label === undefined ? undefined : { label, rest }
}

/** A text cut up by the labels in it. */
export type Labelled = {
  readonly question: string
  readonly texts: ReferralTexts
  readonly urgency: string | undefined
  readonly attached: string | undefined
}

/** Cuts a text up at its labels; every line belongs to the label above it, and to the question when there is none. No word is lost. */
export const labelled = (text: string): Labelled => {
  const found = new Map<Label, string[]>()
  let label: Label = 'question'
  for (const line of text.split('\n')) {
    const named = labelOf(line)
    label = named?.label ?? label
    const kept = named?.rest ?? line
    found.set(label, [...(found.get(label) ?? []), kept])
  }
  const of = (each: Label): string | undefined => {
    const said = (found.get(each) ?? []).join('\n').trim()
    return said === '' || (each !== 'question' && SKIPPED.test(said)) ? undefined : said
  }
  const texts = (['reason', 'course', 'treatment', 'history', 'social', 'call'] as const).flatMap(
    (part): readonly (readonly [ReferralPart, string])[] => {
      const said = of(part)
      return said === undefined ? [] : [[part, said]]
    },
  )
  return {
    question: of('question') ?? '',
    texts: Object.fromEntries(texts),
    urgency: of('urgency'),
    attached: of('attached'),
  }
}
