import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type { Resource } from '@medplum/fhirtypes'
import { demoResources } from '../../packages/fhir-sandbox/src/demo.ts'
import { asList, asText, type ClientEvent } from '../../scripts/client/event.ts'
import type { Client } from '../../scripts/client.ts'
import { isBsn } from '../../src/fhir/validation/validate-bsn.ts'
import { historyOf } from '../soak/history.ts'
import { enterFirstClient } from './care-rooms.ts'
import { type Proxy, startProxy } from './proxy.ts'
import { startWorld, type World } from './world.ts'

const recordToken = 'a-token-for-the-record-4711'

let world: World
let fhir: Proxy
let homeserver: Proxy
const events: ClientEvent[] = []

const resources: readonly Resource[] = demoResources({ serverName: 'zorg.test', now: new Date() })

const bsns = [
  ...new Set(
    JSON.stringify(resources)
      .match(/(?<!\d)\d{9}(?!\d)/gu)
      ?.filter(isBsn) ?? [],
  ),
]

const patientNames = resources.flatMap((resource) =>
  resource.resourceType === 'Patient'
    ? (resource.name ?? []).flatMap(({ given = [], family = '' }) => [
        ...given,
        family.split(' ').at(-1) ?? family,
      ])
    : [],
)

const talk = async (person: Client, roomId: string) => {
  const ask = (line: string) => world.ask(person, roomId, line, 30_000)
  for (const line of ['!help', '!medicatie', '!medicatie alles', '!allergie', '!metingen', '!wie'])
    await ask(line)
  await ask(`!verwijs huisarts dit gaat over ${bsns[0]}`)
  for (const word of ['ja', 'nee']) {
    const preview = await ask('!verwijs apotheek medicatie nakijken van mevrouw van Voorbeeld')
    const code = /typ ja (\d{4})/u.exec(preview)?.[1] ?? ''
    await ask(`${word} ${code}`)
  }
  await ask(`!medicatie ${bsns[1]}`)
  await ask('!ja 1234')
}

const directly = async (person: Client) => {
  const roomId = await person.createRoom({ is_direct: true, invite: [world.botUserId] })
  await person.waitFor(
    ({ room_id: id, sender, type }) =>
      id === roomId && sender === world.botUserId && type === 'm.room.message',
  )
  for (const line of ['!help', '!mijn', `!medicatie ${bsns[0]}`, `!${bsns[0]}`])
    await world.ask(person, roomId, line)
}

const mischief = async (person: Client, roomId: string) => {
  const body = JSON.stringify({
    resourceType: 'OperationOutcome',
    issue: [{ severity: 'error', code: 'invalid', diagnostics: `${bsns[0]} ${recordToken}` }],
  })
  for (const status of [401, 404, 422, 500]) {
    fhir.meddle({ instead: () => ({ status, body }) })
    await world.ask(person, roomId, '!medicatie', 30_000)
  }
  fhir.meddle()
  homeserver.meddle({
    instead: (method) => (method === 'PUT' ? { status: 502, body: `${bsns[0]}` } : undefined),
  })
  const asked = await person.send(roomId, '!metingen')
  await person.waitFor(({ event_id: id }) => id === asked)
  homeserver.meddle()
  await person.waitForAnswer(asked, 30_000)
}

const collect = async (people: readonly Client[]) => {
  const seen = new Set<string>()
  for (const person of people) {
    const joined = asList(
      (await person.request('GET', '/_matrix/client/v3/joined_rooms'))['joined_rooms'],
    )
    for (const roomId of joined.flatMap((one) => asText(one) ?? [])) {
      if (seen.has(roomId)) continue
      seen.add(roomId)
      events.push(...(await historyOf(person, roomId)))
    }
  }
}

