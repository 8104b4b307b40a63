import { z } from 'zod'
import { layRoles, type PolicyContent, type Ruled, settings } from './policy.ts'
import { repeatedKeys } from './repeated-keys.ts'

const uziCode = z
  .string()
  .regex(/^\d\d\.(?:\d\d\d|\*)$/, 'must be a UZI role code such as 01.015, or 01.* for all of 01')
const snomedCode = z.string().regex(/^\d{6,18}$/, 'must be a SNOMED CT code')
const words = z.array(z.string().min(1)).min(1)

type ObjectOf = typeof z.strictObject

const shapeOf = (object: ObjectOf) =>
  object({
    about: z.string().optional(),
    roles: z.record(
      z.string().regex(/^[a-z][a-z0-9-]*$/, 'must be a word of small letters'),
      object({
        about: z.string().optional(),
        uzi: z.array(uziCode).default([]),
        snomed: z.array(snomedCode).default([]),
      }),
    ),
    defaultRole: z.string(),
    orders: z.array(z.string()),
    clients: object({ phonesOfProfessionals: z.boolean() }),
    rules: z
      .array(
        object({
          id: z.string().min(1),
          about: z.string().optional(),
          on: z.boolean().default(true),
          roles: words,
          commands: words,
          except: z.array(z.string()).default([]),
          places: z.array(z.enum(settings)).min(1).optional(),
          sources: words.default(['own', 'foreign']),
        }),
      )
      .min(1),
  })

const shape = shapeOf(z.strictObject)
/** The same without regard to words it does not know, so that these do not hide what else is wrong. */
const lenient = shapeOf(z.object)

type Shape = z.infer<typeof shape>

const quoted = (word: string) => JSON.stringify(word)

const repeated = (all: readonly string[]): readonly string[] => [
  ...new Set(all.filter((one, at) => all.indexOf(one) !== at)),
]

const roleProblems = ({ roles, defaultRole, orders, rules }: Shape): readonly string[] => {
  const lay: readonly string[] = layRoles
  const codes = Object.values(roles).flatMap(({ uzi, snomed }) => [...uzi, ...snomed])
  const missing = (where: string, role: string) =>
    Object.hasOwn(roles, role) || lay.includes(role)
      ? []
      : [`${where}: there is no role ${quoted(role)}`]
  return [
    ...lay
      .filter((role) => Object.hasOwn(roles, role))
      .map((role) => `roles: ${quoted(role)} has no codes; the record itself tells who that is`),
    ...repeated(codes).map((code) => `roles: the code ${code} stands in more than one place`),
    ...(Object.hasOwn(roles, defaultRole)
      ? []
      : [`defaultRole: there is no role ${quoted(defaultRole)}`]),
    ...orders.flatMap((role) => missing('orders', role)),
    ...rules.flatMap((rule) => rule.roles.flatMap((role) => missing(`rule ${rule.id}`, role))),
  ]
}

const groups = ['reads', 'writes']

const commandProblems = (
  { rules }: Shape,
  commands: readonly Ruled[],
  sources: readonly string[],
): readonly string[] =>
  rules.flatMap(({ id, roles, commands: named, except, places, sources: from }) => {
    const lay: readonly string[] = layRoles
    const forClients = roles.some((role) => lay.includes(role))
    const among =
      forClients && places?.includes('team') === true
        ? ['a client or relative is never in "team", where professionals are among themselves']
        : []
    const problems = [...named, ...except].flatMap((name) => {
      if (groups.includes(name)) return []
      const command = commands.find((one) => one.name === name)
      if (command === undefined) return [`there is no command ${quoted(name)}`]
      if (command.access === 'open') return [`${quoted(name)} is for everybody and needs no rule`]
      return forClients && named.includes(name) && command.lay !== true
        ? [`${quoted(name)} has no plain words for a client or relative`]
        : []
    })
    const strange = from.filter((name) => !['own', 'foreign', ...sources].includes(name))
    return [
      ...problems,
      ...among,
      ...strange.map((name) => `there is no source ${quoted(name)}`),
    ].map((problem) => `rule ${id}: ${problem}`)
  })

const pathOf = (path: readonly PropertyKey[]) => path.map(String).join('.')

/** What a policy file says, or everything that is wrong with it. */
export const readPolicy = (
  text: string,
  commands: readonly Ruled[],
  sources: readonly string[],
): { readonly content: PolicyContent } | { readonly problems: readonly string[] } => {
  let json: unknown
  try {
    json = JSON.parse(text)
  } catch {
    return { problems: ['the file is not JSON'] }
  }
  const parsed = shape.safeParse(json)
  const known = parsed.data ?? lenient.safeParse(json).data
  const problems = [
    ...repeatedKeys(text).map((key) => `${key}: stands there twice`),
    ...(parsed.error?.issues ?? []).map(({ path, message }) =>
      path.length === 0 ? message : `${pathOf(path)}: ${message}`,
    ),
    ...(known === undefined
      ? []
      : [
          ...repeated(known.rules.map(({ id }) => id)).map(
            (id) => `rule ${id}: stands there twice`,
          ),
          ...roleProblems(known),
          ...commandProblems(known, commands, sources),
        ]),
  ]
  if (parsed.data === undefined || problems.length > 0) return { problems }
  // A rule that is off is checked like the others, so that it can be turned on at any time.
  const rules = parsed.data.rules.flatMap(({ on, places = settings, ...rule }) =>
    on ? [{ ...rule, places }] : [],
  )
  return { content: { ...parsed.data, rules } }
}
