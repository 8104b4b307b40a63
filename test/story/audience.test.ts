import assert from 'node:assert/strict'
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import type { Resource } from '@medplum/fhirtypes'
import { demoResources } from '../../packages/fhir-sandbox/src/demo.ts'
import { matrix } from '../../packages/fhir-sandbox/src/demo-contact.ts'
import { type Sandbox, startSandbox } from '../../packages/fhir-sandbox/src/server.ts'
import { asJson, type ClientEvent } from '../../scripts/client/event.ts'
import type { Client } from '../../scripts/client.ts'
import { auditTrail } from './audit-trail.ts'
import { answersTo, assertAllReplies, botMessages } from './bot-messages.ts'
import { enterFirstClient } from './care-rooms.ts'
import { type Proxy, startProxy } from './proxy.ts'
import { until } from './until.ts'
import { startWorld, textOf, type World } from './world.ts'

let world: World
let fhir: Proxy
let elsewhere: Sandbox
let first: Awaited<ReturnType<typeof enterFirstClient>>
let daughter: Client

const clinical = /metoprolol|metformine|furosemide|penicilline|diclofenac/i

const toNurse = 'Dit antwoord is alleen voor zorgverleners. Ik heb het u rechtstreeks gestuurd.'

/** The demonstration, with an account of the first client's daughter. */
const resources = (serverName: string): readonly Resource[] =>
  demoResources({ serverName, now: new Date() }).map((resource) =>
    resource.resourceType === 'RelatedPerson'
      ? { ...resource, telecom: [matrix(`@dochter:${serverName}`)] }
      : resource,
  )

const settings = () => ({
  ZORGBOT_FHIR_URL: `${fhir.baseUrl}${new URL(world.fhir.baseUrl).pathname}`,
  // As long as somebody waits for a server that is silent on purpose; a real one that is busy gets more.
  ZORGBOT_FHIR_TIMEOUT_SECONDS: process.env['STORY_FHIR_URL'] === undefined ? '2' : '4',
  ZORGBOT_EPHEMERAL_SECONDS: '2',
  ZORGBOT_REPEAT_SECONDS: '120',
})

before(async () => {
  world = await startWorld({ start: false, resources })
  fhir = await startProxy(world.fhir.baseUrl)
  elsewhere = await startSandbox({ seed: resources(world.serverName) })
  await world.bot.start(settings())
  await world.bot.untilReady()
  first = await enterFirstClient(world)
  daughter = await world.person('dochter')
})

after(async () => {
  await world.close()
  await fhir.down()
  await elsewhere.stop()
})

const isMedication = (path: string) => path.includes('MedicationRequest')

const ask = (client: Client, line: string) => world.ask(client, first.roomId, line, 30_000)

/** Of all that came to the daughter; the examples of help name medicines of nobody. */
const assertNothingClinical = (): void => {
  const said = botMessages(world, daughter, first.roomId).map(textOf)
  assert.ok(said.length > 0)
  for (const text of said.filter((each) => !each.startsWith('Dit kunt u hier typen')))
    assert.doesNotMatch(text, clinical)
}

/** The last thing the bot said in the direct message with a person, which it may have begun itself. */
const lastDirect = async (client: Client, words: RegExp): Promise<ClientEvent> => {
  const invite = await client.waitForInvite(
    (event) => event.sender === world.botUserId && event.content['is_direct'] === true,
  )
  await client.join(invite)
  return client.waitFor(
    (event) =>
      event.room_id === invite &&
      event.sender === world.botUserId &&
      words.test(String(event.content['body'])),
  )
}

test('with the daughter invited, medication goes to the direct message of who asked', async () => {
  assert.match(await ask(first.nurse, '!medicatie'), /Metoprolol/)
  await first.nurse.invite(first.roomId, daughter.userId)
  assert.equal(await ask(first.nurse, '!medicatie'), toNurse)
  const direct = await lastDirect(first.nurse, /Metoprolol/)
  const [who, where] = textOf(direct).split('\n')
  assert.equal(who, 'Cliënt: J.V. (v), geboren in 1941')
  assert.match(where ?? '', /^Uit de ruimte Zorgteam .+; nummers, !meer en !bron typt u daar\.$/)
})

