import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { FhirHttp } from './fhir-http.ts'
import { observation, patient, SYSTEM, uniqueWord } from './samples.ts'

const CONFLICT = [409, 412]

/** Create, read, update, delete, versions and conditions. */
export const crudTests = (server: () => FhirHttp): void => {
  test('a created resource gets an id of the server, a Location and an ETag', async () => {
    const { status, headers, body } = await server().create(patient(uniqueWord(), { id: 'chosen' }))
    assert.equal(status, 201)
    assert.notEqual(body.id, 'chosen')
    assert.match(headers.get('location') ?? '', new RegExp(`/Patient/${body.id}/_history/1$`))
    assert.equal(headers.get('etag'), 'W/"1"')
  })

  test('an unknown id is 404 with an OperationOutcome', async () => {
    const { status, body } = await server().ask('GET', `Patient/${uniqueWord()}`)
    assert.equal(status, 404)
    assert.equal(body.resourceType, 'OperationOutcome')
  })

  test('an update makes a new version and the old one stays readable', async () => {
    const fhir = server()
    const value = uniqueWord()
    const id = await fhir.store(patient(value, { gender: 'female' }))
    const { status, body } = await fhir.put('Patient', id, patient(value, { gender: 'male' }))
    assert.equal(status, 200)
    assert.equal(body.meta?.versionId, '2')
    const old = await fhir.ask('GET', `Patient/${id}/_history/1`)
    assert.equal(old.status, 200)
    assert.equal(old.body.meta?.versionId, '1')
  })

  test('an update that changes nothing keeps the version', async () => {
    const fhir = server()
    const value = uniqueWord()
    const id = await fhir.store(patient(value))
    const { body } = await fhir.put('Patient', id, patient(value))
    assert.equal(body.meta?.versionId, '1')
  })

  test('an update with a stale If-Match is a conflict, 409 or 412', async () => {
    const fhir = server()
    const value = uniqueWord()
    const id = await fhir.store(patient(value))
    const first = await fhir.put('Patient', id, patient(value, { active: true }), {
      'if-match': 'W/"1"',
    })
    assert.equal(first.status, 200)
    const second = await fhir.put('Patient', id, patient(value, { active: false }), {
      'if-match': 'W/"1"',
    })
    assert.ok(CONFLICT.includes(second.status), `answered ${second.status}`)
    const now = await fhir.ask('GET', `Patient/${id}`)
    assert.equal(now.body.meta?.versionId, '2')
  })

  test('an update of an id that is not there creates it', async () => {
    const id = uniqueWord()
    const { status, body } = await server().put('Patient', id, patient(id))
    assert.equal(status, 201)
    assert.equal(body.id, id)
  })

  test('an update whose body names another id is refused', async () => {
    const id = uniqueWord()
    const body = { ...patient(id), id: 'another' }
    const { status } = await server().ask('PUT', `Patient/${id}`, body)
    assert.equal(status, 400)
  })

  test('what was deleted is 410 and no longer found', async () => {
    const fhir = server()
    const value = uniqueWord()
    const id = await fhir.store(patient(value))
    // HAPI may refuse once what was stored a moment ago: its own work on it collides with ours.
    const first = await fhir.ask('DELETE', `Patient/${id}`)
    const deleted = first.status === 409 ? await fhir.ask('DELETE', `Patient/${id}`) : first
    assert.ok([200, 204].includes(deleted.status), `answered ${deleted.status}`)
    assert.equal((await fhir.ask('GET', `Patient/${id}`)).status, 410)
    assert.deepEqual(await fhir.ids('Patient', { identifier: `${SYSTEM}|${value}` }), [])
    const again = await fhir.ask('DELETE', `Patient/${id}`)
    assert.ok([200, 204].includes(again.status))
  })

  test('the history lists versions newest first, the deletion too', async () => {
    const fhir = server()
    const value = uniqueWord()
    const id = await fhir.store(patient(value))
    await fhir.put('Patient', id, patient(value, { active: true }))
    const { status } = await fhir.ask('DELETE', `Patient/${id}`)
    assert.ok([200, 204].includes(status), `deleting was answered ${status}`)
    const { body } = await fhir.ask('GET', `Patient/${id}/_history`)
    assert.equal(body.type, 'history')
    const methods = (body.entry ?? []).map((e) => e.request?.method)
    assert.deepEqual(methods, ['DELETE', 'PUT', 'POST'])
  })

  test('the history of a type since a moment lists only what came later', async () => {
    const fhir = server()
    const early = await fhir.create(patient(uniqueWord()))
    const between = await fhir.create(patient(uniqueWord()))
    const since = between.body.meta?.lastUpdated ?? ''
    const late = await fhir.store(patient(uniqueWord()))
    const { body } = await fhir.ask(
      'GET',
      `Patient/_history?_since=${encodeURIComponent(since)}&_count=500`,
    )
    const ids = (body.entry ?? []).map((e) => e.resource?.id)
    assert.ok(ids.includes(late))
    assert.ok(early.body.meta?.lastUpdated === since || !ids.includes(early.body.id))
  })

  test('return=minimal gives no body but the Location', async () => {
    const { status, headers, body } = await server().create(patient(uniqueWord()), {
      prefer: 'return=minimal',
    })
    assert.equal(status, 201)
    assert.deepEqual(body, {})
    assert.match(headers.get('location') ?? '', /\/Patient\//)
  })

  test('a read of a known version is 304', async () => {
    const fhir = server()
    const id = await fhir.store(patient(uniqueWord()))
    const { status } = await fhir.ask('GET', `Patient/${id}`, undefined, {
      'if-none-match': 'W/"1"',
    })
    assert.equal(status, 304)
  })

  test('a JSON Patch is applied whole, and not at all when its test fails', async () => {
    const fhir = server()
    const id = await fhir.store(patient(uniqueWord(), { gender: 'female' }))
    const type = { 'content-type': 'application/json-patch+json' }
    const change = { op: 'replace', path: '/gender', value: 'other' }
    const good = await fhir.ask('PATCH', `Patient/${id}`, [change], type)
    assert.equal(good.status, 200)
    const wrong = { op: 'test', path: '/gender', value: 'male' }
    const active = { op: 'add', path: '/active', value: true }
    const bad = await fhir.ask('PATCH', `Patient/${id}`, [active, wrong], type)
    assert.ok(bad.status >= 400 && bad.status < 500, `answered ${bad.status}`)
    assert.equal((await fhir.ask('GET', `Patient/${id}`)).body.meta?.versionId, '2')
  })

  test('a reference to what does not exist is refused', async () => {
    const { status } = await server().create(observation(uniqueWord()))
    assert.ok(status >= 400 && status < 500, `answered ${status}`)
  })

  test('what another resource refers to cannot be deleted', async () => {
    const fhir = server()
    const id = await fhir.store(patient(uniqueWord()))
    await fhir.store(observation(id))
    assert.equal((await fhir.ask('DELETE', `Patient/${id}`)).status, 409)
    assert.equal((await fhir.ask('GET', `Patient/${id}`)).status, 200)
  })
}
