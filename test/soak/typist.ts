import { setTimeout as wait } from 'node:timers/promises'
import type { Client } from '../../scripts/client.ts'
import type { Journal } from './journal.ts'
import type { Random } from './random.ts'

/** Somebody who types in one room. */
export type Typist = {
  readonly client: Client
  readonly name: string
  readonly roomId: string
  readonly patient: string
  /** A discipline of which the care team has exactly one other person, and its number in the list of `!verwijs`. */
  readonly refersTo: { readonly discipline: string; readonly number: number }
  /** A colleague in the same room, who tries to confirm what is not theirs. */
  readonly colleague: Client
}

const reads = [
  '!help',
  '!help verwijs',
  '!medicatie',
  '!medicatie alles',
  '!medicatie gestopt',
  '!allergie',
  '!metingen',
  '!metingen bloeddruk',
  '!wie',
  '!verwijs',
] as const

const patienceMs = 300_000

/** Types until the signal is aborted, and finishes the conversation it is in. What cannot be is put in the journal. */
export const keepTyping = async (
  { client, name, roomId, patient, refersTo, colleague }: Typist,
  random: Random,
  journal: Journal,
  signal: AbortSignal,
): Promise<void> => {
  let referrals = 0

  const type = async (line: string, by = client, audited = true): Promise<string> => {
    const eventId = await by.send(roomId, line)
    journal.typed.push({ eventId, roomId, by: by.userId, line, audited })
    return eventId
  }

  const answerTo = async (eventId: string): Promise<string> => {
    const answer = await client.waitForAnswer(eventId, patienceMs)
    return String(answer.content['body'])
  }

  const pause = () => wait(random.between(10, 400))

  /** The code of a preview, asked for at once or step by step. */
  const askReferral = async (question: string): Promise<string | undefined> => {
    if (random.chance(0.7))
      return codeIn(await answerTo(await type(`!verwijs ${refersTo.discipline} ${question}`)))
    await answerTo(await type('!verwijs'))
    await answerTo(await type(String(refersTo.number)))
    return codeIn(await answerTo(await type(question)))
  }

  const decide = async (question: string, code: string) => {
    const choice = random.next()
    if (choice < 0.15) await type(`ja ${code}`, colleague)
    if (choice < 0.2) return { confirmed: false }
    if (choice < 0.4) {
      await type(`nee ${code}`, client, false)
      if (random.chance(0.5)) await type(`ja ${code}`)
      return { confirmed: false }
    }
    const first = await type(`ja ${code}`)
    if (random.chance(0.4)) await type(`ja ${code}`)
    const answer = await answerTo(first)
    if (!answer.includes('Verwijzing verstuurd'))
      journal.troubles.push(`the confirmation of "${question}" got: ${answer}`)
    return { confirmed: true }
  }

  const refer = async () => {
    referrals += 1
    const question = `controle bloeddruk ${name} nr ${referrals}`
    const code = await askReferral(question)
    if (code === undefined) {
      journal.troubles.push(`no preview with a code for "${question}"`)
      return
    }
    await pause()
    journal.referrals.push({ question, patient, ...(await decide(question, code)) })
  }

  const read = async () => {
    const burst = random.between(2, 6)
    const ids: string[] = []
    for (let n = 0; n < burst; n += 1) ids.push(await type(random.pick(reads)))
    const last = ids.at(-1)
    if (last !== undefined && random.chance(0.5)) await answerTo(last)
  }

  while (!signal.aborted) {
    try {
      await (random.chance(0.45) ? refer() : read())
      await pause()
    } catch (error) {
      journal.troubles.push(error instanceof Error ? error.message : String(error))
      await pause()
    }
  }
}

const codeIn = (text: string): string | undefined => /typ ja (\d{4})/.exec(text)?.[1]
