import { type Line, strong } from '../reply/document.ts'
import { type DateContext, dateWords } from './date-words.ts'
import type { Person } from './wie-people.ts'

/** Who is in the room or invited to it; undefined when that could not be checked. */
export type Presence = ReadonlyMap<string, 'join' | 'invite'> | undefined

/** A planned date says nothing by being ahead: only the date itself is wanted. */
const dateOnly = (value: string | undefined, context: DateContext) =>
  dateWords(value, { ...context, now: new Date('9999-12-31T00:00:00Z') })

const nameOf = ({ kind, name }: Person, { t }: DateContext): string => {
  if (kind === 'patient') return t.wie.client
  if (kind !== 'unknown') return name ?? t.wie.nameless
  return name === undefined
    ? t.clinical.unknownReference
    : `${t.clinical.unknownReference}: ${name}`
}

const functionWords = ({ kind, functions, responsible }: Person, { t }: DateContext) => {
  if (kind === 'patient') return undefined
  const fallback = kind === 'related' ? t.wie.noRelation : t.wie.noFunction
  const words = functions.join(' / ') || fallback
  return responsible ? `${words} (${t.wie.responsible})` : words
}

const presenceWords = ({ userIds }: Person, presence: Presence, { t }: DateContext): string => {
  const words = t.wie.presence
  if (userIds.length === 0) return words.none
  if (presence === undefined) return words.unknown
  const found = userIds.map((userId) => presence.get(userId))
  if (found.includes('join')) return words.join
  return found.includes('invite') ? words.invite : words.away
}

/** Name, function, organization, telephone, whether in this room. */
export const personLine = (person: Person, presence: Presence, context: DateContext): Line => {
  const { t } = context
  const phones = person.phones.join(', ')
  const isClient = person.kind === 'patient'
  const rest = [
    functionWords(person, context),
    person.organization?.name,
    isClient ? undefined : phones === '' ? t.wie.noPhone : t.wie.phones(phones),
    presenceWords(person, presence, context),
    person.absences.some((each) => each.now) ? t.wie.absentFlag : undefined,
  ]
  const words = rest.filter((each) => each !== undefined).join(' – ')
  return [strong(nameOf(person, context)), ` – ${words}`]
}

type Absence = Person['absences'][number]

const absenceWords = (person: Person, absence: Absence, context: DateContext): string => {
  const { wie } = context.t
  const functions = person.kind === 'patient' ? '' : person.functions.join(' / ')
  const who = wie.who(nameOf(person, context), functions)
  const start = dateOnly(absence.start, context)
  const end = dateOnly(absence.end, context)
  if (absence.now) {
    const since = start === undefined ? context.t.clinical.undated : wie.since(start)
    return wie.absent(who, end === undefined ? since : wie.until(end), absence.text)
  }
  if (start === undefined) return wie.absentUndated(who, absence.text)
  return wie.willBeAbsent(
    who,
    end === undefined ? wie.from(start) : wie.fromTo(start, end),
    absence.text,
  )
}

/** One line for each absence: those of now first; without `later`, those alone. */
export const absenceLines = (
  people: readonly Person[],
  later: boolean,
  context: DateContext,
): readonly Line[] => {
  const all = people.flatMap((person) => person.absences.map((absence) => ({ person, absence })))
  const now = all.filter(({ absence }) => absence.now)
  const ahead = later ? all.filter(({ absence }) => !absence.now) : []
  return [
    ...now.map(({ person, absence }) => [strong(absenceWords(person, absence, context))]),
    ...ahead.map(({ person, absence }) => [absenceWords(person, absence, context)]),
  ]
}
