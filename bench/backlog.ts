import { setTimeout as wait } from 'node:timers/promises'
import type { NetworkWorld } from './network-world.ts'

/** Seconds from the moment a homeserver answered again. */
export type Recovery = {
  readonly first: number
  readonly all: number
  /** Until the answer to the command among the messages was seen by who typed it. */
  readonly answered: number
}

const limitMs = 180_000

/**
 * Stops vvt's homeserver, types on huisarts, the last message being a command, and starts it again after `downMs`.
 * `types`: somebody on huisarts types once more when it is back.
 */
export const recover = async (
  { network, nurse, doctor, botRoom }: NetworkWorld,
  {
    count,
    downMs,
    types,
  }: { readonly count: number; readonly downMs: number; readonly types: boolean },
): Promise<Recovery> => {
  const { homeserver, bot } = network.of('vvt')
  const arrivals = new Map<string, number>()
  const stopListening = nurse.listen(({ event_id: id }) => {
    if (!arrivals.has(id)) arrivals.set(id, performance.now())
  })
  await homeserver.stop()
  const sent: string[] = []
  for (let n = 1; n < count; n += 1) sent.push(await doctor.send(botRoom, `Bericht ${n}`))
  const command = await doctor.send(botRoom, '!help')
  await wait(downMs)
  await homeserver.start()
  const back = performance.now()
  const answered = doctor
    .waitForAnswer(command, limitMs)
    .then(() => (performance.now() - back) / 1000)
  if (types) await doctor.send(botRoom, 'Zijn jullie er weer?')
  const delivered = await Promise.all(
    [...sent, command].map(async (id) => {
      await nurse.waitFor(({ event_id }) => event_id === id, limitMs, 'a message of the backlog')
      return ((arrivals.get(id) ?? Number.NaN) - back) / 1000
    }),
  )
  const seconds = await answered
  stopListening()
  await bot.ready()
  return { first: Math.min(...delivered), all: Math.max(...delivered), answered: seconds }
}
