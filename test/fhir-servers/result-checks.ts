import assert from 'node:assert/strict'
import { before, test } from 'node:test'
import { type FhirHttp, idsOf } from './fhir-http.ts'
import { observation, patient, quantity, SYSTEM, uniqueWord } from './samples.ts'

const walk = async (fhir: FhirHttp, first: string): Promise<string[][]> => {
  const pages: string[][] = []
  let url: string | undefined = first
  while (url !== undefined && pages.length < 20) {
    const { status, body } = await fhir.ask('GET', url)
    assert.equal(status, 200)
    pages.push(idsOf(body))
    url = body.link?.find((l) => l.relation === 'next')?.url
    if (url !== undefined) assert.equal(new URL(url).origin, new URL(fhir.baseUrl).origin)
  }
  return pages
}

/** Order, pages, includes and the shape of what a search gives. */
export const resultTests = (server: () => FhirHttp): void => {
  const word = uniqueWord()
  let person = ''
  let ids: string[] = []

  before(async () => {
    const fhir = server()
    person = await fhir.store(patient(word))
    const rows: (readonly [string, string, number])[] = [
      ['b', '2026-04-01T10:00:00+02:00', 3],
      ['a', '2026-04-01T09:00:00Z', 1],
      ['b', '2026-04-03T09:00:00Z', 2],
      ['a', '2026-04-04T09:00:00Z', 5],
      ['c', '2026-04-02T09:00:00Z', 4],
    ]
    ids = []
    for (const [code, at, value] of rows) {
      const coded = { code: { coding: [{ system: SYSTEM, code }] } }
      const measured = { effectiveDateTime: at, valueQuantity: quantity(value, 'kg') }
      ids.push(await fhir.store(observation(person, { ...coded, ...measured })))
    }
  })

  const order = async (sort: string) => {
    const found = await server().ids('Observation', { patient: person, _sort: sort })
    return found.map((id) => ids.indexOf(id))
  }

  test('results are sorted by date across zones, up and down', async () => {
    assert.deepEqual(await order('date'), [0, 1, 4, 2, 3])
    assert.deepEqual(await order('-date'), [3, 2, 4, 1, 0])
  })

  test('results are sorted by two keys', async () => {
    assert.deepEqual(await order('code,-date'), [3, 1, 2, 0, 4])
  })

  test('results are sorted by the moment they were stored', async () => {
    assert.deepEqual(await order('_lastUpdated'), [0, 1, 2, 3, 4])
    assert.deepEqual(await order('-_lastUpdated'), [4, 3, 2, 1, 0])
  })

  test('next links of the same origin lead through every result once', async () => {
    const pages = await walk(server(), `Observation?patient=${person}&_sort=_lastUpdated&_count=2`)
    assert.deepEqual(
      pages.map((p) => p.length),
      [2, 2, 1],
    )
    assert.deepEqual(pages.flat(), ids)
  })

  test('what changed since a moment is read page by page', async () => {
    const fhir = server()
    const { body } = await fhir.ask('GET', `Observation/${ids[2]}`)
    const since = encodeURIComponent(`ge${body.meta?.lastUpdated}`)
    const query = `patient=${person}&_lastUpdated=${since}&_sort=_lastUpdated&_count=2`
    const pages = await walk(fhir, `Observation?${query}`)
    assert.deepEqual(pages.flat(), ids.slice(2))
  })

  test('a page stays as it was found when something is stored in between', async () => {
    const fhir = server()
    const own = await fhir.store(patient(uniqueWord()))
    const kept: string[] = []
    for (let n = 0; n < 4; n++) {
      kept.push(await fhir.store(observation(own, { effectiveDateTime: `2026-05-0${n + 2}` })))
    }
    const first = await fhir.ask('GET', `Observation?patient=${own}&_sort=date&_count=2`)
    await fhir.store(observation(own, { effectiveDateTime: '2026-05-01' }))
    const next = first.body.link?.find((l) => l.relation === 'next')?.url ?? ''
    const second = await fhir.ask('GET', next)
    assert.deepEqual([...idsOf(first.body), ...idsOf(second.body)], kept)
  })

  test('the total is that of all pages', async () => {
    const { body } = await server().ask(
      'GET',
      `Observation?patient=${person}&_count=2&_total=accurate`,
    )
    assert.equal(body.total, 5)
    assert.equal(idsOf(body).length, 2)
  })

  test('a count alone gives the total and no resources', async () => {
    const { body } = await server().ask('GET', `Observation?patient=${person}&_summary=count`)
    assert.equal(body.total, 5)
    assert.deepEqual(body.entry ?? [], [])
  })

  test('an entry carries its full address and its search mode', async () => {
    const fhir = server()
    const { body } = await fhir.ask('GET', `Patient?_id=${person}`)
    assert.equal(body.type, 'searchset')
    assert.equal(body.entry?.[0]?.fullUrl, `${fhir.baseUrl}/Patient/${person}`)
    assert.equal(body.entry?.[0]?.search?.mode, 'match')
  })

  test('only the elements asked for are given', async () => {
    const { body } = await server().ask('GET', `Observation?_id=${ids[0]}&_elements=status`)
    const resource = body.entry?.[0]?.resource
    assert.equal(resource?.status, 'final')
    assert.equal(resource?.subject, undefined)
  })

  test('a search by POST gives no values back in its self link', async () => {
    const { status, body } = await server().ask(
      'POST',
      'Patient/_search',
      new URLSearchParams({ identifier: `${SYSTEM}|${word}` }).toString(),
      { 'content-type': 'application/x-www-form-urlencoded' },
    )
    assert.equal(status, 200)
    assert.deepEqual(idsOf(body), [person])
    assert.equal(JSON.stringify(body.link).includes(word), false)
  })

  test('includes follow references forward, onward and backward', async () => {
    const fhir = server()
    const doctor = await fhir.store({ resourceType: 'Practitioner', active: true })
    const role = await fhir.store({
      resourceType: 'PractitionerRole',
      practitioner: { reference: `Practitioner/${doctor}` },
    })
    const own = await fhir.store(patient(uniqueWord()))
    const team = await fhir.store({
      resourceType: 'CareTeam',
      status: 'active',
      subject: { reference: `Patient/${own}` },
      participant: [{ member: { reference: `PractitionerRole/${role}` } }],
    })
    const forward = await fhir.ask('GET', `CareTeam?_id=${team}&_include=CareTeam:participant`)
    assert.deepEqual(idsOf(forward.body), [team])
    assert.deepEqual(idsOf(forward.body, 'include'), [role])
    const once = await fhir.ask(
      'GET',
      `CareTeam?_id=${team}&_include=CareTeam:participant&_include=PractitionerRole:practitioner`,
    )
    assert.deepEqual(idsOf(once.body, 'include'), [role])
    const onward = await fhir.ask(
      'GET',
      `CareTeam?_id=${team}&_include=CareTeam:participant&_include:iterate=PractitionerRole:practitioner`,
    )
    assert.deepEqual(idsOf(onward.body, 'include').sort(), [role, doctor].sort())
    const backward = await fhir.ask('GET', `Patient?_id=${own}&_revinclude=CareTeam:patient`)
    assert.deepEqual(idsOf(backward.body, 'include'), [team])
  })
}
