import { createEncryption, createTeams } from '../../src/bot/access/access.ts'
import type { Policy } from '../../src/bot/access/policy.ts'
import { createAnswer } from '../../src/bot/answering/answer.ts'
import { createCarryOut } from '../../src/bot/answering/carry-out.ts'
import { createChoose } from '../../src/bot/answering/choose.ts'
import { createConfirm } from '../../src/bot/answering/confirm.ts'
import type { Courtesy } from '../../src/bot/answering/courtesy.ts'
import { createPromptMaker, expiryOf } from '../../src/bot/answering/prompts.ts'
import { createCommandRunner } from '../../src/bot/answering/run-command.ts'
import { createTakeBack } from '../../src/bot/answering/take-back.ts'
import { createUndo } from '../../src/bot/answering/undo.ts'
import type { RoomEvent } from '../../src/bot/gateway.ts'
import { createHandle } from '../../src/bot/inbox/handle.ts'
import { createOnParked } from '../../src/bot/inbox/parked.ts'
import { createPlaces } from '../../src/bot/rooms/places.ts'
import { createSpeech } from '../../src/bot/sending/speech.ts'
import { createVoices } from '../../src/bot/sending/voices.ts'
import type { TaalPorts } from '../../src/commands/taal.ts'
import { nl } from '../../src/i18n/nl.ts'
import type { Incoming, Item, Store } from '../../src/store/store.ts'
import { type Deeds, noDeeds, sampleCommands } from './commands.ts'
import { botId, FakeHomeserver } from './homeserver.ts'
import { openPolicy } from './policy.ts'
import { recordedLog } from './recorded-log.ts'
import { FakeTeams, patient, teamOf } from './team.ts'
import { openStore } from './temporary-store.ts'

export const nurse = '@nurse:zorg.example'
export const doctor = '@doctor:elders.example'
export const stranger = '@stranger:elders.example'

/** Where the time of these tests stands still until it is moved. */
export type World = AsyncDisposable & {
  now: number
  readonly store: Store
  readonly homeserver: FakeHomeserver
  readonly teams: FakeTeams
  readonly deeds: Deeds
  readonly roomId: string
  readonly codes: string[]
  readonly encrypted: string[]
  policy: Policy
  courtesy: Courtesy
  /** The bot as it is after a start: it remembers nothing but what the store holds. */
  restart(): void
  /** Types a message and lets the bot handle it. */
  type(sender: string, body: string, more?: Readonly<Record<string, unknown>>): Promise<RoomEvent>
  /** Takes an event in and handles what waits. */
  deliver(event: RoomEvent): Promise<void>
  accept(work: Incoming): Promise<void>
  /** Handles what waits in order; an item that fails is kept, and its error thrown. */
  work(store?: Store): Promise<void>
  /** Gives up on what stands first, as the inbox does after too many tries. */
  giveUp(): Promise<void>
  /** What the bot does now and then: prompts whose time is over are worked off. */
  expire(): Promise<void>
}

const start = Date.parse('2026-03-02T09:00:00Z')

/** The event as the homeserver pushes it. */
export const toIncoming = (event: RoomEvent): Incoming => ({
  id: event.eventId,
  lane: event.roomId,
  late: false,
  body: JSON.stringify({
    type: event.type,
    event_id: event.eventId,
    room_id: event.roomId,
    sender: event.sender,
    origin_server_ts: event.originServerTs,
    content: event.content,
    ...(event.stateKey === undefined ? {} : { state_key: event.stateKey }),
    ...(event.age === undefined ? {} : { unsigned: { age: event.age } }),
  }),
})

const isOwnUser = (userId: string) => userId === botId

const timeOf = (at: number) => new Date(at).toISOString().slice(11, 16)

