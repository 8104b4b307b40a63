import { type Fact, type Inline, type Line, strong } from '../../reply/document.ts'
import { cutText } from '../answer/cut-text.ts'
import { type DateContext, dateWords } from '../answer/date-words.ts'
import { originWords } from '../answer/origin-words.ts'
import type { Person } from './people.ts'

/** Who is in the room or invited to it; undefined when that could not be checked. */
export type Presence = ReadonlyMap<string, 'join' | 'invite'> | undefined

/** A planned date says nothing by being ahead: only the date itself is wanted. */
const dateOnly = (value: string | undefined, context: DateContext) =>
  dateWords(value, { ...context, now: new Date('9999-12-31T00:00:00Z') })

const nameOf = ({ kind, name, isOrganization }: Person, context: DateContext): string => {
  const { clinical, wie } = context.t
  if (kind === 'patient') return wie.client
  const known = name === undefined ? undefined : cutText(name, context)
  if (kind !== 'unknown' || isOrganization === true) return known ?? wie.nameless
  return known === undefined ? clinical.unknownReference : `${clinical.unknownReference}: ${known}`
}

const functionsOf = ({ functions }: Person, context: DateContext): string =>
  cutText(functions.join(' / '), context)

const functionWords = (person: Person, context: DateContext) => {
  const { wie } = context.t
  if (person.kind === 'patient') return undefined
  const none = person.isOrganization === true ? wie.organization : wie.noFunction
  const fallback = person.kind === 'related' ? wie.noRelation : none
  const words = functionsOf(person, context) || fallback
  return person.responsible ? `${words} (${wie.responsible})` : words
}

const presenceWords = ({ userIds }: Person, presence: Presence, { t }: DateContext): string => {
  const words = t.wie.presence
  if (userIds.length === 0) return words.none
  if (presence === undefined) return words.unknown
  const found = userIds.map((userId) => presence.get(userId))
  if (found.includes('join')) return words.join
  return found.includes('invite') ? words.invite : words.away
}

/** Where somebody works; an organization that takes part itself has said its name already. */
export const workplaceOf = ({ organization, isOrganization }: Person): string | undefined =>
  isOrganization === true ? undefined : organization?.name

/** Name, function, organization, telephone and address for secure post, whether in this room. */
export const personLine = (person: Person, presence: Presence, context: DateContext): Line => {
  const { t } = context
  const phones = person.phones.join(', ')
  const isClient = person.kind === 'patient'
  const mail = person.mail?.join(', ') ?? ''
  const organization = workplaceOf(person)
  const rest = [
    functionWords(person, context),
    organization === undefined ? undefined : cutText(organization, context),
    isClient ? undefined : phones === '' ? t.wie.noPhone : t.wie.phones(phones),
    mail === '' ? undefined : t.wie.mail(mail),
    presenceWords(person, presence, context),
    person.absences.some((each) => each.now) ? t.wie.absentFlag : undefined,
    ...originWords(person, context),
  ]
  // Apart, so that one long part takes nothing away from the others.
  const parts = rest.flatMap((each): readonly Inline[] => (each === undefined ? [] : [' – ', each]))
  return [strong(nameOf(person, context)), ...parts]
}

type Absence = Person['absences'][number]

const absenceWords = (
  person: Person,
  absence: Absence,
  reasons: boolean,
  context: DateContext,
): string => {
  const { wie } = context.t
  const functions = person.kind === 'patient' ? '' : functionsOf(person, context)
  const who = wie.who(nameOf(person, context), functions)
  const why = absence.text === undefined || !reasons ? undefined : cutText(absence.text, context)
  const start = dateOnly(absence.start, context)
  const end = dateOnly(absence.end, context)
  if (absence.now) {
    const since = start === undefined ? context.t.clinical.undated : wie.since(start)
    return wie.absent(who, end === undefined ? since : wie.until(end), why)
  }
  if (start === undefined) return wie.absentUndated(who, why)
  return wie.willBeAbsent(who, end === undefined ? wie.from(start) : wie.fromTo(start, end), why)
}

/** One line for each absence: those of now first; without `later`, those alone. Why is told where `reasons` may be. */
export const absenceLines = (
  people: readonly Person[],
  { later, reasons }: { readonly later: boolean; readonly reasons: boolean },
  context: DateContext,
): readonly Fact[] => {
  const all = people.flatMap((person) => person.absences.map((absence) => ({ person, absence })))
  const now = all.filter(({ absence }) => absence.now)
  const ahead = later ? all.filter(({ absence }) => !absence.now) : []
  return [
    ...now.map(({ person, absence }) => ({
      line: strong(absenceWords(person, absence, reasons, context)),
      about: person.about,
    })),
    ...ahead.map(({ person, absence }) => ({
      line: absenceWords(person, absence, reasons, context),
      about: person.about,
    })),
  ]
}