before(async () => {
  world = await startWorld({ start: false })
  fhir = await startProxy(world.fhir.baseUrl)
  homeserver = await startProxy(world.synapse.baseUrl)
  const env = {
    ZORGBOT_FHIR_URL: `${fhir.baseUrl}/fhir`,
    ZORGBOT_HOMESERVER_URL: homeserver.baseUrl,
    ZORGBOT_FHIR_TOKEN: recordToken,
    ZORGBOT_LOG_LEVEL: 'debug',
  }
  await world.bot.start(env)
  await world.bot.untilReady()
  const { nurse, doctor, roomId } = await enterFirstClient(world)
  const stranger = await world.person('vreemde')
  await talk(nurse, roomId)
  await Promise.all([directly(doctor), directly(stranger)])
  await world.fhir.load([
    {
      resourceType: 'Flag',
      id: 'scan-flag',
      status: 'active',
      code: { text: `valgevaar ${bsns[0]}` },
      subject: { reference: 'Patient/demo-client-1' },
    },
  ])
  await nurse.waitFor(({ content }) => String(content['body']).startsWith('Nieuw in het dossier'))
  await mischief(nurse, roomId)
  await world.bot.kill()
  await world.bot.start(env)
  await world.bot.untilReady()
  await world.ask(nurse, roomId, '!wie')
  await collect([nurse, doctor, stranger])
  assert.equal(await world.bot.stop(), 0)
})

after(async () => {
  await world.close()
  await fhir.down()
  await homeserver.down()
})

const states = () => events.filter((event) => event.state_key !== undefined)

const secrets = () => [
  world.settings['ZORGBOT_AS_TOKEN'] ?? 'no token',
  world.settings['ZORGBOT_HS_TOKEN'] ?? 'no token',
  recordToken,
]

/** Everything the bot wrote or asked for, by where it can be read. */
const written = (): readonly (readonly [string, readonly string[]])[] => [
  ['log', world.bot.lines],
  ['address', [...fhir.requests, ...homeserver.requests].map((line) => decodeURIComponent(line))],
  [
    'event',
    events
      .filter(({ sender }) => sender === world.botUserId || sender.startsWith('@_zorgbot'))
      .map((event) => JSON.stringify(event)),
  ],
]

const finds = (lines: readonly string[], words: readonly string[]): readonly string[] =>
  lines.filter((line) =>
    words.some((word) =>
      new RegExp(`(?<![\\p{L}\\p{N}])${word}(?![\\p{L}\\p{N}])`, 'iu').test(line),
    ),
  )

test('the run left something to search in, and something to search for', () => {
  for (const [where, lines] of written()) assert.ok(lines.length > 10, `too few of ${where}`)
  assert.ok(bsns.includes('999990019') && bsns.includes('999990032'))
  assert.deepEqual([...patientNames].sort(), ['Hendrik', 'Johanna', 'Proefpersoon', 'Voorbeeld'])
  assert.ok(states().length > 20)
  assert.ok(homeserver.requests.some((line) => line.includes('/send/m.room.message/')))
  assert.ok(fhir.requests.some((line) => line.includes('MedicationRequest')))
})

test('no token stands in a log line, an event or an address', () => {
  for (const [where, lines] of written())
    assert.equal(
      lines.filter((line) => secrets().some((one) => line.includes(one))).length,
      0,
      where,
    )
})

test('no citizen service number stands in a log line, an event of the bot or an address', () => {
  for (const [where, lines] of written()) assert.equal(finds(lines, bsns).length, 0, where)
})

test('no name of a patient stands in a log line or an address', () => {
  for (const [where, lines] of written())
    if (where !== 'event') assert.equal(finds(lines, patientNames).length, 0, where)
})

test('no name of a patient stands in the state of a room: name, topic, alias, members', () => {
  const lines = states().map((event) =>
    JSON.stringify([event.type, event.state_key, event.content]),
  )
  assert.ok(lines.some((line) => line.includes('m.room.name')))
  assert.ok(lines.some((line) => line.includes('m.room.canonical_alias')))
  assert.deepEqual(finds(lines, [...patientNames, ...bsns]), [])
})

test('the bot wrote nothing in the name of its technical user', () => {
  const technical = events.filter(({ sender }) => sender.startsWith('@_zorgbot'))
  assert.deepEqual(technical, [])
})
