import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { asJson } from '../../scripts/client/event.ts'
import { freePort } from '../../scripts/ports.ts'
import { answersTo, settle } from './bot-messages.ts'
import { enterFirstClient } from './care-rooms.ts'
import { startProxy } from './proxy.ts'
import { runMain } from './run-main.ts'
import { until } from './until.ts'
import { startWorld, type World } from './world.ts'

let world: World
let first: Awaited<ReturnType<typeof enterFirstClient>>

before(async () => {
  world = await startWorld()
  first = await enterFirstClient(world)
  await world.ask(first.nurse, first.roomId, '!medicatie')
})

after(() => world.close())

const database = () => ({ ZORGBOT_DATABASE: world.settings['ZORGBOT_DATABASE'] ?? '' })

const stopped = async (): Promise<readonly [number | null, boolean]> => {
  const began = Date.now()
  const code = await world.bot.stop()
  return [code, Date.now() - began < 10_000]
}

test('a second process on the same database is refused with a sentence', async () => {
  const { code, output } = await runMain([], {
    ...world.settings,
    ZORGBOT_LISTEN: `127.0.0.1:${await freePort()}`,
  })
  assert.equal(code, 1)
  assert.match(output, /another zorgbot uses this database/u)
  await world.ask(first.nurse, first.roomId, '!help')
})

test('the audit trail can be printed and checked beside the running bot', async () => {
  const { code, output } = await runMain(
    ['audit', '--patient', 'Patient/demo-client-1'],
    database(),
  )
  assert.equal(code, 0)
  assert.match(output, /\tcommand\tmedicatie\tPatient\/demo-client-1\t/u)
  assert.match(output, /chain whole: \d+ lines of this patient/u)
})

test('the letters can be listed beside the running bot', async () => {
  const { code, stdout } = await runMain(['letters'], database())
  assert.deepEqual([code, stdout], [0, 'no letters\n'])
})

test('a bot that is told to stop during work ends in time with 0, and nothing is lost', async () => {
  const { nurse, doctor, roomId } = first
  const typed: string[] = []
  for (let n = 0; n < 6; n += 1)
    typed.push(await nurse.send(roomId, '!medicatie'), await doctor.send(roomId, '!metingen'))
  assert.deepEqual(await stopped(), [0, true])
  await world.bot.start()
  await world.bot.untilReady()
  for (const eventId of typed) await nurse.waitForAnswer(eventId)
  await settle(world, nurse, roomId)
  const counts = typed.map((eventId) => answersTo(world, nurse, roomId, eventId).length)
  assert.deepEqual(new Set(counts), new Set([1]))
})

test('a bot whose servers have stopped answering still ends in time with 0', async () => {
  assert.deepEqual(await stopped(), [0, true])
  const homeserver = await startProxy(world.synapse.baseUrl)
  const fhir = await startProxy(world.fhir.baseUrl)
  await world.bot.start({
    ZORGBOT_HOMESERVER_URL: homeserver.baseUrl,
    ZORGBOT_FHIR_URL: `${fhir.baseUrl}/fhir`,
  })
  await world.bot.untilReady()
  homeserver.meddle({ instead: () => 'silence' })
  fhir.meddle({ instead: () => 'silence' })
  const asked = homeserver.requests.length
  const eventId = await first.nurse.send(first.roomId, '!medicatie')
  await until('the bot to ask in vain', () =>
    homeserver.requests.length > asked ? true : undefined,
  )
  assert.deepEqual(await stopped(), [0, true])
  await Promise.all([homeserver.down(), fhir.down()])
  await world.bot.start()
  await world.bot.untilReady()
  await first.nurse.waitForAnswer(eventId, 45_000)
  await settle(world, first.nurse, first.roomId)
  assert.equal(answersTo(world, first.nurse, first.roomId, eventId).length, 1)
})

test('with a token the homeserver does not know the bot stays up and says so', async () => {
  assert.deepEqual(await stopped(), [0, true])
  const wrong = 'a-wrong-token-that-nobody-may-read'
  await world.bot.start({ ZORGBOT_AS_TOKEN: wrong })
  const wanted = JSON.stringify([['homeserver', 'delivery'], { homeserver: 'M_UNKNOWN_TOKEN' }])
  await until(`/ready to say ${wanted}`, async () => {
    const answer = await world.bot.ready().catch(() => undefined)
    const { missing, why } = asJson(JSON.parse(answer?.body ?? '{}'))
    return JSON.stringify([missing, why]) === wanted ? true : undefined
  })
  assert.equal(world.bot.ended(), undefined)
  await until('the log to say why', () =>
    world.bot.lines.some((line) => line.includes('M_UNKNOWN_TOKEN')) ? true : undefined,
  )
  assert.ok(!world.bot.lines.some((line) => line.includes(wrong)))
  assert.deepEqual(await stopped(), [0, true])
  await world.bot.start()
  await world.bot.untilReady()
  await world.ask(first.nurse, first.roomId, '!help')
})

test('a bad configuration is told in one go, without its secrets', async () => {
  const secret = 'secret!'
  const { code, output } = await runMain([], {
    ZORGBOT_HOMESERVER_URL: 'matrix.example',
    ZORGBOT_AS_TOKEN: secret,
    ZORGBOT_FHIR_TOKEN: secret,
    ZORGBOT_LISTEN: 'nowhere',
    ZORGBOT_LANGAUGE: 'nl',
    ZORGBOT_FHIR_CLIENT_SECRET: 'a-long-enough-secret',
  })
  assert.equal(code, 78)
  for (const name of [
    'HOMESERVER_URL',
    'SERVER_NAME',
    'AS_TOKEN',
    'HS_TOKEN',
    'FHIR_URL',
    'FHIR_TOKEN',
    'LISTEN',
    'LANGAUGE',
    'FHIR_CLIENT_ID',
  ])
    assert.match(output, new RegExp(`^ *ZORGBOT_${name}: `, 'mu'))
  assert.doesNotMatch(output, /secret!|a-long-enough-secret/u)
})
