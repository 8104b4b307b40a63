import type { Resource, Task } from '@medplum/fhirtypes'
import { createEncryption, createTeams } from '../../src/bot/access/access.ts'
import { createRequests } from '../../src/bot/telling/requests.ts'
import type { Followed } from '../../src/commands/taak/follow.ts'
import type { FhirCode, ResourceOf } from '../../src/fhir/fhir.ts'
import { FhirError } from '../../src/fhir/fhir.ts'
import { nl } from '../../src/i18n/nl.ts'
import type { Item, Store } from '../../src/store/store.ts'
import { answered, bodyOf, FakeHomeserver } from './homeserver.ts'
import { FakeTeams, patient, teamOf } from './team.ts'
import { openStore } from './temporary-store.ts'

export const nurse = '@nurse:zorg.example'
export const doctor = '@doctor:elders.example'
export const deputy = '@deputy:zorg.example'

const start = Date.parse('2026-03-02T09:00:00Z')
export const minute = 60_000

/** A request the nurse sent to the doctor, with the answer that said so. */
export type RequestWorld = AsyncDisposable & {
  now: number
  readonly store: Store
  readonly homeserver: FakeHomeserver
  readonly teams: FakeTeams
  readonly roomId: string
  /** The answer that said that the request was sent. */
  readonly sent: string
  /** The Task in the record; undefined when it is gone. */
  task: Task | undefined
  /** What else is in the record. */
  readonly records: Resource[]
  /** The record fails with this code. */
  failure: FhirCode | undefined
  readonly bot: () => ReturnType<typeof createRequests>
  /** The bot as it is after a start. */
  restart(): void
  follow(more?: Partial<Followed>): Promise<void>
  /** The record has a new version of the task, and the poller saw it. */
  change(change: Partial<Task>): Promise<void>
  /** Time passes, and what is due is worked off; an item that fails is kept, and its error thrown. */
  pass(ms: number): Promise<void>
  work(): Promise<void>
  /** What the bot said unasked, with what it replied to and whom it called. */
  said(): readonly { readonly text: string; readonly to: unknown; readonly calls: unknown }[]
}

const isOf = <K extends Resource['resourceType']>(type: K, each: Resource): each is ResourceOf<K> =>
  each.resourceType === type

/** Opens a world with a nurse, a doctor and a deputy in one room, on a homeserver in memory and a real store. */
export const openRequests = async (): Promise<RequestWorld> => {
  const time = { now: start }
  const clock = () => time.now
  const temporary = await openStore(clock)
  const { store } = temporary
  const homeserver = new FakeHomeserver(clock)
  const roomId = homeserver.addRoom(nurse, doctor, deputy)
  await store.openLink(patient, 'nonce', 'Zorgteam Blauwe Reiger')
  await store.saveRoom(patient, roomId)
  const teams = new FakeTeams(teamOf(nurse, doctor, deputy))
  const asked = homeserver.say(roomId, nurse, 'ja 4821').eventId
  const sent = homeserver.say(roomId, nurse, 'verstuurd').eventId
  let bot: ReturnType<typeof createRequests> | undefined

  const made = () => {
    bot ??= createRequests({
      config: { PING_MINUTES: 10, TIME_ZONE: 'Europe/Amsterdam' },
      gateway: homeserver.gateway,
      store,
      fhir: {
        search: async (type) => {
          if (world.failure !== undefined) throw new FhirError(world.failure)
          const { task, records } = world
          const found: readonly Resource[] = [...(task === undefined ? [] : [task]), ...records]
          const matches = found.flatMap((each) => (isOf(type, each) ? [each] : []))
          return { matches, included: new Map(), complete: true }
        },
      },
      careTeams: teams,
      teams: createTeams(teams, clock),
      encryption: createEncryption({
        gateway: homeserver.gateway,
        store,
        onFirst: () => {},
        clock,
      }),
      servers: undefined,
      label: 'Dossier',
      t: nl,
      clock,
    })
    return bot
  }

  const next = async (): Promise<Item | undefined> => {
    const options = { now: time.now, busy: new Set<string>(), lanes: 1, perLane: 1 }
    return [...(await store.ready(options)).values()][0]?.[0]
  }

  const world: RequestWorld = {
    store,
    homeserver,
    teams,
    roomId,
    sent,
    get now() {
      return time.now
    },
    set now(at) {
      time.now = at
    },
    task: {
      resourceType: 'Task',
      id: '5',
      meta: { versionId: '1' },
      status: 'requested',
      intent: 'order',
      priority: 'urgent',
      description: 'Wond beoordelen',
      for: { reference: patient },
      authoredOn: '2026-03-02T10:00:00+01:00',
      lastModified: '2026-03-02T10:00:00+01:00',
      requester: { reference: 'PractitionerRole/nurse', display: 'Naam nurse' },
      owner: { reference: 'PractitionerRole/doctor', display: 'Naam doctor' },
    },
    records: [],
    failure: undefined,
    bot: made,
    restart() {
      bot = undefined
    },
    async follow(more = {}) {
      await made().follow.add(
        {
          ref: 'Task/5',
          versionId: '1',
          kind: 'referral',
          requesterName: 'Naam nurse',
          owner: { ref: 'PractitionerRole/doctor', name: 'Naam doctor', userIds: [doctor] },
          dueAt: undefined,
          isUrgent: false,
          at: start,
          ...more,
        },
        { patient, roomId, eventId: asked, userId: nurse },
      )
      await store.saveFollowAnswer(asked, sent)
    },
    async change(change) {
      const { task } = world
      if (task === undefined) throw new Error('there is no task')
      const versionId = String(Number(task.meta?.versionId) + 1)
      world.task = { ...task, ...change, meta: { versionId } }
      const body = JSON.stringify({ kind: 'task-changed', ref: 'Task/5' })
      await store.accept([{ id: `task:5:${versionId}`, lane: roomId, body, late: false }])
    },
    async pass(ms) {
      time.now += ms
      await store.fireTimers(time.now)
      await world.work()
    },
    async work() {
      const works = new Map(Object.entries(made().works))
      for (let item = await next(); item !== undefined; item = await next()) {
        const body: unknown = JSON.parse(item.body)
        const kind =
          typeof body === 'object' && body !== null && 'kind' in body ? String(body.kind) : ''
        await works.get(kind)?.(item, body, AbortSignal.timeout(10_000))
        await store.done(item.seq)
      }
    },
    said: () =>
      homeserver.sent.map(({ content }) => ({
        text: bodyOf(content),
        to: answered(content),
        calls: content['m.mentions'],
      })),
    [Symbol.asyncDispose]: () => temporary[Symbol.asyncDispose](),
  }
  return world
}
