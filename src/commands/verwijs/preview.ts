import type { ReferralDraft } from '../../fhir/referral/draft.ts'
import type { ReferralTarget } from '../../fhir/referral/target.ts'
import type { PatientLine } from '../../fhir/team/care-team.ts'
import type { Messages } from '../../i18n/messages.ts'
import { stamp } from '../answer/date-words.ts'
import { personWords } from '../answer/person-words.ts'
import type { Context } from '../command.ts'
import { previewOf, textParts } from '../writing/writing.ts'

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
}

const toWords = ({ draft, target }: PreviewParts, t: Messages): string =>
  target === undefined
    ? t.verwijs.toNobody(draft.discipline ?? '')
    : t.verwijs.to(targetWords(target, t))

const notesOf = ({ draft, target, complete }: PreviewParts, { verwijs }: Messages) =>
  [
    target === undefined ? verwijs.nobodyWarned : undefined,
    target?.absence === undefined ? undefined : verwijs.away(target.absence),
    complete ? undefined : verwijs.directoryIncomplete,
    draft.urgent ? verwijs.call : undefined,
    verwijs.noLetter,
  ].filter((note) => note !== undefined)

const urgencyWords = ({ draft }: PreviewParts, { t, timeZone }: Context): string =>
  draft.respondBy === undefined
    ? t.verwijs.notUrgent
    : t.verwijs.urgent(stamp(new Date(draft.respondBy), { timeZone }))

/** The preview of a referral: all of what will be written. */
export const referralPreview = (parts: PreviewParts, context: Context) => {
  const { t, asker } = context
  const { verwijs } = t
  const { draft, patient } = parts
  const { item, below } = textParts(draft.question, {
    line: verwijs.question,
    below: verwijs.questionBelow,
  })
  return previewOf(
    {
      what: verwijs.name,
      deed: 'send',
      patient,
      lines: [
        verwijs.from(personWords(asker.member, asker.userId)),
        toWords(parts, t),
        ...item,
        urgencyWords(parts, context),
        ...(draft.intent === 'proposal' ? [verwijs.proposal] : []),
      ],
      below,
      notes: notesOf(parts, t),
    },
    context,
  )
}
