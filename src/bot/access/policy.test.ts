import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { test } from 'node:test'
import { professional } from '../../../test/fakes/team.ts'
import { commands } from '../../commands/registry.ts'
import type { TeamMember } from '../../fhir/team/care-team.ts'
import { systems } from '../../fhir/value/identifiers.ts'
import { createPolicy, type Policy } from './policy.ts'
import { readPolicy } from './policy-file.ts'

const file = new URL('../../../config/policy.json', import.meta.url)

const shipped = (): Policy => {
  const read = readPolicy(readFileSync(file, 'utf8'), commands, [])
  assert.ok('content' in read, JSON.stringify(read))
  return createPolicy(read.content)
}

const withUzi = (...codes: readonly string[]): TeamMember =>
  professional('@a:z', { roleCodes: codes.map((code) => ({ system: systems.uziRole, code })) })

const withSnomed = (code: string): TeamMember =>
  professional('@a:z', { roleCodes: [{ system: 'http://snomed.info/sct', code }] })

const client = professional('@client:z', { kind: 'patient' })
const relative = professional('@relative:z', { kind: 'related' })

const read = { name: 'lab', access: 'read' } as const
const write = { name: 'verwijs', access: 'write' } as const
const lay = { name: 'metingen', access: 'read', lay: true } as const

test('a UZI role code and a SNOMED code of the same profession give the same role', () => {
  const { rolesOf } = shipped()
  for (const [uzi, sct, role] of [
    ['01.015', '59058001', 'physician'],
    ['01.047', '158965000', 'physician'],
    ['30.076', '224571005', 'physician'],
    ['81.000', '449161006', 'physician'],
    ['30.000', '224535009', 'nurse'],
    ['17.060', '46255001', 'pharmacist'],
    ['04.000', '36682004', 'therapist'],
    ['83.000', '159040006', 'pharmacy-assistant'],
  ] as const) {
    assert.deepEqual(rolesOf(withUzi(uzi)), [role], uzi)
    assert.deepEqual(rolesOf(withSnomed(sct)), [role], sct)
  }
})

test('a professional without a known code has the default role, and somebody unknown none', () => {
  const { rolesOf } = shipped()
  assert.deepEqual(rolesOf(withUzi()), ['professional'])
  assert.deepEqual(rolesOf(withUzi('77.000')), ['professional'])
  assert.deepEqual(
    rolesOf(professional('@a:z', { roleCodes: [{ system: 'urn:other', code: '01.015' }] })),
    ['professional'],
  )
  assert.deepEqual(rolesOf(professional('@a:z', { kind: 'unknown' })), [])
})

test('who has two roles may do what either may', () => {
  const { rolesOf, ruleFor } = shipped()
  const both = withUzi('86.000', '30.000')
  assert.deepEqual(rolesOf(both), ['carer', 'nurse'])
  assert.equal(ruleFor(both, read, 'team'), 'professionals-read')
})

test('"other" beside a profession widens nothing, whichever comes first', () => {
  const { rolesOf, ruleFor } = shipped()
  for (const codes of [
    ['86.000', '99.000'],
    ['99.000', '86.000'],
  ]) {
    assert.deepEqual(rolesOf(withUzi(...codes)), ['carer'])
    assert.equal(ruleFor(withUzi(...codes), read, 'team'), undefined)
  }
  assert.deepEqual(rolesOf(withUzi('99.000')), ['professional'])
  assert.deepEqual(rolesOf(withUzi('99.000', '77.000')), ['professional'])
})

test('a rule is found for one source by what it says of sources', () => {
  const rule = { roles: ['nurse'], commands: ['reads'], except: [], places: ['team'] } as const
  const { ruleFor } = createPolicy({
    roles: { nurse: { uzi: ['30.*'], snomed: [] } },
    defaultRole: 'nurse',
    orders: [],
    clients: { phonesOfProfessionals: false },
    rules: [
      { ...rule, id: 'own', sources: ['own'] },
      { ...rule, id: 'elsewhere', sources: ['foreign'] },
    ],
  })
  const of = (own: boolean) => ruleFor(withUzi('30.000'), read, 'team', { label: 'X', own })
  assert.deepEqual([of(true), of(false)], ['own', 'elsewhere'])
})

test('assistants and carers read no laboratory results and no diagnoses, nor what may hold them', () => {
  const { ruleFor } = shipped()
  const words = ['lab', 'problemen', 'samenvatting', 'tijdlijn', 'nieuw', 'rapportage', 'zorgplan']
  for (const member of [withUzi('83.000'), withUzi('86.000')]) {
    for (const name of words)
      assert.equal(ruleFor(member, { name, access: 'read' }, 'team'), undefined, name)
    const known = { name: 'medicatie', access: 'read' } as const
    assert.equal(ruleFor(member, known, 'team'), 'assistants-and-carers-read')
  }
})

