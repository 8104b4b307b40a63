import assert from 'node:assert/strict'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { after, before, describe, test } from 'node:test'
import type { Bundle, Patient, Resource, ServiceRequest, Task } from '@medplum/fhirtypes'
import { networkClient } from '../../packages/fhir-sandbox/src/demo-network.ts'
import { WHO } from '../../packages/fhir-sandbox/src/demo-people.ts'
import { asList, asText, type ClientEvent } from '../../scripts/client/event.ts'
import type { Client } from '../../scripts/client.ts'
import { bringIn, putOut, untilStands } from '../../scripts/topology/membership.ts'
import { botOf, impostor, people, userIdOf } from '../../scripts/topology/people.ts'
import { sectionOf } from '../story/answer-lines.ts'
import { auditTrail } from '../story/audit-trail.ts'
import { until } from '../story/until.ts'
import { answersAt, type NetworkWorld, openNetwork, seenIn, settingsOf } from './network-world.ts'

const home = botOf('vvt')
const guest = botOf('apotheek')
const organizations = ['apotheek', 'huisarts', 'vvt']

const onlyDoctor = 'Alleen Pieter Bakker kan dit bevestigen.'
const question = 'Valt vaker sinds een week, graag beoordelen.'

/** What a FHIR server holds with this question. */
const found = async <T extends Resource>(baseUrl: string, query: string): Promise<readonly T[]> => {
  const bundle: Bundle<T> = JSON.parse(await (await fetch(`${baseUrl}/${query}`)).text())
  return (bundle.entry ?? []).flatMap(({ resource }) => resource ?? [])
}

/** Every word of a record that says who the client is. */
const wordsAbout = ({ id, identifier, name, birthDate, telecom, address }: Patient) =>
  [
    id,
    birthDate,
    ...(identifier ?? []).map(({ value }) => value),
    ...(name ?? []).flatMap(({ text, family, given }) => [text, family, ...(given ?? [])]),
    ...(telecom ?? []).map(({ value }) => value),
    ...(address ?? []).flatMap(({ line, postalCode }) => [...(line ?? []), postalCode]),
  ].filter((word) => word !== undefined)

const isInvitationOf =
  (userId: string) =>
  ({ type, state_key: of, content }: ClientEvent): boolean =>
    type === 'm.room.member' && of === userId && content['membership'] === 'invite'

/** The space the room says it belongs to. */
const spaceOf = async ({ doctor, roomId }: Pick<NetworkWorld, 'doctor' | 'roomId'>) => {
  const inRoom = ({ room_id, type }: { readonly room_id: string; readonly type: string }) =>
    room_id === roomId && type === 'm.space.parent'
  return (await doctor.waitFor(inRoom)).state_key ?? ''
}

