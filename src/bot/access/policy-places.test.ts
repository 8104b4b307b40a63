import assert from 'node:assert/strict'
import { test } from 'node:test'
import { doctor, nurse, openWorld } from '../../../test/fakes/bot.ts'
import { openContent } from '../../../test/fakes/policy.ts'
import { layPerson, teamOf } from '../../../test/fakes/team.ts'
import { defineCommand } from '../../commands/command.ts'
import type { TaalPorts } from '../../commands/taal.ts'
import { nl } from '../../i18n/nl.ts'
import { paragraph } from '../../reply/document.ts'
import { createPolicy, type PolicyContent } from './policy.ts'

const rule = { roles: ['professional'], commands: ['reads'], except: [] } as const

/** Professionals among themselves read everything; each of them directly less, or the other way around. */
const policyOf = (team: readonly string[], direct: readonly string[]): PolicyContent => ({
  ...openContent,
  rules: [
    { ...rule, id: 'team', places: ['team'], sources: team },
    { ...rule, id: 'direct', places: ['direct'], sources: direct },
    {
      ...rule,
      id: 'lay',
      roles: ['client', 'relative'],
      places: ['shared'],
      sources: ['own', 'foreign'],
    },
  ],
})

const pharmacy = { ref: 'MedicationRequest/9', versionId: '1', source: 'Apotheek' }
const own = { ref: 'MedicationRequest/1', versionId: '1' }

/** Reads, as the real readers do, only sources that may be told of where the answer is read. */
const reading = (sourcesOf: () => 'all' | 'own') =>
  defineCommand<TaalPorts>({
    name: 'bronnen',
    aliases: [],
    options: [],
    examples: [],
    access: 'read',
    place: 'room',
    summary: () => 'bronnen',
    usage: () => 'bronnen',
    run: async () => {
      const all = sourcesOf() === 'all'
      return {
        kind: 'answer',
        document: [paragraph(all ? 'eigen en apotheek' : 'eigen alleen')],
        refs: all ? [own, pharmacy] : [own],
        reads: ['MedicationRequest'],
        foreign: [],
        outcome: 'ok',
      }
    },
  })

const withDirect = async (
  world: Awaited<ReturnType<typeof openWorld>>,
  team: readonly string[],
  direct: readonly string[],
) => {
  const roomId = world.homeserver.addRoom(nurse)
  await world.store.saveDirectRoom(nurse, roomId)
  world.policy = createPolicy(policyOf(team, direct))
  world.deeds.refs = [own, pharmacy]
  return roomId
}

/** A relative comes in while the answer is being made. */
const familyComes = (world: Awaited<ReturnType<typeof openWorld>>) => {
  const family = '@family:zorg.example'
  world.homeserver.add(world.roomId, {
    type: 'm.room.history_visibility',
    sender: nurse,
    stateKey: '',
    content: { history_visibility: 'invited' },
  })
  const team = teamOf(nurse, doctor)
  world.teams.set({ ...team, members: [...team.members, layPerson(family)] })
  world.deeds.meanwhile = () => void world.homeserver.member(world.roomId, family, 'join')
}

test('an answer that turns out not to be for the room is not sent directly with a source that may not be told of there', async () => {
  await using world = await openWorld()
  const direct = await withDirect(world, ['own', 'foreign'], ['own'])
  familyComes(world)
  await world.type(nurse, '!lees')
  assert.deepEqual(world.homeserver.said(direct), [])
  assert.deepEqual(world.homeserver.said(world.roomId), [nl.audience.notHere])
})

test('it is sent directly when every source may be told of there', async () => {
  await using world = await openWorld()
  const direct = await withDirect(world, ['own', 'foreign'], ['own', 'Apotheek'])
  familyComes(world)
  await world.type(nurse, '!lees')
  assert.match(world.homeserver.said(direct)[0] ?? '', /klinisch antwoord$/u)
  assert.deepEqual(world.homeserver.said(world.roomId), [nl.audience.sent.audience])
})

test('an answer that a source allows in no room is asked anew for the direct message', async () => {
  await using world = await openWorld()
  const direct = await withDirect(world, ['own', 'foreign'], ['own'])
  world.deeds.posting = 'dm'
  let asked = 0
  world.deeds.others = [
    reading(() => {
      asked += 1
      return asked === 1 ? 'all' : 'own'
    }),
  ]
  const event = await world.type(nurse, '!bronnen')
  assert.match(world.homeserver.said(direct)[0] ?? '', /eigen alleen$/u)
  assert.deepEqual(world.homeserver.said(world.roomId), [nl.audience.sent.source])
  const trail = (await world.store.auditTrail({})).filter(
    ({ eventId }) => eventId === event.eventId,
  )
  assert.ok(trail.some(({ action, what }) => action === 'command' && what === 'bronnen'))
})

test('when nothing may be told directly, an answer that goes nowhere else is refused', async () => {
  await using world = await openWorld()
  const direct = await withDirect(world, ['own', 'foreign'], ['own'])
  world.deeds.posting = 'dm'
  // Whatever is asked, it tells of the other source.
  world.deeds.others = [reading(() => 'all')]
  await world.type(nurse, '!bronnen')
  assert.deepEqual(world.homeserver.said(direct), [])
  assert.deepEqual(world.homeserver.said(world.roomId), [nl.bot.noRights])
})

test('an answer for the direct message with a source that is not for the team never reaches the room', async () => {
  await using world = await openWorld()
  const direct = await withDirect(world, ['own'], ['own', 'foreign'])
  await world.type(nurse, '!lees --privé')
  assert.match(world.homeserver.said(direct)[0] ?? '', /klinisch antwoord$/u)
  assert.deepEqual(world.homeserver.said(world.roomId), [nl.audience.sent.asked])
})

test('when the direct message cannot be had, nothing of it is said in the room either', async () => {
  await using world = await openWorld()
  const direct = await withDirect(world, ['own'], ['own', 'foreign'])
  world.homeserver.member(direct, '@stranger:elders.example', 'join')
  await world.type(nurse, '!lees --privé')
  assert.deepEqual(world.homeserver.said(direct), [])
  assert.deepEqual(world.homeserver.said(world.roomId), [nl.audience.notSent.asked])
})
