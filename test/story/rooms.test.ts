import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type { CareTeam, Resource } from '@medplum/fhirtypes'
import { demoResources } from '../../packages/fhir-sandbox/src/demo.ts'
import { matrix, person } from '../../packages/fhir-sandbox/src/demo-contact.ts'
import { CLIENTS, WHO } from '../../packages/fhir-sandbox/src/demo-people.ts'
import { asJson, type ClientEvent } from '../../scripts/client/event.ts'
import { type Client, createClient } from '../../scripts/client.ts'
import { assertAllReplies } from './bot-messages.ts'
import { type CareRooms, enterBoth, membershipsOf, untilMember } from './care-rooms.ts'
import { until } from './until.ts'
import { startWorld, type World } from './world.ts'

const at = (localpart: string) => `@${localpart}:zorg.test`

const physiotherapist: readonly Resource[] = [
  {
    resourceType: 'Practitioner',
    id: 'demo-pract-fysio',
    active: true,
    name: [person('Daan', 'Smit')],
  },
  {
    resourceType: 'PractitionerRole',
    id: 'demo-role-fysio',
    active: true,
    practitioner: { reference: 'Practitioner/demo-pract-fysio', type: 'Practitioner' },
    organization: { reference: 'Organization/demo-org-fysio', type: 'Organization' },
    telecom: [matrix(at('fysio'))],
  },
]

const physio = { reference: 'PractitionerRole/demo-role-fysio', type: 'PractitionerRole' } as const

const team = (
  id: string,
  patient: string,
  members: readonly { readonly reference: string }[],
): CareTeam => ({
  resourceType: 'CareTeam',
  id,
  status: 'active',
  subject: { reference: `Patient/${patient}`, type: 'Patient' },
  participant: members.map((member) => ({ member })),
})

/** The demonstration, with a second team for the first client, and accounts of that client and of the daughter. */
const resources = (serverName: string): readonly Resource[] => [
  ...demoResources({ serverName, now: new Date() }).map((resource): Resource => {
    if (resource.resourceType === 'RelatedPerson')
      return { ...resource, telecom: [matrix(at('dochter'))] }
    return resource.id === CLIENTS[0] && resource.resourceType === 'Patient'
      ? { ...resource, telecom: [matrix(at('client'))] }
      : resource
  }),
  ...physiotherapist,
  team('demo-zorgteam-fysio', CLIENTS[0], [WHO.nurse, physio]),
]

let world: World
let nurse: Client
let doctor: Client
let admin: Client
let first: CareRooms
let second: CareRooms
const entered: CareRooms[] = []

before(async () => {
  world = await startWorld({ resources, start: false })
  // Their accounts exist, so that nothing but the bot's own rule keeps them out.
  for (const name of ['client', 'dochter', 'fysio', 'waarnemer']) await world.person(name)
  nurse = await world.person('wijkverpleegkundige')
  doctor = await world.person('huisarts')
  const pharmacist = await world.person('apotheker')
  const account = await world.synapse.register('beheerder', 'secret words', { admin: true })
  admin = createClient({ baseUrl: world.synapse.baseUrl, ...account })
  await world.bot.start()
  await world.bot.untilReady()
  entered.push(await enterBoth(world, nurse))
  entered.push(await enterBoth(world, nurse, entered))
  const withPharmacist = await pharmacist.waitForInvite()
  const isFirst = ({ spaceId, roomId }: CareRooms) => [spaceId, roomId].includes(withPharmacist)
  const [one, other] = entered.toSorted((a, b) => Number(isFirst(b)) - Number(isFirst(a)))
  assert.ok(one !== undefined && other !== undefined)
  first = one
  second = other
})

after(() => world.close())

const stateOf = async (roomId: string): Promise<readonly ClientEvent[]> => {
  const own = (event: { readonly state_key?: string; readonly type: string }) =>
    event.type === 'm.room.member' && event.state_key === nurse.userId
  await nurse.waitFor((event) => event.room_id === roomId && own(event))
  return nurse.events(roomId).filter((event) => event.state_key !== undefined)
}

const countRooms = async (): Promise<unknown> =>
  (await admin.request('GET', '/_synapse/admin/v1/rooms'))['total_rooms']

const idsOf = ({ spaceId, roomId }: CareRooms) => [spaceId, roomId]

