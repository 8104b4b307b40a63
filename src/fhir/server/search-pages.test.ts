import assert from 'node:assert/strict'
import { test } from 'node:test'
import { impatientClient } from '../../../test/fhir-refusal.ts'
import { giveJson, type Seen, startLoopbackServer } from '../../../test/loopback-server.ts'
import { FhirError } from '../fhir.ts'

const task = (id: string, more: object = {}) => ({
  resource: { resourceType: 'Task', id, ...more },
})

const page = (entry: readonly unknown[], next?: string, more: object = {}) => ({
  resourceType: 'Bundle',
  type: 'searchset',
  entry,
  ...(next === undefined ? {} : { link: [{ relation: 'next', url: next }] }),
  ...more,
})

/** A server that gives these pages in turn; `{base}` in a link is its own base. */
const startPages = (pages: readonly unknown[]) => {
  let given = 0
  const answer = (at: number, base: string): unknown =>
    JSON.parse(JSON.stringify(pages[at] ?? {}).replaceAll('{base}', base))
  return startLoopbackServer(({ headers }, response) => {
    given += 1
    giveJson(response, answer(given - 1, `http://${String(headers['host'])}/fhir`))
  })
}
const idsOf = (found: { readonly matches: readonly { readonly id?: string }[] }) =>
  found.matches.map(({ id }) => id)

test('a search follows its pages to the end and counts every record once', async () => {
  const pages = [
    page([task('1'), task('2')], '{base}?_getpages=x', { total: 3 }),
    page([task('2'), task('3')]),
  ]
  await using server = await startPages(pages)
  await using client = impatientClient(server.url)
  const found = await client.search('Task', { patient: 'p1', code: undefined, status: ['a', 'b'] })
  assert.deepEqual(idsOf(found), ['1', '2', '3'])
  assert.equal(found.complete, true)
  const paths = server.seen.map(({ path }) => path)
  assert.deepEqual(paths, ['/fhir/Task?patient=p1&status=a&status=b', '/fhir?_getpages=x'])
  assert.equal(server.seen[0]?.headers['prefer'], 'handling=strict')
})

test('a next link to another server is not followed, and that server never sees the token', async () => {
  await using foreign = await startLoopbackServer((_, response) => giveJson(response, page([])))
  const links = [
    `${foreign.url}/fhir?page=2`,
    '{base}.evil/fhir?page=2',
    '{base}/../admin?page=2',
    '{base}/%2e%2e/admin',
    '{base}/..%2fadmin',
    'file:///etc/passwd',
    'http://user:pass@127.0.0.1/fhir',
    '//127.0.0.1:1/fhir',
  ]
  for (const link of links) {
    await using server = await startPages([page([task('1')], link), page([task('2')])])
    await using client = impatientClient(server.url)
    const found = await client.search('Task', {})
    assert.deepEqual(idsOf(found), ['1'])
    assert.equal(found.complete, false)
    assert.equal(server.seen.length, 1)
  }
  assert.equal(foreign.seen.length, 0)
})

test('a later page that fails leaves an incomplete answer', async () => {
  await using server = await startLoopbackServer(({ path, headers }, response) => {
    const next = `http://${String(headers['host'])}/fhir/Task?page=2`
    if (path.includes('page=2')) giveJson(response, {}, 403)
    else giveJson(response, page([task('1')], next))
  })
  await using client = impatientClient(server.url)
  const found = await client.search('Task', {})
  assert.deepEqual(idsOf(found), ['1'])
  assert.equal(found.complete, false)
})

test('pages that come round again, or never end, leave an incomplete answer', async () => {
  await using round = await startLoopbackServer(({ headers }, response) => {
    giveJson(response, page([task('1')], `http://${String(headers['host'])}/fhir?page=2`))
  })
  await using roundClient = impatientClient(round.url)
  assert.equal((await roundClient.search('Task', {})).complete, false)
  assert.equal(round.seen.length, 2)
  await using endless = await startLoopbackServer(({ headers }, response) => {
    const at = endless.seen.length
    giveJson(response, page([task(`${at}`)], `http://${String(headers['host'])}/fhir?page=${at}`))
  })
  await using client = impatientClient(endless.url, { maxPages: 5 })
  const found = await client.search('Task', {})
  assert.equal(found.complete, false)
  assert.equal(found.matches.length, 5)
})

const said = (severity: string) => ({
  resource: { resourceType: 'OperationOutcome', issue: [{ severity, code: 'processing' }] },
  search: { mode: 'outcome' },
})

