import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Practitioner, PractitionerRole, Resource, ResourceType } from '@medplum/fhirtypes'
import { clientOf } from '../../../test/referral-parts.ts'
import { FhirError, type SearchParams } from '../fhir.ts'
import { createPeopleDirectory } from './directory-people.ts'

const account = (value: string) => ({
  system: 'other' as const,
  value,
  extension: [
    {
      url: 'http://hl7.org/fhir/StructureDefinition/contactpoint-purpose',
      valueString: 'matrix-messaging',
    },
  ],
})

const bos = (over: Partial<Practitioner> = {}): Practitioner => ({
  resourceType: 'Practitioner',
  id: 'bos',
  active: true,
  name: [{ family: 'Bos', given: ['Berend'] }],
  ...over,
})

const role = (id: string, over: Partial<PractitionerRole> = {}): PractitionerRole => ({
  resourceType: 'PractitionerRole',
  id,
  active: true,
  practitioner: { reference: 'Practitioner/bos' },
  code: [{ text: 'Huisarts' }],
  telecom: [account('@bos:zorg.example')],
  ...over,
})

const clock = () => Date.parse('2026-01-12T08:31:00Z')

const book = (
  answer: (type: ResourceType, params: SearchParams) => readonly Resource[] | FhirError,
) => createPeopleDirectory(clientOf({ search: answer }), { clock })

const over = (...entries: readonly Resource[]) =>
  book((type) => entries.filter(({ resourceType }) => resourceType === type))

test('somebody with two roles is listed in both, with the place and whether they are away now', async () => {
  const away = {
    description: 'Vakantie',
    during: { start: '2026-01-10', end: '2026-01-20' },
  }
  const { people } = await over(
    bos(),
    role('a', {
      notAvailable: [{ description: 'Later', during: { start: '2026-02-01' } }, away],
      location: [{ display: 'Dorp' }],
      organization: { display: 'Praktijk Zuid' },
    }),
    role('b', { code: [{ text: 'Kaderarts' }], telecom: [] }),
  ).byName(['bos'])
  assert.deepEqual(
    people.map(({ ref, functions, organization, place, absence }) => [
      ref,
      functions,
      organization,
      place,
      absence,
    ]),
    [
      [
        'PractitionerRole/a',
        ['Huisarts'],
        'Praktijk Zuid',
        'Dorp',
        { end: '2026-01-20', text: 'Vakantie' },
      ],
      ['PractitionerRole/b', ['Kaderarts'], undefined, undefined, undefined],
    ],
  )
})

test('a role that has ended, or of somebody who is not active, is nobody', async () => {
  const ended = role('a', { period: { end: '2025-12-31' } })
  assert.deepEqual((await over(bos(), ended).byName(['bos'])).people, [])
  assert.deepEqual((await over(bos({ active: false }), role('a')).byName(['bos'])).people, [])
})

test('what a careless server gives too much is left out', async () => {
  const other = bos({ id: 'other', name: [{ family: 'Vis' }] })
  const { people } = await over(bos(), other, role('a')).byName(['bos'])
  assert.deepEqual(
    people.map(({ ref }) => ref),
    ['PractitionerRole/a'],
  )
  assert.deepEqual((await over(bos(), role('a')).byAccount('@vis:zorg.example')).people, [])
  assert.deepEqual((await over(bos(), role('a')).byUzi('900000201')).people, [])
})

test('a name is found by the beginning of its parts, not by letters in the middle of them', async () => {
  const sander = bos({ id: 'sander', name: [{ family: 'Müller-Jansen', given: ['Zoë'] }] })
  const of = role('s', { practitioner: { reference: 'Practitioner/sander' } })
  const found = async (...words: readonly string[]) =>
    (await over(sander, of).byName(words)).people.map(({ ref }) => ref)
  assert.deepEqual(await found('jans'), ['PractitionerRole/s'])
  assert.deepEqual(await found('zoe', 'mull'), ['PractitionerRole/s'])
  assert.deepEqual(await found('ansen'), [])
})

test('a server that cannot look inside names is asked for their beginnings, and may lack somebody', async () => {
  const found = await book((type, params) => {
    if (type === 'PractitionerRole') return [role('a')]
    return 'name:contains' in params ? new FhirError('invalid') : [bos()]
  }).byName(['bos'])
  assert.deepEqual([found.people.length, found.complete], [1, false])
})

test('an address book that is down is an error, not an empty book', async () => {
  const down = book(() => new FhirError('timeout'))
  await assert.rejects(down.byName(['bos']), { code: 'timeout' })
  await assert.rejects(down.byAccount('@bos:zorg.example'), { code: 'timeout' })
})