test('a patient has a space and a room, each naming the other', async () => {
  for (const { spaceId, roomId } of [first, second]) {
    const child = await nurse.state(spaceId, 'm.space.child', roomId)
    assert.deepEqual(child['via'], ['zorg.test'])
    const parent = await nurse.state(roomId, 'm.space.parent', spaceId)
    assert.deepEqual(parent, { via: ['zorg.test'], canonical: true })
    assert.equal((await nurse.state(spaceId, 'm.room.create'))['type'], 'm.space')
    assert.equal((await nurse.state(roomId, 'm.room.create'))['type'], undefined)
  }
})

test('two active teams of one patient share one space and room', async () => {
  assert.equal(await countRooms(), 4)
  for (const name of ['huisarts', 'wijkverpleegkundige', 'apotheker', 'fysio'])
    await untilMember(nurse, first, at(name), name === 'wijkverpleegkundige' ? 'join' : 'invite')
})

test('only the professionals of the teams are invited; the client and the daughter are not', async () => {
  const professionals = ['huisarts', 'wijkverpleegkundige'].map(at)
  const more = [...professionals, at('apotheker'), at('fysio')]
  for (const [rooms, expected] of [
    [first, more],
    [second, professionals],
  ] as const)
    for (const roomId of idsOf(rooms))
      assert.deepEqual(
        new Set((await membershipsOf(nurse, roomId)).keys()),
        new Set([world.botUserId, ...expected]),
      )
})

test('the name is neutral and nothing of the patient stands in any state of the rooms', async () => {
  const secrets =
    /voorbeeld|johanna|hendrik|proefpersoon|99999|1941|1936|zonnedorp|demo-|patient|hartfalen/i
  // What is drawn by chance or counts time holds any digits sooner or later.
  const drawn = /^[\da-f]{24}\/(?:space|room)$/
  const names = new Set<unknown>()
  for (const rooms of [first, second])
    for (const roomId of idsOf(rooms)) {
      const state = await stateOf(roomId)
      const kinds = new Set(state.map(({ type }) => type))
      for (const type of ['m.room.create', 'm.room.name', 'm.room.topic', 'm.room.canonical_alias'])
        assert.ok(kinds.has(type), `no ${type}`)
      for (const { type, state_key, content } of state) {
        const { 'nl-ta-chat.marker': marker, ...said } = content
        if (type === 'm.room.create') assert.match(String(marker), drawn)
        assert.doesNotMatch(JSON.stringify([type, state_key, said]), secrets)
      }
      const { name } = await nurse.state(roomId, 'm.room.name')
      assert.match(String(name), /^Zorgteam \p{Lu}\p{L}+ \p{Lu}\p{L}+(?: \d{3})?$/u)
      names.add(name)
    }
  assert.equal(names.size, 2, 'the rooms of one patient share a name, those of two do not')
})

test('the rooms are closed: by invitation only, and not found in the directory', async () => {
  for (const roomId of idsOf(first)) {
    assert.deepEqual(await nurse.state(roomId, 'm.room.join_rules'), { join_rule: 'invite' })
    assert.deepEqual(await nurse.state(roomId, 'm.room.guest_access'), {
      guest_access: 'forbidden',
    })
    assert.deepEqual(await nurse.state(roomId, 'm.room.history_visibility'), {
      history_visibility: 'invited',
    })
  }
  const found = await nurse.request('GET', '/_matrix/client/v3/publicRooms')
  assert.deepEqual(found['chunk'], [])
})

const levelIn = async (roomId: string, userId: string): Promise<unknown> =>
  asJson((await nurse.state(roomId, 'm.room.power_levels'))['users'])[userId]

const locum: readonly Resource[] = physiotherapist.map((resource): Resource => {
  if (resource.resourceType !== 'PractitionerRole')
    return { ...resource, id: 'demo-pract-waarnemer' }
  return {
    ...resource,
    id: 'demo-role-waarnemer',
    practitioner: { reference: 'Practitioner/demo-pract-waarnemer', type: 'Practitioner' },
    telecom: [matrix(at('waarnemer'))],
  }
})
const deputy = {
  reference: 'PractitionerRole/demo-role-waarnemer',
  type: 'PractitionerRole',
} as const

test('a professional who joins the team later is invited to both rooms, with the power of the others', async () => {
  await world.fhir.load([
    ...locum,
    team('demo-zorgteam-2', CLIENTS[1], [WHO.doctor, WHO.nurse, deputy]),
  ])
  await untilMember(nurse, second, at('waarnemer'), 'invite')
  for (const roomId of idsOf(second))
    await until('the power of a professional', async () =>
      (await levelIn(roomId, at('waarnemer'))) === 75 ? true : undefined,
    )
})

