import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Resource } from '@medplum/fhirtypes'
import { commands } from '../../src/commands/registry.ts'
import { nl } from '../../src/i18n/nl.ts'
import { account } from '../team-records.ts'
import { serverName, type WholeBot } from '../whole-bot.ts'
import { client, demoRecords, lookalike, meant, nurse, openDemoRoom } from './demo-room.ts'

const daughter = `@dochter:${serverName}`

/** The daughter has an account, and is on the team. */
const withDaughter = (record: Resource): Resource => {
  if (record.resourceType === 'RelatedPerson')
    return { ...record, telecom: [...(record.telecom ?? []), account(daughter)] }
  if (record.resourceType !== 'CareTeam' || record.subject?.reference !== client) return record
  const member = { reference: 'RelatedPerson/demo-dochter' }
  return { ...record, participant: [...(record.participant ?? []), { member }] }
}

const inRoom = commands.filter(({ place }) => place !== 'direct')
const reads = inRoom.filter(({ access }) => access === 'read')

/** Words that only the record of the client has. */
const facts =
  /metoprolol|furosemide|penicilline|166\/94|72,8|kreatinine|hartfalen|valgevaar|reanimatie:|traplopen|verwijz.*trombose|enkels/iu

const setHistory = ({ homeserver }: WholeBot, roomId: string, history_visibility: string) =>
  homeserver.add(roomId, {
    type: 'm.room.history_visibility',
    sender: nurse,
    stateKey: '',
    content: { history_visibility },
  })

const closeHistory = (bot: WholeBot, roomId: string) => setHistory(bot, roomId, 'invited')

for (const membership of ['join', 'invite'] as const)
  test(`with a stranger in the room (${membership}) no command shows or writes anything`, async () => {
    await using bot = await openDemoRoom()
    bot.homeserver.member(bot.roomId, lookalike, membership, nurse)
    for (const { name, access } of inRoom.filter((each) => each.access !== 'open')) {
      const said = await bot.ask(bot.roomId, nurse, `!${meant[name] ?? name}`)
      assert.deepEqual(said, [nl.bot.audience], `${access} ${name}`)
    }
    assert.deepEqual(bot.writes, [])
  })

test('with a relative in the room what is for professionals goes to who asked, and the room is told only that', async () => {
  await using bot = await openDemoRoom(demoRecords(withDaughter))
  const { homeserver, roomId } = bot
  closeHistory(bot, roomId)
  homeserver.member(roomId, daughter, 'join')
  for (const { name } of reads.filter(({ lay }) => lay !== true)) {
    const said = await bot.ask(roomId, nurse, `!${name}`)
    assert.doesNotMatch(said.join('\n'), facts, name)
  }
  const elsewhere = homeserver.sent.filter((one) => one.roomId !== roomId)
  assert.ok(elsewhere.length > 0, 'nothing was sent directly')
  assert.ok(elsewhere.every((one) => !homeserver.membership(one.roomId, daughter)))
})

test('a relative gets plain words where there are any, and is refused the rest without a reason', async () => {
  await using bot = await openDemoRoom(demoRecords(withDaughter))
  const { homeserver, roomId } = bot
  closeHistory(bot, roomId)
  homeserver.member(roomId, daughter, 'join')
  for (const { name, lay } of inRoom.filter((each) => each.access !== 'open')) {
    const said = await bot.ask(roomId, daughter, `!${meant[name] ?? name}`)
    if (lay === true) assert.equal(said.length, 1, name)
    else assert.deepEqual(said, [nl.bot.noRights], name)
  }
  assert.deepEqual(bot.writes, [])
})

test('a room whose history later readers can read shows a relative nothing', async () => {
  await using bot = await openDemoRoom(demoRecords(withDaughter))
  bot.homeserver.member(bot.roomId, daughter, 'join')
  for (const { name } of reads.filter(({ lay }) => lay === true))
    assert.deepEqual(await bot.ask(bot.roomId, daughter, `!${name}`), [nl.audience.laterReaders])
})

test('a room that anybody on the server can read shows nothing of the client, also with professionals alone', async () => {
  await using bot = await openDemoRoom()
  setHistory(bot, bot.roomId, 'world_readable')
  // Without a number `!bron` looks at nothing, and says only how it is typed.
  const showing = inRoom.filter(({ name, access }) => access !== 'open' && name !== 'bron')
  for (const { name } of showing) {
    const said = await bot.ask(bot.roomId, nurse, `!${meant[name] ?? name}`)
    assert.deepEqual(said, [nl.audience.laterReaders], name)
  }
  assert.deepEqual(bot.writes, [])
})

test('somebody who comes in while the answer is made does not get to see it', async () => {
  for (const { name } of reads) {
    await using bot = await openDemoRoom()
    const { homeserver, roomId } = bot
    const { client: record } = bot
    const whole = { ...record }
    Reflect.set(record, 'search', (...args: Parameters<typeof whole.search>) => {
      homeserver.member(roomId, lookalike, 'join')
      return whole.search(...args)
    })
    const said = await bot.ask(roomId, nurse, `!${name}`)
    assert.doesNotMatch(said.join('\n'), facts, name)
  }
})
