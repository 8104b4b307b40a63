import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { ServiceRequest } from '@medplum/fhirtypes'
import {
  deputy,
  doctor,
  minute,
  nurse,
  openRequests,
  type RequestWorld,
} from '../../../test/fakes/requests.ts'
import { patient, teamOf } from '../../../test/fakes/team.ts'
import { assertReplyInvariant } from '../../../test/flatten.ts'
import { FhirError } from '../../fhir/fhir.ts'

const texts = (world: RequestWorld) => world.said().map(({ text }) => text)
const place = ({ roomId }: RequestWorld) => ({ patient, roomId, eventId: '$e', userId: nurse })
const by = 'Door: Naam doctor'

test('each new status is told once below the answer that said it was sent', async () => {
  await using world = await openRequests()
  await world.follow()
  const steps = [
    ['received', {}],
    ['accepted', {}],
    ['in-progress', {}],
    ['completed', { output: [{ type: { text: 'Advies' }, valueString: 'zwachtel' }] }],
  ] as const
  for (const [status, more] of steps) {
    await world.change({ status, ...JSON.parse(JSON.stringify(more)) })
    await world.work()
  }
  assert.deepEqual(texts(world), [
    `Verwijzing ontvangen, 02-03-2026 10:00\n${by}`,
    `Verwijzing geaccepteerd, 02-03-2026 10:00\n${by}`,
    `Verwijzing in uitvoering, 02-03-2026 10:00\n${by}`,
    `Verwijzing afgerond, 02-03-2026 10:00\n${by}\nUitkomst: Advies: zwachtel`,
  ])
  for (const { to, calls } of world.said()) assert.deepEqual([to, calls], [world.sent, {}])
  for (const { content } of world.homeserver.sent) assertReplyInvariant(content)
})

test('a refusal is told with its reason, a completion without an outcome says so', async () => {
  await using world = await openRequests()
  await world.follow()
  await world.change({ status: 'rejected', statusReason: { text: 'geen <b>plaats</b>' } })
  await world.work()
  assert.deepEqual(texts(world), [
    `Verwijzing geweigerd, 02-03-2026 10:00\n${by}\nReden: geen <b>plaats</b>`,
  ])
  await using other = await openRequests()
  await other.follow()
  await other.change({ status: 'completed' })
  await other.work()
  assert.deepEqual(texts(other), [
    `Verwijzing afgerond, 02-03-2026 10:00\n${by}\nGeen uitkomst in het dossier genoemd.`,
  ])
})

test('what was told is not told again, not by a second look and not after a restart', async () => {
  await using world = await openRequests()
  await world.follow()
  await world.change({ status: 'accepted' })
  await world.work()
  world.restart()
  const body = JSON.stringify({ kind: 'task-changed', ref: 'Task/5' })
  await world.store.accept([{ id: 'task:5:again', lane: world.roomId, body, late: false }])
  await world.work()
  assert.equal(texts(world).length, 1)
})

test('a step the bot took itself is not told in the chain', async () => {
  await using world = await openRequests()
  await world.follow()
  await world.bot().follow.told('Task/5', 'accepted', '2')
  await world.change({ status: 'accepted' })
  await world.work()
  assert.deepEqual(texts(world), [])
  await world.change({ status: 'completed' })
  await world.work()
  assert.equal(texts(world).length, 1)
})

test('a change that is no step is told as one, with another who is to do it by name', async () => {
  await using world = await openRequests()
  await world.follow()
  await world.change({ note: [{ text: 'x' }] })
  await world.work()
  await world.change({ owner: { reference: 'PractitionerRole/deputy', display: 'Naam deputy' } })
  await world.work()
  assert.deepEqual(texts(world), [
    'Verwijzing gewijzigd in het dossier, 02-03-2026 10:00. Status nog steeds: gevraagd.\nAlle taken: !taken.',
    'Verwijzing gewijzigd in het dossier, 02-03-2026 10:00. Status nog steeds: gevraagd.\nNu voor: Naam deputy',
  ])
})

test('a task that is gone, or became another client’s, is told once and without a word of it', async () => {
  await using world = await openRequests()
  await world.follow()
  await world.change({ status: 'accepted', for: { reference: 'Patient/other' } })
  await world.work()
  await world.change({ status: 'completed' })
  await world.work()
  assert.deepEqual(texts(world), [
    'Verwijzing: staat niet meer in het dossier, of niet meer bij deze cliënt. Ga na wat ermee is gebeurd.',
  ])
})

