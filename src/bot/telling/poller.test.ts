import assert from 'node:assert/strict'
import { test } from 'node:test'
import { Crash } from '../../../test/fakes/homeserver.ts'
import { patient } from '../../../test/fakes/team.ts'
import { openStore } from '../../../test/fakes/temporary-store.ts'
import { FhirError } from '../../fhir/fhir.ts'
import type { Changed, FollowedType } from '../../fhir/server/changes.ts'
import type { Store } from '../../store/store.ts'
import { createPoll, overlapMs } from './poller.ts'

const start = Date.parse('2026-03-02T09:00:00Z')
const signal = AbortSignal.timeout(60_000)
const at = (ms: number) => new Date(start + ms).toISOString()

const openFeed = async () => {
  const temporary = await openStore()
  const { store } = temporary
  await store.openLink(patient, 'nonce', 'Zorgteam Blauwe Reiger')
  await store.saveRoom(patient, '!room:zorg.example')
  const record: Changed[] = []
  const time = { now: start }
  const asked: { readonly type: FollowedType; readonly since: string }[] = []
  const failing = new Set<FollowedType>()
  const most = { each: 1000 }
  const teams: (readonly string[] | undefined)[] = []
  let woken = 0
  const pollWith = (through: Store) =>
    createPoll({
      changes: {
        async since(type, since) {
          asked.push({ type, since })
          if (failing.has(type)) throw new FhirError('unavailable')
          const found = record
            .filter((one) => one.type === type && (one.lastUpdated ?? '') >= since)
            .toSorted((a, b) => ((a.lastUpdated ?? '') < (b.lastUpdated ?? '') ? -1 : 1))
          return { changes: found.slice(0, most.each), isWhole: found.length <= most.each }
        },
      },
      store: through,
      clock: () => time.now,
      onWork: () => {
        woken += 1
      },
      onTeams: (patients) => {
        teams.push(patients)
      },
    })
  return {
    store,
    record,
    time,
    asked,
    failing,
    most,
    teams,
    pollWith,
    woken: () => woken,
    poll: () => pollWith(store)(signal),
    change(type: FollowedType, id: string, ms: number, more: Partial<Changed> = {}) {
      const old = record.findIndex((one) => one.type === type && one.id === id)
      if (old !== -1) record.splice(old, 1)
      record.push({
        type,
        id,
        versionId: String(ms),
        lastUpdated: at(ms),
        patient,
        identifiers: [],
        ...more,
      })
    },
    async notices(): Promise<readonly unknown[]> {
      const options = { now: Infinity, busy: new Set<string>(), lanes: 10, perLane: 100 }
      const items = [...(await store.ready(options)).values()].flat()
      return items.map(({ lane, body }) => ({ lane, ...JSON.parse(body) }))
    },
    [Symbol.asyncDispose]: () => temporary[Symbol.asyncDispose](),
  }
}

const noticeOf = (counts: Readonly<Record<string, number>>) => ({
  lane: '!room:zorg.example',
  kind: 'notice',
  patient,
  counts,
})

test('the first run announces nothing of what was there already', async () => {
  await using feed = await openFeed()
  feed.change('Observation', 'o1', -1000)
  await feed.poll()
  await feed.poll()
  assert.deepEqual(await feed.notices(), [])
})

test('what changes is announced once per patient, in counts, however often it is read', async () => {
  await using feed = await openFeed()
  await feed.poll()
  feed.change('MedicationRequest', 'm1', 1000)
  feed.change('MedicationDispense', 'd1', 2000)
  feed.change('Observation', 'o1', 3000)
  feed.time.now = start + 30_000
  await feed.poll()
  await feed.poll()
  feed.time.now = start + 60_000
  await feed.poll()
  assert.deepEqual(await feed.notices(), [noticeOf({ medicatie: 2, meting: 1 })])
  assert.equal(feed.woken(), 1)
})

test('a new version of what was announced is announced again', async () => {
  await using feed = await openFeed()
  await feed.poll()
  feed.change('Flag', 'f1', 1000)
  feed.time.now = start + 30_000
  await feed.poll()
  feed.change('Flag', 'f1', 31_000)
  feed.time.now = start + 60_000
  await feed.poll()
  const one = noticeOf({ waarschuwing: 1 })
  assert.deepEqual(await feed.notices(), [one, one])
})

test('what a server commits late, before the newest time that was seen, is announced', async () => {
  await using feed = await openFeed()
  await feed.poll()
  feed.change('Task', 't1', 300_000)
  feed.time.now = start + 300_000
  await feed.poll()
  feed.change('Task', 't2', 300_000 - overlapMs + 1000)
  await feed.poll()
  assert.deepEqual(await feed.notices(), [noticeOf({ taak: 1 }), noticeOf({ taak: 1 })])
})

