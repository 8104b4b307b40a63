import { randomUUID } from 'node:crypto'
import {
  type Answer,
  type Ask,
  answerOf,
  checkMatch,
  ID,
  matchesOf,
  pairsOf,
  queryOf,
  type Server,
  singleMatch,
  versionOf,
} from './ask.ts'
import { runHistory } from './history.ts'
import { patched } from './json-patch.ts'
import { outcomeOf, refusal } from './refusal.ts'
import type { Written } from './repository.ts'
import { isStoredType, type StoredType } from './resource-types.ts'
import { runSearch } from './search.ts'
import { searchRequest } from './search-request.ts'
import { checkResource } from './validation.ts'

const written = ({ resource, effect }: Written, base: string): Answer =>
  answerOf(effect === 'created' ? 201 : 200, resource, base)

const create = (server: Server, ask: Ask, type: StoredType): Answer => {
  const resource = checkResource(ask.body, type)
  if (ask.ifNoneExist !== undefined) {
    const match = singleMatch(server, type, pairsOf(ask.ifNoneExist), ask.base)
    if (match !== undefined) return answerOf(200, server.repository.read(type, match), ask.base)
  }
  return written(server.repository.write(resource, ask.id ?? randomUUID(), 'POST'), ask.base)
}

const update = (server: Server, ask: Ask, type: StoredType, id: string): Answer => {
  const resource = checkResource(ask.body, type)
  if (!ID.test(id)) throw refusal(400, 'value', 'This is not an id')
  if (resource.id !== id) throw refusal(400, 'invalid', 'The id of the body is not that of the URL')
  checkMatch(server, ask, type, id)
  return written(server.repository.write(resource, id, 'PUT'), ask.base)
}

const conditionalUpdate = (server: Server, ask: Ask, type: StoredType): Answer => {
  const match = singleMatch(server, type, ask.query, ask.base)
  const given = checkResource(ask.body, type)
  if (match !== undefined && given.id !== undefined && given.id !== match) {
    throw refusal(400, 'invalid', 'The id of the body is not that of the match')
  }
  const id = match ?? given.id ?? ask.id ?? randomUUID()
  return written(server.repository.write({ ...given, id }, id, 'PUT'), ask.base)
}

const patch = (server: Server, ask: Ask, type: StoredType, id: string): Answer => {
  const before = server.repository.read(type, id)
  checkMatch(server, ask, type, id)
  const resource = checkResource(patched(before, ask.body), type)
  return written(server.repository.write({ ...resource, id }, id, 'PUT'), ask.base)
}

const remove = (server: Server, ask: Ask, type: StoredType, id: string | undefined): Answer => {
  if (id !== undefined) checkMatch(server, ask, type, id)
  const ids = id === undefined ? matchesOf(server, type, ask.query, ask.base) : [id]
  const count = ids.filter((one) => server.repository.remove(type, one)).length
  const note = { severity: 'information', code: 'informational' } as const
  return { status: 200, body: outcomeOf([{ ...note, diagnostics: `${count} deleted` }]) }
}

const read = (server: Server, ask: Ask, type: StoredType, id: string): Answer => {
  const answer = answerOf(200, server.repository.read(type, id), ask.base, false)
  const known = ask.ifNoneMatch !== undefined && `W/"${versionOf(ask.ifNoneMatch)}"` === answer.etag
  return known ? { status: 304, ...(answer.etag ? { etag: answer.etag } : {}) } : answer
}

const search = (server: Server, ask: Ask, type: StoredType, posted: boolean): Answer => {
  const pairs = [...ask.query, ...ask.form]
  const result = runSearch(server.repository, server.includer, searchRequest(type, pairs, ask.base))
  const query = queryOf(pairs).toString()
  const self = `${ask.base}/${type}${posted ? '/_search' : query && `?${query}`}`
  return { status: 200, body: server.pages.first(result, self, ask.base) }
}

const history = (
  server: Server,
  ask: Ask,
  type: string | undefined,
  id: string | undefined,
): Answer => {
  const result = runHistory(server.repository, type, id, ask.query)
  const self = [ask.base, ...ask.path].join('/')
  return { status: 200, body: server.pages.first(result, self, ask.base) }
}

const unsupported = () => refusal(405, 'not-supported', 'This server does not do that')

const onType = (server: Server, ask: Ask, type: StoredType): Answer => {
  switch (ask.method) {
    case 'GET':
      return search(server, ask, type, false)
    case 'POST':
      return create(server, ask, type)
    case 'PUT':
      return conditionalUpdate(server, ask, type)
    case 'DELETE':
      return remove(server, ask, type, undefined)
    default:
      throw unsupported()
  }
}

const onInstance = (server: Server, ask: Ask, type: StoredType, id: string): Answer => {
  switch (ask.method) {
    case 'GET':
      return read(server, ask, type, id)
    case 'PUT':
      return update(server, ask, type, id)
    case 'PATCH':
      return patch(server, ask, type, id)
    case 'DELETE':
      return remove(server, ask, type, id)
    default:
      throw unsupported()
  }
}

const route = (server: Server, ask: Ask): Answer => {
  const [type, id, word, version, ...more] = ask.path
  const get = ask.method === 'GET'
  if (type === undefined && get) {
    const query = queryOf(ask.query)
    const token = query.get('_getpages')
    if (token === null) throw refusal(400, 'not-supported', 'Searches need a resource type')
    return {
      status: 200,
      body: server.pages.further(token, query.get('_getpagesoffset'), ask.base),
    }
  }
  if (type === '_history' && id === undefined && get)
    return history(server, ask, undefined, undefined)
  if (type === undefined || !isStoredType(type))
    throw refusal(404, 'not-supported', 'Unknown resource type')
  if (id === undefined) return onType(server, ask, type)
  if (id === '_search' && ask.method === 'POST' && !word) return search(server, ask, type, true)
  if (id === '_history' && get && !word) return history(server, ask, type, undefined)
  if (!ID.test(id)) throw refusal(404, 'not-found', 'This is not an id')
  if (word === undefined) return onInstance(server, ask, type, id)
  if (word !== '_history' || !get || more.length > 0) throw unsupported()
  if (version === undefined) return history(server, ask, type, id)
  return answerOf(200, server.repository.readVersion(type, id, version), ask.base, false)
}

/** Answers one request that is not a batch; writes are all or nothing. Throws Refusal. */
export const interact = (server: Server, ask: Ask): Answer =>
  ask.method === 'GET' ? route(server, ask) : server.repository.atomically(() => route(server, ask))