test('while the record does not answer nothing is lost and the room goes on', async () => {
  await using world = await openRequests()
  await world.follow()
  await world.change({ status: 'accepted' })
  world.failure = 'timeout'
  await world.work()
  assert.deepEqual(texts(world), [])
  await world.pass(minute)
  world.failure = undefined
  await world.pass(minute)
  assert.deepEqual(texts(world), [`Verwijzing geaccepteerd, 02-03-2026 10:00\n${by}`])
})

test('somebody of no team in the room: that there is news is said, and nothing of it', async () => {
  await using world = await openRequests()
  await world.follow()
  world.homeserver.member(world.roomId, '@family:elders.example', 'join')
  await world.change({ status: 'rejected', statusReason: { text: 'geheim' } })
  await world.work()
  assert.deepEqual(texts(world), [
    'Er is nieuws over een verzoek van dit zorgteam. De details worden hier niet getoond: het staat niet vast dat iedereen die in deze ruimte zit of is uitgenodigd zorgverlener van dit zorgteam is.',
  ])
  assert.doesNotMatch(JSON.stringify(world.homeserver.sent), /geheim|Task\/5/)
})

test('an encrypted room is told nothing', async () => {
  await using world = await openRequests()
  await world.follow()
  world.homeserver.add(world.roomId, {
    type: 'm.room.encryption',
    sender: nurse,
    stateKey: '',
    content: { algorithm: 'm.megolm.v1.aes-sha2' },
  })
  await world.change({ status: 'accepted' })
  await world.work()
  assert.deepEqual(texts(world), [])
})

test('what is not accepted in time is brought to mind once, and who asked is called', async () => {
  await using world = await openRequests()
  await world.follow({ dueAt: world.now + 60 * minute })
  await world.pass(59 * minute)
  assert.deepEqual(texts(world), [])
  world.restart()
  await world.pass(minute)
  await world.pass(600 * minute)
  const [told, call, ...more] = world.said()
  assert.deepEqual(told, {
    text: 'Herinnering: verwijzing is nog niet geaccepteerd, terwijl dat uiterlijk 02-03-2026 11:00 was gevraagd.\nNeem zo nodig zelf contact op.',
    to: world.sent,
    calls: {},
  })
  assert.deepEqual(
    [call?.text, call?.calls],
    [
      'Herinnering voor Naam nurse: op een verzoek van u is nog niet tijdig gereageerd. Open deze ruimte voor de details.',
      { user_ids: [nurse] },
    ],
  )
  assert.deepEqual(more, [])
})

test('what was accepted in time is not brought to mind, except a task that is not done', async () => {
  await using world = await openRequests()
  await world.follow({ dueAt: world.now + minute })
  await world.change({ status: 'accepted' })
  await world.work()
  await world.pass(minute)
  assert.equal(texts(world).length, 1)
  await using other = await openRequests()
  await other.follow({ kind: 'task', dueAt: other.now + minute })
  await other.change({ status: 'accepted' })
  await other.work()
  await other.pass(minute)
  assert.equal(
    texts(other)[1],
    'Herinnering: taak is nog niet afgerond, terwijl dat uiterlijk 02-03-2026 10:01 was gevraagd. Status: geaccepteerd.\nNeem zo nodig zelf contact op.',
  )
})

const days = 24 * 60 * minute

test('a referral without a deadline is brought to mind once after three days, and nobody is called', async () => {
  await using world = await openRequests()
  await world.follow()
  await world.pass(3 * days - minute)
  assert.deepEqual(texts(world), [])
  world.restart()
  await world.pass(minute)
  await world.pass(30 * days)
  assert.deepEqual(world.said(), [
    {
      text: 'Herinnering: deze verwijzing is na 3 dagen nog door niemand geaccepteerd.\nNeem zo nodig zelf contact op.',
      to: world.sent,
      calls: {},
    },
  ])
  for (const { content } of world.homeserver.sent) assert.equal(content['msgtype'], 'm.notice')
})

