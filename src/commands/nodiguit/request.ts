import { containsBsn } from '../../fhir/validation/validate-bsn.ts'
import { stripInvisible } from '../../reply/clean.ts'
import type { Args } from '../command.ts'
import { withAccounts } from '../gesprek/people.ts'
import { holdsBsn } from '../typed/typed-text.ts'

/** How long a role may be. */
export const roleLimit = 80

/** Who is meant, and in which role. */
export type InvitationAsked = {
  readonly kind: 'ref' | 'account' | 'uzi' | 'name'
  readonly query: string
  readonly role: string | undefined
  /** `CareTeam/1`, when it was chosen. */
  readonly team: string | undefined
}

/** No name is longer, and no server takes much longer an address. */
const LONGEST = 200

const clean = (text: string) => stripInvisible(text).replaceAll(/\s+/gu, ' ').trim()

const kindOf = (query: string): InvitationAsked['kind'] => {
  if (/^(?:PractitionerRole|Practitioner)\/[A-Za-z0-9\-.]{1,64}$/u.test(query)) return 'ref'
  if (/^@[^\s:]+:\S+$/u.test(query)) return 'account'
  return /^(?:uzi[\s:]*)?\d{6,12}$/iu.test(query) ? 'uzi' : 'name'
}

const optionOf = (value: string | true | undefined): string | undefined =>
  typeof value === 'string' && clean(value) !== '' ? clean(value) : undefined

/**
 * Reads the words of `!nodiguit`; undefined when nobody is named. UZI numbers have nine digits as citizen service numbers
 * have: one that can be both is looked up nowhere.
 */
export const readInvitation = (
  args: Args,
): InvitationAsked | { readonly kind: 'bsn' } | undefined => {
  const { words, options, text, mentions } = args
  if (holdsBsn(args)) return { kind: 'bsn' }
  const typed = clean(withAccounts([words.join(' '), text].join(' '), mentions))
  const parted = /^(.+?)\s(?:als|as)\s(.+)$/iu.exec(typed)
  const query = (parted?.[1] ?? typed).replace(/^(?:de|het)\s/iu, '')
  if (query === '' || query.length > LONGEST) return undefined
  if (containsBsn(query)) return { kind: 'bsn' }
  const kind = kindOf(query)
  return {
    kind,
    query: kind === 'uzi' ? query.replaceAll(/\D/gu, '') : query,
    role: optionOf(options['als']) ?? parted?.[2],
    team: optionOf(options['team']),
  }
}
