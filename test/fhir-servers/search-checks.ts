import assert from 'node:assert/strict'
import { before, test } from 'node:test'
import type { FhirHttp } from './fhir-http.ts'
import { observation, patient, quantity, SYSTEM, uniqueWord } from './samples.ts'

const LOINC = 'http://loinc.org'

const sorted = (...ids: string[]) => ids.sort()

/** Values of every kind of search parameter, and chains. */
export const searchTests = (server: () => FhirHttp): void => {
  const word = uniqueWord()
  let anna = ''
  let bram = ''
  let heavy = ''
  let light = ''
  let pressure = ''
  let bare = ''

  before(async () => {
    const fhir = server()
    const doctor = await fhir.store({
      resourceType: 'Practitioner',
      identifier: [{ system: SYSTEM, value: `${word}-doctor` }],
    })
    anna = await fhir.store(
      patient(`${word}-a`, {
        active: true,
        gender: 'female',
        birthDate: '1960-05-17',
        name: [{ family: `Ångström${word}`, given: ['Anna'] }],
        address: [{ city: `Stad${word}` }],
        telecom: [{ system: 'phone', value: `+31${word}` }],
        generalPractitioner: [{ reference: `Practitioner/${doctor}` }],
      }),
    )
    bram = await fhir.store(
      patient(`${word}-b`, { gender: 'male', name: [{ family: `Los${word}` }] }),
    )
    heavy = await fhir.store(
      observation(anna, {
        effectiveDateTime: '2026-03-01T23:30:00+01:00',
        valueQuantity: quantity(90, 'kg'),
      }),
    )
    light = await fhir.store(
      observation(anna, {
        effectivePeriod: { start: '2026-03-05T08:00:00Z', end: '2026-03-07T08:00:00Z' },
        valueQuantity: quantity(70, 'kg'),
      }),
    )
    pressure = await fhir.store(
      observation(anna, {
        status: 'preliminary',
        code: { coding: [{ system: LOINC, code: '85354-9', display: 'Blood pressure' }] },
        category: [{ coding: [{ system: `${SYSTEM}:category`, code: word }] }],
        effectiveDateTime: '2026-03-10T08:00:00Z',
      }),
    )
    bare = await fhir.store(observation(bram, { code: { text: 'Bespreking' } }))
  })

  const found = async (params: Readonly<Record<string, string | readonly string[]>>) =>
    (await server().ids('Observation', { subject: `Patient/${anna}`, ...params })).sort()
  const people = (params: Readonly<Record<string, string>>) => server().ids('Patient', params)

  test('a token is found by code, by system and code, by system alone and by one of several', async () => {
    assert.deepEqual(await found({ code: '85354-9' }), [pressure])
    assert.deepEqual(await found({ code: `${LOINC}|85354-9` }), [pressure])
    assert.deepEqual(await found({ code: `${LOINC}|` }), sorted(heavy, light, pressure))
    assert.deepEqual(await found({ code: '|85354-9' }), [])
    assert.deepEqual(await found({ code: '85354-9,29463-7' }), sorted(heavy, light, pressure))
    assert.deepEqual(await people({ identifier: `${SYSTEM}|${word}-a`, active: 'true' }), [anna])
    assert.deepEqual(await people({ telecom: `+31${word}` }), [anna])
  })

  test('a negated token also finds what lacks the element', async () => {
    assert.deepEqual(await found({ 'category:not': word }), sorted(heavy, light))
    assert.deepEqual(await found({ 'status:not': 'preliminary' }), sorted(heavy, light))
  })

  test('a token is found by its words', async () => {
    assert.deepEqual(await found({ 'code:text': 'blood pres' }), [pressure])
  })

  test('a missing element can be asked for', async () => {
    assert.deepEqual(await found({ 'date:missing': 'false' }), sorted(heavy, light, pressure))
    assert.deepEqual(await server().ids('Observation', { patient: bram, 'date:missing': 'true' }), [
      bare,
    ])
  })

  test('a reference is found by type and id, by id, and with a type modifier', async () => {
    const fhir = server()
    const all = sorted(heavy, light, pressure)
    const forms = [
      { subject: `Patient/${anna}` },
      { subject: anna },
      { 'subject:Patient': anna },
      { patient: anna },
      { patient: `Patient/${anna}` },
    ]
    for (const form of forms) assert.deepEqual((await fhir.ids('Observation', form)).sort(), all)
    const both = await fhir.ids('Observation', { patient: `${anna},${bram}` })
    assert.deepEqual(both.sort(), sorted(...all, bare))
  })

  test('a string is found by its beginning, in any case and without accents, not in the middle', async () => {
    assert.deepEqual(await people({ family: `ANGSTROM${word}` }), [anna])
    assert.deepEqual(await people({ family: `ngström${word}` }), [])
    assert.deepEqual(await people({ 'family:contains': `STRÖM${word}` }), [anna])
    assert.deepEqual(await people({ 'family:exact': `Ångström${word}` }), [anna])
    assert.deepEqual(await people({ 'family:exact': `ångström${word}` }), [])
    assert.deepEqual(await people({ name: `los${word}` }), [bram])
    assert.deepEqual(await people({ 'address-city': `stad${word}` }), [anna])
  })

  test('a date is compared with its precision, its zone and with periods', async () => {
    assert.deepEqual(await found({ date: '2026-03-01' }), [heavy])
    assert.deepEqual(await found({ date: 'lt2026-03-01T22:31:00Z' }), [heavy])
    assert.deepEqual(await found({ date: '2026' }), sorted(heavy, light, pressure))
    assert.deepEqual(await found({ date: ['ge2026-03-02', 'lt2026-03-09'] }), [light])
    assert.deepEqual(await found({ date: ['gt2026-03-06', 'lt2026-03-08'] }), [light])
    assert.deepEqual(await found({ date: 'gt2026-03-08' }), [pressure])
    assert.deepEqual(await people({ birthdate: '1960-05', family: `ang` }), [anna])
  })

  test('a quantity is compared with and without its unit', async () => {
    assert.deepEqual(await found({ 'value-quantity': 'gt80' }), [heavy])
    assert.deepEqual(await found({ 'value-quantity': 'gt80||kg' }), [heavy])
    assert.deepEqual(
      await found({ 'value-quantity': 'le90|http://unitsofmeasure.org|kg' }),
      sorted(heavy, light),
    )
    assert.deepEqual(await found({ 'value-quantity': '70' }), [light])
  })

  test('a composite needs both parts in one place', async () => {
    assert.deepEqual(await found({ 'code-value-quantity': `${LOINC}|29463-7$gt80` }), [heavy])
    assert.deepEqual(await found({ 'code-value-quantity': `${LOINC}|85354-9$gt80` }), [])
  })

  test('several parameters must all be fulfilled, and ids can be listed', async () => {
    assert.deepEqual(await found({ _id: `${heavy},${pressure}`, code: '29463-7' }), [heavy])
  })

  test('a chain follows one reference or two', async () => {
    const fhir = server()
    const all = sorted(heavy, light, pressure)
    const chains = [
      { 'patient.identifier': `${SYSTEM}|${word}-a` },
      { 'subject:Patient.family': `angstrom${word}` },
      { 'patient.general-practitioner.identifier': `${SYSTEM}|${word}-doctor` },
    ]
    for (const chain of chains) {
      assert.deepEqual((await fhir.ids('Observation', chain)).sort(), all)
    }
  })

  test('a reverse chain finds those that are referred to', async () => {
    assert.deepEqual(await people({ '_has:Observation:patient:category': word }), [anna])
    assert.deepEqual(await people({ '_has:Observation:patient:category': `no${word}` }), [])
  })
}