test('nobody writes by a rule that does not name the command', () => {
  const { ruleFor } = shipped()
  const other = { name: 'iets-nieuws', access: 'write' } as const
  for (const member of [withUzi('01.015'), withUzi('30.000'), withUzi('17.000'), withUzi()])
    assert.equal(ruleFor(member, other, 'team'), undefined)
  assert.equal(ruleFor(withUzi('30.000'), write, 'team'), 'professionals-write')
  assert.equal(ruleFor(withUzi(), write, 'team'), undefined)
})

test('every command that writes is given to somebody by name, and so is every one with plain words to clients, except measuring', () => {
  const { ruleFor } = shipped()
  const all = ['01.015', '30.000', '17.000', '04.000', '83.000', '86.000'].map((code) =>
    withUzi(code),
  )
  const givenTo = (people: readonly TeamMember[], command: (typeof commands)[number]) =>
    people.some((member) => ruleFor(member, command, 'shared') !== undefined)
  const writing = commands.filter(({ access }) => access === 'write')
  assert.deepEqual(
    writing.filter((command) => !givenTo(all, command)).map(({ name }) => name),
    [],
  )
  const plain = commands.filter((command) => command.lay === true)
  assert.deepEqual(
    plain.filter((command) => !givenTo([client, relative], command)).map(({ name }) => name),
    ['meet'],
  )
})

test('clients and relatives measure when the rule for that is turned on, among themselves and nowhere else', () => {
  const text = readFileSync(file, 'utf8')
  const on = text.replace('"on": false', '"on": true')
  assert.notEqual(on, text)
  const turned = readPolicy(on, commands, [])
  assert.ok('content' in turned, JSON.stringify(turned))
  const { ruleFor } = createPolicy(turned.content)
  const meet = commands.find(({ name }) => name === 'meet')
  assert.ok(meet !== undefined)
  for (const member of [client, relative]) {
    assert.equal(ruleFor(member, meet, 'shared'), 'clients-measure')
    assert.equal(ruleFor(member, meet, 'direct'), undefined)
    assert.equal(shipped().ruleFor(member, meet, 'shared'), undefined)
  }
})

test('a client or relative never gets a command without plain words, whatever a rule says', () => {
  const all = { roles: ['client'], commands: ['reads', 'writes'], except: [] }
  const places = ['shared', 'direct'] as const
  const policy = createPolicy({
    roles: {},
    defaultRole: '',
    orders: [],
    clients: { phonesOfProfessionals: false },
    rules: [{ id: 'all', ...all, places, sources: ['own'] }],
  })
  assert.equal(policy.ruleFor(client, read, 'shared'), undefined)
  assert.equal(policy.ruleFor(client, write, 'shared'), undefined)
  assert.equal(policy.ruleFor(client, lay, 'shared'), 'all')
  assert.equal(policy.ruleFor(client, lay, 'team'), undefined)
  assert.equal(policy.ruleFor(relative, lay, 'shared'), undefined)
})

test('of a source that no rule names nothing is read', () => {
  const policy = createPolicy({
    roles: { nurse: { uzi: ['30.*'], snomed: [] } },
    defaultRole: 'nurse',
    orders: [],
    clients: { phonesOfProfessionals: false },
    rules: [
      {
        id: 'own',
        roles: ['nurse'],
        commands: ['reads'],
        except: [],
        places: ['team'],
        sources: ['own', 'Apotheek De Gaper'],
      },
    ],
  })
  const mayRead = (label: string, own: boolean) =>
    policy.mayRead(withUzi('30.000'), read, 'team', { label, own })
  assert.equal(mayRead('Dossier', true), true)
  assert.equal(mayRead('Apotheek De Gaper', false), true)
  assert.equal(mayRead('Huisarts', false), false)
  const elsewhere = { label: 'Dossier', own: true }
  assert.equal(policy.mayRead(withUzi('30.000'), read, 'direct', elsewhere), false)
})

test('requests of physicians, nurses and pharmacists are orders, those of others proposals', () => {
  const { intentOf } = shipped()
  for (const code of ['01.015', '30.000', '17.000']) assert.equal(intentOf(withUzi(code)), 'order')
  for (const member of [withUzi('04.000'), withUzi('83.000'), withUzi(), client])
    assert.equal(intentOf(member), 'proposal')
})
