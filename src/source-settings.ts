import { z } from 'zod'

const text = z.string().min(1)
const httpUrl = z.url({ protocol: /^https?$/, error: 'must be an http(s) address' })

/** The name is part of how a record is named, so what separates the two may not be in it. */
const name = z
  .string()
  .min(1)
  .max(80)
  .regex(/^(?!.*\s@)\S(?:[^\p{Cc}]*\S)?$/u, 'must be a plain name without space before an @')

/** How a FHIR server may be searched: freely, or with the agreed Dutch parameters only. */
export const queryMode = z.enum(['open', 'strict-nl'])

const source = z.strictObject({
  name,
  url: httpUrl.clone(),
  mode: queryMode.default('open'),
  posting: z.enum(['persist', 'ephemeral', 'dm']).default('ephemeral'),
  deadlineSeconds: z.number().int().min(1).max(120).default(8),
  tokenFile: text.optional(),
  tokenUrl: httpUrl.clone().optional(),
  clientId: text.optional(),
  clientSecretFile: text.optional(),
  privateKeyFile: text.optional(),
  keyId: text.optional(),
  scope: text.optional(),
  tlsCaFile: text.optional(),
  tlsCertFile: text.optional(),
  tlsKeyFile: text.optional(),
})

/** What must be set together or not at all. */
const together = (set: (name: keyof typeof source.shape) => boolean): readonly string[] => {
  const proof = set('clientSecretFile') || set('privateKeyFile')
  const rules: readonly (readonly [boolean, string])[] = [
    [set('clientId') && !proof, 'clientId: needs clientSecretFile or privateKeyFile'],
    [!set('clientId') && proof, 'clientId: is missing beside the secret or key'],
    [set('tokenFile') && set('clientId'), 'tokenFile: use a fixed token or OAuth2, not both'],
    [
      set('tlsCertFile') !== set('tlsKeyFile'),
      'tlsCertFile: set tlsCertFile and tlsKeyFile both or none',
    ],
  ]
  return rules.flatMap(([broken, sentence]) => (broken ? [sentence] : []))
}

const fileFields = {
  tokenFile: 'token',
  clientSecretFile: 'clientSecret',
  privateKeyFile: 'privateKey',
  tlsCaFile: 'ca',
  tlsCertFile: 'cert',
  tlsKeyFile: 'key',
} as const

type FileField = keyof typeof fileFields
type Contents = { [name in (typeof fileFields)[FileField]]?: string | undefined }

/** One FHIR server beside the own record, with what stands in the files it names. */
export type SourceConfig = Readonly<Omit<z.infer<typeof source>, FileField>> & Readonly<Contents>

type Read = {
  readonly sources: readonly SourceConfig[]
  /** Each by the place in the file; never a value. */
  readonly problems: readonly string[]
}

const nothing = (problem: string): Read => ({ sources: [], problems: [problem] })

const parsed = (json: string): unknown => {
  try {
    return JSON.parse(json)
  } catch {
    return undefined
  }
}

const issueWords = ({ path, message, ...issue }: z.core.$ZodIssue): string => {
  // A key is told by name: a secret that stands in the file itself is such a key.
  const keys = 'keys' in issue && Array.isArray(issue.keys) ? issue.keys.join(', ') : undefined
  if (keys !== undefined) return `: there is no such setting (${keys})`
  return `${path.length === 0 ? '' : ` ${path.join(' ')}`}: ${message}`
}

const isFileField = (key: string): key is FileField => Object.hasOwn(fileFields, key)

type Fields = Readonly<Record<string, unknown>>

const contentsOf = (
  given: Fields,
  readFile: (path: string) => string,
  problems: string[],
): Contents => {
  const contents: Contents = {}
  for (const [key, path] of Object.entries(given)) {
    if (!isFileField(key) || typeof path !== 'string' || path === '') continue
    try {
      contents[fileFields[key]] = readFile(path).trim()
    } catch {
      problems.push(` ${key}: the file cannot be read`)
    }
  }
  return contents
}

const withoutFiles = (given: z.infer<typeof source>) => {
  const { tokenFile: _1, clientSecretFile: _2, privateKeyFile: _3, ...rest } = given
  const { tlsCaFile: _4, tlsCertFile: _5, tlsKeyFile: _6, ...plain } = rest
  return plain
}

const readOne = (
  each: unknown,
  readFile: (path: string) => string,
): { readonly source: SourceConfig | undefined; readonly problems: readonly string[] } => {
  const { data, error } = source.safeParse(each)
  const fields: Fields = z.record(z.string(), z.unknown()).safeParse(each).data ?? {}
  const problems = [
    ...(error?.issues ?? []).map(issueWords),
    ...together((field) => fields[field] !== undefined).map((problem) => ` ${problem}`),
  ]
  const contents = contentsOf(fields, readFile, problems)
  return { source: data && { ...withoutFiles(data), ...contents }, problems }
}

/** Reads the file of other sources. Everything wrong in it is told at once, by place and field. */
export const readSources = (
  path: string | undefined,
  ownName: string | undefined,
  readFile: (path: string) => string,
): Read => {
  if (path === undefined) return { sources: [], problems: [] }
  let json: string
  try {
    json = readFile(path)
  } catch {
    return nothing('the file cannot be read')
  }
  const value = parsed(json)
  if (!Array.isArray(value)) return nothing('the file must be a JSON list of sources')
  const each = value.map((one: unknown) => readOne(one, readFile))
  const problems = each.flatMap((one, at) =>
    one.problems.map((problem) => `source ${at + 1}${problem}`),
  )
  const sources = each.flatMap((one) => one.source ?? [])
  const seen = new Set(ownName === undefined ? [] : [ownName])
  for (const one of sources) {
    if (seen.has(one.name)) problems.push('the file: two sources have the same name')
    seen.add(one.name)
  }
  return { sources, problems }
}
