import type {
  CareTeam,
  CareTeamParticipant,
  CodeableConcept,
  Practitioner,
  PractitionerRole,
  Reference,
  Resource,
} from '@medplum/fhirtypes'
import { allWords, list, referredType, textOf } from '../value/codes.ts'
import { humanName } from '../value/human-name.ts'
import { canonicalSystem } from '../value/identifiers.ts'
import { coversNow, hasEnded, type Moment } from '../value/period.ts'
import { literalRef, refOf, resolveReference } from '../value/references.ts'
import { matrixAccounts, phonesIn, secureMailIn } from '../value/telecom.ts'
import type { TeamMember } from './care-team.ts'
import { organizationOf } from './organization.ts'

/** What a participant is read from. */
export type Membership = {
  readonly team: CareTeam
  readonly participant: CareTeamParticipant
  readonly included: ReadonlyMap<string, Resource>
  readonly moment: Moment
}

type Known = Omit<TeamMember, 'ref' | 'responsible' | 'current'> & { readonly current: boolean }
type Code = TeamMember['roleCodes'][number]

const nobody: Known = {
  kind: 'unknown',
  practitioner: undefined,
  userIds: [],
  name: undefined,
  functions: [],
  roleCodes: [],
  organization: undefined,
  phones: [],
  absences: [],
  current: true,
}

const isIncluded = (resource: Resource, included: ReadonlyMap<string, Resource>): boolean =>
  included.get(refOf(resource) ?? '') === resource

/** As the team names it; a logical reference by what it was found to be, a contained one not at all. */
const namedRef = (
  reference: Reference | undefined,
  found: Resource | undefined,
  included: ReadonlyMap<string, Resource>,
): string | undefined => {
  const named = literalRef(reference) ?? textOf(reference?.reference)
  if (named !== undefined) return named.startsWith('#') ? undefined : named
  return found !== undefined && isIncluded(found, included) ? refOf(found) : undefined
}

const roleCodes = (concepts: readonly CodeableConcept[]): readonly Code[] =>
  concepts
    .flatMap((concept) => list(concept.coding))
    .flatMap(({ system, code }) =>
      code === undefined
        ? []
        : [{ system: system === undefined ? undefined : canonicalSystem(system), code }],
    )

const isResponsible = (concept: CodeableConcept): boolean =>
  list(concept.coding).some(({ code }) => code === 'RESP')

const absencesOf = (role: PractitionerRole, moment: Moment): TeamMember['absences'] =>
  list(role.notAvailable)
    .filter(({ during }) => !hasEnded(during, moment))
    .map(({ during, description }) => ({
      start: during?.start,
      end: during?.end,
      text: textOf(description),
      now: during !== undefined && coversNow(during, moment),
    }))

/** Only what came from the server can be looked at again. */
const readFrom = (
  included: ReadonlyMap<string, Resource>,
  ...records: readonly (Resource | undefined)[]
): readonly string[] =>
  records.flatMap((each) =>
    each !== undefined && isIncluded(each, included) ? (refOf(each) ?? []) : [],
  )

/** An inactive record's account is nobody's: it may have been handed on. */
const accounts = (
  record: Pick<Practitioner, 'active' | 'telecom'> | undefined,
  moment: Moment,
): readonly string[] => (record?.active === false ? [] : matrixAccounts(record?.telecom, moment))

const fromRole = (
  role: PractitionerRole,
  { participant, team, included, moment }: Membership,
): Known => {
  const owner = isIncluded(role, included) ? role : team
  const found = resolveReference(role.practitioner, owner, included)
  const person = found?.resourceType === 'Practitioner' ? found : undefined
  // A practitioner of this server that is not there any more cannot be shown to be active.
  const lost = person === undefined && literalRef(role.practitioner) !== undefined
  const concepts = [...list(role.code), ...list(role.specialty)]
  const phones = [...phonesIn(role.telecom, moment), ...phonesIn(person?.telecom, moment)]
  const mail = [role, person].flatMap((each) => secureMailIn(each?.telecom, moment))
  return {
    ...nobody,
    kind: 'professional',
    practitioner: literalRef(role.practitioner),
    userIds: [...new Set([...accounts(role, moment), ...accounts(person, moment)])],
    name:
      humanName(person?.name) ??
      textOf(role.practitioner?.display) ??
      textOf(participant.member?.display),
    functions: allWords(concepts),
    roleCodes: roleCodes(concepts),
    organization: organizationOf(
      role.organization,
      resolveReference(role.organization, owner, included),
    ),
    phones: [...new Set(phones)],
    mail: [...new Set(mail)],
    records: readFrom(included, role, person),
    absences: absencesOf(role, moment),
    current:
      role.active !== false && person?.active !== false && !lost && coversNow(role.period, moment),
  }
}

