import assert from 'node:assert/strict'
import { test } from 'node:test'
import { doctor, nurse, openWorld, type World } from '../../../test/fakes/bot.ts'
import { openContent } from '../../../test/fakes/policy.ts'
import { patient, professional, teamOf } from '../../../test/fakes/team.ts'
import { defineCommand } from '../../commands/command.ts'
import type { TaalPorts } from '../../commands/taal.ts'
import { en } from '../../i18n/en.ts'
import { nl } from '../../i18n/nl.ts'
import { paragraph } from '../../reply/document.ts'
import { createPolicy } from '../access/policy.ts'

const minute = 60_000

/** Says its answer in the language it was given. */
const spoken = defineCommand<TaalPorts>({
  name: 'spreek',
  aliases: [],
  options: [],
  examples: [],
  access: 'read',
  place: 'room',
  summary: () => 'spreek',
  usage: () => 'spreek',
  run: async ({ t }) => ({
    kind: 'answer',
    document: [paragraph(t.language)],
    refs: [{ ref: 'Flag/1', source: 'Huisarts' }],
    reads: ['Flag 1'],
    foreign: [],
    outcome: 'ok',
  }),
})

/** A nurse who is answered in English directly, in a room where Dutch is spoken. */
const openEnglish = async (posting: World['deeds']['posting']) => {
  const world = await openWorld()
  const direct = world.homeserver.addRoom(nurse)
  await world.store.saveDirectRoom(nurse, direct)
  world.policy = createPolicy(openContent)
  world.deeds.others = [spoken]
  world.deeds.posting = posting
  world.teams.set({ ...teamOf(), members: [professional(nurse)] })
  world.homeserver.member(world.roomId, doctor, 'leave')
  await world.deliver(world.homeserver.say(direct, nurse, '!taal en'))
  return Object.assign(world, { direct })
}

test('all of what a source sends directly is in the language of who reads it there', async () => {
  await using world = await openEnglish('dm')
  await world.type(nurse, '!spreek')
  const [said = ''] = world.homeserver.said(world.direct).slice(-1)
  assert.match(said, /^Client: /)
  assert.match(said, /\n\nen$/)
  assert.deepEqual(world.homeserver.said(world.roomId), [nl.audience.sent.source])
})

test('that it is removed, and that it was, is told in that language, with the room to ask again in', async () => {
  await using world = await openEnglish('ephemeral')
  await world.type(nurse, '!spreek --prive')
  const [said = ''] = world.homeserver.said(world.direct).slice(-1)
  assert.equal(said.split('\n\n').slice(1).join('\n'), `en\n${en.audience.vanishesAt('09:15')}`)
  world.now += 15 * minute
  await world.store.fireTimers(world.now)
  await world.work()
  const link = await world.store.linkOfPatient(patient)
  assert.equal(
    world.homeserver.said(world.direct).at(-1),
    en.audience.vanishedFrom('spreek', link?.name ?? ''),
  )
  assert.ok(!world.homeserver.said(world.roomId).some((words) => /removed|verwijderd/.test(words)))
})

test('in the room itself all stays in the language of the rooms', async () => {
  await using world = await openEnglish('ephemeral')
  await world.type(nurse, '!spreek')
  assert.deepEqual(world.homeserver.said(world.roomId), [
    `nl\n\n${nl.audience.vanishesAt('09:15')}`,
  ])
})
