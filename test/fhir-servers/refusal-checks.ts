import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { FhirHttp, Reply } from './fhir-http.ts'
import { observation, patient, uniqueWord } from './samples.ts'

const refused = ({ status, body }: Reply, ...expected: number[]) => {
  assert.ok(expected.includes(status), `answered ${status}`)
  assert.equal(body.resourceType, 'OperationOutcome')
  assert.ok((body.issue ?? []).some((i) => i.severity === 'error' || i.severity === 'fatal'))
}

/** What a server must not answer with an empty Bundle or accept in silence. */
export const refusalTests = (server: () => FhirHttp): void => {
  const searches = {
    'an unknown search parameter': 'Patient?nonsense=1',
    'a parameter of another type': 'Flag?status=active',
    'a date that is none': 'Patient?birthdate=yesterday',
    'a day that does not exist': 'Observation?date=2026-02-30',
    'sorting by what is unknown': 'Patient?_sort=nonsense',
    'including what is unknown': 'Patient?_include=Patient:nonsense',
    'a chain that leads nowhere': 'Observation?patient.nonsense=1',
    'a reverse chain over what is unknown': 'Patient?_has:Observation:nonsense:code=1',
  }
  for (const [what, query] of Object.entries(searches)) {
    test(`${what} is refused, never an empty answer`, async () => {
      refused(await server().ask('GET', query), 400)
    })
  }

  test('an unknown resource type is refused', async () => {
    refused(await server().ask('GET', 'Nonsense/1'), 404)
    refused(await server().ask('GET', 'Nonsense?_id=1'), 404)
  })

  test('a body that is not JSON is refused', async () => {
    refused(await server().ask('POST', 'Patient', '{"resourceType":"Pat'), 400)
  })

  test('a resource of another type than the address is refused', async () => {
    refused(await server().ask('POST', 'Observation', patient(uniqueWord())), 400)
  })

  test('an unknown element, a wrong code, a wrong date and a wrong type are refused', async () => {
    const fhir = server()
    const bad = [{ nonsense: true }, { gender: 'nonsense' }, { birthDate: 'soon' }, { active: 'x' }]
    for (const fault of bad) refused(await fhir.create(patient(uniqueWord(), fault)), 400, 422)
  })

  // HAPI stores what lacks a required element; the sandbox says so at once.
  test('a missing required element is refused or stored, never an internal error', async () => {
    const fhir = server()
    const id = await fhir.store(patient(uniqueWord()))
    const { status: _status, ...unfinished } = observation(id)
    const { status } = await fhir.create({ ...unfinished, resourceType: 'Observation' })
    assert.ok([201, 400, 422].includes(status), `answered ${status}`)
  })

  test('the capability statement names R4 and the search parameters', async () => {
    const { status, body } = await server().ask('GET', 'metadata')
    assert.equal(status, 200)
    assert.equal(body.fhirVersion, '4.0.1')
    const types = body.rest?.[0]?.resource ?? []
    const parameters = types.find((t) => t.type === 'MedicationRequest')?.searchParam ?? []
    assert.ok(parameters.some((p) => p.name === 'patient'))
    assert.ok(!parameters.some((p) => p.name === 'nonsense'))
  })
}
