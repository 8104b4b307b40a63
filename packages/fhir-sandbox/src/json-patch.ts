import { refusal } from './refusal.ts'

type Json = string | number | boolean | null | Json[] | { [k: string]: Json }

type Operation = {
  readonly op: string
  readonly path: string
  readonly from?: string
  readonly value?: Json
}
type Container = Json[] | { [k: string]: Json }

const failed = (why: string) => refusal(422, 'processing', `JSON Patch: ${why}`)

const isContainer = (value: Json): value is Container => typeof value === 'object' && value !== null

const isOperation = (value: unknown): value is Operation =>
  typeof value === 'object' && value !== null && 'path' in value && typeof value.path === 'string'

const steps = (path: string): string[] => {
  if (path !== '' && !path.startsWith('/')) throw failed('a path starts with /')
  return path
    .split('/')
    .slice(1)
    .map((s) => s.replaceAll('~1', '/').replaceAll('~0', '~'))
}

const indexOf = (list: readonly Json[], step: string, adding: boolean): number => {
  const n = adding && step === '-' ? list.length : /^(0|[1-9]\d*)$/.test(step) ? Number(step) : -1
  if (n < 0 || n > list.length - (adding ? 0 : 1)) throw failed('no such place in the list')
  return n
}

const get = (container: Container, step: string): Json => {
  const value = Array.isArray(container)
    ? container[indexOf(container, step, false)]
    : Object.hasOwn(container, step)
      ? container[step]
      : undefined
  if (value === undefined) throw failed('nothing stands at the path')
  return value
}

const holder = (root: Container, path: readonly string[]): Container =>
  path.slice(0, -1).reduce<Container>((at, step) => {
    const next = get(at, step)
    if (!isContainer(next)) throw failed('the path leads nowhere')
    return next
  }, root)

const put = (container: Container, step: string, value: Json, adding: boolean): void => {
  if (Array.isArray(container)) {
    container.splice(indexOf(container, step, adding), adding ? 0 : 1, value)
    return
  }
  if (!adding) get(container, step)
  container[step] = value
}

const take = (container: Container, step: string): Json => {
  const value = get(container, step)
  if (Array.isArray(container)) container.splice(indexOf(container, step, false), 1)
  else delete container[step]
  return value
}

const apply = (root: Container, operation: Operation): void => {
  const path = steps(operation.path)
  const last = path.at(-1)
  if (last === undefined) throw failed('the whole resource cannot be replaced')
  const at = holder(root, path)
  const source = () => {
    const from = steps(operation.from ?? '')
    return { at: holder(root, from), step: from.at(-1) ?? '' }
  }
  const { op, value = null } = operation
  switch (op) {
    case 'add':
      return put(at, last, value, true)
    case 'replace':
      return put(at, last, value, false)
    case 'remove':
      take(at, last)
      return undefined
    case 'move': {
      const from = source()
      return put(at, last, take(from.at, from.step), true)
    }
    case 'copy': {
      const from = source()
      return put(at, last, structuredClone(get(from.at, from.step)), true)
    }
    case 'test':
      if (JSON.stringify(get(at, last)) !== JSON.stringify(value)) throw failed('a test failed')
      return undefined
    default:
      throw failed('unknown operation')
  }
}

/** A copy of a document with an RFC 6902 patch applied, all of it or a refusal. */
export const patched = (document: object, patch: unknown): object => {
  if (!Array.isArray(patch)) throw refusal(400, 'structure', 'A JSON Patch is a list')
  const copy: Container = JSON.parse(JSON.stringify(document))
  for (const operation of patch) {
    if (!isOperation(operation)) throw refusal(400, 'structure', 'An operation needs a path')
    apply(copy, operation)
  }
  return copy
}
