import assert from 'node:assert/strict'
import { test } from 'node:test'
import { createDirectory } from '../../src/fhir/team/directory.ts'
import { createPeopleDirectory } from '../../src/fhir/team/directory-people.ts'
import { disciplineOf } from '../../src/fhir/team/disciplines.ts'
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

  const people = () => {
    const { client, now } = product()
    return createPeopleDirectory(client, { clock: () => now.getTime() })
  }

  test('somebody is found by part of the name, by number and by account, in the role they have', async () => {
    const book = people()
    const pharmacist = {
      ref: 'PractitionerRole/demo-role-apotheker',
      practitioner: 'Practitioner/demo-pract-apotheker',
      functions: ['Apotheker'],
      organization: 'Apotheek De Vijzel',
      place: 'Zonnedorp',
      userIds: ['@apotheker:zorg.test'],
      absence: undefined,
    }
    const finds = [
      await book.byName(['idrissi']),
      await book.byName(['Fatima', 'el', 'idrissi']),
      await book.byUzi('900000203'),
      await book.byAccount('@apotheker:zorg.test'),
    ]
    for (const { people: found, complete } of finds) {
      assert.equal(complete, true)
      assert.equal(found.length, 1)
      const { name, roleCodes, ...rest } = found[0] ?? { name: '', roleCodes: [] }
      assert.match(name ?? '', /Fatima.*el Idrissi/u)
      assert.deepEqual(
        roleCodes.map(({ code }) => code),
        ['17.000'],
      )
      assert.deepEqual(rest, pharmacist)
    }
    assert.equal((await book.byRef(pharmacist.ref))?.ref, pharmacist.ref)
  })

  test('who is not listed, or not any more, is not found', async () => {
    const { http } = product()
    const book = people()
    const family = uniqueWord()
    const id = await http.store({ resourceType: 'Practitioner', active: true, name: [{ family }] })
    await http.store({
      resourceType: 'PractitionerRole',
      active: false,
      practitioner: { reference: `Practitioner/${id}` },
    })
    await http.store({ resourceType: 'Practitioner', active: false, name: [{ family }] })
    const bare = await http.store({
      resourceType: 'Practitioner',
      active: true,
      name: [{ family, given: ['Bo'] }],
    })
    const { people: found } = await book.byName([family])
    assert.deepEqual(
      found.map(({ ref }) => ref),
      [`Practitioner/${bare}`],
    )
    const nobody = { people: [], complete: true }
    assert.deepEqual(await book.byName([uniqueWord()]), nobody)
    assert.deepEqual(await book.byName(['el']), nobody)
    assert.deepEqual(await book.byUzi('999999999'), nobody)
    assert.deepEqual(await book.byAccount('@nobody:zorg.test'), nobody)
    assert.equal(await book.byRef('PractitionerRole/none'), undefined)
  })
}