const handlerOf = (world: Omit<World, 'restart'>, store: Store) => {
  const { homeserver, teams: careTeams, deeds } = world
  const { gateway } = homeserver
  const clock = () => world.now
  const commands = sampleCommands(deeds)
  const teams = createTeams(careTeams, clock)
  const onFirst = (roomId: string) => void world.encrypted.push(roomId)
  const encryption = createEncryption({ gateway, store, onFirst, clock })
  const voices = createVoices(store, 'nl')
  const speech = createSpeech({
    gateway,
    store,
    teams,
    careTeams,
    encryption,
    voices,
    clock,
    timeOf,
    vanishAfterMs: 15 * 60_000,
    repeatWithinMs: 2 * 60_000,
  })
  const { reply, members } = speech
  const sourceName = 'Dossier'
  const timeZone = 'Europe/Amsterdam'
  const runner = createCommandRunner<TaalPorts>({
    commands,
    ports: () => ({ saveLanguage: voices.save }),
    teams,
    members,
    gateway,
    store,
    policy: world.policy,
    postingOf: () => world.deeds.posting,
    directly: (userId) => voices.to(userId),
    sourceName,
    t: nl,
    timeZone,
    clock,
  })
  const carryOut = createCarryOut({ store, runner, commands, t: nl, clock, timeOf })
  const takeBack = createTakeBack({ store, runner, commands, t: nl, clock, timeOf })
  const answer = createAnswer({
    placeOf: createPlaces(store, gateway),
    store,
    reply,
    runner,
    encryption,
    commands,
    clock,
    voices,
    confirm: createConfirm({ store, runner, carryOut, t: nl, clock, timeOf }),
    undo: createUndo({ store, runner, takeBack, t: nl, clock, timeOf }),
    choose: createChoose({ store, botUserId: botId, clock, timeOf }),
    prompts: createPromptMaker(store, clock, timeOf, () => world.codes.shift() ?? '9999'),
    courtesy: world.courtesy,
    botUserId: botId,
    botName: 'Zorgbot',
    isOwnUser,
  })
  const { log } = recordedLog()
  const onParked = createOnParked({
    store,
    reply,
    runner,
    isOwnUser,
    t: nl,
    voices,
    clock,
    timeOf,
  })
  const handle = createHandle({
    answer,
    reply,
    gateway,
    store,
    careTeams,
    encryption,
    log,
    timeOf,
    clock,
    botName: 'Zorgbot',
    t: nl,
    voices,
    seen: speech.seen,
    works: { vanish: speech.vanish },
  })
  return { handle, onParked }
}

/** The bot's flows in a linked room with a nurse and a doctor, on a homeserver in memory and a real store. */
export const openWorld = async (): Promise<World> => {
  const time = { now: start }
  const temporary = await openStore(() => time.now)
  const { store } = temporary
  const homeserver = new FakeHomeserver(() => time.now)
  const roomId = homeserver.addRoom(nurse, doctor)
  await store.openLink(patient, 'nonce', 'Zorgteam Blauwe Reiger')
  await store.saveSpace(patient, '!space:zorg.example')
  await store.saveRoom(patient, roomId)
  let bot: ({ store: Store } & ReturnType<typeof handlerOf>) | undefined
  const botOn = (through: Store) => {
    if (bot?.store !== through) bot = { store: through, ...handlerOf(world, through) }
    return bot
  }
  const next = async (): Promise<Item | undefined> => {
    const options = { now: time.now, busy: new Set<string>(), lanes: 1, perLane: 1 }
    return [...(await store.ready(options)).values()][0]?.[0]
  }
  const world: World = {
    get now() {
      return time.now
    },
    set now(at) {
      time.now = at
    },
    store,
    homeserver,
    roomId,
    teams: new FakeTeams(teamOf(nurse, doctor)),
    deeds: noDeeds(),
    codes: ['4821', '5930', '6017', '7126'],
    encrypted: [],
    policy: openPolicy(),
    courtesy: { begin: () => async () => false },
    restart() {
      bot = undefined
    },
    async type(sender, body, more) {
      const event = homeserver.say(roomId, sender, body, more)
      await world.deliver(event)
      return event
    },
    async deliver(event) {
      await world.accept(toIncoming(event))
      await world.work()
    },
    async accept(work) {
      await store.accept([work])
    },
    async work(through = store) {
      const { handle } = botOn(through)
      for (let item = await next(); item !== undefined; item = await next()) {
        await handle(item, AbortSignal.timeout(10_000))
        await store.done(item.seq)
      }
    },
    async giveUp() {
      const item = await next()
      if (item === undefined) throw new Error('nothing waits')
      await store.park(item.seq, 'test')
      await botOn(store).onParked(item, 'test')
    },
    async expire() {
      await store.accept((await store.expiredPrompts(time.now)).map(expiryOf))
      await world.work()
    },
    async [Symbol.asyncDispose]() {
      await temporary[Symbol.asyncDispose]()
    },
  }
  return world
}

/** Ends the process after each call in turn, starts again, and tells `check` about each; returns how many calls there were. */
export const crashEverywhere = async (
  prepare: (world: World) => Promise<RoomEvent>,
  check: (world: World, event: RoomEvent) => Promise<void>,
): Promise<number> => {
  for (let call = 1; ; call += 1) {
    await using world = await openWorld()
    const event = await prepare(world)
    world.homeserver.crashAfter = call
    const crashed = await world.deliver(event).then(
      () => false,
      () => true,
    )
    world.homeserver.crashAfter = undefined
    world.restart()
    await world.work()
    await check(world, event)
    if (!crashed) return call - 1
  }
}
