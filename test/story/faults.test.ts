import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { asJson } from '../../scripts/client/event.ts'
import type { Client } from '../../scripts/client.ts'
import { assertFramed } from './answer-lines.ts'
import { answersTo, settle } from './bot-messages.ts'
import { enterFirstClient } from './care-rooms.ts'
import { type Proxy, startProxy } from './proxy.ts'
import { until } from './until.ts'
import { startWorld, textOf, type World } from './world.ts'

let world: World
let fhir: Proxy
let homeserver: Proxy
let nurse: Client
let roomId: string

before(async () => {
  world = await startWorld({ start: false })
  fhir = await startProxy(world.fhir.baseUrl)
  homeserver = await startProxy(world.synapse.baseUrl)
})

after(async () => {
  await world.close()
  await fhir.down()
  await homeserver.down()
})

const missing = async (): Promise<readonly [number, unknown, unknown]> => {
  const { status, body } = await world.bot.ready()
  const told = asJson(JSON.parse(body))
  return [status, told['missing'], told['why']]
}

const untilMissing = async (parts: readonly string[], codes: Readonly<Record<string, string>>) => {
  const wanted = JSON.stringify([parts.length === 0 ? 200 : 503, parts, codes])
  let last = ''
  await until(`/ready to say ${wanted}`, async () => {
    last = JSON.stringify(await missing().catch(() => 'nothing'))
    return last === wanted ? true : undefined
  }).catch((error: unknown) => assert.fail(`${String(error)}; it said ${last}`))
}

const ask = (line: string) => world.ask(nurse, roomId, line, 30_000)

test('a bot that reaches neither server stays up and says what is missing', async () => {
  await Promise.all([fhir.down(), homeserver.down()])
  await world.bot.start({
    ZORGBOT_FHIR_URL: `${fhir.baseUrl}/fhir`,
    ZORGBOT_HOMESERVER_URL: homeserver.baseUrl,
  })
  const why = { homeserver: 'unreachable', fhir: 'unreachable' }
  await untilMissing(['homeserver', 'delivery', 'fhir'], why)
  assert.equal(world.bot.ended(), undefined)
})

test('with the homeserver there and the record not, a direct message gets an honest answer', async () => {
  await homeserver.up()
  await untilMissing(['fhir'], { fhir: 'unreachable' })
  nurse = await world.person('wijkverpleegkundige')
  const direct = await nurse.createRoom({
    preset: 'trusted_private_chat',
    is_direct: true,
    invite: [world.botUserId],
  })
  const said = await nurse.waitFor(
    (event) =>
      event.room_id === direct &&
      event.sender === world.botUserId &&
      event.type === 'm.room.message',
  )
  textOf(said)
  assert.match(await world.ask(nurse, direct, '!help'), /!mijn/u)
  assert.match(await world.ask(nurse, direct, '!mijn', 30_000), /^ONVOLLEDIG/u)
})

test('when the record comes too, rooms are made and commands answered without a restart', async () => {
  await fhir.up()
  await world.bot.untilReady()
  const first = await enterFirstClient(world)
  roomId = first.roomId
  assertFramed(await ask('!medicatie'), 'Medicatie')
})

test('while the record is away a command says that nothing was done, and recovers alone', async () => {
  await fhir.down()
  await untilMissing(['fhir'], { fhir: 'unreachable' })
  const answer = await ask('!medicatie')
  assert.match(answer, /^Niet uitgevoerd: Dossier Thuiszorg antwoordt niet/u)
  assert.match(answer, /Dit zegt niets over de cliënt/u)
  assert.match(await ask('!verwijs huisarts controle bloeddruk'), /^Niet uitgevoerd/u)
  assert.match(await ask('!help'), /^Dit kunt u hier typen/u)
  await fhir.up()
  await world.bot.untilReady()
  assertFramed(await ask('!medicatie'), 'Medicatie')
})

test('what is typed while the bot cannot reach the homeserver is answered once it can', async () => {
  await homeserver.down()
  const typed = [await nurse.send(roomId, '!allergie'), await nurse.send(roomId, '!wie')]
  await untilMissing(['homeserver', 'delivery'], { homeserver: 'unreachable' })
  await homeserver.up()
  for (const eventId of typed) textOf(await nurse.waitForAnswer(eventId, 45_000))
  await settle(world, nurse, roomId)
  const counts = typed.map((eventId) => answersTo(world, nurse, roomId, eventId).length)
  assert.deepEqual(counts, [1, 1])
})

test('a referral confirmed while the record is away is not sent, and sent once when it is confirmed again', async () => {
  const preview = await ask('!verwijs huisarts uitslag bespreken')
  const code = /typ ja (\d{4}) /u.exec(preview)?.[1] ?? ''
  await fhir.down()
  assert.match(await ask(`ja ${code}`), /^Niet uitgevoerd/u)
  await fhir.up()
  await world.bot.untilReady()
  assert.match(await ask(`ja ${code}`), /^Verwijzing verstuurd/u)
  const found = await fetch(`${world.fhir.baseUrl}/ServiceRequest?_summary=count`)
  assert.equal(asJson(await found.json())['total'], 1)
})
