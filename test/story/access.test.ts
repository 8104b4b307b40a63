import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type { Client } from '../../scripts/client.ts'
import { type AuditLine, auditTrail } from './audit-trail.ts'
import { assertAllReplies, botMessages } from './bot-messages.ts'
import { enterFirstClient } from './care-rooms.ts'
import { until } from './until.ts'
import { startWorld, textOf, type World } from './world.ts'

let world: World
let first: Awaited<ReturnType<typeof enterFirstClient>>
let stranger: Client

const audience =
  'Dit antwoord is alleen voor zorgverleners van dit zorgteam. In deze ruimte zit iemand, of is iemand uitgenodigd, van wie dat niet vaststaat. Er is niets getoond.'
const clinical = /metoprolol|penicilline|anafylaxie|mmHg|voorbeeld|bakker|hypertensie/i

before(async () => {
  world = await startWorld()
  first = await enterFirstClient(world)
  stranger = await world.person('iemand.anders')
  await stranger.request('PUT', `/_matrix/client/v3/profile/${stranger.userId}/displayname`, {
    body: { displayname: 'Pieter Bakker' },
  })
})

after(() => world.close())

type Asked = { readonly text: string; readonly audit: () => Promise<readonly AuditLine[]> }

/** Asks, and gives the answer with what the audit trail says of the question. */
const asked = async (client: Client, roomId: string, line: string): Promise<Asked> => {
  const eventId = await client.send(roomId, line)
  const text = textOf(await client.waitForAnswer(eventId))
  const audit = async () => {
    const lines = (await auditTrail(world)).filter((entry) => entry.eventId === eventId)
    for (const entry of lines)
      assert.deepEqual([entry.who, entry.roomId], [client.userId, roomId], 'whose, and where')
    return lines
  }
  return { text, audit }
}

const deeds = (audit: readonly AuditLine[]): readonly string[] =>
  audit.map(({ action, what, outcome }) => `${action} ${what} ${outcome}`)

/** Every question gets this refusal, and each stands on the audit trail as one denial beside the reading of the team. */
const assertRefused = async (
  client: Client,
  questions: readonly string[],
  refusal: { readonly words: string; readonly why: string; readonly role: string },
): Promise<void> => {
  const { roomId } = first
  const earlier = (await auditTrail(world)).length
  for (const line of questions)
    assert.equal((await asked(client, roomId, line)).text, refusal.words)
  const added = (await auditTrail(world)).slice(earlier)
  const lines = added.filter(({ who }) => who === client.userId)
  const denials = lines.filter(({ action }) => action === 'denial')
  assert.deepEqual(
    deeds(lines.filter(({ action }) => action !== 'denial')),
    questions.map(() => 'read CareTeam ok'),
  )
  assert.deepEqual(
    denials.map((line) =>
      [line.who, line.role, line.action, line.what, line.patient, line.roomId, line.outcome].join(
        ' ',
      ),
    ),
    questions.map((line) => {
      const word = /!(\w+)/.exec(line)?.[1] ?? ''
      const { role, why } = refusal
      return `${client.userId} ${role} denial ${word} Patient/demo-client-1 ${roomId} ${why}`
    }),
  )
}

test('a question of a professional of the team is answered, and what was read is on the audit trail', async () => {
  const { text, audit: trail } = await asked(first.nurse, first.roomId, '!allergie')
  assert.match(text, /Penicilline/)
  const audit = await trail()
  assert.deepEqual(deeds(audit)[0], 'command allergie ok')
  assert.ok(audit.some(({ action, what }) => action === 'read' && /Allergy/.test(what)))
  for (const { patient, role } of audit)
    assert.deepEqual(
      [patient, role],
      ['Patient/demo-client-1', 'PractitionerRole/demo-role-wijkverpleegkundige'],
    )
  assert.doesNotMatch(JSON.stringify(audit), clinical)
})

test('while somebody is invited of whom it is not known who that is, nothing of the record is shown', async () => {
  await first.nurse.invite(first.roomId, stranger.userId)
  const questions = ['!medicatie', '!allergie', '!metingen', '!wie', '!verwijs huisarts controle']
  const role = 'PractitionerRole/demo-role-wijkverpleegkundige'
  await assertRefused(first.nurse, questions, { words: audience, why: 'audience', role })
  assert.equal(
    await world.ask(first.nurse, first.roomId, '!help'),
    'U kunt hier alleen !help typen.\n\nIn deze ruimte zit iemand, of is iemand uitgenodigd, die niet mag meelezen. Met --privé erachter, zoals !medicatie --privé, stuur ik u het antwoord rechtstreeks.',
  )
})