test('one time far in the future does not hide what is written after it', async () => {
  await using feed = await openFeed()
  await feed.poll()
  feed.change('Observation', 'wrong', 365 * 24 * 3_600_000)
  feed.time.now = start + 30_000
  await feed.poll()
  feed.change('Observation', 'right', 200_000)
  feed.time.now = start + 210_000
  await feed.poll()
  assert.equal((await feed.notices()).length, 2)
})

const own = { identifiers: ['theirs', 'own 1'] }

/** A record in which the bot is about to write. */
const openOwn = async () => {
  const feed = await openFeed()
  await feed.poll()
  await feed.store.saveOwnIdentifiers(['own 1'])
  feed.time.now = start + 30_000
  return feed
}

test('what the bot wrote itself is no news, and what others make of it later is', async () => {
  await using feed = await openOwn()
  await feed.store.saveOwnVersions(['own 1'], [{ type: 'Task', id: 't1', versionId: '7' }])
  feed.change('Task', 't1', 1000, { ...own, versionId: '7' })
  await feed.poll()
  assert.deepEqual(await feed.notices(), [])
  feed.change('Task', 't1', 31_000, { ...own, versionId: '8' })
  feed.time.now = start + 60_000
  await feed.poll()
  assert.deepEqual(await feed.notices(), [noticeOf({ taak: 1 })])
})

test('what others made of it before the bot looked is news', async () => {
  await using feed = await openOwn()
  await feed.store.saveOwnVersions(['own 1'], [{ type: 'Task', id: 't1', versionId: 'a' }])
  feed.change('Task', 't1', 2000, { ...own, versionId: 'b' })
  await feed.poll()
  assert.deepEqual(await feed.notices(), [noticeOf({ taak: 1 })])
})

test('while it is not known which version the bot wrote the first is its own, and no other', async () => {
  await using feed = await openOwn()
  feed.change('Task', 'counted', 1000, { ...own, versionId: '1' })
  feed.change('Task', 'other', 1000, { ...own, versionId: 'f3c1' })
  await feed.poll()
  assert.deepEqual(await feed.notices(), [])
  feed.change('Task', 'counted', 31_000, { ...own, versionId: '2' })
  feed.change('Task', 'unseen', 31_000, { ...own, versionId: '2' })
  feed.change('Task', 'other', 31_000, { ...own, versionId: 'a9' })
  feed.time.now = start + 60_000
  await feed.poll()
  assert.deepEqual(await feed.notices(), [noticeOf({ taak: 3 })])
})

test('a type that is not read whole keeps its place, the others go on, and nothing is lost', async () => {
  await using feed = await openFeed()
  await feed.poll()
  feed.change('Observation', 'o1', 1000)
  feed.change('Flag', 'f1', 1000)
  feed.failing.add('Observation')
  feed.time.now = start + 600_000
  await assert.rejects(feed.poll(), { code: 'unavailable' })
  assert.deepEqual(await feed.notices(), [noticeOf({ waarschuwing: 1 })])
  assert.equal(await feed.store.cursor('Observation'), at(0))
  feed.failing.clear()
  await feed.poll()
  assert.deepEqual(await feed.notices(), [noticeOf({ waarschuwing: 1 }), noticeOf({ meting: 1 })])
})

test('what a poll finds of a patient is one line on the audit trail, however often it is read', async () => {
  await using feed = await openFeed()
  feed.change('Flag', 'f1', -1000)
  await feed.poll()
  await feed.poll()
  feed.change('MedicationRequest', 'm1', 1000)
  feed.change('Observation', 'o1', 2000)
  feed.change('Observation', 'o2', 3000)
  feed.change('Task', 't1', 3000, { patient: 'Patient/other' })
  feed.change('PractitionerRole', 'r1', 3000, { patient: undefined })
  feed.time.now = start + 30_000
  await feed.poll()
  await feed.poll()
  const trail = await feed.store.auditTrail({})
  assert.deepEqual(
    trail.map(({ who, action, what, patient: of, outcome }) => [who, action, what, of, outcome]),
    [
      ['system', 'read', 'Flag 1', patient, 'ok'],
      ['system', 'read', 'MedicationRequest 1, Observation 2', patient, 'ok'],
      ['system', 'read', 'Task 1', 'Patient/other', 'ok'],
      ['system', 'read', 'PractitionerRole 1', undefined, 'ok'],
    ],
  )
})

