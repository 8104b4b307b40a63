import type { PatientLine, TeamMember } from '../fhir/care-team.ts'
import type { ReferralDraft } from '../fhir/referral-draft.ts'
import type { ReferralTarget } from '../fhir/referral-target.ts'
import type { Messages } from '../i18n/messages.ts'
import {
  type Block,
  type Document,
  heading,
  type Line,
  list,
  paragraph,
  strong,
} from '../reply/document.ts'
import { stamp } from './date-words.ts'
import { wordFor } from './skeleton.ts'

/** Initials only (S19): `Johanna van Voorbeeld` is `J.V.`, `A.B. de Vries` is `A.B.V.`. */
export const initialsOf = (name: string): string =>
  name
    .split(/[\s.]+/u)
    .flatMap((word) => /^\P{L}*(\p{Lu})/u.exec(word)?.[1] ?? [])
    .map((letter) => `${letter}.`)
    .join('')

/** The patient as a preview shows one: initials, gender, year of birth (S19). */
export const patientWords = (
  { name, gender, birthDate }: PatientLine,
  { verwijs }: Messages,
): string =>
  verwijs.patient(
    initialsOf(name ?? '') || verwijs.nameUnknown,
    wordFor(verwijs.genders, gender) ?? '',
    /^\d{4}/u.exec(birthDate ?? '')?.[0] ?? '',
  )

/** A person as the preview names one: name, function, organization. */
export const personWords = (
  { name, functions, organization }: TeamMember,
  userId: string,
): string =>
  [name ?? userId, functions[0], organization?.name].filter((word) => word !== undefined).join(', ')

/** A recipient as a list names one. */
export const targetWords = (target: ReferralTarget, { verwijs }: Messages): string => {
  const { name, place, kind, discipline } = target
  const where = kind === 'member' ? verwijs.ownTeam : place
  const known = kind === 'member' || discipline === undefined || name.includes(discipline)
  const words = [name, known ? undefined : discipline].filter((word) => word !== undefined)
  return where === undefined ? words.join(', ') : `${words.join(', ')} (${where})`
}

/** A long line in spans, because one span is shown only up to a limit; no word is lost. */
const spans = (text: string): Line => text.match(/.{1,400}(?:\s|$)|.{1,400}/gsu) ?? []

/** A text as a preview shows it, whole: a short one in the list, one of several lines below it. */
export const textParts = (
  text: string,
  words: { readonly line: string; readonly below: string },
): { readonly item: readonly Line[]; readonly below: readonly Block[] } => {
  const lines = text.split('\n')
  return lines.length === 1
    ? { item: [[words.line, ...spans(text)]], below: [] }
    : { item: [], below: [paragraph(words.below, ...lines.map(spans))] }
}

/** What a preview is made of. */
export type PreviewParts = {
  readonly draft: ReferralDraft
  readonly target: ReferralTarget | undefined
  readonly from: string
  readonly asker: string
  readonly patient: PatientLine
  /** False when the address book may know more recipients. */
  readonly complete: boolean
  readonly timeZone: string
}

const toWords = ({ draft, target }: PreviewParts, t: Messages): string =>
  target === undefined
    ? t.verwijs.toNobody(draft.discipline ?? '')
    : t.verwijs.to(targetWords(target, t))

const notes = ({ draft, target, complete }: PreviewParts, { verwijs }: Messages): Block =>
  paragraph(
    ...[
      target === undefined ? verwijs.nobodyWarned : undefined,
      target?.absence === undefined ? undefined : verwijs.away(target.absence),
      complete ? undefined : verwijs.directoryIncomplete,
      draft.urgent ? verwijs.call : undefined,
      verwijs.noLetter,
    ].filter((note) => note !== undefined),
  )

const urgencyWords = ({ draft, timeZone }: PreviewParts, { verwijs }: Messages): string =>
  draft.respondBy === undefined
    ? verwijs.notUrgent
    : verwijs.urgent(stamp(new Date(draft.respondBy), { timeZone }))

/** The preview of a referral: all of what will be written, and how to confirm it, which stands last. */
export const previewDocument =
  (parts: PreviewParts, t: Messages) =>
  (code: string, until: Date): Document => {
    const { verwijs } = t
    const { instruction } = verwijs
    const { item, below } = textParts(parts.draft.question, {
      line: verwijs.question,
      below: verwijs.questionBelow,
    })
    const time = stamp(until, parts).slice(-'00:00'.length)
    return [
      heading(verwijs.title, patientWords(parts.patient, t)),
      list([
        verwijs.from(parts.from),
        toWords(parts, t),
        ...item,
        urgencyWords(parts, t),
        ...(parts.draft.intent === 'proposal' ? [verwijs.proposal] : []),
      ]),
      ...below,
      notes(parts, t),
      paragraph([
        instruction.start(parts.asker),
        strong(instruction.yes(code)),
        instruction.between,
        strong(instruction.no(code)),
        instruction.end(time),
      ]),
    ]
  }