test('measurements and appointments are told plainly, to the daughter too', async () => {
  await daughter.join(first.roomId)
  for (const client of [first.nurse, daughter]) {
    const measured = await ask(client, '!metingen')
    assert.match(measured, /^Metingen – opgezocht op /)
    assert.match(measured, /Bloeddruk: \d+\/\d+\u00A0mmHg – .*gemeten/)
    assert.match(await ask(client, '!afspraken'), /^Afspraken\nCliënt: .+\nOpgezocht op /u)
  }
  const people = await ask(daughter, '!wie')
  assert.match(people, /P\. Bakker|Pieter Bakker/)
  assert.doesNotMatch(people, /\+31|tel\. |telefoon /)
})

test('the daughter may ask nothing else, and is sent nothing', async () => {
  for (const line of ['!medicatie', '!allergie --privé', '!verwijs huisarts controle'])
    assert.equal(await ask(daughter, line), 'U heeft geen rechten voor deze opdracht.')
  const help = await ask(daughter, '!help')
  assert.match(help, /!metingen/)
  assert.doesNotMatch(help, /!medicatie|!verwijs/)
  assertNothingClinical()
})

test('nothing is written while she reads along', async () => {
  assert.equal(
    await ask(first.nurse, '!verwijs huisarts controle'),
    'Deze opdracht kan hier niet: de cliënt of een naaste leest mee. Er is niets gedaan. Typ hem in een ruimte met alleen zorgverleners.',
  )
})

test('when she comes in while an answer is made, it does not come into the room', async () => {
  await daughter.leave(first.roomId)
  assert.match(await ask(first.nurse, '!medicatie'), /Metoprolol|Ongewijzigd/)
  const seen = fhir.requests.length
  fhir.meddle({ instead: (_method, path) => (isMedication(path) ? 'silence' : undefined) })
  const eventId = await first.nurse.send(first.roomId, '!medicatie')
  await until('the record to be asked', () => fhir.requests.slice(seen).find(isMedication))
  await first.nurse.invite(first.roomId, daughter.userId)
  await daughter.join(first.roomId)
  const answer = await first.nurse.waitForAnswer(eventId, 30_000)
  fhir.meddle()
  assert.equal(textOf(answer), toNurse)
  assert.deepEqual(answersTo(world, first.nurse, first.roomId, eventId).length, 1)
  assertNothingClinical()
})

test('why somebody was refused is on the audit trail, and nowhere else', async () => {
  const denied = (await auditTrail(world)).filter(
    ({ action, who }) => action === 'denial' && who === daughter.userId,
  )
  assert.deepEqual(
    denied.map(({ what, outcome }) => `${what} ${outcome}`),
    ['medicatie no-rights lay', 'allergie no-rights lay', 'verwijs no-rights lay'],
  )
})

test('an answer with data of another source is taken away, and a line by which to ask again stays', async () => {
  await daughter.leave(first.roomId)
  await world.bot.stop()
  const file = join(world.dir, 'sources.json')
  await writeFile(file, JSON.stringify([{ name: 'Huisarts Pulver', url: elsewhere.baseUrl }]))
  await world.bot.start({ ...settings(), ZORGBOT_FHIR_SOURCES: file })
  await world.bot.untilReady()
  const eventId = await first.nurse.send(first.roomId, '!allergie')
  const answer = await first.nurse.waitForAnswer(eventId, 30_000)
  assert.match(textOf(answer), /Penicilline/)
  assert.match(textOf(answer), /Huisarts Pulver/)
  assert.match(textOf(answer), /wordt om \d{2}:\d{2} verwijderd\. Niet overnemen als dossier\.$/)
  const stub = await first.nurse.waitFor(
    (event) =>
      event.room_id === first.roomId &&
      event.content['body'] === 'Antwoord op !allergie verwijderd; opnieuw opvragen met !allergie',
    30_000,
  )
  assert.equal(asJson(asJson(stub.content['m.relates_to'])['m.in_reply_to'])['event_id'], eventId)
  const path = `/_matrix/client/v3/rooms/${encodeURIComponent(first.roomId)}/event/${encodeURIComponent(answer.event_id)}`
  const left = await first.nurse.request('GET', path)
  assert.deepEqual(left['content'], {})
})

test('every reply said the same in text and HTML, silently', () => {
  assertAllReplies(world, first.nurse)
  assertAllReplies(world, daughter)
})