test('a poll that finds nothing, or gets no answer, read nobody: the audit trail stays as it is', async () => {
  await using feed = await openFeed()
  await feed.poll()
  feed.failing.add('Observation')
  await assert.rejects(feed.poll(), { code: 'unavailable' })
  assert.deepEqual(await feed.store.auditTrail({}), [])
})

test('nothing that was read is announced before it is on the audit trail', async () => {
  await using feed = await openFeed()
  await feed.poll()
  feed.change('Observation', 'o1', 1000)
  feed.time.now = start + 30_000
  const ending: Store = { ...feed.store, audit: () => Promise.reject(new Crash()) }
  await assert.rejects(feed.pollWith(ending)(signal), Crash)
  assert.deepEqual(await feed.notices(), [])
  await feed.poll()
  assert.deepEqual(await feed.notices(), [noticeOf({ meting: 1 })])
  assert.equal((await feed.store.auditTrail({ patient })).length, 1)
})

test('a type that fails in the first run announces nothing of before when it is read at last', async () => {
  await using feed = await openFeed()
  feed.change('Observation', 'o1', -1000)
  feed.failing.add('Observation')
  await assert.rejects(feed.poll(), { code: 'unavailable' })
  feed.failing.clear()
  await feed.poll()
  assert.deepEqual(await feed.notices(), [])
})

test('a process that ends before the commit announces everything the next time, and nothing twice', async () => {
  await using feed = await openFeed()
  await feed.poll()
  feed.change('Observation', 'o1', 1000)
  feed.time.now = start + 30_000
  const ending: Store = { ...feed.store, advance: () => Promise.reject(new Crash()) }
  await assert.rejects(feed.pollWith(ending)(signal), Crash)
  assert.deepEqual(await feed.notices(), [])
  assert.equal(await feed.store.cursor('Observation'), at(0))
  await feed.poll()
  const late: Store = {
    ...feed.store,
    async advance(update) {
      await feed.store.advance(update)
      throw new Crash()
    },
  }
  feed.change('Observation', 'o2', 31_000)
  feed.time.now = start + 60_000
  await assert.rejects(feed.pollWith(late)(signal), Crash)
  await feed.poll()
  assert.deepEqual(await feed.notices(), [noticeOf({ meting: 1 }), noticeOf({ meting: 1 })])
})

test('a patient without a room is not announced, and a resource of nobody neither', async () => {
  await using feed = await openFeed()
  await feed.poll()
  feed.change('Observation', 'o1', 1000, { patient: 'Patient/other' })
  feed.change('Observation', 'o2', 1000, { patient: undefined })
  feed.time.now = start + 30_000
  await feed.poll()
  assert.deepEqual(await feed.notices(), [])
})

test('a changed care team names its patient, a changed person may be in any team', async () => {
  await using feed = await openFeed()
  await feed.poll()
  feed.change('CareTeam', 'c1', 1000)
  feed.time.now = start + 30_000
  await feed.poll()
  feed.change('PractitionerRole', 'r1', 31_000, { patient: undefined })
  feed.time.now = start + 60_000
  await feed.poll()
  assert.deepEqual(feed.teams, [[patient], undefined])
  assert.deepEqual(await feed.notices(), [])
})

test('reading goes back two minutes before the newest that was seen', async () => {
  await using feed = await openFeed()
  await feed.poll()
  assert.equal(feed.asked[0]?.since, at(-overlapMs))
  feed.change('Observation', 'o1', 5000)
  feed.time.now = start + 30_000
  await feed.poll()
  await feed.poll()
  const last = feed.asked.findLast(({ type }) => type === 'Observation')
  assert.equal(last?.since, at(5000 - overlapMs))
})

test('a change of a request the bot follows is told as such and is no news', async () => {
  await using feed = await openFeed()
  await feed.store.addFollow({
    ref: 'Task/t1',
    patient,
    roomId: '!asked:zorg.example',
    askedBy: '$ja',
    answerId: '$sent',
    kind: 'referral',
    requester: '@nurse:zorg.example',
    requesterName: 'Nurse',
    owner: undefined,
    ownerName: undefined,
    ownerIds: [],
    status: 'requested',
    versionId: '1',
    dueAt: undefined,
    call: undefined,
  })
  await feed.poll()
  feed.change('Task', 't1', 1000)
  feed.change('Task', 't2', 2000)
  feed.time.now = start + 30_000
  await feed.poll()
  await feed.poll()
  const followed = { lane: '!asked:zorg.example', kind: 'task-changed', ref: 'Task/t1' }
  assert.deepEqual(await feed.notices(), [followed, noticeOf({ taak: 1 })])
})

