import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { FhirHttp, Sent } from './fhir-http.ts'
import { observation, patient, SYSTEM, uniqueWord, urn } from './samples.ts'

const bundle = (type: string, entry: readonly object[]): Sent => ({
  resourceType: 'Bundle',
  type,
  entry,
})

const post = (resource: Sent, rest: object = {}, fullUrl = urn()) => ({
  fullUrl,
  resource,
  request: { method: 'POST', url: resource.resourceType, ...rest },
})

const identifier = (value: string) => encodeURIComponent(`${SYSTEM}|${value}`)

/** Transactions and batches. */
export const transactionTests = (server: () => FhirHttp): void => {
  test('references between entries become references between what was stored', async () => {
    const fhir = server()
    const person = urn()
    const seen = { ...observation('x'), subject: { reference: person } }
    const { status, body } = await fhir.ask(
      'POST',
      '',
      bundle('transaction', [post(seen), post(patient(uniqueWord()), {}, person)]),
    )
    assert.equal(status, 200)
    assert.equal(body.type, 'transaction-response')
    const places = (body.entry ?? []).map((e) => e.response?.location ?? '')
    assert.ok((body.entry ?? []).every((e) => e.response?.status?.startsWith('201')))
    const read = async (place: string | undefined, type: string) =>
      (await fhir.ask('GET', new RegExp(`${type}/[^/]+`).exec(place ?? '')?.[0] ?? '')).body
    const stored = await read(places[0], 'Observation')
    const owner = await read(places[1], 'Patient')
    assert.equal(stored.subject?.reference, `Patient/${owner.id}`)
  })

  test('a transaction with one wrong entry stores nothing', async () => {
    const fhir = server()
    const value = uniqueWord()
    const wrong = patient(value, { gender: 'nonsense' })
    const { status } = await fhir.ask(
      'POST',
      '',
      bundle('transaction', [post(patient(value)), post(wrong)]),
    )
    assert.ok(status >= 400 && status < 500, `answered ${status}`)
    assert.deepEqual(await fhir.ids('Patient', { identifier: `${SYSTEM}|${value}` }), [])
  })

  test('a transaction with a reference to nothing stores nothing', async () => {
    const fhir = server()
    const value = uniqueWord()
    const { status } = await fhir.ask(
      'POST',
      '',
      bundle('transaction', [post(patient(value)), post(observation(uniqueWord()))]),
    )
    assert.ok(status >= 400 && status < 500, `answered ${status}`)
    assert.deepEqual(await fhir.ids('Patient', { identifier: `${SYSTEM}|${value}` }), [])
  })

  test('the same transaction twice stores once when every entry carries ifNoneExist', async () => {
    const fhir = server()
    const [value, mark, person] = [uniqueWord(), urn(), urn()]
    const seen = {
      ...observation('x', { identifier: [{ system: 'urn:ietf:rfc:3986', value: mark }] }),
      subject: { reference: person },
    }
    const key = `identifier=${encodeURIComponent(`urn:ietf:rfc:3986|${mark}`)}`
    const sent = bundle('transaction', [
      post(patient(value), { ifNoneExist: `identifier=${identifier(value)}` }, person),
      post(seen, { ifNoneExist: key }),
    ])
    const first = await fhir.ask('POST', '', sent)
    const second = await fhir.ask('POST', '', sent)
    assert.deepEqual([first.status, second.status], [200, 200])
    assert.ok((second.body.entry ?? []).every((e) => e.response?.status?.startsWith('200')))
    assert.equal((await fhir.ids('Patient', { identifier: `${SYSTEM}|${value}` })).length, 1)
    const marked = await fhir.ids('Observation', { identifier: `urn:ietf:rfc:3986|${mark}` })
    assert.equal(marked.length, 1)
  })

  test('an ifNoneExist that matches two resources is 412 and stores nothing', async () => {
    const fhir = server()
    const [value, other] = [uniqueWord(), uniqueWord()]
    await fhir.store(patient(value))
    await fhir.store(patient(value))
    const { status } = await fhir.ask(
      'POST',
      '',
      bundle('transaction', [
        post(patient(other)),
        post(patient(value), { ifNoneExist: `identifier=${identifier(value)}` }),
      ]),
    )
    assert.equal(status, 412)
    assert.deepEqual(await fhir.ids('Patient', { identifier: `${SYSTEM}|${other}` }), [])
  })

  test('a reference by search is resolved to the one match', async () => {
    const fhir = server()
    const value = uniqueWord()
    const id = await fhir.store(patient(value))
    const seen = {
      ...observation('x'),
      subject: { reference: `Patient?identifier=${SYSTEM}|${value}` },
    }
    const { status } = await fhir.ask('POST', '', bundle('transaction', [post(seen)]))
    assert.equal(status, 200)
    assert.equal((await fhir.ids('Observation', { patient: id })).length, 1)
  })

  test('a transaction updates and deletes as well', async () => {
    const fhir = server()
    const [kept, gone] = [uniqueWord(), uniqueWord()]
    const id = await fhir.store(patient(gone))
    const changes = bundle('transaction', [
      { request: { method: 'DELETE', url: `Patient/${id}` } },
      {
        resource: { ...patient(kept), id: kept },
        request: { method: 'PUT', url: `Patient/${kept}` },
      },
    ])
    let { status } = await fhir.ask('POST', '', changes)
    // Where requests cross a server may refuse all of it: nothing was done, and it may be sent again.
    for (let tries = 1; status === 409 && tries < 5; tries += 1)
      ({ status } = await fhir.ask('POST', '', changes))
    assert.equal(status, 200)
    assert.equal((await fhir.ask('GET', `Patient/${id}`)).status, 410)
    assert.equal((await fhir.ask('GET', `Patient/${kept}`)).status, 200)
  })

  test('a batch stores the good entries and answers each by itself', async () => {
    const fhir = server()
    const value = uniqueWord()
    const { status, body } = await fhir.ask(
      'POST',
      '',
      bundle('batch', [
        post(patient(value)),
        post(patient(value, { gender: 'nonsense' })),
        { request: { method: 'GET', url: `Patient/${uniqueWord()}` } },
      ]),
    )
    // A strict server may refuse a body it cannot read before it looks at the entries.
    if (status === 200) {
      const statuses = (body.entry ?? []).map((e) => Number(e.response?.status?.slice(0, 3)))
      assert.equal(statuses[0], 201)
      assert.ok((statuses[1] ?? 0) >= 400)
      assert.equal(statuses[2], 404)
    }
    assert.ok([200, 400].includes(status), `answered ${status}`)
  })

  test('transactions at once do not mix', async () => {
    const fhir = server()
    const values = Array.from({ length: 10 }, uniqueWord)
    const replies = await Promise.all(
      values.map((value, n) =>
        fhir.ask(
          'POST',
          '',
          bundle('transaction', [
            post(patient(value)),
            post(patient(value, n % 2 ? { gender: 'nonsense' } : {})),
          ]),
        ),
      ),
    )
    for (const [n, value] of values.entries()) {
      const stored = await fhir.ids('Patient', { identifier: `${SYSTEM}|${value}` })
      assert.equal(stored.length, n % 2 ? 0 : 2)
      assert.equal((replies[n]?.status ?? 0) === 200, n % 2 === 0)
    }
  })
}
