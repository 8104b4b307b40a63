import type { Bundle, Resource, ResourceType } from '@medplum/fhirtypes'
import type { Context } from '../src/commands/command.ts'
import type { BroughtIn, Followed, FollowPorts } from '../src/commands/taak/follow.ts'
import type { ReferralPorts } from '../src/commands/verwijs/verwijs.ts'
import type { FhirClient, ResourceOf, SearchParams, SearchResult } from '../src/fhir/fhir.ts'
import { FhirError } from '../src/fhir/fhir.ts'
import { createRecordReader } from '../src/fhir/record/record.ts'
import type { Written } from '../src/fhir/record/writer.ts'
import type { ReferralDraft } from '../src/fhir/referral/draft.ts'
import type { ReferralWriter } from '../src/fhir/referral/referral.ts'
import type { ReferralTarget } from '../src/fhir/referral/target.ts'
import type { CareTeamReader, Team, TeamMember } from '../src/fhir/team/care-team.ts'
import type { Directory, Found } from '../src/fhir/team/directory.ts'
import { messages } from '../src/i18n/messages.ts'

const UZI_ROLE = 'http://fhir.nl/fhir/NamingSystem/uzi-rolcode'

/** A professional of a team; what a test is about goes in `over`. */
export const member = (over: Partial<TeamMember> = {}): TeamMember => ({
  kind: 'professional',
  ref: 'PractitionerRole/789',
  practitioner: 'Practitioner/78',
  userIds: ['@vries:vvt.test'],
  name: 'A. de Vries',
  functions: ['Wijkverpleegkundige'],
  roleCodes: [{ system: UZI_ROLE, code: '30.000' }],
  organization: { ref: 'Organization/11', name: 'Thuiszorg Om en Bij', ura: '22222222' },
  phones: [],
  responsible: false,
  absences: [],
  current: true,
  ...over,
})

/** The general practitioner of the team. */
export const doctor = member({
  ref: 'PractitionerRole/55',
  practitioner: 'Practitioner/54',
  userIds: ['@pulver:huisarts.test'],
  name: 'P. van Pulver',
  functions: ['Huisarts'],
  roleCodes: [{ system: UZI_ROLE, code: '01.015' }],
  organization: { ref: 'Organization/12', name: 'Huisartsenpraktijk De Linde', ura: '00001111' },
})

/** An entry of the address book. */
export const target = (over: Partial<ReferralTarget> = {}): ReferralTarget => ({
  ref: 'HealthcareService/77',
  kind: 'service',
  name: 'Fysiotherapie De Brug',
  discipline: 'Fysiotherapie',
  place: 'Ons Dorp',
  performers: ['Organization/75'],
  owner: 'HealthcareService/77',
  absence: undefined,
  ...over,
})

/** A care team reader over one team. */
export const careTeamsOf = (...members: readonly TeamMember[]): CareTeamReader => {
  const team: Team = { patient: 'Patient/123', active: true, teams: ['CareTeam/1'], members }
  return {
    patients: async () => ['Patient/123'],
    team: async () => ({
      value: team,
      sources: [{ label: 'Dossier', failed: [] }],
      foreign: [],
      refs: [],
    }),
    patientLine: async () => ({ name: 'J. Jansen', gender: 'female', birthDate: '1948-03-12' }),
    patientsOf: async () => ['Patient/123'],
  }
}

/** An address book that always gives this answer. */
export const directoryOf = (targets: readonly ReferralTarget[], complete = true): Directory => {
  const found: Found = { targets, complete }
  return {
    byDiscipline: async () => found,
    byName: async () => found,
    byRef: async (ref) => targets.find((each) => each.ref === ref),
  }
}

/** A writer that gives this outcome and remembers what it was given. */
export const writerOf = (outcome: Written): ReferralWriter & { readonly bundles: Bundle[] } => {
  const bundles: Bundle[] = []
  return {
    bundles,
    write: async (bundle) => {
      bundles.push(bundle)
      return outcome
    },
    find: async () => [],
  }
}

/** Follows nothing and remembers what it was told to; whoever is asked is in the room. */
export const followOf = (brought: BroughtIn = 'here') => {
  const added: Followed[] = []
  const told: (readonly [string, string, string | undefined])[] = []
  const invited: (readonly string[])[] = []
  const follow: FollowPorts['follow'] = {
    pingMinutes: 10,
    add: async (task) => void added.push(task),
    told: async (...step) => void told.push(step),
    bringIn: async (_place, userIds) => {
      invited.push(userIds)
      return userIds.length === 0 ? 'no-account' : brought
    },
  }
  return { follow, added, told, invited }
}

/** The room of one client at 22 August 2026, 14:10 in Amsterdam. */
export const contextOf = (over: Partial<Context<ReferralPorts>> = {}): Context<ReferralPorts> => ({
  patient: 'Patient/123',
  roomId: '!room',
  eventId: '$command',
  asker: { userId: '@vries:vvt.test', member: member() },
  t: messages.nl,
  audience: 'professional' as const,
  lastList: async () => undefined,
  timeZone: 'Europe/Amsterdam',
  now: new Date('2026-08-22T12:10:00Z'),
  signal: new AbortController().signal,
  directory: directoryOf([]),
  careTeams: careTeamsOf(member(), doctor),
  referrals: writerOf({ kind: 'failed', code: 'unavailable' }),
  follow: followOf().follow,
  record: createRecordReader([]),
  writer: {
    create: async () => ({ kind: 'failed', code: 'unavailable' }),
    change: async () => ({ kind: 'failed', code: 'unavailable' }),
    restore: async () => ({ kind: 'failed', code: 'unavailable' }),
  },
  ...over,
})

/** A referral as it was confirmed. */
export const draftOf = (over: Partial<ReferralDraft> = {}): ReferralDraft => ({
  patient: 'Patient/123',
  requester: 'PractitionerRole/789',
  ura: '22222222',
  discipline: 'huisarts',
  target: {
    name: 'Huisartsenpraktijk De Linde',
    performers: ['Organization/55'],
    owner: 'HealthcareService/77',
  },
  question: 'Beoordeling wond linker onderbeen',
  priority: 'urgent',
  intent: 'order',
  authoredOn: '2026-01-12T09:31:04+01:00',
  respondBy: '2026-01-13T09:31:04+01:00',
  ...over,
})

type Answers = {
  readonly search?: (type: ResourceType, params: SearchParams) => readonly Resource[] | FhirError
  readonly transaction?: (bundle: Bundle) => Bundle | FhirError
  readonly unsupported?: readonly ResourceType[]
}

/** A FHIR client of functions; what a test does not answer is an error. */
export const clientOf = ({ search, transaction, unsupported = [] }: Answers): FhirClient => ({
  search: async <K extends ResourceType>(
    type: K,
    params: SearchParams,
  ): Promise<SearchResult<K>> => {
    const answer = search?.(type, params) ?? new FhirError('unavailable')
    if (answer instanceof FhirError) throw answer
    const isAsked = (resource: Resource): resource is ResourceOf<K> =>
      resource.resourceType === type
    const matches = answer.filter(isAsked)
    const others = answer.filter((resource) => !isAsked(resource))
    return {
      matches,
      included: new Map(others.map((each) => [`${each.resourceType}/${each.id}`, each])),
      complete: true,
    }
  },
  read: async () => {
    throw new FhirError('not-found')
  },
  update: async (resource) => resource,
  transaction: async (bundle) => {
    const answer = transaction?.(bundle) ?? new FhirError('unavailable')
    if (answer instanceof FhirError) throw answer
    return answer
  },
  supports: (type) => !unsupported.includes(type),
  check: async () => {},
})