test('somebody with the name of the general practitioner and another account may ask for nothing', async () => {
  await stranger.join(first.roomId)
  const questions = ['!medicatie', '!wie', '!verwijs apotheek controle']
  const words = 'U heeft geen rechten voor deze opdracht.'
  await assertRefused(stranger, questions, { words, why: 'no-rights', role: '-' })
  assert.equal(await world.ask(stranger, first.roomId, '!help'), 'U kunt hier alleen !help typen.')
})

test('once that person has left, the team is answered again', async () => {
  const { text } = await asked(first.nurse, first.roomId, '!medicatie')
  assert.equal(text, audience)
  await stranger.leave(first.roomId)
  assert.match(await world.ask(first.nurse, first.roomId, '!medicatie'), /Metoprolol/)
})

const directMessage = async (client: Client): Promise<string> =>
  client.createRoom({
    is_direct: true,
    preset: 'trusted_private_chat',
    invite: [world.botUserId],
  })

const firstWords = async (client: Client, roomId: string): Promise<string> =>
  textOf(
    await client.waitFor(
      (event) => event.room_id === roomId && botMessages(world, client, roomId).includes(event),
    ),
  )

test('a professional who writes directly is told what the bot is, and finds the own rooms', async () => {
  const { nurse } = first
  const roomId = await directMessage(nurse)
  assert.equal(
    await firstWords(nurse, roomId),
    'Ik ben Zorgbot, de assistent van uw zorgteams. Typ !mijn voor uw ruimtes of !help voor wat ik kan.',
  )
  const help = await world.ask(nurse, roomId, '!help')
  assert.match(help, /!mijn – uw ruimtes, met links/)
  assert.doesNotMatch(help, /!medicatie/)

  const eventId = await nurse.send(roomId, '!mijn')
  const answer = await nurse.waitForAnswer(eventId)
  const own = textOf(answer)
  assert.match(own, /^Uw ruimtes \(2\)/)
  assert.doesNotMatch(own, clinical)
  const links = [...String(answer.content['formatted_body']).matchAll(/href="([^"]+)"/g)]
  const targets = links.map(([, href]) => decodeURIComponent(href ?? ''))
  assert.equal(targets.length, 2)
  assert.ok(targets.includes(`https://matrix.to/#/${first.roomId}?via=zorg.test`))
})

test('nothing of a record is shown in a direct message', async () => {
  const roomId = await directMessage(first.doctor)
  await firstWords(first.doctor, roomId)
  const { text, audit } = await asked(first.doctor, roomId, '!medicatie')
  assert.equal(
    text,
    '!medicatie kan alleen in de ruimte van een cliënt. Typ !mijn voor uw ruimtes.',
  )
  assert.deepEqual(deeds(await audit()), ['denial medicatie misplaced'])
  assert.equal(await world.ask(first.doctor, roomId, '!pizza'), '!pizza ken ik niet. Typ !help.')
})

test('to a stranger who writes directly the bot explains itself and shows nothing', async () => {
  const roomId = await directMessage(stranger)
  const words = await firstWords(stranger, roomId)
  assert.match(words, /^Ik ben Zorgbot, een assistent voor zorgverleners\. Uw account staat niet/)
  assert.equal(await world.ask(stranger, roomId, '!mijn'), 'Geen ruimtes voor u gevonden.')
  assert.match(await world.ask(stranger, roomId, '!medicatie'), /^!medicatie kan alleen in de/)
  for (const event of botMessages(world, stranger, roomId))
    assert.doesNotMatch(textOf(event), clinical)
})

test('in a room that belongs to no client only help is given', async () => {
  const roomId = await first.nurse.createRoom({ invite: [world.botUserId] })
  await until('the bot to come', async () =>
    first.nurse
      .events(roomId)
      .find(
        ({ state_key: who, content }) =>
          who === world.botUserId && content['membership'] === 'join',
      ),
  )
  const { text, audit } = await asked(first.nurse, roomId, '!medicatie')
  assert.equal(text, 'Deze ruimte is niet gekoppeld aan een cliënt. Hier kan alleen !help.')
  assert.deepEqual(deeds(await audit()), ['denial medicatie not-linked'])
  assert.match(await world.ask(first.nurse, roomId, '!help'), /!help/)
})

test('who was asked to come is on the audit trail, and no name of a client is', async () => {
  const lines = await auditTrail(world)
  const invited = lines.filter(({ action }) => action === 'invite')
  assert.deepEqual(
    new Set(invited.map(({ what }) => what)),
    new Set(['@huisarts:zorg.test', '@wijkverpleegkundige:zorg.test', '@apotheker:zorg.test']),
  )
  assert.equal(invited.length, 10)
  for (const line of lines) assert.doesNotMatch(JSON.stringify(line), clinical)
})

test('every reply said the same in text and HTML, silently', () => {
  for (const client of [first.nurse, first.doctor, stranger]) assertAllReplies(world, client)
})
