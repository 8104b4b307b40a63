import {
  type Content,
  MatrixError,
  type MatrixGateway,
  type Membership,
  type RoomEvent,
  type RoomSpec,
} from '../../src/bot/gateway.ts'
import { fitPowerLevels } from '../../src/bot/homeserver/room-version.ts'

/** A room of the homeserver in memory; `events` is oldest first. */
export type FakeRoom = {
  readonly id: string
  readonly spec: RoomSpec | undefined
  readonly state: Map<string, { readonly content: Content; readonly sender: string }>
  readonly events: RoomEvent[]
}

/** The process ended right after this call had its effect, or right before. */
export class Crash extends Error {
  override name = 'Crash'
}

/** Who the bot is in these tests. */
export const botId = '@zorgbot:zorg.example'

const stateKeyOf = (type: string, key: string) => `${type}\n${key}`

/** A homeserver in memory that keeps what the docstrings of `MatrixGateway` promise. */
export class FakeHomeserver {
  readonly rooms = new Map<string, FakeRoom>()
  readonly aliases = new Map<string, string>()
  /** The names of the gateway's methods, in the order they were called. */
  readonly calls: string[] = []
  readonly sent: { readonly roomId: string; readonly content: Content; readonly txnId: string }[] =
    []
  /** Events whose content was taken away, oldest first. */
  readonly redacted: string[] = []
  /** Given the method and its first argument, an error to throw in its place. */
  refuse: (method: string, roomId: unknown, second: unknown) => Error | undefined = () => undefined
  /** Ends the process after the nth call from now on; the effect stays. */
  crashAfter: number | undefined
  /** Runs after each call, to let somebody do something in between. */
  after: (method: string) => void = () => {}
  readonly clock: () => number
  readonly #transactions = new Map<string, string>()
  #ids = 0

  constructor(clock: () => number = Date.now) {
    this.clock = clock
  }

  room(roomId: string): FakeRoom {
    const room = this.rooms.get(roomId)
    if (room === undefined) throw new MatrixError('M_NOT_FOUND', { status: 404 })
    return room
  }

  /** A room with the bot in it that the bot did not make. */
  addRoom(...people: readonly string[]): string {
    const id = this.#newRoom(undefined)
    for (const userId of [botId, ...people]) this.member(id, userId, 'join')
    return id
  }

  add(roomId: string, event: Partial<RoomEvent> & Pick<RoomEvent, 'type' | 'sender'>): RoomEvent {
    this.#ids += 1
    const whole: RoomEvent = {
      eventId: `$event${this.#ids}`,
      roomId,
      originServerTs: this.clock(),
      age: 0,
      stateKey: undefined,
      content: {},
      ...event,
    }
    const room = this.room(roomId)
    room.events.push(whole)
    if (whole.stateKey !== undefined)
      room.state.set(stateKeyOf(whole.type, whole.stateKey), {
        content: whole.content,
        sender: whole.sender,
      })
    return whole
  }

  say(roomId: string, sender: string, body: string, more: Content = {}): RoomEvent {
    const content = { msgtype: 'm.text', body, ...more }
    return this.add(roomId, { type: 'm.room.message', sender, content })
  }

  member(roomId: string, userId: string, membership: Membership, by = userId): RoomEvent {
    const content = { membership }
    return this.add(roomId, { type: 'm.room.member', sender: by, stateKey: userId, content })
  }

  membership(roomId: string, userId: string): unknown {
    return this.room(roomId).state.get(stateKeyOf('m.room.member', userId))?.content['membership']
  }

  stateOf(roomId: string, type: string, key = ''): Content | undefined {
    return this.room(roomId).state.get(stateKeyOf(type, key))?.content
  }

  /** The words the bot sent into a room, oldest first. */
  said(roomId: string): readonly string[] {
    return this.sent.filter((one) => one.roomId === roomId).map(({ content }) => bodyOf(content))
  }

