import { setTimeout as wait } from 'node:timers/promises'
import type { Client } from '../../scripts/client.ts'
import { startWorld, type World } from '../story/world.ts'
import { createJournal, type Journal } from './journal.ts'
import { createRandom, type Random } from './random.ts'
import { keepChanging } from './record.ts'
import { enterRoom, hasReadRecord, roomsOf } from './rooms.ts'
import { keepTyping, type Typist } from './typist.ts'
import { type Outcome, problemsOf } from './verify.ts'

export type KillPlan = {
  readonly kills: number
  /** The same seed makes the same choices; what happens in between is up to the machine. */
  readonly seed: number
  readonly say: (line: string) => void
}

/** What a run came to. */
export type KillReport = {
  readonly problems: readonly string[]
  readonly kills: number
  readonly answered: number
  readonly referrals: number
  readonly changes: number
}

const quietMs = 90_000
const settledMs = 3000
const limitPerKillMs = 6000
const saidEvery = 20

/** Kills the bot without warning: sometimes during its start, else a random while after it is ready; and starts it again. */
const killOnce = async ({ bot }: World, random: Random, startMs: number, journal: Journal) => {
  if (random.chance(0.35)) await wait(random.between(20, startMs))
  else {
    await bot.untilReady(30_000)
    await wait(random.between(0, 1200))
  }
  const ended = bot.ended()
  if (ended !== undefined) journal.troubles.push(`the bot ended by itself: ${ended}`)
  await bot.kill()
  await bot.start()
}

const typistsIn = async (
  world: World,
  rooms: ReadonlyMap<string, string>,
): Promise<readonly Typist[]> => {
  const [nurse, doctor, pharmacist] = await Promise.all(
    ['wijkverpleegkundige', 'huisarts', 'apotheker'].map((name) => world.person(name)),
  )
  if (nurse === undefined || doctor === undefined || pharmacist === undefined) return []
  const toDoctor = { discipline: 'huisarts', number: 1 }
  const toNurse = { discipline: 'wijkverpleging', number: 2 }
  const typists: Typist[] = []
  for (const [patient, roomId] of rooms) {
    const place = patient.replace(/^.*-/, 'cliënt ')
    const join = (client: Client) => enterRoom(client, roomId)
    await Promise.all([join(nurse), join(doctor)])
    typists.push(
      { client: nurse, name: `a ${place}`, roomId, patient, refersTo: toDoctor, colleague: doctor },
      { client: doctor, name: `b ${place}`, roomId, patient, refersTo: toNurse, colleague: nurse },
    )
    if (!patient.endsWith('-1')) continue
    await join(pharmacist)
    const refersTo = toDoctor
    typists.push({
      client: pharmacist,
      name: `c ${place}`,
      roomId,
      patient,
      refersTo,
      colleague: nurse,
    })
  }
  return typists
}

const joinedRooms = async ({ settings, synapse, botUserId }: World): Promise<number> => {
  const url = new URL('/_matrix/client/v3/joined_rooms', synapse.baseUrl)
  url.searchParams.set('user_id', botUserId)
  const headers = { authorization: `Bearer ${settings['ZORGBOT_AS_TOKEN']}` }
  const answer: unknown = await (await fetch(url, { headers })).json()
  const rooms = typeof answer === 'object' && answer !== null && 'joined_rooms' in answer
  return rooms && Array.isArray(answer.joined_rooms) ? answer.joined_rooms.length : 0
}

/** Problems that time may solve are waited for; then nothing more may come. */
const settle = async (outcome: Outcome): Promise<readonly string[]> => {
  const until = Date.now() + quietMs
  while ((await problemsOf(outcome)).length > 0 && Date.now() < until) await wait(1000)
  await wait(settledMs)
  return problemsOf(outcome)
}

const run = async (world: World, plan: KillPlan): Promise<KillReport> => {
  const { kills, seed, say } = plan
  const journal = createJournal()
  const random = createRandom(seed, 'kills')
  const database = world.settings['ZORGBOT_DATABASE'] ?? ''
  const began = Date.now()
  await world.bot.start()
  await world.bot.untilReady()
  const startMs = Date.now() - began
  await world.bot.kill()
  // The first kills fall while the rooms are being made.
  const early = Math.min(8, Math.floor(kills / 6))
  await world.bot.start()
  for (let n = 0; n < early; n += 1)
    await killOnce(world, random, Math.ceil(startMs * 1.2), journal)
  const rooms = await roomsOf(database, 2, 30_000)
  const typists = await typistsIn(world, rooms)
  while (!(await hasReadRecord(database))) await wait(50)
  const [first = '', second = ''] = [...rooms.keys()].sort()
  const stopping = new AbortController()
  const { signal } = stopping
  const busy = [
    ...typists.map((one) => keepTyping(one, createRandom(seed, one.name), journal, signal)),
    keepChanging(world.fhir, [first, second], createRandom(seed, 'record'), journal, signal),
  ]
  const limit = Date.now() + kills * limitPerKillMs
  let told = 0
  for (let n = early + 1; n <= kills; n += 1) {
    await killOnce(world, random, startMs, journal)
    if (Date.now() > limit) {
      journal.troubles.push(`${n} kills took too long`)
      break
    }
    if (n % saidEvery === 0 || n === kills) {
      for (const trouble of journal.troubles.slice(told)) say(`trouble: ${trouble}`)
      told = journal.troubles.length
      say(
        `${n} kills in ${Math.round((Date.now() - began) / 1000)} s: ${journal.typed.length} messages typed, ${journal.referrals.length} referrals, ${journal.changes.length} changes, ${told} troubles`,
      )
    }
  }
  stopping.abort()
  await Promise.all(busy)
  await world.bot.untilReady()
  const reader = typists[0]?.client ?? (await world.person('wijkverpleegkundige'))
  const { botUserId } = world
  const outcome = { journal, reader, rooms, botUserId, fhirUrl: world.fhir.baseUrl, database }
  const problems = [...(await settle(outcome))]
  const joined = await joinedRooms(world)
  if (joined !== 2 * rooms.size)
    problems.push(`the bot is in ${joined} rooms of ${rooms.size} patients`)
  const code = await world.bot.stop()
  const secrets = ['ZORGBOT_AS_TOKEN', 'ZORGBOT_HS_TOKEN'].map((name) => world.settings[name] ?? '')
  if (world.bot.lines.some((line) => secrets.some((secret) => line.includes(secret))))
    problems.push('a token stands in the log')
  if (code !== 0) problems.push(`the bot ended with ${code}`)
  return {
    problems,
    kills,
    answered: journal.typed.length,
    referrals: journal.referrals.filter(({ confirmed }) => confirmed).length,
    changes: journal.changes.length,
  }
}

/** Kills the bot again and again while people type and the record changes, and tells what was lost, doubled or broken. */
export const runKills = async (plan: KillPlan): Promise<KillReport> => {
  const world = await startWorld({ start: false })
  try {
    return await run(world, plan)
  } finally {
    await world.close()
  }
}