test('a referral that was taken on, refused or withdrawn meanwhile is not brought to mind', async () => {
  for (const status of ['accepted', 'rejected', 'cancelled'] as const) {
    await using world = await openRequests()
    await world.follow()
    await world.change({ status })
    await world.work()
    await world.pass(4 * days)
    assert.equal(texts(world).length, 1, status)
  }
  await using task = await openRequests()
  await task.follow({ kind: 'task' })
  await task.pass(4 * days)
  assert.deepEqual(texts(task), [])
})

test('a step that was taken back has the reminder come again, a deadline that is over does not', async () => {
  await using world = await openRequests()
  await world.follow()
  const { follow } = world.bot()
  await follow.told('Task/5', 'rejected', '2')
  await world.pass(days)
  await follow.told('Task/5', 'requested', '3')
  await world.pass(3 * days - minute)
  assert.deepEqual(texts(world), [])
  await world.pass(minute)
  assert.equal(texts(world).length, 1)
  await using late = await openRequests()
  await late.follow({ dueAt: late.now + minute })
  await late.bot().follow.told('Task/5', 'completed', '2')
  await late.pass(2 * minute)
  await late.bot().follow.told('Task/5', 'requested', '3')
  await late.pass(4 * days)
  assert.deepEqual(texts(late), [])
})

test('an urgent request whose acceptance was taken back is called about again, and then the next person', async () => {
  await using world = await openRequests()
  await world.follow({ isUrgent: true })
  await world.pass(0)
  await world.bot().follow.told('Task/5', 'accepted', '2')
  await world.pass(60 * minute)
  const before = texts(world).length
  await world.bot().follow.told('Task/5', 'requested', '3')
  await world.pass(10 * minute)
  await world.pass(10 * minute)
  assert.deepEqual(texts(world).slice(before), [
    'Spoed, herinnering: nog geen antwoord van Naam doctor. Typ ok in deze ruimte als u dit oppakt.',
    'Spoed: geen antwoord van Naam doctor. Nu voor Naam nurse. Open deze ruimte en typ ok als u dit oppakt.',
  ])
})

test('a deadline that the record sets later takes the place of the quiet reminder', async () => {
  await using world = await openRequests()
  await world.follow()
  await world.change({ restriction: { period: { end: '2026-03-09T10:00:00+01:00' } } })
  await world.work()
  await world.pass(4 * days)
  assert.equal(texts(world).length, 1)
  await world.pass(4 * days)
  assert.match(
    texts(world)[1] ?? '',
    /^Herinnering: verwijzing is nog niet geaccepteerd, terwijl dat uiterlijk 09-03-2026 10:00 was gevraagd/,
  )
})

test('the quiet reminder says so when the record does not answer, and waits while nobody knows who may see it', async () => {
  await using world = await openRequests()
  await world.follow()
  world.failure = 'unreachable'
  await world.pass(3 * days)
  assert.deepEqual(texts(world), [
    'Herinnering: deze verwijzing is na 3 dagen nog door niemand geaccepteerd.\nHet dossier antwoordt nu niet; de status kan intussen zijn gewijzigd.\nNeem zo nodig zelf contact op.',
  ])
  await using other = await openRequests()
  await other.follow()
  other.teams.failure = new FhirError('unavailable')
  await other.pass(3 * days)
  assert.deepEqual(texts(other), [])
  other.teams.failure = undefined
  await other.pass(minute)
  assert.equal(texts(other).length, 1)
})

const reminderOf = (world: RequestWorld) =>
  texts(world).find((text) => text.startsWith('Herinnering: '))

test('every reminder says so when the record says that it must not be done', async () => {
  const order: ServiceRequest = {
    resourceType: 'ServiceRequest',
    id: 'order',
    status: 'active',
    intent: 'order',
    doNotPerform: true,
    subject: { reference: 'Patient/p1' },
  }
  const forbidden = { contained: [order], focus: { reference: '#order' } }
  const second = '⚠\u00A0Let op: in het dossier staat dat dit NIET gedaan moet worden.'
  await using late = await openRequests()
  await late.follow({ dueAt: late.now + minute })
  await late.change(forbidden)
  await late.pass(minute)
  assert.equal(reminderOf(late)?.split('\n')[1], second)
  await using quiet = await openRequests()
  await quiet.follow()
  await quiet.change(forbidden)
  await quiet.pass(3 * days)
  assert.equal(reminderOf(quiet)?.split('\n')[1], second)
})

