/** A FHIR answer as plain JSON, with the parts the checks look at. */
export type Body = {
  readonly resourceType?: string
  readonly id?: string
  readonly type?: string
  readonly total?: number
  readonly fhirVersion?: string
  readonly status?: string
  readonly meta?: { readonly versionId?: string; readonly lastUpdated?: string }
  readonly subject?: { readonly reference?: string }
  readonly issue?: readonly { readonly severity?: string }[]
  readonly link?: readonly { readonly relation: string; readonly url: string }[]
  readonly entry?: readonly Entry[]
  readonly rest?: readonly {
    readonly resource?: readonly {
      readonly type: string
      readonly searchParam?: readonly { readonly name: string }[]
    }[]
  }[]
}

// One entry of a Bundle.
type Entry = {
  readonly fullUrl?: string
  readonly resource?: Body
  readonly search?: { readonly mode?: string }
  readonly request?: { readonly method?: string }
  readonly response?: { readonly status?: string; readonly location?: string }
}

/** An answer over HTTP. */
export type Reply = { readonly status: number; readonly headers: Headers; readonly body: Body }

/** A resource to send. */
export type Sent = Readonly<Record<string, unknown>> & { readonly resourceType: string }

type Header = Readonly<Record<string, string>>

/** Plain HTTP to a FHIR server, without any of the bot's own client. */
export type FhirHttp = {
  readonly baseUrl: string
  ask(method: string, path: string, body?: string | object, headers?: Header): Promise<Reply>
  create(resource: Sent, headers?: Header): Promise<Reply>
  /** Creates and gives the id; fails when it was not 201. */
  store(resource: Sent): Promise<string>
  put(type: string, id: string, resource: Sent, headers?: Header): Promise<Reply>
  search(type: string, params: readonly (readonly string[])[]): Promise<Reply>
  /** The ids a search matches; fails when it was not 200. */
  ids(type: string, params: Readonly<Record<string, string | readonly string[]>>): Promise<string[]>
}

/** The ids of a Bundle's entries of one search mode. */
export const idsOf = (body: Body, mode = 'match'): string[] =>
  (body.entry ?? []).flatMap((e) =>
    (e.search?.mode ?? 'match') === mode && e.resource?.id ? [e.resource.id] : [],
  )

/** Makes the plain client of one server. */
export const createFhirHttp = (baseUrl: string): FhirHttp => {
  const ask: FhirHttp['ask'] = async (method, path, body, headers = {}) => {
    const url = path.startsWith('http') ? path : `${baseUrl}${path === '' ? '' : `/${path}`}`
    const response = await fetch(url, {
      method,
      // A server may answer a search it answered before from memory; the checks must see their own writes.
      headers: {
        'content-type': 'application/fhir+json',
        'cache-control': 'no-cache',
        ...headers,
      },
      ...(body === undefined
        ? {}
        : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
      signal: AbortSignal.timeout(60_000),
    })
    const text = await response.text()
    const json: Body = text === '' ? {} : JSON.parse(text)
    return { status: response.status, headers: response.headers, body: json }
  }
  const create: FhirHttp['create'] = (resource, headers) =>
    ask('POST', resource.resourceType, resource, headers)
  const search: FhirHttp['search'] = (type, params) => {
    const query = new URLSearchParams(params.map(([k = '', v = '']): [string, string] => [k, v]))
    return ask('GET', `${type}?${query.toString()}`)
  }
  return {
    baseUrl,
    ask,
    create,
    search,
    async store(resource) {
      const { status, body } = await create(resource)
      if (status !== 201 || !body.id) throw new Error(`storing was answered ${status}`)
      return body.id
    },
    put: (type, id, resource, headers) => ask('PUT', `${type}/${id}`, { ...resource, id }, headers),
    async ids(type, params) {
      const pairs = Object.entries(params).flatMap(([k, v]) =>
        (typeof v === 'string' ? [v] : v).map((one) => [k, one] as const),
      )
      const { status, body } = await search(type, pairs)
      if (status !== 200) throw new Error(`a search of ${type} was answered ${status}`)
      return idsOf(body)
    },
  }
}
