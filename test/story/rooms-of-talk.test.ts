import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type { Flag, Observation } from '@medplum/fhirtypes'
import { demoResources } from '../../packages/fhir-sandbox/src/demo.ts'
import { CLIENTS } from '../../packages/fhir-sandbox/src/demo-people.ts'
import type { ClientEvent } from '../../scripts/client/event.ts'
import type { Client } from '../../scripts/client.ts'
import { createFhirHttp } from '../fhir-servers/fhir-http.ts'
import { assertAllReplies, botMessages } from './bot-messages.ts'
import { enterFirstClient, membershipsOf } from './care-rooms.ts'
import { until } from './until.ts'
import { startWorld, textOf, type World } from './world.ts'

let world: World
let first: Awaited<ReturnType<typeof enterFirstClient>>
let talk: string

before(async () => {
  world = await startWorld()
  first = await enterFirstClient(world)
})

after(() => world.close())

const patienceMs = 30_000

/** Types a command, confirms what is shown, and gives the answer. */
const confirmed = async (client: Client, roomId: string, line: string): Promise<string> => {
  const preview = await world.ask(client, roomId, line)
  const code = /typ ja (\d{4}) /u.exec(preview)?.[1]
  assert.ok(code !== undefined, preview)
  return world.ask(client, roomId, `ja ${code}`)
}

/** How often this person was asked into a room they are in. */
const invitesOf = async (client: Client, roomId: string): Promise<number> => {
  const { events } = await client.messages(roomId, { limit: 100 })
  return events.filter(
    ({ type, state_key, content }) =>
      type === 'm.room.member' && state_key === client.userId && content['membership'] === 'invite',
  ).length
}

/** The room of a conversation this person is asked into; they are asked into rooms of other clients too. */
const nextRoom = async (client: Client): Promise<string> => {
  const seen = new Set([first.roomId, first.spaceId])
  for (;;) {
    const roomId = await client.waitForInvite(
      (event) => event.sender === world.botUserId && !seen.has(event.room_id),
      patienceMs,
    )
    seen.add(roomId)
    await client.join(roomId)
    const { name } = await client.state(roomId, 'm.room.name')
    if (String(name).startsWith('Gesprek')) return roomId
  }
}

const saidIn = async (client: Client, roomId: string, words: RegExp): Promise<string> =>
  textOf(
    await client.waitFor(
      (event) =>
        event.room_id === roomId &&
        event.sender === world.botUserId &&
        words.test(String(event.content['body'])),
      patienceMs,
      String(words),
    ),
  )

const childrenOfSpace = (): readonly string[] => [
  ...new Set(
    first.nurse
      .events(first.spaceId)
      .filter(({ type }) => type === 'm.space.child')
      .map(({ state_key }) => state_key ?? ''),
  ),
]

const http = () => createFhirHttp(world.fhir.baseUrl)
const patient = `Patient/${CLIENTS[0]}`

test('a conversation is one request in the record and one room in the space, also when the bot is killed in between', async () => {
  const answer = await confirmed(
    first.nurse,
    first.roomId,
    '!gesprek wondzorg linkerbeen met huisarts',
  )
  await world.bot.kill()
  assert.match(answer, /^Gesprek geopend .*: Gesprek 1 · Zorgteam .*\nU en de andere deelnemers/u)
  await world.bot.start()
  await world.bot.untilReady()
  talk = await nextRoom(first.nurse)
  assert.equal(await nextRoom(first.doctor), talk)
  assert.deepEqual((await http().ids('CommunicationRequest', { patient })).length, 1)
  assert.deepEqual(childrenOfSpace().toSorted(), [first.roomId, talk].toSorted())
  const parent = await first.nurse.state(talk, 'm.space.parent', first.spaceId)
  assert.equal(parent['canonical'], true)
  const name = await first.nurse.state(talk, 'm.room.name')
  assert.match(String(name['name']), /^Gesprek 1 · Zorgteam /u)
  assert.match(
    await saidIn(first.doctor, talk, /^Gesprek over/u),
    /^Gesprek over: wondzorg linkerbeen\n/u,
  )
  assert.equal(await invitesOf(first.nurse, talk), 1)
  const members = await membershipsOf(first.nurse, talk)
  assert.equal(members.get(first.pharmacist.userId), undefined)
})

