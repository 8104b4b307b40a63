import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Resource } from '@medplum/fhirtypes'
import { commands } from '../../src/commands/registry.ts'
import { nl } from '../../src/i18n/nl.ts'
import { serverName } from '../whole-bot.ts'
import { demoRecords, doctor, lookalike, meant, nurse, openDemoRoom } from './demo-room.ts'

const clinical = commands.filter(({ access, place }) => access !== 'open' && place !== 'direct')
const typed = clinical.map(({ name }) => `!${meant[name] ?? name}`)

test('in a room that belongs to no client every command is refused, and nothing is read or written', async () => {
  await using bot = await openDemoRoom()
  const roomId = bot.homeserver.addRoom(nurse)
  for (const line of typed) assert.deepEqual(await bot.ask(roomId, nurse, line), [nl.bot.notLinked])
  assert.deepEqual(bot.writes, [])
  const trail = await bot.store.auditTrail({})
  assert.deepEqual([...new Set(trail.map(({ action }) => action))], ['denial'])
})

/** The doctor was on the team until yesterday. */
const formerDoctor = (record: Resource): Resource =>
  record.resourceType !== 'CareTeam'
    ? record
    : {
        ...record,
        participant: (record.participant ?? []).map((each) =>
          each.member?.reference === 'PractitionerRole/demo-role-huisarts'
            ? { ...each, period: { end: '2026-01-13' } }
            : each,
        ),
      }

/** The doctor's role has ended in the address book. */
const retiredDoctor = (record: Resource): Resource =>
  record.resourceType === 'PractitionerRole' && record.id === 'demo-role-huisarts'
    ? { ...record, active: false }
    : record

/** The account was typed as a plain address, without the purpose that makes it one. */
const unmarkedAccount = (record: Resource): Resource =>
  record.resourceType === 'PractitionerRole' && record.id === 'demo-role-huisarts'
    ? {
        ...record,
        telecom: [
          { system: 'email', value: 'huisarts@zorg.example' },
          { system: 'other', value: 'huisarts' },
        ],
      }
    : record

const people: readonly (readonly [
  who: string,
  userId: string,
  change?: (record: Resource) => Resource,
])[] = [
  ['whose account looks like a doctor’s', lookalike],
  ['whose account differs by a capital', `@Huisarts:${serverName}`],
  ['who was on the team until yesterday', doctor, formerDoctor],
  ['whose role has ended', doctor, retiredDoctor],
  ['whose account the address book does not name as one', doctor, unmarkedAccount],
]

for (const [who, userId, change] of people)
  test(`somebody ${who} is refused every command, and nothing is read or written`, async () => {
    await using bot = await openDemoRoom(demoRecords(change))
    bot.homeserver.member(bot.roomId, userId, 'join')
    for (const line of typed)
      assert.deepEqual(await bot.ask(bot.roomId, userId, line), [nl.bot.noRights], line)
    assert.deepEqual(bot.writes, [])
  })

test('what somebody says of themselves in the room makes nobody of the team', async () => {
  await using bot = await openDemoRoom()
  const { homeserver, roomId } = bot
  homeserver.add(roomId, {
    type: 'm.room.member',
    sender: lookalike,
    stateKey: lookalike,
    content: { membership: 'join', displayname: 'Pieter Bakker, huisarts' },
  })
  homeserver.add(roomId, {
    type: 'm.room.power_levels',
    sender: nurse,
    stateKey: '',
    content: { users: { [lookalike]: 100 } },
  })
  assert.deepEqual(await bot.ask(roomId, lookalike, '!medicatie'), [nl.bot.noRights])
  assert.deepEqual(await bot.ask(roomId, lookalike, 'ja 4821'), [])
})

test('in an encrypted room nothing is answered at all', async () => {
  await using bot = await openDemoRoom()
  bot.homeserver.add(bot.roomId, {
    type: 'm.room.encryption',
    sender: nurse,
    stateKey: '',
    content: { algorithm: 'm.megolm.v1.aes-sha2' },
  })
  for (const line of typed) assert.deepEqual(await bot.ask(bot.roomId, nurse, line), [])
  assert.deepEqual(bot.writes, [])
})
