import type { Practitioner, PractitionerRole } from '@medplum/fhirtypes'
import { type FhirClient, FhirError, type SearchParams } from '../fhir.ts'
import { escapeSearchValue } from '../server/search-params.ts'
import { list } from '../value/codes.ts'
import { identifierIn, systems } from '../value/identifiers.ts'
import type { Moment } from '../value/period.ts'
import { refOf } from '../value/references.ts'
import { matrixAccounts } from '../value/telecom.ts'
import { type ListedPerson, listed, type Rows } from './directory-person.ts'
import { fold } from './disciplines.ts'
import { isNamed } from './named.ts'
import { accountForms } from './teams-of-account.ts'

/** What a search found; `complete` is false when part of the address book did not answer. */
export type FoundPeople = { readonly people: readonly ListedPerson[]; readonly complete: boolean }

/** The people of the address book. It is never asked with anything about a patient. */
export interface PeopleDirectory {
  /** Everybody whose name has parts that begin with these words; the longest has three letters at least, or nobody is found. */
  byName(words: readonly string[], signal?: AbortSignal): Promise<FoundPeople>
  byUzi(uzi: string, signal?: AbortSignal): Promise<FoundPeople>
  byAccount(userId: string, signal?: AbortSignal): Promise<FoundPeople>
  byRef(ref: string, signal?: AbortSignal): Promise<ListedPerson | undefined>
}

const AT_ONCE = 40
const includes: SearchParams = {
  _include: ['PractitionerRole:practitioner', 'PractitionerRole:organization'],
  _count: '100',
}

/** The people of the address book in the FHIR server; a date without a zone is meant in `timeZone`. */
export const createPeopleDirectory = (
  client: FhirClient,
  { clock = Date.now, timeZone = 'Europe/Amsterdam' }: { clock?: () => number; timeZone?: string },
): PeopleDirectory => {
  const moment = (): Moment => ({ now: new Date(clock()), timeZone })

  const rolesOf = async (refs: readonly string[], signal?: AbortSignal) => {
    const batches = Array.from({ length: Math.ceil(refs.length / AT_ONCE) }, (_, at) =>
      refs.slice(at * AT_ONCE, (at + 1) * AT_ONCE).join(','),
    )
    const found = await Promise.all(
      batches.map((practitioner) =>
        client.search('PractitionerRole', { practitioner, ...includes }, { signal, post: true }),
      ),
    )
    return {
      roles: found.flatMap(({ matches }) => matches),
      included: new Map(found.flatMap(({ included }) => [...included])),
      complete: found.every(({ complete }) => complete),
    }
  }

  const withRoles = async (
    params: SearchParams,
    isWanted: (person: Practitioner) => boolean,
    signal?: AbortSignal,
  ): Promise<Rows> => {
    const options = { signal, post: true }
    const found = await client.search('Practitioner', { ...params, _count: '100' }, options)
    const people = found.matches.filter(isWanted)
    const roles = await rolesOf(
      people.flatMap((person) => refOf(person) ?? []),
      signal,
    )
    return { people, ...roles, complete: found.complete && roles.complete }
  }

  const byName: PeopleDirectory['byName'] = async (words, signal) => {
    const wanted = words.map(fold).filter((word) => word !== '')
    if (!wanted.some(({ length }) => length >= 3)) return { people: [], complete: true }
    const isWanted = ({ name }: Practitioner) =>
      isNamed(
        list(name)
          .flatMap((one) => [one.text, one.family, ...list(one.given)])
          .join(' '),
        words.join(' '),
      )
    const name = words.map(escapeSearchValue)
    const rows = await withRoles({ 'name:contains': name }, isWanted, signal).catch(
      async (error: unknown): Promise<Rows> => {
        // A server that cannot look inside names looks at their beginnings, and so may miss somebody.
        if (!(error instanceof FhirError) || error.code !== 'invalid') throw error
        return { ...(await withRoles({ name }, isWanted, signal)), complete: false }
      },
    )
    return { people: listed(rows, moment()), complete: rows.complete }
  }

  return {
    byName,
    async byUzi(uzi, signal) {
      const identifier = [systems.uziPerson, 'urn:oid:2.16.528.1.1007.3.1']
        .map((system) => `${system}|${escapeSearchValue(uzi)}`)
        .join(',')
      const isWanted = (person: Practitioner) =>
        identifierIn(person.identifier, systems.uziPerson) === uzi
      const rows = await withRoles({ identifier }, isWanted, signal)
      return { people: listed(rows, moment()), complete: rows.complete }
    },
    async byAccount(userId, signal) {
      const telecom = accountForms(userId)
      const now = moment()
      const has = (one: Practitioner | PractitionerRole) =>
        matrixAccounts(one.telecom, now).includes(userId)
      const [rows, own] = await Promise.all([
        withRoles({ telecom }, has, signal),
        client.search('PractitionerRole', { telecom, ...includes }, { signal, post: true }),
      ])
      const all: Rows = {
        people: rows.people,
        roles: [...rows.roles, ...own.matches.filter(has)],
        included: new Map([...rows.included, ...own.included]),
        complete: rows.complete && own.complete,
      }
      const people = listed(all, now).filter(({ userIds }) => userIds.includes(userId))
      return { people, complete: all.complete }
    },
    async byRef(ref, signal) {
      const [type, id = ''] = ref.split('/')
      const options = { signal, post: true }
      if (type === 'PractitionerRole') {
        const found = await client.search('PractitionerRole', { _id: id, ...includes }, options)
        const { matches: roles, included, complete } = found
        return listed({ people: [], roles, included, complete }, moment()).find(
          (one) => one.ref === ref,
        )
      }
      if (type !== 'Practitioner') return undefined
      const rows = await withRoles({ _id: id }, (person) => person.id === id, signal)
      return listed(rows, moment()).find((one) => one.ref === ref)
    },
  }
}