test('a professional who leaves the team is removed from both rooms and loses the power', async () => {
  const client = await world.person('waarnemer')
  for (const roomId of idsOf(second)) await client.join(roomId)
  await world.fhir.load([team('demo-zorgteam-2', CLIENTS[1], [WHO.doctor, WHO.nurse])])
  await untilMember(nurse, second, at('waarnemer'), 'leave')
  for (const roomId of idsOf(second)) {
    await nurse.waitFor(
      (event) =>
        event.room_id === roomId &&
        event.type === 'm.room.power_levels' &&
        asJson(event.content['users'])[at('waarnemer')] === undefined,
    )
    await assert.rejects(client.send(roomId, 'Ben ik er nog?'), /M_FORBIDDEN/)
  }
})

test('who declined is not asked again, not even after the team changed or the bot was restarted', async () => {
  for (const roomId of idsOf(second)) await doctor.leave(roomId)
  await world.fhir.load([team('demo-zorgteam-2', CLIENTS[1], [WHO.doctor, WHO.nurse, physio])])
  await untilMember(nurse, second, at('fysio'), 'invite')
  assert.equal(await world.bot.stop(), 0)
  await world.fhir.load([team('demo-zorgteam-2', CLIENTS[1], [WHO.doctor, WHO.nurse])])
  await world.bot.start()
  await world.bot.untilReady()
  // Removing comes after inviting: once the one is gone from the room, the other would have been asked.
  await untilMember(nurse, second, at('fysio'), 'leave')
  for (const roomId of idsOf(second)) {
    assert.equal((await membershipsOf(nurse, roomId)).get(at('huisarts')), 'leave')
    const asked = nurse
      .events(roomId)
      .filter(
        ({ state_key: who, content }) =>
          who === at('huisarts') && content['membership'] === 'invite',
      )
    assert.equal(asked.length, 1)
  }
})

test('starting again makes no room twice and invites nobody twice', async () => {
  assert.equal(await world.bot.stop(), 0)
  await world.fhir.load([team('demo-zorgteam-1', CLIENTS[0], [WHO.nurse, WHO.doctor, deputy])])
  await world.bot.start()
  await world.bot.untilReady()
  await untilMember(nurse, first, at('waarnemer'), 'invite')
  assert.equal(await countRooms(), 4)
  for (const roomId of idsOf(first)) {
    const invited = nurse
      .events(roomId)
      .filter(({ content }) => content['membership'] === 'invite')
      .map(({ state_key: userId }) => userId)
      .filter((userId) => userId !== nurse.userId)
    assert.ok(invited.length > 2)
    assert.equal(new Set(invited).size, invited.length)
  }
})

for (const version of ['10', '11', '12', undefined])
  test(`rooms of ${version === undefined ? "the server's default version" : `version ${version}`} work`, async () => {
    const id = `client-${version ?? 'default'}`
    assert.equal(await world.bot.stop(), 0)
    await world.fhir.load([
      { resourceType: 'Patient', id, name: [person('Anna', 'Proef')] },
      team(`team-${id}`, id, [WHO.doctor, WHO.nurse]),
    ])
    await world.bot.start(version === undefined ? {} : { ZORGBOT_ROOM_VERSION: version })
    await world.bot.untilReady()
    const rooms = await enterBoth(world, nurse, entered)
    entered.push(rooms)
    const { capabilities } = await nurse.request('GET', '/_matrix/client/v3/capabilities')
    const usual = asJson(asJson(capabilities)['m.room_versions'])['default']
    for (const roomId of idsOf(rooms)) {
      const create = await nurse.state(roomId, 'm.room.create')
      assert.equal(create['room_version'], version ?? usual)
      const creatorRules = Number(create['room_version']) >= 12
      assert.equal(await levelIn(roomId, world.botUserId), creatorRules ? undefined : 100)
      assert.equal(await levelIn(roomId, nurse.userId), 75)
      assert.equal(await levelIn(roomId, doctor.userId), 75)
    }
    assert.match(await world.ask(nurse, rooms.roomId, '!help'), /^Dit kunt u hier typen/)
    await world.fhir.load([team(`team-${id}`, id, [WHO.nurse])])
    await untilMember(nurse, rooms, at('huisarts'), 'leave')
  })

test('every reply said the same in text and HTML, silently', () => {
  assertAllReplies(world, nurse)
})