test('a warning of the server about its own answer makes it incomplete; a remark does not', async () => {
  const whole = new Map<string, boolean>()
  for (const severity of ['information', 'warning', 'error', 'fatal']) {
    await using server = await startPages([page([task('1'), said(severity)])])
    await using client = impatientClient(server.url)
    const found = await client.search('Task', {})
    assert.deepEqual(idsOf(found), ['1'])
    whole.set(severity, found.complete)
  }
  assert.deepEqual([...whole.values()], [true, false, false, false])
})

test('fewer records than the server counted is an incomplete answer', async () => {
  for (const total of [2, '2']) {
    await using server = await startPages([page([task('1')], undefined, { total })])
    await using client = impatientClient(server.url)
    assert.equal((await client.search('Task', {})).complete, false)
  }
})

test('what was included stands apart, and a match of another type is dropped', async () => {
  const include = { search: { mode: 'include' } }
  const match = { search: { mode: 'match' } }
  const pages = [
    page([
      { ...task('1'), ...match },
      { ...task('2'), ...include },
      { resource: { resourceType: 'Patient', id: 'p1' }, ...include },
      { resource: { resourceType: 'Basic', id: 'b' }, ...match },
      { resource: { resourceType: 'Organization', id: 'o' } },
    ]),
  ]
  await using server = await startPages(pages)
  await using client = impatientClient(server.url)
  const found = await client.search('Task', {})
  assert.deepEqual(idsOf(found), ['1'])
  assert.deepEqual([...found.included.keys()], ['Task/2', 'Patient/p1', 'Organization/o'])
})

test('references of the own server are read as relative, those of others stay as they are', async () => {
  const pages = [
    page([
      task('1', {
        for: { reference: '{base}/Patient/p1/_history/4' },
        owner: { reference: 'urn:uuid:6a1b' },
        requester: { reference: 'https://elsewhere.example/fhir/Patient/p1' },
      }),
      {
        fullUrl: 'urn:uuid:6a1b',
        resource: { resourceType: 'Practitioner', id: 'x' },
        search: { mode: 'include' },
      },
    ]),
  ]
  await using server = await startPages(pages)
  await using client = impatientClient(server.url)
  const [found] = (await client.search('Task', {})).matches
  assert.equal(found?.for?.reference, 'Patient/p1')
  assert.equal(found?.owner?.reference, 'Practitioner/x')
  assert.equal(found?.requester?.reference, 'https://elsewhere.example/fhir/Patient/p1')
})

const inUrls = (seen: readonly Seen[], text: string) => seen.some(({ path }) => path.includes(text))

test('what identifies a person goes in a body, on every page', async () => {
  const pages = [
    page([], '{base}/Patient?identifier=bsn%7C999900596&_offset=1'),
    page([], '{base}?_getpages=opaque'),
    page([], '{base}?state=999900596&identifier=bsn%7C999900596'),
  ]
  await using server = await startPages(pages)
  await using client = impatientClient(server.url)
  const found = await client.search('Patient', { identifier: 'bsn|999900596' }, { post: true })
  assert.equal(found.complete, false)
  assert.deepEqual(
    server.seen.map(({ method, path }) => `${method} ${path}`),
    ['POST /fhir/Patient/_search', 'POST /fhir/Patient/_search', 'GET /fhir?_getpages=opaque'],
  )
  assert.equal(server.seen[0]?.body, 'identifier=bsn%7C999900596')
  assert.equal(server.seen[1]?.body, 'identifier=bsn%7C999900596&_offset=1')
  assert.equal(inUrls(server.seen, '999900596'), false)
})

const selfLink = (query: string) => ({
  link: [{ relation: 'self', url: `{base}/Task?${query}` }],
})

test('an answer of a server that ignored whose record was asked is refused', async () => {
  await using server = await startPages([page([task('1')], undefined, selfLink('status=active'))])
  await using client = impatientClient(server.url)
  const search = client.search('Task', { patient: 'p1', status: 'active' })
  await assert.rejects(search, (error) => error instanceof FhirError && error.code === 'invalid')
})

test('an answer of a server that ignored another filter is taken, for callers filter too', async () => {
  const pages = [page([task('1')], undefined, selfLink('subject%3APatient=p1'))]
  await using server = await startPages(pages)
  await using client = impatientClient(server.url)
  const found = await client.search('Task', { patient: 'p1', status: 'active' })
  assert.deepEqual(idsOf(found), ['1'])
})