test('a reminder comes too when the record does not answer, and says so', async () => {
  await using world = await openRequests()
  await world.follow({ dueAt: world.now + minute })
  world.failure = 'unreachable'
  await world.pass(minute)
  assert.match(
    texts(world)[0] ?? '',
    /^Herinnering: verwijzing is nog niet geaccepteerd.*\nHet dossier antwoordt nu niet; de status kan intussen zijn gewijzigd\.\n/,
  )
})

test('a deadline that is moved in the record moves the reminder', async () => {
  await using world = await openRequests()
  await world.follow({ dueAt: world.now + minute })
  await world.change({ restriction: { period: { end: '2026-03-02T12:00:00+01:00' } } })
  await world.work()
  await world.pass(60 * minute)
  assert.equal(texts(world).length, 1)
  await world.pass(60 * minute)
  assert.match(
    texts(world)[1] ?? '',
    /^Herinnering: verwijzing is nog niet geaccepteerd, terwijl dat uiterlijk 02-03-2026 12:00 was gevraagd/,
  )
})

test('the same request that is carried out again is followed once', async () => {
  await using world = await openRequests()
  await world.follow({ isUrgent: true })
  await world.follow({ isUrgent: true })
  await world.pass(0)
  await world.follow({ isUrgent: true })
  await world.pass(0)
  assert.equal(world.said().filter(({ text }) => text.startsWith('Spoed')).length, 1)
})

test('somebody of the team who left is invited again, who is there is left alone', async () => {
  await using world = await openRequests()
  const { follow } = world.bot()
  assert.equal(await follow.bringIn(place(world), [doctor]), 'here')
  assert.equal(await follow.bringIn(place(world), []), 'no-account')
  world.homeserver.member(world.roomId, doctor, 'leave')
  assert.equal(await follow.bringIn(place(world), [doctor]), 'invited')
  assert.equal(await follow.bringIn(place(world), [doctor]), 'invited')
  assert.equal(world.homeserver.membership(world.roomId, doctor), 'invite')
  assert.equal(world.homeserver.calls.filter((each) => each === 'invite').length, 1)
  world.homeserver.member(world.roomId, deputy, 'ban')
  assert.equal(await follow.bringIn(place(world), [deputy]), 'failed')
  const invites = (await world.store.auditTrail({})).filter(({ action }) => action === 'invite')
  assert.deepEqual(
    invites.map(({ what, outcome }) => [what, outcome]),
    [[doctor, 'ok']],
  )
})

test('who left the team since the preview was shown is not asked into the room again', async () => {
  await using world = await openRequests()
  world.homeserver.member(world.roomId, doctor, 'leave')
  world.teams.set(teamOf(nurse, deputy))
  assert.equal(await world.bot().follow.bringIn(place(world), [doctor]), 'failed')
  assert.equal(world.homeserver.membership(world.roomId, doctor), 'leave')
  assert.ok(!world.homeserver.calls.includes('invite'))
  const invites = (await world.store.auditTrail({})).filter(({ action }) => action === 'invite')
  assert.deepEqual(invites, [])
})

test('that something was told is on the audit trail, without what it says', async () => {
  await using world = await openRequests()
  await world.follow()
  await world.change({ status: 'rejected', statusReason: { text: 'geheim' } })
  await world.work()
  const trail = await world.store.auditTrail({ patient })
  assert.deepEqual(
    trail.filter(({ action }) => action === 'notice').map(({ what, outcome }) => [what, outcome]),
    [['Task/5 rejected', 'ok']],
  )
  assert.doesNotMatch(JSON.stringify(trail), /geheim/)
})

test('a process that ends at any moment tells everything once', async () => {
  for (let call = 1; ; call += 1) {
    await using world = await openRequests()
    await world.follow({ dueAt: world.now + minute, isUrgent: true })
    await world.change({ status: 'received' })
    world.homeserver.crashAfter = call
    const crashed = await world.pass(minute).then(
      () => false,
      () => true,
    )
    world.homeserver.crashAfter = undefined
    world.restart()
    await world.work()
    assert.deepEqual(
      texts(world)
        .map((text) => text.split(/[,:.]/)[0])
        .toSorted((one, other) => (one ?? '').localeCompare(other ?? '')),
      [
        'Herinnering',
        'Herinnering voor Naam nurse',
        'Nieuwe verwijzing',
        'Spoed',
        'Verwijzing ontvangen',
      ],
      `after call ${call}`,
    )
    if (!crashed) break
  }
})
