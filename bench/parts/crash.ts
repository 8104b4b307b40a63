import { setTimeout as wait } from 'node:timers/promises'
import { freePort } from '../../scripts/ports.ts'
import type { Child } from '../child.ts'
import type { ContenderName } from '../contenders.ts'
import type { Bench, Findings, Part } from '../part.ts'
import { type Passing, startProxy } from '../proxy.ts'
import { type RealServers, roomCount } from '../real-servers.ts'

/** Where the bot's replies are held when the kill comes. */
type Stall = 'before' | 'after' | 'mixed'

const stalls: readonly Stall[] = ['before', 'after', 'mixed']
const measuredNames: readonly ContenderName[] = ['zorgbot', 'bare', 'sdk']
const limitMs = 60_000
const quietMs = 4000

const untilGone = ({ gone }: Passing): Promise<void> =>
  new Promise((resolve) => gone.addEventListener('abort', () => resolve(), { once: true }))

/** The proxies around one contender: replies can be held on their way out, acknowledged events are noted on their way in. */
const surround = async (bench: Bench, servers: RealServers, name: ContenderName) => {
  const acknowledged = new Set<string>()
  let stall: Stall | undefined
  let replies = 0
  let held = 0
  const heldAfter = new WeakSet<Passing>()
  const hold = (passing: Passing) => {
    held += 1
    return untilGone(passing)
  }
  const out = await startProxy(servers.synapsePort, {
    before(passing) {
      if (stall === undefined || !passing.path.includes('/send/')) return undefined
      replies += 1
      if (stall === 'before' || (stall === 'mixed' && replies % 2 === 0)) return hold(passing)
      heldAfter.add(passing)
      return undefined
    },
    after: (passing) => (heldAfter.has(passing) ? hold(passing) : undefined),
  })
  bench.cleanUp(() => out.stop())
  const listenPort = await freePort()
  const into = await startProxy(
    listenPort,
    {
      after({ path, body }, status) {
        if (status !== 200 || !path.includes('/transactions/')) return undefined
        const { events }: { readonly events: readonly { readonly event_id: string }[] } =
          JSON.parse(body)
        for (const { event_id } of events) acknowledged.add(event_id)
        return undefined
      },
    },
    servers.contender(name).port,
  )
  bench.cleanUp(() => into.stop())
  return {
    acknowledged,
    start: () =>
      servers.contender(name).start({
        homeserverUrl: out.baseUrl,
        fhirUrl: servers.fhirUrl,
        listenPort,
      }),
    held: () => held,
    stall(how: Stall | undefined) {
      stall = how
      held = 0
    },
  }
}

const until = async (done: () => boolean, what: string): Promise<void> => {
  const deadline = Date.now() + limitMs
  while (!done()) {
    if (Date.now() > deadline) throw new Error(`waited in vain until ${what}`)
    await wait(20)
  }
}

/** Waits until everything is answered, or no further answer has come for a while; then a while longer for doubles. */
const settle = async (answered: () => number, all: number): Promise<void> => {
  let seen = -1
  let since = Date.now()
  while (answered() < all && Date.now() - since < quietMs) {
    if (answered() !== seen) {
      seen = answered()
      since = Date.now()
    }
    await wait(50)
  }
  await wait(quietMs / 2)
}

const crashes = async (bench: Bench, servers: RealServers, name: ContenderName, each: number) => {
  const around = await surround(bench, servers, name)
  let child: Child = await around.start()
  bench.cleanUp(() => child.stop())
  const rooms = await Promise.all(servers.askers.map((_, n) => servers.room(name, n)))
  await Promise.all(servers.askers.map((asker, n) => asker.ask(rooms[n] ?? '', '!help')))
  const found = new Map<Stall, { asked: number; lost: number; double: number }>()
  for (const stall of stalls) {
    bench.log(`crash: ${name}, replies held ${stall}`)
    around.stall(stall)
    const sent = await Promise.all(
      servers.askers.map(async (asker, n) => {
        const ids: string[] = []
        for (let number = n; number < each; number += roomCount)
          ids.push(await asker.send(rooms[n] ?? '', '!help'))
        return ids.map((id) => ({ id, answers: () => asker.answersTo(id) }))
      }),
    )
    const asked = sent.flat()
    await until(
      () => asked.every(({ id }) => around.acknowledged.has(id)) && around.held() >= roomCount,
      'every command was acknowledged and a reply held in every room',
    )
    await child.kill()
    around.stall(undefined)
    child = await around.start()
    await settle(() => asked.filter(({ answers }) => answers() > 0).length, asked.length)
    found.set(stall, {
      asked: asked.length,
      lost: asked.filter(({ answers }) => answers() === 0).length,
      double: asked.filter(({ answers }) => answers() > 1).length,
    })
  }
  await child.stop()
  return found
}

const run = async (bench: Bench): Promise<Findings> => {
  const each = bench.quick ? 16 : 100
  const servers = await bench.real()
  const found = new Map<ContenderName, Awaited<ReturnType<typeof crashes>>>()
  for (const name of measuredNames) found.set(name, await crashes(bench, servers, name, each))
  const sum = (name: ContenderName, what: 'asked' | 'lost' | 'double') =>
    [...(found.get(name)?.values() ?? [])].reduce((total, one) => total + one[what], 0)
  const cell = (name: ContenderName, stall: Stall) => {
    const { asked, lost, double } = found.get(name)?.get(stall) ?? { asked: 0, lost: 0, double: 0 }
    return `${lost} lost, ${double} double of ${asked}`
  }
  const labels: Readonly<Record<Stall, string>> = {
    before: 'replies held before Synapse',
    after: 'Synapse’s answers to the replies held',
    mixed: 'one of each in turn',
  }
  return {
    tables: [
      {
        title: 'kill -9 while every reply is held at a proxy',
        columns: ['', ...measuredNames],
        rows: stalls.map((stall) => [
          labels[stall],
          ...measuredNames.map((name) => cell(name, stall)),
        ]),
        notes: [
          `\`!help\` in ${roomCount} rooms on a real Synapse; killed when the last command was acknowledged and a reply was held in every room, then started again. Lost: no answer, and none came any more for ${quietMs / 1000} s; double: two different answer events.`,
        ],
      },
    ],
    targets: [
      {
        what: `crash: commands lost and answered twice, of ${sum('zorgbot', 'asked')}`,
        limit: '0 and 0',
        measured: `${sum('zorgbot', 'lost')} and ${sum('zorgbot', 'double')}`,
        pass: sum('zorgbot', 'lost') + sum('zorgbot', 'double') === 0,
      },
    ],
  }
}

/** What a crash loses or doubles when it comes at the worst moment. */
export const crash: Part = { name: 'crash', run }
