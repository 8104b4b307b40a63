import assert from 'node:assert/strict'
import { test } from 'node:test'
import { doctor, nurse } from '../../../test/fakes/bot.ts'
import { bodyOf, Crash, FakeHomeserver } from '../../../test/fakes/homeserver.ts'
import { FakeTeams, patient, teamOf } from '../../../test/fakes/team.ts'
import { openStore } from '../../../test/fakes/temporary-store.ts'
import { FhirError } from '../../fhir/fhir.ts'
import { nl } from '../../i18n/nl.ts'
import type { Item, Subscription } from '../../store/store.ts'
import { createEncryption, createTeams } from '../access/access.ts'
import { createDirectRooms } from '../sending/direct-rooms.ts'
import type { NoticeKind } from './notify.ts'
import { type ChangeToTell, createFanOut, newsWork, writtenChanges } from './subscriptions.ts'
import { createTellNews } from './subscriptions-tell.ts'

const start = Date.parse('2026-03-02T09:00:00Z')
const second = 1000

const openAt = async () => {
  const time = { now: start }
  const clock = () => time.now
  const temporary = await openStore(clock)
  const { store } = temporary
  const homeserver = new FakeHomeserver(clock)
  const { gateway } = homeserver
  const reader = new FakeTeams(teamOf(nurse, doctor))
  const barred = new Set<string>()
  await store.openLink(patient, 'nonce', 'Zorgteam Blauwe Reiger')
  await store.saveSpace(patient, '!space:zorg.example')
  await store.saveRoom(patient, '!care:zorg.example')
  const directs = new Map<string, string>()
  for (const person of [nurse, doctor]) {
    const roomId = homeserver.addRoom(person)
    directs.set(person, roomId)
    await store.saveDirectRoom(person, roomId)
  }
  const works = () => {
    const teams = createTeams(reader, clock)
    const encryption = createEncryption({ gateway, store, onFirst: () => {}, clock })
    return {
      news: createFanOut({
        store,
        teams,
        digest: { hour: 7, minute: 30 },
        timeZone: 'Europe/Amsterdam',
        clock,
      }),
      'tell-news': createTellNews({
        gateway,
        store,
        teams,
        directRooms: createDirectRooms({ gateway, store, encryption }),
        label: 'Dossier',
        voices: { to: async () => nl },
        policy: { mayRead: (_member, { name }) => !barred.has(name) },
        clock,
      }),
    }
  }
  let handlers = works()
  const next = async (): Promise<Item | undefined> => {
    const options = { now: time.now, busy: new Set<string>(), lanes: 1, perLane: 1 }
    return [...(await store.ready(options)).values()][0]?.[0]
  }
  const at = {
    store,
    homeserver,
    reader,
    barred,
    time,
    restart() {
      handlers = works()
    },
    async subscribe(userId: string, more: Partial<Subscription> = {}) {
      await store.saveSubscription({
        userId,
        patient,
        kinds: ['alles'],
        daily: false,
        quiet: undefined,
        ...more,
      })
    },
    async change(...changes: readonly ChangeToTell[]) {
      await store.accept(await newsWork(store, changes))
      await at.work()
    },
    async work() {
      await store.fireTimers(time.now)
      for (let item = await next(); item !== undefined; item = await next()) {
        const body: unknown = JSON.parse(item.body)
        const isNews = item.id.startsWith('news:')
        await handlers[isNews ? 'news' : 'tell-news'](item, body, AbortSignal.timeout(5000))
        await store.done(item.seq)
        await store.fireTimers(time.now)
      }
    },
    told: (userId: string) => homeserver.said(directs.get(userId) ?? ''),
    [Symbol.asyncDispose]: () => temporary[Symbol.asyncDispose](),
  }
  return at
}

let versions = 0

const changed = (kind: NoticeKind, more: Partial<ChangeToTell> = {}): ChangeToTell => {
  versions += 1
  return {
    type: 'Observation',
    id: `o${versions}`,
    versionId: '1',
    patient,
    kind,
    isNew: true,
    ...more,
  }
}

const titled = (lines: string) =>
  `Nieuws uit het dossier. Typ de opdracht in de ruimte om het te zien.\n\nZorgteam Blauwe Reiger\n\n${lines}`

test('who asked is told of what kind it is, what to type and where, in the direct message and once', async () => {
  await using at = await openAt()
  await at.subscribe(nurse)
  const changes = [
    changed('lab'),
    changed('lab'),
    changed('medicatie', { isNew: false }),
    changed('overig'),
  ]
  await at.change(...changes)
  await at.change(...changes)
  assert.deepEqual(at.told(nurse), [
    titled(
      '• nieuw: medicatie (1) – !medicatie\n• nieuw: labuitslag (2) – !lab\n• nieuw: overig (1)'.replace(
        'nieuw: medicatie',
        'gewijzigd: medicatie',
      ),
    ),
  ])
  assert.deepEqual(at.told(doctor), [])
  const [sent] = at.homeserver.sent
  assert.equal(sent?.content['msgtype'], 'm.notice')
  assert.ok(
    String(sent?.content['formatted_body']).includes(
      '<a href="https://matrix.to/#/!care%3Azorg.example?via=zorg.example">',
    ),
  )
  const trail = (await at.store.auditTrail({ patient })).filter(({ action }) => action === 'notice')
  assert.deepEqual(
    trail.map(({ what, outcome }) => [what, outcome]),
    [[nurse, 'ok']],
  )
})

test('only of the kinds that were asked for', async () => {
  await using at = await openAt()
  await at.subscribe(nurse, { kinds: ['lab', 'taak'] })
  await at.change(changed('medicatie'), changed('meting'))
  assert.deepEqual(at.told(nurse), [])
  await at.change(changed('taak', { isNew: false }), changed('meting'))
  assert.deepEqual(at.told(nurse), [titled('• gewijzigd: taak (1) – !taken')])
})