test('commands work in the conversation as they do in the room of the client', async () => {
  const answer = await world.ask(first.doctor, talk, '!gesprekken')
  assert.match(
    answer,
    /Lopend \(1\)\n\n• (?:\[1\] )?wondzorg linkerbeen – Gesprek 1 · Zorgteam .* – lopend – .* – in de ruimte: Pieter Bakker, Sanne Dijkstra/u,
  )
  assert.match(await world.ask(first.nurse, talk, '!allergie'), /^Allergie.* – peildatum /u)
})

const mayWrite = (client: Client, roomId: string): Promise<boolean> =>
  client.send(roomId, 'gewoon een bericht').then(
    () => true,
    () => false,
  )

test('archived it can be read and not written in, and opened again it can', async () => {
  assert.match(
    await confirmed(first.nurse, talk, '!archiveer'),
    /^Gesprek gearchiveerd .*: Gesprek 1 · /u,
  )
  await saidIn(first.doctor, talk, /^Dit gesprek is gearchiveerd/u)
  assert.equal(await mayWrite(first.doctor, talk), false)
  assert.equal(await mayWrite(first.nurse, talk), false)
  const [id = ''] = await http().ids('CommunicationRequest', { patient })
  const { body: archived } = await http().ask('GET', `CommunicationRequest/${id}`)
  assert.ok('status' in archived && archived.status === 'completed')
  assert.match(await confirmed(first.nurse, first.roomId, '!heropen'), /^Gesprek heropend /u)
  await saidIn(first.doctor, talk, /^Dit gesprek is heropend/u)
  assert.equal(await mayWrite(first.doctor, talk), true)
})

const lab = (id: string): Observation => ({
  resourceType: 'Observation',
  id,
  status: 'final',
  category: [
    {
      coding: [
        {
          system: 'http://terminology.hl7.org/CodeSystem/observation-category',
          code: 'laboratory',
        },
      ],
    },
  ],
  code: { text: 'Kalium' },
  subject: { reference: patient },
  effectiveDateTime: new Date().toISOString(),
  valueQuantity: {
    value: 4.1,
    unit: 'mmol/L',
    code: 'mmol/L',
    system: 'http://unitsofmeasure.org',
  },
})

const newsIn = (client: Client): readonly ClientEvent[] =>
  client
    .events()
    .filter(
      ({ sender, content }) =>
        sender === world.botUserId && String(content['body']).startsWith('Nieuws uit het dossier'),
    )

test('who asked for it is told once in the direct message, without content, also across a crash', async () => {
  assert.match(
    await confirmed(first.nurse, first.roomId, '!abonneer lab'),
    /^U krijgt bericht over Zorgteam .*: labuitslagen\.\n/u,
  )
  await world.fhir.load([lab('new-potassium')])
  const direct = await first.nurse.waitForInvite(
    ({ sender, content }) => sender === world.botUserId && content['is_direct'] === true,
    patienceMs,
  )
  await first.nurse.join(direct)
  const told = await first.nurse.waitFor(
    ({ content }) => String(content['body']).startsWith('Nieuws uit het dossier'),
    patienceMs,
    'the news',
  )
  assert.equal(told.room_id, direct)
  assert.match(
    textOf(told),
    /^Nieuws uit het dossier\. Typ de opdracht in de ruimte om het te zien\.\n\nZorgteam .*\n\n• nieuw: labuitslag \(1\) – !lab$/u,
  )
  assert.doesNotMatch(textOf(told), /Kalium|4,1/u)
  await world.bot.kill()
  await world.bot.start()
  await world.bot.untilReady()
  const flag: Flag = {
    resourceType: 'Flag',
    id: 'after-the-crash',
    status: 'active',
    code: { text: 'Valgevaar' },
    subject: { reference: patient },
  }
  await world.fhir.load([flag])
  await saidIn(first.nurse, first.roomId, /^Nieuw in het dossier: .*waarschuwing/u)
  await world.ask(first.nurse, direct, '!mijn')
  assert.equal(newsIn(first.nurse).length, 1)
  assert.equal(newsIn(first.doctor).length, 0)
})

