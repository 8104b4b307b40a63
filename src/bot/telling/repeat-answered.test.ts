import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Communication, MedicationRequest } from '@medplum/fhirtypes'
import { minute, openRequests, type RequestWorld } from '../../../test/fakes/requests.ts'
import { layPerson, patient, teamOf } from '../../../test/fakes/team.ts'
import { assertReplyInvariant } from '../../../test/flatten.ts'

const identifier = 'urn:uuid:33333333-3333-5333-8333-333333333333'

const proposal: MedicationRequest = {
  resourceType: 'MedicationRequest',
  id: '12',
  meta: { versionId: '1' },
  status: 'active',
  intent: 'proposal',
  medicationCodeableConcept: { text: 'Metoprolol tablet 50 mg' },
  subject: { reference: patient },
  identifier: [{ system: 'urn:ietf:rfc:3986', value: identifier }],
}

const url =
  'http://nictiz.nl/fhir/StructureDefinition/ext-Communication.Payload.ContentCodeableConcept'
const system = 'urn:oid:2.16.840.1.113883.2.4.3.11.60.20.77.5.2.17'

/** As it comes from the wire: the answer stands in an extension of a string that is not there. */
const answerOf = (
  code: string,
  display: string,
  more: Partial<Communication> = {},
): Communication => {
  const coding = [{ system, code, display }]
  const parsed: Communication = JSON.parse(
    JSON.stringify({
      resourceType: 'Communication',
      id: '7',
      meta: { versionId: '1' },
      status: 'completed',
      subject: { reference: patient },
      sent: '2026-03-02T09:30:00+01:00',
      basedOn: [
        {
          type: 'MedicationRequest',
          identifier: { system: 'urn:ietf:rfc:3986', value: identifier },
        },
      ],
      payload: [{ _contentString: { extension: [{ url, valueCodeableConcept: { coding } }] } }],
      ...more,
    }),
  )
  return parsed
}

const accepted = answerOf('11', 'Geaccepteerd')

/** A proposal that was written by an answer in the room. */
const propose = async (world: RequestWorld): Promise<void> => {
  world.records.push(proposal)
  await world.store.addProposal({
    ref: 'MedicationRequest/12',
    identifier: `urn:ietf:rfc:3986|${identifier}`,
    patient,
    roomId: world.roomId,
    askedBy: '$ja',
    answerId: undefined,
    at: world.now,
  })
  await world.store.saveProposalAnswer('$ja', world.sent)
}

let seen = 0

/** The poller saw the answer. */
const arrive = async (world: RequestWorld, reply: Communication | undefined) => {
  const rest = world.records.filter(({ resourceType }) => resourceType !== 'Communication')
  world.records.splice(0, world.records.length, ...rest, ...(reply === undefined ? [] : [reply]))
  seen += 1
  const body = JSON.stringify({
    kind: 'repeat-answered',
    proposal: 'MedicationRequest/12',
    reply: 'Communication/7',
  })
  await world.store.accept([{ id: `answered:${seen}`, lane: world.roomId, body, late: false }])
  await world.work()
}

const first =
  'Antwoord op het voorstel voor een herhaalrecept: Metoprolol tablet 50 mg\nAntwoord 02-03-2026 09:30: akkoord, “Geaccepteerd”\nAlle voorstellen: !herhaalrecept.'

test('an answer is told once, below the answer that said that the proposal was made', async () => {
  await using world = await openRequests()
  await propose(world)
  await arrive(world, accepted)
  assert.deepEqual(world.said(), [{ text: first, to: world.sent, calls: {} }])
  const [sent] = world.homeserver.sent
  assert.deepEqual(sent?.content['nl-ta-chat.fhir'], [
    { ref: 'MedicationRequest/12', versionId: '1' },
    { ref: 'Communication/7', versionId: '1' },
  ])
  assertReplyInvariant(sent?.content ?? {})
  world.restart()
  await arrive(world, { ...accepted, meta: { versionId: '2' } })
  assert.equal(world.said().length, 1)
})

