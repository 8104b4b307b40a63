import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { parseEnv } from 'node:util'
import { type BotProcess, startBot } from '../bot-process.ts'
import type { Place } from './place.ts'

const PREFIX = 'ZORGBOT_'

/** The settings of an organization's bot as its rendered file says them, without their prefix. */
const readSettings = async (file: string): Promise<Readonly<Record<string, string>>> => {
  const named = Object.entries(parseEnv(await readFile(file, 'utf8')))
  return Object.fromEntries(
    named.map(([name, value]) => [name.slice(PREFIX.length), value ?? ''] as const),
  )
}

/** Starts the bot of an organization; `more` replaces or adds settings. It waits for its homeserver by itself. */
export const startOrganizationBot = async (
  place: Place,
  name: string,
  more: Readonly<Record<string, string>> = {},
): Promise<BotProcess> => {
  const folder = join(place.root, name)
  const settings = { ...(await readSettings(join(folder, 'bot.env'))), ...more }
  const [host = '', port = ''] = (settings['LISTEN'] ?? '').split(':')
  return startBot({ settings, host, port: Number(port), logFile: join(folder, 'zorgbot.log') })
}
