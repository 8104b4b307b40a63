import assert from 'node:assert/strict'
import { test } from 'node:test'
import { crashEverywhere, doctor, nurse, openWorld, type World } from '../../../test/fakes/bot.ts'
import { teamOf } from '../../../test/fakes/team.ts'
import { type Args, defineCommand } from '../../commands/command.ts'
import { meer } from '../../commands/meer/meer.ts'
import { pageOf } from '../../commands/meer/page.ts'
import { ververs } from '../../commands/ververs.ts'
import { nl } from '../../i18n/nl.ts'
import { facts, paragraph } from '../../reply/document.ts'

const words = { aliases: [], options: [], examples: [] }
const described = (name: string) => ({ ...words, name, summary: () => name, usage: () => name })
const said = ({ homeserver, roomId }: World) => homeserver.said(roomId)
const nothingRead = { refs: [], reads: [], foreign: [], outcome: 'ok' } as const

const everything = ['een', 'twee', 'drie', 'vier', 'vijf']

/** Lists two lines at a time, each made from one record. */
const lijst = (asked: Args[] = []) =>
  defineCommand({
    ...described('lijst'),
    access: 'read',
    place: 'room',
    async run(_context, args) {
      asked.push(args)
      const { shown, more } = pageOf(args.words[0] === 'leeg' ? [] : everything, args, { max: 2 })
      const lines = shown.map((line) => ({ line, about: [`Task/${line}`] }))
      return {
        ...nothingRead,
        kind: 'answer',
        document: [paragraph('lijst'), facts(lines)],
        ...(more === undefined ? {} : { more }),
      }
    },
  })

/** Tells which record line 1 of the asker's list was made from, and stands beside that list. */
const wijs = defineCommand({
  ...described('wijs'),
  access: 'read',
  place: 'room',
  async run({ lastList }) {
    const key = (await lastList())?.lines[0]?.[0] ?? 'geen'
    return { ...nothingRead, kind: 'answer', document: [paragraph(key)], beside: true }
  },
})

const nieuws = defineCommand({
  ...described('nieuws'),
  access: 'read',
  place: 'room',
  run: async ({ now }) => ({
    ...nothingRead,
    kind: 'answer',
    document: [paragraph('nieuws')],
    seen: { Dossier: now.getTime() },
  }),
})

const opened = async (asked?: Args[]) => {
  const world = await openWorld()
  world.deeds.others = [lijst(asked), wijs, nieuws, meer, ververs]
  return world
}

test('!meer goes on with the last list, page by page, until there is no more', async () => {
  await using world = await opened()
  for (const typed of ['!lijst', '!meer', '!meer', '!meer']) await world.type(nurse, typed)
  assert.deepEqual(said(world), [
    'lijst\n\n• [1] een\n• [2] twee',
    'lijst\n\n• [3] drie\n• [4] vier',
    'lijst\n\n• [5] vijf',
    nl.meer.nothingMore,
  ])
})

test('!ververs asks the last question again, with the words it was asked with', async () => {
  const asked: Args[] = []
  await using world = await opened(asked)
  await world.type(nurse, '!lijst leeg')
  await world.type(nurse, '!ververs')
  assert.deepEqual(
    asked.map(({ words: typed }) => typed),
    [['leeg'], ['leeg']],
  )
  assert.deepEqual(said(world), ['lijst', 'lijst'])
})

test('whoever has no list of their own is told so, whatever others listed', async () => {
  await using world = await opened()
  await world.type(nurse, '!lijst')
  await world.type(doctor, '!meer')
  await world.type(doctor, '!ververs')
  assert.deepEqual(said(world).slice(1), [nl.writing.list.none, nl.writing.list.none])
})

test('a list of an hour ago is too old', async () => {
  await using world = await opened()
  await world.type(nurse, '!lijst')
  world.now += 60 * 60_000 + 1
  await world.type(nurse, '!meer')
  assert.equal(said(world).at(-1), nl.writing.list.none)
})

test('numbers never name lines of an answer before the last', async () => {
  await using world = await opened()
  await world.type(nurse, '!lijst')
  await world.type(nurse, '!wijs')
  await world.type(nurse, '!wijs')
  await world.type(nurse, '!lijst leeg')
  await world.type(nurse, '!wijs')
  assert.deepEqual(said(world).slice(1), ['Task/een', 'Task/een', 'lijst', 'geen'])
})

test('what is run again is admitted and audited like the command itself', async () => {
  await using world = await opened()
  await world.type(nurse, '!lijst')
  await world.type(nurse, '!meer')
  const trail = await world.store.auditTrail({})
  const deeds = trail.filter(({ action }) => action === 'command')
  assert.deepEqual(
    deeds.map(({ what, outcome }) => [what, outcome]),
    [
      ['lijst', 'ok'],
      ['meer', 'again'],
      ['lijst', 'ok'],
    ],
  )
})

test('whoever left the team since sees nothing more', async () => {
  await using world = await opened()
  await world.type(nurse, '!lijst')
  world.teams.set(teamOf(doctor))
  await world.type(nurse, '!meer')
  assert.equal(said(world).at(-1), nl.bot.noRights)
})

test('a page is neither skipped nor shown twice when the bot stops while it answers', async () => {
  const crashes = await crashEverywhere(
    async (world) => {
      world.deeds.others = [lijst(), meer]
      await world.type(nurse, '!lijst')
      return world.homeserver.say(world.roomId, nurse, '!meer')
    },
    async (world) => {
      assert.deepEqual(said(world), [
        'lijst\n\n• [1] een\n• [2] twee',
        'lijst\n\n• [3] drie\n• [4] vier',
      ])
      await world.type(nurse, '!meer')
      assert.equal(said(world).at(-1), 'lijst\n\n• [5] vijf')
    },
  )
  assert.ok(crashes > 0)
})

test('a look counts once its answer was sent, however often the bot stops in between', async () => {
  const crashes = await crashEverywhere(
    async (world) => {
      world.deeds.others = [nieuws]
      return world.homeserver.say(world.roomId, nurse, '!nieuws')
    },
    async (world, event) => {
      assert.deepEqual(said(world), ['nieuws'])
      assert.deepEqual(await world.store.looked(world.roomId, nurse), {
        Dossier: event.originServerTs,
      })
    },
  )
  assert.ok(crashes > 0)
})

test('an answer that nobody saw counts as no look', async () => {
  await using world = await opened()
  world.deeds.others = [nieuws]
  world.homeserver.add(world.roomId, {
    type: 'm.room.encryption',
    sender: doctor,
    stateKey: '',
    content: { algorithm: 'm.megolm.v1.aes-sha2' },
  })
  await world.type(nurse, '!nieuws')
  assert.deepEqual(await world.store.looked(world.roomId, nurse), {})
})
