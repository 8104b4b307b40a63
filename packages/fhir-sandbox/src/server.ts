import { once } from 'node:events'
import { createServer } from 'node:http'
import type { Resource } from '@medplum/fhirtypes'
import { openDatabase } from './database.ts'
import { loadDefinitions } from './definitions.ts'
import { createListener } from './http.ts'
import { createIncluder } from './includes.ts'
import { createPages } from './pages.ts'
import { createRepository } from './repository.ts'
import type { Stored } from './rows.ts'

/** How the sandbox is started. */
export type SandboxOptions = {
  /** 0 or absent: any free port. */
  readonly port?: number
  readonly host?: string
  /** SQLite file; absent: in memory. */
  readonly file?: string
  /** Stored at the start, without validation, when the server is still empty. */
  readonly seed?: readonly Resource[]
  /** One line per request, without query values. */
  readonly log?: (line: string) => void
  readonly organizationName?: string
  readonly now?: () => Date
}

/** Requests answered since the start. */
export type RequestCounter = {
  readonly total: number
  readonly read: number
  readonly search: number
  readonly write: number
  readonly bundle: number
}

/** A running FHIR server. */
export type Sandbox = {
  /** For example `http://127.0.0.1:41234/fhir`. */
  readonly baseUrl: string
  readonly port: number
  /** Stores resources as they are (each with its id), in one step, without validation or reference checks. */
  load(resources: readonly Resource[]): void
  /** Stores one resource as it is, without validation. */
  put(resource: Resource): Stored
  /** Deletes one resource, whether or not others refer to it; true when it was there. */
  remove(type: string, id: string): boolean
  stop(): Promise<void>
  readonly requests: RequestCounter
}

/** Starts the embedded FHIR R4 server on SQLite, for development, tests and the demonstration. */
export const startSandbox = async (options: SandboxOptions = {}): Promise<Sandbox> => {
  const { port = 0, host = '127.0.0.1', file = ':memory:', now = () => new Date() } = options
  loadDefinitions()
  const db = openDatabase(file)
  const repository = createRepository(db, now)
  const requests = { total: 0, read: 0, search: 0, write: 0, bundle: 0 }
  const listener = createListener(
    { repository, includer: createIncluder(db), pages: createPages() },
    {
      organization: options.organizationName ?? 'FHIR sandbox',
      started: now(),
      log: options.log ?? (() => undefined),
      counted(kind) {
        requests.total += 1
        requests[kind] += 1
      },
    },
  )

  const put = (resource: Resource): Stored => {
    if (!resource.id) throw new TypeError(`a ${resource.resourceType} to load needs an id`)
    const { id } = resource
    return repository.atomically(() => repository.write(resource, id, 'PUT', false)).resource
  }
  const load = (resources: readonly Resource[]): void => {
    repository.atomically(() => {
      for (const resource of resources) put(resource)
    })
  }

  if (repository.isEmpty()) load(options.seed ?? [])
  const http = createServer(listener)
  http.listen(port, host)
  await once(http, 'listening')
  const address = http.address()
  if (address === null || typeof address === 'string') throw new Error('no port to listen on')
  const taken = address.port

  return {
    baseUrl: `http://${host}:${taken}/fhir`,
    port: taken,
    load,
    put,
    remove: (type, id) => repository.atomically(() => repository.remove(type, id, false)),
    async stop() {
      const closed = once(http, 'close')
      http.close()
      http.closeAllConnections()
      await closed
      db.close()
    },
    requests,
  }
}
