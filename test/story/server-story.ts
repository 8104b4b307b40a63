import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { createFhirHttp } from '../fhir-servers/fhir-http.ts'
import { observation, quantity } from '../fhir-servers/samples.ts'
import { assertFramed, linesOf, namesIn, sectionOf } from './answer-lines.ts'
import { enterFirstClient } from './care-rooms.ts'
import { startWorld, textOf, type World } from './world.ts'

/** The main job on another FHIR server, which holds the demonstration as it is now and nothing else. */
export const serverStory = (baseUrl: () => string): void => {
  let world: World | undefined
  let first: Awaited<ReturnType<typeof enterFirstClient>> | undefined
  const scene = () => {
    const here = world
    assert.ok(here !== undefined && first !== undefined)
    const { nurse, roomId } = first
    return { world: here, nurse, roomId, ask: (line: string) => here.ask(nurse, roomId, line) }
  }
  before(async () => {
    world = await startWorld({ env: { ZORGBOT_FHIR_URL: baseUrl() } })
    first = await enterFirstClient(world)
  })
  after(() => world?.close())

  test('medication is told in the room', async () => {
    const answer = await scene().ask('!medicatie')
    assertFramed(answer, 'Medicatie')
    assert.deepEqual(namesIn(sectionOf(answer, 'Actueel (4)')), [
      'Metformine tablet 500 mg',
      'Furosemide tablet 40 mg',
      'Metoprolol tablet mga 50 mg',
      'Paracetamol tablet 500 mg',
    ])
  })

  test('a referral is shown, confirmed and stored once', async () => {
    const { ask } = scene()
    const preview = await ask('!verwijs huisarts controle bloeddruk')
    assert.equal(linesOf(preview)[0], 'Bevestig verwijzing – nog NIET verstuurd')
    const code = /typ ja (\d{4}) /u.exec(preview)?.[1] ?? ''
    const told = await ask(`ja ${code}`)
    assert.match(told, /^Verwijzing verstuurd .* aan Pieter Bakker, Huisarts/u)
    const http = createFhirHttp(baseUrl())
    const patient = 'Patient/demo-client-1'
    const requests = await http.ids('ServiceRequest', { patient })
    const tasks = (await http.ids('Task', { patient })).filter((id) => !id.startsWith('demo-'))
    const made = [
      ...requests.map((id) => `ServiceRequest/${id}`),
      ...tasks.map((id) => `Task/${id}`),
    ]
    assert.equal(linesOf(told)[1], `Kenmerk: ${made.join(', ')}`)
    assert.deepEqual([requests.length, tasks.length], [1, 1])
  })

  test('what somebody else adds to the record is announced, and what the bot wrote is not', async () => {
    const { world: here, nurse, roomId } = scene()
    const weight = observation('demo-client-1', {
      effectiveDateTime: new Date().toISOString(),
      valueQuantity: quantity(72.1, 'kg'),
    })
    await createFhirHttp(baseUrl()).store(weight)
    const notice = await nurse.waitFor(
      ({ sender, room_id: room, content }) =>
        sender === here.botUserId &&
        room === roomId &&
        String(content['body']).startsWith('Nieuw in het dossier'),
    )
    assert.equal(textOf(notice), 'Nieuw in het dossier: meting (1). Typ !metingen.')
  })
}