const story = (version: string) => {
  let opened: NetworkWorld | undefined

  before(async () => {
    opened = await openNetwork({ block: '127.0.41', roomVersion: version })
  })

  after(() => opened?.close())

  const scene = (): NetworkWorld & { readonly team: readonly Client[] } => {
    assert.ok(opened !== undefined)
    return { ...opened, team: [opened.nurse, opened.doctor, opened.pharmacist] }
  }

  /** Everything the homeserver of an organization has stored, as it stands on its disk. */
  const storedAt = async (name: string): Promise<string> => {
    const file = join(scene().network.place.root, name, 'homeserver.db')
    const parts = ['', '-wal'].map((end) => readFile(`${file}${end}`, 'latin1').catch(() => ''))
    return (await Promise.all(parts)).join('')
  }

  test('home care makes a space and a room, and doctor and pharmacist join both from their own homeservers', async () => {
    const { team, roomId, doctor } = scene()
    const everybody = [home, ...team.map(({ userId }) => userId)].toSorted()
    const spaceId = await spaceOf(scene())
    for (const id of [roomId, spaceId])
      for (const client of team)
        await until(`everybody in ${id} as ${client.userId} sees it`, async () =>
          JSON.stringify(await seenIn(client, id)) === JSON.stringify(everybody) ? true : undefined,
        )
    for (const id of [roomId, spaceId]) {
      assert.equal((await doctor.state(id, 'm.room.create'))['room_version'], version)
      const acl = await doctor.state(id, 'm.room.server_acl')
      assert.deepEqual(asList(acl['allow']).map(String).toSorted(), organizations)
      assert.deepEqual([acl['deny'], acl['allow_ip_literals']], [[], false])
    }
    const child = await doctor.waitFor(
      ({ room_id: id, type, state_key: key }) =>
        id === spaceId && type === 'm.space.child' && key === roomId,
    )
    assert.deepEqual(child.content['via'], ['vvt'])
  })

  test('an invitation tells the other homeservers nothing about the client, and nothing there is in clear', async () => {
    const { doctor, network, roomId } = scene()
    const spaceId = await spaceOf(scene())
    for (const id of [roomId, spaceId]) {
      const invitations = doctor.events(id).filter(isInvitationOf(doctor.userId))
      assert.ok(invitations.length > 0, 'the doctor saw no invitation')
      for (const { content } of invitations) {
        // Whether the name is there depends on whether home care's homeserver could ask for it in time.
        const { displayname = people.doctor.displayName, ...rest } = content
        assert.deepEqual([displayname, rest], [people.doctor.displayName, { membership: 'invite' }])
      }
    }
    const { baseUrl } = network.of('vvt').fhir
    const patients = await found<Patient>(baseUrl, `Patient?_id=${networkClient}`)
    const words = patients.flatMap(wordsAbout)
    assert.ok(words.length > 4, `too little is known of the client to look for: ${words.length}`)
    for (const name of ['apotheek', 'huisarts']) {
      const stored = await storedAt(name)
      assert.ok(stored.includes(roomId), `${name} has not stored the room`)
      const told = words.filter((word) => stored.includes(word))
      assert.equal(told.length, 0, `${name} knows something of the client`)
    }
  })

  test('the bot of home care answers the nurse and also the doctor on the other homeserver, once', async () => {
    const { nurse, doctor, team, roomId, ask } = scene()
    const medication = await ask(nurse, '!medicatie')
    assert.equal(medication.sender, home)
    assert.match(medication.text, /^Medicatie – .* – bronnen: Dossier Thuiszorg De Linde ✓/u)
    assert.match(sectionOf(medication.text, 'Actueel (2)').join('\n'), /Metoprolol/u)
    const typed = await doctor.send(roomId, '!allergie')
    const answers = await Promise.all(team.map((client) => client.waitForAnswer(typed, 45_000)))
    assert.deepEqual(new Set(answers.map(({ sender }) => sender)), new Set([home]))
    assert.match(
      asText(answers[1]?.content['body']) ?? '',
      /Penicilline[\s\S]* voor Pieter Bakker/u,
    )
    await ask(doctor, '!help')
    assert.deepEqual(
      team.map((client) => answersAt(client, typed).length),
      [1, 1, 1],
    )
  })

  test('the bot of another organization says nothing in the room, also when it is a member', async () => {
    const { doctor, pharmacist, team, roomId, ask } = scene()
    await bringIn(pharmacist, roomId, guest)
    for (const line of ['!allergie', '!help']) {
      const typed = await doctor.send(roomId, line)
      assert.equal((await doctor.waitForAnswer(typed, 45_000)).sender, home)
      // From here on the homeserver of that bot has it too.
      await pharmacist.waitFor(({ event_id: id }) => id === typed)
    }
    const direct = await pharmacist.createRoom({ preset: 'trusted_private_chat', is_direct: true })
    await bringIn(pharmacist, direct, guest)
    // What was typed in the room was delivered to that bot before this.
    assert.equal((await ask(pharmacist, '!help', direct)).sender, guest)
    const fromGuest = team.flatMap((client) =>
      client
        .events(roomId)
        .filter(({ sender, type }) => sender === guest && type !== 'm.room.member'),
    )
    assert.deepEqual(fromGuest, [])
    await untilStands(doctor, roomId, guest, 'leave', () => putOut(pharmacist, roomId, guest))
    assert.match((await ask(doctor, '!allergie')).text, /Penicilline/u)
  })

  test('somebody on apotheek with the name of the doctor can neither confirm nor stop a referral, and the doctor can', async () => {
    const { network, doctor, pharmacist, roomId, ask, enter } = scene()
    const { baseUrl } = network.of('vvt').fhir
    const requests = () => found<ServiceRequest>(baseUrl, 'ServiceRequest')
    await ask(doctor, `!verwijs fysiotherapie ${question}`)
    const preview = (await ask(doctor, '1')).text
    const code = /typ ja (\d{4}) om te versturen/u.exec(preview)?.[1] ?? ''
    assert.match(code, /^\d{4}$/u, preview)

    const other = await enter(impostor)
    // Each homeserver hears of it in its own time: the doctor's too.
    await untilStands(doctor, roomId, other.userId, 'join', () =>
      bringIn(pharmacist, roomId, other.userId),
    )
    const nameOf = async (userId: string) =>
      (await doctor.state(roomId, 'm.room.member', userId))['displayname']
    assert.equal(await nameOf(other.userId), await nameOf(doctor.userId))
    for (const line of [`ja ${code}`, `nee ${code}`])
      assert.deepEqual(await ask(other, line), { sender: home, text: onlyDoctor })
    assert.doesNotMatch((await ask(other, '!allergie')).text, /Penicilline/u)
    assert.deepEqual(await requests(), [])
    await untilStands(doctor, roomId, other.userId, 'leave', () => other.leave(roomId))

    const sent = await ask(doctor, `ja ${code}`)
    assert.equal(sent.sender, home)
    assert.match(
      sent.text,
      /^Verwijzing verstuurd \d{2}-\d{2}-\d{4} \d{2}:\d{2} aan Fysiotherapie/u,
    )
    const [request, ...more] = await requests()
    assert.equal(more.length, 0)
    assert.equal(request?.requester?.reference, WHO.doctor.reference)
    const tasks = await found<Task>(baseUrl, `Task?focus=ServiceRequest/${request?.id}`)
    assert.equal(tasks.length, 1)
    for (const name of ['apotheek', 'huisarts'])
      assert.deepEqual(await found(network.of(name).fhir.baseUrl, 'ServiceRequest'), [])

    const trail = await auditTrail({ settings: await settingsOf(network, 'vvt') })
    const denied = trail.filter(({ action, what }) => action === 'denial' && what === 'confirm')
    assert.deepEqual(new Set(denied.map(({ who }) => who)), new Set([userIdOf(impostor)]))
    assert.equal(denied.length, 2)
  })
}

for (const version of ['10', '11', '12'])
  describe(`in rooms of version ${version}`, () => story(version))
