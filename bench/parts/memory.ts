import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import Sqlite from 'better-sqlite3'
import { createSqliteStore } from '../../src/store/sqlite.ts'
import { createContender } from '../contenders.ts'
import { shown } from '../numbers.ts'
import type { Bench, Findings, Part } from '../part.ts'
import { startProxy } from '../proxy.ts'
import { createPusher, message, type Pusher } from '../pusher.ts'
import { bareClients, clientId, localpartOf } from '../records.ts'
import { startStubHomeserver } from '../stub-homeserver.ts'
import { startRecords } from '../stub-world.ts'

const serverName = 'bench.test'
const person = `@${localpartOf(0)}:${serverName}`
const limitMb = 200
const perTransaction = 100
const steps = 10
const drainLimitMs = 180_000

const roomOf = (n: number) => `!room${n}`

/** Links as the bot would have made them, in one commit; the store itself makes the tables. */
const seedLinks = async (file: string, rooms: number) => {
  const store = await createSqliteStore({ file })
  await store.close()
  const db = new Sqlite(file)
  const link = db.prepare<string[]>(
    'INSERT INTO link (patient, nonce, name, space_id, room_id) VALUES (?, ?, ?, ?, ?)',
  )
  const team = db.prepare<string[]>('INSERT INTO setting (key, value) VALUES (?, ?)')
  db.transaction(() => {
    for (let n = 0; n < rooms; n += 1) {
      const patient = `Patient/${clientId(n)}`
      link.run(patient, `nonce${n}`, `Zorgteam ${n}`, `!space${n}`, roomOf(n))
      team.run(`team ${patient}`, JSON.stringify({ team: [person], coming: [] }))
    }
  })()
  db.close()
}

/** Care teams of that many clients; the searches of one client are made up from the first one's, to spare the sandbox. */
const startManyRecords = async (bench: Bench, rooms: number) => {
  const records = await startRecords(bench, 1)
  records.load(bareClients(1, rooms))
  const query = new URLSearchParams({
    patient: clientId(0),
    status: 'active',
    _include: 'CareTeam:participant',
    '_include:iterate': 'PractitionerRole:practitioner',
  })
  const first = await (await fetch(`${records.baseUrl}/CareTeam?${query.toString()}`)).text()
  const mine = `${clientId(0)}"`
  const proxy = await startProxy(records.port, {
    instead({ path, body }) {
      if (!path.startsWith('/fhir/CareTeam?')) return undefined
      const id = /[?&]patient=(bench-client-\d+)/.exec(path + body)?.[1]
      return id === undefined ? undefined : first.replaceAll(mine, `${id}"`)
    },
  })
  bench.cleanUp(() => proxy.stop())
  return `${proxy.baseUrl}/fhir`
}

/** Pushes chat that is not for the bot, in all the rooms. */
const pushChat = async (pusher: Pusher, rooms: number, count: number, from: number) => {
  for (let n = 0; n < count; n += perTransaction)
    await pusher.push(
      Array.from({ length: perTransaction }, (_, at) =>
        message(roomOf((from + n + at) % rooms), person, `Mevrouw heeft goed geslapen. ${n + at}`),
      ),
    )
}

const run = async (bench: Bench): Promise<Findings> => {
  const rooms = bench.quick ? 500 : 10_000
  const events = bench.quick ? 20_000 : 1_000_000
  const dir = join(bench.dir, 'memory')
  await mkdir(dir, { recursive: true })
  const contender = await createContender('zorgbot', serverName, dir)
  const file = join(dir, 'zorgbot.db')
  bench.log(`memory: making ${rooms} linked rooms`)
  await seedLinks(file, rooms)
  const fhirUrl = await startManyRecords(bench, rooms)
  const homeserver = await startStubHomeserver(contender.userId)
  bench.cleanUp(() => homeserver.stop())
  for (let n = 0; n < rooms; n += 1) {
    homeserver.addRoom(`!space${n}`, [person])
    homeserver.addRoom(roomOf(n), [person])
  }
  const child = await contender.start({ homeserverUrl: homeserver.baseUrl, fhirUrl })
  bench.cleanUp(() => child.stop())
  const atReady = await child.rssMb()

  const beside = await createSqliteStore({ file, beside: true })
  bench.cleanUp(() => beside.close())
  const drained = async () => {
    const deadline = Date.now() + drainLimitMs
    while ((await beside.stats(Date.now())).pending > 0) {
      if (Date.now() > deadline) throw new Error('the inbox was not emptied')
      await wait(1000)
    }
  }
  // Comparing every room with the record and reading back every room: quiet when no request comes for two seconds.
  let before = -1
  while (homeserver.requests() !== before) {
    before = homeserver.requests()
    await wait(2000)
  }
  const compared = await child.rssMb()
  bench.log(`memory: rooms compared and read back, ${shown(compared)} MB`)

  const pusher = createPusher(contender.port, contender.hsToken)
  bench.cleanUp(async () => pusher.close())
  const measured: number[] = []
  const began = performance.now()
  for (let step = 0; step < steps; step += 1) {
    await pushChat(pusher, rooms, events / steps, (step * events) / steps)
    measured.push(await child.rssMb())
    bench.log(
      `memory: ${shown(((step + 1) * events) / steps)} events, ${shown(measured.at(-1) ?? 0)} MB`,
    )
  }
  const pushedIn = (performance.now() - began) / 1000
  await drained()
  const handledIn = (performance.now() - began) / 1000
  const end = await child.rssMb()
  const top = Math.max(atReady, compared, end, ...measured)
  const growth = end - (measured[0] ?? end)
  return {
    tables: [
      {
        title: `Memory with ${shown(rooms)} linked rooms and ${shown(events)} events`,
        columns: ['', 'MB RSS'],
        rows: [
          ['ready', shown(atReady)],
          ['after every room was compared with the record and read back', shown(compared)],
          ...measured.map((mb, n) => [
            `after ${shown(((n + 1) * events) / steps)} events`,
            shown(mb),
          ]),
          ['when all were handled', shown(end)],
          ['growth from the first tenth of the events to the end', shown(growth)],
        ],
        notes: [
          `Chat that is not for the bot, in transactions of ${perTransaction}, pushed as fast as it was acknowledged: ${shown(events / pushedIn)} events/s, handled at ${shown(events / handledIn)} events/s.`,
        ],
      },
    ],
    targets: [
      {
        what: `memory: with ${shown(rooms)} rooms and after ${shown(events)} events, highest`,
        limit: `≤ ${limitMb} MB`,
        measured: `${shown(top)} MB, growth ${shown(growth)} MB`,
        pass: top <= limitMb,
      },
    ],
  }
}

/** Memory with many rooms and after many events. */
export const memory: Part = { name: 'memory', run }
