import assert from 'node:assert/strict'
import { test } from 'node:test'
import { nurse } from '../../../test/fakes/bot.ts'
import { FakeHomeserver } from '../../../test/fakes/homeserver.ts'
import { FakeTeams, patient, teamOf } from '../../../test/fakes/team.ts'
import { openStore } from '../../../test/fakes/temporary-store.ts'
import { FhirError } from '../../fhir/fhir.ts'
import { nl } from '../../i18n/nl.ts'
import { createClientRooms } from '../rooms/client-rooms.ts'
import { createMayInvite } from './membership-power.ts'
import { createOwnRooms } from './own-rooms.ts'

const openAt = async () => {
  const temporary = await openStore()
  const { store } = temporary
  const homeserver = new FakeHomeserver()
  const { gateway } = homeserver
  const parts = { gateway, store, t: nl, aliasPrefix: undefined, roomVersion: undefined }
  const link = await createClientRooms(parts).ensure(patient, [nurse])
  const careTeams = new FakeTeams(teamOf(nurse))
  return {
    store,
    homeserver,
    link,
    careTeams,
    rooms: createOwnRooms({ careTeams, store, serverName: 'zorg.example', t: nl }),
    mayInvite: createMayInvite(store, gateway),
    [Symbol.asyncDispose]: () => temporary[Symbol.asyncDispose](),
  }
}

test('the rooms of somebody are those of the clients and the open conversations they were asked into', async () => {
  await using at = await openAt()
  const people = [nurse]
  for (const [id, who] of [
    ['1', people],
    ['2', ['@other:zorg.example']],
    ['3', people],
    ['4', people],
  ] as const) {
    const request = `CommunicationRequest/${id}`
    await at.store.openConversation({ request, patient, nonce: id, people: who })
    if (id !== '4') await at.store.saveConversationRoom(request, `!talk${id}`)
  }
  await at.store.archiveConversation('CommunicationRequest/3', true)
  const { rooms, complete } = await at.rooms(nurse)
  assert.equal(complete, true)
  assert.deepEqual(
    rooms.map(({ name, roomId, isClients }) => [name, roomId, isClients]),
    [
      [at.link.name, at.link.roomId, true],
      [`Gesprek 1 · ${at.link.name}`, '!talk1', undefined],
    ],
  )
})

test('while the record does not answer no rooms are told, and that they may be missing', async () => {
  await using at = await openAt()
  at.careTeams.failure = new FhirError('timeout')
  assert.deepEqual(await at.rooms(nurse), { rooms: [], complete: false })
})

test('who may invite is told by the levels of both rooms; what cannot be read tells nothing', async () => {
  await using at = await openAt()
  assert.equal(await at.mayInvite(nurse, patient), true)
  assert.equal(await at.mayInvite('@client:zorg.example', patient), false)
  assert.equal(await at.mayInvite(nurse, 'Patient/unknown'), undefined)
  at.homeserver.room(at.link.spaceId).state.delete('m.room.power_levels\n')
  assert.equal(await at.mayInvite(nurse, patient), undefined)
})