test('nobody is told of their own doing, in the record or through the bot, and the others are', async () => {
  await using at = await openAt()
  await at.subscribe(nurse)
  await at.subscribe(doctor)
  await at.change(changed('medicatie', { by: ['PractitionerRole/doctor'] }))
  assert.deepEqual([at.told(nurse).length, at.told(doctor).length], [1, 0])
  at.time.now += 2 * 60 * second
  const refs = [{ ref: 'Observation/x1', versionId: '1' }, { ref: 'ServiceRequest/s1' }]
  await at.change(...writtenChanges(refs, { patient, by: nurse, deed: '$p' }))
  assert.deepEqual([at.told(nurse).length, at.told(doctor).length], [1, 1])
  assert.equal(at.told(doctor)[0], titled('• nieuw: meting (1) – !metingen'))
})

test('who asked for it first is told what became of it later', async () => {
  await using at = await openAt()
  await at.subscribe(nurse)
  await at.change(changed('taak', { isNew: false, by: ['PractitionerRole/nurse'] }))
  assert.equal(at.told(nurse).length, 1)
})

test('many changes within a minute are one message, however they come', async () => {
  await using at = await openAt()
  await at.subscribe(nurse)
  await at.change(...Array.from({ length: 40 }, () => changed('lab')))
  assert.equal(at.told(nurse).length, 1)
  for (let more = 0; more < 8; more += 1) {
    at.time.now += 5 * second
    await at.change(changed('meting'))
  }
  assert.equal(at.told(nurse).length, 1)
  at.time.now = start + 60 * second
  await at.work()
  assert.deepEqual(at.told(nurse).slice(1), [titled('• nieuw: meting (8) – !metingen')])
})

test('in quiet hours nothing is told, and after them all of it at once', async () => {
  await using at = await openAt()
  at.time.now = Date.parse('2026-03-02T22:00:00Z')
  await at.subscribe(nurse, { quiet: { from: 22, to: 7 } })
  await at.change(changed('lab'))
  at.time.now += 5 * 3_600_000
  await at.change(changed('taak'))
  at.time.now = Date.parse('2026-03-03T05:59:59Z')
  await at.work()
  assert.deepEqual(at.told(nurse), [])
  at.time.now += second
  at.restart()
  await at.work()
  assert.deepEqual(at.told(nurse), [
    titled('• nieuw: labuitslag (1) – !lab\n• nieuw: taak (1) – !taken'),
  ])
})

test('who wants it once a day is told in the morning', async () => {
  await using at = await openAt()
  await at.subscribe(nurse, { daily: true })
  await at.change(changed('lab'))
  at.time.now = Date.parse('2026-03-03T06:29:59Z')
  await at.work()
  assert.deepEqual(at.told(nurse), [])
  at.time.now += second
  await at.work()
  assert.equal(at.told(nurse).length, 1)
})

test('wherever the process ends, it is told once', async () => {
  let crashes = 0
  for (let call = 1; ; call += 1) {
    await using at = await openAt()
    await at.subscribe(nurse)
    at.homeserver.crashAfter = call
    const first = await at.change(changed('lab')).catch((error: unknown) => error)
    at.homeserver.crashAfter = undefined
    at.restart()
    await at.work()
    assert.equal(at.told(nurse).length, 1)
    if (!(first instanceof Crash)) break
    crashes += 1
  }
  assert.ok(crashes >= 2, `${crashes} points between the steps were tried`)
})

test('while it cannot be told who is of the team nothing is told, and nothing is lost', async () => {
  await using at = await openAt()
  await at.subscribe(nurse)
  at.reader.failure = new FhirError('timeout')
  await assert.rejects(at.change(changed('lab')), FhirError)
  assert.deepEqual(at.told(nurse), [])
  at.reader.failure = undefined
  await at.work()
  assert.equal(at.told(nurse).length, 1)
})

test('who is no more of the team is told nothing, now and later', async () => {
  await using at = await openAt()
  await at.subscribe(nurse)
  at.reader.set(teamOf(doctor))
  await at.change(changed('lab'))
  assert.deepEqual(at.told(nurse), [])
  assert.deepEqual(await at.store.subscriptionsFor(nurse), [])
})

test('nothing is told of what somebody may not look at', async () => {
  await using at = await openAt()
  await at.subscribe(nurse)
  at.barred.add('lab').add('wilsverklaring')
  await at.change(changed('lab'), changed('overig'))
  assert.deepEqual(at.told(nurse), [])
  at.time.now += 60 * second
  await at.change(changed('lab'), changed('taak'))
  assert.deepEqual(at.told(nurse), [titled('• nieuw: taak (1) – !taken')])
})

test('with somebody else in the direct message nothing is told there', async () => {
  await using at = await openAt()
  await at.subscribe(nurse)
  const direct = (await at.store.directRoom(nurse)) ?? ''
  at.homeserver.member(direct, doctor, 'join')
  await at.change(changed('lab'))
  assert.deepEqual(
    at.homeserver.sent.map(({ content }) => bodyOf(content)),
    [],
  )
  const trail = await at.store.auditTrail({ patient })
  assert.equal(trail.at(-1)?.outcome, 'no-room')
})

test('a change of a patient nobody asked about makes no work', async () => {
  await using at = await openAt()
  await at.subscribe(nurse)
  const work = await newsWork(at.store, [
    changed('lab', { patient: 'Patient/p2' }),
    changed('lab', { patient: undefined }),
  ])
  assert.deepEqual(work, [])
})
