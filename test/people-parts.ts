import type { Organization } from '@medplum/fhirtypes'
import type { Context } from '../src/commands/command.ts'
import type { NodiguitPorts } from '../src/commands/nodiguit/ports.ts'
import type { ZoekPorts } from '../src/commands/zoek/zoek.ts'
import { FhirError } from '../src/fhir/fhir.ts'
import { createDirectory } from '../src/fhir/team/directory.ts'
import type { FoundPeople, PeopleDirectory } from '../src/fhir/team/directory-people.ts'
import type { ListedPerson } from '../src/fhir/team/directory-person.ts'
import { type ConversationCase, conversationContext } from './conversation-parts.ts'
import { clientOf } from './referral-parts.ts'

/** Somebody of the address book in these cases. */
export const listed = (
  id: string,
  name: string,
  over: Partial<ListedPerson> = {},
): ListedPerson => ({
  ref: `PractitionerRole/${id}`,
  practitioner: `Practitioner/${id}`,
  name,
  functions: ['Huisarts'],
  roleCodes: [],
  organization: 'Praktijk De Linde',
  place: 'Zonnedorp',
  userIds: [`@${id}:zorg.example`],
  absence: undefined,
  ...over,
})

/** An address book of these people; `down` answers nothing, `half` not all. */
const bookOf = (
  people: readonly ListedPerson[],
  { down = false, half = false } = {},
): PeopleDirectory => {
  const found = (some: readonly ListedPerson[]): Promise<FoundPeople> =>
    down
      ? Promise.reject(new FhirError('timeout'))
      : Promise.resolve({ people: some, complete: !half })
  return {
    byName: (words) =>
      found(
        people.filter(({ name }) =>
          words.every((word) => (name ?? '').toLowerCase().includes(word.toLowerCase())),
        ),
      ),
    byUzi: (uzi) => found(people.filter(({ ref }) => ref.endsWith(uzi))),
    byAccount: (userId) => found(people.filter(({ userIds }) => userIds.includes(userId))),
    byRef: async (ref) => (await found(people)).people.find((one) => one.ref === ref),
  }
}

const organization: Organization = {
  resourceType: 'Organization',
  id: 'o1',
  name: 'Fysiotherapie Jansen & Co',
  type: [{ text: 'Fysiotherapie' }],
  address: [{ city: 'Elders' }],
}

type PeopleCase = ConversationCase & {
  readonly people?: readonly ListedPerson[]
  readonly down?: boolean
  readonly half?: boolean
  readonly mayInvite?: boolean | undefined
  readonly wait?: number
}

/** A context of `!zoek` and `!nodiguit`, and what they did. */
export const peopleContext = (at: PeopleCase = {}) => {
  const { context: base, seen } = conversationContext(at)
  const people = bookOf(
    [listed('jansen', 'J. Jansen', { functions: ['Verpleegkundige'] }), ...(at.people ?? [])],
    at,
  )
  const context: Context<NodiguitPorts & ZoekPorts> = {
    ...base,
    people,
    directory: createDirectory(
      clientOf({
        search: (type) => {
          if (at.down === true) return new FhirError('timeout')
          return type === 'Organization' ? [organization] : []
        },
      }),
    ),
    mayTakePart: (userId) => !userId.endsWith(':closed.example'),
    mayInvite: () => Promise.resolve('mayInvite' in at ? at.mayInvite : true),
    searches: { most: 20, ask: () => at.wait ?? 0 },
    roomsOf: () =>
      Promise.resolve({
        rooms: [
          {
            name: 'Zorgteam Blauwe Reiger',
            roomId: '!r',
            href: 'https://matrix.to/#/!r?via=zorg.example',
          },
        ],
        complete: true,
      }),
  }
  return { context, seen }
}