test('it is on the audit trail before it is sent', async () => {
  await using world = await openRequests()
  await propose(world)
  let before: readonly string[] = []
  world.homeserver.refuse = (method) => {
    if (method === 'send')
      void world.store
        .auditTrail({ patient })
        .then(
          (lines) =>
            (before = lines.map(({ action, what, outcome }) => `${action} ${what} ${outcome}`)),
        )
    return undefined
  }
  await arrive(world, accepted)
  assert.ok(
    before.includes('notice Communication/7 answers MedicationRequest/12 ok'),
    before.join('\n'),
  )
})

test('an answer that says something else now is told as changed, one that was taken back as that', async () => {
  await using world = await openRequests()
  await propose(world)
  await arrive(world, accepted)
  await arrive(world, answerOf('2', 'Nee, stoppen medicatie'))
  await arrive(world, { ...accepted, status: 'entered-in-error' })
  await arrive(world, undefined)
  assert.deepEqual(
    world.said().map(({ text }) => text),
    [
      first,
      'Gewijzigd antwoord op het voorstel voor een herhaalrecept: Metoprolol tablet 50 mg\nAntwoord 02-03-2026 09:30: afgewezen, “Nee, stoppen medicatie”\nAlle voorstellen: !herhaalrecept.',
      'Het antwoord op het voorstel voor een herhaalrecept is ingetrokken: Metoprolol tablet 50 mg\nGa niet uit van wat hier eerder over het antwoord stond.\nAlle voorstellen: !herhaalrecept.',
    ],
  )
})

test('an answer that is not final says so', async () => {
  await using world = await openRequests()
  await propose(world)
  await arrive(world, { ...accepted, status: 'in-progress' })
  assert.match(world.said()[0]?.text ?? '', /“Geaccepteerd” – ⚠\u00A0nog niet definitief\n/u)
})

const others: readonly (readonly [string, Communication])[] = [
  ['entered in error', { ...accepted, status: 'entered-in-error' }],
  ['of another client', { ...accepted, subject: { reference: 'Patient/other' } }],
  ['to another proposal', { ...accepted, basedOn: [{ reference: 'MedicationRequest/99' }] }],
  ['that is no answer', { ...accepted, payload: [{ contentString: 'Ja' }] }],
]

for (const [what, reply] of others)
  test(`a message ${what} is not told`, async () => {
    await using world = await openRequests()
    await propose(world)
    await arrive(world, reply)
    assert.deepEqual(world.said(), [])
  })

test('while the record does not answer it is looked at again, and told once', async () => {
  await using world = await openRequests()
  await propose(world)
  world.failure = 'timeout'
  await arrive(world, accepted)
  assert.deepEqual(world.said(), [])
  world.failure = undefined
  await world.pass(minute)
  await world.pass(minute)
  assert.deepEqual(
    world.said().map(({ text }) => text),
    [first],
  )
})

test('with a relative in the room it is only told that there is news', async () => {
  await using world = await openRequests()
  await propose(world)
  const family = '@family:zorg.example'
  const team = teamOf('@nurse:zorg.example', '@doctor:elders.example', '@deputy:zorg.example')
  world.teams.set({ ...team, members: [...team.members, layPerson(family)] })
  world.homeserver.member(world.roomId, family, 'join')
  await arrive(world, accepted)
  assert.equal(world.said().length, 1)
  assert.match(world.said()[0]?.text ?? '', /^Er is nieuws over een verzoek van dit zorgteam\./u)
  assert.ok(!('nl-ta-chat.fhir' in (world.homeserver.sent[0]?.content ?? {})))
})

test('whatever call the process ends after, it is told once', async () => {
  for (let call = 1, crashed = true; crashed; call += 1) {
    await using world = await openRequests()
    await propose(world)
    world.homeserver.crashAfter = call
    crashed = await arrive(world, accepted).then(
      () => false,
      () => true,
    )
    world.homeserver.crashAfter = undefined
    world.restart()
    await world.work()
    assert.deepEqual(
      world.said().map(({ text }) => text),
      [first],
      `after call ${call}`,
    )
  }
})