const fromOrganization = (
  found: Resource | undefined,
  { participant, included, moment }: Membership,
): Known => {
  const known = found?.resourceType === 'Organization' ? found : undefined
  const organization = organizationOf(participant.member, found)
  return {
    ...nobody,
    isOrganization: true,
    name: organization?.name,
    functions: allWords(known?.type),
    organization,
    phones: phonesIn(known?.telecom, moment),
    mail: secureMailIn(known?.telecom, moment),
    records: readFrom(included, known),
    current: known?.active !== false,
  }
}

const fromPerson = (
  person: Practitioner,
  { participant, team, included, moment }: Membership,
): Known => {
  const behalf = participant.onBehalfOf
  return {
    ...nobody,
    kind: 'professional',
    practitioner: refOf(person),
    userIds: accounts(person, moment),
    name: humanName(person.name) ?? textOf(participant.member?.display),
    organization: organizationOf(behalf, resolveReference(behalf, team, included)),
    phones: phonesIn(person.telecom, moment),
    mail: secureMailIn(person.telecom, moment),
    records: readFrom(included, person),
    current: person.active !== false,
  }
}

const kinds: Readonly<Record<string, TeamMember['kind']>> = {
  PractitionerRole: 'professional',
  Practitioner: 'professional',
  RelatedPerson: 'related',
  Patient: 'patient',
}

const known = (found: Resource | undefined, membership: Membership): Known => {
  const { moment, participant } = membership
  const { member } = participant
  if (found?.resourceType === 'PractitionerRole') return fromRole(found, membership)
  if (found?.resourceType === 'Practitioner') return fromPerson(found, membership)
  if (found?.resourceType === 'RelatedPerson' || found?.resourceType === 'Patient') {
    const related = found.resourceType === 'RelatedPerson' ? found : undefined
    return {
      ...nobody,
      kind: related === undefined ? 'patient' : 'related',
      userIds: accounts(found, moment),
      name: humanName(found.name),
      functions: allWords(related?.relationship),
      roleCodes: roleCodes(list(related?.relationship)),
      phones: phonesIn(found.telecom, moment),
      current: found.active !== false && coversNow(related?.period, moment),
    }
  }
  const type = found?.resourceType ?? referredType(member)
  if (type === 'Organization') return fromOrganization(found, membership)
  if (found?.resourceType === 'CareTeam') return { ...nobody, name: textOf(found.name) }
  return { ...nobody, kind: kinds[type ?? ''] ?? 'unknown', name: textOf(member?.display) }
}

/** A participant of a care team as a member; what cannot be followed keeps the words of the reference and no account. */
export const memberOf = (membership: Membership): TeamMember => {
  const { team, participant, included, moment } = membership
  const found = resolveReference(participant.member, team, included)
  const base = known(found, membership)
  const roles = list(participant.role)
  const others = roles.filter((role) => !isResponsible(role))
  const bare = base.roleCodes.length === 0 && base.kind === 'professional'
  const periods = [team.period, participant.period]
  return {
    ...base,
    ref: namedRef(participant.member, found, included),
    functions: [...new Set([...base.functions, ...allWords(others)])],
    roleCodes: bare ? roleCodes(others) : base.roleCodes,
    responsible: roles.some(isResponsible),
    current:
      base.current && team.status === 'active' && periods.every((each) => coversNow(each, moment)),
  }
}