  #newRoom(spec: RoomSpec | undefined): string {
    this.#ids += 1
    const id = `!room${this.#ids}:zorg.example`
    this.rooms.set(id, { id, spec, state: new Map(), events: [] })
    return id
  }

  /** What Synapse does for `POST /createRoom`: the alias and the first events, then the rest. */
  make(spec: RoomSpec, half = false): string {
    if (this.aliases.has(spec.aliasLocalpart))
      throw new MatrixError('M_ROOM_IN_USE', { status: 400 })
    const id = this.#newRoom(spec)
    this.aliases.set(spec.aliasLocalpart, id)
    const version = spec.roomVersion ?? '11'
    const state = (type: string, content: Content, stateKey = '') =>
      this.add(id, { type, sender: botId, stateKey, content })
    state('m.room.create', { room_version: version, 'nl-ta-chat.marker': spec.marker })
    this.member(id, botId, 'join')
    if (half) return id
    state('m.room.power_levels', fitPowerLevels(spec.powerLevels, version, botId))
    for (const { type, stateKey, content } of spec.initialState) state(type, content, stateKey)
    state('m.room.name', { name: spec.name })
    if (spec.topic !== undefined) state('m.room.topic', { topic: spec.topic })
    return id
  }

  /** The same for a direct message, which the person is invited to last. */
  makeDirect(userId: string, mark: Content, half = false): string {
    const id = this.#newRoom(undefined)
    const state = (type: string, content: Content) =>
      this.add(id, { type, sender: botId, stateKey: '', content })
    state('m.room.create', { room_version: '11', ...mark })
    this.member(id, botId, 'join')
    if (half) return id
    state('m.room.history_visibility', { history_visibility: 'invited' })
    this.member(id, userId, 'invite', botId)
    return id
  }

  async #call<T>(method: string, effect: () => T, roomId?: unknown, second?: unknown): Promise<T> {
    this.calls.push(method)
    const refusal = this.refuse(method, roomId, second)
    if (refusal !== undefined) throw refusal
    const result = effect()
    this.after(method)
    if (this.crashAfter !== undefined) {
      this.crashAfter -= 1
      if (this.crashAfter <= 0) throw new Crash()
    }
    return result
  }

  #inside(roomId: string): FakeRoom {
    const room = this.rooms.get(roomId)
    if (room === undefined || this.membership(roomId, botId) !== 'join')
      throw new MatrixError('M_FORBIDDEN', { status: 403 })
    return room
  }

  readonly gateway: MatrixGateway = {
    userId: botId,
    serverName: 'zorg.example',
    start: () => this.#call('start', () => undefined),
    whoami: () => this.#call('whoami', () => undefined),
    ping: () => this.#call('ping', () => undefined),
    send: (roomId, content, txnId, type = 'm.room.message') =>
      this.#call('send', () => this.#send(roomId, content, txnId, type), roomId, content),
    redact: (roomId, eventId) =>
      this.#call(
        'redact',
        () => {
          const { events } = this.#inside(roomId)
          const at = events.findIndex((event) => event.eventId === eventId)
          const found = events[at]
          if (found === undefined) throw new MatrixError('M_NOT_FOUND', { status: 404 })
          events[at] = { ...found, content: {} }
          this.redacted.push(eventId)
        },
        roomId,
        eventId,
      ),
    setState: (roomId, type, stateKey, content) =>
      this.#call(
        'setState',
        () => {
          this.#inside(roomId)
          this.add(roomId, { type, sender: botId, stateKey, content })
        },
        roomId,
        type,
      ),
    state: (roomId, type, stateKey) =>
      this.#call(
        'state',
        () => this.#inside(roomId).state.get(stateKeyOf(type, stateKey))?.content,
        roomId,
        type,
      ),
    createRoom: (spec) => this.#call('createRoom', () => this.make(spec)),
    createDirectRoom: (userId, mark) =>
      this.#call('createDirectRoom', () => this.makeDirect(userId, mark)),
    roomOfAlias: (alias) => this.#call('roomOfAlias', () => this.aliases.get(alias)),
    removeAlias: (alias) => this.#call('removeAlias', () => void this.aliases.delete(alias)),
    invite: (roomId, userId) =>
      this.#call('invite', () => this.#change(roomId, userId, ['join'], 'invite'), roomId, userId),
    kick: (roomId, userId) =>
      this.#call('kick', () => this.#change(roomId, userId, ['leave'], 'leave'), roomId, userId),
    join: (roomId) => this.#call('join', () => void this.member(roomId, botId, 'join'), roomId),
    leave: (roomId) => this.#call('leave', () => void this.member(roomId, botId, 'leave'), roomId),
    members: (roomId) => this.#call('members', () => this.#members(roomId), roomId),
    joinedRooms: () =>
      this.#call('joinedRooms', () =>
        [...this.rooms.keys()].filter((id) => this.membership(id, botId) === 'join'),
      ),
    invitations: () =>
      this.#call('invitations', () =>
        [...this.rooms.keys()].flatMap((roomId) => {
          const event = this.room(roomId).state.get(stateKeyOf('m.room.member', botId))
          if (event?.content['membership'] !== 'invite') return []
          return [{ roomId, sender: event.sender, content: event.content }]
        }),
      ),
    event: (roomId, eventId) =>
      this.#call('event', () => this.#asEdited(roomId, eventId), roomId, eventId),
    history: (roomId, { from, limit }) =>
      this.#call(
        'history',
        () => {
          const end = from === undefined ? this.#inside(roomId).events.length : Number(from)
          const start = Math.max(0, end - limit)
          const events = this.#inside(roomId).events.slice(start, end).toReversed()
          return { events, next: start === 0 ? undefined : String(start) }
        },
        roomId,
      ),
    ownAnswers: (roomId, eventId) =>
      this.#call('ownAnswers', () =>
        this.#inside(roomId)
          .events.filter(({ sender, content }) => sender === botId && answered(content) === eventId)
          .toReversed(),
      ),
    receipt: () => this.#call('receipt', () => undefined),
    typing: () => this.#call('typing', () => undefined),
    displayName: () => this.#call('displayName', () => undefined),
    setProfile: () => this.#call('setProfile', () => undefined),
    upload: () => this.#call('upload', () => 'mxc://zorg.example/avatar'),
  }

  #send(roomId: string, content: Content, txnId: string, type: string): string {
    this.#inside(roomId)
    const key = [roomId, type, txnId].join('\n')
    const before = this.#transactions.get(key)
    if (before !== undefined) return before
    const { eventId } = this.add(roomId, { type, sender: botId, content })
    this.#transactions.set(key, eventId)
    this.sent.push({ roomId, content, txnId })
    return eventId
  }

  /** As people see it: with the content of its last edit by its own sender. */
  #asEdited(roomId: string, eventId: string): RoomEvent | undefined {
    const { events } = this.#inside(roomId)
    const found = events.find((event) => event.eventId === eventId)
    const edit = events.findLast(({ sender, content }) => {
      const relation = fieldsOf(content['m.relates_to'])
      const isEdit = relation['rel_type'] === 'm.replace' && relation['event_id'] === eventId
      return isEdit && sender === found?.sender
    })
    if (found === undefined || edit === undefined || found.content['msgtype'] === undefined)
      return found
    return { ...found, content: fieldsOf(edit.content['m.new_content']) }
  }

  #change(roomId: string, userId: string, not: readonly Membership[], to: Membership): void {
    this.#inside(roomId)
    const now = this.membership(roomId, userId)
    const refused = now === 'ban' || not.some((one) => one === now)
    if (refused || (to === 'leave' && now === undefined))
      throw new MatrixError('M_FORBIDDEN', { status: 403 })
    this.member(roomId, userId, to, botId)
  }

  #members(roomId: string) {
    return [...this.#inside(roomId).state].flatMap(([key, { content, sender }]) => {
      const [type, userId = ''] = key.split('\n')
      const membership = ['join', 'invite', 'knock', 'leave', 'ban'] as const
      const found = membership.find((one) => one === content['membership'])
      return type === 'm.room.member' && found !== undefined
        ? [{ userId, membership: found, by: sender }]
        : []
    })
  }
}

const fieldsOf = (value: unknown): Content =>
  typeof value === 'object' && value !== null ? { ...value } : {}

/** The event a message answers. */
export const answered = (content: Content): unknown =>
  fieldsOf(fieldsOf(content['m.relates_to'])['m.in_reply_to'])['event_id']

/** The words of a message, of an edit the new ones. */
export const bodyOf = (content: Content): string => {
  const { body } = { ...content, ...fieldsOf(content['m.new_content']) }
  return typeof body === 'string' ? body : ''
}
