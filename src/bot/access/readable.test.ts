import assert from 'node:assert/strict'
import { test } from 'node:test'
import { openPolicy } from '../../../test/fakes/policy.ts'
import { professional } from '../../../test/fakes/team.ts'
import { commands } from '../../commands/registry.ts'
import { readableFor } from './readable.ts'

const member = professional('@nurse:zorg.example')
const own = { label: 'Dossier', own: true, posting: 'persist' } as const
const pharmacy = { label: 'Apotheek', own: false, posting: 'ephemeral' } as const
const practice = { label: 'Huisarts', own: false, posting: 'dm' } as const

const readable = (command: Parameters<typeof readableFor>[1]['command']) =>
  [own, pharmacy, practice].map(readableFor(openPolicy(), { member, command, setting: 'team' }))

test('what is drafted in the room is not made of a source that allows nothing there', () => {
  const draft = { name: 'overdracht', access: 'write', drafts: true } as const
  assert.deepEqual(readable(draft), [true, true, 'direct-only'])
})

test('for an answer, and to judge whether something may be asked for, every source is read', () => {
  assert.deepEqual(readable({ name: 'medicatie', access: 'read' }), [true, true, true])
  assert.deepEqual(readable({ name: 'herhaalrecept', access: 'write' }), [true, true, true])
})

test('for nobody nothing is read', () => {
  const command = { name: 'medicatie', access: 'read' } as const
  const readableNow = readableFor(openPolicy(), { member: undefined, command, setting: 'team' })
  assert.equal(readableNow(own), false)
})

test('the commands that show values of the record in a draft say so', () => {
  const drafts = commands.filter((command) => command.drafts === true)
  assert.deepEqual(drafts.map(({ name }) => name).toSorted(), ['meet', 'overdracht'])
})
