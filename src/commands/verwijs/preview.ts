import { priorityOfDraft, type ReferralDraft } from '../../fhir/referral/draft.ts'
import { type ReferralTexts, referralParts } from '../../fhir/referral/parts.ts'
import type { ReferralTarget } from '../../fhir/referral/target.ts'
import type { PatientLine } from '../../fhir/team/care-team.ts'
import type { Messages } from '../../i18n/messages.ts'
import { stamp } from '../answer/date-words.ts'
import { personWords } from '../answer/person-words.ts'
import type { Context } from '../command.ts'
import { priorityWords } from '../taken/line.ts'
import { previewOf, textParts } from '../writing/writing.ts'
import type { Attached } from './attached.ts'
import { hurryIn } from './urgency.ts'

/** A recipient as a list names one. */
export const targetWords = (target: ReferralTarget, { verwijs }: Messages): string => {
  const { name, place, kind, discipline } = target
  const where = kind === 'member' ? verwijs.ownTeam : place
  const known = kind === 'member' || discipline === undefined || name.includes(discipline)
  const words = [name, known ? undefined : discipline].filter((word) => word !== undefined)
  return where === undefined ? words.join(', ') : `${words.join(', ')} (${where})`
}

/** What the preview of a referral is made of. */
export type PreviewParts = {
  readonly draft: ReferralDraft
  readonly target: ReferralTarget | undefined
  readonly patient: PatientLine
  /** False when the address book may know more recipients. */
  readonly complete: boolean
  /** The records that go with it. */
  readonly attached: Exclude<Attached, { problem: string }>
}

const toWords = ({ draft, target }: PreviewParts, t: Messages): string =>
  target === undefined
    ? t.verwijs.toNobody(draft.discipline ?? '')
    : t.verwijs.to(targetWords(target, t))

/** A word of hurry in a referral without any is no guess of ours, but must not be overlooked either. */
const overlooked = ({ question, parts = {} }: ReferralDraft): string | undefined =>
  [question, ...Object.values(parts)].map(hurryIn).find((word) => word !== undefined)

const notesOf = (
  { draft, target, complete, attached }: PreviewParts,
  { verwijs }: Messages,
): readonly string[] => {
  const priority = priorityOfDraft(draft)
  const word = priority === 'routine' ? overlooked(draft) : undefined
  return [
    target === undefined ? verwijs.nobodyWarned : undefined,
    target?.absence === undefined ? undefined : verwijs.away(target.absence),
    complete ? undefined : verwijs.directoryIncomplete,
    ...attached.notes,
    word === undefined ? undefined : verwijs.notMarked(word),
    priority === 'stat' ? verwijs.callNow : priority === 'routine' ? undefined : verwijs.call,
    verwijs.noLetter,
  ].filter((note) => note !== undefined)
}

const urgencyWords = ({ draft }: PreviewParts, { t, timeZone }: Context): string => {
  if (draft.respondBy === undefined) return t.verwijs.notUrgent
  const by = stamp(new Date(draft.respondBy), { timeZone })
  const priority = priorityOfDraft(draft)
  return priority === 'urgent'
    ? t.verwijs.urgent(by)
    : t.verwijs.moreUrgent(priorityWords(priority, t) ?? '', by)
}

const textsOf = (texts: ReferralTexts, { verwijs }: Messages) =>
  referralParts.flatMap((part) => {
    const text = texts[part]
    const label = verwijs.labels[part]
    return text === undefined ? [] : [textParts(text, { line: `${label}: `, below: `${label}:` })]
  })

/** The preview of a referral: all of what will be written. */
export const referralPreview = (parts: PreviewParts, context: Context) => {
  const { t, asker } = context
  const { verwijs } = t
  const { draft, patient, attached } = parts
  const texts = [
    textParts(draft.question, { line: verwijs.question, below: verwijs.questionBelow }),
    ...textsOf(draft.parts ?? {}, t),
  ]
  return previewOf(
    {
      what: verwijs.name,
      deed: 'send',
      patient,
      lines: [
        verwijs.from(personWords(asker.member, asker.userId)),
        toWords(parts, t),
        ...texts.flatMap(({ item }) => item),
        ...attached.lines,
        urgencyWords(parts, context),
        ...(draft.intent === 'proposal' ? [verwijs.proposal] : []),
      ],
      below: texts.flatMap(({ below }) => below),
      notes: notesOf(parts, t),
    },
    context,
  )
}
