import { setTimeout as wait } from 'node:timers/promises'
import { type Sandbox, startSandbox } from '../packages/fhir-sandbox/src/server.ts'
import type { Child } from './child.ts'
import { type Contender, type ContenderName, createContender } from './contenders.ts'
import type { Bench } from './part.ts'
import { createPusher, message, type Pusher } from './pusher.ts'
import { benchRecords, localpartOf } from './records.ts'
import { type Sent, type StubHomeserver, startStubHomeserver } from './stub-homeserver.ts'

/** A contender that runs against the stub. */
export type Running = {
  readonly contender: Contender
  readonly child: Child
  readonly homeserver: StubHomeserver
  readonly pusher: Pusher
  /** The n-th room and the person in it. */
  readonly rooms: readonly { readonly roomId: string; readonly person: string }[]
  /** Pushes a message in the n-th room; resolves with the milliseconds until the answer's request arrived. */
  ask(n: number, body: string): Promise<number>
}

const serverName = 'bench.test'
const answerLimitMs = 120_000

/** Starts a FHIR server with this many clients, each with a full record. */
export const startRecords = async (bench: Bench, clients: number): Promise<Sandbox> => {
  const sandbox = await startSandbox({ seed: benchRecords(clients, serverName) })
  bench.cleanUp(() => sandbox.stop())
  return sandbox
}

const until = async (done: () => boolean, what: string): Promise<void> => {
  const deadline = Date.now() + answerLimitMs
  while (!done()) {
    if (Date.now() > deadline) throw new Error(`waited in vain for ${what}`)
    await wait(10)
  }
}

/** Starts one contender against a stub homeserver of its own, and waits until it has its rooms. */
export const startOnStub = async (
  bench: Bench,
  name: ContenderName,
  options: {
    readonly fhirUrl: string
    readonly rooms: number
    readonly nodeOptions?: readonly string[]
  },
): Promise<Running> => {
  const contender = await createContender(name, serverName, bench.dir)
  const homeserver = await startStubHomeserver(contender.userId)
  bench.cleanUp(() => homeserver.stop())
  const people = Array.from({ length: options.rooms }, (_, n) => `@${localpartOf(n)}:${serverName}`)
  if (name !== 'zorgbot')
    for (const [n, person] of people.entries()) homeserver.addRoom(`!room${n}`, [person])
  const child = await contender.start({
    homeserverUrl: homeserver.baseUrl,
    fhirUrl: options.fhirUrl,
    ...(options.nodeOptions === undefined ? {} : { nodeOptions: options.nodeOptions }),
  })
  bench.cleanUp(() => child.stop())
  await until(() => people.every((person) => homeserver.roomOf(person) !== undefined), 'the rooms')
  const pusher = createPusher(contender.port, contender.hsToken)
  bench.cleanUp(async () => pusher.close())
  const rooms = people.map((person) => ({ person, roomId: homeserver.roomOf(person) ?? '' }))

  const waiting = new Map<string, (sent: Sent) => void>()
  homeserver.listen((sent) => waiting.get(sent.answers)?.(sent))

  return {
    contender,
    child,
    homeserver,
    pusher,
    rooms,
    async ask(n, body) {
      const { roomId, person } = rooms[n % rooms.length] ?? { roomId: '', person: '' }
      const event = message(roomId, person, body)
      const { promise, resolve, reject } = Promise.withResolvers<Sent>()
      const timer = setTimeout(
        () => reject(new Error(`${name} did not answer\n${child.said()}`)),
        answerLimitMs,
      )
      waiting.set(event.event_id, resolve)
      try {
        const began = performance.now()
        const [{ at }] = await Promise.all([promise, pusher.push([event])])
        return at - began
      } finally {
        clearTimeout(timer)
        waiting.delete(event.event_id)
      }
    },
  }
}
