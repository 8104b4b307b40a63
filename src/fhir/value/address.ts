import { FhirError } from '../fhir.ts'

/** Where the FHIR server is: every request stays under it. */
export type Address = {
  /** Ends in a slash. */
  readonly base: URL
  /** The URL when it lies under the base, else undefined; a relative one is taken from the base. */
  inside(url: string): URL | undefined
}

/** Reads the base URL; throws RangeError for what is no http(s) URL or carries credentials. */
export const createAddress = (baseUrl: string): Address => {
  const base = URL.parse(baseUrl)
  if (base === null || !/^https?:$/.test(base.protocol) || base.username + base.password !== '') {
    throw new RangeError('The FHIR base URL must be an http(s) URL without a user name')
  }
  base.search = ''
  base.hash = ''
  base.pathname = base.pathname.replace(/\/*$/, '/')
  const inside = (text: string): URL | undefined => {
    const url = URL.parse(text, base.href)
    if (url === null || url.origin !== base.origin || url.username + url.password !== '') {
      return undefined
    }
    const path = `${url.pathname}/`
    return path.startsWith(base.pathname) && !/%2f|%5c|%2e/i.test(path) ? url : undefined
  }
  return { base, inside }
}

const isId = (id: string): boolean => /^[A-Za-z0-9\-.]{1,64}$/.test(id) && !/^\.+$/.test(id)

/** `Type/id` of a resource or of one version, refused when a part could leave its place in the URL (FHIR R4 datatypes, id). */
export const resourcePath = (type: string, id: string, version?: string): string => {
  if (!/^[A-Za-z]{1,64}$/.test(type) || !isId(id) || !isId(version ?? id)) {
    throw new FhirError('invalid', ['value'])
  }
  return version === undefined ? `${type}/${id}` : `${type}/${id}/_history/${version}`
}
