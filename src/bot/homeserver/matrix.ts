import { z } from 'zod'
import { MatrixError, type MatrixGateway, type RoomEvent } from '../gateway.ts'
import { readInvitations } from './invitations.ts'
import { type Call, createMatrixClients, type MatrixCalls, orNothing } from './matrix-client.ts'
import { answers, asEdited, toRoomEvent } from './matrix-events.ts'
import { createQueues } from './queues.ts'
import { createRoomBody } from './room-version.ts'
import { shaped } from './shaped.ts'

export type MatrixOptions = {
  readonly homeserverUrl: string
  readonly serverName: string
  readonly asToken: string
  /** Id in the registration, for the ping. */
  readonly registrationId: string
  /** The bot people see: a user inside the namespace. */
  readonly botLocalpart: string
  /** Remembers the device id between starts. */
  readonly device: { get(): Promise<string | undefined>; save(id: string): Promise<void> }
  readonly newDeviceId: () => string
  /** Deadline of one request, in milliseconds. */
  readonly timeoutMs?: number
  /** How long a 429 may be waited out before it becomes an error. */
  readonly patienceMs?: number
}

const version3 = '/_matrix/client/v3'
const part = encodeURIComponent
const room = (roomId: string) => `${version3}/rooms/${part(roomId)}`

/** The answer in the shape the specification gives it; anything else is no answer. */
const roomIdOf = (answer: unknown) => shaped(z.object({ room_id: z.string() }), answer).room_id
const eventIdOf = (answer: unknown) => shaped(z.object({ event_id: z.string() }), answer).event_id

