import type { SearchParams } from '../fhir.ts'

/** User text as a search value: FHIR reserves backslash, `$`, `,` and `|` (FHIR R4 search 3.1.1.4.1). */
export const escapeSearchValue = (text: string): string => text.replace(/[\\$,|]/g, '\\$&')

/** The parameters as query or form; undefined values are left out, arrays repeat the name. */
export const toForm = (params: SearchParams): URLSearchParams => {
  const form = new URLSearchParams()
  for (const [name, value] of Object.entries(params)) {
    for (const one of typeof value === 'string' ? [value] : (value ?? [])) form.append(name, one)
  }
  return form
}

const aliases: Readonly<Record<string, string>> = { subject: 'patient', for: 'patient' }

/** A parameter's name without modifier and chain: `patient` of `subject:Patient.identifier`. */
const canonical = (name: string): string => {
  const bare = name.split(/[.:]/)[0] ?? name
  return aliases[bare] ?? bare
}

/** Parameters without which an answer would be about other people. */
const narrowing: ReadonlySet<string> = new Set(['patient', 'identifier', '_id'])

/**
 * The parameters a lenient server ignored, by the self link of its answer (FHIR R4 search 3.1.1.3.1); a self link that
 * repeats nothing of the question, as after `POST _search`, tells nothing. `vital` are those that name a person.
 */
export const ignoredParams = (
  sent: URLSearchParams,
  self: URL | undefined,
): { readonly all: readonly string[]; readonly vital: readonly string[] } => {
  const used = new Set([...(self?.searchParams.keys() ?? [])].map(canonical))
  const asked = [...new Set([...sent.keys()].map(canonical))]
  const told = asked.some((name) => used.has(name))
  const all = told ? asked.filter((name) => !used.has(name)) : []
  return { all, vital: all.filter((name) => narrowing.has(name)) }
}
