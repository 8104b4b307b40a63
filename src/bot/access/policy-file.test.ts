import assert from 'node:assert/strict'
import { test } from 'node:test'
import { readPolicy } from './policy-file.ts'

const commands = [
  { name: 'medicatie', access: 'read' },
  { name: 'metingen', access: 'read', lay: true },
  { name: 'verwijs', access: 'write' },
  { name: 'help', access: 'open' },
] as const

const good = {
  roles: { nurse: { uzi: ['30.000'] }, physician: { uzi: ['01.*'], snomed: ['158965000'] } },
  defaultRole: 'nurse',
  orders: ['physician'],
  clients: { phonesOfProfessionals: false },
  rules: [
    { id: 'read', roles: ['nurse', 'physician'], commands: ['reads'] },
    { id: 'plain', roles: ['client'], commands: ['metingen'], places: ['shared'] },
  ],
}

const problems = (content: unknown, sources: readonly string[] = []) => {
  const read = readPolicy(JSON.stringify(content), commands, sources)
  return 'problems' in read ? read.problems : []
}

test('what a rule leaves out is: no exception, everywhere, of every source', () => {
  const read = readPolicy(JSON.stringify(good), commands, [])
  assert.ok('content' in read)
  assert.deepEqual(read.content.rules[0], {
    id: 'read',
    roles: ['nurse', 'physician'],
    commands: ['reads'],
    except: [],
    places: ['team', 'shared', 'direct'],
    sources: ['own', 'foreign'],
  })
})

test('a rule that is off is not used, and what is wrong with it is told all the same', () => {
  const off = { id: 'off', on: false, roles: ['nurse'], commands: ['verwijs'] }
  const read = readPolicy(JSON.stringify({ ...good, rules: [...good.rules, off] }), commands, [])
  assert.ok('content' in read)
  assert.deepEqual(
    read.content.rules.map(({ id }) => id),
    ['read', 'plain'],
  )
  assert.deepEqual(
    problems({ ...good, rules: [...good.rules, { ...off, commands: ['verwijz'] }] }),
    ['rule off: there is no command "verwijz"'],
  )
})

test('everything that is wrong is told at once', () => {
  const wrong = {
    ...good,
    extra: true,
    roles: { ...good.roles, client: { uzi: [] }, carer: { uzi: ['30.000'] } },
    defaultRole: 'nobody',
    orders: ['phisician'],
    rules: [
      { id: 'read', roles: ['nurze'], commands: ['medicaties', 'reads'], comands: [] },
      { id: 'read', roles: ['relative'], commands: ['medicatie', 'help'], except: ['labs'] },
      { id: 'far', roles: ['nurse'], commands: ['medicatie'], sources: ['own', 'Apotheek X'] },
    ],
  }
  assert.deepEqual(problems(wrong, ['Apotheek Y']), [
    'rules.0: Unrecognized key: "comands"',
    'Unrecognized key: "extra"',
    'rule read: stands there twice',
    'roles: "client" has no codes; the record itself tells who that is',
    'roles: the code 30.000 stands in more than one place',
    'defaultRole: there is no role "nobody"',
    'orders: there is no role "phisician"',
    'rule read: there is no role "nurze"',
    'rule read: there is no command "medicaties"',
    'rule read: "medicatie" has no plain words for a client or relative',
    'rule read: "help" is for everybody and needs no rule',
    'rule read: there is no command "labs"',
    'rule far: there is no source "Apotheek X"',
  ])
})

test('what is no policy at all is told as that', () => {
  assert.deepEqual(readPolicy('{', commands, []), { problems: ['the file is not JSON'] })
  assert.ok(problems([]).length > 0)
  assert.ok(problems({}).some((problem) => problem.startsWith('rules: ')))
})

const withCode = (uzi: string, snomed: string) =>
  problems({ ...good, roles: { ...good.roles, other: { uzi: [uzi], snomed: [snomed] } } })

test('a code that cannot be one is refused', () => {
  assert.equal(withCode('02.000', '106289002').length, 0)
  for (const [uzi, snomed] of [
    ['2.000', '106289002'],
    ['02', '106289002'],
    ['*', '106289002'],
    ['02.000', 'dentist'],
  ] as const)
    assert.equal(withCode(uzi, snomed).length, 1, `${uzi} ${snomed}`)
})

test('a place or word that does not exist is refused', () => {
  const rule = { ...good.rules[0], places: ['everywhere'] }
  assert.ok(problems({ ...good, rules: [rule] }).some((one) => one.startsWith('rules.0.places.0')))
})
