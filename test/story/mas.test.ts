import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type { Resource } from '@medplum/fhirtypes'
import { asJson, asList, asText, type Json, readEvent } from '../../scripts/client/event.ts'
import { createRequest } from '../../scripts/client/http.ts'
import { until } from './until.ts'
import { startWorld, type World } from './world.ts'

// Nobody listens there: whatever needs the authentication service fails.
const DEAD = 'http://127.0.0.1:9/'

let world: World

before(async () => {
  const service = { enabled: true, endpoint: DEAD, secret: 'a secret that both would know' }
  world = await startWorld({ synapseExtra: { matrix_authentication_service: service } })
})

after(() => world.close())

/** A request as the bot makes them: with the token of the application service, in the name of the bot. */
const asBot = (method: string, path: string): Promise<Json> => {
  const accessToken = world.settings['ZORGBOT_AS_TOKEN'] ?? ''
  const request = createRequest({
    baseUrl: world.synapse.baseUrl,
    accessToken,
    userId: world.botUserId,
  })
  return request(method, path, { query: { user_id: world.botUserId } })
}

const stateOf = async (roomId: string) => {
  const path = `/_matrix/client/v3/rooms/${encodeURIComponent(roomId)}/state`
  const url = new URL(path, world.synapse.baseUrl)
  url.searchParams.set('user_id', world.botUserId)
  const authorization = `Bearer ${world.settings['ZORGBOT_AS_TOKEN']}`
  const response = await fetch(url, { headers: { authorization } })
  const list: unknown = await response.json()
  return asList(list).map((value) => readEvent(roomId, value))
}

const roomsOfBot = async (): Promise<readonly string[]> => {
  const { joined_rooms: joined } = await asBot('GET', '/_matrix/client/v3/joined_rooms')
  return asList(joined).map(String)
}

/** The rooms of both clients, with everybody invited. */
const untilRooms = () =>
  until('two spaces and two rooms', async () => {
    const rooms = await Promise.all((await roomsOfBot()).map(stateOf))
    const invited = rooms.flat().filter(({ content }) => content['membership'] === 'invite')
    return rooms.length === 4 && invited.length === 10 ? rooms : undefined
  })

type State = Awaited<ReturnType<typeof stateOf>>

const isSpace = (state: State) =>
  state.some(({ type, content }) => type === 'm.room.create' && content['type'] === 'm.space')

const keysOf = (state: State, type: string) =>
  state.filter((event) => event.type === type).map(({ state_key: key }) => key ?? '')

const invitedTo = (state: State) =>
  state
    .filter(({ content }) => content['membership'] === 'invite')
    .map(({ state_key: key }) => key ?? '')
    .toSorted()

test('there is no login and no registration there', async () => {
  const { baseUrl } = world.synapse
  const login = await fetch(`${baseUrl}/_matrix/client/v3/login`, { method: 'POST', body: '{}' })
  assert.equal(login.status, 404)
  const secret = await fetch(`${baseUrl}/_synapse/admin/v1/register`)
  assert.equal(secret.status, 404)
})

test('the bot is ready, with a device of its own', async () => {
  assert.equal((await world.bot.ready()).status, 200)
  const { devices } = await asBot('GET', '/_matrix/client/v3/devices')
  const ids = asList(devices).map((device) => asText(asJson(device)['device_id']) ?? '')
  assert.equal(ids.length, 1)
  assert.match(ids[0] ?? '', /^ZORGBOT_[0-9A-F]{12}$/u)
})

test('each client has a space with one room in it, and the professionals are invited to both', async () => {
  const rooms = await untilRooms()
  const spaces = rooms.filter(isSpace)
  assert.equal(spaces.length, 2)
  for (const space of spaces) {
    const spaceId = space[0]?.room_id
    const [roomId, ...others] = keysOf(space, 'm.space.child')
    const room = rooms.find((state) => state[0]?.room_id === roomId)
    assert.ok(room !== undefined && others.length === 0)
    assert.deepEqual(keysOf(room, 'm.space.parent'), [spaceId])
    assert.deepEqual(invitedTo(room), invitedTo(space))
  }
  const teams = spaces.map((space) => invitedTo(space).join(' ')).toSorted()
  assert.deepEqual(teams, [
    '@apotheker:zorg.test @huisarts:zorg.test @wijkverpleegkundige:zorg.test',
    '@huisarts:zorg.test @wijkverpleegkundige:zorg.test',
  ])
})

const newClient: readonly Resource[] = [
  { resourceType: 'Patient', id: 'later', active: true },
  {
    resourceType: 'CareTeam',
    id: 'later',
    status: 'active',
    subject: { reference: 'Patient/later' },
    participant: [{ member: { reference: 'PractitionerRole/demo-role-huisarts' } }],
  },
]

test('after a crash it comes back as the same device, and makes rooms for a new client only', async () => {
  const known = await roomsOfBot()
  await world.bot.kill()
  await world.fhir.load(newClient)
  await world.bot.start()
  await world.bot.untilReady()
  const added = await until('the rooms of the new client', async () => {
    const rooms = (await roomsOfBot()).filter((roomId) => !known.includes(roomId))
    const states = await Promise.all(rooms.map(stateOf))
    return states.length >= 2 && states.every((state) => invitedTo(state).length > 0)
      ? states
      : undefined
  })
  assert.deepEqual([added.length, added.filter(isSpace).length], [2, 1])
  assert.deepEqual(added.map(invitedTo), [['@huisarts:zorg.test'], ['@huisarts:zorg.test']])
  const { devices } = await asBot('GET', '/_matrix/client/v3/devices')
  assert.equal(asList(devices).length, 1)
})
