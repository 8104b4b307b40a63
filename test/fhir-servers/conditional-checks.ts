import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { FhirHttp, Reply } from './fhir-http.ts'
import { patient, SYSTEM, uniqueWord, urn } from './samples.ts'

const createOnce = async (fhir: FhirHttp, value: string): Promise<Reply> => {
  const condition = { 'if-none-exist': `identifier=${encodeURIComponent(`${SYSTEM}|${value}`)}` }
  for (let attempt = 0; attempt < 10; attempt++) {
    const reply = await fhir.create(patient(value), condition)
    if (reply.status !== 409) return reply
  }
  throw new Error('a conditional create stayed in conflict')
}

/** Conditional create, update and delete. */
export const conditionalTests = (server: () => FhirHttp): void => {
  test('a conditional create stores once and then gives what is there', async () => {
    const fhir = server()
    const value = uniqueWord()
    const first = await createOnce(fhir, value)
    const second = await createOnce(fhir, value)
    assert.equal(first.status, 201)
    assert.equal(second.status, 200)
    assert.match(second.headers.get('location') ?? '', new RegExp(`/Patient/${first.body.id}`))
    assert.equal((await fhir.ids('Patient', { identifier: `${SYSTEM}|${value}` })).length, 1)
  })

  test('a conditional create works with a urn:uuid identifier and with a $ in the value', async () => {
    const fhir = server()
    for (const value of [urn(), `$${uniqueWord()}-_x`]) {
      const statuses = [await createOnce(fhir, value), await createOnce(fhir, value)]
      assert.deepEqual(
        statuses.map((r) => r.status),
        [201, 200],
      )
    }
  })

  test('a conditional create that matches two resources is 412', async () => {
    const fhir = server()
    const value = uniqueWord()
    await fhir.store(patient(value))
    await fhir.store(patient(value))
    assert.equal((await createOnce(fhir, value)).status, 412)
  })

  test('thirty conditional creates at once store one resource', async () => {
    const fhir = server()
    const value = uniqueWord()
    const replies = await Promise.all(Array.from({ length: 30 }, () => createOnce(fhir, value)))
    assert.equal(replies.filter((r) => r.status === 201).length, 1)
    assert.equal(replies.filter((r) => r.status === 200).length, 29)
    assert.equal((await fhir.ids('Patient', { identifier: `${SYSTEM}|${value}` })).length, 1)
  })

  test('a conditional update creates when nothing matches and updates the one match', async () => {
    const fhir = server()
    const value = uniqueWord()
    const url = `Patient?identifier=${encodeURIComponent(`${SYSTEM}|${value}`)}`
    const first = await fhir.ask('PUT', url, patient(value))
    const second = await fhir.ask('PUT', url, patient(value, { active: true }))
    assert.equal(first.status, 201)
    assert.equal(second.status, 200)
    assert.equal(second.body.id, first.body.id)
  })

  test('a conditional delete removes the match', async () => {
    const fhir = server()
    const value = uniqueWord()
    const id = await fhir.store(patient(value))
    const url = `Patient?identifier=${encodeURIComponent(`${SYSTEM}|${value}`)}`
    const { status } = await fhir.ask('DELETE', url)
    assert.ok([200, 204].includes(status))
    assert.equal((await fhir.ask('GET', `Patient/${id}`)).status, 410)
  })
}