/** The gateway over matrix-bot-sdk, whose client is used for requests only. Nothing here ever logs in. */
export const createMatrixGateway = (options: MatrixOptions): MatrixGateway => {
  const { serverName, botLocalpart } = options
  const userId = `@${botLocalpart}:${serverName}`
  const as = createMatrixClients({
    homeserverUrl: options.homeserverUrl,
    asToken: options.asToken,
    timeoutMs: options.timeoutMs ?? 30_000,
    patienceMs: options.patienceMs ?? 30_000,
  })
  const nobody = as()
  let own: MatrixCalls | undefined
  /** Nothing is done before there is a device, because the homeserver would not remember its transaction id. */
  const me = (): MatrixCalls => {
    if (own === undefined) throw new MatrixError('not-started', { retryable: true })
    return own
  }
  const call: Call = async (...request) => me().call(...request)
  const queued = createQueues()
  let defaultVersion: string | undefined

  const ensureUser = async () => {
    try {
      await nobody.call('POST', `${version3}/register`, {
        type: 'm.login.application_service',
        username: botLocalpart,
        inhibit_login: true,
      })
    } catch (error) {
      if (!(error instanceof MatrixError && error.code === 'M_USER_IN_USE')) throw error
    }
  }

  const ensureDevice = async () => {
    const remembered = await options.device.get()
    const deviceId = remembered ?? options.newDeviceId()
    if (remembered === undefined) await options.device.save(deviceId)
    const path = `${version3}/devices/${part(deviceId)}`
    await as(userId).call('PUT', path, { display_name: 'zorgbot' })
    own = as(userId, deviceId)
  }

  const ping = async () => {
    await call('POST', `/_matrix/client/v1/appservice/${part(options.registrationId)}/ping`, {})
  }

  const roomVersion = async (): Promise<string> => {
    if (defaultVersion === undefined) {
      const shape = z.object({
        capabilities: z.object({ 'm.room_versions': z.object({ default: z.string() }) }),
      })
      const answer = shaped(shape, await call('GET', `${version3}/capabilities`))
      defaultVersion = answer.capabilities['m.room_versions'].default
    }
    return defaultVersion
  }

  const history: MatrixGateway['history'] = async (roomId, { from, limit }) => {
    const shape = z.object({ chunk: z.array(z.unknown()), end: z.string().optional() })
    const answer = shaped(
      shape,
      await call('GET', `${room(roomId)}/messages`, undefined, {
        dir: 'b',
        limit: String(limit),
        ...(from === undefined ? {} : { from }),
      }),
    )
    const events = answer.chunk.flatMap((raw) => toRoomEvent(raw, roomId) ?? [])
    return { events, next: answer.end }
  }

  return {
    userId,
    serverName,
    ping,
    history,
    async whoami() {
      await (own ?? nobody).call('GET', `${version3}/account/whoami`)
    },
    async start() {
      await ensureUser()
      await ensureDevice()
    },
    send: (roomId, content, txnId, type = 'm.room.message') =>
      queued(roomId, async () =>
        eventIdOf(await call('PUT', `${room(roomId)}/send/${part(type)}/${part(txnId)}`, content)),
      ),
    async redact(roomId, eventId, txnId) {
      await call('PUT', `${room(roomId)}/redact/${part(eventId)}/${part(txnId)}`, {})
    },
    async setState(roomId, type, stateKey, content) {
      await call('PUT', `${room(roomId)}/state/${part(type)}/${part(stateKey)}`, content)
    },
    async state(roomId, type, stateKey) {
      const answer = await orNothing(
        call('GET', `${room(roomId)}/state/${part(type)}/${part(stateKey)}`),
      )
      return answer === undefined ? undefined : shaped(z.record(z.string(), z.unknown()), answer)
    },
    async createRoom(spec) {
      const version = spec.roomVersion ?? (await roomVersion())
      return roomIdOf(
        await call('POST', `${version3}/createRoom`, createRoomBody(spec, version, userId)),
      )
    },
    createDirectRoom: async (invitee, mark) =>
      roomIdOf(
        await call('POST', `${version3}/createRoom`, {
          preset: 'private_chat',
          is_direct: true,
          creation_content: mark,
          invite: [invitee],
          // Whoever is let in later reads nothing of before.
          initial_state: [
            {
              type: 'm.room.history_visibility',
              state_key: '',
              content: { history_visibility: 'invited' },
            },
          ],
        }),
      ),
    async roomOfAlias(localpart) {
      const alias = part(`#${localpart}:${serverName}`)
      const answer = await orNothing(call('GET', `${version3}/directory/room/${alias}`))
      return answer === undefined ? undefined : roomIdOf(answer)
    },
    async removeAlias(localpart) {
      const alias = part(`#${localpart}:${serverName}`)
      await orNothing(call('DELETE', `${version3}/directory/room/${alias}`))
    },
    async invite(roomId, invitee) {
      // Not by `/invite`, of which Synapse keeps the reason only: what is put here is what arrives elsewhere.
      const path = `${room(roomId)}/state/m.room.member/${part(invitee)}`
      await call('PUT', path, { membership: 'invite' })
    },
    async kick(roomId, target, reason) {
      await call('POST', `${room(roomId)}/kick`, { user_id: target, reason })
    },
    async join(roomId) {
      await call('POST', `${room(roomId)}/join`, {})
    },
    async leave(roomId) {
      await call('POST', `${room(roomId)}/leave`, {})
    },
    async members(roomId) {
      const shape = z.object({
        chunk: z.array(
          z.object({
            state_key: z.string(),
            sender: z.string(),
            content: z.object({ membership: z.enum(['join', 'invite', 'knock', 'leave', 'ban']) }),
          }),
        ),
      })
      const answer = shaped(shape, await call('GET', `${room(roomId)}/members`))
      return answer.chunk.map(({ state_key, sender, content }) => ({
        userId: state_key,
        by: sender,
        membership: content.membership,
      }))
    },
    async joinedRooms() {
      const shape = z.object({ joined_rooms: z.array(z.string()) })
      return shaped(shape, await call('GET', `${version3}/joined_rooms`)).joined_rooms
    },
    async event(roomId, eventId) {
      const path = `${room(roomId)}/event/${part(eventId)}`
      const raw = await orNothing(call('GET', path))
      return raw === undefined ? undefined : toRoomEvent(asEdited(raw), roomId)
    },
    invitations: () => readInvitations(call, userId),
    async ownAnswers(roomId, eventId, since) {
      const found: RoomEvent[] = []
      let from: string | undefined
      for (let page = 0; page < 20; page += 1) {
        const { events, next } = await history(roomId, {
          limit: 100,
          ...(from === undefined ? {} : { from }),
        })
        found.push(...events.filter((event) => event.sender === userId && answers(event, eventId)))
        const oldest = events.at(-1)
        if (next === undefined || (oldest !== undefined && oldest.originServerTs < since)) break
        from = next
      }
      return found
    },
    async receipt(roomId, eventId) {
      await call('POST', `${room(roomId)}/receipt/m.read/${part(eventId)}`, {})
    },
    async typing(roomId, on) {
      await call(
        'PUT',
        `${room(roomId)}/typing/${part(userId)}`,
        on ? { typing: true, timeout: 20_000 } : { typing: false },
      )
    },
    async displayName(person) {
      const answer = await orNothing(call('GET', `${version3}/profile/${part(person)}/displayname`))
      return z.object({ displayname: z.string() }).safeParse(answer).data?.displayname
    },
    async setProfile({ displayName, avatarUrl }) {
      const profile = `${version3}/profile/${part(userId)}`
      if (displayName !== undefined)
        await call('PUT', `${profile}/displayname`, { displayname: displayName })
      if (avatarUrl !== undefined)
        await call('PUT', `${profile}/avatar_url`, { avatar_url: avatarUrl })
    },
    upload: async (...file) => me().upload(...file),
  }
}