test('what somebody writes through the bot is told to the others and not to them', async () => {
  await confirmed(first.doctor, first.roomId, '!abonneer alles')
  await confirmed(first.nurse, first.roomId, '!abonneer alles')
  assert.match(await confirmed(first.nurse, first.roomId, '!gewicht 72,4'), /72,4\skg/u)
  const direct = await first.doctor.waitForInvite(
    ({ sender, content }) => sender === world.botUserId && content['is_direct'] === true,
    patienceMs,
  )
  await first.doctor.join(direct)
  const told = await first.doctor.waitFor(
    ({ content }) => String(content['body']).startsWith('Nieuws uit het dossier'),
    patienceMs,
    'the news',
  )
  assert.match(textOf(told), /\n\n• nieuw: meting \(1\) – !metingen$/u)
  assert.equal(newsIn(first.nurse).length, 1)
})

test('!mijn shows the conversation beside the room of its client', async () => {
  const direct = newsIn(first.nurse)[0]?.room_id ?? ''
  const answer = await world.ask(first.nurse, direct, '!mijn')
  assert.match(answer, /• Zorgteam [^\n]*\n• Gesprek 1 · Zorgteam /u)
  assert.match(
    await world.ask(first.nurse, direct, '!zoek idrissi'),
    /^Gevonden in het adresboek\n\n• Fatima el Idrissi – Apotheker – .* – bereikbaar via deze chat/u,
  )
})

test('a colleague of the address book is added to the team and asked into the rooms', async () => {
  await world.fhir.load([
    {
      resourceType: 'Practitioner',
      id: 'waarnemer',
      active: true,
      name: [{ family: 'Waarnemer', given: ['Wil'] }],
    },
    {
      resourceType: 'PractitionerRole',
      id: 'waarnemer-rol',
      active: true,
      practitioner: { reference: 'Practitioner/waarnemer' },
      code: [{ text: 'Huisarts' }],
      telecom: [
        {
          system: 'other',
          value: `@waarnemer:${world.serverName}`,
          extension: [
            {
              url: 'http://hl7.org/fhir/StructureDefinition/contactpoint-purpose',
              valueString: 'matrix-messaging',
            },
          ],
        },
      ],
    },
  ])
  const locum = await world.person('waarnemer')
  assert.match(
    await confirmed(first.nurse, talk, '!nodiguit Wil Waarnemer als waarnemend huisarts'),
    /^Wil Waarnemer is op .* aan het zorgteam toegevoegd\./u,
  )
  for (const roomId of [first.spaceId, first.roomId, talk])
    await locum.waitForInvite((event) => event.room_id === roomId, patienceMs)
})

test('who is no more of the team is removed from the conversation too', async () => {
  const demo = demoResources({ serverName: world.serverName, now: new Date() })
  const team = demo.find(({ id }) => id === 'demo-zorgteam-1')
  assert.ok(team?.resourceType === 'CareTeam')
  await world.fhir.load([
    {
      ...team,
      participant: (team.participant ?? []).filter(
        ({ member }) => member?.reference !== 'PractitionerRole/demo-role-huisarts',
      ),
    },
  ])
  await until('the doctor to be removed', async () =>
    (await membershipsOf(first.nurse, talk)).get(first.doctor.userId) === 'leave'
      ? true
      : undefined,
  )
})

test('all that was said is fit to be shown', () => {
  assert.ok(botMessages(world, first.nurse, talk).length > 0)
  assertAllReplies(world, first.nurse)
})
