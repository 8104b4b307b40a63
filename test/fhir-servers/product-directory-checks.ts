import assert from 'node:assert/strict'
import { test } from 'node:test'
import { createDirectory } from '../../src/fhir/directory.ts'
import { disciplineOf } from '../../src/fhir/disciplines.ts'
import type { Product } from './product.ts'
import { uniqueWord } from './samples.ts'

/** The address book. */
export const directoryTests = (product: () => Product): void => {
  test('a kind of care gives its services and organizations', async () => {
    const discipline = disciplineOf('fysiotherapie')
    assert.ok(discipline)
    const { targets, complete } = await createDirectory(product().client).byDiscipline(discipline)
    assert.equal(complete, true)
    const demo = targets.filter(({ ref }) => ref.includes('/demo-'))
    assert.deepEqual(
      demo.map(({ ref, name, place, owner }) => [ref, name, place, owner]),
      [
        [
          'HealthcareService/demo-dienst-fysiotherapie',
          'Fysiotherapie aan huis De Brug, Fysiotherapie De Brug',
          'Zonnedorp',
          'HealthcareService/demo-dienst-fysiotherapie',
        ],
        [
          'Organization/demo-org-fysio',
          'Fysiotherapie De Brug',
          'Zonnedorp',
          'Organization/demo-org-fysio',
        ],
      ],
    )
  })

  test('part of a name finds an organization, whatever the case of its letters', async () => {
    const { http, client } = product()
    const directory = createDirectory(client)
    const name = `Praktijk ${uniqueWord()} De Ree`
    const id = await http.store({ resourceType: 'Organization', active: true, name })
    await http.store({ resourceType: 'Organization', active: false, name })
    const { targets, complete } = await directory.byName(name.toUpperCase())
    assert.deepEqual([targets.map(({ ref }) => ref), complete], [[`Organization/${id}`], true])
    assert.equal((await directory.byRef(`Organization/${id}`))?.name, name)
  })

  test('a name with signs that FHIR reserves is looked for as it is', async () => {
    const { http, client } = product()
    const directory = createDirectory(client)
    const name = `Zorg, thuis | ${uniqueWord()} & co`
    const id = await http.store({ resourceType: 'Organization', active: true, name })
    const found = await directory.byName(name)
    assert.deepEqual(
      found.targets.map(({ ref }) => ref),
      [`Organization/${id}`],
    )
  })

  test('what is not there is not found', async () => {
    const directory = createDirectory(product().client)
    assert.deepEqual(await directory.byName(uniqueWord()), { targets: [], complete: true })
    assert.equal(await directory.byRef(`Organization/${uniqueWord()}`), undefined)
  })
}
