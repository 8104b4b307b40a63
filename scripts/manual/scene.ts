import type { Content } from '../../src/bot/gateway.ts'
import type { Command } from '../../src/commands/command.ts'
import type { Ports } from '../../src/commands/registry.ts'
import { createCertain } from './certain.ts'
import { castOf, type Scene, scenesOf } from './lines.ts'
import { openStage, type Stage, type Where } from './stage.ts'

/** A language of the catalogue. */
export type Language = 'nl' | 'en'

/** One thing that was typed, what the bot said to it, and what it asked of the record for that. */
export type Exchange = {
  readonly typed: string
  readonly said: readonly Content[]
  readonly asked: readonly string[]
}

/** A scene as it went; `uploads` holds the pictures that were posted in it. */
export type Played = {
  readonly scene: Scene
  readonly exchanges: readonly Exchange[]
  readonly uploads: ReadonlyMap<string, Uint8Array>
}

/** Types one thing; what comes of it is shown, or the play is wrong and stops. */
const typeOn = async (stage: Stage, typed: string, where: Where, mayRefuse: boolean) => {
  const { said, asked, isRefused } = await stage.type(typed, where)
  if (said.length === 0) throw new Error(`${typed}: nothing is said`)
  if (isRefused && !mayRefuse) throw new Error(`${typed}: is refused, ${JSON.stringify(said)}`)
  return { exchange: { typed, said, asked }, isRefused }
}

/** What is typed, with the code where there is one. */
const worded = (typed: string, code: string | undefined): string =>
  typed === 'nee' || typed === 'ongedaan' ? `${typed} ${code ?? ''}` : typed

/** Types what a scene holds; each preview is confirmed unless the next word says otherwise. */
const typeAll = async (
  stage: Stage,
  lines: readonly string[],
  where: Where,
  mayRefuse: boolean,
): Promise<readonly Exchange[]> => {
  const exchanges: Exchange[] = []
  let wasRefused = false
  let code: string | undefined
  for (const [at, line] of lines.entries()) {
    const before = await stage.waiting(where)
    if (!line.startsWith('!') && line !== 'ongedaan' && before === undefined)
      throw new Error(`${line}: nothing was asked`)
    const { exchange, isRefused } = await typeOn(stage, worded(line, code), where, mayRefuse)
    exchanges.push(exchange)
    wasRefused ||= isRefused
    const prompt = await stage.waiting(where)
    if (prompt?.kind !== 'confirm') continue
    code = prompt.code
    if (lines[at + 1] === 'nee') continue
    exchanges.push((await typeOn(stage, `ja ${code}`, where, mayRefuse)).exchange)
  }
  if ((await stage.waiting(where)) !== undefined)
    throw new Error(`${lines.join(', ')}: a question stays open`)
  if (mayRefuse && !wasRefused) throw new Error(`${lines.join(', ')}: is not refused`)
  return exchanges
}

const playAnew = async (
  command: Command<Ports>,
  language: Language,
): Promise<readonly Played[]> => {
  const certain = createCertain()
  await using stage = await openStage(castOf(command), language)
  const played: Played[] = []
  for (const scene of scenesOf(command)) {
    const by = scene.by ?? 'nurse'
    const where = { by, place: command.place === 'direct' ? 'direct' : 'room' } as const
    const hasClient = scene.withClient === true || by === 'client'
    if (hasClient) await stage.clientIn(true)
    await typeAll(stage, scene.before ?? [], where, false)
    const exchanges = await typeAll(stage, scene.typed, where, scene.isRefused === true)
    if (hasClient) await stage.clientIn(false)
    played.push({ scene, exchanges: certain(exchanges), uploads: stage.uploads })
  }
  return played
}

const known = new Map<string, Promise<readonly Played[]>>()

/** The examples of a command, played by the whole bot on the demonstration's record; each command has a record of its own, and is played once. */
export const playExamples = (
  command: Command<Ports>,
  language: Language,
): Promise<readonly Played[]> => {
  const key = `${command.name} ${language}`
  const play = known.get(key) ?? playAnew(command, language)
  known.set(key, play)
  return play
}
