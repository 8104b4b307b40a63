import type { Bundle, Resource, ResourceType } from '@medplum/fhirtypes'
import type { ResourceOf, SearchResult } from '../fhir.ts'
import { isOfType, isResource } from './bundle.ts'
import { laterOf } from './later-version.ts'
import { isObject, saysTrouble } from './outcome.ts'

const REFERRED = /(?:^|\/)([A-Za-z]+\/[A-Za-z0-9\-.]{1,64})(?:\/_history\/[^/]+)?$/u

/** Takes out of `keys` what is referred to, at whatever server. */
const takeReferred = (value: unknown, keys: Set<string>): void => {
  if (Array.isArray(value)) for (const each of value) takeReferred(each, keys)
  if (!isObject(value)) return
  for (const key of Object.keys(value)) {
    const inner = value[key]
    if (key !== 'reference' || typeof inner !== 'string') takeReferred(inner, keys)
    else keys.delete(REFERRED.exec(inner)?.[1] ?? '')
  }
}

type Role = {
  readonly role: 'match' | 'include' | 'other'
  /** The server says so, in words of FHIR, or says nothing (Bundle.entry.search.mode of HL7 FHIR R4 is optional). */
  readonly isPlain: boolean
}

/** What an entry is in a search result; where the mode cannot be read the type tells, for nothing may disappear. */
const roleOf = (mode: unknown, isAsked: boolean): Role => {
  const given = typeof mode === 'string' ? mode.trim().toLowerCase() : mode
  if (given === 'include') return { role: 'include', isPlain: true }
  if (given === 'match') return { role: isAsked ? 'match' : 'other', isPlain: isAsked }
  return { role: isAsked ? 'match' : 'include', isPlain: given === undefined || given === null }
}

const hasId = ({ id }: { readonly id?: unknown }): boolean => typeof id === 'string' && id !== ''

/** Sorts what the pages of a search hold: every record once, in its latest version. What is neither kept nor known makes it incomplete. */
export const collectEntries = <K extends ResourceType>(type: K) => {
  const held = new Map<string, Resource>()
  const matched = new Set<string>()
  const beside = new Set<string>()
  let isWhole = true

  const keep = (key: string, resource: Resource): void => {
    const known = held.get(key)
    const { later, isSure } =
      known === undefined ? { later: resource, isSure: true } : laterOf(known, resource)
    held.set(key, later)
    isWhole &&= isSure
  }

  const add = (bundle: Bundle): void => {
    for (const { resource, search, fullUrl } of bundle.entry ?? []) {
      if (!isResource(resource)) {
        isWhole = false
        continue
      }
      if (resource.resourceType === 'OperationOutcome') {
        isWhole &&= !saysTrouble(resource)
        continue
      }
      const { role, isPlain } = roleOf(search?.mode, resource.resourceType === type)
      isWhole &&= isPlain
      if (role === 'other') continue
      const isNamed = hasId(resource)
      // Nothing can point at a match without an id, so that no line can be made of it.
      if (role === 'match') isWhole &&= isNamed
      const key = isNamed
        ? `${resource.resourceType}/${resource.id}`
        : (fullUrl ?? `${resource.resourceType}#${held.size}`)
      keep(key, resource)
      const group = role === 'match' ? matched : beside
      group.add(key)
    }
  }

  /** A record of the type that was asked for, sent as a mere include although nothing refers to it. */
  const hasStray = (): boolean => {
    const own = new Set(
      [...beside].filter((key) => held.get(key)?.resourceType === type && !matched.has(key)),
    )
    for (const resource of held.values()) {
      if (own.size === 0) return false
      takeReferred(resource, own)
    }
    return own.size > 0
  }

  const result = (isToTheEnd: boolean, total: number | undefined): SearchResult<K> => {
    const matches = [...matched].flatMap((key): readonly ResourceOf<K>[] => {
      const resource = held.get(key)
      return resource !== undefined && isOfType(type, resource) ? [resource] : []
    })
    const isCounted = total === undefined || total <= matches.length
    return {
      matches,
      included: new Map([...held].filter(([key]) => beside.has(key))),
      complete: isWhole && isToTheEnd && isCounted && !hasStray(),
    }
  }

  return { add, result, isWhole: () => isWhole }
}
