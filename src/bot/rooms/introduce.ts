import { createHash } from 'node:crypto'
import type { Messages } from '../../i18n/messages.ts'
import type { Store } from '../../store/store.ts'
import type { MatrixGateway } from '../gateway.ts'
import { avatarPng } from './avatar.ts'

/** Sets display name and avatar when they are not what was set before; a restart uploads nothing again. */
export const introduceSelf = async (
  gateway: MatrixGateway,
  store: Store,
  displayName: string,
): Promise<void> => {
  const kept = await store.setting('display name')
  if (kept !== displayName) {
    await gateway.setProfile({ displayName })
    await store.saveSetting('display name', displayName)
  }
  const png = avatarPng()
  const hash = createHash('sha256').update(png).digest('hex')
  if ((await store.setting('avatar')) !== hash) {
    const avatarUrl = await gateway.upload(png, 'image/png', 'zorgbot.png')
    await gateway.setProfile({ avatarUrl })
    await store.saveSetting('avatar', hash)
  }
}

/**
 * The first line of a direct message: what the bot is, and for a stranger why it shows nothing. Undefined says that
 * nobody can tell now who a professional is.
 */
export const firstLine = (
  t: Messages,
  botName: string,
  professional: boolean | undefined,
): string => {
  if (professional === undefined) return t.bot.unsure(botName)
  return professional ? t.bot.introduction(botName) : t.bot.stranger(botName)
}