test('an urgent task that another system made is looked at once, beside the news of it', async () => {
  await using feed = await openFeed()
  await feed.poll()
  feed.change('Task', 't1', 1000, { versionId: '1', isUrgent: true })
  feed.time.now = start + 30_000
  await feed.poll()
  const looked = { lane: '!room:zorg.example', kind: 'task-new', ref: 'Task/t1', patient }
  assert.deepEqual(await feed.notices(), [looked, noticeOf({ taak: 1 })])
  feed.change('Task', 't1', 31_000, { versionId: '2', isUrgent: true })
  feed.time.now = start + 60_000
  await feed.poll()
  assert.deepEqual(await feed.notices(), [looked, noticeOf({ taak: 1 }), noticeOf({ taak: 1 })])
})

test('a laboratory result is told from a measurement by its category', async () => {
  await using feed = await openFeed()
  await feed.poll()
  feed.change('Observation', 'l1', 1000, { isLaboratory: true })
  feed.change('Observation', 'o1', 1000)
  feed.time.now = start + 30_000
  await feed.poll()
  assert.deepEqual(await feed.notices(), [noticeOf({ lab: 1, meting: 1 })])
})

test('what only subscribers are told of is no notice in the room, and no change of a team', async () => {
  await using feed = await openFeed()
  await feed.store.saveSubscription({
    userId: '@a:x',
    patient,
    kinds: ['alles'],
    daily: false,
    quiet: undefined,
  })
  await feed.poll()
  const by = ['PractitionerRole/1']
  feed.change('Condition', 'c1', 1000, { versionId: '1', by })
  feed.change('Consent', 'w1', 2000, { versionId: '4', by })
  feed.change('Observation', 'other', 3000, { patient: 'Patient/other' })
  feed.time.now = start + 30_000
  await feed.poll()
  await feed.poll()
  assert.deepEqual(await feed.notices(), [
    {
      lane: `patient:${patient}`,
      kind: 'news',
      patient,
      changes: [
        { change: 'Condition/c1/1', kind: 'probleem', isNew: true, by },
        { change: 'Consent/w1/4', kind: 'overig', isNew: false, by: [] },
      ],
    },
  ])
  assert.deepEqual(feed.teams, [])
})

test('an answer to a proposal is looked at in the room of that proposal, and is no news and no change of a team', async () => {
  await using feed = await openFeed()
  await feed.store.addProposal({
    ref: 'MedicationRequest/12',
    identifier: 'urn:ietf:rfc:3986|urn:uuid:1',
    patient,
    roomId: '!proposed:zorg.example',
    askedBy: '$ja',
    answerId: undefined,
    at: start,
  })
  await feed.poll()
  feed.time.now += 60_000
  const answers = ['urn:ietf:rfc:3986|urn:uuid:1', 'MedicationRequest/12']
  feed.change('Communication', '7', 10_000, { answers })
  feed.change('Communication', '8', 10_000)
  feed.change('Communication', '9', 10_000, { answers, patient: 'Patient/other' })
  feed.change('Communication', '10', 10_000, { answers: ['MedicationRequest/99'] })
  await feed.poll()
  await feed.poll()
  assert.deepEqual(await feed.notices(), [
    {
      lane: '!proposed:zorg.example',
      kind: 'repeat-answered',
      proposal: 'MedicationRequest/12',
      reply: 'Communication/7',
    },
  ])
  assert.deepEqual(feed.teams, [])
})

test('a large import is followed part by part until all of it was told once', async () => {
  await using feed = await openFeed()
  await feed.poll()
  feed.most.each = 3
  for (let index = 0; index < 8; index += 1)
    feed.change('Flag', String(index), (index + 1) * 180_000)
  feed.time.now += 3_600_000
  for (let poll = 0; poll < 8; poll += 1) await feed.poll()
  const told = JSON.stringify(await feed.notices())
  const counts = [...told.matchAll(/"counts":\{"waarschuwing":(\d+)\}/gu)].map(([, count]) => count)
  const total = counts.reduce((sum, count) => sum + Number(count), 0)
  assert.equal(total, 8, told)
})

test('more at one moment than is read at once is no success, and the cursor waits', async () => {
  await using feed = await openFeed()
  await feed.poll()
  feed.most.each = 2
  for (const id of ['1', '2', '3']) feed.change('Flag', id, -60_000)
  feed.time.now += 60_000
  await assert.rejects(feed.poll(), { code: 'unavailable' })
  feed.most.each = 1000
  await feed.poll()
  assert.equal((await feed.notices()).length, 1)
})
