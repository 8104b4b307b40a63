import type { Command } from '../../commands/command.ts'
import type { TeamMember } from '../../fhir/team/care-team.ts'
import { systems } from '../../fhir/value/identifiers.ts'

/** Who reads an answer: professionals in a room, a client or relative too, or one person in the direct message. */
export const settings = ['team', 'shared', 'direct'] as const

/** Where an answer is read. */
export type Setting = (typeof settings)[number]

/** What the policy knows of a command. */
export type Ruled = Pick<Command<never>, 'name' | 'access' | 'lay' | 'drafts'>

/** One thing that is allowed; what no rule allows is refused. */
export type Rule = {
  readonly id: string
  readonly roles: readonly string[]
  /** Command words, or `reads` and `writes` for all of a kind. */
  readonly commands: readonly string[]
  readonly except: readonly string[]
  readonly places: readonly Setting[]
  /** `own`, `foreign`, or the name of a source. */
  readonly sources: readonly string[]
}

/** A role, by the codes under which the record lists people. `01.*` is every code that begins with `01.`. */
export type Role = { readonly uzi: readonly string[]; readonly snomed: readonly string[] }

/** A policy as its file says it. */
export type PolicyContent = {
  readonly roles: Readonly<Record<string, Role>>
  /** The role of a professional without a known code. */
  readonly defaultRole: string
  readonly rules: readonly Rule[]
  /** Roles whose requests are orders; those of others are proposals. */
  readonly orders: readonly string[]
  readonly clients: { readonly phonesOfProfessionals: boolean }
}

type Named = { readonly label: string; readonly own: boolean }

/** Who may use which command, where, and of which sources it may tell (access rules of the organization). */
export type Policy = {
  readonly rolesOf: (member: TeamMember) => readonly string[]
  /** The rule that lets this person use the command where its answer is read, of this source if one is named. */
  readonly ruleFor: (
    member: TeamMember,
    command: Ruled,
    setting: Setting,
    source?: Named,
  ) => string | undefined
  readonly mayRead: (member: TeamMember, command: Ruled, setting: Setting, source: Named) => boolean
  readonly intentOf: (member: TeamMember) => 'order' | 'proposal'
  /** Whether clients and relatives are told the telephone numbers of professionals. */
  readonly phonesForClients: boolean
}

/** Roles nobody gets by a code: the record says by itself who is the client and who a relative. */
export const layRoles = ['client', 'relative'] as const

const sct = 'http://snomed.info/sct'

const fits = (pattern: string, code: string): boolean =>
  pattern.endsWith('*') ? code.startsWith(pattern.slice(0, -1)) : pattern === code

/** The role of a code: one that names it beats one that names the beginning of it. */
const roleOfCode = (
  roles: PolicyContent['roles'],
  kind: keyof Role,
  code: string,
): string | undefined => {
  const all = Object.entries(roles)
  const exact = all.find(([, role]) => role[kind].includes(code))
  return (exact ?? all.find(([, role]) => role[kind].some((each) => fits(each, code))))?.[0]
}

const covers = ({ commands, except }: Rule, { name, access }: Ruled): boolean =>
  !except.includes(name) &&
  (commands.includes(name) || commands.includes(access === 'write' ? 'writes' : 'reads'))

const tells = ({ sources }: Rule, source: Named | undefined): boolean =>
  source === undefined ||
  sources.includes(source.own ? 'own' : 'foreign') ||
  sources.includes(source.label)

/** The policy a checked file describes. */
export const createPolicy = (content: PolicyContent): Policy => {
  const { roles, rules, defaultRole, orders } = content

  const rolesOf: Policy['rolesOf'] = ({ kind, roleCodes }) => {
    if (kind === 'patient') return ['client']
    if (kind === 'related') return ['relative']
    if (kind === 'unknown') return []
    const known = roleCodes.flatMap(({ system, code }) => {
      if (system === systems.uziRole) return roleOfCode(roles, 'uzi', code) ?? []
      return system === sct ? (roleOfCode(roles, 'snomed', code) ?? []) : []
    })
    // "Other" beside a profession says nothing about what that profession may do.
    const named = known.filter((role) => role !== defaultRole)
    return named.length === 0 ? [defaultRole] : [...new Set(named)]
  }

  const ruleFor: Policy['ruleFor'] = (member, command, setting, source) => {
    const own = rolesOf(member)
    const isLay = member.kind === 'patient' || member.kind === 'related'
    if (isLay && command.lay !== true) return undefined
    return rules.find(
      (rule) =>
        rule.places.includes(setting) &&
        tells(rule, source) &&
        covers(rule, command) &&
        rule.roles.some((role) => own.includes(role)),
    )?.id
  }

  return {
    rolesOf,
    ruleFor,
    mayRead: (...asked) => ruleFor(...asked) !== undefined,
    intentOf: (member) =>
      rolesOf(member).some((role) => orders.includes(role)) ? 'order' : 'proposal',
    phonesForClients: content.clients.phonesOfProfessionals,
  }
}
