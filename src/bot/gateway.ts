/** The homeserver, as the rest of the bot sees it. Errors are `MatrixError`: a code, never a token, URL or body. */

export type Content = Readonly<Record<string, unknown>>

/** A room event as the homeserver gives it. Fields are unknown until checked. */
export type RoomEvent = {
  readonly type: string
  readonly eventId: string
  readonly roomId: string
  readonly sender: string
  readonly originServerTs: number
  /** Milliseconds since the event was made, by the homeserver's own clock, when it says so. */
  readonly age: number | undefined
  readonly stateKey: string | undefined
  readonly content: Content
}

/** Content of `m.room.power_levels`. */
export type PowerLevels = Content & { readonly users: Readonly<Record<string, number>> }

export type Membership = 'join' | 'invite' | 'knock' | 'leave' | 'ban'
/** `by` is who made the membership what it is: the person, or who invited or removed them. */
export type Member = {
  readonly userId: string
  readonly membership: Membership
  readonly by: string
}

/** The bot is invited and has not joined. The event's id is not told: what is sent along is stripped of it. */
export type Invitation = {
  readonly roomId: string
  readonly sender: string
  readonly content: Content
}

export type RoomSpec = {
  readonly aliasLocalpart: string
  readonly name: string
  readonly topic?: string
  readonly space: boolean
  /** Goes into the create event, so that the room can be recognised after a crash. */
  readonly marker: string
  readonly initialState: readonly {
    readonly type: string
    readonly stateKey: string
    readonly content: Content
  }[]
  /** Without the bot; the gateway adds or leaves out the creator as the room version wants it. */
  readonly powerLevels: PowerLevels
  /** Overrides the server's default; for tests of each version. */
  readonly roomVersion?: string | undefined
}

/** A request the homeserver refused or did not answer: its status and error code, never its words. */
export class MatrixError extends Error {
  override name = 'MatrixError'
  /** The spec's errcode, or `timeout`, `unreachable`, `not-json`. */
  readonly code: string
  readonly status: number | undefined
  /** True when trying the same again may help. */
  readonly retryable: boolean
  readonly retryAfterMs: number | undefined
  constructor(
    code: string,
    details: { status?: number; retryable?: boolean; retryAfterMs?: number | undefined } = {},
  ) {
    super(`Matrix: ${code}`)
    this.code = code
    this.status = details.status
    this.retryable = details.retryable ?? false
    this.retryAfterMs = details.retryAfterMs
  }
}

export interface MatrixGateway {
  /** The bot people see. */
  readonly userId: string
  readonly serverName: string
  /** Registers the user (inhibit_login), makes its device, pings. Throws a retryable MatrixError while the homeserver is down. */
  start(): Promise<void>
  /** Resolves when the homeserver answers and knows the bot. */
  whoami(): Promise<void>
  /** Asks the homeserver to ping us, which makes it deliver what waits. */
  ping(): Promise<void>
  /** One send at a time per room; 429 waited out within the deadline. The same txnId gives the same event. */
  send(roomId: string, content: Content, txnId: string, type?: string): Promise<string>
  /** Takes the content of an event away; done again it changes nothing. Copies on devices may stay. */
  redact(roomId: string, eventId: string, txnId: string): Promise<void>
  setState(roomId: string, type: string, stateKey: string, content: Content): Promise<void>
  /** Undefined when there is no such state (404); any other failure throws. */
  state(roomId: string, type: string, stateKey: string): Promise<Content | undefined>
  createRoom(spec: RoomSpec): Promise<string>
  /** `mark` goes into the create event, so that the room can be recognised after a crash. */
  createDirectRoom(userId: string, mark: Content): Promise<string>
  roomOfAlias(aliasLocalpart: string): Promise<string | undefined>
  /** Takes an alias of ours away from its room; nothing when there is none. */
  removeAlias(localpart: string): Promise<void>
  invite(roomId: string, userId: string): Promise<void>
  kick(roomId: string, userId: string, reason: string): Promise<void>
  join(roomId: string): Promise<void>
  leave(roomId: string): Promise<void>
  /** Everybody the room ever had, with how they stand now. */
  members(roomId: string): Promise<readonly Member[]>
  joinedRooms(): Promise<readonly string[]>
  /** Rooms the bot is invited to and is not in. */
  invitations(): Promise<readonly Invitation[]>
  /** One event of the room, with the text of its last edit; undefined when it is not there or not to be read. */
  event(roomId: string, eventId: string): Promise<RoomEvent | undefined>
  /** Newest first. `from` continues an earlier page. */
  history(
    roomId: string,
    options: { readonly from?: string; readonly limit: number },
  ): Promise<{ readonly events: readonly RoomEvent[]; readonly next: string | undefined }>
  /** The bot's own messages that answer this event (`m.in_reply_to`), looked for in room history back to `since`. */
  ownAnswers(roomId: string, eventId: string, since: number): Promise<readonly RoomEvent[]>
  receipt(roomId: string, eventId: string): Promise<void>
  typing(roomId: string, on: boolean): Promise<void>
  displayName(userId: string): Promise<string | undefined>
  setProfile(profile: { displayName?: string; avatarUrl?: string }): Promise<void>
  upload(bytes: Uint8Array, mimetype: string, filename: string): Promise<string>
}
