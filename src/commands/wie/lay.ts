import { type Inline, type Line, strong } from '../../reply/document.ts'
import { cutText } from '../answer/cut-text.ts'
import type { DateContext } from '../answer/date-words.ts'
import { originWords } from '../answer/origin-words.ts'
import { type Presence, workplaceOf } from './line.ts'
import type { Person } from './people.ts'

/** What the plain words depend on: whether clients and relatives are told the telephone numbers of professionals. */
export type LayContext = DateContext & { readonly phonesForClients?: boolean }

const nameOf = ({ kind, name }: Person, context: DateContext): string => {
  const { lay } = context.t
  if (kind === 'patient') return lay.client
  return name === undefined ? lay.nobodyNamed : cutText(name, context)
}

const functionWords = (person: Person, context: DateContext): string | undefined => {
  const { lay } = context.t
  if (person.kind === 'patient') return undefined
  const none = person.isOrganization === true ? lay.organization : lay.function
  const fallback = person.kind === 'related' ? lay.relation : none
  const words = cutText(person.functions.join(' / '), context) || fallback
  return person.responsible ? lay.responsible(words) : words
}

const phoneWords = (
  { kind, phones, isOrganization }: Person,
  { t, phonesForClients }: LayContext,
) =>
  (kind === 'professional' || isOrganization === true) &&
  phonesForClients === true &&
  phones.length > 0
    ? t.lay.phones(phones.join(', '))
    : undefined

const presenceWords = ({ userIds }: Person, presence: Presence, { t }: DateContext): string => {
  const words = t.lay.presence
  if (userIds.length === 0) return words.away
  if (presence === undefined) return words.unknown
  const found = userIds.map((userId) => presence.get(userId))
  if (found.includes('join')) return words.join
  return found.includes('invite') ? words.invite : words.away
}

/** Somebody of the care network in plain words; the numbers of relatives are nobody else's business. */
export const layPersonLine = (person: Person, presence: Presence, context: LayContext): Line => {
  const organization = workplaceOf(person)
  const rest = [
    functionWords(person, context),
    organization === undefined ? undefined : cutText(organization, context),
    phoneWords(person, context),
    presenceWords(person, presence, context),
    person.absences.some((each) => each.now) ? context.t.lay.absent : undefined,
    ...originWords(person, context),
  ]
  const parts = rest.flatMap((each): readonly Inline[] => (each === undefined ? [] : [' – ', each]))
  return [strong(nameOf(person, context)), ...parts]
}
